// Mends tags: forms of verbs of saying that the parser took for nouns, adjectives or participles.
import type { CueEntry, CueLexicon } from './cue-lexicon.ts';
import { type Draft, FINITE, hasAuxiliaryOf, rel } from './draft.ts';

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
export const governsContent = (lexicon: CueLexicon, form: string, next: string | undefined): boolean =>
  hasContent(lexicon.verb(form)) || (next !== undefined && hasContent(lexicon.verb(form, next)));

/** "“…,” the letter read." and "“…,” Tarn points out.": after a quotation these are verbs, whatever their tag. */
function retagCue(end: number, { words, upos, xpos }: Draft, lexicon: CueLexicon): void {
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

const COMPLEMENTS: ReadonlySet<string> = new Set(['obj', 'ccomp', 'xcomp', 'iobj']);

/**
 * "Bo Tarn, head of the guild, blamed panic": an "-ed" form that the parser took for a participle is a past tense when
 * it has a subject but no auxiliary, when it is coordinated and has an object, or when the sentence has no other verb.
 * And "…, says the museum": what follows an inverted verb is its subject.
 */
function retagParticiples({ words, head, upos, xpos, deprel }: Draft, lexicon: CueLexicon): void {
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
function retagBesideThat({ words, upos, xpos, deprel }: Draft, lexicon: CueLexicon): void {
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

const hasDependent = (head: Int16Array, deprel: readonly string[], token: number): boolean => {
  for (let i = 0; i < head.length; i++)
    if (head[i] === token && /^(?:aux|cop|nsubj)$/.test(rel(deprel[i]))) return true;
  return false;
};

/**
 * "denied that it had fired and accused the guards of lying": after "and" or "but" an "-ed" form with a complement and
 * without an auxiliary is a past tense, whether the parser took it for a participle or for an adjective; and so it is
 * in a sentence without another verb ("The envoy, Bo Tarn, accused ministers of lying").
 */
function retagCoordinated({ words, head, upos, xpos, deprel }: Draft, lexicon: CueLexicon): void {
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

/** "Tarn shot back: “…”": what stands before a colon and a quotation is a verb, if the lexicon knows it as one. */
function retagBeforeColon({ words, upos, xpos }: Draft, lexicon: CueLexicon): void {
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

/** Words from the comma to the verb at the end: ", economists at the college estimate." */
const FINAL_WITHIN = 12;

/** "It would cost millions, economists at the college estimate.": a noun at the end that agrees with who stands there. */
function retagFinal({ words, head, upos, xpos, deprel }: Draft, lexicon: CueLexicon): void {
  const verb = words.length - 2;
  const tag = xpos[verb];
  const root = deprel.indexOf('root');
  if (words[verb + 1] !== '.' || !(tag === 'NN' || tag === 'NNS') || root < 0 || root === verb) return;
  const entry = lexicon.verb(words[verb] ?? '');
  if (!entry?.frames.has('clause') || entry.stance === 'believed') return;
  let comma = verb - 1;
  while (comma > 0 && comma > verb - FINAL_WITHIN && words[comma] !== ',') comma--;
  if (comma <= root || words[comma] !== ',') return;
  let noun = comma + 1;
  while (noun < verb && /^(?:DET|ADJ|NUM)$/.test(upos[noun] ?? '')) noun++;
  const agrees = tag === 'NN' ? xpos[noun] === 'NNS' : /^(?:NN|NNP|PRP)$/.test(xpos[noun] ?? '');
  if (!agrees || upos[verb - 1] === 'ADJ') return;
  for (let i = comma + 1; i < verb; i++) if (head[i] === verb && i !== noun) head[i] = noun;
  upos[verb] = 'VERB';
  xpos[verb] = tag === 'NN' ? 'VBP' : 'VBZ';
  head[verb] = root;
  deprel[verb] = 'parataxis';
  head[noun] = verb;
  deprel[noun] = 'nsubj';
}

/** "Records reviewed by the Ledger show that it paid": a verb that agrees with the noun that the parser made the root. */
function retagShown({ words, head, upos, xpos, deprel }: Draft, lexicon: CueLexicon): void {
  const root = deprel.indexOf('root');
  if (root < 0 || xpos[root] !== 'NNS' || hasDependent(head, deprel, root)) return;
  for (let verb = root + 3; verb < words.length - 2; verb++) {
    const form = words[verb] ?? '';
    if (xpos[verb] !== 'NN' || words[verb + 1] !== 'that' || form !== lexicon.lemma(form)) continue;
    if (!lexicon.verb(form)?.frames.has('clause') || xpos[root + 1] !== 'VBN') continue;
    const phrase = head[verb] as number;
    const last = verb - 1;
    for (let i = root + 1; i < verb; i++) if (head[i] === verb) head[i] = last;
    head[last] = phrase;
    deprel[last] = deprel[verb] as string;
    for (let i = verb + 2; i < words.length; i++)
      if (head[i] === verb && rel(deprel[i]) === 'acl') deprel[i] = 'ccomp';
    upos[verb] = 'VERB';
    xpos[verb] = 'VBP';
    head[verb] = -1;
    deprel[verb] = 'root';
    head[root] = verb;
    deprel[root] = 'nsubj';
    return;
  }
}

/** "Of “old EU” member states, one keeps it", "EU states that imposed it": a noun, of whatever stands before it. */
function retagStates({ words, head, upos, xpos, deprel }: Draft): void {
  for (let i = words.indexOf('states'); i > 0; i = words.indexOf('states', i + 1)) {
    const relative = words[i + 1] === 'that' && FINITE.test(xpos[i + 2] ?? '') && xpos[i + 2] !== 'VBP';
    if (words[i - 1] !== 'member' && !relative) continue;
    upos[i] = 'NOUN';
    xpos[i] = 'NNS';
    if (head[i - 1] === i) deprel[i - 1] = 'compound';
  }
}

/** Mends the tags of cues in place; `quotationEnds` are the last tokens of the quotations. Linear in the tokens. */
/** "asked Lisk to first dismantle border camps": a verb behind "to" and an adverb, not an adjective. */
function retagSplit({ words, head, upos, xpos, deprel }: Draft): void {
  for (let to = 1; to < words.length - 3; to++) {
    const verb = to + 2;
    const noun = head[verb] as number;
    if (words[to] !== 'to' || upos[verb] !== 'VERB' || !/^(?:amod|compound)$/.test(rel(deprel[verb])))
      continue;
    if (upos[to + 1] !== 'ADV' || !/^(?:JJ|NN|VB)$/.test(xpos[verb] ?? '') || head[to] !== noun) continue;
    xpos[verb] = 'VB';
    head[verb] = head[noun] as number;
    deprel[verb] = 'xcomp';
    head[to] = verb;
    deprel[to] = 'mark';
    head[to + 1] = verb;
    head[noun] = verb;
    deprel[noun] = 'obj';
  }
}

export function repairTags(draft: Draft, lexicon: CueLexicon, quotationEnds: readonly number[]): void {
  const { words, upos, xpos, head, deprel } = draft;
  for (let i = 1; i < words.length; i++) if (deprel[i] === 'acl' && xpos[i] === 'VBD') xpos[i] = 'VBN';
  // "Asked for a response, Ada Lind said": she was asked
  if (words[0] === 'asked' && rel(deprel[0]) === 'advcl') xpos[0] = 'VBN';
  // "It is unknown, say the Finnish forces, but": no infinitive
  for (let i = words.indexOf('say'); i > 0; i = words.indexOf('say', i + 1))
    if (xpos[i] === 'VB' && words[i - 1] === ',' && /^(?:DET|ADJ|PROPN|NOUN)$/.test(upos[i + 1] ?? ''))
      xpos[i] = 'VBP';
  // "No 10 said": Downing Street, not none
  for (let i = words.indexOf('10'); i > 0; i = words.indexOf('10', i + 1)) {
    if (words[i - 1] !== 'no') continue;
    upos[i - 1] = upos[i] = 'PROPN';
    xpos[i - 1] = xpos[i] = 'NNP';
    if (head[i] === i - 1) head[i] = head[i - 1] as number;
    head[i - 1] = i;
    deprel[i - 1] = 'compound';
  }
  // "denied wrongdoing on Friday": what is done, and no doing
  for (let i = words.indexOf('wrongdoing'); i > 0; i = words.indexOf('wrongdoing', i + 1)) {
    upos[i] = 'NOUN';
    xpos[i] = 'NN';
    if (/^(?:xcomp|ccomp)$/.test(rel(deprel[i]))) deprel[i] = 'obj';
  }
  for (const end of quotationEnds) retagCue(end, draft, lexicon);
  retagParticiples(draft, lexicon);
  retagBesideThat(draft, lexicon);
  retagCoordinated(draft, lexicon);
  retagBeforeColon(draft, lexicon);
  retagFinal(draft, lexicon);
  retagShown(draft, lexicon);
  retagStates(draft);
  retagSplit(draft);
}
