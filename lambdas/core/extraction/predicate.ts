// Finds the verbs that may attribute, each with the words of its cue and with its subject, who is the source.
// "The envoy, visibly tired, went on to say that …": verb "say", cue "went on to say", subject "The envoy".
import { type CueEntry, type CueLexicon, PARTICLES } from './cue-lexicon.ts';
import {
  childrenOf,
  findChild,
  isNominal,
  isTensed,
  isVerb,
  relation,
  type SentenceTree,
} from './sentence-tree.ts';

export interface Subject {
  /** The head noun or pronoun. */
  readonly token: number;
  /** What a relative pronoun stands for. */
  readonly antecedent: number | null;
  /** The verb takes it over from another verb. */
  readonly shared: boolean;
}

/** The first word of a name of several, on the last of which the parser hung a relative clause; null for none. */
function headOfName(tree: SentenceTree, token: number): number | null {
  const head = tree.head[token] ?? -1;
  if (token < 0) return null;
  return relation(tree, token) === 'flat' && head >= 0 ? head : token;
}

/**
 * "Tarn is a veteran who has pledged": whoever is said to be one, but not the "it" of "it was Tarn who pledged". "Ada
 * Tarn, 54, a nurse from Lisk, who claimed": her.
 */
function antecedentOf(tree: SentenceTree, noun: number): number | null {
  const named = noun >= 0 && relation(tree, noun) === 'appos' ? (tree.head[noun] ?? -1) : -1;
  if (named >= 0 && named < noun && tree.upos[named] === 'PROPN' && tree.upos[noun] === 'NOUN') return named;
  const subject = noun >= 0 && tree.upos[noun] === 'NOUN' ? findChild(tree, noun, 'nsubj') : undefined;
  const is = noun >= 0 && findChild(tree, noun, 'cop') !== undefined;
  if (!is || subject === undefined || /^(?:it|this|that|there|these|those)$/.test(tree.lower[subject] ?? ''))
    return headOfName(tree, noun);
  return subject;
}

export interface Predicate {
  readonly token: number;
  readonly lemma: string;
  /** Null for a verb that the lexicon does not know: structure alone must prove it. */
  readonly entry: CueEntry | null;
  readonly cueFrom: number;
  readonly cueTo: number;
  readonly passive: boolean;
  readonly subject: Subject | null;
}

const RELATIVES: ReadonlySet<string> = new Set(['who', 'which', 'that', 'whom']);
const MAX_CLIMB = 6;
/** Verbs by which somebody puts out a document that then says something. */
const ISSUING: ReadonlySet<string> = new Set(
  'issue release send post write publish make give deliver sign tweet circulate file put pen unleash share'.split(
    ' ',
  ),
);

