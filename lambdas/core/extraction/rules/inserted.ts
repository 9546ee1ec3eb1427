// "The pass, the minister said on Friday, would stay shut", "It was shut, the minister said": an attribution that
// commas part from what was said, whatever the parser made of it.
import {
  answersWhatWasSaid,
  continuationAfter,
  countFinite,
  isAdverbial,
  trimTokens,
} from '../content-bounds.ts';
import type { Predicate } from '../predicate.ts';
import { findChild, isNominal, isTensed, relation, type SentenceTree } from '../sentence-tree.ts';
import { sourceTokens } from '../source-span.ts';
import type { Found, RuleContext, VerbRule } from './rule.ts';

/** Longest source between the comma and its verb, and longest tail between the verb and the closing comma. */
const LONGEST_SOURCE = 12;
const LONGEST_TAIL = 6;

/** What a noun phrase without a clause may hold. */
const isOfPhrase = (tree: SentenceTree, at: number): boolean =>
  /^(?:NOUN|PROPN|DET|ADJ|ADP|NUM|PART)$/.test(tree.upos[at] ?? '') || tree.xpos[at] === 'HYPH';

const isComma = (word: string | undefined): boolean => word === ',' || word === '–' || word === '—';

/** "he said but did not elaborate", "she said and left": whoever spoke does something else. */
const goesOnWithout = (tree: SentenceTree, at: number): boolean => {
  if (!/^(?:and|but)$/.test(tree.lower[at] ?? '')) return false;
  const verb = tree.upos[at + 1] === 'ADV' ? at + 2 : at + 1;
  return /^(?:VBD|VBZ)$/.test(tree.xpos[verb] ?? '') && !tree.isCue[verb];
};

/** ", and added that": a saying of its own. */
const saysMore = (tree: SentenceTree, at: number): boolean => {
  const verb = tree.upos[at + 1] === 'ADV' ? at + 2 : at + 1;
  const says = isTensed(tree, verb) && tree.isCue[verb] === true && tree.lemma[verb] !== 'find';
  return (
    /^(?:and|but)$/.test(tree.lower[at] ?? '') && says && /^(?:that|to|:)$/.test(tree.lower[verb + 1] ?? '')
  );
};

const LEFT_OPEN = /^(?:elaborate|say|explain|specify|name|identify|give|provide|offer|go)$/;

/** ", but did not elaborate", ", but gave no details": not what was said. */
const leavesOpen = (tree: SentenceTree, from: number): boolean => {
  if (tree.lower[from] !== 'but' || tree.lower[from + 1] === 'could') return false;
  const verb = tree.lower[from + 2] === 'not' ? from + 3 : from + 1;
  if (/^(?:decline|refuse)$/.test(tree.lemma[verb] ?? '')) return true;
  return LEFT_OPEN.test(tree.lemma[verb] ?? '') && (verb === from + 3 || tree.lower[verb + 1] === 'no');
};

