// Is the saying itself a fact? "He did not say", "she would say", "if they claim", "is expected to announce",
// "declined to comment", "was asked whether" report no statement.
import { EFFORTS, isPassive } from './predicate.ts';
import { childrenOf, findChild, isTensed, isVerb, relation, type SentenceTree } from './sentence-tree.ts';

export type Assertion = 'asserted' | 'negated' | 'unreal';

const NEGATIONS: ReadonlySet<string> = new Set(
  "not n't never nor neither hardly barely seldom rarely without".split(' '),
);
const NEGATIVE_SUBJECTS: ReadonlySet<string> = new Set(['nobody', 'none', 'neither', 'no']);
/** Auxiliaries that make a saying possible, future or wished, not done. */
const UNREAL_AUXILIARIES: ReadonlySet<string> = new Set(
  "would 'd could can ca may might should must will 'll wo shall ought need".split(' '),
);
/** "would later say", "could not help but say": the saying did happen. */
const REAL_ADVERBS: ReadonlySet<string> = new Set([
  'later',
  'eventually',
  'subsequently',
  'often',
  'then',
  'repeatedly',
  'only',
]);
/** "went on to say", "rushed to deny", "took to the floor to accuse": the infinitive was carried out. */
const CARRIED_OUT: ReadonlySet<string> = new Set(
  (
    'go continue come begin start proceed rush hasten move step hurry tend appear seem use take turn manage dare ' +
    'be have return stop hold hesitate write call post issue seize appear pause keep stand speak meet gather call ring phone telephone'
  ).split(' '),
);
/** "was quick to add", "is careful to say": who is so, does it. */
const DISPOSED: ReadonlySet<string> = new Set(
  'quick swift careful keen anxious fast prompt proud content'.split(' '),
);
/** "criticised for saying", "refrained from attacking": what follows is a charge or a thought, not news of a saying. */
const GERUND_UNREAL: ReadonlySet<string> = new Set('for of from without against than to'.split(' '));
/** "is fond of saying", "never tires of saying": it is said often. */
const HABITS = /^(?:fond|habit|tire|tires|tired)$/;
const BELIEVES = /^(?:believe|think|suspect|fear|hope|assume|expect|imagine|doubt|wish)$/;
const OBLIGES = /^(?:require|oblige|allow|enable|permit|entitle|empower|authori[sz]e)$/;
/** "avoided saying", "considered resigning": what was not done. */
const UNDONE = /^(?:avoid|consider|contemplate|resist|risk|eschew|forgo)$/;
const CONDITIONS: ReadonlySet<string> = new Set(['if', 'unless', 'whether', 'should', 'until', 'lest']);

