/**
 * Scores extracted attributions against gold ones: the project's own measure of "who said what".
 *
 * Two attributions match when the words of their contents overlap by half or more (Jaccard), one to one, best pair
 * first. Cutting is partly taste: a gold attribution that lies (80 %) inside a prediction matched elsewhere, with the
 * right source, counts as found; a prediction that lies inside a matched gold attribution, with the right source, is
 * left out of the precision unless it repeats what was matched. A source is right when its name is right or, where no
 * name is given, when its words are the gold mention's. Rows marked optional or of belief are neither rewarded nor punished.
 */
import type { Span } from '../../lambdas/core/text/span.ts';

/** One part of one gold attribution; parts share `group`. */
export interface GoldPart extends Span {
  readonly type: string;
  readonly mention?: Span | null;
  /** Older name of `mention`. */
  readonly speaker?: Span | null;
  readonly speakers?: readonly string[];
  readonly stance?: string;
  readonly statedAt?: string;
  readonly group?: string;
  readonly optional?: boolean;
  readonly cueClass?: string;
}

export interface GoldArticle {
  readonly id: string;
  readonly text: string;
  readonly attributions: readonly GoldPart[];
  readonly traps: readonly Span[];
  readonly ignore: readonly (readonly [number, number])[];
}

/** What `npm run extract` prints for one attribution, as far as it is scored. */
export interface Predicted {
  readonly type: string;
  readonly content: readonly Span[];
  readonly source: Span | null;
  readonly speaker: { readonly id: string; readonly name: string } | null;
  readonly stance?: string;
  readonly statedAt?: string | null;
  readonly confidence?: number;
}

interface Ratio {
  hit: number;
  of: number;
}

/** Counts that add up over articles; `figuresOf` turns them into percentages. */
export interface Tally {
  gold: number;
  predicted: number;
  found: Record<'content' | 'whosaid' | 'speaker', number>;
  right: Record<'content' | 'exact' | 'whosaid' | 'speaker', number>;
  named: number;
  resolved: Ratio;
  stance: Ratio;
  date: Ratio;
  deniedAsSaid: number;
  traps: Ratio;
  words: Record<'gold' | 'predicted' | 'both' | 'bySource', number>;
  direct: Ratio;
  /** Per tenth of confidence: how many predictions, and how many with the right content and source. */
  calibration: Ratio[];
}

export interface ScoredArticle {
  readonly tally: Tally;
  /** One readable line an error: `KIND id detail`. */
  readonly errors: readonly string[];
  /** For each prediction whether content and source are both right; null where it is neither rewarded nor punished. */
  readonly right: readonly (boolean | null)[];
}

export const emptyTally = (): Tally => ({
  gold: 0,
  predicted: 0,
  found: { content: 0, whosaid: 0, speaker: 0 },
  right: { content: 0, exact: 0, whosaid: 0, speaker: 0 },
  named: 0,
  resolved: { hit: 0, of: 0 },
  stance: { hit: 0, of: 0 },
  date: { hit: 0, of: 0 },
  deniedAsSaid: 0,
  traps: { hit: 0, of: 0 },
  words: { gold: 0, predicted: 0, both: 0, bySource: 0 },
  direct: { hit: 0, of: 0 },
  calibration: Array.from({ length: 10 }, () => ({ hit: 0, of: 0 })),
});

/** Offsets at which the words of the spans begin. */
function wordsIn(text: string, spans: readonly Span[]): number[] {
  const starts: number[] = [];
  for (const { start, end } of spans) {
    for (const match of text.slice(start, end).matchAll(/[\p{L}\p{N}]+/gu)) starts.push(start + match.index);
  }
  return starts;
}

function contentWordsIn(text: string, spans: readonly Span[]): Set<number> {
  const starts = wordsIn(text, spans);
  const first = starts[0];
  if (first !== undefined && /^that\b/i.test(text.slice(first, first + 5))) starts.shift();
  return new Set(starts);
}

