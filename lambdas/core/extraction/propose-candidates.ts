// Runs the rules over one sentence: every verb, noun and phrase that may attribute gives at most one candidate.
import type { Document } from '../text/document.ts';
import { quotationsIn } from '../text/quotation-lookup.ts';
import type { Quotation } from '../text/quotations.ts';
import type { Sentence } from '../text/sentences.ts';
import type { Span } from '../text/span.ts';
import { readAssertion } from './assertion.ts';
import type { Candidate } from './candidate.ts';
import { isMark } from './content-bounds.ts';
import type { CueLexicon } from './cue-lexicon.ts';
import { findPredicates, findSubject, type Predicate } from './predicate.ts';
import { findPhrases } from './rules/according-to.ts';
import { asClause } from './rules/as-clause.ts';
import { called } from './rules/called.ts';
import { contentAfter } from './rules/content-after.ts';
import { contentBefore } from './rules/content-before.ts';
import { inserted } from './rules/inserted.ts';
import { findNouns } from './rules/noun-cue.ts';
import { findAgent, passive } from './rules/passive.ts';
import { promised } from './rules/promised.ts';
import { quotedAsSaying } from './rules/quoted-as-saying.ts';
import { quotedBefore } from './rules/quoted-before.ts';
import { relative } from './rules/relative.ts';
import type { Found, QuotationTokens, VerbRule } from './rules/rule.ts';
import { saidTheSame } from './rules/said-the-same.ts';
import { spokeOf } from './rules/spoke-of.ts';
import { topic } from './rules/topic.ts';
import { urged } from './rules/urged.ts';
import {
  childrenOf,
  findChild,
  readTree,
  relation,
  type SentenceTree,
  spanOfTokens,
} from './sentence-tree.ts';
import { sourceSpan, sourceTokens } from './source-span.ts';
import { isStatement } from './statement-filter.ts';

/** In order of trust: the first rule that fits a verb decides. */
export const VERB_RULES: readonly VerbRule[] = [
  quotedAsSaying,
  quotedBefore,
  asClause,
  relative,
  inserted,
  contentAfter,
  contentBefore,
  saidTheSame,
  called,
  urged,
  promised,
  spokeOf,
  topic,
  passive,
];

type TokenRange = { readonly from: number; readonly to: number };

const toSpans = (tree: SentenceTree, ranges: readonly TokenRange[]): Span[] =>
  ranges.map(({ from, to }) => spanOfTokens(tree, from, to));

/** The quotations that overlap the sentence, as tokens. */
const quotationTokens = (tree: SentenceTree, quotations: readonly Quotation[]): QuotationTokens[] => {
  const { tokens } = tree.sentence;
  const found: QuotationTokens[] = [];
  for (const quotation of quotationsIn(quotations, tree.sentence)) {
    let from = -1;
    let to = -1;
    tokens.forEach((token, i) => {
      if (token.start >= quotation.start && token.end <= quotation.end) {
        if (from < 0) from = i;
        to = i;
      }
    });
    if (from >= 0) found.push({ quotation, from, to });
  }
  return found;
};

const insideQuotation = (quotations: readonly QuotationTokens[], token: number): boolean =>
  quotations.some((q) => q.from <= token && token <= q.to);

/** A sentence inside a quotation holds no cue of the narrator's, and need not be parsed. */
const isAllQuoted = (sentence: Span, quotations: readonly Quotation[]): boolean =>
  quotationsIn(quotations, sentence).some((q) => q.start <= sentence.start && sentence.end <= q.end);

/** Without a word of saying a sentence need not be parsed: that is most of the cost of an article. */
const hasCueWord = ({ lower }: Sentence, lexicon: CueLexicon): boolean =>
  lower.some((word) => lexicon.attributesAlone(word));

