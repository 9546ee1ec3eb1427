// The state of one pass through an article, which all rules read: mentions, entities, and who was in focus when.
import type { Document } from '../text/document.ts';
import type { Candidates } from './antecedents.ts';
import type { SpeakerDirectory } from './directory.ts';
import type { Entity, EntityIndex } from './entity.ts';
import type { Mention } from './mention.ts';
import type { Protagonist } from './protagonist.ts';
import type { ArticleWords, Word } from './words.ts';

/** One mention of an entity as the pass met it. */
export interface Focus {
  readonly entity: Entity;
  readonly mention: Mention;
  /** How much the mention brings its entity to the fore, apart from distance. */
  readonly weight: number;
  /** The mention is the subject of a verb of saying. */
  readonly speaks: boolean;
}

export interface Reading {
  readonly document: Document;
  readonly directory: SpeakerDirectory;
  readonly article: ArticleWords;
  readonly mentions: readonly Mention[];
  readonly entities: EntityIndex;
  /** ISO date of the article; null where unknown. */
  readonly date: string | null;
  /** Ids of the countries that the article names, by whatever form of their names but their capitals. */
  readonly countries: ReadonlySet<string>;
  /** Ids of the countries whose capitals it names. */
  readonly capitals: ReadonlySet<string>;
  /** By mention index: the mention that stands beside it as an apposition. */
  readonly appositions: Map<number, number>;
  /** By mention index; null where unresolved. */
  readonly entityOf: (Entity | null)[];
  /** By mention index: the rule that resolved it, "" where none did. */
  readonly ruleOf: string[];
  /** Mentions met so far, in order. */
  readonly focus: Focus[];
  readonly protagonist: Protagonist;
  /** Those whose name stands as a label before what they say: "PETRA HALLOUN:". */
  readonly labelled: Set<Entity>;
  /** By age, as the article gives it: "Katrin Dobos, 41,". */
  readonly ages: Map<string, Entity>;
  /** The words with which the bracketed country of a delegate begins. */
  readonly seats: Set<number>;
  /** Told of every pronoun, by the offset at which it starts, and whom it may mean: for training. */
  readonly observe: ((start: number, candidates: Candidates) => void) | null;
}

/** A rule answers the entity that the mention refers to; null to leave it unresolved for good; undefined to pass. */
export interface Rule {
  readonly name: string;
  apply(mention: Mention, reading: Reading): Entity | null | undefined;
}

/** Verbs and adverbs that may stand between a subject and its verb of saying. */
const BETWEEN: ReadonlySet<string> = new Set([
  'has', 'have', 'had', 'also', 'then', 'later', 'earlier', 'again', 'reportedly', 'repeatedly', 'previously',
  'recently', 'publicly', 'strongly', 'openly', 'separately', 'himself', 'herself', 'itself', 'is', 'was', 'did',
  'will', 'would', 'further', 'now', 'today', 'yesterday', 'not', 'once', 'flatly', 'sharply',
]); // biome-ignore format: one list

/** Whether the mention is the subject of a verb of saying, before or after it. */
export function isSpeaking(
  mention: Mention,
  words: readonly Word[],
  speechVerbs: ReadonlySet<string>,
): boolean {
  if (mention.modifier) return false;
  let at = mention.to;
  const comma = words[at];
  // "Pak, who was summoned on Wednesday, told": the verb after a short insertion
  if (comma?.text === ',') {
    for (let i = at + 1; i < at + 16; i += 1) {
      const word = words[i];
      if (!word || word.sentence !== mention.sentence) break;
      if (speechVerbs.has(word.folded)) break;
      if (word.text === ',') {
        at = i + 1;
        break;
      }
    }
  }
  // "Zhao made the remarks when meeting"
  const made =
    words[at]?.folded === 'made' && /^(?:the|his|her|these|those)$/.test(words[at + 1]?.folded ?? '');
  if (
    made &&
    /^(?:remarks?|comments?|statements?|announcement|pledge|appeal)$/.test(words[at + 2]?.folded ?? '')
  )
    return true;
  const before = words[mention.from - 1];
  const inside =
    before !== undefined && before.sentence === mention.sentence && SUBORDINATING.has(before.folded);
  // "Lusenga's president, Desmond Okwuosa, said": the closing comma of an apposition
  if (
    before?.text === ',' &&
    words[mention.to]?.text === ',' &&
    speechVerbs.has(words[mention.to + 1]?.folded ?? '')
  ) {
    return true;
  }
  // "the embassy in Isgard said": the embassy does
  const skips = ATTACHING.has(words[at]?.folded ?? '') ? LONGEST_ATTACHMENT : 0;
  for (let i = at; i < at + 4 + skips; i += 1) {
    const word = words[i];
    if (!word || word.sentence !== mention.sentence) break;
    if (speechVerbs.has(word.folded) && !word.capital) return !inside;
    if (!BETWEEN.has(word.folded) && (i >= at + skips || word.folded === '')) break;
  }
  return (
    before !== undefined &&
    before.sentence === mention.sentence &&
    speechVerbs.has(before.folded) &&
    !TRANSITIVE.test(before.folded)
  );
}

