// "The bridge, according to the engineers, was sound": a phrase that names the source, before, inside or after.
import { continuationAfter, countFinite, isAdverbial, trimTokens } from '../content-bounds.ts';
import {
  childrenOf,
  findChild,
  hasTensed,
  isNominal,
  isTensed,
  relation,
  type SentenceTree,
} from '../sentence-tree.ts';
import { sourceTokens } from '../source-span.ts';

export interface PhraseFound {
  readonly cue: { readonly from: number; readonly to: number };
  readonly source: { readonly from: number; readonly to: number };
  readonly content: readonly { readonly from: number; readonly to: number }[];
}

/** Phrases that take the source as their object. */
const PHRASES: readonly (readonly string[])[] = [
  ['according', 'to'],
  ['in', 'the', 'words', 'of'],
  ['in', 'the', 'view', 'of'],
  ['in', 'the', 'opinion', 'of'],
  ['in', 'the', 'estimation', 'of'],
  ['by', 'the', 'estimate', 'of'],
  ['by', 'the', 'count', 'of'],
  ['by', 'the', 'account', 'of'],
  ['as', 'reported', 'by'],
  ['as', 'cited', 'by'],
  ['as', 'quoted', 'by'],
  ['per'],
];

const phraseAt = (tree: SentenceTree, at: number): number => {
  // "reported that, according to the log, half was lost": part of what was reported
  const before = tree.words[at - 1] === ',' ? at - 2 : at - 1;
  if (tree.lower[before] === 'that' && tree.lower[before - 1] !== 'than') return 0;
  // "three per cent" and "$50 per year" name no source: ", per two officials" and "Per a memo," do.
  if (
    tree.lower[at] === 'per' &&
    ((tree.words[at - 1] !== ',' && at !== tree.opening) ||
      !/^(?:DET|PROPN|NUM|ADJ)$/.test(tree.upos[at + 1] ?? ''))
  )
    return 0;
  // "an agreement according to which the fort is shut": what it provides
  if (tree.lower[at] === 'according' && /^wh(?:ich|om)$/.test(tree.lower[at + 2] ?? '')) return 0;
  // "said — as reported by the agency — that it was late": who passed on what the verb before it tells
  const aside =
    /^(?:,|–|—|-|--)$/.test(tree.words[at - 1] ?? '') &&
    tree.isCue[at - 2] === true &&
    tree.xpos[at - 2] !== 'VBN';
  if (aside && tree.lower[at] === 'as') return 0;
  // ", as announced by both governments"
  const announced =
    tree.lower[at] === 'as' &&
    (tree.words[at - 1] === ',' || at === tree.opening) &&
    tree.isCue[at + 1] === true &&
    tree.xpos[at + 1] === 'VBN' &&
    tree.lower[at + 2] === 'by';
  if (announced) return 3;
  return PHRASES.find((phrase) => phrase.every((word, i) => tree.lower[at + i] === word))?.length ?? 0;
};

/** Head of the noun phrase that starts at `from` and ends before `limit`. */
const headOfPhrase = (tree: SentenceTree, from: number, cue: number, limit: number): number => {
  let at = from;
  // the comma before the phrase may hang on its noun
  const leftmost = tree.words[cue - 1] === ',' ? cue - 1 : cue;
  for (let climb = 0; climb < 12; climb++) {
    const head = tree.head[at] ?? -1;
    if (head < from || head >= limit || (tree.left[head] ?? 0) < leftmost) return at;
    // "According to Lind the deal is dead"
    const predicate =
      /^(?:VERB|AUX)$/.test(tree.upos[head] ?? '') || findChild(tree, head, 'nsubj', 'cop') !== undefined;
    if (predicate && head > at) return at;
    at = head;
  }
  return at;
};

/** "the monitoring group AdLedger": the last noun in a row, where the article has lost it. */
const lastOfPhrase = (tree: SentenceTree, from: number): number => {
  let last = -1;
  for (let at = from + 1; at < tree.size; at++) {
    if (isNominal(tree, at)) last = at;
    else if (!/^(?:ADJ|NUM)$/.test(tree.upos[at] ?? '') && !/^(?:VB[GN]|HYPH)$/.test(tree.xpos[at] ?? ''))
      break;
  }
  return last;
};

/** "flight tracking data", "ship-tracking data": a noun parted from those that it stands before. */
const isCutOff = (tree: SentenceTree, noun: number): boolean => {
  const next = tree.words[noun + 1] === '-' ? noun + 2 : noun + 1;
  return tree.upos[noun] === 'NOUN' && relation(tree, next) === 'compound' && (tree.head[next] ?? -1) > next;
};

