// "She put it in one sentence:" or "The senator issued a statement." before a quotation: who is about to speak.
import type { Document } from '../text/document.ts';
import type { Quotation } from '../text/quotations.ts';
import type { Span } from '../text/span.ts';
import { NO_SPEAKER } from '../text/turns.ts';
import { type Anchor, type Candidate, createCandidate } from './candidate.ts';
import type { CueLexicon } from './cue-lexicon.ts';
import { findPredicates, findSubject, type Predicate } from './predicate.ts';
import { findChild, readTree, relation, type SentenceTree, spanOfTokens } from './sentence-tree.ts';
import { sourceSpan } from './source-span.ts';

const speaks = ({ entry, passive }: Predicate): boolean =>
  entry !== null && !passive && (entry.frames.has('clause') || entry.frames.has('quote'));

/** A saying that is announced: its content stands elsewhere. */
const announce = (rule: string, source: Span, anchor: Anchor): Candidate => ({
  ...createCandidate(rule, source),
  anchor,
});

/** "Another was blunter: “…”": a sentence whose main word is no verb. */
const findBeing = (tree: SentenceTree, named: boolean): Candidate | null => {
  const root = tree.deprel.indexOf('root');
  const subject = root < 0 ? null : findSubject(tree, root);
  if (!subject || subject.token > root || findChild(tree, root, 'cop') === undefined) return null;
  // "Tarn was defiant. “…”": a person, and how he was
  const person =
    tree.upos[subject.token] === 'PROPN' || /^(?:he|she|they)$/.test(tree.lower[subject.token] ?? '');
  if (named && !(person && tree.upos[root] === 'ADJ')) return null;
  return announce('colon', sourceSpan(tree, subject.token), { tree, token: root });
};

/** Words of a sentence that only says how somebody was or looked before he spoke. */
const LONGEST_BRIEF = 6;
/** What people do before they speak. */
const GESTURES: ReadonlySet<string> = new Set(
  'smile laugh shrug nod sigh grin frown pause hesitate wince chuckle demur disagree bristle'.split(' '),
);

/** "The spokesman had this to say": whoever has. */
const findHaving = (tree: SentenceTree, { token }: Predicate): Candidate | null => {
  const root = tree.deprel.indexOf('root');
  const subject = root < 0 ? null : findSubject(tree, root);
  if (!subject || subject.token > root || tree.lower[subject.token] === 'this') return null;
  return {
    ...announce('colon', sourceSpan(tree, subject.token), { tree, token: root }),
    cue: spanOfTokens(tree, root, token),
  };
};

/**
 * The saying that sentence `index` announces by what it has before offset `before`: by its last verb of speech, else
 * by the subject of its main verb, which without a colon must be a name or a pronoun. Null where it has neither.
 */
export function findIntroduction(
  document: Document,
  index: number,
  colon: boolean,
  before: number,
  quotations: readonly Quotation[],
  lexicon: CueLexicon,
): Candidate | null {
  const tree = readTree(document, index, lexicon, quotations);
  const predicates = findPredicates(tree, lexicon).filter(
    ({ subject, token }) => subject !== null && (tree.sentence.tokens[token]?.end ?? 0) <= before,
  );
  const main =
    predicates.findLast(speaks) ?? predicates.find(({ token }) => relation(tree, token) === 'root');
  const brief = tree.size <= LONGEST_BRIEF;
  if (!main && (colon || brief)) return findBeing(tree, !colon);
  // "The spokesman had this to say: “…”"
  if (main?.subject && tree.lower[main.subject.token] === 'this') return findHaving(tree, main);
  if (!main?.subject || (!colon && !/^(?:PROPN|PRON)$/.test(tree.upos[main.subject.token] ?? '')))
    return null;
  const cue = speaks(main);
  // "The palace issued a denial: “…”"
  const noun = findChild(tree, main.token, 'obj') ?? findChild(tree, main.token, 'nsubj');
  const named = noun === undefined ? undefined : lexicon.noun(tree.lemma[noun] ?? '');
  // "Tarn smiled. “…”"
  const acts =
    brief && /^(?:PROPN|PRON)$/.test(tree.upos[main.subject.token] ?? '') && GESTURES.has(main.lemma);
  if (!colon && !cue && !acts && !tree.lemma.some((lemma) => lexicon.noun(lemma) !== undefined)) return null;
  return {
    ...announce(colon ? 'colon' : 'introduced', sourceSpan(tree, main.subject.token), {
      tree,
      token: main.token,
    }),
    cue: cue ? spanOfTokens(tree, main.cueFrom, main.cueTo) : null,
    antecedent: main.subject.antecedent === null ? null : sourceSpan(tree, main.subject.antecedent),
    lemma: main.entry?.lemma ?? null,
    stance: cue ? (main.entry?.stance ?? 'said') : (named ?? 'said'),
  };
}