function countShared(a: Iterable<number>, b: ReadonlySet<number>): number {
  let shared = 0;
  for (const x of a) if (b.has(x)) shared++;
  return shared;
}

const liesIn = (inner: ReadonlySet<number>, outer: ReadonlySet<number>): boolean =>
  countShared(inner, outer) >= 0.8 * inner.size;

/** Name words with the usual transliteration variants made equal, so that Zelensky is Zelenskyy. */
function nameKey(name: string): string[] {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
    .replace(/^(the|an|a) /, '')
    .replace(/\b(volodymyr|wladimir)\b/g, 'vladimir')
    .replace(/(iy|yy|ei|ey|ij|ii|y|i)\b/g, 'i')
    .split(' ');
}

interface GoldAttribution {
  readonly spans: readonly Span[];
  readonly words: Set<number>;
  readonly type: string;
  readonly mention: Span | null;
  readonly speakers: readonly string[] | undefined;
  readonly stance: string | undefined;
  readonly statedAt: string | undefined;
  readonly optional: boolean;
}

function joinParts(article: GoldArticle): GoldAttribution[] {
  const groups = new Map<string, { part: GoldPart; spans: Span[] }>();
  article.attributions.forEach((part, i) => {
    const key = part.group ?? `#${i}`;
    const group = groups.get(key);
    if (group) group.spans.push({ start: part.start, end: part.end });
    else groups.set(key, { part, spans: [{ start: part.start, end: part.end }] });
  });
  return [...groups.values()]
    .map(({ part, spans }) => ({
      spans,
      words: contentWordsIn(article.text, spans),
      type: part.type,
      mention: part.mention ?? part.speaker ?? null,
      speakers: part.speakers,
      stance: part.stance,
      statedAt: part.statedAt,
      optional: part.optional === true || part.cueClass === 'other',
    }))
    .filter((gold) => gold.words.size > 0);
}

function hasRightName(gold: GoldAttribution, predicted: Predicted): boolean {
  if (!gold.speakers || !predicted.speaker) return false;
  const given = [nameKey(predicted.speaker.id), nameKey(predicted.speaker.name)];
  return gold.speakers
    .map(nameKey)
    .some((wanted) =>
      given.some(
        (words) => words.length <= wanted.length + 3 && wanted.every((word) => words.includes(word)),
      ),
    );
}

function hasRightMention(text: string, gold: GoldAttribution, predicted: Predicted): boolean {
  if (!gold.mention || !predicted.source) return !gold.mention && !predicted.source;
  const wanted = new Set(wordsIn(text, [gold.mention]));
  const given = new Set(wordsIn(text, [predicted.source]));
  const shared = countShared(given, wanted);
  return (
    shared > 0 && (2 * shared >= given.size || (shared === wanted.size && given.size <= 3 * wanted.size + 4))
  );
}