/** Whether what `verb` says of its subject is told as having happened. */
export function readAssertion(tree: SentenceTree, verb: number): Assertion {
  let at = verb;
  for (let climb = 0; climb < 6; climb++) {
    let infinitive = false;
    let negated = false;
    let unreal = false;
    let real = false;
    for (const child of childrenOf(tree, at)) {
      const word = tree.lower[child] ?? '';
      const rel = relation(tree, child);
      if (child < at) {
        if (
          rel === 'advmod' &&
          NEGATIONS.has(word) &&
          (isClose(tree, child, at) || isOfGroup(tree, child, at))
        )
          negated = true;
        if (rel === 'aux' && UNREAL_AUXILIARIES.has(word) && !isPastHad(tree, child, at))
          unreal ||= !isOfContent(tree, child, at);
        if (rel === 'advmod' && REAL_ADVERBS.has(word)) real = true;
        if (rel === 'mark' || (rel === 'case' && tree.xpos[at] === 'VBG')) {
          if (word === 'to') infinitive = true;
          const habit = HABITS.test(tree.lower[tree.head[at] ?? -1] ?? '');
          if (tree.xpos[at] === 'VBG' && GERUND_UNREAL.has(word) && !habit) unreal = true;
          // "charged with ordering the raid"
          if (word === 'with' && tree.lemma[tree.head[at] ?? -1] === 'charge') unreal = true;
          if (word === 'without') negated = true;
          if (CONDITIONS.has(word) && /^(?:advcl|conj)$/.test(relation(tree, at))) unreal = true;
          // "if the court were to say"
          if (word === 'if' && tree.lower[at - 1] === 'to' && tree.lower[at - 2] === 'were') unreal = true;
        }
        // "neither confirmed nor denied"
        if (rel === 'cc' && /^(?:nor|neither)$/.test(word)) negated = true;
        // "is due to announce", with "due to" taken for a conjunction
        if (/^(?:due|set|about|yet|scheduled|likely|able|unable)$/.test(word) && tree.lower[at - 1] === 'to')
          unreal = true;
        if (rel === 'nsubj') {
          // "If the minister, Ada Lind, says that it is over, …", whatever the parser hung below her saying
          const { opening } = tree;
          if (
            tree.lower[opening] === 'if' &&
            tree.left[child] === opening + 1 &&
            relation(tree, at) === 'root'
          )
            unreal = true;
          const determiner = findChild(tree, child, 'det');
          if (!isClose(tree, child, at)) continue;
          if (
            NEGATIVE_SUBJECTS.has(word) ||
            // "Not everyone blames him"
            tree.lower[(tree.left[child] ?? child) - 1] === 'not' ||
            tree.lower[tree.left[child] ?? child] === 'not' ||
            (determiner !== undefined &&
              word !== '10' &&
              /^(?:no|neither)$/.test(tree.lower[determiner] ?? '')) ||
            // "Neither her office nor the guild has confirmed"
            childrenOf(tree, child).some((c) => tree.lower[c] === 'neither' && relation(tree, c) === 'cc')
          )
            negated = true;
        }
      }
    }
    if (negated) return 'negated';
    // "would say only that it was late": that was said
    real ||= at === verb && tree.lower[verb + 1] === 'only';
    if (unreal && !real) return 'unreal';
    const head = tree.head[at] ?? -1;
    if (tree.xpos[at] === 'VBG' && UNDONE.test(tree.lemma[head] ?? '') && relation(tree, at) === 'xcomp')
      return 'unreal';
    // "declined to comment, except to say that it was late"
    if (infinitive && tree.lower[at - 1] === 'to' && tree.lower[at - 2] === 'except') return 'asserted';
    // "has yet to say"
    if (infinitive && tree.lower[at - 2] === 'yet') return 'unreal';
    // "are believed to have", "believe the prince ordered it": nobody says that he did
    if (!infinitive && isBelieved(tree, at, head)) return 'unreal';
    // "requires both houses to confirm it"
    if (infinitive && OBLIGES.test(tree.lemma[head] ?? '') && head < at) return 'unreal';
    // "does not disclose when, or say how many"
    const or = relation(tree, at) === 'conj' && tree.xpos[at] === 'VB' && tree.lower[at - 1] === 'or';
    if (or && head >= 0 && isVerb(tree, head)) return readAssertion(tree, head);
    if (!infinitive) return isAskedAfter(tree, at) ? 'unreal' : 'asserted';
    if (head < 0) return 'asserted';
    const rel = relation(tree, at);
    if (rel === 'xcomp' || rel === 'ccomp' || rel === 'csubj') {
      if (DISPOSED.has(tree.lower[head] ?? '') || isHabit(tree, at, head)) return readAssertion(tree, head);
      if (!CARRIED_OUT.has(tree.lemma[head] ?? '') && !isHearsay(tree, at, head)) return 'unreal';
      // "ministers are to report"
      if (/^(?:is|are|am)$/.test(tree.lower[head] ?? '') && tree.lower[head + 1] === 'to') return 'unreal';
    } else if (rel === 'acl') {
      if (isOrdinal(tree, head)) return 'asserted';
      const verb = tree.head[head] ?? -1;
      // "was at pains to stress"
      if (tree.lower[head] === 'pains' && findChild(tree, head, 'cop') !== undefined) return 'asserted';
      if (!EFFORTS.has(tree.lower[head] ?? '') || !CARRIED_OUT.has(tree.lemma[verb] ?? '')) return 'unreal';
      at = verb;
      continue;
    } else if (rel !== 'advcl' && rel !== 'conj') return 'asserted';
    if (!isVerb(tree, head)) return rel === 'conj' ? 'asserted' : 'unreal';
    // "are hired to lobby for contracts": what for
    if (rel === 'advcl' && EMPLOYED.test(tree.lemma[head] ?? '') && isPassive(tree, head)) return 'unreal';
    at = head;
  }
  return 'asserted';
}

