// Gives verbs of saying the subject that the parser took for something else: "Tarn-Vale's office said" is the office's
// saying, "One of them said" that of one, "Weaving guild Fair Loom called … and vowed" the guild's.
import { baseRelation } from '../syntax/relation.ts';
import type { CueLexicon } from './cue-lexicon.ts';

/** The parse of one sentence, mended in place; its words are in lower case. */
export interface Draft {
  readonly words: readonly string[];
  readonly upos: string[];
  readonly xpos: string[];
  readonly head: Int16Array;
  readonly deprel: string[];
}

type Repair = (draft: Draft, lexicon: CueLexicon) => void;

const FINITE = /^(?:VBD|VBZ|VBP)$/;
const MAX_CLIMB = 6;

const rel = (deprel = ''): string => baseRelation(deprel);
const isNominal = ({ upos }: Draft, at: number): boolean => /^(?:NOUN|PROPN|PRON)$/.test(upos[at] ?? '');
const isName = ({ upos, xpos }: Draft, at: number): boolean =>
  upos[at] === 'PROPN' || /^NNP/.test(xpos[at] ?? '');

/** A finite verb that attributes, active by its form. */
const isSaying = ({ words, upos, xpos }: Draft, at: number, lexicon: CueLexicon): boolean => {
  if (upos[at] !== 'VERB' || !FINITE.test(xpos[at] ?? '')) return false;
  const entry = lexicon.verb(words[at] ?? '') ?? lexicon.verb(words[at] ?? '', words[at + 1]);
  return entry !== undefined && entry.stance !== 'believed';
};

const firstChild = ({ head, deprel }: Draft, of: number, pattern: RegExp): number => {
  for (let i = 0; i < head.length; i++) if (head[i] === of && pattern.test(rel(deprel[i]))) return i;
  return -1;
};

/** "Tarn-Vale's office said": the noun after the possessive speaks, not the first half of the name before it. */
const releaseFromPossessor: Repair = (draft) => {
  const { words, xpos, upos, head, deprel } = draft;
  for (let mark = 1; mark < words.length - 2; mark++) {
    if (xpos[mark] !== 'POS') continue;
    let owner = mark - 1;
    while (owner > 0 && !(rel(deprel[owner]) === 'nsubj' && (head[owner] as number) > mark)) {
      if (!(isNominal(draft, owner) || /^[-–]$/.test(words[owner] ?? '') || upos[owner] === 'DET')) break;
      owner--;
    }
    if (rel(deprel[owner]) !== 'nsubj' || !isNominal(draft, owner)) continue;
    const verb = head[owner] as number;
    let noun = mark + 1;
    while (noun < verb && /^(?:ADJ|NOUN|NUM)$/.test(upos[noun] ?? '') && upos[noun + 1] === 'NOUN') noun++;
    if (verb <= noun || upos[noun] !== 'NOUN') continue;
    head[owner] = noun;
    deprel[owner] = 'nmod:poss';
    head[noun] = verb;
    deprel[noun] = 'nsubj';
  }
};

const QUANTITY =
  /^(?:one|two|three|four|five|six|several|some|many|most|both|none|all|each|either|another|few|others|half|dozens)$/i;

/** "One of them said": one did, whoever they are. */
export const raiseQuantity: Repair = (draft, lexicon) => {
  const { words, upos, head, deprel } = draft;
  for (let of = 1; of < words.length - 2; of++) {
    if (words[of] !== 'of' || !QUANTITY.test(words[of - 1] ?? '')) continue;
    let last = of + 1;
    while (
      last < of + MAX_CLIMB &&
      /^(?:DET|ADJ|NUM)$/.test(upos[last] ?? '') &&
      !isSaying(draft, last + 1, lexicon)
    )
      last++;
    if (isSaying(draft, last + 1, lexicon) && firstChild(draft, last + 1, /^nsubj$/) < 0) {
      head[of - 1] = last + 1;
      deprel[of - 1] = 'nsubj';
      continue;
    }
    for (let at = of + 1; at < words.length && at <= of + MAX_CLIMB; at++) {
      const verb = head[at] as number;
      if (rel(deprel[at]) !== 'nsubj' || verb < at || !isSaying(draft, verb, lexicon)) {
        if (!/^(?:DET|ADJ|NOUN|PROPN|PRON|NUM)$/.test(upos[at] ?? '')) break;
        continue;
      }
      head[of - 1] = verb;
      deprel[of - 1] = 'nsubj';
      head[at] = of - 1;
      deprel[at] = 'nmod';
      break;
    }
  }
};