/** Scores one article. Offsets of `predicted` must index `article.text`. */
export function scoreArticle(article: GoldArticle, predictions: readonly Predicted[]): ScoredArticle {
  const { text, id } = article;
  const tally = emptyTally();
  const errors: string[] = [];
  const show = (spans: readonly Span[]): string =>
    text.slice(spans[0]?.start, spans.at(-1)?.end).replace(/\s+/g, ' ').slice(0, 110);
  const gold = joinParts(article);
  const given = predictions
    .map((value) => ({ value, words: contentWordsIn(text, value.content) }))
    .filter((prediction) => prediction.words.size > 0);
  type Given = (typeof given)[number];
  const hasRightSource = (g: GoldAttribution, p: Predicted): boolean =>
    hasRightName(g, p) || (hasRightMention(text, g, p) && !(g.speakers && p.speaker));

  const pairs = gold
    .flatMap((g) =>
      given.map((p) => {
        const shared = countShared(g.words, p.words);
        return { g, p, similarity: shared / (g.words.size + p.words.size - shared) };
      }),
    )
    .filter(({ similarity }) => similarity >= 0.5)
    .sort((a, b) => b.similarity - a.similarity);
  const matchOf = new Map<GoldAttribution, { p: Given; exact: boolean }>();
  const goldOf = new Map<Given, GoldAttribution>();
  for (const { g, p, similarity } of pairs) {
    if (matchOf.has(g) || goldOf.has(p)) continue;
    matchOf.set(g, { p, exact: similarity === 1 });
    goldOf.set(p, g);
  }

  for (const g of gold) {
    if (g.optional) continue;
    tally.gold++;
    if (g.type === 'direct') tally.direct.of++;
    if (g.speakers) tally.named++;
    const match = matchOf.get(g);
    const p =
      match?.p ?? given.find((x) => goldOf.has(x) && liesIn(g.words, x.words) && hasRightSource(g, x.value));
    if (!p) {
      errors.push(`MISSED ${id} [${g.type}] ${show(g.spans)}`);
      continue;
    }
    tally.found.content++;
    if (match?.exact) tally.right.exact++;
    if (hasRightName(g, p.value)) tally.found.speaker++;
    if (g.stance) {
      tally.stance.of++;
      if (g.stance === p.value.stance) tally.stance.hit++;
      else errors.push(`STANCE ${id} got ${p.value.stance}, wanted ${g.stance}: ${show(g.spans)}`);
    }
    if (g.stance === 'denied' && p.value.stance !== 'denied') tally.deniedAsSaid++;
    if (g.statedAt) {
      const at = p.value.statedAt ?? '';
      tally.date.of++;
      if (g.statedAt.length === 10 ? at.startsWith(g.statedAt) : at === g.statedAt) tally.date.hit++;
      else errors.push(`DATE ${id} got ${at || '-'}, wanted ${g.statedAt}: ${show(g.spans)}`);
    }
    if (hasRightSource(g, p.value)) {
      tally.found.whosaid++;
      if (g.type === 'direct') tally.direct.hit++;
    } else {
      const got = p.value.source ? show([p.value.source]) : '-';
      const wanted = g.speakers?.[0] ?? (g.mention ? show([g.mention]) : '-');
      errors.push(
        `SOURCE ${id} got ${got} / ${p.value.speaker?.name ?? '-'}, wanted ${wanted}: ${show(g.spans)}`,
      );
    }
  }

  const judged = new Map<Predicted, boolean>();
  const free = new Set(article.ignore.flatMap(([start, end]) => wordsIn(text, [{ start, end }])));
  for (const g of gold) if (g.optional) for (const word of g.words) free.add(word);
  for (const p of given) {
    const g = goldOf.get(p);
    if (g?.optional) continue;
    if (!g) {
      if (2 * countShared(p.words, free) >= p.words.size) continue;
      const isFragment = gold.some((x) => {
        const matched = x.optional ? undefined : matchOf.get(x);
        return (
          matched !== undefined &&
          liesIn(p.words, x.words) &&
          hasRightSource(x, p.value) &&
          2 * countShared(p.words, matched.p.words) <= p.words.size
        );
      });
      if (isFragment) continue;
      errors.push(`EXTRA ${id} [${p.value.type}] ${p.value.speaker?.name ?? '-'}: ${show(p.value.content)}`);
    }
    tally.predicted++;
    const right = g !== undefined && hasRightSource(g, p.value);
    if (g) tally.right.content++;
    if (right) tally.right.whosaid++;
    judged.set(p.value, right);
    if (g && hasRightName(g, p.value)) tally.right.speaker++;
    if (g?.speakers && p.value.speaker) {
      tally.resolved.of++;
      if (hasRightName(g, p.value)) tally.resolved.hit++;
      else errors.push(`NAME ${id} got ${p.value.speaker.name}, wanted ${g.speakers[0]}: ${show(g.spans)}`);
    }
    const bin = tally.calibration[Math.min(9, Math.floor(10 * (p.value.confidence ?? 0)))];
    if (bin) {
      bin.of++;
      if (right) bin.hit++;
    }
  }

  const said = new Set(gold.flatMap((g) => [...g.words]));
  const out = new Set(given.flatMap((p) => [...p.words]));
  for (const trap of article.traps) {
    const words = wordsIn(text, [trap]).filter((word) => !said.has(word));
    tally.traps.of++;
    if (words.length === 0 || 2 * countShared(words, out) < words.length) continue;
    tally.traps.hit++;
    errors.push(`TRAP ${id} ${show([trap])}`);
  }

  const givenAt = new Map<number, Given[]>();
  for (const p of given) for (const word of p.words) givenAt.set(word, [...(givenAt.get(word) ?? []), p]);
  const goldAt = new Map<number, GoldAttribution[]>();
  for (const g of gold) {
    if (!g.optional) for (const word of g.words) goldAt.set(word, [...(goldAt.get(word) ?? []), g]);
  }
  for (const [word, owners] of goldAt) {
    tally.words.gold++;
    const finders = givenAt.get(word);
    if (!finders) continue;
    tally.words.both++;
    if (owners.some((g) => finders.some((p) => hasRightSource(g, p.value)))) tally.words.bySource++;
  }
  for (const word of givenAt.keys()) if (goldAt.has(word) || !free.has(word)) tally.words.predicted++;
  return { tally, errors, right: predictions.map((prediction) => judged.get(prediction) ?? null) };
}