/** "likes to say that peace is a verb", but not "would like to say". */
const isHabit = (tree: SentenceTree, say: number, verb: number): boolean =>
  tree.lemma[say] === 'say' &&
  /^(?:that|[:“"])$/.test(tree.lower[say + 1] ?? '') &&
  /^(?:like|love)$/.test(tree.lemma[verb] ?? '') &&
  isTensed(tree, verb);

const EMPLOYED = /^(?:hire|appoint|recruit|pay|design|use|need|set|found|create|intend|mean|train|retain)$/;

/** "The agencies believe the prince ordered it"; but not "They believe it, and the prince said": a clause of its own. */
const isBelieved = (tree: SentenceTree, verb: number, head: number): boolean => {
  if (relation(tree, verb) !== 'ccomp' || head > verb || !BELIEVES.test(tree.lemma[head] ?? '')) return false;
  for (let at = head + 1; at < verb; at++)
    if (tree.words[at] === ',' && /^(?:and|but|while)$/.test(tree.lower[at + 1] ?? '')) return false;
  return true;
};

/** "is reported to have said", "is understood to have told aides", "was heard to say": others tell that it was said. */
const isHearsay = (tree: SentenceTree, verb: number, head: number): boolean => {
  if (!isPassive(tree, head)) return false;
  if (/^(?:hear|overhear)$/.test(tree.lemma[head] ?? '')) return true;
  const perfect = childrenOf(tree, verb).some((c) => relation(tree, c) === 'aux' && tree.lower[c] === 'have');
  return perfect && /^(?:report|say|understand|allege|know|quote|record)$/.test(tree.lemma[head] ?? '');
};

/** "did not say whether the firm had asked who owned it": nobody told that it had. */
const isAskedAfter = (tree: SentenceTree, verb: number): boolean =>
  relation(tree, verb) === 'ccomp' &&
  childrenOf(tree, verb).some(
    (c) => c < verb && relation(tree, c) === 'mark' && /^(?:whether|if)$/.test(tree.lower[c] ?? ''),
  );

/** A negation counts when no comma or quotation mark parts it from its verb: "“Probably not,” she said" is affirmed. */
const isClose = (tree: SentenceTree, from: number, verb: number): boolean => {
  for (let at = from + 1; at < verb; at++) if (/^[,;:“”"„«»—–]$/.test(tree.words[at] ?? '')) return false;
  return true;
};

/** "had not, as of Monday, announced": the negation follows an auxiliary of the verb, and nobody else stands between. */
const isOfGroup = (tree: SentenceTree, not: number, verb: number): boolean =>
  tree.head[not - 1] === verb && relation(tree, not - 1) === 'aux' && !isOfContent(tree, not, verb);

/** "Her town would not, the mayor said, pay": the auxiliary of what she said, hung on how it is told. */
const isOfContent = (tree: SentenceTree, aux: number, verb: number): boolean =>
  !isClose(tree, aux, verb) &&
  childrenOf(tree, verb).some((c) => c > aux && c < verb && relation(tree, c) === 'nsubj');

/** "'d" before a participle is "had". */
const isPastHad = (tree: SentenceTree, aux: number, verb: number): boolean =>
  tree.lower[aux] === "'d" && tree.xpos[verb] === 'VBN';

/** "the first to say", "the latest to call". */
const isOrdinal = (tree: SentenceTree, noun: number): boolean =>
  /^(?:first|second|last|latest|only|one|next)$/.test(tree.lower[noun] ?? '') ||
  childrenOf(tree, noun).some((c) => /^(?:first|latest|only|last)$/.test(tree.lower[c] ?? ''));