/** A label before a quotation is no longer than this many words. */
const LONGEST_LABEL = 12;
/** What ends the name in a label: "Petru Vance, in a post on X:", "Petru Vance (on Telegram):". */
const AFTER_NAME = /^(?:[,(;:–—-]|on|in|at|via|to|from)$/;
const TOPIC = /^(?:on|about|regarding|asked)$/;

/** What stands before offset `before` in the sentence, bullets and figures left out, where it has no verb. */
const labelTokens = (tree: SentenceTree, before: number): { from: number; to: number } | null => {
  const { tokens } = tree.sentence;
  let from = tree.opening;
  while (from < tree.size && !/^\p{L}/u.test(tree.words[from] ?? '')) from++;
  let to = from;
  while (to < tree.size && (tokens[to]?.end ?? 0) <= before) {
    if (/^(?:VBD|VBZ|VBP|MD|VB)$/.test(tree.xpos[to] ?? '')) return null;
    to++;
  }
  while (to > from && !/[\p{L}\p{N}]/u.test(tree.words[to - 1] ?? '')) to--;
  return to > from && to - from <= LONGEST_LABEL ? { from, to } : null;
};

/** Nouns for what somebody says, by which a label names it. */
const ANSWERS: ReadonlySet<string> = new Set(
  'statement verdict answer reply response comment advice message conclusion explanation summary warning assessment retort motto appeal plea'.split(
    ' ',
  ),
);

/** "The envoy’s verdict: “…”", "His answer: “…”": whose it is. */
function findAnswer(
  tree: SentenceTree,
  label: { from: number; to: number },
): { from: number; to: number } | null {
  // "Her statement in full: “…”"
  const whole = tree.lower[label.to - 2] === 'in' && tree.lower[label.to - 1] === 'full';
  const head = whole ? label.to - 3 : label.to - 1;
  if (!ANSWERS.has(tree.lemma[head] ?? '')) return null;
  if (/^(?:his|her|their|its)$/.test(tree.lower[label.from] ?? ''))
    return { from: label.from, to: label.from };
  for (let at = label.from + 1; at < head; at++)
    if (/^['’]s?$/.test(tree.words[at] ?? '')) return { from: label.from, to: at - 1 };
  return null;
}

/** The hyphen of "Secretary-General", not the dash of "Petru Vance - on Telegram". */
const isGlued = ({ sentence: { tokens } }: SentenceTree, at: number): boolean =>
  tokens[at - 1]?.end === tokens[at]?.start && tokens[at]?.end === tokens[at + 1]?.start;

/** "Ambassador Petru Vance of Kessel Island: “…”": the name that stands before the colon, without a verb. */
export function findLabelled(
  document: Document,
  index: number,
  before: number,
  quotations: readonly Quotation[],
  lexicon: CueLexicon,
): Candidate | null {
  const tree = readTree(document, index, lexicon, quotations);
  const label = labelTokens(tree, before);
  if (!label || TOPIC.test(tree.lower[label.from] ?? '')) return null;
  let to = label.from;
  while (to < label.to && (to === label.from || isGlued(tree, to) || !AFTER_NAME.test(tree.lower[to] ?? '')))
    to++;
  const answer = findAnswer(tree, label);
  if (answer)
    return announce('label', spanOfTokens(tree, answer.from, answer.to), { tree, token: label.to - 1 });
  const names = tree.upos.slice(label.from, to).filter((upos) => upos === 'PROPN').length;
  const source = spanOfTokens(tree, label.from, to - 1);
  if (names < 2 || NO_SPEAKER.test(document.text.slice(source.start, source.end))) return null;
  return announce('label', source, { tree, token: label.from });
}

/** "On the war: “…”": whether a topic stands before the colon, so that whoever the list is about speaks. */
function isTopicLabel(
  document: Document,
  index: number,
  before: number,
  quotations: readonly Quotation[],
  lexicon: CueLexicon,
): boolean {
  const tree = readTree(document, index, lexicon, quotations);
  const label = labelTokens(tree, before);
  return label !== null && TOPIC.test(tree.lower[label.from] ?? '');
}

/** Sentences between whoever a list is about and its first item, at the most. */
const FAR_SUBJECT = 4;

/** The speaker of an item of a list by topics: of the item before, else of the sentence that announces the list. */
export function findListed(
  document: Document,
  index: number,
  before: number,
  quotations: readonly Quotation[],
  lexicon: CueLexicon,
  last: Candidate | undefined,
): Candidate | null {
  if (!isTopicLabel(document, index, before, quotations, lexicon)) return null;
  for (let at = index - 1; at >= 0 && at >= index - FAR_SUBJECT; at--) {
    const { start, end } = document.sentences[at] ?? { start: 0, end: 0 };
    if (last?.rule === 'list' && last.content.some((span) => span.end > start)) return last;
    const announced = findIntroduction(document, at, true, end, quotations, lexicon);
    // Above a list without a colon only a name or a person's pronoun announces: "The fair opens." does not.
    const { source } = announced ?? {};
    const who = source ? document.text.slice(source.start, source.end) : '';
    const named = /^(?:he|she|they)$/i.test(who) || /\p{Lu}/u.test(who.replace(/^(?:the|an?)\s/i, ''));
    if (announced && (named || document.text.charAt(end - 1) === ':'))
      return { ...announced, rule: 'list', cue: null, lemma: null, stance: 'said' };
  }
  return null;
}