/** Tokens that an attribution has used: what the next one in the sentence may not claim as content before it. */
const endOfUse = (tree: SentenceTree, predicate: Predicate, found: Found): number => {
  let end = predicate.cueTo;
  for (const { to } of found.content) if (to > predicate.token) end = Math.max(end, to);
  const { subject } = predicate;
  if (subject && subject.token > predicate.token)
    end = Math.max(end, tree.right[subject.token] ?? subject.token);
  end++;
  while (
    end < tree.size &&
    (isMark(tree.words[end]) || relation(tree, end) === 'cc') &&
    !/["“”]/.test(tree.words[end] ?? '')
  )
    end++;
  return end;
};

/** Of a name, with the title inside it: "JCS spokesman Noh Seung-won". */
const NAME_WORD =
  /^(?:of|for|-|(?:spokes(?:man|woman|person)|chief|secretary|minister|president|chair(?:man|woman)?|director|leader|head|ambassador|envoy|analyst|commander)|\p{Lu}[\p{L}.'’-]*)$/u;
const DAY_OR_MONTH =
  /^(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|June|July|August|September|October|November|December)$/;

/** "Secretary of State John Kerry said": the name goes on to the cue, whatever the parser hung it on. First and last token. */
const upToCue = (tree: SentenceTree, subject: number, cueFrom: number): [number, number] => {
  const { from, to } = sourceTokens(tree, subject);
  if (to >= cueFrom - 1 || tree.upos[to] !== 'PROPN' || tree.upos[cueFrom - 1] !== 'PROPN') return [from, to];
  const named = tree.words
    .slice(to + 1, cueFrom)
    .every((word, i, all) => all[i - 1] === '-' || (NAME_WORD.test(word) && !DAY_OR_MONTH.test(word)));
  return [from, named ? cueFrom - 1 : to];
};

const fromVerb = (
  tree: SentenceTree,
  predicate: Predicate,
  rule: VerbRule,
  found: Found,
  negated: boolean,
): Candidate => {
  const { subject, entry } = predicate;
  const source = found.source
    ? spanOfTokens(tree, found.source.from, found.source.to)
    : found.source === undefined && subject
      ? spanOfTokens(tree, ...upToCue(tree, subject.token, predicate.cueFrom))
      : null;
  return {
    rule: rule.name,
    content: toSpans(tree, found.content),
    cue: spanOfTokens(tree, predicate.cueFrom, found.cueTo ?? predicate.cueTo),
    // "a letter that says": "that" alone tells nobody who.
    source:
      subject && subject.antecedent !== null && !/^(?:who|which)$/.test(tree.lower[subject.token] ?? '')
        ? sourceSpan(tree, subject.antecedent)
        : source,
    antecedent:
      subject?.antecedent === null || subject?.antecedent === undefined
        ? null
        : sourceSpan(tree, subject.antecedent),
    lemma: entry?.lemma ?? predicate.lemma,
    stance: entry?.stance ?? 'said',
    negated,
    anchor: { tree, token: predicate.token },
    shared: subject?.shared ?? false,
    addressee: found.addressee === undefined ? null : sourceSpan(tree, found.addressee),
    reporter: found.reporter
      ? {
          source: spanOfTokens(tree, found.reporter.from, found.reporter.to),
          cue: spanOfTokens(tree, predicate.token, predicate.token),
        }
      : null,
    verbatim: false,
  };
};

/** "…, claiming that": a cue that has lost its subject takes that of the saying before it, or of the main verb. */
const borrowSource = (candidate: Candidate, tree: SentenceTree, before: readonly Candidate[]): Candidate => {
  const token = candidate.anchor?.token ?? -1;
  if (candidate.source || token < 1 || !(tree.xpos[token] === 'VBG' || relation(tree, token) === 'conj'))
    return candidate;
  const previous = before.findLast(({ source }) => source !== null);
  if (previous)
    return { ...candidate, source: previous.source, antecedent: previous.antecedent, shared: true };
  const root = tree.deprel.indexOf('root');
  const subject = root < 0 || root > token ? null : findSubject(tree, root);
  return subject ? { ...candidate, source: sourceSpan(tree, subject.token), shared: true } : candidate;
};

/** "was quoted by the agency as saying that": the saying is the subject's, the agency passed it on. */
const findPassingOn = (tree: SentenceTree, predicate: Predicate): Candidate['reporter'] | undefined => {
  let at = predicate.token;
  for (let climb = 0; climb < 2; climb++) {
    const head = tree.head[at] ?? -1;
    if (head < 0) return undefined;
    if (
      /^(?:quote|cite|report|hear|record|say)$/.test(tree.lemma[head] ?? '') &&
      findChild(tree, head, 'nsubj:pass') !== undefined
    ) {
      const agent = findAgent(tree, head);
      return {
        source: agent === undefined ? null : sourceSpan(tree, agent),
        cue: spanOfTokens(tree, head, head),
      };
    }
    at = head;
  }
  return undefined;
};

/** Share of what a phrase reports that somebody else's words, cue and name must be for the phrase to pass these on. */
const PASSED_ON = 0.5;
const lengthOf = (spans: readonly Span[]): number =>
  spans.reduce((sum, { start, end }) => sum + end - start, 0);

/** "“No,” he told a dinner, according to two guests": the guests pass on what he said. */
const isPassedOn = (
  { cue, source, content, reporter }: Candidate,
  reported: readonly Span[],
  quotations: readonly Quotation[],
): boolean => {
  const holds = ({ start, end }: Span): boolean =>
    reported.some((span) => span.start <= start && end <= span.end);
  if (cue === null || source === null || reporter !== null) return false;
  return (
    holds(cue) &&
    content.every(holds) &&
    content.some((span) => quotationsIn(quotations, span).length > 0) &&
    lengthOf([...content, cue, source]) >= PASSED_ON * lengthOf(reported)
  );
};

/** All candidates of sentence `index`, in text order of their cues; not yet freed of conflicts. */
export function proposeCandidates(
  document: Document,
  index: number,
  quotations: readonly Quotation[],
  lexicon: CueLexicon,
  beliefs: boolean,
): readonly Candidate[] {
  const sentence = document.sentences[index];
  if (!sentence || isAllQuoted(sentence, quotations)) return [];
  if (!beliefs && quotationsIn(quotations, sentence).length === 0 && !hasCueWord(sentence, lexicon))
    return [];
  const tree = readTree(document, index, lexicon, quotations);
  const quoted = quotationTokens(tree, quotations);
  const candidates: Candidate[] = [];
  const usedVerbs = new Set<number>();
  let free = tree.opening;

  for (const predicate of findPredicates(tree, lexicon)) {
    if (insideQuotation(quoted, predicate.token)) continue;
    const context = { tree, quotations: quoted, free };
    for (const rule of VERB_RULES) {
      const found = rule.find(context, predicate);
      if (!found) continue;
      const assertion = readAssertion(tree, predicate.token);
      const candidate = borrowSource(
        fromVerb(tree, predicate, rule, found, assertion === 'negated'),
        tree,
        candidates,
      );
      if (candidate.source && isStatement(tree, predicate, rule.name, assertion)) {
        const reporter = candidate.reporter ?? findPassingOn(tree, predicate);
        candidates.push(reporter === undefined ? candidate : { ...candidate, reporter });
        usedVerbs.add(predicate.token);
        free = Math.max(free, endOfUse(tree, predicate, found));
      }
      break;
    }
  }

  for (const phrase of findPhrases(tree, tree.opening)) {
    if (insideQuotation(quoted, phrase.cue.from)) continue;
    const content = toSpans(tree, phrase.content);
    const cue = spanOfTokens(tree, phrase.cue.from, phrase.cue.to);
    const source =
      phrase.source.from <= phrase.source.to
        ? spanOfTokens(tree, phrase.source.from, phrase.source.to)
        : null;
    const passedOn = candidates.findIndex((candidate) => isPassedOn(candidate, content, quotations));
    const told = candidates[passedOn];
    if (told) {
      candidates[passedOn] = { ...told, reporter: { source, cue } };
      continue;
    }
    candidates.push({
      rule: 'according-to',
      content,
      cue,
      source,
      antecedent: null,
      lemma: 'according to',
      stance: 'said',
      negated: false,
      anchor: { tree, token: phrase.cue.from },
      shared: false,
      addressee: null,
      reporter: null,
      verbatim: false,
    });
  }

  for (const noun of findNouns(tree, lexicon)) {
    if (insideQuotation(quoted, noun.token) || (noun.verb !== null && usedVerbs.has(noun.verb))) continue;
    if (childrenOf(tree, noun.token).some((c) => usedVerbs.has(c))) continue;
    if (noun.verb !== null && readAssertion(tree, noun.verb) !== 'asserted') continue;
    candidates.push({
      rule: 'noun-cue',
      content: toSpans(tree, noun.content),
      cue: spanOfTokens(tree, noun.token, noun.token),
      source: spanOfTokens(tree, noun.source.from, noun.source.to),
      antecedent: null,
      lemma: tree.lemma[noun.token] ?? null,
      stance: noun.stance,
      negated: false,
      anchor: { tree, token: noun.verb ?? noun.token },
      shared: false,
      addressee: null,
      reporter: null,
      verbatim: false,
    });
  }
  return candidates;
}
