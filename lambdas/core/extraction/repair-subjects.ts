// Gives verbs of saying the subject that the parser took for something else: "One of them said" is the saying of one,
// "Ilse Vang, 61, says" hers, "Two guides – a father and a son – said" the guides'.
import type { CueLexicon } from './cue-lexicon.ts';
import { type Draft, FINITE, firstChild, isSaying, rel } from './draft.ts';

type Repair = (draft: Draft, lexicon: CueLexicon) => void;

const MAX_CLIMB = 6;

const isNominal = ({ upos }: Draft, at: number): boolean => /^(?:NOUN|PROPN|PRON)$/.test(upos[at] ?? '');
const isName = ({ upos, xpos }: Draft, at: number): boolean =>
  upos[at] === 'PROPN' || /^NNP/.test(xpos[at] ?? '');

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

/** "One onlooker said": a noun that the parser has never seen behind its number. */
const joinOne: Repair = (draft, lexicon) => {
  const { words, upos, xpos, head, deprel } = draft;
  for (let one = 0; one < words.length - 2; one++) {
    const noun = one + 1;
    if (
      words[one] !== 'one' ||
      upos[one] !== 'NUM' ||
      xpos[noun] !== 'RB' ||
      !/(?:er|or|ist|ian)$/.test(words[noun] ?? '')
    )
      continue;
    if (deprel[one] !== 'nsubj' || head[noun] !== one || !isSaying(draft, noun + 1, lexicon)) continue;
    upos[noun] = 'NOUN';
    xpos[noun] = 'NN';
    head[noun] = head[one] as number;
    deprel[noun] = 'nsubj';
    head[one] = noun;
    deprel[one] = 'nummod';
  }
};

/** "said window cleaner Bo Tarn", "State-owned carrier Norair said", "NDP politicians said": two subjects side by side are one. */
const joinSubjects: Repair = (draft) => {
  const { words, upos, xpos, head, deprel } = draft;
  let before = -1;
  for (let at = 0; at < words.length; at++) {
    if (deprel[at] !== 'nsubj') continue;
    const first = before;
    before = at;
    if (first < 0 || head[first] !== head[at] || at !== first + 1) continue;
    if (!/^(?:NOUN|PROPN|ADJ)$/.test(upos[first] ?? '')) continue;
    if (upos[at] !== 'PROPN' && xpos[at] !== 'NNS') continue;
    head[first] = at;
    deprel[first] = 'compound';
    // the name takes over what hung on the noun before it
    for (let i = Math.max(0, first - MAX_CLIMB); i < first; i++) if (head[i] === first) head[i] = at;
  }
};

/** "replied Mr Tarn’s foreign minister": of two subjects side by side the first is whose the second is. */
const joinPossessor: Repair = ({ words, xpos, head, deprel }) => {
  for (let of = 1; of < words.length - 1; of++) {
    if (xpos[of] !== 'POS') continue;
    const subjectOver = (token: number): number => {
      let top = token;
      for (let climb = 0; climb < MAX_CLIMB && top >= 0 && deprel[top] !== 'nsubj'; climb++)
        top = head[top] as number;
      return top;
    };
    const owner = subjectOver(of);
    const owned = subjectOver(of + 1);
    if (owner < 0 || owned < 0 || owner > of || owned < of) continue;
    if (deprel[owner] !== 'nsubj' || deprel[owned] !== 'nsubj' || head[owner] !== head[owned]) continue;
    head[owner] = owned;
    deprel[owner] = 'nmod:poss';
  }
};

/** Words between the two halves of a subject, at most. */
const HALVES_WITHIN = 10;

/** "said Bank of Lutz Governor Ada Tarn": what was taken for a first subject says of what the second is governor. */
const joinHalves: Repair = ({ words, upos, head, deprel }) => {
  for (let at = 2; at < words.length; at++) {
    if (deprel[at] !== 'nsubj' || upos[at] !== 'PROPN') continue;
    const verb = head[at] as number;
    for (let first = at - 2; first >= 0 && first >= at - HALVES_WITHIN; first--) {
      if (first === verb || !/^(?:NOUN|PROPN|ADJ|ADP|DET)$/.test(upos[first + 1] ?? '')) break;
      if (head[first] !== verb || deprel[first] !== 'nsubj') continue;
      if (!/^(?:NOUN|PROPN)$/.test(upos[first] ?? '') || !/^(?:of|to|for)$/.test(words[first + 1] ?? ''))
        break;
      head[first] = at;
      deprel[first] = 'compound';
      break;
    }
  }
};

