/**
 * A check-list of how news refers to those who speak: short passages, stretches of articles and layouts of interviews,
 * each with the name that a careful reader gives to a source, or to a statement.
 *
 *   npx node test/corpus/references.ts [--errors] [--update]
 *
 * References are developed on, like `tuning/`. Format: README.md beside this file.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Attribution } from '../../lambdas/core/extraction/attribution.ts';
import type { Extractor } from '../../lambdas/core/extraction/pipeline.ts';
import type { Span } from '../../lambdas/core/text/span.ts';
import { loadExtractor } from '../../lambdas/runtime/load-extractor.ts';
import { isRightName } from './match-name.ts';

const FOLDER = join(import.meta.dirname, 'references');

/** A source mention `[[…|names]]`, or a statement `<<…|names>>`. */
export interface Reference extends Span {
  readonly of: 'mention' | 'content';
  /** Accepted names, the fullest first; none where nobody can tell. */
  readonly names: readonly string[];
}

export interface Passage {
  readonly title: string | null;
  readonly text: string;
  readonly references: readonly Reference[];
}

/** Of the references that came out with a source and have a name: how many have it, another, none; and how many came not out. */
export interface ReferenceTally {
  readonly passages: number;
  readonly right: number;
  readonly wrong: number;
  readonly unnamed: number;
  readonly missed: number;
  readonly errors: readonly string[];
}

const MARK = /\[\[([^|\]]+)\|([^\]]+)\]\]|<<([\s\S]+?)\|([^|>]+)>>/g;

/** Reads one passage. Throws on a mark that is not closed. */
export function readPassage(source: string): Passage {
  let body = source.trim();
  let title: string | null = null;
  for (
    let header = /^(title|outlet): (.*)\n/.exec(body);
    header;
    header = /^(title|outlet): (.*)\n/.exec(body)
  ) {
    if (header[1] === 'title') title = header[2] ?? null;
    body = body.slice(header[0].length).trimStart();
  }
  const references: Reference[] = [];
  let text = '';
  let from = 0;
  for (const match of body.matchAll(MARK)) {
    const [whole, mention, namesOfMention, content, namesOfContent] = match;
    text += body.slice(from, match.index);
    const start = text.length;
    text += mention ?? content ?? '';
    const names = (namesOfMention ?? namesOfContent ?? '').split(';').map((name) => name.trim());
    references.push({
      of: mention === undefined ? 'content' : 'mention',
      start,
      end: text.length,
      names: names[0] === '-' ? [] : names,
    });
    from = match.index + whole.length;
  }
  text += body.slice(from);
  if (/\[\[|\]\]|<<|>>/.test(text)) throw new Error(`a mark that is not closed: ${text.slice(0, 80)}`);
  return { title, text, references };
}

/** Every file of passages by its name: "short", "long", "layouts". */
export function readReferences(folder: string = FOLDER): ReadonlyMap<string, readonly Passage[]> {
  const files = readdirSync(folder).filter((file) => file.endsWith('.txt'));
  return new Map(
    files.sort().map((file) => [
      basename(file, '.txt'),
      readFileSync(join(folder, file), 'utf8')
        .split(/^====$/m)
        .map(readPassage),
    ]),
  );
}

const overlap = (a: Span, b: Span): number =>
  Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start));

/** Percentages, as sharesOf gives them. */
export interface ReferenceShares {
  readonly recall: number;
  readonly precision: number;
}

export const FIGURES = join(FOLDER, 'figures.json');

/** The committed shares of each file of passages. */
export const readFigures = (): Readonly<Record<string, ReferenceShares>> =>
  JSON.parse(readFileSync(FIGURES, 'utf8'));

/** Share of a statement that an attribution must cover to be the one. */
const LEAST_SHARE = 0.4;

/** The attribution that the reference is about. */
function findAttribution(
  reference: Reference,
  attributions: readonly Attribution[],
): Attribution | undefined {
  if (reference.of === 'mention')
    return attributions.find(({ source }) => source !== null && overlap(source, reference) > 0);
  const covered = attributions.map((attribution) => ({
    attribution,
    by: attribution.content.reduce((sum, span) => sum + overlap(span, reference), 0),
  }));
  const best = covered.sort((a, b) => b.by - a.by)[0];
  return best && best.by >= LEAST_SHARE * (reference.end - reference.start) ? best.attribution : undefined;
}

/** Measures the extractor on passages. */
export function scoreReferences(passages: readonly Passage[], { extract }: Extractor): ReferenceTally {
  const tally = { right: 0, wrong: 0, unnamed: 0, missed: 0 };
  const errors: string[] = [];
  passages.forEach(({ title, text, references }, index) => {
    const attributions = extract({ text, title });
    for (const reference of references) {
      if (reference.names.length === 0) continue;
      const found = findAttribution(reference, attributions);
      const speaker = found?.speaker;
      const result = !found
        ? 'missed'
        : !speaker
          ? 'unnamed'
          : isRightName(reference.names, [speaker.id, speaker.name])
            ? 'right'
            : 'wrong';
      tally[result] += 1;
      if (result === 'right') continue;
      const words = text.slice(reference.start, reference.end).slice(0, 60).replace(/\s+/g, ' ');
      errors.push(
        `${result} in ${index + 1}: ${words} | got ${speaker?.name ?? '-'} by ${found?.by.at(-1) ?? '-'}, wanted ${reference.names.join('; ')}`,
      );
    }
  });
  return { passages: passages.length, ...tally, errors };
}

/** Percentages of a tally, to one place: named rightly of all that came out, and of all that were given a name. */
export function sharesOf({ right, wrong, unnamed }: ReferenceTally): ReferenceShares {
  const percent = (part: number, whole: number): number => Math.round((1000 * part) / whole) / 10;
  return { recall: percent(right, right + wrong + unnamed), precision: percent(right, right + wrong) };
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: { errors: { type: 'boolean', default: false }, update: { type: 'boolean', default: false } },
  });
  const extractor = loadExtractor();
  const figures: Record<string, ReferenceShares> = {};
  for (const [name, passages] of readReferences()) {
    const tally = scoreReferences(passages, extractor);
    const shares = sharesOf(tally);
    figures[name] = shares;
    const { right, wrong, unnamed, missed } = tally;
    console.log(
      `${name}: ${tally.passages} passages, ${right} right, ${wrong} wrong, ${unnamed} unnamed, ${missed} not out; ` +
        `named rightly ${shares.recall} %, names right ${shares.precision} %`,
    );
    if (values.errors) for (const error of tally.errors) console.log(`  ${error}`);
  }
  if (values.update) writeFileSync(FIGURES, `${JSON.stringify(figures, null, 2)}\n`);
}