/** "said window cleaner Bo Tarn", "State-owned carrier Norair said": two subjects side by side are one. */
const joinSubjects: Repair = (draft) => {
  const { words, upos, head, deprel } = draft;
  let before = -1;
  for (let at = 0; at < words.length; at++) {
    if (deprel[at] !== 'nsubj') continue;
    const first = before;
    before = at;
    if (first < 0 || head[first] !== head[at] || upos[at] !== 'PROPN' || at !== first + 1) continue;
    if (!/^(?:NOUN|PROPN|ADJ)$/.test(upos[first] ?? '')) continue;
    head[first] = at;
    deprel[first] = 'compound';
    // the name takes over what hung on the noun before it
    for (let i = Math.max(0, first - MAX_CLIMB); i < first; i++) if (head[i] === first) head[i] = at;
  }
};

/** "for a pause, but warned": what stands after a preposition is no subject. */
const rejectPrepositional: Repair = (draft) => {
  const { words, upos, head, deprel } = draft;
  for (let at = 2; at < words.length - 1; at++) {
    const verb = head[at] as number;
    if (deprel[at] !== 'nsubj' || verb < at || !isNominal(draft, at) || rel(deprel[verb]) !== 'conj')
      continue;
    const preposition = firstChild(draft, at, /^case$/);
    if (preposition < 1 || preposition > at) continue;
    if (!/^(?:for|with|in|on|at|by|from|over|about|against|to|after)$/.test(words[preposition] ?? ''))
      continue;
    const up = isNominal(draft, preposition - 1) ? preposition - 1 : (head[verb] as number);
    if (/^(?:”|"|’)$/.test(words[preposition - 1] ?? '') || up === preposition - 1 || upos[up] === 'VERB') {
      head[at] = up;
      deprel[at] = upos[up] === 'VERB' ? 'obl' : 'nmod';
    }
  }
};

/** Makes `verb` the root in the place of `noun`, which becomes its subject. */
const crown = ({ xpos, head, deprel }: Draft, noun: number, verb: number): void => {
  for (let i = noun + 1; i < head.length; i++) {
    if (head[i] !== noun || i === verb) continue;
    const relation = rel(deprel[i]);
    if (i > verb || (relation === 'conj' && FINITE.test(xpos[i] ?? ''))) head[i] = verb;
  }
  for (let i = 0; i < noun; i++)
    if (head[i] === noun && /^(?:obl|advmod|advcl|parataxis)$/.test(rel(deprel[i]))) head[i] = verb;
  head[verb] = -1;
  deprel[verb] = 'root';
  head[noun] = verb;
  deprel[noun] = 'nsubj';
};

/**
 * "Weaving guild Fair Loom called …", "A pilot who knows both ports cautioned that": a noun at the root with a verb of
 * saying after it, which neither has a subject nor is opened by a relative pronoun, is that verb's subject.
 */
const crownVerb: Repair = (draft, lexicon) => {
  const { words, upos, head, deprel } = draft;
  const root = deprel.indexOf('root');
  if (root < 0 || !isNominal(draft, root) || firstChild(draft, root, /^(?:cop|nsubj|aux)$/) >= 0) return;
  for (let verb = root + 1; verb < words.length; verb++) {
    const up = head[verb] as number;
    // the verb may hang on the relative clause before it: "Two pilots who had sailed with her complained that"
    const below = up > root && up < verb && head[up] === root && rel(deprel[up]) === 'acl';
    if (!(up === root || below) || !isSaying(draft, verb, lexicon)) continue;
    if (!/^(?:parataxis|acl|conj|advcl)$/.test(rel(deprel[verb]))) continue;
    const previous = words[verb - 1] ?? '';
    if (/^(?:who|which|that)$/.test(previous)) continue;
    if (/^(?:and|but|or|:|;|”|"|’|—|–|\.)$/.test(previous) || upos[verb - 1] === 'CCONJ') return;
    if (firstChild(draft, verb, /^(?:nsubj|csubj|mark|cc)$/) >= 0) return;
    crown(draft, root, verb);
    return;
  }
};

/** "The premier had on Monday urged calm": the auxiliary and its verb, with a day between them. */
const joinPerfect: Repair = (draft, lexicon) => {
  const { words, upos, xpos, head, deprel } = draft;
  for (let verb = 2; verb < words.length; verb++) {
    if (upos[verb] !== 'VERB' || !/^VB[ND]$/.test(xpos[verb] ?? '') || !lexicon.verb(words[verb] ?? ''))
      continue;
    let aux = verb - 1;
    while (aux > verb - MAX_CLIMB && aux > 0 && /^(?:ADP|PROPN|NUM|NOUN|ADV|DET|ADJ)$/.test(upos[aux] ?? ''))
      aux--;
    if (aux === verb - 1 || head[aux] !== verb || !/^(?:had|has|have)$/.test(words[aux] ?? '')) continue;
    if (!/^(?:ccomp|advcl|parataxis|dep)$/.test(rel(deprel[aux]))) continue;
    for (let i = 0; i < verb; i++) if (head[i] === aux) head[i] = verb;
    deprel[aux] = 'aux';
    upos[aux] = 'AUX';
    xpos[verb] = 'VBN';
  }
};

/** "Two pilots briefed on the talks said": the first verb tells of them, the second is what they did. */
const reduceRelative: Repair = (draft, lexicon) => {
  const { words, upos, xpos, head, deprel } = draft;
  for (let at = 2; at < words.length - 2; at++) {
    const verb = head[at] as number;
    if (rel(deprel[at]) !== 'ccomp' || verb < at || !isSaying(draft, verb, lexicon)) continue;
    if (!/^VB[DN]$/.test(xpos[at] ?? '') || !/(?:ed|en|wn)$/.test(words[at] ?? '')) continue;
    const subject = firstChild(draft, at, /^nsubj$/);
    // "The admiral, now retired, insisted"
    const aside =
      subject >= 0 &&
      words[subject + 1] === ',' &&
      words[at + 1] === ',' &&
      verb === at + 2 &&
      at - subject <= 3 &&
      upos[subject] !== 'PRON';
    if (aside && firstChild(draft, verb, /^nsubj$/) < 0) {
      head[subject] = verb;
      deprel[subject] = 'nsubj';
      head[at] = subject;
      deprel[at] = 'acl';
      xpos[at] = 'VBN';
      continue;
    }
    if (subject !== at - 1 || upos[subject] !== 'NOUN' || upos[at + 1] !== 'ADP') continue;
    if (firstChild(draft, at, /^(?:aux|obj|ccomp)$/) >= 0) continue;
    if (words.slice(at, verb).some((word) => /^[,:;“”"‘’]$/.test(word))) continue;
    if (firstChild(draft, verb, /^nsubj$/) >= 0) continue;
    head[subject] = verb;
    deprel[subject] = 'nsubj';
    head[at] = subject;
    deprel[at] = 'acl';
    xpos[at] = 'VBN';
  }
};

/** "Ilse Vang, 61, says": who is followed by an age between commas and a verb of saying is its subject. */
const bridgeAge: Repair = (draft, lexicon) => {
  const { words, upos, head, deprel } = draft;
  for (let verb = 4; verb < words.length; verb++) {
    if (words[verb - 1] !== ',' || words[verb - 3] !== ',' || !/^\d{1,3}$/.test(words[verb - 2] ?? ''))
      continue;
    if (!isSaying(draft, verb, lexicon) || firstChild(draft, verb, /^nsubj$/) >= 0) continue;
    const name = verb - 4;
    if (!isNominal(draft, name)) continue;
    let first = name;
    for (let at = name - 1; at >= 0 && isName(draft, at); at--) first = at;
    if (upos[name] !== 'PROPN') {
      const up = head[name] as number;
      if (up >= 0 && up !== verb) continue;
    }
    // the name may have been the root: then the verb is
    const rooted = deprel.slice(first, name + 1).includes('root');
    for (let at = first; at < name; at++) {
      head[at] = name;
      deprel[at] = 'compound';
    }
    if (rooted) {
      head[verb] = -1;
      deprel[verb] = 'root';
    }
    head[name] = verb;
    deprel[name] = 'nsubj';
  }
};

/** "The 61-year-old thanked", "said the 83-year-old": whoever is so old. */
const raiseAge: Repair = (draft, lexicon) => {
  const { words, upos, xpos, head, deprel } = draft;
  for (let old = 4; old < words.length; old++) {
    if (words[old] !== 'old' || words[old - 2] !== 'year' || upos[old - 4] !== 'NUM') continue;
    const after = isSaying(draft, old + 1, lexicon) && upos[old] === 'ADJ';
    const verb = after ? old + 1 : old - 6;
    if (!after && !(words[old - 5] === 'the' && isSaying(draft, verb, lexicon))) continue;
    const subject = firstChild(draft, verb, /^nsubj$/);
    if (subject >= 0 && (subject < old - 5 || subject > old)) continue;
    for (let at = old - 4; at < old; at++) head[at] = old;
    if (upos[old - 5] === 'DET') head[old - 5] = old;
    upos[old] = 'NOUN';
    xpos[old] = 'NN';
    head[old] = verb;
    deprel[old] = 'nsubj';
  }
};

const DASH = /^(?:—|–|-|--)$/;
/** Longest aside between dashes that parts a subject from its verb. */
const ASIDE_WITHIN = 24;

/** "Two guides in the port – a father and a son – said": who stands before the aside between dashes speaks. */
const bridgeDashes: Repair = (draft, lexicon) => {
  const { words, xpos, head, deprel } = draft;
  for (let verb = 4; verb < words.length - 1; verb++) {
    if (!DASH.test(words[verb - 1] ?? '') || xpos[verb - 1] === 'HYPH' || !isSaying(draft, verb, lexicon))
      continue;
    let open = verb - 3;
    while (open > 0 && open > verb - ASIDE_WITHIN && !/^(?:—|–|-|--|[.;:“”"])$/.test(words[open] ?? ''))
      open--;
    if (open < 1 || !DASH.test(words[open] ?? '') || !isNominal(draft, open - 1)) continue;
    const own = firstChild(draft, verb, /^nsubj$/);
    if (own >= 0 && own < open) continue;
    let noun = open - 1;
    for (let climb = 0; climb < MAX_CLIMB; climb++) {
      const up = head[noun] as number;
      if (up < 0 || up >= open || !isNominal(draft, up)) break;
      noun = up;
    }
    if (own >= 0) deprel[own] = 'dislocated';
    head[noun] = verb;
    deprel[noun] = 'nsubj';
  }
};

/** "Envoy Ada Tarn blasted Deputy Bo Vale for …": between two names stands a verb, not an adjective. */
const freeTransitive: Repair = (draft, lexicon) => {
  const { words, upos, xpos, head, deprel } = draft;
  for (let verb = 2; verb < words.length - 1; verb++) {
    if (rel(deprel[verb]) !== 'amod' || !/^(?:VB[ND]|JJ)$/.test(xpos[verb] ?? '')) continue;
    const object = head[verb] as number;
    if (object < verb || upos[verb - 1] !== 'PROPN') continue;
    // "Vang quashed speculation.": without it the sentence has no verb
    const verbless =
      rel(deprel[object]) === 'root' &&
      (words[verb] ?? '').endsWith('ed') &&
      words.at(-1) === '.' &&
      firstChild(draft, object, /^(?:cop|aux|nsubj)$/) < 0;
    if (xpos[verb] === 'JJ' ? !verbless : !(verbless || isName(draft, object) || upos[verb + 1] === 'DET'))
      continue;
    const entry = lexicon.verb(words[verb] ?? '');
    if (!entry || entry.stance === 'believed') continue;
    const subject = verb - 1;
    head[subject] = verb;
    for (let i = 0; i < subject; i++) {
      if (head[i] !== object && (head[i] as number) !== verb) continue;
      head[i] = subject;
      if (rel(deprel[i]) === 'nsubj') deprel[i] = 'compound';
    }
    deprel[subject] = 'nsubj';
    upos[verb] = 'VERB';
    xpos[verb] = 'VBD';
    const up = head[object] as number;
    head[object] = verb;
    if (up > object && rel(deprel[object]) === 'nsubj') {
      // what the object seemed to do is why it was done
      head[verb] = head[up] as number;
      deprel[verb] = deprel[up] ?? 'root';
      head[up] = verb;
      deprel[up] = 'advcl';
      for (let i = up + 1; i < words.length; i++)
        if (head[i] === up && rel(deprel[i]) === 'conj' && FINITE.test(xpos[i] ?? '')) head[i] = verb;
    } else {
      head[verb] = up;
      deprel[verb] = deprel[object] ?? 'root';
    }
    deprel[object] = 'obj';
  }
};

/** "Its chair, Ada Tarn, assured delegates that …": the verb after the comma has lost its subject to one in its clause. */
const reclaimForRoot: Repair = (draft, lexicon) => {
  const { words, upos, xpos, head, deprel } = draft;
  const root = deprel.indexOf('root');
  if (root < 3 || upos[root] !== 'VERB') return;
  const saying = isSaying(draft, root, lexicon) && !/^(?:,|”|"|’)$/.test(words[root - 1] ?? '');
  if (!saying && (xpos[root] !== 'VBN' || words[root - 1] !== ',')) return;
  if (!lexicon.verb(words[root] ?? '') || firstChild(draft, root, /^(?:nsubj|aux|csubj)$/) >= 0) return;
  for (let at = 0; at < root; at++) {
    if (rel(deprel[at]) !== 'nsubj' || (head[at] as number) < root || xpos[at] === 'FW') continue;
    head[at] = root;
    if (saying) return;
    xpos[root] = 'VBD';
    return;
  }
};

/** Words from a past tense to the "and" that goes on with the next one. */
const COORDINATED_WITHIN = 30;

/** "Bo Tarn, the harbour master, complained about the noise and accused the town": a past tense, not a participle. */
const restoreFirst: Repair = (draft, lexicon) => {
  const { words, upos, xpos, head, deprel } = draft;
  const root = deprel.indexOf('root');
  if (root < 0 || !isSaying(draft, root, lexicon)) return;
  let conjunction = root - 1;
  while (conjunction > root - MAX_CLIMB && conjunction > 0 && !/^(?:and|but)$/.test(words[conjunction] ?? ''))
    conjunction--;
  if (!/^(?:and|but)$/.test(words[conjunction] ?? '')) return;
  for (let at = Math.max(2, conjunction - COORDINATED_WITHIN); at < conjunction; at++) {
    const noun = head[at] as number;
    if (xpos[at] !== 'VBN' || rel(deprel[at]) !== 'acl' || words[at - 1] !== ',' || noun < 0) continue;
    if (head[noun] !== root || rel(deprel[noun]) !== 'nsubj' || !lexicon.verb(words[at] ?? '')) continue;
    if (words[at + 1] === 'by') continue;
    upos[at] = 'VERB';
    xpos[at] = 'VBD';
    head[at] = -1;
    deprel[at] = 'root';
    head[noun] = at;
    for (let i = 0; i < at; i++) if (head[i] === root) head[i] = at;
    head[root] = at;
    deprel[root] = 'conj';
    return;
  }
};

/** "the governor of Lisk Bay, Adaeze Tarn, called for": a name in apposition that was taken for the verb. */
const renameVerb: Repair = (draft, lexicon) => {
  const { words, upos, xpos, head, deprel } = draft;
  const root = deprel.indexOf('root');
  if (root < 2 || upos[root] !== 'VERB' || words[root - 1] !== ',' || lexicon.verb(words[root] ?? '')) return;
  let close = root + 1;
  while (close < words.length && (isName(draft, close) || words[close] === '-')) close++;
  const verb = close + 1;
  if (
    close === root + 1 ||
    words[close] !== ',' ||
    upos[verb] !== 'VERB' ||
    !/^VB[DNZ]$/.test(xpos[verb] ?? '')
  )
    return;
  if (!lexicon.verb(words[verb] ?? '') && !lexicon.verb(words[verb] ?? '', words[verb + 1])) return;
  const noun = firstChild(draft, root, /^nsubj$/);
  if (noun < 0 || noun > root) return;
  for (let i = 0; i < words.length; i++)
    if (head[i] === root && (i < root || i > verb) && i !== noun) head[i] = verb;
  upos[root] = 'PROPN';
  xpos[root] = 'NNP';
  head[root] = noun;
  deprel[root] = 'appos';
  for (let i = root + 1; i < close; i++) {
    head[i] = root;
    if (isName(draft, i)) deprel[i] = 'flat';
  }
  head[noun] = verb;
  head[verb] = -1;
  deprel[verb] = 'root';
  if (xpos[verb] === 'VBN') xpos[verb] = 'VBD';
};

/** In this order: names are put together before they are made subjects. */
const REPAIRS: readonly Repair[] = [
  joinSubjects,
  releaseFromPossessor,
  raiseQuantity,
  rejectPrepositional,
  joinPerfect,
  freeTransitive,
  bridgeAge,
  raiseAge,
  bridgeDashes,
  reduceRelative,
  restoreFirst,
  reclaimForRoot,
  renameVerb,
  crownVerb,
];

/** Mends the subjects of verbs of saying in place. Linear in the tokens for each verb that attributes. */
export function repairSubjects(draft: Draft, lexicon: CueLexicon): void {
  for (const repair of REPAIRS) repair(draft, lexicon);
}