const LETTERS = /^(?:kc|qc|mp|mep|msp|mla|ph\.?d\.?|m\.?d\.?|obe|cbe|mbe|jr\.?|sr\.?|esq\.?)$/;

/** "Ada Tarn, MP said": the letters are hers. */
const joinLetters: Repair = (draft) => {
  const { words, upos, head, deprel } = draft;
  for (let at = 2; at < words.length - 1; at++) {
    if (!LETTERS.test(words[at] ?? '') || words[at - 1] !== ',' || deprel[at] !== 'nsubj') continue;
    const name = firstChild(draft, head[at] as number, /^nsubj$/);
    if (name >= at || upos[name] !== 'PROPN') continue;
    head[at] = name;
    deprel[at] = 'appos';
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

/** "Lisk, which buys salt, lifted its veto, said two envoys": the first subject is that of the clause that they report. */
const returnSubject: Repair = (draft, lexicon) => {
  const { words, head, deprel } = draft;
  for (let after = 2; after < words.length; after++) {
    const verb = head[after] as number;
    if (deprel[after] !== 'nsubj' || verb < 2 || verb > after || words[verb - 1] !== ',') continue;
    if (!isSaying(draft, verb, lexicon)) continue;
    const first = firstChild(draft, verb, /^nsubj$/);
    const clause = firstChild(draft, verb, /^ccomp$/);
    if (first > clause || clause > verb || firstChild(draft, clause, /^nsubj$/) >= 0) continue;
    head[first] = clause;
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

/** "“Not yet,” chimed in Ada Stone": the particle belongs to the verb, and whom it was hung on speaks. */
const freeParticle: Repair = (draft, lexicon) => {
  const { words, head, deprel } = draft;
  for (let at = 2; at < words.length - 1; at++) {
    const verb = at - 1;
    const noun = head[at] as number;
    if (deprel[at] !== 'case' || noun < at || head[noun] !== verb || !/^["”’»]$/.test(words[verb - 1] ?? ''))
      continue;
    if (!lexicon.verb(words[verb] ?? '', words[at])?.frames.has('quote') || !isSaying(draft, verb, lexicon))
      continue;
    head[at] = verb;
    deprel[at] = 'compound:prt';
    deprel[noun] = 'nsubj';
  }
};

/** "an oil field, which state media said was safe": of two subjects the pronoun is none. */
const freeRelative: Repair = (draft, lexicon) => {
  const { words, head, deprel } = draft;
  for (let at = 1; at < words.length - 2; at++) {
    const verb = head[at] as number;
    if (deprel[at] !== 'nsubj' || verb <= at + 1 || !/^(?:which|that|who|whom)$/.test(words[at] ?? ''))
      continue;
    const noun = verb - 1;
    const subject = head[noun] === verb && deprel[noun] === 'nsubj' && isNominal(draft, noun);
    if (subject && isSaying(draft, verb, lexicon)) deprel[at] = 'obj';
  }
};

/** Words from the start of a sentence to the object of the participle that opens it. */
const OPENING_WITHIN = 5;

/** "Briefing reporters after the session, Ada Lind said", "Defending, Bo Tarn said": a participle, no subject beside hers. */
const freeOpening: Repair = (draft) => {
  const { words, upos, xpos, head, deprel } = draft;
  // "Rejecting the claim, the ministry said that": no content of what it said
  const up = head[0] as number;
  if (xpos[0] === 'VBG' && deprel[0] === 'ccomp' && up > 0) {
    for (let at = up + 1; at < words.length; at++)
      if (head[at] === up && deprel[at] === 'ccomp' && firstChild(draft, up, /^nsubj$/) > 0)
        deprel[0] = 'advcl';
    return;
  }
  const noun = words[1] === ',' ? 0 : (head[0] as number);
  if (!/ing$/.test(words[0] ?? '') || noun < 0 || noun > OPENING_WITHIN || deprel[noun] !== 'nsubj') return;
  const verb = head[noun] as number;
  let comma = noun + 1;
  while (comma < verb && words[comma] !== ',') comma++;
  for (let at = comma + 1; at < verb; at++) {
    if (deprel[at] !== 'nsubj' || head[at] !== verb) continue;
    upos[0] = 'VERB';
    xpos[0] = 'VBG';
    head[0] = verb;
    deprel[0] = 'advcl';
    if (noun > 0) {
      head[noun] = 0;
      deprel[noun] = 'obj';
    }
    return;
  }
};

/** Words of a nickname in quotation marks, at most. */
const NICKNAME_WITHIN = 3;

/** "known only by his callsign, “Bishop,”": what stands in quotation marks before the closing mark at `end` is a name. */
export const isAlias = ({ words }: Draft, end: number): boolean => {
  let open = end - 1;
  while (open > 0 && open > end - MAX_CLIMB && !/^["“]$/.test(words[open] ?? '')) open--;
  const noun = words[open - 1] === ',' ? open - 2 : open - 1;
  return /^["“]$/.test(words[open] ?? '') && ALIASES.test(words[noun] ?? '');
};
export const ALIASES = /^(?:call-?sign|nickname|alias|pseudonym|moniker|code-?name|nom de guerre)$/;

/** The noun before the nickname that ends at token `end`: "commander “General Thunder”"; -1 where it ends none. */
export const nounOfNickname = ({ words, upos, xpos }: Draft, end: number): number => {
  if (!/^["”]$/.test(words[end] ?? '')) return -1;
  let open = end - 1;
  while (open > end - 1 - NICKNAME_WITHIN && /^NNP/.test(xpos[open] ?? '')) open--;
  if (open === end - 1 || !/^["“]$/.test(words[open] ?? '')) return -1;
  return /^(?:NOUN|PROPN)$/.test(upos[open - 1] ?? '') ? open - 1 : -1;
};

/** "Rebel commander “General Thunder” told Radio Lisk": the quotation is his name, and the station his hearer. */
const adoptNickname: Repair = (draft, lexicon) => {
  const { words, head, deprel } = draft;
  for (let verb = 4; verb < words.length - 1; verb++) {
    const beside = nounOfNickname(draft, verb - 1);
    if (beside < 0 || !isSaying(draft, verb, lexicon)) continue;
    const own = firstChild(draft, verb, /^nsubj$/);
    if (own >= 0 && own < verb) continue;
    let noun = beside;
    for (let climb = 0; climb < MAX_CLIMB; climb++) {
      const up = head[noun] as number;
      if (up < 0 || up > beside || !isNominal(draft, up)) break;
      noun = up;
    }
    if (own >= 0) deprel[own] = 'obj';
    head[noun] = verb;
    deprel[noun] = 'nsubj';
  }
};

/** "Frank “Greg” Tarn reports": the names before and after the one in quotation marks are one. */
const joinNickname: Repair = ({ words, head, deprel, upos }) => {
  for (let at = 4; at < words.length - 1; at++) {
    const name = at - 4;
    if (!/^["”]$/.test(words[at - 1] ?? '') || !/^["“]$/.test(words[at - 3] ?? '')) continue;
    if (deprel[at] !== 'nsubj' || upos[at] !== 'PROPN' || upos[name] !== 'PROPN') continue;
    head[at] = name;
    deprel[at] = 'flat';
  }
};

/** Words between an abbreviation in brackets and the end of who speaks for it, at most. */
const ROLE_WITHIN = 10;

/** "The United Nations (UN) relief coordinator Ada Tarn said": whoever stands behind the brackets speaks. */
const bridgeAbbreviation: Repair = (draft) => {
  const { words, upos, head, deprel } = draft;
  for (let close = 3; close < words.length - 2; close++) {
    if (words[close] !== ')' || words[close - 2] !== '(') continue;
    const body = close - 3;
    let speaker = -1;
    let last = close;
    for (let at = close + 1; at < words.length && at <= close + ROLE_WITHIN; at++) {
      if (!/^(?:NOUN|PROPN|ADJ)$/.test(upos[at] ?? '')) break;
      last = at;
      // the first word of the name, else the last noun
      const named = upos[at] === 'PROPN' && upos[at - 1] === 'NOUN' && speaker > 0;
      if (named) {
        speaker = at;
        break;
      }
      speaker = at;
    }
    if (speaker < 0 || head[speaker] === last) continue;
    // "Captain (retd) Ada Lind": the first word of the name
    const first = head[speaker] as number;
    if (first > close && first < speaker && deprel[speaker] === 'flat') speaker = first;
    let top = body;
    for (let climb = 0; climb < MAX_CLIMB && deprel[top] !== 'nsubj'; climb++) {
      const up = head[top] as number;
      if (up < 0 || up > close) break;
      top = up;
    }
    const verb = head[top] as number;
    if (deprel[top] !== 'nsubj' || verb < speaker) continue;
    // the parser hung the speaker, or his office, on the body
    for (let at = close + 1; at <= speaker; at++)
      if (at !== speaker && (head[at] as number) < close) {
        head[at] = speaker;
        deprel[at] = 'compound';
      }
    head[speaker] = verb;
    deprel[speaker] = 'nsubj';
    head[top] = speaker;
    deprel[top] = 'compound';
  }
};

/** "the party leader and former minister under Ada Lind, Bo Tarn, said": of two subjects the name between commas is the first's. */
const apposeName: Repair = (draft) => {
  const { words, upos, head, deprel } = draft;
  for (let at = 3; at < words.length - 2; at++) {
    if (deprel[at] !== 'nsubj' || upos[at] !== 'PROPN' || words[at - 1] !== ',') continue;
    const verb = head[at] as number;
    const first = firstChild(draft, verb, /^nsubj$/);
    if (verb < at || first >= at || words[verb - 1] !== ',' || !isNominal(draft, first)) continue;
    let end = at;
    while (isName(draft, end + 1)) end++;
    if (end !== verb - 2 || end === at) continue;
    head[at] = first;
    deprel[at] = 'appos';
  }
};

/** "Ada Lind, saying it was over, told reporters that": what stands behind "told" is told, and the name before it speaks. */
const turnHearers: Repair = (draft) => {
  const { words, upos, head, deprel } = draft;
  for (let verb = 2; verb < words.length - 2; verb++) {
    if (words[verb] !== 'told' || upos[verb] !== 'VERB') continue;
    const hearer = firstChild(draft, verb, /^nsubj$/);
    if (hearer !== verb + 1) continue;
    const before = head.findIndex((up, at) => up === verb && at < verb && isNominal(draft, at));
    if (before < 0 || firstChild(draft, before, /^case$/) >= 0) continue;
    deprel[hearer] = 'iobj';
    deprel[before] = 'nsubj';
  }
};

/** "In an interview with Radio Kelm, Lind and Tarn said": two who stand right before the saying are no part of what opens it. */
const freePair: Repair = (draft, lexicon) => {
  const { words, head, deprel } = draft;
  for (let verb = 5; verb < words.length - 1; verb++) {
    const second = verb - 1;
    if (words[second - 1] !== 'and' || deprel[second] !== 'conj' || !isSaying(draft, verb, lexicon)) continue;
    if (firstChild(draft, verb, /^nsubj$/) >= 0) continue;
    const top = head[second] as number;
    let first = second - 2;
    while (first > top && isName(draft, first)) first--;
    if (words[first] !== ',' || first <= top) continue;
    for (let at = first + 1; at < second; at++)
      if (head[at] === top && deprel[at] === 'conj') {
        head[at] = verb;
        deprel[at] = 'nsubj';
        head[second] = at;
        break;
      }
  }
};

/** Stretches between commas from an opening to a saying, at most: "Asked about it, Bo Tarn, the mayor, said". */
const MOST_STRETCHES = 4;
const OPENS = /^(?:in|on|at|after|before|during|following|asked|speaking|responding|citing|quoting)$/;

/** "In a call with Ada Lind, the mayor, Bo Tarn, an envoy, said": the last who is named, and not whom he called. */
const freeLast: Repair = (draft, lexicon) => {
  const { words, upos, xpos, head, deprel } = draft;
  if (!OPENS.test(words[0] ?? '')) return;
  const verb = words.findIndex(
    (word, at) => at > 5 && words[at - 1] === ',' && word !== ',' && isSaying(draft, at, lexicon),
  );
  if (verb < 0 || firstChild(draft, verb, /^nsubj$/) >= 0) return;
  const stretches: { from: number; to: number }[] = [];
  for (let to = verb - 2; to > 0 && stretches.length <= MOST_STRETCHES; ) {
    let from = to;
    while (from > 0 && words[from - 1] !== ',') from--;
    stretches.unshift({ from, to });
    if (xpos.slice(from, to + 1).some((tag) => FINITE.test(tag))) break;
    to = from - 2;
  }
  const isNamed = ({ from, to }: { from: number; to: number }): boolean =>
    to > from && words.slice(from, to + 1).every((_, i) => isName(draft, from + i));
  const described = ({ from }: { from: number }): boolean =>
    /^(?:DET|NOUN)$/.test(upos[from] ?? '') || words[from] === 'who';
  const last = stretches.at(-1);
  const before = stretches.at(-2);
  if (!last || !before || before.from === 0) return;
  const name = isNamed(last) ? last : described(last) && isNamed(before) ? before : undefined;
  // the first stretch behind the opening is what the one who stands there is
  if (!name || name === stretches[0]) return;
  let top = name.from;
  for (let climb = 0; climb < MAX_CLIMB; climb++) {
    const up = head[top] as number;
    if (up < name.from || up > name.to) break;
    top = up;
  }
  head[top] = verb;
  deprel[top] = 'nsubj';
};

/** "A senior official, briefing reporters at noon, said": of two subjects the participle is none. */
const freeParticiple: Repair = (draft) => {
  const { words, upos, xpos, head, deprel } = draft;
  for (let at = 2; at < words.length - 2; at++) {
    const verb = head[at] as number;
    if (deprel[at] !== 'nsubj' || verb < at || words[at - 1] !== ',' || !/ing$/.test(words[at] ?? ''))
      continue;
    const subject = head.findIndex((up, i) => up === at && i < at - 1 && rel(deprel[i]) === 'nsubj');
    if (subject < 0 || !isNominal(draft, subject)) continue;
    upos[at] = 'VERB';
    xpos[at] = 'VBG';
    deprel[at] = 'advcl';
    head[subject] = verb;
  }
};

/** "asked her lawyer, Dr Ada Lind": of two subjects behind the verb the name after the comma is the first's. */
const apposeBehind: Repair = (draft) => {
  const { words, upos, head, deprel } = draft;
  for (let at = 4; at < words.length - 1; at++) {
    if (deprel[at] !== 'nsubj' || upos[at] !== 'PROPN') continue;
    const verb = head[at] as number;
    const comma = words[at - 1] === ',' ? at - 1 : at - 2;
    const first = verb < comma ? firstChild(draft, verb, /^nsubj$/) : -1;
    if (words[comma] !== ',' || first < verb || first !== comma - 1 || upos[first] !== 'NOUN') continue;
    head[at] = first;
    deprel[at] = 'appos';
  }
};

/** In this order: names are put together before they are made subjects. */
const REPAIRS: readonly Repair[] = [
  joinOne,
  freeParticle,
  freeRelative,
  freeOpening,
  adoptNickname,
  joinSubjects,
  joinPossessor,
  joinHalves,
  apposeName,
  apposeBehind,
  freeParticiple,
  turnHearers,
  freePair,
  freeLast,
  joinLetters,
  joinNickname,
  bridgeAbbreviation,
  returnSubject,
  raiseQuantity,
  rejectPrepositional,
  bridgeAge,
  bridgeDashes,
  restoreFirst,
];

/** Mends the subjects of verbs of saying in place. Linear in the tokens for each verb that attributes. */
export function repairSubjects(draft: Draft, lexicon: CueLexicon): void {
  for (const repair of REPAIRS) repair(draft, lexicon);
}
