// Two cues often claim the same words: "The mayor said the police had warned him, adding that …". This settles whose
// they are: a cue inside what somebody said belongs to what was said, unless it shares the speaker.
import type { Span } from '../text/span.ts';
import type { Candidate } from './candidate.ts';
import { isContentConjunct } from './content-bounds.ts';
import { isOutlet } from './details/medium.ts';
import type { SayingWords } from './details/sayings.ts';
import { childrenOf, relation, type SentenceTree } from './sentence-tree.ts';

const contains = (outer: Span, inner: Span): boolean => outer.start <= inner.start && inner.end <= outer.end;
const lengthOf = (spans: readonly Span[]): number =>
  spans.reduce((sum, { start, end }) => sum + end - start, 0);
const overlapOf = (a: readonly Span[], b: readonly Span[]): number => {
  let sum = 0;
  for (const x of a)
    for (const y of b) sum += Math.max(0, Math.min(x.end, y.end) - Math.max(x.start, y.start));
  return sum;
};

/** Cuts the content before `at`, and the comma or conjunction that led over to it. */
const cutBefore = (content: readonly Span[], at: number, text: string): Span[] =>
  content.flatMap((span) => {
    if (span.end <= at) return [span];
    if (span.start >= at) return [];
    const kept = text
      .slice(span.start, at)
      .replace(
        /(?:[\s,;–—-]|\b(?:and|but|while|whilst|then|also|(?:shortly|soon|just|hours|days|moments|minutes)\s+(?:after|before))\s*$)+$/u,
        '',
      );
    // "revealed that in May, the prince accepted it": nothing was said before the other says it
    if (kept.length === 0 || WHEN.test(kept)) return [];
    return [{ start: span.start, end: span.start + kept.length }];
  });
const WHEN = /^(?:in|on|at|during|since|after|before)\s+(?:\S+\s+){0,2}\S+$/;

/** Candidates of one sentence without overlaps of content, in text order. */
export function settleConflicts(
  candidates: readonly Candidate[],
  text: string,
  words: SayingWords,
): readonly Candidate[] {
  let kept = [...candidates].sort((a, b) => (a.cue?.start ?? 0) - (b.cue?.start ?? 0));

  kept = settleChains(kept, text, words);

  // A cue that shares the speaker of an earlier one ends the content of that one.
  kept = kept.map((outer) => {
    let content: readonly Span[] = outer.content;
    for (const inner of candidates) {
      if (inner === outer || !inner.cue || !outer.cue || inner.cue.start < outer.cue.start) continue;
      const cue = inner.cue;
      if (!content.some((span) => contains(span, cue))) continue;
      if (
        (inner.shared &&
          sameSource(inner, outer) &&
          isCoordinated(inner, text) &&
          !isToldOf(inner, outer) &&
          !isResumed(cue, outer, text) &&
          (!hasAuxiliary(inner) || hasAuxiliary(outer))) ||
        isNewSpeaker(inner, outer, text)
      )
        content = cutBefore(
          content,
          Math.min(
            cue.start,
            inner.source && inner.source.end > outer.cue.end ? inner.source.start : cue.start,
          ),
          text,
        );
    }
    return content === outer.content ? outer : { ...outer, content };
  });

  const dropped = new Set<Candidate>();
  for (const outer of kept) {
    for (const inner of kept) {
      if (inner === outer || dropped.has(outer) || dropped.has(inner) || !inner.cue) continue;
      const cue = inner.cue;
      if (outer.content.some((span) => contains(span, cue))) dropped.add(inner);
    }
  }
  kept = kept.filter((candidate) => !dropped.has(candidate) && candidate.content.length > 0);

  // Of two that claim the same words, the longer content wins; of equals, the first.
  const result: Candidate[] = [];
  for (const candidate of kept) {
    const rival = result.findIndex(
      (other) =>
        2 * overlapOf(other.content, candidate.content) >
        Math.min(lengthOf(other.content), lengthOf(candidate.content)),
    );
    const other = result[rival];
    if (!other) result.push(candidate);
    else if (lengthOf(candidate.content) > lengthOf(other.content)) result[rival] = candidate;
  }
  return result;
}

