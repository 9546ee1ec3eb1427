// Mends what parsers get wrong in news. The second cue of a sentence hung below the first one's content: in "She said
// the pass was open and urged calm, adding that …", "urged" and "adding" belong to "said". And the lost subject of a
// verb after a quotation: "“Yes,” said Ardle Minister Bo Tarn".
import type { Parse } from '../syntax/parse.ts';
import type { CueLexicon } from './cue-lexicon.ts';

const FINITE = /^(?:VBD|VBZ|VBP)$/;
const MAX_CLIMB = 12;

const rel = (deprel: string | undefined): string => deprel?.split(':')[0] ?? '';

export interface Repaired {
  readonly upos: readonly string[];
  readonly xpos: readonly string[];
  readonly head: Int16Array;
  readonly deprel: readonly string[];
}

/** Farthest from the end of a quotation that its verb may stand: "“…,” the …, one of the …, said". */
const ATTRIBUTION_WITHIN = 24;

/** "“…,” the letter read." and "“…,” Tarn points out.": after a quotation these are verbs, whatever their tag. */
function retagCue(
  end: number,
  words: readonly string[],
  upos: string[],
  xpos: string[],
  lexicon: CueLexicon,
): void {
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

/** A subject outside a quotation whose verb is inside belongs to the next verb outside. */
function reclaimSubjects(head: Int16Array, xpos: readonly string[], deprel: readonly string[]): void {
  for (let i = 0; i < head.length; i++) {
    const up = head[i] as number;
    if (up < i || xpos[i] === 'FW' || xpos[up] !== 'FW' || rel(deprel[i]) !== 'nsubj') continue;
    for (let verb = i + 1; verb < up; verb++) {
      if (!FINITE.test(xpos[verb] ?? '')) continue;
      head[i] = verb;
      break;
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
    // "…, writing: “…”"
    if (
      upos[i] === 'NOUN' &&
      words[i - 1] === ',' &&
      form.endsWith('ing') &&
      root >= 0 &&
      root < i &&
      /^(?:“|"|:|that)$/.test(words[i + 1] ?? '') &&
      lexicon.verb(form) !== undefined
    ) {
      upos[i] = 'VERB';
      xpos[i] = 'VBG';
      head[i] = root;
      deprel[i] = 'advcl';
      continue;
    }
    if (!form.endsWith('ing') || lexicon.verb(form) === undefined) continue;
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
    if (i > up && /^(?:obj|ccomp|xcomp|iobj)$/.test(relation) && complement[up] === -1) complement[up] = i;
    if (i < up && relation === 'ccomp') before[up] = 1;
  }
  const verbless = root >= 0 && upos[root] !== 'VERB' && auxiliary[root] === 0 && subject[root] === -1;
  for (let i = 1; i < size; i++) {
    const form = words[i] ?? '';
    // "Tarn charges that …"
    if (
      verbless &&
      xpos[i] === 'NNS' &&
      /^(?:that|he|she|they|it|:|“|")$/.test(words[i + 1] ?? '') &&
      lexicon.verb(form) !== undefined &&
      /^(?:PROPN|PRON|NOUN|NUM)$/.test(upos[i - 1] ?? '')
    ) {
      upos[i] = 'VERB';
      xpos[i] = 'VBZ';
      for (let j = 0; j < i; j++)
        if (head[j] === i && /^(?:compound|nmod|flat)$/.test(rel(deprel[j]))) deprel[j] = 'nsubj';
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
  const head = Int16Array.from(parse.head);
  const deprel = [...parse.deprel];
  const upos = [...parse.upos];
  const xpos = [...parse.xpos];
  const size = words.length;
  for (const end of quotationEnds) retagCue(end, words, upos, xpos, lexicon);
  reclaimSubjects(head, xpos, deprel);
  retagProgressives(words, head, upos, xpos, deprel, lexicon);
  retagParticiples(words, head, upos, xpos, deprel, lexicon);
  const hasSubject = new Uint8Array(size);
  const hasAuxiliary = new Uint8Array(size);
  for (let i = 0; i < size; i++) {
    const up = head[i] as number;
    if (up < 0) continue;
    const relation = rel(deprel[i]);
    if (relation === 'nsubj' || relation === 'csubj') hasSubject[up] = 1;
    if (relation === 'aux') hasAuxiliary[up] = 1;
  }
  const isCue = (token: number): boolean => {
    const entry = upos[token] === 'VERB' ? lexicon.verb(words[token] ?? '') : undefined;
    return (
      entry !== undefined &&
      (entry.frames.has('clause') || entry.frames.has('topic') || entry.frames.has('objto'))
    );
  };
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
      words[i - 1] === ',';
    if (!coordinated && !adverbial) continue;
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
          (isFiniteVerb(at) &&
            (xpos[at] === xpos[i] || /^(?:VBN|VB)$/.test(xpos[at] ?? '') || xpos[i] === 'VBN')))
      ) {
        head[i] = at;
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
  const setSubject = (verb: number, from: number, to: number): void => {
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
    deprel[subject] = 'nsubj';
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
  for (const end of quotationEnds) {
    const start = words[end + 1] === ',' ? end + 2 : end + 1;
    for (let verb = start; verb < size && verb <= end + ATTRIBUTION_WITHIN; verb++) {
      if (!attributes(verb)) {
        if (isFiniteVerb(verb) && !/^(?:who|which|that)$/.test(words[verb - 1] ?? '')) break;
        continue;
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
      if (verb > start) setSubject(verb, start, verb - 1);
      else if (!/^[,.]$/.test(words[verb + 1] ?? '.')) setSubject(verb, verb + 1, size - 1);
      break;
    }
  }
  return { upos, xpos, head, deprel };
}
