// Where content starts and stops in a sentence: after the cue and its addressee, before the next cue.
// "… said (the pass was open), adding that …": the bracket.
import type { Predicate } from './predicate.ts';
import { childrenOf, isTensed, relation, type SentenceTree } from './sentence-tree.ts';

const QUOTE = /^(?:["“”„«»‘’']|''|``)$/;
const MARK_ONLY = /^[\p{P}\p{S}]+$/u;
/** Clauses that belong to what was said although a comma parts them from it. */
const CONTENT_MARKS: ReadonlySet<string> = new Set(
  'because if unless until so but although though whether that than'.split(' '),
);

export const isQuoteMark = (word: string | undefined): boolean => word !== undefined && QUOTE.test(word);
export const isMark = (word: string | undefined): boolean => word !== undefined && MARK_ONLY.test(word);

/** Nouns that say where or when something was said rather than what about. */
export const OCCASIONS =
  /^(?:interviews?|speech(?:es)?|statements?|repl(?:y|ies)|responses?|remarks?|tweets?|posts?|e-?mails?|letters?|rall(?:y|ies)|debates?|conferences?|briefings?|messages?|videos?|articles?|columns?|memos?|notes?|address(?:es)?|comments?|ads?|calls?|forum|appearance|broadcast|doorstep|newsletter|twitter|facebook|telegram|instagram|x|newspaper|monday|tuesday|wednesday|thursday|friday|saturday|sunday)$/;

const markOf = (tree: SentenceTree, clause: number): string => {
  const mark = childrenOf(tree, clause).find((c) => relation(tree, c) === 'mark' || tree.deprel[c] === 'cc');
  return mark === undefined ? '' : (tree.lower[mark] ?? '');
};

const commaBefore = (tree: SentenceTree, token: number): boolean => {
  // The comma before a clause may hang on its verb.
  const before = tree.words[token] === ',' ? ',' : tree.words[token - 1];
  return (
    before === ',' ||
    before === '–' ||
    before === '—' ||
    before === '-' ||
    before === ';' ||
    isQuoteMark(before)
  );
};

/** Drops marks and coordinators from both ends, but keeps quotation marks and brackets that belong to words. */
export function trimTokens(
  tree: SentenceTree,
  from: number,
  to: number,
): { from: number; to: number } | null {
  let first = from;
  let last = to;
  while (first <= last && /^[,.;:–—-]+$/.test(tree.words[first] ?? '')) first++;
  while (last >= first && /^(?:[,.;:–—-]+)$/.test(tree.words[last] ?? '')) last--;
  while (last > first && relation(tree, last) === 'cc') last--;
  return first <= last ? { from: first, to: last } : null;
}

/** Verbs of plain telling, by which the same speaker goes on in whatever tense. */
const TELLING = /^(?:say|add|note|argue|insist|stress|acknowledge|tell)$/;

/** A past tense that is coordinated with a clause in the past below a verb in the present. */
const isPastInPresent = (tree: SentenceTree, conjunct: number, verb: number): boolean =>
  /^VB[ZP]$/.test(tree.xpos[verb] ?? '') &&
  tree.xpos[conjunct] === 'VBD' &&
  !TELLING.test(tree.lemma[conjunct] ?? '') &&
  childrenOf(tree, verb).some(
    (c) => c > verb && c < conjunct && relation(tree, c) === 'ccomp' && tree.xpos[c] === 'VBD',
  );

/** "said it was late but hoped that it would stop": the speaker's wish, not the speaker's word. */
const isWished = (tree: SentenceTree, conjunct: number): boolean =>
  /^(?:hope|believe|think|fear|doubt)$/.test(tree.lemma[conjunct] ?? '') &&
  /^(?:VBD|VBZ|VBP)$/.test(tree.xpos[conjunct] ?? '') &&
  tree.lower[conjunct - 1] === 'but';

/**
 * "said that it was late and that it rained", "said she was tired and wanted to go": the second clause is content too,
 * unless it is another saying.
 */
export const isContentConjunct = (tree: SentenceTree, conjunct: number, verb: number): boolean =>
  (!tree.isCue[conjunct] && !isWished(tree, conjunct)) ||
  // "says he met the envoy and asked him to stay": the past goes on with what was said in the present
  isPastInPresent(tree, conjunct, verb) ||
  // "said she was leaving and had asked him to stay", "… and was told so": told of her, not by her
  childrenOf(tree, conjunct).some(
    (c) =>
      c < conjunct &&
      (tree.deprel[c] === 'aux:pass' ||
        /^(?:had|would|could|will|can|must|may|might|should)$/.test(tree.lower[c] ?? '')),
  ) ||
  // "urged them to stop and call": an infinitive goes on with the infinitive
  (tree.xpos[conjunct] === 'VB' &&
    tree.xpos[verb] !== 'VB' &&
    !childrenOf(tree, conjunct).some((c) => c < conjunct && /^(?:did|does|do)$/.test(tree.lower[c] ?? ''))) ||
  childrenOf(tree, conjunct).some(
    (c) => c < conjunct && tree.lower[c] === 'that' && relation(tree, c) === 'mark',
  );

/** Conjunctions that open a clause which a main clause follows: "While she said that it was late, they stayed." */
const SUBORDINATES =
  /^(?:while|whilst|although|though|when|whenever|after|before|as|since|because|if|once|until)$/;
/** Words that may stand before such a conjunction at the start of a sentence. */
const LEADS = /^(?:and|but|yet|so|even|just|only|now|then|[“"—–-])$/;

/** Whether the clause of the verb opens the sentence with a conjunction that makes it a subordinate one. */
const opensSentence = (tree: SentenceTree, { token, subject }: Predicate): boolean => {
  if (!subject || subject.shared || subject.token > token) return false;
  const mark = childrenOf(tree, token).find(
    (c) => c < token && SUBORDINATES.test(tree.lower[c] ?? '') && /^(?:mark|advmod)$/.test(relation(tree, c)),
  );
  if (mark === undefined || mark > (tree.left[subject.token] ?? subject.token)) return false;
  for (let at = tree.opening; at < mark; at++) if (!LEADS.test(tree.lower[at] ?? '')) return false;
  return true;
};

/** Whether a clause of the narrator's begins at `at`: a phrase and its finite verb, or an adverbial before them. */
const opensMainClause = (tree: SentenceTree, at: number, to: number): boolean => {
  if (/^(?:WP|WDT|WRB|CC|VBG|VBN|TO)$/.test(tree.xpos[at] ?? '') || tree.upos[at] === 'SCONJ') return false;
  for (let next = at; next <= to; next++) {
    if (isTensed(tree, next)) return true;
    if (/^(?:WP|WDT)$/.test(tree.xpos[next] ?? '')) return false;
  }
  return false;
};

/**
 * Last token of content from `from` to `to` whose saying stands in a clause that the sentence goes on after: "When the
 * envoy said it was late, the mayor left", "The envoy, who said it was late, left". Parsers run the two together.
 */
export function endOfSubordinate(tree: SentenceTree, predicate: Predicate, from: number, to: number): number {
  const { subject, token } = predicate;
  const relative =
    subject !== null &&
    subject.antecedent !== null &&
    tree.words[(tree.left[subject.token] ?? subject.token) - 1] === ',';
  const initial = !relative && opensSentence(tree, predicate);
  if (!relative && !initial) return to;
  let finite = false;
  for (let at = Math.max(from, token + 1); at < to; at++) {
    if (isTensed(tree, at)) finite = true;
    if (tree.words[at] !== ',' || !(finite || tree.xpos[at - 1] === 'FW' || isQuoteMark(tree.words[from])))
      continue;
    const next = isQuoteMark(tree.words[at + 1]) ? at + 2 : at + 1;
    if (relative) {
      const verb = tree.upos[next] === 'ADV' ? next + 1 : next;
      // "issued" may be taken for a participle; with an object it is none
      const active =
        isTensed(tree, verb) ||
        (tree.xpos[verb] === 'VBN' && /^(?:DET|PRON|PROPN|NOUN)$/.test(tree.upos[verb + 1] ?? ''));
      if (active) return next - 1;
    } else if (opensMainClause(tree, next, to)) return next - 1;
  }
  return to;
}

/** "appealed for calm and invited both": what is finite goes on with the verb, not with its object. */
const isFiniteVerb = (tree: SentenceTree, token: number): boolean =>
  /^(?:VBD|VBZ|VBP)$/.test(tree.xpos[token] ?? '') ||
  childrenOf(tree, token).some((c) => c < token && /^(?:aux|cop)$/.test(relation(tree, c)));

/** "called it a trap in an interview", "… on Sunday": a place or time of saying. */
const isOccasion = (tree: SentenceTree, noun: number): boolean =>
  OCCASIONS.test(tree.lower[noun] ?? '') &&
  childrenOf(tree, noun).some(
    (c) => /^(?:in|at|on|during|via)$/.test(tree.lower[c] ?? '') && relation(tree, c) === 'case',
  );

/**
 * Last token of the content that starts at `from` and hangs on the verb: the verb's phrase up to the next
 * coordinated verb, inserted clause, or adverbial clause of the narrator's. `clausal` content is a clause, which may
 * itself go on with a finite verb.
 */
export function reachOf(tree: SentenceTree, verb: number, from: number, clausal = false): number {
  let end = tree.right[verb] ?? tree.size - 1;
  if (!clausal) {
    const semicolon = tree.words.indexOf(';', from);
    if (semicolon > from && semicolon <= end) end = semicolon - 1;
  }
  for (const child of childrenOf(tree, verb)) {
    const left = tree.left[child] ?? child;
    if (left <= from || child < verb) continue;
    const rel = relation(tree, child);
    const stops =
      (rel === 'conj' &&
        (!isContentConjunct(tree, child, verb) || (!clausal && isFiniteVerb(tree, child)))) ||
      (rel === 'parataxis' && /^[,;:–—()-]+$/.test(tree.words[left - 1] ?? '')) ||
      (rel === 'advcl' && commaBefore(tree, left) && !CONTENT_MARKS.has(markOf(tree, child))) ||
      (rel === 'punct' && tree.words[child] === ';') ||
      (rel === 'obl' && isOccasion(tree, child));
    if (stops) {
      end = Math.min(end, left - 1);
      break;
    }
  }
  return end;
}

const CONTINUES = /^(?:and|but|or|because|when|although|though|since|so|until|unless)$/;
/** What a clause begins with, or a verb in the perfect or the passive. */
const GOES_ON = /^(?:DET|PRON|PROPN|NOUN|NUM|AUX|PUNCT|X)$/;

/**
 * "The pass was shut, according to the guild, and the road would follow": what goes on with the content behind the comma
 * that closes an attribution; null where nothing does, or somebody else speaks there. After a verb of saying (`verbal`)
 * a past tense without a subject of its own is what the speaker did: "she said, and left".
 */
export function continuationAfter(
  tree: SentenceTree,
  comma: number,
  verbal = false,
): { from: number; to: number } | null {
  const from = comma + 1;
  // "…, according to the customs office, with Lisk running a surplus"
  const absolute = !verbal && tree.lower[from] === 'with' && tree.xpos.indexOf('VBG', from) > 0;
  if (absolute && tree.words[comma] === ',' && !tree.words.includes(';', from))
    return trimTokens(tree, from, tree.size - 1);
  const goesOn =
    CONTINUES.test(tree.lower[from] ?? '') || (tree.lower[from] === 'as' && tree.lower[from + 2] === 'as');
  if (tree.words[comma] !== ',' || !goesOn) return null;
  if (verbal && tree.upos[from] === 'CCONJ' && !GOES_ON.test(tree.upos[from + 1] ?? '')) return null;
  const semicolon = tree.words.indexOf(';', from);
  const last = semicolon > 0 ? semicolon - 1 : tree.size - 1;
  let finite = false;
  for (let at = from; at <= last; at++) {
    const tensed = isTensed(tree, at);
    if (tree.isCue[at] && tensed) return null;
    finite ||= tensed;
  }
  return finite ? trimTokens(tree, from, last) : null;
}

/** First token after the cue, looking past marks: where content that follows it could start. */
export function afterCue(tree: SentenceTree, predicate: Predicate): number {
  let at = predicate.cueTo + 1;
  while (at < tree.size && /^[,:;–—-]$/.test(tree.words[at] ?? '')) at++;
  return at;
}

const OPENS_ADVERBIAL =
  /^(?:when|whenever|as|after|before|while|although|though|since|once|until|during|in|at|on|over|with|for|from|to|by|despite|under|amid)$/;

const OPENS_CLAUSE = /^(?:when|whenever|while|although|though|because|if)$/;

const OPENS_PHRASE = /^(?:during|in|at|on|over|from|by|despite|under|amid)$/;

/** Words from the comma to the verb of ", a charge that the ministry in Lisk has denied". */
const LONGEST_ANSWER = 10;
const BEFORE_ANSWER = /^(?:,|–|—|--)$/;
const ANSWERED =
  /^(?:claim|charge|accusation|allegation|assertion|suggestion|report|rumou?r|idea|notion|view|account|version|finding|move|decision|demand)s?$/;

/**
 * "accused it of theft, a charge the league denies", ", something she has denied": what stands before the comma is what
 * somebody else said, and the cue answers it.
 */
export function answersWhatWasSaid(tree: SentenceTree, cueFrom: number): boolean {
  let comma = cueFrom - 1;
  while (comma > 0 && comma > cueFrom - LONGEST_ANSWER && !BEFORE_ANSWER.test(tree.words[comma] ?? ''))
    comma--;
  if (!BEFORE_ANSWER.test(tree.words[comma] ?? '')) return false;
  if (tree.lower[comma + 1] === 'something') return cueFrom - 1 > comma + 1;
  if (!/^(?:an?|the)$/.test(tree.lower[comma + 1] ?? '')) return false;
  // "…, a figure the government disputes": two noun phrases side by side
  for (let at = comma + 3; at < cueFrom - 1 && at <= comma + 5 && tree.lower[comma + 1] !== 'the'; at++)
    if (tree.upos[at - 1] === 'NOUN' && /^(?:the|its|their|his|her)$/.test(tree.lower[at] ?? '')) return true;
  for (let at = comma + 2; at < cueFrom - 1 && at <= comma + 4; at++)
    if (ANSWERED.test(tree.lower[at] ?? ''))
      return /^(?:DET|PROPN|PRON|NOUN|ADJ)$/.test(tree.upos[at + 1] ?? '');
  return false;
}

/** Finite verbs, less those that relative clauses take. */
export const countFinite = (tree: SentenceTree, from: number, to: number): number => {
  let finite = 0;
  for (let at = from; at <= to; at++) {
    const tag = tree.xpos[at] ?? '';
    if (isTensed(tree, at)) finite++;
    if (/^(?:WDT|WP)$/.test(tag)) finite--;
  }
  return finite;
};

/** "When the envoy came, the mayor said enough": one adverbial and no more stands before the comma. */
export function isAdverbial(tree: SentenceTree, from: number, to: number): boolean {
  let first = from;
  while (first <= to && (isMark(tree.words[first]) || tree.upos[first] === 'CCONJ')) first++;
  // "Asked whether he would come, he laughed"
  if (
    /^(?:asked|pressed|questioned|quizzed)$/.test(tree.lower[first] ?? '') &&
    /^(?:whether|if|about|why|how|what|when|where|which|who|whose|by|on)$/.test(tree.lower[first + 1] ?? '')
  )
    return true;
  if (!OPENS_ADVERBIAL.test(tree.lower[first] ?? '')) return false;
  if (OPENS_CLAUSE.test(tree.lower[first] ?? '') && countFinite(tree, first, to) <= 1) return true;
  // "In 2029 the towns made peace": a sentence that only begins with one
  if (OPENS_PHRASE.test(tree.lower[first] ?? '') && countFinite(tree, first, to) > 0) return false;
  for (let at = first; at < to; at++) if (/^[,;–—]$/.test(tree.words[at] ?? '')) return false;
  return true;
}

/** Marks of clauses that tell when something was said, not what. */
export const TEMPORAL: ReadonlySet<string> = new Set(
  'when as after before while since until once because'.split(' '),
);

/**
 * "denied targeting civilians, though thousands have been killed": what a gerund or an infinitive says ends before the
 * narrator's concession. The last token before it; `to` where there is none.
 */
export function beforeConcession(tree: SentenceTree, from: number, to: number): number {
  for (let at = from + 2; at <= to; at++)
    if (tree.words[at - 1] === ',' && /^(?:though|although)$/.test(tree.lower[at] ?? '')) return at - 2;
  return to;
}

/** "condemned the hatred after a raid", "called for his resignation after the vote": the last token before the circumstance. */
export const beforeOccasion = (tree: SentenceTree, from: number, to: number): number => {
  for (let at = from + 1; at < to; at++) {
    if (/^["“”]$/.test(tree.words[at] ?? '')) return to;
    if (!/^(?:after|following|amid)$/.test(tree.lower[at] ?? '') || tree.words[at - 1] === ',') continue;
    // "the hours after the vote": a time by itself
    return /^(?:hour|day|week|month|year|minute|period|aftermath)s?$/.test(tree.lower[at - 1] ?? '')
      ? to
      : at - 1;
  }
  return to;
};