/**
 * "The envoy told them that it was late, according to the ministry": what the envoy said, passed on by the ministry.
 * "The guards had demanded money, according to drivers": what the drivers told. The tense tells which.
 */
const settleChains = (candidates: readonly Candidate[], text: string, words: SayingWords): Candidate[] => {
  const publishes = ({ source }: Candidate): boolean =>
    source !== null && isOutlet(text.slice(source.start, source.end), words);
  const toldIn = (outer: Candidate): Candidate[] =>
    candidates.filter(
      (one) => one !== outer && one.cue && outer.content.some((span) => contains(span, one.cue as Span)),
    );
  const passing = candidates.filter((one) => passesOn(one, publishes(one)));
  const phrase = passing.find((one) => toldIn(one).length > 0) ?? passing[0];
  const at = phrase?.cue;
  if (!phrase || !at) return [...candidates];
  const told = toldIn(phrase);
  const content = (one: Candidate): readonly Span[] =>
    one.content.some((span) => contains(span, at)) ? cutBefore(one.content, at.start, text) : one.content;
  if (!isRetold(told[0], phrase, publishes(phrase)))
    return phrase.rule === 'according-to'
      ? candidates.map((one) => (one === phrase ? one : { ...one, content: content(one) }))
      : [...candidates];
  const reporter = { source: phrase.source, cue: phrase.cue };
  return candidates
    .filter((one) => one !== phrase)
    .map((one) =>
      told.includes(one) ? { ...one, content: content(one), reporter: one.reporter ?? reporter } : one,
    );
};

/** Whether a candidate may be no more than who passed something on: "according to", "Interfax reported", "guests said". */
const passesOn = ({ rule, cue, content, lemma }: Candidate, published: boolean): boolean => {
  if (cue === null) return false;
  const before = content.every(({ end }) => end < cue.start);
  if (rule === 'according-to') return before || published;
  if (!RELAYING.has(lemma ?? '')) return false;
  if (rule === 'content-after') return published;
  return before && BEHIND.has(rule) && (published || TELLING.has(lemma ?? ''));
};

/** Whether what `phrase` reports is one saying, `first`, as somebody made it then and there. */
const isRetold = (first: Candidate | undefined, phrase: Candidate, published: boolean): boolean => {
  const [whole] = phrase.content;
  if (!first?.anchor || !whole || !fills(first, whole)) return false;
  const { tree, token } = first.anchor;
  const done =
    isSimplePast(tree, token) || isPerfect(tree, token) || (published && tree.xpos[token] === 'VBG');
  // guests may tell what somebody said, and then what he said is his
  return done && (published || phrase.rule === 'according-to' || TELLING.has(first.lemma ?? ''));
};

/** Verbs by which an outlet passes on what somebody said, and those of them that anybody has. */
const RELAYING: ReadonlySet<string> = new Set('report say tell write quote announce add note'.split(' '));
const TELLING: ReadonlySet<string> = new Set(['say', 'tell']);
/** Rules whose content stands before who said it. */
const BEHIND: ReadonlySet<string> = new Set(['inserted', 'content-before']);

/** Whether the saying is the whole of what is passed on: it opens with who says it, or with what he says and ends with who. */
const fills = ({ rule, content: [said], source, cue }: Candidate, whole: Span): boolean => {
  if (!source || !cue) return false;
  const starts = (at: number): boolean => at - whole.start <= LONGEST_LEAD;
  if (rule === 'quoted-before') return starts(said?.start ?? source.start);
  if (!BEHIND.has(rule)) return starts(source.start);
  return starts(said?.start ?? source.start) && whole.end - Math.max(source.end, cue.end) <= LONGEST_END;
};
/** Characters behind who said it, at most: " reporters on Monday". */
const LONGEST_END = 24;