/** Adds `more` to `sum`, field by field. */
export function addTally(sum: Tally, more: Tally): void {
  const add = (into: Record<string, unknown>, from: Record<string, unknown>): void => {
    for (const key of Object.keys(into)) {
      const value = from[key];
      if (typeof value === 'number') into[key] = (into[key] as number) + value;
      else add(into[key] as Record<string, unknown>, value as Record<string, unknown>);
    }
  };
  add(sum as unknown as Record<string, unknown>, more as unknown as Record<string, unknown>);
}

/** Percentages with one decimal, except the counts `gold`, `predicted` and `deniedAsSaid`; null where nothing was to measure. */
export interface Figures {
  gold: number;
  predicted: number;
  contentF1: number | null;
  exactF1: number | null;
  whosaidF1: number | null;
  whosaidPrecision: number | null;
  whosaidRecall: number | null;
  wordsBySourceF1: number | null;
  directRecall: number | null;
  speakerF1: number | null;
  namePrecision: number | null;
  stanceAccuracy: number | null;
  dateAccuracy: number | null;
  deniedAsSaid: number | null;
  trapped: number | null;
}

const round = (x: number): number => Math.round(1000 * x) / 10;
const percent = ({ hit, of }: Ratio): number | null => (of === 0 ? null : round(hit / of));
function f1(found: number, gold: number, right: number, predicted: number): number | null {
  if (gold === 0) return null;
  const precision = predicted === 0 ? 0 : right / predicted;
  const recall = found / gold;
  return precision + recall === 0 ? 0 : round((2 * precision * recall) / (precision + recall));
}

export function figuresOf(t: Tally): Figures {
  return {
    gold: t.gold,
    predicted: t.predicted,
    contentF1: f1(t.found.content, t.gold, t.right.content, t.predicted),
    exactF1: f1(t.right.exact, t.gold, t.right.exact, t.predicted),
    whosaidF1: f1(t.found.whosaid, t.gold, t.right.whosaid, t.predicted),
    whosaidPrecision: percent({ hit: t.right.whosaid, of: t.predicted }),
    whosaidRecall: percent({ hit: t.found.whosaid, of: t.gold }),
    wordsBySourceF1: f1(t.words.bySource, t.words.gold, t.words.bySource, t.words.predicted),
    directRecall: percent(t.direct),
    speakerF1: f1(t.found.speaker, t.named, t.right.speaker, t.predicted),
    namePrecision: percent(t.resolved),
    stanceAccuracy: percent(t.stance),
    dateAccuracy: percent(t.date),
    deniedAsSaid: t.stance.of === 0 ? null : t.deniedAsSaid,
    trapped: percent(t.traps),
  };
}
