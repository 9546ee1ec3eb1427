// Mends what parsers get wrong in news. The second cue of a sentence hung below the first one's content: in "She said
// the pass was open and urged calm, adding that …", "urged" and "adding" belong to "said". And the lost subject of a
// verb after a quotation: "“Yes,” said Ardle Minister Bo Tarn".
import type { Parse } from '../syntax/parse.ts';
import { baseRelation } from '../syntax/relation.ts';
import type { CueEntry, CueLexicon } from './cue-lexicon.ts';
import { raiseQuantity, repairSubjects } from './repair-subjects.ts';

const FINITE = /^(?:VBD|VBZ|VBP)$/;
const MAX_CLIMB = 12;

const rel = (deprel = ''): string => baseRelation(deprel);

export interface Repaired {
  readonly upos: readonly string[];
  readonly xpos: readonly string[];
  readonly head: Int16Array;
  readonly deprel: readonly string[];
}

/** Farthest from the end of a quotation that its verb may stand: "“…,” the …, one of the …, said". */
const ATTRIBUTION_WITHIN = 24;

/** Verbs that are said of more than speakers: they seldom govern a second saying. */
const WEAK_CUES: ReadonlySet<string> = new Set([
  'find',
  'record',
  'show',
  'put',
  'identify',
  'count',
  'provide',
]);

const hasContent = (entry: CueEntry | undefined): boolean =>
  entry !== undefined &&
  !WEAK_CUES.has(entry.lemma) &&
  (entry.frames.has('clause') ||
    entry.frames.has('topic') ||
    entry.frames.has('objto') ||
    (entry.stance !== 'believed' && entry.frames.size > (entry.frames.has('quote') ? 1 : 0)));

/** A verb of the lexicon, with its particle if it has one, that takes more than quotations. */
const governsContent = (lexicon: CueLexicon, form: string, next: string | undefined): boolean =>
  hasContent(lexicon.verb(form)) || (next !== undefined && hasContent(lexicon.verb(form, next)));

/** "“…,” the captain was quoted as saying": passives that hand a quotation to their subject. */
const PASSED_ON = /^(?:quoted|cited|reported|heard)$/;

/** "“…,” the letter read." and "“…,” Tarn points out.": after a quotation these are verbs, whatever their tag. */
function retagCue(
  end: number,
  words: readonly string[],
  upos: string[],
  xpos: string[],
  lexicon: CueLexicon,
): void {
  const inverted = words[end + 1] === ',' ? end + 2 : end + 1;
  const entry = lexicon.verb(words[inverted] ?? '');
  // "“…,” fumed opposition leader Bo Tarn"
  if (
    entry?.frames.has('quote') &&
    entry.stance !== 'believed' &&
    // "“…,” write the authors"
    /^VBN?$/.test(xpos[inverted] ?? '') &&
    /^(?:NOUN|PROPN|DET|ADJ)$/.test(upos[inverted + 1] ?? '')
  ) {
    upos[inverted] = 'VERB';
    xpos[inverted] = xpos[inverted] === 'VBN' || words[inverted] === 'read' ? 'VBD' : 'VBP';
    return;
  }
  for (let at = end + 1; at < words.length && at <= end + 6; at++) {
    if (upos[at] === 'VERB' || upos[at] === 'AUX' || words[at] === ',') return;
    const form = words[at] ?? '';
    const entry = at > end + 1 ? lexicon.verb(form) : undefined;
    const phrasal = at > end + 1 ? lexicon.verb(form, words[at + 1]) : undefined;
    const known = [entry, phrasal].some((e) => e && (e.frames.has('clause') || e.frames.has('quote')));
    if (!known || (form === lexicon.lemma(form) && form !== 'read')) continue;
    if (phrasal || /^[.,]$/.test(words[at + 1] ?? '.') || upos[at + 1] === 'ADP') {
      upos[at] = 'VERB';
      xpos[at] = form.endsWith('s') ? 'VBZ' : 'VBD';
      return;
    }
  }
}