/** "said she was leaving and had asked him to stay": the auxiliary goes on with what was said. */
const hasAuxiliary = ({ anchor }: Candidate): boolean =>
  anchor !== null &&
  anchor.tree.xpos[anchor.token] !== 'VBG' &&
  childrenOf(anchor.tree, anchor.token).some(
    (c) =>
      c < anchor.token &&
      /^(?:had|would|could|will|can|must|may|might|should)$/.test(anchor.tree.lower[c] ?? ''),
  );

/** "Owners, brokers said, were asking for more": the clause that an insertion interrupts goes on. */
const isResumed = (cue: Span, { content }: Candidate, text: string): boolean =>
  content[1] !== undefined &&
  content[1].start <= cue.start &&
  !/[,;:]/.test(text.slice(content[1].start, cue.start));

/** "says he met the envoy and asked him to stay": the past goes on with what was said in the present. */
const isToldOf = ({ anchor: inner }: Candidate, { anchor: outer }: Candidate): boolean =>
  inner !== null &&
  outer !== null &&
  inner.tree === outer.tree &&
  inner.tree.xpos[inner.token] === 'VBD' &&
  /^VB[ZP]$/.test(outer.tree.xpos[outer.token] ?? '') &&
  inner.tree.head[inner.token] === outer.token &&
  isContentConjunct(inner.tree, inner.token, outer.token);

/** Characters that may stand before who spoke: "On Friday ". */
const LONGEST_LEAD = 24;

const isSimplePast = (tree: SentenceTree, verb: number): boolean =>
  tree.xpos[verb] === 'VBD' && !childrenOf(tree, verb).some((c) => c < verb && relation(tree, c) === 'aux');

/** "The envoy has demanded an apology, according to a friend": the envoy has, and the friend passed it on. */
const isPerfect = (tree: SentenceTree, verb: number): boolean => {
  const auxiliaries = childrenOf(tree, verb).filter((c) => c < verb && relation(tree, c) === 'aux');
  return auxiliaries.length === 1 && auxiliaries.every((c) => /^(?:has|have)$/.test(tree.lower[c] ?? ''));
};

/** "…, adding that" or "… and vowed": not "… for attacking", which is part of what was said. */
const isCoordinated = ({ cue }: Candidate, text: string): boolean =>
  cue !== null &&
  /(?:[,;–—(][”"’']?|\b(?:and|but|or|while|then|yet)(?:\s+(?:also|then|even|later|once|again|thus|repeatedly))?)\s*$/u.test(
    text.slice(Math.max(0, cue.start - 30), cue.start),
  );

/** "…, while the mayor said": another speaker takes over after a comma and a conjunction. */
const isNewSpeaker = (inner: Candidate, outer: Candidate, text: string): boolean => {
  if (!inner.source || !inner.cue || inner.source.start > inner.cue.start || inner.stance === 'believed')
    return false;
  if (outer.cue && inner.source.start < outer.cue.end) return false;
  // "According to the log, the mate had warned …", "In May, they said, the mate warned …": whoever opens was told of.
  if (
    /^(?:according-to|inserted)$/.test(outer.rule) &&
    outer.content.some(({ start }) => start === inner.source?.start)
  )
    return false;
  return /(?:[,;–—][”"’']?\s*(?:while|whilst|but|and|with|though|although|whereas|(?:shortly|soon|just|hours|days|moments|minutes)\s+(?:after|before))\s+(?:then\s+|even\s+)?|[;,]\s*)$/u.test(
    text.slice(Math.max(0, inner.source.start - 24), inner.source.start),
  );
};

const sameSource = (a: Candidate, b: Candidate): boolean =>
  a.source === null
    ? b.source === null
    : b.source !== null && a.source.start === b.source.start && a.source.end === b.source.end;