/** Verbs whose object stands after them: "told the agency" is no inversion as "said the agency" is. */
const TRANSITIVE =
  /^(?:t(?:old|ell|ells|elling)|(?:ask|urg|accus|condemn|prais|blam|criticis|criticiz|thank|warn|assur|congratulat|welcom|denounc|blast|slamm|describ|call|order|beg|invit|reject|dismiss|question|contact|interview|brief|remind|inform|hail|defend|support)(?:ed|d|s|es|ing)?)$/;

/** Prepositions that attach a mention to the noun before it. */
const ATTACHING: ReadonlySet<string> = new Set(['in', 'of', 'for', 'at', 'from', 'on']);
/** The same, but for those that a source may have: "according to". */
const SUBORDINATING: ReadonlySet<string> = new Set([...ATTACHING, 'to', 'with', 'by', 'against']);
const LONGEST_ATTACHMENT = 6;

/** Prepositions after which a mention is seldom what a later pronoun means. */
const PREPOSITIONS: ReadonlySet<string> = new Set(
  'of with to by against for from between about on in at under over toward towards than as near into like via'.split(
    ' ',
  ),
);

/** A mark after which a subject stands as at the start of a sentence. */
function isOpening(word: Word): boolean {
  return /^["“”„«»:–—-]$/.test(word.text);
}

/** The mention opens its sentence, and no mere modifier of what follows. */
export function opensSentence(mention: Mention, words: readonly Word[]): boolean {
  const before = words[mention.from - 1];
  return (
    !mention.modifier && (before === undefined || before.sentence !== mention.sentence || isOpening(before))
  );
}

/** Words before the name in "His crewmate Jun Tarn sees it differently", "Counsel for the defence, Ada Tarn, rose". */
const FAR_OPENING = 6;

/** The name that opens the sentence after nouns that say who he is. */
function opensWithNouns(mention: Mention, { article: { words }, directory: { lexicon } }: Reading): boolean {
  if (mention.form !== 'name' || mention.modifier) return false;
  const apposed = words[mention.from - 1]?.text === ',' && words[mention.to]?.text === ',';
  const last = apposed ? mention.from - 2 : mention.from - 1;
  for (let i = last; i >= mention.from - FAR_OPENING; i -= 1) {
    const word = words[i];
    if (!word || word.folded === '' || word.sentence !== mention.sentence) return false;
    const opens = words[i - 1]?.sentence !== mention.sentence;
    if (opens) return i < last && (apposed || /^(?:the|his|her|their|its|one|another)$/.test(word.folded));
    const joins =
      apposed &&
      /^(?:of|for|the|in|at|his|her|its|their|first|second|third|fourth|fifth|other|one)$/.test(word.folded);
    if (word.capital || lexicon.speechVerbs.has(word.folded)) return false;
    if (lexicon.functionWords.has(word.folded) && !joins) return false;
  }
  return false;
}

/** Whether a sentence begins with whoever is mentioned, or with what he is and then his name. */
export const leadsSentence = (mention: Mention, reading: Reading): boolean =>
  opensSentence(mention, reading.article.words) || opensWithNouns(mention, reading);

/** "PETRA HALLOUN:", "SPOKESPERSON (in Lisk):" at the start of a paragraph. */
export function isLabel(mention: Mention, words: readonly Word[]): boolean {
  const after = words[mention.to]?.text;
  return (
    (after === ':' || after === '(') && words[mention.from - 1]?.paragraph !== words[mention.from]?.paragraph
  );
}

/** Forms of verbs that only a subject has before them. */
const AUXILIARIES: ReadonlySet<string> = new Set(
  'is was are were has had will would does did could may might can should must'.split(' '),
);

/** A preposition stands before the mention. */
export function isAttached(mention: Mention, words: readonly Word[]): boolean {
  const before = words[mention.from - 1];
  return before?.sentence === mention.sentence && PREPOSITIONS.has(before.folded);
}

/** A mention with a verb right after it, and no preposition before: "On the bridge, a customs officer was calmer." */
export function isSubject(mention: Mention, words: readonly Word[]): boolean {
  const next = words[mention.to];
  if (mention.modifier || isAttached(mention, words) || next?.sentence !== mention.sentence) return false;
  return AUXILIARIES.has(next.folded) || /^[a-z]{2,}ed$/.test(next.text);
}

/** Verbs after which whoever is told stands. */
export const TOLD = /^t(?:old|ells|elling)$/;

/** How much a mention brings its entity to the fore: subjects and speakers most, quoted and possessors least. */
export function weighMention(mention: Mention, words: readonly Word[], speaks: boolean): number {
  const head = words[mention.headFrom];
  let weight = 1;
  if (speaks) weight *= 2.2;
  if (head?.quoted) weight *= 0.2;
  if (mention.possessive) weight *= 0.5;
  else if (mention.modifier) weight *= 0.15;
  const before = words[mention.from - 1];
  const sameSentence = before !== undefined && before.sentence === mention.sentence;
  if (!sameSentence || isOpening(before)) weight *= 1.8;
  else if (TOLD.test(before.folded)) weight *= 0.4;
  else if (
    before.folded === 'according' ||
    (before.folded === 'to' && words[mention.from - 2]?.folded === 'according')
  ) {
    weight *= 1.6;
  } else if (PREPOSITIONS.has(before.folded)) weight *= 0.5;
  return weight;
}