/** Where the source's phrase ends: at the comma that closes it, names in apposition included. */
const endOfPhrase = (tree: SentenceTree, head: number, initial: boolean): number => {
  const own = tree.right[head] ?? head;
  if (!initial) return own;
  // A clause that the parser hung on the source would swallow the content: stop at the first comma.
  for (let at = head + 1; at <= own; at++) {
    if (tree.words[at] !== ',') continue;
    const appositive = childrenOf(tree, head).some(
      (c) => relation(tree, c) === 'appos' && c > at && (tree.right[c] ?? c) < own,
    );
    if (!appositive) return at - 1;
  }
  return own;
};

/** Longest phrase between a source and the comma that closes it: "According to a tally kept by delegates,". */
const LONGEST_ADDITION = 8;

/** The comma that closes the phrase, over what is added to the source without a finite verb; -1 where there is none. */
const closingComma = (tree: SentenceTree, from: number): number => {
  for (let at = from; at < tree.size && at <= from + LONGEST_ADDITION; at++) {
    if (tree.words[at] === ',') return at;
    if (isTensed(tree, at) || /^[;:“”"]$/.test(tree.words[at] ?? '')) return -1;
  }
  return -1;
};

/** Longest source before the comma that lets the content begin. */
const LONGEST_OPENING = 40;

/**
 * "According to a tally kept by delegates for the wire, the pass …": the comma after which the content begins, past
 * appositions, relative clauses and participles of the source; -1 where the sentence has none.
 */
const openingComma = (tree: SentenceTree, from: number): number => {
  let first = -1;
  let previous = -1;
  // the comma before a phrase that has a relative clause of its own
  let related = -1;
  for (let at = from + 1; at < tree.size - 1 && at <= from + LONGEST_OPENING; at++) {
    if (/^[;“”"]$/.test(tree.words[at] ?? '') && tree.words[at - 1] !== ',') return -1;
    if (tree.words[at] !== ',') continue;
    const next = at + 1;
    // ", what happened was a crime" is a clause of its own
    // ", first published by the guild"
    const adverb = tree.upos[next] === 'ADV' && tree.xpos[next + 1] === 'VBN';
    const opens = /^(?:WP|WDT|WP\$|VBG|VBN|CC)$/.test(tree.xpos[next] ?? '') && tree.lower[next] !== 'what';
    if (adverb || opens) {
      if (/^(?:which|who)$/.test(tree.lower[next] ?? '')) related = previous;
      continue;
    }
    let close = next;
    while (close < tree.size && tree.words[close] !== ',') close++;
    // What began as an apposition was the subject of the content: ", Bo Tarn, a pilot, saw it".
    if (first > 0 && isTensed(tree, next)) return Math.max(related, first);
    previous = at;
    const apposition =
      close < tree.size &&
      /^(?:NOUN|PROPN|DET|ADJ|NUM)$/.test(tree.upos[next] ?? '') &&
      countFinite(tree, next, close - 1) <= 0;
    if (!apposition) return at;
    if (first < 0) first = at;
  }
  return -1;
};

/** "figures released by the guild": whoever made the document belongs to the source. Last token, -1 without one. */
const endOfMaker = (tree: SentenceTree, head: number): number => {
  const made = head + 1;
  if (tree.xpos[made] !== 'VBN' || (tree.lower[made + 1] !== 'by' && tree.lower[made + 1] !== 'from'))
    return -1;
  let to = made + 2;
  if (tree.upos[to] === 'DET') to++;
  while (to < tree.size && /^(?:ADJ|NOUN|PROPN)$/.test(tree.upos[to] ?? '')) to++;
  let last = to - 1;
  if (
    /^(?:month|week|year|day|night|morning|monday|tuesday|wednesday|thursday|friday|saturday|sunday)$/.test(
      tree.lower[last] ?? '',
    )
  )
    last -= tree.upos[last - 1] === 'ADJ' ? 2 : 1;
  return last > made + 1 && isNominal(tree, last) ? last : -1;
};

/** "in her view", "by one official's account", "by their own reckoning". */
const VIEWS =
  /^(?:words|view|opinion|account|accounts|reckoning|estimate|estimates|estimation|telling|judgement|judgment|assessment)$/;
/** Longest phrase from the preposition to its noun. */
const LONGEST_VIEW = 7;

/** "In her view, Ada Tarn said, it was shut": whose view it is the saying behind it tells. */
const isSayersOwn = (tree: SentenceTree, noun: number): boolean => {
  for (let at = noun + 2; at < tree.size - 1 && at <= noun + LONGEST_VIEW; at++) {
    if (/^[,;:]$/.test(tree.words[at] ?? '')) return false;
    if (tree.isCue[at] && isTensed(tree, at)) return tree.words[at + 1] === ',';
  }
  return false;
};

/** The phrase that opens at `at` and is set off by commas, with its noun and its possessor; null where there is none. */
const viewAt = (
  tree: SentenceTree,
  at: number,
): { noun: number; source: { from: number; to: number } } | null => {
  if (!/^(?:in|by)$/.test(tree.lower[at] ?? '')) return null;
  // "stated that, in her opinion, it was late": part of what she stated
  if (tree.words[at - 1] === ',' && tree.lower[at - 2] === 'that') return null;
  for (let noun = at + 2; noun < tree.size && noun <= at + LONGEST_VIEW; noun++) {
    if (/^[,.;:]$/.test(tree.words[noun] ?? '')) return null;
    if (!VIEWS.test(tree.lower[noun] ?? '')) continue;
    if (
      !/^[,.]$/.test(tree.words[noun + 1] ?? '.') ||
      (at > 0 && !/^(?:,|;|and|but)$/.test(tree.lower[at - 1] ?? ''))
    )
      return null;
    if (isSayersOwn(tree, noun)) return null;
    for (let owner = noun - 1; owner > at; owner--) {
      if (tree.xpos[owner] === 'PRP$') return { noun, source: { from: owner, to: owner } };
      if (tree.xpos[owner] === 'POS')
        return owner - 1 > at ? { noun, source: { from: at + 1, to: owner - 1 } } : null;
    }
    return null;
  }
  return null;
};

/** "All were asked; some had voted, per the board": the phrase reports what stands after the semicolon. */
const afterSemicolon = (tree: SentenceTree, from: number, phrase: number): number => {
  const mark = tree.words.lastIndexOf(';', phrase);
  return mark > from && hasTensed(tree, mark + 1, phrase) && hasTensed(tree, from, mark) ? mark + 1 : from;
};

/** "This is according to the board": what was told before. */
const isThis = ({ lower }: SentenceTree, { from, to }: { from: number; to: number }): boolean =>
  /^(?:this|that|all this|it) (?:is|was|comes|came)$/.test(lower.slice(from, to + 1).join(' '));

/** "It was shut and according to the guild it will stay so", "…, and, according to the guild, …": the second clause is its. */
const opensSecond = (tree: SentenceTree, from: number, phrase: number): boolean => {
  const joint = tree.words[phrase - 1] === ',' ? phrase - 2 : phrase - 1;
  if (!/^(?:and|but)$/.test(tree.lower[joint] ?? '') || !hasTensed(tree, from, joint - 1)) return false;
  return hasTensed(tree, phrase, tree.size - 1);
};

/** "According to the guild he died in May": the clause behind the source, though no comma parts the two. */
const beginsClause = (tree: SentenceTree, at: number): boolean =>
  /^(?:DET|PRON|PROPN|NOUN|NUM)$/.test(tree.upos[at] ?? '') &&
  !/^W/.test(tree.xpos[at] ?? '') &&
  hasTensed(tree, at, tree.size - 1);

/** "would not, in his view, survive", "The guards, by her account, fired": what stands between commas parts a verb. */
const goesOnWithVerb = (tree: SentenceTree, phrase: number, verb: number): boolean =>
  tree.words[phrase - 1] === ',' && (/^VB[N]?$/.test(tree.xpos[verb] ?? '') || isTensed(tree, verb));

const MEASURES =
  /^(?:length|size|number|age|weight|height|need|needs|ability|means|merit|rank|distance|income|proportion|population|area|value|plan|schedule|taste|whim|custom|alphabet|seniority|standards?|traditions?)$/;

/** "That was untrue, according to an aide: he had been telephoned": the clause behind the colon at `colon`, if there is one. */
const clauseAfterColon = (tree: SentenceTree, colon: number): { from: number; to: number } | null =>
  tree.words[colon] === ':' && hasTensed(tree, colon + 1, tree.size - 1)
    ? trimTokens(tree, colon + 1, tree.size - 1)
    : null;

/** What stands in quotation marks right behind the comma after the source at `source`; null where nothing does. */
const quotationAfter = (tree: SentenceTree, source: number): { from: number; to: number } | null => {
  let from = source + 1;
  while (from < source + LONGEST_QUOTED_SOURCE && !/^["“]$/.test(tree.words[from] ?? '')) from++;
  if (tree.words[from - 1] !== ',' || !/^["“]$/.test(tree.words[from] ?? '')) return null;
  for (let to = from + 1; to < tree.size; to++) if (/^["”]$/.test(tree.words[to] ?? '')) return { from, to };
  return null;
};
const LONGEST_QUOTED_SOURCE = 14;

/** Words from "For" to the comma behind whose view it is: "For Ada Lind, of the Harbour League,". */
const LONGEST_HOLDER = 14;

/** "For Ada Lind, the visit is “a small door”", "For one diplomat, it was “a trap”": a view in its holder's own words. */
const heldBy = (tree: SentenceTree): PhraseFound | null => {
  const at = tree.opening;
  if (tree.lower[at] !== 'for') return null;
  const end = tree.words.indexOf(',', at);
  if (end < at + 2) return null;
  const head = headOfPhrase(tree, at + 1, at, end);
  const first = tree.lower[at + 1] ?? '';
  const person =
    (tree.upos[head] === 'PROPN' && tree.xpos[head] !== 'NNPS') ||
    (first === 'one' && tree.upos[head] === 'NOUN');
  const source = sourceTokens(tree, head);
  let comma = source.to + 1;
  // "…, of the Harbour League,"
  if (tree.words[comma] === ',' && tree.upos[comma + 1] === 'ADP')
    for (comma++; comma < at + LONGEST_HOLDER && tree.words[comma] !== ','; ) comma++;
  if (!person || tree.words[comma] !== ',') return null;
  // ", while Bo Tarn wondered": somebody else
  const other = tree.lower.findIndex(
    (word, i) => i > comma && /^(?:while|whereas)$/.test(word) && tree.words[i - 1] === ',',
  );
  const content = trimTokens(tree, comma + 1, other > 0 ? other - 1 : tree.size - 1);
  if (!content || !hasTensed(tree, content.from, content.to)) return null;
  const open = tree.words.findIndex((word, i) => i > comma && /^["“]$/.test(word));
  const close = tree.words.findIndex((word, i) => i > open && /^["”]$/.test(word));
  // what is quoted is the view, and no more follows it
  if (open <= content.from || close < content.to - 1 || open - content.from > LONGEST_HOLDER) return null;
  for (let i = comma + 1; i < open; i++) if (tree.isCue[i]) return null;
  return { cue: { from: at, to: at }, source: { from: at + 1, to: source.to }, content: [content] };
};

const AUXILIARY = /^(?:has|have|had|was|were|is|are|will|would|could|may|might|should|must|not)$/;

/** Words from the phrase to the comma behind its source. */
const LONGEST_SOURCE = 14;

/** "a raid that has, according to the guild, killed many": the verb behind its auxiliary, up to the end of its clause. */
const partedVerb = (
  tree: SentenceTree,
  auxiliary: number,
  phrase: number,
): { from: number; to: number } | null => {
  const comma = tree.words.findIndex(
    (word, at) => at > phrase + 1 && word === ',' && /^(?:VBN|VBD|VBG|VB)$/.test(tree.xpos[at + 1] ?? ''),
  );
  if (comma < 0 || comma > phrase + LONGEST_SOURCE || tree.words[phrase - 1] !== ',') return null;
  if (auxiliary !== phrase - 2) return null;
  if (!AUXILIARY.test(tree.lower[auxiliary] ?? '')) return null;
  // "the town, which was, according to the guild, built in May, is empty"
  const closed = tree.words.findIndex((word, at) => at > comma + 1 && word === ',' && isTensed(tree, at + 1));
  return trimTokens(tree, comma + 1, (closed < 0 ? tree.size : closed) - 1);
};

/** Every such phrase of the sentence; `free` is the first token that no earlier attribution has used. */
export function findPhrases(tree: SentenceTree, free: number): readonly PhraseFound[] {
  const found: PhraseFound[] = [];
  let used = free;
  for (let at = 0; at < tree.size; at++) {
    const view = viewAt(tree, at);
    if (view) {
      used = afterSemicolon(tree, used, at);
      const before = trimTokens(tree, used, at - 1);
      const initial = !before || !hasTensed(tree, before.from, before.to);
      const after = trimTokens(tree, view.noun + 2, tree.size - 1);
      // "It was drawn by a guide who was, in her words, “no friend”": no more than the words
      const own = tree.lower[view.noun] === 'words' && !initial ? quotationAfter(tree, view.noun) : undefined;
      if (own === null) continue;
      // "The plan would not, in his view, survive": the verb behind its auxiliary
      const goesOn = after && !initial && goesOnWithVerb(tree, at, after.from);
      const content = own
        ? [own]
        : [
            ...(before && before.to > before.from ? [before] : []),
            ...(after && (initial || goesOn) ? [after] : []),
          ];
      if (content.length > 0)
        found.push({ cue: { from: view.noun, to: view.noun }, source: view.source, content });
      used = view.noun + 1;
      at = view.noun;
      continue;
    }
    const held = at === tree.opening ? heldBy(tree) : null;
    if (held) {
      found.push(held);
      return found;
    }
    const length = phraseAt(tree, at);
    if (length === 0 || at + length >= tree.size) continue;
    // "He disputes it: according to him, …": a clause of its own
    if (/^[:;]$/.test(tree.words[at - 1] ?? '')) used = at;
    if (opensSecond(tree, used, at)) used = at;
    used = afterSemicolon(tree, used, at);
    const before = trimTokens(tree, used, at - 1);
    // “It is late,” according to …: a quotation is a clause
    const quotes = before !== null && /^["”]$/.test(tree.words[before.to] ?? '');
    const initial =
      !before ||
      (!quotes && (!hasTensed(tree, before.from, before.to) || isAdverbial(tree, before.from, before.to)));
    const comma = initial && !before ? openingComma(tree, at + length) : -1;
    const limit = comma > 0 ? comma : tree.size;
    const opened = headOfPhrase(tree, at + length, at, limit);
    // "according to tracking data": the first word was taken for a verb
    const misread =
      tree.xpos[opened] === 'VBG' ||
      (tree.head[opened + 1] === opened && relation(tree, opened + 1) === 'obj');
    const lost = tree.upos[opened] === 'DET' || isCutOff(tree, opened) ? lastOfPhrase(tree, opened) : -1;
    const head = lost > opened ? lost : misread && isNominal(tree, opened + 1) ? opened + 1 : opened;
    // "divided according to the length of bank that each holds": by that measure
    if (MEASURES.test(tree.lower[head] ?? '')) continue;
    const source = sourceTokens(tree, head);
    // names behind a plural that the parser hung on the content
    const own = tree.right[head] ?? head;
    const end = Math.min(source.to > own ? source.to : endOfPhrase(tree, head, initial), limit - 1);
    const maker = Math.min(endOfMaker(tree, head), limit - 1);
    const ending = Math.max(end, maker) + 1;
    const closed = comma > 0 ? comma : initial ? closingComma(tree, ending) : -1;
    const close = closed < 0 && initial && beginsClause(tree, ending) ? ending - 1 : closed;
    const after = trimTokens(tree, Math.max(close, end + 1), tree.size - 1);
    const further = initial ? null : (clauseAfterColon(tree, ending) ?? continuationAfter(tree, ending));
    // "ended, in the words of the statement, “amicably”": no more than these words
    // … but "it was cold, according to the log, “and dark”"
    const inWords = tree.lower[at + 2] === 'words';
    const quoted = inWords || before ? quotationAfter(tree, at + length) : null;
    const parted = before ? partedVerb(tree, before.to, at) : null;
    const relative = parted && /^(?:that|which|who)$/.test(tree.lower[(before?.to ?? 0) - 1] ?? '');
    const lead = before && before.to > before.from && !isThis(tree, before) && !relative ? [before] : [];
    const content = quoted
      ? [...(inWords ? [] : lead), quoted]
      : [
          ...lead,
          ...(after && initial && close > 0 ? [after] : []),
          ...(further && !parted ? [further] : []),
          ...(parted ? [parted] : []),
        ];
    if (content.length > 0) {
      const named = {
        from: Math.max(head === opened ? source.from : opened, at + length),
        to: Math.max(Math.min(source.to, end), maker),
      };
      // Where the parser hung the source on a word of the content, it is what stands before the first comma.
      const lost = named.from > named.to && comma > 0;
      found.push({
        cue: { from: at, to: at + length - 1 },
        source: quoted
          ? { from: named.from, to: Math.min(named.to, quoted.from - 2) }
          : lost
            ? { from: at + length, to: tree.words.indexOf(',', at + length) - 1 }
            : named,
        content,
      });
      used = quoted ? quoted.to + 1 : ending;
    }
    at = Math.max(at, end);
  }
  return found;
}
