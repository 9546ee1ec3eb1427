// "The envoy called the draft “a trap”", "described it as useful", "labelled them cowards": what somebody is called.
import { isTitle } from '../../text/quotation-title.ts';
import { reachOf, trimTokens } from '../content-bounds.ts';
import type { Predicate } from '../predicate.ts';
import { childrenOf, findChild, isNominal, relation, type SentenceTree } from '../sentence-tree.ts';
import type { Found, RuleContext, VerbRule } from './rule.ts';

/** "called the tax a trap", "the crisis the worst in the world": a noun and, right after it, a phrase with an article. */
const hasTwoPhrases = (tree: SentenceTree, from: number, to: number): boolean => {
  for (let at = from + 1; at <= to; at++) {
    const opens =
      /^(?:a|an)$/.test(tree.lower[at] ?? '') ||
      (tree.lower[at] === 'the' && /^(?:most|least|worst|best|\p{Ll}+est)$/u.test(tree.words[at + 1] ?? ''));
    if (opens && isNominal(tree, at - 1)) return true;
  }
  return false;
};

/** "called its actions defensive": an adjective right after the noun that it says something of. */
const hasAdjectiveBehind = (tree: SentenceTree, object: number): boolean =>
  tree.upos[object] === 'NOUN' && tree.upos[object + 1] === 'ADJ' && tree.head[object + 1] === object;

/** "condemned the raid as troops withdrew": "as" tells when. */
const opensClause = (tree: SentenceTree, as: number): boolean => {
  const head = tree.head[as] ?? -1;
  return head > as && findChild(tree, head, 'nsubj') !== undefined && relation(tree, head) === 'advcl';
};

/** "as well as", "as soon as": nobody is called so. */
const NO_ROLE = /^(?:well|soon|early|long|much|far|part|if)$/;

const BEFORE_FIGURE = /^(?:at|nearer|closer)$/;

/** "put the cost at two million", "nearer two million", "at about half of that": the word before a figure. */
const findFigure = (tree: SentenceTree, from: number, to: number): number => {
  for (let at = from; at < to; at++) {
    // "puts on his coat, because at six": of something else
    if (/^[,;:]$/.test(tree.words[at] ?? '') && tree.lower[at + 1] !== 'at') return -1;
    if (!BEFORE_FIGURE.test(tree.lower[at] ?? '')) continue;
    for (let next = at + 1; next <= to && next <= at + 3; next++)
      if (tree.upos[next] === 'NUM' || tree.upos[next] === 'SYM' || FIGURE.test(tree.lower[next] ?? ''))
        return at;
  }
  return -1;
};

const PERSON = /^(?:me|us|you|him|her|them)$/;
const TELEPHONED =
  /^(?:that|this|last|yesterday|today|tonight|again|back|twice|once|every|from|on|at|in|after|before|about|later|to|,|\.)$/;

const FIGURE =
  /^(?:[$£€].*|twice|half|quarter|third|fifth|tenth|double|triple|zero|less|more|dozens|hundreds|thousands|millions)$/;

/** Those whose findings are sayings. */
const JUDGES =
  /^(?:court|judge|judges|tribunal|jury|panel|inquiry|commission|committee|report|investigation|review|audit|study|ombudsman|arbitrator|arbitrators|bench|board|council|regulator|watchdog|auditors?|experts?)$/;

/** "The court found the ban to be unlawful", "finding it unlawful": what a court holds of something. */
const judged = (tree: SentenceTree, { token, subject, cueTo }: Predicate): Found | null => {
  const object = findChild(tree, token, 'obj');
  const verdict = childrenOf(tree, token).find((c) => c > token && relation(tree, c) === 'xcomp');
  if (object === undefined || verdict === undefined || verdict < object || !subject) return null;
  if (!JUDGES.test(tree.lower[subject.token] ?? '') || tree.upos[verdict] !== 'ADJ') return null;
  const content = trimTokens(tree, cueTo + 1, reachOf(tree, token, verdict));
  return content && { content: [content] };
};

const find = (context: RuleContext, predicate: Predicate): Found | null => {
  const { tree } = context;
  const { token, entry } = predicate;
  if (!entry || predicate.passive) return null;
  const object = findChild(tree, token, 'obj');
  const from = predicate.cueTo + 1;
  const end = reachOf(tree, token, from);
  if (entry.frames.has('as')) {
    let as = -1;
    for (let at = from; at <= end; at++) {
      if (tree.lower[at] === 'as' && !NO_ROLE.test(tree.lower[at + 1] ?? '') && !opensClause(tree, at)) {
        as = at;
        break;
      }
    }
    if (as > 0) {
      const start = object !== undefined && object > token ? Math.min(tree.left[object] ?? object, as) : as;
      // "a driver identified only as Witness K": a name
      if (start === as && entry.lemma === 'identify') return null;
      // "what they described as useful": the object went before, only the predicate is left.
      const content = trimTokens(tree, start === as ? as + 1 : start, end);
      return content && content.to > content.from - 1 ? { content: [content] } : null;
    }
  }
  if (entry.lemma === 'find') return judged(tree, predicate);
  if (entry.frames.has('at')) {
    const at = findFigure(tree, from, end);
    return at > from ? { content: [{ from, to: trimTokens(tree, from, end)?.to ?? end }] } : null;
  }
  if (!entry.frames.has('small')) return null;
  // "called to say that": on the telephone
  if (tree.xpos[from] === 'TO') return null;
  // "He called me that evening", "called her from the airport": by telephone
  if (PERSON.test(tree.lower[from] ?? '') && TELEPHONED.test(tree.lower[from + 1] ?? '')) return null;
  const predicative = childrenOf(tree, token).find(
    (child) =>
      child > token &&
      /^(?:xcomp|ccomp|obl|appos|dep|obj|iobj|parataxis)$/.test(relation(tree, child)) &&
      child !== object,
  );
  if (predicative === undefined && (object === undefined || object < token)) return null;
  const quoted = context.quotations.some((q) => q.from >= from && q.from <= end);
  // "called the minister" is a telephone call; "called the draft a trap" names it.
  if (predicative === undefined && !quoted && !['dub', 'brand', 'label', 'term'].includes(entry.lemma)) {
    const twoPhrases =
      object !== undefined &&
      (tree.right[object] ?? object) - from >= 2 &&
      (findChild(tree, object, 'appos') !== undefined ||
        hasAdjectiveBehind(tree, object) ||
        hasTwoPhrases(tree, from, tree.right[object] ?? object));
    if (!twoPhrases) return null;
  }
  const content = trimTokens(tree, from, end);
  if (!content) return null;
  // "what dockers call “Black Monday”" is a name, not a judgement.
  // "Locals call the statue “Big Oleg”"
  const inQuotes = context.quotations.find((q) => q.from > content.from && q.to <= content.to);
  const habit =
    inQuotes !== undefined &&
    predicate.subject !== null &&
    tree.xpos[token] === 'VBP' &&
    /^NNP?S$/.test(tree.xpos[predicate.subject.token] ?? '') &&
    isTitle(tree.words.slice(inQuotes.from + 1, inQuotes.to));
  const name =
    habit || (object === undefined && quoted && isTitle(tree.words.slice(content.from, content.to + 1)));
  return name ? null : { content: [content] };
};

export const called: VerbRule = { name: 'called', find };
