// Mends what parsers get wrong in news. The second cue of a sentence hung below the first one's content: in "She said
// the pass was open and urged calm, adding that …", "urged" and "adding" belong to "said". And the lost subject of a
// verb after a quotation: "“Yes,” said Ardle Minister Bo Tarn".
import type { Parse } from '../syntax/parse.ts';
import type { CueLexicon } from './cue-lexicon.ts';
import { type Draft, FINITE, hasAuxiliaryOf, rel } from './draft.ts';
import { repairClauses } from './repair-clauses.ts';
import { isAlias, nounOfNickname, raiseQuantity, repairSubjects } from './repair-subjects.ts';
import { governsContent, repairTags } from './repair-tags.ts';

const MAX_CLIMB = 12;

export interface Repaired {
  readonly upos: readonly string[];
  readonly xpos: readonly string[];
  readonly head: Int16Array;
  readonly deprel: readonly string[];
}

/** Farthest from the end of a quotation that its verb may stand: "“…,” the …, one of the …, said". */
const ATTRIBUTION_WITHIN = 24;

/** "“…,” the captain was quoted as saying": passives that hand a quotation to their subject. */
const PASSED_ON = /^(?:quoted|cited|reported|heard)$/;

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
function settleSubjects({ words, head, upos, xpos, deprel }: Draft, lexicon: CueLexicon): void {
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

/**
 * "The general, asked whether he had slept, said: “…”": the participle between commas, taken for a verb, gives its
 * subject back to the cue after them.
 */
function releaseSubjects({ words, head, upos, xpos, deprel }: Draft, lexicon: CueLexicon): void {
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
function releaseFromAuxiliaries({ head, deprel }: Draft): void {
  for (let i = 0; i < head.length; i++) {
    const up = head[i] as number;
    if (up >= 0 && rel(deprel[up]) === 'aux' && (head[up] as number) >= 0) head[i] = head[up] as number;
  }
}

const CIRCUMSTANCE: ReadonlySet<string> = new Set(
  'as while after before since because although though until'.split(' '),
);

/** "…, the mayor said on Monday as the river began to fall": when it was said, not what. */
function demoteCircumstances({ words, head, deprel }: Draft): void {
  for (let i = 1; i < words.length - 1; i++) {
    const clause = head[i] as number;
    if (rel(deprel[i]) !== 'mark' || clause < i || !CIRCUMSTANCE.has(words[i] ?? '')) continue;
    if (deprel[clause] === 'ccomp' && (head[clause] as number) < i) deprel[clause] = 'advcl';
  }
}

/**
 * "assured them that the dust stirred up by machines would settle", "the ministry run by the rebels said": the
 * participle tells which.
 */
function reduceParticiples({ words, upos, xpos, head, deprel }: Draft): void {
  for (let i = 1; i < head.length; i++) {
    const noun = i - 1;
    const verb = head[i] as number;
    // "run", "put" and "set" are their own participles
    if (words[i + 1] === 'by' && head[noun] === i && deprel[noun] === 'nsubj' && verb > i) {
      if (!/^(?:run|put|set|hit|led|held|cut|read|sent|built|won|lost|cast)$/.test(words[i] ?? '')) continue;
      if (deprel[i] !== 'ccomp' || hasAuxiliaryOf(head, deprel, i)) continue;
      xpos[i] = 'VBN';
      head[i] = noun;
      deprel[i] = 'acl';
      head[noun] = verb;
      deprel[noun] = 'nsubj';
      continue;
    }
    if (xpos[i] !== 'VBN' || rel(deprel[i]) !== 'ccomp' || !/^(?:NOUN|PROPN)$/.test(upos[noun] ?? ''))
      continue;
    if (rel(deprel[noun]) !== 'nsubj' || (head[noun] as number) <= i || hasAuxiliaryOf(head, deprel, i))
      continue;
    head[i] = noun;
    deprel[i] = 'acl';
  }
}

/** "ruled he had broken rules": with an auxiliary before it no participle describes the noun behind it, its object. */
function raisePerfects({ words, head, upos, xpos, deprel }: Draft): void {
  for (let i = 1; i < words.length - 1; i++) {
    const noun = head[i] as number;
    if (xpos[i] !== 'VBN' || deprel[i] !== 'amod' || noun !== i + 1 || rel(deprel[noun]) !== 'obj') continue;
    if (!/^(?:had|has|have)$/.test(words[i - 1] ?? '') || head[i - 1] !== i) continue;
    head[i] = head[noun] as number;
    deprel[i] = 'ccomp';
    upos[i] = 'VERB';
    head[noun] = i;
  }
}

/** "had not, as of Monday, announced any plans": the auxiliary, its subject and its negation are the participle's. */
function joinPerfects({ words, head, xpos, deprel }: Draft): void {
  for (let aux = 1; aux < words.length - 5; aux++) {
    if (!/^(?:had|has|have)$/.test(words[aux] ?? '') || rel(deprel[aux]) === 'aux') continue;
    if (!/^(?:not|n't|never)$/.test(words[aux + 1] ?? '') || words[aux + 2] !== ',') continue;
    let verb = aux + 3;
    while (verb < aux + LONGEST_BREAK && words[verb] !== ',') verb++;
    verb++;
    if (!/^VB[DN]$/.test(xpos[verb] ?? '')) continue;
    const upwards = head[verb] === aux ? aux : verb;
    const [up, relation] = [head[upwards] as number, deprel[upwards] as string];
    for (let i = 0; i < words.length; i++) {
      if (head[i] === aux && i !== verb) head[i] = verb;
      // what was taken for the subject behind the verb is its object
      if (head[i] === verb && i > verb && deprel[i] === 'nsubj') deprel[i] = 'obj';
    }
    head[verb] = up;
    deprel[verb] = relation;
    head[aux] = verb;
    deprel[aux] = 'aux';
    xpos[verb] = 'VBN';
  }
}
/** Words from an auxiliary to the comma behind what stands between it and its participle. */
const LONGEST_BREAK = 9;

const CAPITAL = /^\p{Lu}\p{Ll}/u;

/** "Save the Forests said": the call is the name of who makes it. */
function joinCampaigns({ words, upos, xpos, head, deprel }: Draft, written: readonly string[]): void {
  for (let call = 0; call < words.length - 3; call++) {
    if (upos[call] !== 'VERB' || words[call + 1] !== 'the' || !CAPITAL.test(written[call] ?? '')) continue;
    let last = call + 1;
    while (CAPITAL.test(written[last + 1] ?? '')) last++;
    const up = head[call] as number;
    if (last === call + 1 || head[last] !== call || deprel[last] !== 'obj' || up <= last) continue;
    head[last] = up;
    deprel[last] = 'nsubj';
    for (let i = 0; i < words.length; i++) if (head[i] === call) head[i] = last;
    for (let i = call; i < last; i++) {
      upos[i] = 'PROPN';
      head[i] = last;
      deprel[i] = 'compound';
    }
    for (let i = call; i <= last; i++) xpos[i] = 'NNP';
    // "The charity Save the Forests"
    for (let i = 0; i < call; i++) if (head[i] === last && rel(deprel[i]) === 'nsubj') deprel[i] = 'compound';
  }
}

/** "General Omar Said and Ambassador Lucia Paz signed": a last name, not the verb. */
function nameSaid({ words, upos, xpos, head, deprel }: Draft, written: readonly string[]): void {
  for (let said = 1; said < words.length - 2; said++) {
    if (written[said] !== 'Said' || upos[said] !== 'VERB' || !CAPITAL.test(written[said - 1] ?? '')) continue;
    // in a headline every word has a capital
    if (!/^(?:\p{Ll}+|,)$/u.test(written[said + 1] ?? '')) continue;
    const name = said - 1;
    let clause = -1;
    for (let i = said + 1; i < words.length && clause < 0; i++)
      if (head[i] === said && /^(?:ccomp|parataxis|conj)$/.test(rel(deprel[i])) && upos[i] === 'VERB')
        clause = i;
    if (clause < 0) continue;
    head[clause] = head[said] as number;
    deprel[clause] = deprel[said] as string;
    for (let i = 0; i < words.length; i++)
      if (head[i] === said) {
        head[i] = clause;
        // who stands beside him acts with him
        if (i > said && rel(deprel[i]) === 'nsubj') deprel[i] = 'conj';
      }
    upos[said] = 'PROPN';
    xpos[said] = 'NNP';
    head[said] = name;
    deprel[said] = 'flat';
  }
}

/** "told police they had seen it": whoever is told stands before the clause, and is no part of it. */
function releaseTold({ words, head, deprel }: Draft, lexicon: CueLexicon): void {
  for (let told = 2; told < words.length - 2; told++) {
    const verb = head[told] as number;
    if (rel(deprel[told]) !== 'iobj' || verb <= told) continue;
    const up = head[verb] as number;
    if (up < 0 || up >= told || rel(deprel[verb]) !== 'ccomp') continue;
    if (lexicon.verb(words[up] ?? '')?.frames.has('dative')) head[told] = up;
  }
}

/** "questioned in recent days whether it was safe": no noun before "whether" is described by what follows it. */
function raiseWhether({ words, head, upos, deprel }: Draft): void {
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

/** What tells of itself what it is: "told the story that it was cursed". */
const TELLINGS = /^(?:stor(?:y|ies)|tales?|truth|lies?|fact|joke|news)$/;

/**
 * "told miners, according to the agency, that it was safe", "told Radio Lisk that it was": behind a comma, or behind
 * whoever is told, "that" begins what was said, and tells nothing of the noun.
 */
function raiseThat({ words, head, upos, deprel }: Draft, lexicon: CueLexicon): void {
  for (let i = 3; i < words.length; i++) {
    const clause = head[i] as number;
    if (words[i] !== 'that' || rel(deprel[i]) !== 'mark') continue;
    if (clause < i || rel(deprel[clause]) !== 'acl') continue;
    let up = head[clause] as number;
    const told =
      /^i?obj$/.test(rel(deprel[up])) &&
      !TELLINGS.test(words[up] ?? '') &&
      lexicon.verb(words[head[up] as number] ?? '')?.frames.has('dative') === true;
    if (words[i - 1] !== ',' && !told) continue;
    for (let climb = 0; climb < MAX_CLIMB && up >= 0 && upos[up] !== 'VERB'; climb++) up = head[up] as number;
    if (up < 0 || up > i || !lexicon.verb(words[up] ?? '')?.frames.has('clause')) continue;
    head[clause] = up;
    deprel[clause] = 'ccomp';
  }
}

/** "No date was set, with Tarn deflecting questions, arguing that it was late": he argues, not the date. */
function joinAbsolutes({ words, head, xpos, deprel }: Draft, lexicon: CueLexicon): void {
  if (!words.includes('with')) return;
  // "accused them of lying, with Bo Tarn rejecting it": beside the main verb, whatever the parser hung it on
  const root = deprel.indexOf('root');
  for (let i = 3; i < words.length; i++) {
    const verb = head[i] as number;
    if (verb <= i || rel(deprel[i]) !== 'nsubj' || xpos[verb] !== 'VBG' || !lexicon.verb(words[verb] ?? ''))
      continue;
    for (let at = i - 1; at > 0 && at > i - LONGEST_BREAK; at--) {
      if (words[at] !== 'with' || words[at - 1] !== ',') continue;
      if (root >= 0 && root < at && head[verb] !== root) head[verb] = root;
      deprel[verb] = 'advcl';
      if (rel(deprel[at]) === 'case') {
        deprel[at] = 'mark';
        head[at] = verb;
      }
      break;
    }
  }
  // "with Ada Vale calling it a trap and Bo Tarn calling it late": each of them says so
  for (let i = 2; i < words.length; i++) {
    const first = head[i] as number;
    if (xpos[i] !== 'VBG' || first < 0 || xpos[first] !== 'VBG' || !/^(?:advcl|conj)$/.test(rel(deprel[i])))
      continue;
    const speaker = head[first] as number;
    if (rel(deprel[first]) !== 'acl' || speaker < 0 || !lexicon.verb(words[i] ?? '')) continue;
    for (let other = first + 1; other < i; other++) {
      if (head[other] !== speaker || rel(deprel[other]) !== 'conj') continue;
      head[i] = other;
      deprel[i] = 'acl';
    }
  }
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

/** Words from a participle to the subject of the next: "accusing Karsia of bad faith and". */
const BETWEEN_PARTICIPLES = 14;

/** "with Norova accusing Velora of bad faith and Velora saying that it was late": the noun before the second is its subject. */
function joinSecondAbsolutes({ words, upos, xpos, head, deprel }: Draft, lexicon: CueLexicon): void {
  for (let i = 4; i < words.length; i++) {
    if (xpos[i] !== 'VBG' || !lexicon.verb(words[i] ?? '') || !/^(?:NOUN|PROPN)$/.test(upos[i - 1] ?? ''))
      continue;
    let joint = i - 1;
    while (joint > 0 && /^(?:NOUN|PROPN|ADJ|DET)$/.test(upos[joint] ?? '')) joint--;
    if (!/^(?:and|but|while)$/.test(words[joint] ?? '')) continue;
    for (let first = joint - 1; first > 0 && first > joint - BETWEEN_PARTICIPLES; first--) {
      if (/^[;:]$/.test(words[first] ?? '') || FINITE.test(xpos[first] ?? '')) break;
      const own = first - 1;
      if (xpos[first] !== 'VBG' || head[own] !== first || rel(deprel[own]) !== 'nsubj') continue;
      if (!lexicon.verb(words[first] ?? '')) break;
      const noun = i - 1;
      for (let at = joint + 1; at < noun; at++) if ((head[at] as number) <= joint) head[at] = noun;
      head[noun] = i;
      deprel[noun] = 'nsubj';
      head[joint] = i;
      deprel[joint] = 'cc';
      head[i] = first;
      deprel[i] = 'conj';
      break;
    }
  }
}

/** "said Norova opposed “sanctions that hurt”": a verb that has a subject is no preposition; what it stands before is its object. */
function releaseFromPrepositions({ upos, xpos, head, deprel }: Draft): void {
  for (let subject = 0; subject < head.length; subject++) {
    const verb = head[subject] as number;
    if (verb <= subject || rel(deprel[subject]) !== 'nsubj' || rel(deprel[verb]) !== 'case') continue;
    const object = head[verb] as number;
    if (object <= verb || !/^VB[DNZP]$/.test(xpos[verb] ?? '')) continue;
    const above = head[object] as number;
    head[verb] = above;
    deprel[verb] = above < 0 ? 'root' : above < subject ? 'ccomp' : (deprel[object] ?? 'dep');
    head[object] = verb;
    deprel[object] = 'obj';
    upos[verb] = 'VERB';
    if (xpos[verb] === 'VBN') xpos[verb] = 'VBD';
  }
}

/**
 * The parse with the cues of one speaker side by side, and with a subject for each verb that attributes a quotation;
 * `words` are in lower case, `written` as they stand in the text, `quotationEnds` are the last tokens of the quotations. Linear in the tokens.
 */
export function repairAttachments(
  parse: Parse,
  words: readonly string[],
  written: readonly string[],
  lexicon: CueLexicon,
  quotationEnds: readonly number[],
): Repaired {
  const head = new Int16Array(parse.head);
  const deprel = [...parse.deprel];
  const upos = [...parse.upos];
  const xpos = [...parse.xpos];
  const draft: Draft = { words, upos, xpos, head, deprel };
  const size = words.length;
  joinCampaigns(draft, written);
  nameSaid(draft, written);
  releaseTold(draft, lexicon);
  releaseFromPrepositions(draft);
  releaseFromAuxiliaries(draft);
  joinAbsolutes(draft, lexicon);
  joinSecondAbsolutes(draft, lexicon);
  raiseWhether(draft);
  raiseThat(draft, lexicon);
  raisePerfects(draft);
  joinPerfects(draft);
  demoteCircumstances(draft);
  reduceParticiples(draft);
  repairTags(draft, lexicon, quotationEnds);
  settleSubjects(draft, lexicon);
  releaseSubjects(draft, lexicon);
  repairSubjects(draft, lexicon);
  repairClauses(draft, lexicon);
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
      /^(?:,|while)$/.test(
        words[/^(?:further|also|then|later)$/.test(words[i - 1] ?? '') ? i - 2 : i - 1] ?? '',
      );
    // "arguing that it was late and insisting that …"
    const joined = xpos[i] === 'VBG' && /^(?:and|but)$/.test(words[i - 1] ?? '') && relation !== 'amod';
    if (!coordinated && !adverbial && !joined) continue;
    if (adverbial) deprel[i] = 'advcl';
    // The lowest cue above it, to its left, that governs a clause in which it was put.
    let at = head[i] as number;
    let below = i;
    for (let climb = 0; climb < MAX_CLIMB && at >= 0; climb++) {
      const inside = /^(?:ccomp|xcomp|advcl|acl|conj|parataxis|obj|obl|nmod)$/.test(rel(deprel[below]));
      // "Lind said it was late, but Tarn disputed that, saying": whoever spoke last goes on
      const another = hasSubject[below] === 1 && /^(?:conj|parataxis)$/.test(rel(deprel[below]));
      if (adverbial && below !== i && another && lexicon.verb(words[below] ?? '')) break;
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
      subject =
        /^(?:the|a|an|his|her|its|their)$/.test(words[from] ?? '') && verb === to + 1
          ? to
          : // "“A shame,” agreed another."
            /^(?:another|others|some|many|both|one|most|few|several)$/.test(words[from] ?? '')
            ? from
            : -1;
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
  /** "“… near Lisk” town, a mile away, said Maj. Bo Tarn.": the last token of the name behind the verb; -1 where none is. */
  const invertsAt = (verb: number, end: number): number => {
    if (words[verb - 1] !== ',' || /^[,.!?…]$/.test(words[end - 1] ?? '') || words[end + 1] === ',')
      return -1;
    let last = verb;
    while (upos[last + 1] === 'PROPN') last++;
    return last > verb + 1 && /^[.,]$/.test(words[last + 1] ?? '.') ? last : -1;
  };
  /** Whether a relative clause or a participle stands between commas behind the noun. */
  const goesAside = (noun: number): boolean => {
    let last = noun;
    while (head[last + 1] === noun && rel(deprel[last + 1]) === 'flat') last++;
    return (
      words[last + 1] === ',' && (/^(?:who|which)$/.test(words[last + 2] ?? '') || xpos[last + 2] === 'VBG')
    );
  };
  /** "“That,” said Mr Tarn, “is nonsense.”": the last token before the next quotation; the last of all without one. */
  const beforeQuotation = (from: number): number => {
    const opens = words.findIndex((word, at) => at > from && /^["“]$/.test(word));
    return (opens < 0 ? size : opens) - 1;
  };
  const root = deprel.indexOf('root');
  const firstSubject = (verb: number): number => {
    for (let i = 0; i < verb; i++) if (head[i] === verb && rel(deprel[i]) === 'nsubj') return i;
    return -1;
  };
  for (const end of quotationEnds) {
    if (nounOfNickname(draft, end) >= 0 || isAlias(draft, end)) continue;
    const start = words[end + 1] === ',' ? end + 2 : end + 1;
    let commas = 0;
    let bracketed = false;
    // "called it a “trap”, and on the radio spoke of": whoever called it so goes on
    const goesOn = /^(?:and|but)$/.test(words[start] ?? '');
    for (let verb = start; verb < size && verb <= end + ATTRIBUTION_WITHIN; verb++) {
      if (words[verb] === ',') commas++;
      // "“warm support” for the plan, but warned": one who has spoken goes on
      if (
        (goesOn || /^(?:and|but)$/.test(words[verb - 1] ?? '')) &&
        rel(deprel[verb]) === 'conj' &&
        !(goesOn && firstSubject(verb) >= 0) &&
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
      // What stands inside the quotation is no subject of the verb after it, and hangs on nobody before it.
      for (let i = 0; i < end && /^[,.!?…]$/.test(words[end - 1] ?? ''); i++)
        if ((head[i] as number) > end && (head[i] as number) < verb) {
          head[i] = verb;
          deprel[i] = 'ccomp';
        }
      let subject = -1;
      for (let i = 0; i < size; i++) {
        if (head[i] !== verb || rel(deprel[i]) !== 'nsubj') continue;
        // but "His lawyers, who call it “a hoax,” have maintained that", "Lind, saying “We waited,” told reporters that"
        // … and "A paper marked “Secret”, proposes to", where nobody stands behind the verb
        if (i <= end && (goesAside(i) || (i < end - 2 && /^(?:to|that)$/.test(words[verb + 1] ?? ''))))
          subject = i;
        else if (i <= end) deprel[i] = 'ccomp';
        // "“…,” Tarn, 69, told the paper": who stands before the verb speaks, whoever stands after it
        else if (i > verb && hasNominal(start, verb - 1) && invertsAt(verb, end) < 0) deprel[i] = 'obj';
        else subject = i;
      }
      if (subject >= 0) break;
      const last = invertsAt(verb, end);
      if (last >= 0) setSubject(verb, verb + 1, last);
      else if (verb > start) setSubject(verb, start, verb - 1, passedOn ? 'nsubj:pass' : 'nsubj');
      else if (!/^[,.]$/.test(words[verb + 1] ?? '.')) setSubject(verb, verb + 1, beforeQuotation(verb + 1));
      break;
    }
  }
  if (quotationEnds.length > 0) raiseQuantity(draft, lexicon);
  return { upos, xpos, head, deprel };
}