/** Where the attribution ends: the comma after the verb, over a weekday, an adverb or a short place; or the sentence's end. */
const closing = (tree: SentenceTree, cueTo: number): number => {
  for (let at = cueTo + 1; at < tree.size && at <= cueTo + 1 + LONGEST_TAIL; at++) {
    if (
      isComma(tree.words[at]) ||
      tree.words[at] === ';' ||
      (at > cueTo && goesOnWithout(tree, at)) ||
      (at >= tree.size - 2 && /^[.!?"”]+$/.test(tree.words[at] ?? ''))
    )
      return at;
    if (
      !/^(?:NOUN|PROPN|PRON|ADP|DET|ADJ|ADV|NUM)$/.test(tree.upos[at] ?? '') ||
      tree.upos[cueTo + 1] === 'PRON'
    )
      return -1;
  }
  return cueTo === tree.size - 1 ? tree.size : -1;
};

/** The comma before a name that ends at the comma `close`; -1 where no name does. */
const nameBefore = (tree: SentenceTree, close: number): number => {
  let at = close - 1;
  while (at > close - LONGEST_SOURCE && at > 0 && (tree.upos[at] === 'PROPN' || tree.words[at] === '-')) at--;
  return at < close - 1 && isComma(tree.words[at]) ? at : -1;
};

/** "Ada Tarn, the keeper, warned": the comma before what a name in front of it is said to be; -1 where nothing is. */
const descriptionBefore = (tree: SentenceTree, close: number): number => {
  for (let at = close - 1; at > close - LONGEST_SOURCE && at > 1; at--) {
    if (relation(tree, at) !== 'appos' || (tree.right[at] ?? at) < close - 1) continue;
    const left = tree.left[at] ?? at;
    const comma = isComma(tree.words[left]) ? left : left - 1;
    const name = tree.head[at] ?? -1;
    return isComma(tree.words[comma]) && name < comma && tree.upos[name] === 'PROPN' ? comma : -1;
  }
  return -1;
};

/** The comma before the source, with nothing but a noun phrase between. */
const openingComma = (tree: SentenceTree, cueFrom: number): number => {
  let nominal = false;
  // "It was shut, its keeper, Ada Tarn, warned, and": past the name between commas
  const close = cueFrom - 1;
  const named = isComma(tree.words[close]) ? nameBefore(tree, close) : cueFrom;
  const behind = named < 0 ? descriptionBefore(tree, close) : named;
  if (behind < 0) return -1;
  for (let at = behind - 1; at >= 0 && at >= cueFrom - LONGEST_SOURCE; at--) {
    const tag = tree.upos[at];
    if (isComma(tree.words[at])) return nominal ? at : -1;
    if (isNominal(tree, at)) nominal = true;
    // "who were present"
    else if (relation(tree, at) === 'cop' && !/^(?:who|which|that)$/.test(tree.lower[at - 1] ?? ''))
      return -1;
    else if (
      !/^(?:ADP|DET|ADJ|ADV|NUM|CCONJ|PART|AUX)$/.test(tag ?? '') &&
      !/^[.()-]$/.test(tree.words[at] ?? '') &&
      relation(tree, at) !== 'amod' &&
      !(tree.xpos[at] === 'VBN' && relation(tree, at) === 'acl')
    )
      return -1;
  }
  return -1;
};

const hasFiniteVerb = (tree: SentenceTree, from: number, to: number): boolean => {
  for (let at = from; at <= to; at++) if (isTensed(tree, at) || tree.xpos[at] === 'FW') return true;
  return false;
};

/** Head of the noun phrase between the commas: the noun that governs the others. */
const headBetween = (tree: SentenceTree, from: number, to: number): number => {
  for (let at = from; at <= to; at++) {
    const head = tree.head[at] ?? -1;
    if (isNominal(tree, at) && (head < from || head > to)) return at;
  }
  return to;
};

/** "The campaign plans to publish more": a clause whose verb was taken for a noun. */
const startsWithNoun = (tree: SentenceTree, { from, to }: { from: number; to: number }): boolean => {
  if (!/^(?:NOUN|PROPN|PRON|DET)$/.test(tree.upos[from] ?? '')) return false;
  for (let at = from; at <= to; at++) if (tree.upos[at] === 'VERB') return true;
  return false;
};

/** "with the ministry reporting that": somebody else goes on. */
const isAbsolute = (tree: SentenceTree, from: number): boolean => {
  if (tree.lower[from] !== 'with') return false;
  for (let at = from + 1; at < tree.size && at <= from + 10 && tree.words[at] !== ','; at++)
    if (tree.xpos[at] === 'VBG' && tree.isCue[at]) return true;
  return false;
};

/** "The pass, said the minister, would stay shut": the verb before its subject. */
const findInverted = (context: RuleContext, predicate: Predicate): Found | null => {
  const { tree, free, quotations } = context;
  const { subject, token, entry, cueFrom } = predicate;
  if (!isComma(tree.words[cueFrom - 1])) return null;
  // "…, its keeper, Ada Tarn, told the radio, and": whoever stands after the verb was told
  if (entry?.frames.has('dative') && nameBefore(tree, cueFrom - 1) >= 0) return null;
  const early = findAfterOpening(tree, free, cueFrom, token);
  if (early) return early;
  const answer = findAnswer(tree, cueFrom, subject?.token ?? -1);
  if (answer) return answer;
  if (!subject || subject.token < token) return findInvertedByPlace(context, predicate);
  const source = sourceTokens(tree, subject.token);
  const goesOn = isTensed(tree, source.to + 2);
  if (!isComma(tree.words[source.to + 1])) return null;
  const left = trimTokens(tree, free, cueFrom - 2);
  // "The river would rise, predicted Ada Tarn, “but not as high”"
  const resumed = quotations.find((q) => q.from === source.to + 2);
  if (
    left &&
    resumed &&
    countFinite(tree, left.from, left.to) > 0 &&
    /^\p{Ll}/u.test(tree.words[resumed.from + 1] ?? '')
  )
    return { content: [left, { from: resumed.from, to: resumed.to }], source };
  const right = goesOn
    ? trimTokens(tree, source.to + 2, tree.size - 1)
    : continuationAfter(tree, behindApposition(tree, source.to + 1), true);
  if (!left) return null;
  return right ? { content: [left, right], source } : beforeContrast(tree, left, source);
};

/** "It was late, said the envoy, but few believed him": what stands before, where the narrator goes on behind; and "…, and left". */
const beforeContrast = (
  tree: SentenceTree,
  left: { from: number; to: number },
  source: { from: number; to: number },
): Found | null =>
  isComma(tree.words[source.to + 1]) &&
  (/^(?:but|while|though|although)$/.test(tree.lower[source.to + 2] ?? '') ||
    (tree.lemma[source.from - 1] === 'say' && goesOnWithout(tree, source.to + 2))) &&
  !isAdverbial(tree, left.from, left.to) &&
  hasFiniteVerb(tree, left.from, left.to)
    ? { content: [left], source }
    : null;

/** What says as much as a clause. */
const ANSWERS =
  /^(?:yes|no|never|hardly|nonsense|wrong|true|exactly|perhaps|maybe|(?:of course|absolutely|certainly|perhaps|maybe|probably|definitely)(?: not)?|not (?:so|yet|now|really|quite|at all|necessarily|any more))$/;

/** "Not so, says the ministry", "Yes, said the minister, but not yet": an answer, and how it goes on. */
const findAnswer = (tree: SentenceTree, cueFrom: number, subject: number): Found | null => {
  const left = { from: tree.opening, to: cueFrom - 2 };
  if (subject < cueFrom || !ANSWERS.test(tree.lower.slice(left.from, left.to + 1).join(' '))) return null;
  const source = sourceTokens(tree, subject);
  const behind = source.to + 1;
  const goesOn =
    isComma(tree.words[behind]) && /^(?:but|if|unless|provided|and)$/.test(tree.lower[behind + 1] ?? '');
  const right = goesOn ? trimTokens(tree, behind + 1, tree.size - 1) : null;
  return { content: right ? [left, right] : [left], source };
};

/** The comma behind an apposition that begins after this one: "Ada Tarn, a historian at Lutz, …"; else this one. */
const behindApposition = (tree: SentenceTree, comma: number): number => {
  let at = comma + 1;
  if (!/^(?:DET|NOUN|ADJ)$/.test(tree.upos[at] ?? '')) return comma;
  while (at <= comma + LONGEST_SOURCE && isOfPhrase(tree, at)) at++;
  return isComma(tree.words[at]) ? at : comma;
};

/** Longest adverbial that may open a sentence before an inserted saying. */
const LONGEST_OPENING = 8;

const SUBORDINATES =
  /^(?:once|if|unless|when|whenever|until|because|since|while|although|though|where|wherever)$/;

const isDay = ({ lower }: SentenceTree, at: number): boolean =>
  /^(?:today|yesterday|tomorrow|tonight)$/.test(lower[at] ?? '');

/** "Today", "In winter", "To survive", "But": no clause and no subject, only what opens one. */
const isOpening = (tree: SentenceTree, from: number, to: number): boolean => {
  // "Once the tax is due, notes Ada Tarn, nobody pays"
  if (SUBORDINATES.test(tree.lower[from] ?? '') && to - from < LONGEST_SOURCE)
    return countFinite(tree, from, to) === 1;
  if (to - from >= LONGEST_OPENING || countFinite(tree, from, to) > 0) return false;
  if (isAdverbial(tree, from, to) || tree.xpos[from] === 'TO') return true;
  if (isDay(tree, from)) return from === to;
  for (let at = from; at <= to; at++) if (!/^(?:ADV|CCONJ)$/.test(tree.upos[at] ?? '')) return false;
  return true;
};

/** "Today, says Ada Tarn, the port is empty": the clause begins behind the saying, and only its opening before it. */
const findAfterOpening = (tree: SentenceTree, free: number, cueFrom: number, token: number): Found | null => {
  const mark = tree.words.lastIndexOf(':', cueFrom - 1);
  const left = { from: Math.max(free, mark + 1), to: cueFrom - 2 };
  const opens = left.from === tree.opening || left.from === mark + 1;
  if (!opens || left.to < left.from || cueFrom !== token || !isOpening(tree, left.from, left.to)) return null;
  let comma = token + 1;
  while (comma <= token + LONGEST_SOURCE && isOfPhrase(tree, comma)) comma++;
  if (tree.words[comma] !== ',' || tree.upos[token + 1] === 'ADP' || !isNominal(tree, comma - 1)) return null;
  const resumes = behindApposition(tree, comma);
  // "In May, said Ada Tarn, who was there, the port was empty"; but "said Ada Tarn, waving": nothing was said
  const begun = resumes > comma && countFinite(tree, resumes + 1, tree.size - 1) > 0 ? resumes : comma;
  const right = opensClause(tree, begun + 1);
  return right && { content: [left, right], source: { from: token + 1, to: comma - 1 } };
};

/** The same where the parser lost the subject: nothing but a noun phrase stands up to the comma, and the clause goes on. */
const findInvertedByPlace = (
  { tree, free, quotations }: RuleContext,
  { cueFrom, token, entry }: Predicate,
): Found | null => {
  const dative = entry?.frames.has('dative') === true;
  let comma = token + 1;
  while (comma <= token + LONGEST_SOURCE && isOfPhrase(tree, comma)) comma++;
  if (comma === token + 1 || !isNominal(tree, comma - 1)) return null;
  const left = trimTokens(tree, free, cueFrom - 2);
  // "A truce, said Ada Tarn, was near"
  if (
    left &&
    isComma(tree.words[comma]) &&
    // "A patrol, announced with fanfare, lasted a week"
    tree.upos[token + 1] !== 'ADP' &&
    isFrontedSubject(tree, left, token) &&
    isTensed(tree, comma + 1)
  ) {
    const rest = trimTokens(tree, comma + 1, tree.size - 1);
    return rest && { content: [left, rest], source: { from: token + 1, to: comma - 1 } };
  }
  const right = continuationAfter(tree, behindApposition(tree, comma), true);
  const source = { from: token + 1, to: comma - 1 };
  // "It is, says the guild, “highway robbery”"
  const quoted = quotations.find((q) => q.from === comma + 1);
  const relative = tree.xpos.slice(left?.from, cueFrom).some((tag) => /^W/.test(tag));
  if (
    left &&
    quoted &&
    isComma(tree.words[comma]) &&
    !relative &&
    !dative &&
    hasFiniteVerb(tree, left.from, left.to)
  )
    return { content: [left, { from: quoted.from, to: quoted.to }], source };
  if (left && !right && tree.upos[token + 1] !== 'ADP') return beforeContrast(tree, left, source);
  if (!left || !right || isAdverbial(tree, left.from, left.to) || !hasFiniteVerb(tree, left.from, left.to))
    return null;
  return { content: [left, right], source };
};

/** A noun phrase that was taken for the subject of the saying, or that is the subject of what was said. */
const isFrontedSubject = (
  tree: SentenceTree,
  { from, to }: { from: number; to: number },
  verb: number,
): boolean => {
  const head = headBetween(tree, from, to);
  const up = tree.head[head] ?? -1;
  const told = up === verb || (tree.head[up] === verb && relation(tree, up) === 'ccomp');
  return told && /^(?:nsubj|ccomp)$/.test(relation(tree, head)) && countFinite(tree, from, to) <= 0;
};

/** Longest tail of a saying that parts a subject from its verb: "she said when his remarks were read to her,". */
const LONG_TAIL = 20;

/** "Five gates, she said when asked about it, “do not fail at once”": subject, saying, and the verb of the subject. */
const findFronted = (
  { tree, free }: RuleContext,
  { token, cueFrom, cueTo, subject }: Predicate,
): Found | null => {
  // "The junta, a lawmaker, Ada Tarn, said, had shelled the port": who is named between commas
  const apart = isComma(tree.words[cueFrom - 1]);
  const open = apart ? commaBefore(tree, subject?.token ?? token) : openingComma(tree, cueFrom);
  const left = open > free ? trimTokens(tree, free, open - 1) : null;
  if (!left || !isFrontedSubject(tree, left, token)) return null;
  const sourceTo = apart ? cueFrom - 2 : cueFrom - 1;
  for (let close = cueTo + 1; close <= cueTo + LONG_TAIL && close < tree.size - 1; close++) {
    if (!isComma(tree.words[close])) continue;
    const quoted = /^[“"‘]$/.test(tree.words[close + 1] ?? '');
    const verb = quoted ? close + 2 : close + 1;
    if (!isTensed(tree, verb) && tree.upos[verb] !== 'AUX') continue;
    const clause = tree.upos[verb] === 'AUX' ? (tree.head[verb] ?? verb) : verb;
    const subject = findChild(tree, clause, 'nsubj', 'csubj');
    if (subject !== undefined && subject > left.to) return null;
    const right = trimTokens(tree, close + 1, tree.size - 1);
    return right && { content: [left, right], source: { from: open + 1, to: sourceTo } };
  }
  return null;
};

/** The comma right before the phrase of a noun; -1 where none stands there. */
const commaBefore = (tree: SentenceTree, noun: number): number => {
  const from = tree.left[noun] ?? noun;
  // the comma may hang on the noun
  const before = isComma(tree.words[from]) ? from : from - 1;
  return isComma(tree.words[before]) ? before : -1;
};

/** "The pass was shut, notes the guide, Bo Tarn.": the verb and nothing but who it was, at the end. */
const findFinal = (
  { tree, free, quotations }: RuleContext,
  { token, entry, cueFrom, cueTo }: Predicate,
): Found | null => {
  if (
    !entry?.frames.has('clause') ||
    entry.frames.has('dative') ||
    cueFrom !== token ||
    cueTo !== token ||
    tree.words[token - 1] !== ','
  )
    return null;
  let to = tree.size - 1;
  if (!/^[.!]$/.test(tree.words[to] ?? '')) return null;
  // ", argues Ada Tarn, who has studied both towns."
  // … or ", herself a judge's daughter."
  const relative = tree.lower.findIndex(
    (word, at) =>
      at > token + 2 && /^(?:who|himself|herself|itself)$/.test(word) && tree.words[at - 1] === ',',
  );
  to = relative < 0 ? to - 1 : relative - 2;
  if (to - token < 1 || to - token > LONGEST_SOURCE || !isNominal(tree, to)) return null;
  if (!/^(?:DET|PROPN)$/.test(tree.upos[token + 1] ?? '')) return null;
  for (let at = token + 1; at <= to; at++)
    if (
      !isOfPhrase(tree, at) &&
      !/^[,'’-]/.test(tree.words[at] ?? '') &&
      // "said an official briefed on the talks"
      !(tree.xpos[at] === 'VBN' && tree.upos[at + 1] === 'ADP')
    )
      return null;
  if (quotations.some((q) => q.to >= token - 2)) return null;
  const left = trimTokens(tree, token - 1 <= free ? tree.opening : free, token - 2);
  if (!left || isAdverbial(tree, left.from, left.to) || !hasFiniteVerb(tree, left.from, left.to)) return null;
  // "The deputy, who leads the list, demanded the recall": the clause before the comma describes who speaks.
  for (let at = left.from; at <= left.to; at++)
    if (/^(?:who|which)$/.test(tree.lower[at] ?? '') && tree.words[at - 1] === ',') return null;
  return { content: [left], source: { from: token + 1, to } };
};

/** Whether a mark or a conjunction parts what stands before `at` from what follows: "The first mentioned it and …". */
const isParted = (tree: SentenceTree, at: number): boolean =>
  at === tree.opening ||
  /^(?:[,;:–—.“”"]|--)$/.test(tree.words[at - 1] ?? '') ||
  /^[,;:]$/.test(tree.words[at - 2] ?? '');

/**
 * "It was open; nobody crossed, she said": what stands before the semicolon is the narrator's; and so it is where
 * somebody has said something there: "He denied it; nobody, she said, had crossed".
 */
const afterSemicolon = (tree: SentenceTree, from: number, to: number): number => {
  const mark = tree.words.lastIndexOf(';', to);
  return mark > from && (from > tree.opening || hasFiniteVerb(tree, mark + 1, to)) ? mark + 1 : from;
};

/** "a register which, he said, bore a signature": what the relative pronoun stands for is the narrator's. */
const dropRelative = (tree: SentenceTree, found: Found | null): Found | null => {
  const [left, right] = found?.content ?? [];
  if (!found || !left || !right || !/^(?:WDT|WP)$/.test(tree.xpos[left.to] ?? '')) return found;
  return { ...found, content: [right] };
};

const find = (context: RuleContext, predicate: Predicate): Found | null => {
  const free = afterSemicolon(context.tree, context.free, predicate.cueFrom - 1);
  return dropRelative(context.tree, findInserted({ ...context, free }, predicate));
};

/** "Under its terms, she said, boats may leave": an opening, and the clause it belongs to behind the saying. */
const clauseBehind = (
  tree: SentenceTree,
  { cueFrom, subject, token }: Predicate,
  open: number,
  left: { from: number; to: number },
  close: number,
): Found | null => {
  if (!subject || subject.token > token || subject.token < open || tree.words[close] !== ',') return null;
  for (let at = open + 1; at < cueFrom; at++) if (/^W/.test(tree.xpos[at] ?? '')) return null;
  if (OPENS_SAYING.test(tree.lower[left.from] ?? '') || countFinite(tree, left.from, left.to) > 0)
    return null;
  const right = opensClause(tree, close + 1);
  return right && { content: [left, right], source: { from: open + 1, to: cueFrom - 1 } };
};

/** "After the vote, she said, …", "As for him": when or where it was said. */
const OPENS_SAYING = /^(?:when|whenever|as|after|before|while|although|though|since|until|at|on)$/;

/** A clause of its own from `from` to the end of the sentence; null where none begins there. */
const opensClause = (tree: SentenceTree, from: number): { from: number; to: number } | null => {
  const right = trimTokens(tree, from, tree.size - 1);
  if (!right || !/^(?:NOUN|PROPN|PRON|DET|ADJ|NUM|ADV)$/.test(tree.upos[right.from] ?? '')) return null;
  if (/^W/.test(tree.xpos[right.from] ?? '') || countFinite(tree, right.from, right.to) <= 0) return null;
  return right;
};

/** "Tarn noted that they had come; it was late, she added": where she goes on, she does not report what she said before. */
const behindOwnSaying = (tree: SentenceTree, open: number, cueFrom: number): number => {
  const mark = tree.words.lastIndexOf(';', open);
  return mark > tree.opening && /^(?:he|she|they)$/.test(tree.lower[cueFrom - 1] ?? '')
    ? mark + 1
    : tree.opening;
};

/** "It has, she noted, no end date; nor, said Bo Tarn, has it a seal": the token before the semicolon; the last where nobody else speaks. */
const beforeNextSpeaker = (tree: SentenceTree, from: number): number => {
  const semicolon = tree.words.indexOf(';', from);
  for (let at = semicolon + 1; semicolon > 0 && at < tree.size; at++)
    if (tree.isCue[at] && isTensed(tree, at) && isComma(tree.words[at - 1])) return semicolon - 1;
  return tree.size - 1;
};

/** "“We had a paper,” said the envoy, who kept it, he joked, “for the parrot”": of two sayings this is the second. */
const followsQuotation = ({ tree, quotations }: RuleContext, cueFrom: number): boolean => {
  if (!/^(?:he|she|they)$/.test(tree.lower[cueFrom - 1] ?? '')) return false;
  const opening = quotations.find((q) => q.from <= tree.opening + 1 && q.to < cueFrom - 2);
  return (
    opening !== undefined &&
    /^[,?!]$/.test(tree.words[opening.to - 1] ?? '') &&
    tree.isCue[opening.to + 1] === true &&
    isTensed(tree, opening.to + 1)
  );
};

const findInserted = (context: RuleContext, predicate: Predicate): Found | null => {
  const { tree, quotations, free } = context;
  const { entry, passive, cueFrom, cueTo } = predicate;
  if (!(entry?.frames.has('clause') || entry?.frames.has('quote')) || passive) return null;
  if (!/^(?:VBD|VBZ|VBP)$/.test(tree.xpos[predicate.token] ?? '') && cueFrom === predicate.token) return null;
  // "Ada Lind, its retiring chair, yesterday announced a truce"
  if (isComma(tree.words[cueFrom - 2]) && isDay(tree, cueFrom - 1)) return null;
  const inverted =
    findInverted(context, predicate) ?? findFinal(context, predicate) ?? findFronted(context, predicate);
  if (inverted) return inverted;
  const close = closing(tree, cueTo);
  const open = close < 0 ? -1 : openingComma(tree, cueFrom);
  if (open <= 0) return null;
  // An earlier saying that runs up to here is part of what this one reports: "She called it a trap, aides said."
  const whole = (open <= free || !isParted(tree, free)) && !followsQuotation(context, cueFrom);
  const left = trimTokens(tree, whole ? behindOwnSaying(tree, open, cueFrom) : free, open - 1);
  if (!left) return null;
  if (isAdverbial(tree, left.from, left.to)) return clauseBehind(tree, predicate, open, left, close);
  if (
    /^(?:ADP|SCONJ|CCONJ)$/.test(tree.upos[open + 1] ?? '') ||
    /^W/.test(tree.xpos[cueFrom - 1] ?? '') ||
    /^W/.test(tree.xpos[open + 1] ?? '')
  )
    return null;
  // "the aircraft, its crew and all on board and announced": no source ends so, nor does one with a name beside it open
  // a sentence without a verb before it
  if (tree.upos[cueFrom - 1] === 'CCONJ') return null;
  // "accused them of greed, a charge they deny"
  if (/^(?:he|she|they|it)$/.test(tree.lower[cueFrom - 1] ?? '') && cueFrom - 1 > open + 1) return null;
  if (answersWhatWasSaid(tree, cueFrom)) return null;
  if (isComma(tree.words[cueFrom - 1]) && countFinite(tree, left.from, left.to) <= 0) return null;
  // ", two days after a paper published the invoices": a time, and a verb with an object of its own
  for (let at = open + 1; at < cueFrom; at++)
    if (/^(?:after|before|since|until|when)$/.test(tree.lower[at] ?? '')) return null;
  const source = { from: open + 1, to: isComma(tree.words[cueFrom - 1]) ? cueFrom - 2 : cueFrom - 1 };
  if (!isComma(tree.words[close]))
    return hasFiniteVerb(tree, left.from, left.to) || startsWithNoun(tree, left)
      ? { content: [left], source }
      : null;
  const next = tree.words[close + 1];
  if (next === undefined) return null;
  const quoted = quotations.find((q) => q.from === close + 1);
  if (quoted) {
    // "“No deal” with them, she said, “will last”", but not "When they came, she said, “…”"
    const resumed =
      quotations.some((q) => q.from === left.from) ||
      // "They have dreamt of it for years, she adds, “and they try not to drool”"
      (/^\p{Ll}/u.test(tree.words[quoted.from + 1] ?? '') && countFinite(tree, left.from, left.to) > 0);
    return resumed ? { content: [left, { from: quoted.from, to: quoted.to }], source } : null;
  }
  if (
    isAbsolute(tree, close + 1) ||
    leavesOpen(tree, close + 1) ||
    saysMore(tree, close + 1) ||
    // ", hours before they were to meet": the narrator's
    (/^(?:hours|days|weeks|months|minutes|moments|shortly|soon|just|barely)$/.test(
      tree.lower[close + 1] ?? '',
    ) &&
      /^(?:before|after)$/.test(tree.lower[close + 2] ?? '')) ||
    // ", in what was the first test of the year": the narrator's
    (tree.lower[close + 1] === 'in' && tree.lower[close + 2] === 'what') ||
    /^VBG$/.test(tree.xpos[close + 1] ?? '') ||
    /^(?:while|as|who|which|where)$/.test(tree.lower[close + 1] ?? '')
  ) {
    return hasFiniteVerb(tree, left.from, left.to) ? { content: [left], source } : null;
  }
  if (quotations.some((q) => q.to === open || q.to === open - 1)) return null;
  const right = trimTokens(tree, close + 1, beforeNextSpeaker(tree, close + 1));
  if (!right) return null;
  if (/^(?:VBD|VBZ|MD)$/.test(tree.xpos[close + 1] ?? '')) return { content: [left, right], source };
  const head = headBetween(tree, open + 1, cueFrom - 1);
  // "The envoy, a veteran, said, …": the noun between the commas describes the subject before them.
  if (
    (relation(tree, head) === 'appos' && countFinite(tree, left.from, left.to) <= 0) ||
    (predicate.subject &&
      predicate.subject.token < open &&
      relation(tree, predicate.token) === 'root' &&
      left.to - left.from < 6 &&
      !/^(?:he|she|they|it)$/.test(tree.lower[head] ?? ''))
  )
    return null;
  return { content: [left, right], source };
};

export const inserted: VerbRule = { name: 'inserted', find };