/** "is warning residents that": the form after "be" is a verb, whether it was taken for an adjective or a noun. */
function retagProgressives(
  words: readonly string[],
  head: Int16Array,
  upos: string[],
  xpos: string[],
  deprel: string[],
  lexicon: CueLexicon,
): void {
  const root = deprel.indexOf('root');
  for (let i = 2; i < words.length; i++) {
    const form = words[i] ?? '';
    if (!form.endsWith('ing') || lexicon.verb(form) === undefined) continue;
    // "…, writing: “…”"
    if (
      upos[i] === 'NOUN' &&
      words[i - 1] === ',' &&
      root >= 0 &&
      root < i &&
      /^(?:“|"|:|that)$/.test(words[i + 1] ?? '')
    ) {
      upos[i] = 'VERB';
      xpos[i] = 'VBG';
      head[i] = root;
      deprel[i] = 'advcl';
      continue;
    }
    const be = /^(?:is|are|was|were|'s|'re|been|am)$/.test(words[i - 1] ?? '')
      ? i - 1
      : upos[i - 1] === 'ADV' && /^(?:is|are|was|were|'s|'re)$/.test(words[i - 2] ?? '')
        ? i - 2
        : -1;
    // "at Friday's briefing"
    if (be >= 1 && xpos[be] === 'POS') continue;
    if (be < 1 || (upos[i] === 'VERB' && !/^(?:compound|amod)$/.test(rel(deprel[i])))) continue;
    if (upos[i] === 'ADJ' && !/^(?:to|that|a|the|his|her|its|their)$/.test(words[i + 1] ?? '')) continue;
    upos[i] = 'VERB';
    xpos[i] = 'VBG';
    if (/^(?:compound|amod)$/.test(rel(deprel[i]))) deprel[i] = 'parataxis';
    head[be] = i;
    deprel[be] = 'aux';
  }
}

const COMPLEMENTS: ReadonlySet<string> = new Set(['obj', 'ccomp', 'xcomp', 'iobj']);

/**
 * "Bo Tarn, head of the guild, blamed panic": an "-ed" form that the parser took for a participle is a past tense when
 * it has a subject but no auxiliary, when it is coordinated and has an object, or when the sentence has no other verb.
 * And "…, says the museum": what follows an inverted verb is its subject.
 */
function retagParticiples(
  words: readonly string[],
  head: Int16Array,
  upos: string[],
  xpos: string[],
  deprel: string[],
  lexicon: CueLexicon,
): void {
  const size = words.length;
  const auxiliary = new Uint8Array(size);
  const subject = new Int16Array(size).fill(-1);
  const complement = new Int16Array(size).fill(-1);
  const before = new Uint8Array(size);
  const clauseAfter = new Uint8Array(size);
  let root = -1;
  for (let i = 0; i < size; i++) {
    const up = head[i] as number;
    const relation = rel(deprel[i]);
    if (up < 0) {
      root = i;
      continue;
    }
    if (relation === 'aux' || relation === 'cop') auxiliary[up] = 1;
    if (relation === 'nsubj') subject[up] = i;
    if (i > up && COMPLEMENTS.has(relation) && complement[up] === -1) complement[up] = i;
    if (i < up && relation === 'ccomp' && xpos[i] !== 'VBN') before[up] = 1;
    if (i > up && /^[cx]comp$/.test(relation)) clauseAfter[up] = 1;
  }
  const verbless = root >= 0 && upos[root] !== 'VERB' && auxiliary[root] === 0 && subject[root] === -1;
  for (let i = 1; i < size; i++) {
    const form = words[i] ?? '';
    // "Tarn charges that …"
    if (
      (verbless || (i === root && auxiliary[i] === 0)) &&
      (xpos[i] === 'NNS' || (xpos[i] === 'NN' && xpos[i - 1] === 'NNS' && words[i + 1] === 'that')) &&
      (/^(?:that|he|she|they|it|:|“|")$/.test(words[i + 1] ?? '') || upos[i + 1] === 'NUM') &&
      lexicon.verb(form) !== undefined &&
      (/^(?:PROPN|PRON|NOUN|NUM)$/.test(upos[i - 1] === 'ADV' ? (upos[i - 2] ?? '') : (upos[i - 1] ?? '')) ||
        xpos[i - 1] === 'NN')
    ) {
      upos[i] = 'VERB';
      xpos[i] = xpos[i] === 'NNS' ? 'VBZ' : 'VBP';
      let noun = -1;
      for (let j = 0; j < i; j++)
        if (head[j] === i && /^(?:compound|nmod|flat)$/.test(rel(deprel[j]))) {
          deprel[j] = 'nsubj';
          noun = j;
        }
      for (let j = 0; j < noun; j++)
        if (head[j] === i && /^(?:det|amod)$/.test(rel(deprel[j]))) head[j] = noun;
      // "The log records 37 such nights"
      for (let j = i + 1; j < size && upos[i + 1] === 'NUM'; j++)
        if (head[j] === i && rel(deprel[j]) === 'nmod') deprel[j] = 'obj';
      continue;
    }
    if (upos[i] !== 'VERB' || lexicon.verb(form) === undefined) continue;
    if (xpos[i] === 'VBN' && auxiliary[i] === 0) {
      const own = subject[i] as number;
      const coordinated = rel(deprel[i]) === 'conj' && complement[i] !== -1;
      const main =
        verbless &&
        i > root &&
        ((rel(deprel[i]) !== 'amod' && /^(?:,|\)|”|")$/.test(words[i - 1] ?? '')) ||
          /^(?::|that|“|")$/.test(words[i + 1] ?? '') ||
          // "The union called for a vote.": a sentence, not a caption
          (head[i] === root && i === root + 1 && words[size - 1] === '.'));
      if (own === -1 && !coordinated && !main) continue;
      xpos[i] = 'VBD';
      if (own !== -1) deprel[own] = 'nsubj';
      if (!coordinated) deprel[i] = i === root ? 'root' : 'parataxis';
    }
    const after = complement[i] as number;
    const entry = lexicon.verb(form);
    const inverts = entry?.frames.has('clause') && !entry.frames.has('dative') && FINITE.test(xpos[i] ?? '');
    if (
      inverts &&
      before[i] === 1 &&
      clauseAfter[i] === 0 &&
      after !== -1 &&
      words[i - 1] === ',' &&
      /^(?:NOUN|PROPN)$/.test(upos[after] ?? '')
    ) {
      const wrong = subject[i] as number;
      if (wrong !== -1) deprel[wrong] = 'dislocated';
      deprel[after] = 'nsubj';
    }
  }
}

/** Conjunctions and prepositions that open a clause. */
const MARKS: ReadonlySet<string> = new Set(
  (
    'that if whether as while whilst when whenever where wherever because since after before until till unless ' +
    'although though than for to of in by without from with at on about like so once lest whereas against despite upon ' +
    'into over through except given provided albeit how why what during following amid notwithstanding besides plus ' +
    'minus versus considering assuming supposing directly immediately instead rather'
  ).split(' '),
);

/**
 * "The firm denied the reports", with two subjects: the one after the verb is its object, unless something that was
 * said stands before it. And "A third confirmed it": an ordinal is a subject.
 */
function settleSubjects(
  words: readonly string[],
  head: Int16Array,
  upos: string[],
  xpos: string[],
  deprel: string[],
  lexicon: CueLexicon,
): void {
  const before = new Int16Array(words.length).fill(-1);
  const after = new Int16Array(words.length).fill(-1);
  const said = new Uint8Array(words.length);
  for (let i = 0; i < words.length; i++) {
    const up = head[i] as number;
    if (up < 0) continue;
    const relation = rel(deprel[i]);
    if (xpos[i] === 'FW' || (relation === 'ccomp' && i < up)) said[up] = 1;
    if (relation !== 'nsubj') continue;
    if (i < up) before[up] = i;
    else after[up] = i;
  }
  for (let i = 0; i < words.length - 1; i++) {
    // A name that was taken for a conjunction: "Witko visited Lisk"
    const up = head[i] as number;
    if (
      up <= i ||
      rel(deprel[i]) !== 'mark' ||
      !(upos[i] === 'SCONJ' || xpos[i] === 'NNP') ||
      MARKS.has(words[i] ?? '')
    )
      continue;
    const rooted = xpos[up] === 'VBN' && rel(deprel[up]) === 'root';
    if (
      !(FINITE.test(xpos[up] ?? '') || rooted) ||
      (before[up] as number) >= 0 ||
      !/^\p{L}{4,}$/u.test(words[i] ?? '')
    )
      continue;
    upos[i] = 'PROPN';
    deprel[i] = 'nsubj';
    if (rooted) xpos[up] = 'VBD';
    before[up] = i;
  }
  for (let i = 1; i < words.length; i++) {
    if (upos[i] !== 'VERB' || !FINITE.test(xpos[i] ?? '') || lexicon.verb(words[i] ?? '') === undefined)
      continue;
    const second = after[i] as number;
    if (
      (before[i] as number) >= 0 &&
      second > i &&
      said[i] === 0 &&
      /^(?:NOUN|PROPN)$/.test(upos[second] ?? '')
    ) {
      deprel[second] = 'obj';
    } else if (
      (before[i] as number) < 0 &&
      head[i - 1] === i &&
      /^(?:first|second|third|fourth|fifth|other)$/.test(words[i - 1] ?? '') &&
      /^(?:a|the|an)$/.test(words[i - 2] ?? '')
    ) {
      deprel[i - 1] = 'nsubj';
      upos[i - 1] = 'NOUN';
    }
  }
}

/** Words from a noun to the preposition that a verb of the lexicon asks for: "accused the border guards of". */
const COMPLEMENT_WITHIN = 6;

/** "and accused guards of …", "and rejected the claim", "and warned that": not "and accused men", an adjective. */
const completesVerb = (
  at: number,
  words: readonly string[],
  upos: readonly string[],
  lexicon: CueLexicon,
): boolean => {
  const form = words[at] ?? '';
  const next = words[at + 1] ?? '';
  const entry = lexicon.verb(form);
  const phrasal = lexicon.verb(form, next);
  if (phrasal && /^(?:DET|PRON|NOUN|PROPN|ADJ|NUM)$/.test(upos[at + 2] ?? '')) return true;
  if (!entry || entry.stance === 'believed') return false;
  if (/^(?:DET|PRON)$/.test(upos[at + 1] ?? '') || /^(?:that|“|"|:)$/.test(next)) return true;
  if (next === 'to') return entry.frames.has('to');
  if (entry.frames.has(`+${next}`)) return true;
  for (let to = at + 2; to < words.length && to <= at + COMPLEMENT_WITHIN; to++) {
    const word = words[to] ?? '';
    if (/^[,;:.]$/.test(word) || upos[to] === 'VERB') return false;
    if (entry.frames.has(`+${word}`) || (word === 'that' && entry.frames.has('topic'))) return true;
    if (word === 'to' && entry.frames.has('objto')) return upos[to + 1] === 'VERB';
  }
  return false;
};

const GERUND_NOUNS = /^(?:finding|ruling|warning|reading|offering|meeting|briefing|filing|hearing)$/;

/**
 * "concedes that it is late and promises that it will come" has two verbs, "contested that finding in court" a noun
 * after "that".
 */
function retagBesideThat(
  words: readonly string[],
  upos: string[],
  xpos: string[],
  deprel: string[],
  lexicon: CueLexicon,
): void {
  for (let that = 1; that < words.length - 1; that++) {
    if (words[that] !== 'that') continue;
    const before = that - 1;
    if (xpos[before] === 'NNS' && /^(?:and|but)$/.test(words[before - 1] ?? '')) {
      const isCue = (at: number): boolean => governsContent(lexicon, words[at] ?? '', undefined);
      if (!isCue(before) || !xpos.some((tag, at) => at < before && tag === 'VBZ' && isCue(at))) continue;
      upos[before] = 'VERB';
      xpos[before] = 'VBZ';
      deprel[before] = 'conj';
    }
    // without a subject before it or an object after it
    const after = that + 1;
    if (
      xpos[after] === 'VBG' &&
      GERUND_NOUNS.test(words[after] ?? '') &&
      /^(?:[.,;:]|in|on|at|by|as|and|but)$/.test(words[after + 1] ?? '.')
    ) {
      upos[after] = 'NOUN';
      xpos[after] = 'NN';
      deprel[after] = 'obj';
      upos[that] = 'DET';
      deprel[that] = 'det';
    }
  }
}

/**
 * "denied that it had fired and accused the guards of lying": after "and" or "but" an "-ed" form with a complement and
 * without an auxiliary is a past tense, whether the parser took it for a participle or for an adjective; and so it is
 * in a sentence without another verb ("The envoy, Bo Tarn, accused ministers of lying").
 */
function retagCoordinated(
  words: readonly string[],
  head: Int16Array,
  upos: string[],
  xpos: string[],
  deprel: string[],
  lexicon: CueLexicon,
): void {
  const root = deprel.indexOf('root');
  const verbless = root >= 0 && upos[root] !== 'VERB' && !hasDependent(head, deprel, root);
  for (let i = 2; i < words.length - 1; i++) {
    if (upos[i] !== 'VERB') continue;
    const amod = rel(deprel[i]) === 'amod';
    if (!(xpos[i] === 'VBN' || amod) || (words[i] ?? '').endsWith('ing')) continue;
    const adverb = upos[i - 1] === 'ADV' ? 1 : 0;
    const before = words[i - 1 - adverb] ?? '';
    const coordinated = /^(?:and|but)$/.test(before);
    if (!coordinated && !(verbless && before === ',' && i > root)) continue;
    if (!completesVerb(i, words, upos, lexicon)) continue;
    if (hasAuxiliaryOf(head, deprel, i)) continue;
    const up = head[i] as number;
    // "was seized and condemned by": one passive
    if (coordinated && rel(deprel[i]) === 'conj' && words[i + 1] === 'by') continue;
    xpos[i] = 'VBD';
    if (!coordinated) {
      deprel[i] = 'parataxis';
      head[i] = root;
      if (up > i && up !== root) {
        head[up] = i;
        deprel[up] = 'obj';
      }
      continue;
    }
    if (!amod || up < i) continue;
    // The noun that it seemed to modify is its object; it takes that noun's place.
    head[i] = head[up] as number;
    deprel[i] = 'conj';
    head[up] = i;
    deprel[up] = 'obj';
    for (let j = Math.max(0, i - COMPLEMENT_WITHIN); j < i; j++) if (head[j] === up) head[j] = i;
  }
}

/**
 * "The general, asked whether he had slept, said: “…”": the participle between commas, taken for a verb, gives its
 * subject back to the cue after them.
 */
function releaseSubjects(
  words: readonly string[],
  head: Int16Array,
  upos: readonly string[],
  xpos: string[],
  deprel: string[],
  lexicon: CueLexicon,
): void {
  if (!words.includes(',')) return;
  const subject = new Int16Array(words.length).fill(-1);
  const auxiliary = new Int16Array(words.length).fill(-1);
  for (let i = 0; i < words.length; i++) {
    const up = head[i] as number;
    if (up < 0) continue;
    const relation = rel(deprel[i]);
    if (relation === 'nsubj') subject[up] = i;
    if (relation === 'aux' && (auxiliary[up] as number) < 0) auxiliary[up] = i;
  }
  for (let i = 2; i < words.length; i++) {
    if (upos[i] !== 'VERB' || (subject[i] as number) >= 0) continue;
    const entry = lexicon.verb(words[i] ?? '');
    if (!entry?.frames.has('clause') && !entry?.frames.has('quote')) continue;
    const first = (auxiliary[i] as number) >= 0 ? (auxiliary[i] as number) : i;
    if (words[first - 1] !== ',' || !(FINITE.test(xpos[i] ?? '') || first < i)) continue;
    // The participle governs the cue, or hangs on it.
    const up = head[i] as number;
    let participle = up >= 0 && up < i ? up : -1;
    for (let j = first - 2; participle < 0 && j > 1 && j > first - ATTRIBUTION_WITHIN; j--)
      if (head[j] === i && upos[j] === 'VERB') participle = j;
    if (participle < 2 || words[participle - 1] !== ',' || !/(?:ed|en|wn)$/.test(words[participle] ?? ''))
      continue;
    const own = subject[participle] as number;
    if (own < 0 || own > participle - 2 || /^(?:DET|PRON|NOUN|PROPN)$/.test(upos[participle + 1] ?? ''))
      continue;
    if ((auxiliary[participle] as number) >= 0) continue;
    if (participle === up) {
      head[i] = head[participle] as number;
      deprel[i] = deprel[participle] ?? 'root';
    }
    head[participle] = own;
    deprel[participle] = 'acl';
    xpos[participle] = 'VBN';
    head[own] = i;
    deprel[own] = 'nsubj';
  }
}

/** "Lisk has for months called for": what hangs on an auxiliary hangs on its verb. */
function releaseFromAuxiliaries(head: Int16Array, deprel: readonly string[]): void {
  for (let i = 0; i < head.length; i++) {
    const up = head[i] as number;
    if (up >= 0 && rel(deprel[up]) === 'aux' && (head[up] as number) >= 0) head[i] = head[up] as number;
  }
}

const CIRCUMSTANCE: ReadonlySet<string> = new Set(
  'as while after before since because although though until'.split(' '),
);

/** "…, the mayor said on Monday as the river began to fall": when it was said, not what. */
function demoteCircumstances(words: readonly string[], head: Int16Array, deprel: string[]): void {
  for (let i = 1; i < words.length - 1; i++) {
    const clause = head[i] as number;
    if (rel(deprel[i]) !== 'mark' || clause < i || !CIRCUMSTANCE.has(words[i] ?? '')) continue;
    if (deprel[clause] === 'ccomp' && (head[clause] as number) < i) deprel[clause] = 'advcl';
  }
}

/** "assured them that the dust stirred up by machines would settle": the participle tells which dust. */
function reduceParticiples(
  upos: readonly string[],
  xpos: readonly string[],
  head: Int16Array,
  deprel: string[],
): void {
  for (let i = 1; i < head.length; i++) {
    const noun = i - 1;
    if (xpos[i] !== 'VBN' || rel(deprel[i]) !== 'ccomp' || !/^(?:NOUN|PROPN)$/.test(upos[noun] ?? ''))
      continue;
    if (rel(deprel[noun]) !== 'nsubj' || (head[noun] as number) <= i || hasAuxiliaryOf(head, deprel, i))
      continue;
    head[i] = noun;
    deprel[i] = 'acl';
  }
}

/** "questioned in recent days whether it was safe": no noun before "whether" is described by what follows it. */
function raiseWhether(
  words: readonly string[],
  head: Int16Array,
  upos: readonly string[],
  deprel: string[],
): void {
  for (let i = 2; i < words.length; i++) {
    if (words[i] !== 'whether' || rel(deprel[i]) !== 'mark') continue;
    const clause = head[i] as number;
    if (clause < i || rel(deprel[clause]) !== 'acl') continue;
    let up = head[clause] as number;
    for (let climb = 0; climb < MAX_CLIMB && up >= 0 && upos[up] !== 'VERB'; climb++) up = head[up] as number;
    if (up < 0 || up > i || upos[up] !== 'VERB') continue;
    head[clause] = up;
    deprel[clause] = 'ccomp';
  }
}

/** "No date was set, with Tarn deflecting questions, arguing that it was late": he argues, not the date. */
function joinAbsolutes(
  words: readonly string[],
  head: Int16Array,
  xpos: readonly string[],
  deprel: string[],
  lexicon: CueLexicon,
): void {
  if (!words.includes('with')) return;
  const absolute = new Int16Array(words.length).fill(-1);
  for (let i = 0; i < words.length; i++) {
    const verb = head[i] as number;
    if (words[i] === 'with' && rel(deprel[i]) === 'mark' && verb > i && xpos[verb] === 'VBG') {
      const up = head[verb] as number;
      if (up < 0 || up > i || words[i - 1] !== ',') continue;
      absolute[up] = verb;
      // "with Ada Vale deflecting": a name that was taken for a modifier
      const noun = verb - 1;
      if (head[noun] !== verb || rel(deprel[noun]) !== 'compound') continue;
      deprel[noun] = 'nsubj';
      for (let j = i + 1; j < noun; j++) if (head[j] === verb) head[j] = noun;
    }
  }
  for (let i = 2; i < words.length; i++) {
    const up = head[i] as number;
    const verb = up >= 0 ? (absolute[up] as number) : -1;
    if (verb < 0 || i <= verb || xpos[i] !== 'VBG' || words[i - 1] !== ',') continue;
    if (rel(deprel[i]) === 'advcl' && lexicon.verb(words[i] ?? '')) head[i] = verb;
  }
}

/** "Tarn shot back: “…”": what stands before a colon and a quotation is a verb, if the lexicon knows it as one. */
function retagBeforeColon(
  words: readonly string[],
  upos: string[],
  xpos: string[],
  lexicon: CueLexicon,
): void {
  if (!words.includes(':')) return;
  for (let i = 1; i < words.length - 2; i++) {
    const form = words[i] ?? '';
    const phrasal = lexicon.verb(form, words[i + 1]) !== undefined;
    const colon = phrasal ? i + 2 : i + 1;
    if (words[colon] !== ':' || !/^(?:“|"|‘|«|''|``)$/.test(words[colon + 1] ?? '')) continue;
    if (upos[i] === 'VERB' || form === lexicon.lemma(form)) continue;
    const entry = lexicon.verb(form, phrasal ? words[i + 1] : undefined);
    if (!entry || !(entry.frames.has('quote') || entry.frames.has('clause')) || form.endsWith('ing'))
      continue;
    if (!/^(?:PROPN|PRON|NOUN|ADV)$/.test(upos[i - 1] ?? '')) continue;
    upos[i] = 'VERB';
    xpos[i] = form.endsWith('s') ? 'VBZ' : 'VBD';
  }
}

const hasAuxiliaryOf = (head: Int16Array, deprel: readonly string[], verb: number): boolean => {
  for (let i = Math.max(0, verb - 4); i < verb; i++)
    if (head[i] === verb && rel(deprel[i]) === 'aux') return true;
  return false;
};

const hasDependent = (head: Int16Array, deprel: readonly string[], token: number): boolean => {
  for (let i = 0; i < head.length; i++)
    if (head[i] === token && /^(?:aux|cop|nsubj)$/.test(rel(deprel[i]))) return true;
  return false;
};

/**
 * The parse with the cues of one speaker side by side, and with a subject for each verb that attributes a quotation;
 * `quotationEnds` are the last tokens of the quotations. Linear in the tokens.
 */
export function repairAttachments(
  parse: Parse,
  words: readonly string[],
  lexicon: CueLexicon,
  quotationEnds: readonly number[],
): Repaired {
  const head = new Int16Array(parse.head);
  const deprel = [...parse.deprel];
  const upos = [...parse.upos];
  const xpos = [...parse.xpos];
  const size = words.length;
  releaseFromAuxiliaries(head, deprel);
  joinAbsolutes(words, head, xpos, deprel, lexicon);
  raiseWhether(words, head, upos, deprel);
  demoteCircumstances(words, head, deprel);
  reduceParticiples(upos, xpos, head, deprel);
  for (let i = 1; i < words.length; i++) if (deprel[i] === 'acl' && xpos[i] === 'VBD') xpos[i] = 'VBN';
  for (const end of quotationEnds) retagCue(end, words, upos, xpos, lexicon);
  retagProgressives(words, head, upos, xpos, deprel, lexicon);
  retagParticiples(words, head, upos, xpos, deprel, lexicon);
  retagBesideThat(words, upos, xpos, deprel, lexicon);
  retagCoordinated(words, head, upos, xpos, deprel, lexicon);
  settleSubjects(words, head, upos, xpos, deprel, lexicon);
  retagBeforeColon(words, upos, xpos, lexicon);
  releaseSubjects(words, head, upos, xpos, deprel, lexicon);
  repairSubjects({ words, upos, xpos, head, deprel }, lexicon);
  const hasSubject = new Uint8Array(size);
  const hasAuxiliary = new Uint8Array(size);
  for (let i = 0; i < size; i++) {
    const up = head[i] as number;
    if (up < 0) continue;
    const relation = rel(deprel[i]);
    if (relation === 'nsubj' || relation === 'csubj') hasSubject[up] = 1;
    if (relation === 'aux') hasAuxiliary[up] = 1;
  }
  const isCue = (token: number): boolean =>
    upos[token] === 'VERB' && governsContent(lexicon, words[token] ?? '', words[token + 1]);
  const isFiniteVerb = (token: number): boolean =>
    FINITE.test(xpos[token] ?? '') ||
    (xpos[token] === 'VBN' && hasAuxiliary[token] === 1) ||
    (xpos[token] === 'VB' && hasAuxiliary[token] !== 0);

  for (let i = 1; i < size; i++) {
    if (!isCue(i) || hasSubject[i]) continue;
    const relation = rel(deprel[i]);
    const coordinated = relation === 'conj' && isFiniteVerb(i);
    const adverbial =
      (relation === 'advcl' ||
        relation === 'xcomp' ||
        relation === 'ccomp' ||
        relation === 'dep' ||
        relation === 'acl' ||
        relation === 'conj') &&
      xpos[i] === 'VBG' &&
      /^(?:,|while)$/.test(words[i - 1] ?? '');
    // "arguing that it was late and insisting that …"
    const joined = xpos[i] === 'VBG' && /^(?:and|but)$/.test(words[i - 1] ?? '') && relation !== 'amod';
    if (!coordinated && !adverbial && !joined) continue;
    if (adverbial) deprel[i] = 'advcl';
    // The lowest cue above it, to its left, that governs a clause in which it was put.
    let at = head[i] as number;
    let below = i;
    for (let climb = 0; climb < MAX_CLIMB && at >= 0; climb++) {
      const inside = /^(?:ccomp|xcomp|advcl|acl|conj|parataxis|obj|obl|nmod)$/.test(rel(deprel[below]));
      if (
        at < i &&
        isCue(at) &&
        below !== i &&
        inside &&
        (adverbial ||
          (joined && xpos[at] === 'VBG') ||
          (isFiniteVerb(at) &&
            (xpos[at] === xpos[i] || /^(?:VBN|VB)$/.test(xpos[at] ?? '') || xpos[i] === 'VBN')))
      ) {
        head[i] = at;
        if (joined) deprel[i] = 'conj';
        break;
      }
      below = at;
      at = head[at] as number;
    }
  }

  const isNominal = (token: number): boolean => /^(?:NOUN|PROPN|PRON)$/.test(upos[token] ?? '');
  const hasNominal = (from: number, to: number): boolean => {
    for (let i = from; i <= to; i++) if (isNominal(i)) return true;
    return false;
  };
  const setSubject = (verb: number, from: number, to: number, as = 'nsubj'): void => {
    let subject = from;
    while (subject <= to && !isNominal(subject)) subject++;
    // "the editorial read": an unknown noun that was tagged as an adjective
    if (subject > to)
      subject = /^(?:the|a|an|his|her|its|their)$/.test(words[from] ?? '') && verb === to + 1 ? to : -1;
    if (subject < 0) return;
    for (let climb = 0; climb < MAX_CLIMB; climb++) {
      const up = head[subject] as number;
      if (up < from || up > to || up === verb || !isNominal(up)) break;
      subject = up;
    }
    head[subject] = verb;
    deprel[subject] = as;
    for (let i = from; i < subject; i++) {
      if (head[i] === verb && /^(?:det|amod|compound|nmod|nummod|flat)$/.test(rel(deprel[i])))
        head[i] = subject;
    }
  };
  const attributes = (token: number): boolean => {
    const entry = upos[token] === 'VERB' ? lexicon.verb(words[token] ?? '') : undefined;
    return (
      entry !== undefined && (entry.frames.has('clause') || entry.frames.has('quote')) && isFiniteVerb(token)
    );
  };
  const root = deprel.indexOf('root');
  for (const end of quotationEnds) {
    const start = words[end + 1] === ',' ? end + 2 : end + 1;
    let commas = 0;
    let bracketed = false;
    for (let verb = start; verb < size && verb <= end + ATTRIBUTION_WITHIN; verb++) {
      if (words[verb] === ',') commas++;
      // "“warm support” for the plan, but warned": one who has spoken goes on
      if (
        /^(?:and|but)$/.test(words[verb - 1] ?? '') &&
        rel(deprel[verb]) === 'conj' &&
        upos[verb] === 'VERB'
      )
        break;
      const passedOn = hasAuxiliary[verb] === 1 && PASSED_ON.test(words[verb] ?? '');
      if (!attributes(verb) && !passedOn) {
        if (
          isFiniteVerb(verb) &&
          rel(deprel[verb]) !== 'aux' &&
          !/^(?:who|which|that)$/.test(words[verb - 1] ?? '')
        ) {
          // "“…,” Bo Tarn, one of those and whose boat was seized, told the paper": inside commas another verb may stand.
          if (commas === 0) break;
          bracketed = true;
        }
        continue;
      }
      if (bracketed && words[verb - 1] !== ',') continue;
      // "“…,” fumed opposition leader Bo Tarn": no adjective
      if (verb === start && rel(deprel[verb]) === 'amod' && root >= 0 && root < verb) {
        head[verb] = root;
        deprel[verb] = 'parataxis';
      }
      // What stands inside the quotation is no subject of the verb after it.
      let subject = -1;
      for (let i = 0; i < size; i++) {
        if (head[i] !== verb || rel(deprel[i]) !== 'nsubj') continue;
        if (i <= end) deprel[i] = 'ccomp';
        // "“…,” Tarn, 69, told the paper": who stands before the verb speaks, whoever stands after it
        else if (i > verb && hasNominal(start, verb - 1)) deprel[i] = 'obj';
        else subject = i;
      }
      if (subject >= 0) break;
      if (verb > start) setSubject(verb, start, verb - 1, passedOn ? 'nsubj:pass' : 'nsubj');
      else if (!/^[,.]$/.test(words[verb + 1] ?? '.')) setSubject(verb, verb + 1, size - 1);
      break;
    }
  }
  if (quotationEnds.length > 0) raiseQuantity({ words, upos, xpos, head, deprel }, lexicon);
  return { upos, xpos, head, deprel };
}