/** A past tense before an object is active, whatever the parser made of its ending: "Bo Tarn, its leader, praised the …". */
export const isPassive = (tree: SentenceTree, token: number): boolean => {
  if (findChild(tree, token, 'aux:pass') !== undefined) return true;
  // "a stream called …", "Asked whether …": a participle on its own
  if (
    tree.xpos[token] === 'VBN' &&
    /^(?:acl|advcl|amod)$/.test(relation(tree, token)) &&
    findChild(tree, token, 'aux', 'nsubj') === undefined
  )
    return true;
  // "The charge – denied by the mayor – was first made in May"
  if (
    tree.lower[token + 1] === 'by' &&
    /^(?:–|—|-|--)$/.test(tree.words[token - 1] ?? '') &&
    tree.lower[token] !== 'said'
  )
    return true;
  if (findChild(tree, token, 'nsubj:pass') === undefined || tree.xpos[token] !== 'VBN') return false;
  // "had written at noon"
  if (
    childrenOf(tree, token).some(
      (c) => c < token && /^(?:had|has|have|having|'ve)$/.test(tree.lower[c] ?? ''),
    )
  )
    return false;
  const object = findChild(tree, token, 'obj', 'ccomp');
  return object === undefined || object < token;
};

/** The parser knows it as a verb by its universal or by its Penn tag: the two may differ on "cautions". */
const isVerbForm = (tree: SentenceTree, token: number): boolean =>
  tree.upos[token] === 'VERB' || (tree.upos[token] !== 'AUX' && /^VB[DZP]$/.test(tree.xpos[token] ?? ''));

const isRelativeClause = (tree: SentenceTree, token: number): boolean => tree.deprel[token] === 'acl:relcl';

/** "praised it and — in the same breath — threatened": a phrase behind a preposition. */
const isAdjunct = (tree: SentenceTree, token: number): boolean =>
  childrenOf(tree, token).some(
    (c) =>
      c < token &&
      relation(tree, c) === 'case' &&
      /^(?:in|on|at|with|during|after|before)$/.test(tree.lower[c] ?? ''),
  );

/** What is hidden in a quotation is nobody's subject outside of it. */
const findOwnSubject = (tree: SentenceTree, verb: number): number | undefined => {
  const subjects = childrenOf(tree, verb).filter(
    (c) => relation(tree, c) === 'nsubj' && tree.xpos[c] !== 'FW' && !isAdjunct(tree, c),
  );
  // "Nobody, he claimed, had been paid", "The town would not, the mayor warned, pay": of two, the one next to the verb
  const [first = verb] = subjects;
  const comma = tree.words.indexOf(',', first);
  const parted = comma > 0 && comma < verb;
  return subjects.findLast((c) => c === verb - 1 && (tree.upos[c] === 'PRON' || parted)) ?? subjects[0];
};

/** Words from the verb of a relative clause to a participle that goes on with it. */
const PARTICIPLE_WITHIN = 8;

/**
 * "Nobody doubts Ada Tarn, who left in May vowing to return": the verb of the relative clause that a participle without a
 * comma goes on with, though it was hung on a verb before that; undefined where there is none.
 */
const relativeBefore = (tree: SentenceTree, participle: number): number | undefined => {
  if (tree.xpos[participle] !== 'VBG' || relation(tree, participle) !== 'advcl') return undefined;
  const head = tree.head[participle] ?? -1;
  for (let at = participle - 1; at > head && at >= participle - PARTICIPLE_WITHIN; at--) {
    if (/^[,;:–—“”"]$/.test(tree.words[at] ?? '')) return undefined;
    if (isRelativeClause(tree, at) && isTensed(tree, at)) return at;
  }
  return undefined;
};

/**
 * The subject of a verb: its own, or the one that it shares with the verb it is coordinated with or depends on
 * ("…, adding that", "and warned", "began by saying"), or the noun that it modifies ("a letter saying").
 */
export function findSubject(tree: SentenceTree, verb: number): Subject | null {
  let at = verb;
  for (let climb = 0; climb < MAX_CLIMB; climb++) {
    const own = findOwnSubject(tree, at);
    // "The requests were denied by the judge, arguing that": whoever denied them
    const agent =
      own !== undefined && at !== verb && own < at && at < verb ? agentOf(tree, verb, at) : undefined;
    if (agent !== undefined) return { token: agent, antecedent: null, shared: true };
    if (own !== undefined && (tree.deprel[own] !== 'nsubj:pass' || at !== verb || !isPassive(tree, verb))) {
      const relative = RELATIVES.has(tree.lower[own] ?? '') && isRelativeClause(tree, at);
      // "released a statement which said": who released it
      const document = relative && at === verb ? (tree.head[at] ?? -1) : -1;
      if (document >= 0 && UTTERANCE.test(tree.lower[document] ?? '') && tree.words[own - 1] !== ',') {
        const issuer = findIssuer(tree, document);
        if (issuer.token !== document) return issuer;
      }
      return {
        token: own,
        antecedent: relative ? antecedentOf(tree, tree.head[at] ?? -1) : null,
        shared: at !== verb,
      };
    }
    if (own !== undefined) return null;
    const head = relativeBefore(tree, at) ?? tree.head[at] ?? -1;
    if (head < 0) return null;
    const rel = relation(tree, at);
    if (rel === 'acl') {
      if (isVerb(tree, head)) return null;
      // "was at pains to stress"
      if (tree.lower[head] === 'pains' && findChild(tree, head, 'cop') !== undefined) {
        at = head;
        continue;
      }
      // "went out of his way to say": who went says
      const governor = tree.head[head] ?? -1;
      const effort = EFFORTS.has(tree.lower[head] ?? '') && governor >= 0 && isVerb(tree, governor);
      if (!effort || findChild(tree, at, 'mark') === undefined) return findIssuer(tree, head);
      at = governor;
      continue;
    }
    if (
      rel === 'conj' &&
      !isVerb(tree, head) &&
      relation(tree, head) !== 'root' &&
      !findChild(tree, head, 'nsubj', 'cop')
    ) {
      return null;
    }
    if (rel === 'xcomp') {
      // "asked the minister to explain": the object is who explains, but not in "took pains to explain"
      const object = findChild(tree, head, 'obj', 'iobj');
      if (object !== undefined && object < at && !EFFORTS.has(tree.lower[object] ?? ''))
        return { token: object, antecedent: null, shared: true };
    } else if (!/^(?:conj|advcl|parataxis|dep)$/.test(rel) && !(rel === 'csubj' && head < at)) {
      return null;
    }
    at = head;
  }
  return null;
}

/** Who did what a passive before a participle tells, where it is followed by the comma before the participle. */
const agentOf = (tree: SentenceTree, verb: number, passive: number): number | undefined => {
  if (tree.xpos[verb] !== 'VBG' || tree.words[verb - 1] !== ',') return undefined;
  if (findChild(tree, passive, 'aux:pass') === undefined) return undefined;
  const agent = childrenOf(tree, passive).find(
    (c) => c > passive && relation(tree, c) === 'obl' && tree.deprel[c] === 'obl:agent',
  );
  if (agent === undefined || agent > verb) return undefined;
  const behind = (tree.right[agent] ?? agent) + 1;
  // "criticised by the guild as too slow, saying"
  const goesOn =
    /^(?:as|for|over)$/.test(tree.lower[behind] ?? '') && tree.words.indexOf(',', behind) === verb - 1;
  return behind >= verb - 1 || goesOn ? agent : undefined;
};

/** "went out of his way to say", "took pains to deny", "took the occasion to warn": what one does to say something. */
export const EFFORTS: ReadonlySet<string> = new Set(
  'way pains opportunity occasion moment time trouble chance step'.split(' '),
);

const UTTERANCE = /^(?:statement|letter|message|note|tweet|post|release|communiqué|communique|video|memo)$/;

/** "launched a lawsuit alleging" */
const SUITS = /^(?:lawsuit|suit|complaint|petition|motion|claim|case)$/;
const SUING = /^(?:launch|bring|file|lodge|submit)$/;

/** "passed a resolution calling for": the word of those who pass it. */
const RESOLUTIONS = /^(?:resolution|motion|declaration|communiqu[eé]|statement)$/;
const PASSING = /^(?:pass|adopt|approve|endorse)$/;

/** "issued a statement saying": the one who issued it; else the document itself ("a letter saying"). */
const findIssuer = (tree: SentenceTree, noun: number): Subject => {
  const verb = tree.head[noun] ?? -1;
  const sued = SUITS.test(tree.lower[noun] ?? '') && SUING.test(tree.lemma[verb] ?? '');
  const passed = RESOLUTIONS.test(tree.lower[noun] ?? '') && PASSING.test(tree.lemma[verb] ?? '');
  if (
    verb >= 0 &&
    relation(tree, noun) === 'obj' &&
    (sued || passed || ISSUING.has(tree.lemma[verb] ?? ''))
  ) {
    const issuer = findSubject(tree, verb);
    if (issuer) return issuer;
  }
  return { token: noun, antecedent: null, shared: false };
};

/** Tokens back from a verb within which its subject must end. */
const SUBJECT_WITHIN = 7;
/** "Vang herself said" */
const SELF = /^(?:himself|herself|itself|themselves)$/;
const FINITE = /^(?:VBD|VBZ|VBP)$/;

/**
 * The noun or pronoun that stands right before a finite verb, for sentences whose subject the parser lost:
 * past adverbs, a weekday ("The envoy on Tuesday said"), and the comma that closes an apposition.
 */
const findSubjectByPlace = (tree: SentenceTree, verb: number, cueFrom: number): Subject | null => {
  if (!FINITE.test(tree.xpos[verb] ?? '') && !childrenOf(tree, verb).some((c) => relation(tree, c) === 'aux'))
    return null;
  if (relation(tree, verb) === 'conj' && tree.upos[cueFrom - 1] === 'CCONJ') return null;
  let at = cueFrom - 1;
  let commas = 0;
  for (let step = 0; step < SUBJECT_WITHIN && at >= 0; step++) {
    const tag = tree.upos[at];
    const word = tree.words[at] ?? '';
    if (word === ')' && tree.words[at - 2] === '(') {
      // "Ada Tarn (Norova), speaking for the group, welcomed"
      at -= 3;
      continue;
    }
    if (word === ',' && commas === 0) {
      commas++;
      // "The mayor, in particular, has …"
      const aside = openAside(tree, at);
      if (aside >= 0) {
        at = aside - 1;
        commas = 0;
        continue;
      }
    } else if (tag === 'ADV' || tag === 'AUX') {
      /* look past */
    } else if (DAYS.has(word)) {
      if (tree.upos[at - 1] === 'ADP') at--;
    } else if (SELF.test(word) && at > 0) {
      at--;
      break;
    } else if (isNominal(tree, at)) break;
    else return null;
    at--;
  }
  if (
    at < 0 ||
    !(isNominal(tree, at) || SELF.test(tree.words[at + 1] ?? '')) ||
    RELATIVES.has(tree.lower[at] ?? '')
  )
    return null;
  // "called it a trap, and on the radio spoke of": where, by whoever called it so
  let phrase = at;
  while (phrase > 0 && /^(?:DET|ADJ|NOUN|PROPN)$/.test(tree.upos[phrase] ?? '')) phrase--;
  const preposed = /^(?:on|in|at)$/.test(tree.lower[phrase] ?? '') && commas === 0;
  if (preposed && /^(?:and|but)$/.test(tree.lower[phrase - 1] ?? '')) return null;
  return { token: climbPhrase(tree, at, cueFrom, commas > 0), antecedent: null, shared: false };
};

/** "at one stage threatened to leave", "wrote last month, having assured them": when, not who. */
const TIMES =
  /^(?:hour|day|night|morning|afternoon|evening|week|weekend|month|year|decade|spring|summer|autumn|winter|time|moment|point|stage)s?$/;

/** "as officials praised": a conjunction that the parser took for a preposition ends the phrase to its right. */
const SUBORDINATORS: ReadonlySet<string> = new Set(
  'as after while before when since until because than'.split(' '),
);

const opensClause = (tree: SentenceTree, conjunct: number): boolean =>
  childrenOf(tree, conjunct).some(
    (c) => c < conjunct && relation(tree, c) === 'cc' && tree.words[c - 1] === ',' && c > 1,
  );

const LONGEST_ASIDE = 7;
/** ", speaking also on behalf of the Group of Landlocked Developing Countries," */
const LONGEST_SPEAKING = 16;

/** The comma that opens a short prepositional aside closed by the comma at `close`; -1 where there is none. */
const openAside = (tree: SentenceTree, close: number): number => {
  for (let at = close - 1; at > 0 && at >= close - LONGEST_SPEAKING; at--) {
    if (tree.words[at] !== ',') continue;
    if (tree.lower[at + 1] === 'speaking') return at;
    const phrase = /^(?:in|for|on|at|by|of)$/.test(tree.lower[at + 1] ?? '');
    return phrase && at >= close - LONGEST_ASIDE ? at : -1;
  }
  return -1;
};

/**
 * The head of the phrase that ends with noun `from`. A phrase that ends before a comma may hold an apposition or a
 * relative clause ("The envoy, who had come by boat, said"); one without a comma reaches back to no comma either.
 */
const climbPhrase = (tree: SentenceTree, from: number, limit: number, overCommas: boolean): number => {
  // "on Sri Lanka": the preposition hangs on the first word of the name
  let at = relation(tree, from) === 'flat' ? (tree.head[from] ?? from) : from;
  let best = at;
  for (let climb = 0; climb < 2 * MAX_CLIMB; climb++) {
    if (childrenOf(tree, at).some((c) => c < at && SUBORDINATORS.has(tree.lower[c] ?? ''))) break;
    const head = tree.head[at] ?? -1;
    if (head < 0 || head >= limit) break;
    // "It was a trap, a guide, Bo Tarn, said": the trap is what was said
    if (relation(tree, head) === 'ccomp' && relation(tree, at) === 'appos') break;
    if (!overCommas) {
      if (
        !isNominal(tree, head) ||
        !/^(?:flat|compound|nmod|conj|nummod|amod|list|appos)$/.test(relation(tree, at))
      )
        break;
      if (tree.words.slice(Math.min(at, head), Math.max(at, head)).some((word) => /^[,:;–—]$/.test(word)))
        break;
    }
    // "praised the plan, and its author, Bo Tarn, posted": a clause begins at the conjunction after a comma
    if (relation(tree, at) === 'conj' && opensClause(tree, at)) break;
    at = head;
    // "With a week to go until the election, Bo Tarn, its organiser, said": a phrase after a preposition is no subject.
    if (
      isNominal(tree, at) &&
      findChild(tree, at, 'case') !== undefined &&
      findChild(tree, best, 'case') === undefined
    )
      break;
    if (isNominal(tree, at)) best = at;
  }
  return best;
};

const DAYS: ReadonlySet<string> = new Set(
  'Monday Tuesday Wednesday Thursday Friday Saturday Sunday today yesterday earlier later'.split(' '),
);

/** First token of the verb group: auxiliaries, negation and adverbs that stand directly before the verb. */
const startOfGroup = (tree: SentenceTree, verb: number): number => {
  let from = verb;
  while (from > 0) {
    const before = from - 1;
    const rel = relation(tree, before);
    const ofVerb = tree.head[before] === verb;
    if (ofVerb && (rel === 'aux' || (rel === 'advmod' && from < verb) || rel === 'advmod')) from = before;
    else break;
  }
  // A leading adverb stands outside unless an auxiliary precedes it.
  while (from < verb && relation(tree, from) === 'advmod' && !tree.lower[from]?.endsWith('ly')) from++;
  return from;
};

/** "Bo Tarn, sent off in the last minute, accused": a participle opens what is told of him, whatever its tag. */
const isParticipial = (tree: SentenceTree, at: number): boolean =>
  /^VB[ND]$/.test(tree.xpos[at] ?? '') &&
  /(?:ed|en|wn|nt|ld|ght|orn|ung|unk|own)$/.test(tree.lower[at] ?? '') &&
  (/^(?:ADP|ADV|NUM|SCONJ|PART)$/.test(tree.upos[at + 1] ?? '') ||
    // "A colonel, asked the same question, put it more briefly"
    (tree.lower[at] === 'asked' && tree.upos[at + 1] === 'DET'));

/** Longest relative clause between a subject and its verb. */
const RELATIVE_WITHIN = 20;

/**
 * "Two envoys who follow the talks disputed it", "Bo Tarn, who left after the vote, accused them": a noun at the end
 * of a relative clause is not the subject, whom that clause describes.
 */
const overRelative = (
  tree: SentenceTree,
  verb: number,
  cueFrom: number,
  found: Subject | null,
): Subject | null => {
  if (!found || found.token > verb || found.shared || tree.upos[found.token] === 'PRON') return found;
  const closed = tree.words[cueFrom - 1] === ',';
  const last = closed ? cueFrom - 2 : cueFrom - 1;
  let finite = 0;
  for (let at = last; at > 0 && at > cueFrom - RELATIVE_WITHIN; at--) {
    const word = tree.words[at] ?? '';
    if (word === ',' && closed && found.token > at && isParticipial(tree, at + 1) && isNominal(tree, at - 1))
      return { token: climbPhrase(tree, at - 1, at, false), antecedent: null, shared: false };
    if (isTensed(tree, at)) finite++;
    if (/^[,;:–—“”"]$/.test(word)) return found;
    if (tree.lower[at] !== 'who') continue;
    const opened = tree.words[at - 1] === ',';
    const noun = opened ? at - 2 : at - 1;
    if (finite !== 1 || opened !== closed || found.token < at || !isNominal(tree, noun)) return found;
    return { token: climbPhrase(tree, noun, at, false), antecedent: null, shared: false };
  }
  return found;
};

/** Whether a finite verb or a quotation stands before `limit`. */
const isClausal = (tree: SentenceTree, limit: number): boolean => {
  for (let at = tree.opening; at < limit; at++) if (isTensed(tree, at) || tree.xpos[at] === 'FW') return true;
  return false;
};

/** The phrase that opens the sentence before a verb; null where a preposition opens it. */
const findOpeningSubject = (tree: SentenceTree, cueFrom: number): Subject | null => {
  let at = tree.opening;
  while (at < cueFrom && /^(?:CCONJ|DET|ADJ|NUM)$/.test(tree.upos[at] ?? '')) at++;
  if (at >= cueFrom || !isNominal(tree, at)) return null;
  return { token: climbPhrase(tree, at, cueFrom, true), antecedent: null, shared: false };
};

/** A phrase between commas that hangs on the verb by a preposition. */
const isAside = (tree: SentenceTree, noun: number, verb: number): boolean =>
  noun < verb &&
  tree.words[verb - 1] === ',' &&
  relation(tree, noun) === 'obl' &&
  tree.head[noun] === verb &&
  tree.words[(tree.left[noun] ?? noun) - 1] === ',' &&
  childrenOf(tree, noun).some((c) => c < noun && relation(tree, c) === 'case');

/** Its own subject; else, for a finite cue, the noun right before it; else the one that it shares. */
const chooseSubject = (tree: SentenceTree, verb: number, cueFrom: number, cue: boolean): Subject | null => {
  const found = findSubject(tree, verb);
  if (!cue) return found;
  // "Ada Lind, its retiring chair, yesterday announced"
  if (found && !found.shared && /^(?:yesterday|today|tonight)$/.test(tree.lower[found.token] ?? ''))
    return findOpeningSubject(tree, cueFrom) ?? found;
  // "cast his vote in Lisk on Sunday, then encouraged": whoever cast it
  if (found?.shared && tree.lower[verb - 1] === 'then' && tree.words[verb - 2] === ',') return found;
  // "A memo of 3 May, marked “Secret”, states that applicants …": the clause that follows has lent it its subject
  if (found && !found.shared && found.token > verb && /^(?:that|no|to)$/.test(tree.lower[verb + 1] ?? ''))
    return findOpeningSubject(tree, cueFrom) ?? found;
  // "The government, led by Bo Tarn, announced a charge": nothing that was said stands before the verb
  if (
    found &&
    !found.shared &&
    found.token > verb &&
    tree.words[cueFrom - 1] === ',' &&
    !isClausal(tree, cueFrom)
  )
    return findOpeningSubject(tree, cueFrom) ?? found;
  if (found && !found.shared) return overRelative(tree, verb, cueFrom, found);
  const placed = overRelative(tree, verb, cueFrom, findSubjectByPlace(tree, verb, cueFrom));
  // "have suspended it and, in a decree that ran to a page, promised": where they did
  if (found && placed && isAside(tree, placed.token, verb)) return found;
  return placed && !TIMES.test(tree.lower[placed.token] ?? '') ? placed : found;
};

/** Every verb of the sentence, in text order, with its entry in the lexicon if it has one. */
export function findPredicates(tree: SentenceTree, lexicon: CueLexicon): readonly Predicate[] {
  const predicates: Predicate[] = [];
  for (let token = 0; token < tree.size; token++) {
    if (!isVerbForm(tree, token)) continue;
    const form = tree.lower[token] ?? '';
    const lemma = lexicon.lemma(form) ?? tree.lemma[token] ?? form;
    let entry = lexicon.verb(form);
    let cueTo = token;
    let known = lemma;
    const next = tree.lower[token + 1];
    if (next !== undefined && PARTICLES.has(next)) {
      const phrasal = lexicon.verb(form, next);
      const attached =
        tree.head[token + 1] === token ||
        /^(?:case|mark)$/.test(relation(tree, token + 1)) ||
        // "brushed aside claims": the particle was hung on the noun
        (tree.upos[token + 1] === 'ADV' && /^(?:aside|away|back|down|off|up|out)$/.test(next));
      if (phrasal && attached) {
        entry = phrasal;
        cueTo = token + 1;
        known = phrasal.lemma;
      }
    }
    const idiom = lexicon.idiom(form, tree.lower, token + 1);
    if (idiom) {
      entry = idiom.entry;
      cueTo = token + idiom.length;
      known = idiom.entry.lemma;
    }
    const cueFrom = startOfGroup(tree, token);
    const passive = isPassive(tree, token);
    predicates.push({
      token,
      lemma: known,
      entry: entry ?? null,
      cueFrom,
      cueTo,
      passive,
      subject: chooseSubject(tree, token, cueFrom, entry !== undefined && !passive),
    });
  }
  return predicates;
}
