/**
 * Whom a pronoun may mean, and how likely each is: a log-linear model over named features of the candidates, with
 * "nobody of these" as one more. Its weights (lambdas/models/en/antecedents.json) are fitted by
 * training/fit-antecedents.ts to the project's own corpus.
 */
import { firstFrom } from '../first-from.ts';
import type { Turn } from '../text/turns.ts';
import type { Entity } from './entity.ts';
import { guessGender } from './guess-gender.ts';
import type { Mention, PronounMention } from './mention.ts';
import { type Focus, isAttached, isSubject, leadsSentence, type Reading, TOLD } from './reading.ts';
import type { Word } from './words.ts';

/** The JSON file. */
export interface AntecedentModelData {
  /** By feature; a feature without a weight counts nothing. */
  readonly weights: Readonly<Record<string, number>>;
  /** The likeliest candidate is meant when it has this share of the odds of itself, the next and nobody. */
  readonly leastShare: number;
}

export interface AntecedentModel {
  readonly weights: ReadonlyMap<string, number>;
  readonly leastShare: number;
}

export const compileAntecedentModel = ({ weights, leastShare }: AntecedentModelData): AntecedentModel => ({
  weights: new Map(Object.entries(weights)),
  leastShare,
});

/** Named features, each with its value at the same place. */
export interface Features {
  readonly names: readonly string[];
  readonly values: readonly number[];
}

/** Somebody whom the pronoun may mean, and what speaks for it. */
export interface Candidate {
  readonly entity: Entity;
  readonly features: Features;
}

/** Everybody whom a pronoun may mean. */
export interface Candidates {
  readonly all: readonly Candidate[];
  /** What speaks for nobody of them. */
  readonly nobody: string;
}

/** Antecedents stand at most this many sentences before, and are among so many mentions. */
const NEAR_SENTENCES = 6;
const MOST_MENTIONS = 60;
/** Of each candidate the last mentions are looked at, and of all candidates the nearest. */
const MOST_SEEN = 4;
const MOST_CANDIDATES = 12;

const HE: ReadonlySet<string> = new Set(['he', 'him', 'himself', 'his']);
const GENDERED: ReadonlySet<string> = new Set([...HE, 'she', 'her', 'herself']);
const NEUTER: ReadonlySet<string> = new Set(['it', 'itself', 'its']);

export const isHe = (pronoun: string): boolean => HE.has(pronoun);
export const isGendered = (pronoun: string): boolean => GENDERED.has(pronoun);

type PronounClass = 'person' | 'thing' | 'several';
const classOf = (pronoun: string): PronounClass =>
  GENDERED.has(pronoun) ? 'person' : NEUTER.has(pronoun) ? 'thing' : 'several';

function isSinglePerson(entity: Entity): boolean {
  return (entity.kind === 'person' || entity.kind === 'unknown') && !entity.plural;
}

const agreesAtAll = (entity: Entity, pronoun: string): boolean =>
  isSinglePerson(entity) && entity.gender !== (isHe(pronoun) ? 'female' : 'male');

function agrees(entity: Entity, item: Focus, pronoun: string): boolean {
  switch (classOf(pronoun)) {
    case 'person':
      return agreesAtAll(entity, pronoun);
    case 'thing':
      return (
        entity.kind !== 'person' && entity.kind !== 'group' && !entity.plural && !item.mention.possessive
      );
    default:
      // a nameless single source may be "they" as well
      return (
        entity.plural ||
        entity.kind === 'group' ||
        (entity.described && entity.kind === 'person' && item.speaks)
      );
  }
}

/** Sentences from one to the other; those wholly inside a quotation take no one's place. */
function sentencesBetween(from: number, to: number, reading: Reading): number {
  const { unquotedBefore } = reading.article;
  const between = (unquotedBefore[to] ?? 0) - (unquotedBefore[from] ?? 0);
  return to === from ? 0 : Math.max(1, between);
}

/** One earlier mention of a candidate, as the pronoun sees it. */
interface Seen {
  readonly item: Focus;
  /** Sentences between. */
  readonly distance: number;
  /** How many agreeing mentions stand between. */
  readonly order: number;
  readonly quoted: boolean;
  readonly opens: boolean;
  readonly sameParagraph: boolean;
}

interface Group {
  readonly entity: Entity;
  /** The nearest first. */
  readonly seen: Seen[];
  mentions: number;
  sayings: number;
}

/** Where the pronoun stands: opening its sentence, behind a comma or a quotation, or further inside. */
type Place = 'initial' | 'closing' | 'inner';

interface Context {
  readonly pronoun: string;
  readonly of: PronounClass;
  /** "his", but the "her" of "thanked her" is not. */
  readonly possessive: boolean;
  readonly place: Place;
  /** A verb of saying follows. */
  readonly reporting: boolean;
  /** Word index of the semicolon before the pronoun in its sentence; -1 where there is none. */
  readonly semicolon: number;
  readonly quoted: boolean;
  readonly groups: readonly Group[];
  readonly opener: Entity | null;
  readonly lastSpeaker: Entity | null;
  readonly hero: Entity | null;
  readonly talkedOf: ReadonlySet<Entity>;
  /** "Blok thanked her. She": who did something to somebody of that gender. */
  readonly actors: ReadonlySet<Entity>;
}

const ASKS = /^(?:ask|press|challenge|question|remind|confront)(?:e?d|s)$/;

/** What is left of a mention's weight for each sentence between. */
const DECAY = 0.55;
/** What a quotation leaves of a mention in it, for a pronoun outside. */
const IN_QUOTATION = 0.1;

const decayed = ({ item, distance, quoted }: Seen, context: Context): number =>
  item.weight * DECAY ** distance * (quoted && !context.quoted ? IN_QUOTATION : 1);

/** What speaks for and against one candidate. */
function readFeatures(group: Group, context: Context, reading: Reading): Features {
  const names: string[] = [];
  const values: number[] = [];
  // things and groups go by other habits, and so do possessives
  const habit = context.of !== 'person' ? context.of : context.possessive ? 'whose' : null;
  const habits = habit ? HABITS[habit] : null;
  const add = (name: string, value = 1): void => {
    names.push(name);
    values.push(value);
    const own = habits?.get(name);
    if (own === undefined) return;
    names.push(own);
    values.push(value);
  };
  const { entity, seen } = group;
  const { of } = context;
  const at = PLACES[context.place];
  const near = seen[0] as Seen;
  const { mention, speaks } = near.item;
  const { words } = reading.article;
  const before = words[mention.from - 1];
  const preceding = before?.sentence === mention.sentence ? before.folded : '';

  // where the last mention stands
  add(DISTANCES[Math.min(near.distance, 4)] as string);
  add(FORMS[mention.form]);
  if (speaks) add('speaks');
  if (near.opens) add('opens');
  if (isSubject(mention, words)) add('subject');
  if (near.quoted) add('quoted');
  if (near.sameParagraph) add('paragraph');
  if (mention.modifier) add('modifier');
  if (isAttached(mention, words)) add('attached');
  if (ASKS.test(preceding)) add('asked');
  if (TOLD.test(preceding)) add('told');
  if (near.order === 0) add('nearest');
  if (near.distance === 0) {
    add(context.reporting ? at.reporting : at.here);
    if (speaks) add(at.speaks);
    if (near.opens) add(at.opens);
    if (context.place === 'closing' && !speaks) add('in content');
    if (context.semicolon > mention.headTo)
      add(near.opens ? 'here opens before semicolon' : 'here before semicolon');
  }
  if (near.distance === 1) {
    if (speaks) add(at.spokeBefore);
    if (near.opens) add('before opens');
    if (near.sameParagraph) add('before paragraph');
    if (mention.form === 'name') add('before name');
  }
  if (near.distance > 1 && near.sameParagraph) add('far paragraph');
  if (near.sameParagraph && speaks) add('paragraph speaks');
  add('weight', Math.log(near.item.weight + 0.05));

  // all its mentions
  add('mentions', Math.log(group.mentions));
  add('sayings', Math.log(1 + group.sayings));
  const second = seen[1];
  if (second) add(SECONDS[Math.min(second.distance, 3)] as string);
  if (seen.some(({ item }) => item.speaks)) add('has spoken');
  if (seen.some(({ item, quoted, distance }) => item.speaks && !quoted && distance <= 1)) add('just spoke');
  const left = seen.map((one) => decayed(one, context));
  add('best', Math.log(Math.max(...left) + 0.02));
  add('sum', Math.log(left.reduce((sum, weight) => sum + weight, 0) + 0.05));
  if (entity === context.lastSpeaker) add(at.lastSpeaker);
  if (entity === context.opener) add('opener');
  if (entity === context.hero) add('hero');
  if (context.talkedOf.has(entity)) add('talked of');
  if (context.actors.has(entity)) add('acted on another');
  if (context.quoted) add(near.quoted ? 'both quoted' : 'from outside');

  // what it is
  add(KINDS[of][entity.kind]);
  if (entity.described) add(speaks ? 'described speaker' : 'described');
  if (entity.plural) add(PLURALS[of]);
  if (of === 'person') addGender(add, entity, context, reading);

  // the others
  if (context.groups.length === 1) add('only one');
  const between = context.groups.filter(
    (other) =>
      other !== group &&
      (other.seen[0]?.order ?? 0) < near.order &&
      !other.seen[0]?.quoted &&
      other.entity.kind === entity.kind,
  ).length;
  add('between', Math.min(between, 3));
  if (isCoordinated(near, context, words)) add(COORDINATED);

  return { names, values };
}

// Names of features that depend on something are made once: they are looked up for every candidate of every pronoun.
const DISTANCES = [0, 1, 2, 3, 4].map((distance) => `distance ${distance}`);
const SECONDS = [0, 1, 2, 3].map((distance) => `second ${distance}`);
const KNOWN_OTHERS = [0, 1, 2, 3].map((others) => `gender known of ${others} others`);
const FORMS = { name: 'form name', description: 'form description', pronoun: 'form pronoun' } as const;

const namesAt = (place: Place) => ({
  here: `here ${place}`,
  reporting: `here ${place} reporting`,
  speaks: `here speaks ${place}`,
  opens: `here opens ${place}`,
  spokeBefore: `before speaks ${place}`,
  lastSpeaker: `last speaker ${place}`,
});
const PLACES = { initial: namesAt('initial'), closing: namesAt('closing'), inner: namesAt('inner') };

const byClass = <T>(make: (of: PronounClass) => T): Readonly<Record<PronounClass, T>> => ({
  person: make('person'),
  thing: make('thing'),
  several: make('several'),
});
const PLURALS = byClass((of) => `plural ${of}`);
const NOBODY_OF = byClass((of) => `nobody ${of}`);
const KINDS = byClass((of) => ({
  person: `person ${of}`,
  body: `body ${of}`,
  country: `country ${of}`,
  document: `document ${of}`,
  group: `group ${of}`,
  unknown: `unknown ${of}`,
}));

/** Features that count apart for things, for groups and for possessives. */
const habitsOf = (habit: string): ReadonlyMap<string, string> =>
  new Map(
    [
      'speaks',
      'opens',
      'paragraph',
      'attached',
      'modifier',
      'described',
      'distance 0',
      'distance 1',
      'nearest',
      ...Object.values(FORMS),
    ].map((name) => [name, `${habit}: ${name}`]),
  );
const HABITS = { thing: habitsOf('thing'), several: habitsOf('several'), whose: habitsOf('whose') };

/** Named in one breath with somebody else who could be meant: "Ada Lind and Ida Toll came. She …". */
export const COORDINATED = 'coordinated';

function isCoordinated({ item }: Seen, { groups }: Context, words: readonly Word[]): boolean {
  const { mention } = item;
  return groups.some(({ seen }) => {
    const other = seen[0]?.item.mention;
    if (!other || other === mention) return false;
    const [first, second] = other.from > mention.from ? [mention, other] : [other, mention];
    return second.from === first.to + 1 && words[first.to]?.folded === 'and';
  });
}

/** What the gender of a person, known or guessed from the name, tells beside those of the others. */
function addGender(
  add: (name: string, value?: number) => void,
  entity: Entity,
  { groups, pronoun }: Context,
  reading: Reading,
): void {
  const known = groups.filter((g) => g.entity !== entity && g.entity.gender && !g.seen[0]?.quoted).length;
  if (entity.gender) {
    add('gender known');
    add(KNOWN_OTHERS[Math.min(known, 3)] as string);
    return;
  }
  const guess = entity.described ? null : guessGender(entity.name, reading.directory.lexicon.endings);
  if (guess === null) add('gender unknown');
  else add((guess === 'male') === HE.has(pronoun) ? 'gender guessed' : 'gender guessed otherwise');
  if (known > 0) add('others known');
}

/** "in Halden", "the island of Great Sule": a name that no list knows. */
export function isPlace({ entity, mention }: Focus, words: readonly Word[]): boolean {
  const before = words[mention.from - 1];
  if (entity.kind !== 'unknown' || mention.form !== 'name' || before?.sentence !== mention.sentence)
    return false;
  if (before.folded === 'of') return PLACES_OF.test(words[mention.from - 2]?.folded ?? '');
  return (
    /^(?:in|at|near|outside|around|across|into)$/.test(before.folded) &&
    (mention.short || before.folded !== 'at')
  );
}

const PLACES_OF =
  /^(?:island|isle|town|city|village|port|district|region|province|suburb|county|valley|capital|hamlet|quarter|state|peninsula)$/;

/** "said in a televised address": his, but no mention of him. */
const isWork = ({ entity, mention, speaks }: Focus): boolean =>
  mention.form === 'description' && mention.kind === 'document' && entity.kind === 'person' && !speaks;

/** Words from a subject to the object pronoun of its verb: "has since thanked him", "later met with her". */
const OBJECT_WITHIN = 4;
const NO_PREDICATE =
  /^(?:that|which|who|whom|whose|where|when|while|as|and|or|but|if|because|the|an?|this|these|those|his|its|their|near|behind|beside|around|before|after|about|above|below|towards?|from|by|in|on)?$/;

/** "Blok thanked her": whoever acts is another than whom the object is; null for any other pronoun. */
function actsOn(mention: PronounMention, { mentions, entityOf, article: { words } }: Reading): Entity | null {
  if (mention.modifier || !OBJECTS.has(mention.pronoun)) return null;
  let at = mention.index - 1;
  while (at >= 0 && mentions[at]?.modifier && mentions[at]?.sentence === mention.sentence) at -= 1;
  const subject = mentions[at];
  if (subject?.sentence !== mention.sentence || isAttached(subject, words)) return null;
  // "The president, Bo Tarn, thanked her"
  const apposed = words[subject.to]?.text === ',' && words[subject.from - 1]?.text === ',';
  const between = words.slice(apposed ? subject.to + 1 : subject.to, mention.from);
  if (between.length < 1 || between.length > OBJECT_WITHIN) return null;
  return between.some(({ folded }) => NO_PREDICATE.test(folded)) ? null : (entityOf[at] ?? null);
}
const OBJECTS: ReadonlySet<string> = new Set(['him', 'her', 'them']);

const FRONTING: ReadonlySet<string> = new Set(
  'after when while before as once since although though because until'.split(' '),
);
/** Verbs whose object is as likely to go on: "When Blok pressed her, she said". */
const TURNING =
  /^(?:ask|press|question|challeng|quizz|accus|interrupt|urg|confront|tell|told|thank|call|meet|met|meets|criticis|criticiz|attack|replac|succeed|appoint|name|nam|sack|fir|dismiss)(?:ed|es|s|ing)?$/;
/** Mentions and words of an opening clause that are looked at. */
const FRONTED_MENTIONS = 12;
const FRONTED_WORDS = 30;

/** "After Bo Tarn cast his vote, he accused": who is the subject of the clause that opens the sentence goes on, if alone there. */
function frontedBefore(
  mention: PronounMention,
  { mentions, entityOf, article: { words } }: Reading,
): Entity | null {
  if (!/^(?:s?he|his|her)$/.test(mention.pronoun)) return null;
  if (mention.modifier === /^s?he$/.test(mention.pronoun)) return null;
  if (!mention.modifier && words[mention.from - 1]?.text !== ',') return null;
  let subject: Mention | null = null;
  for (let i = mention.index - 1; i >= 0 && i >= mention.index - FRONTED_MENTIONS; i -= 1) {
    const other = mentions[i];
    if (other?.sentence !== mention.sentence) break;
    const entity = entityOf[i];
    if (other.form === 'pronoun' && !other.modifier) return null;
    if (other.form !== 'pronoun' && entity?.kind === 'person') {
      if (subject && entityOf[subject.index] !== entity) return null;
      subject = other;
    }
  }
  if (!subject || subject.modifier || subject.from < 1 || mention.from - subject.to > FRONTED_WORDS)
    return null;
  const conjunction = words[subject.from - 1];
  if (!FRONTING.has(conjunction?.folded ?? '') || conjunction?.sentence !== mention.sentence) return null;
  if (words[subject.from - 2]?.sentence === mention.sentence) return null;
  const between = words.slice(subject.to, mention.from);
  return between.some(({ folded, quoted }) => quoted || TURNING.test(folded))
    ? null
    : (entityOf[subject.index] ?? null);
}

/** Whoever could be meant by the pronoun, with what speaks for each; constant time. */
export function gatherCandidates(mention: PronounMention, reading: Reading): Candidates {
  const { focus } = reading;
  const { words } = reading.article;
  const { pronoun } = mention;
  const of = classOf(pronoun);
  const own = words[mention.from];
  const selves = of === 'person' ? speakersOf(mention, reading) : NOBODY;
  const acting = actsOn(mention, reading);
  const fronted = of === 'person' ? frontedBefore(mention, reading) : null;
  const groups = new Map<Entity, Group>();
  let opener: Entity | null = null;
  let lastSpeaker: Entity | null = null;
  let justSpoke = false;
  let order = 0;
  const actors = new Set<Entity>();
  for (let i = focus.length - 1, n = 0; i >= 0 && n < MOST_MENTIONS; i -= 1, n += 1) {
    const item = focus[i];
    if (!item) break;
    const { entity } = item;
    const distance = sentencesBetween(item.mention.sentence, mention.sentence, reading);
    if (distance > NEAR_SENTENCES) break;
    if (!agrees(entity, item, pronoun) || selves.has(entity) || entity === acting) continue;
    if (fronted && entity !== fronted && agreesAtAll(fronted, pronoun)) continue;
    if (of === 'person' && (isPlace(item, words) || isWork(item))) continue;
    const word = words[item.mention.headFrom];
    const quoted = word?.quoted === true;
    if (distance === 1 && of === 'person' && item.mention.form === 'pronoun') {
      const actor = isHe(item.mention.pronoun) === isHe(pronoun) ? actsOn(item.mention, reading) : null;
      if (actor) actors.add(actor);
    }
    const opens = leadsSentence(item.mention, reading);
    const person = entity.kind === 'person';
    if (!opener && distance > 0 && opens && person && !entity.described && !quoted) opener = entity;
    if (!lastSpeaker && item.speaks && !quoted) lastSpeaker = entity;
    justSpoke ||= distance <= 1 && item.speaks && person;
    let group = groups.get(entity);
    if (!group && groups.size < MOST_CANDIDATES) {
      group = { entity, seen: [], mentions: 0, sayings: 0 };
      groups.set(entity, group);
    }
    if (!group) continue;
    group.mentions += 1;
    if (item.speaks) group.sayings += 1;
    const sameParagraph = word?.paragraph === own?.paragraph;
    if (group.seen.length < MOST_SEEN)
      group.seen.push({ item, distance, order, quoted, opens, sameParagraph });
    order += 1;
  }
  const hero = of === 'person' && !justSpoke && !fronted ? reading.protagonist.find() : null;
  if (hero && hero !== acting && !groups.has(hero) && !selves.has(hero)) {
    const item = farMention(hero, reading);
    if (item && agrees(hero, item, pronoun)) {
      const seen = {
        item,
        distance: NEAR_SENTENCES,
        order,
        quoted: false,
        opens: false,
        sameParagraph: false,
      };
      groups.set(hero, { entity: hero, seen: [seen], mentions: 1, sayings: 0 });
    }
  }
  const context: Context = {
    pronoun,
    of,
    possessive: mention.modifier,
    place: placeOf(mention, words),
    reporting: reading.directory.lexicon.speechVerbs.has(words[mention.to]?.folded ?? ''),
    semicolon: semicolonBefore(mention, words),
    quoted: own?.quoted === true,
    groups: [...groups.values()],
    opener,
    lastSpeaker,
    hero,
    talkedOf: talkedOf(mention, reading),
    actors,
  };
  const all = context.groups.map((group) => ({
    entity: group.entity,
    features: readFeatures(group, context, reading),
  }));
  return { all, nobody: NOBODY_OF[of] };
}

/** The last mention of somebody who was mentioned longer ago than others are looked for. */
function farMention(entity: Entity, { mentions }: Reading): Focus | null {
  const mention = mentions[entity.lastMention];
  return mention ? { entity, mention, weight: 1, speaks: false } : null;
}

function placeOf(mention: PronounMention, words: readonly Word[]): Place {
  const before = words[mention.from - 1];
  if (before === undefined || before.sentence !== mention.sentence) return 'initial';
  return before.text === ',' || /["”“»]/.test(before.text) ? 'closing' : 'inner';
}

/** "Bo Tarn rejected it; the fort, he said, was empty": who opened the sentence goes on speaking. */
function semicolonBefore(mention: PronounMention, words: readonly Word[]): number {
  for (let i = mention.from - 1; i >= 0 && words[i]?.sentence === mention.sentence; i -= 1)
    if (words[i]?.text === ';' && !words[i]?.quoted) return i;
  return -1;
}

export interface Ranked extends Candidate {
  /** Of the odds of itself, the next best and nobody: many unlikely candidates do not add up to a doubt. */
  readonly share: number;
}

/** The likeliest candidate; null where there is none. */
export function rankCandidates({ all, nobody }: Candidates, { weights }: AntecedentModel): Ranked | null {
  const odds = all.map(({ features: { names, values } }) =>
    names.reduce((sum, name, i) => sum + (weights.get(name) ?? 0) * (values[i] as number), 0),
  );
  const none = weights.get(nobody) ?? 0;
  const [first, second] = [...odds.keys()].sort((a, b) => (odds[b] as number) - (odds[a] as number));
  const chosen = first === undefined ? undefined : all[first];
  if (!chosen) return null;
  const best = odds[first as number] as number;
  const next = second === undefined ? Number.NEGATIVE_INFINITY : (odds[second] as number);
  return { ...chosen, share: 1 / (1 + Math.exp(next - best) + Math.exp(none - best)) };
}

const NOBODY: ReadonlySet<Entity> = new Set();

/** Sentences of a quotation after the one that names its speaker, in one paragraph. */
const QUOTED_SENTENCES = 4;

/** Whose words the pronoun stands in: whoever has the turn, or spoke around the quotation. He says "I" of himself. */
function speakersOf(mention: PronounMention, reading: Reading): ReadonlySet<Entity> {
  const found = new Set<Entity>();
  const { focus, document } = reading;
  const { words } = reading.article;
  const word = words[mention.from];
  if (!word) return found;
  const turn = document.turns.length === 0 ? undefined : turnAt(word.start, document.turns);
  const startOf = (index: number): number => words[focus[index]?.mention.headFrom ?? 0]?.start ?? 0;
  if (turn?.label) {
    let at = firstFrom(turn.label.start, focus.length, startOf);
    for (let item = focus[at]; item && startOf(at) < turn.label.end; item = focus[at]) {
      found.add(item.entity);
      at += 1;
    }
    return found;
  }
  for (let i = focus.length - 1; i >= 0 && i >= focus.length - MOST_MENTIONS && word.quoted; i -= 1) {
    const { entity, mention: other, speaks } = focus[i] as Focus;
    const at = words[other.headFrom];
    if (mention.sentence - other.sentence > QUOTED_SENTENCES || at?.paragraph !== word.paragraph) break;
    if (speaks && !at.quoted) found.add(entity);
  }
  return found;
}

/** The turn in whose content offset `at` lies. */
function turnAt(at: number, turns: readonly Turn[]): Turn | undefined {
  const turn = turns[firstFrom(at + 1, turns.length, (index) => turns[index]?.content.end ?? 0)];
  return turn && turn.content.start <= at ? turn : undefined;
}

/** "“Vand is a poet,” he said": those named in what stands before; few people speak of themselves by name. */
function talkedOf(mention: Mention, reading: Reading): ReadonlySet<Entity> {
  const { words } = reading.article;
  const before = words[mention.from - 1];
  if (!before || !(before.text === ',' || /["”“»’']/.test(before.text))) return NOBODY;
  if (!reading.directory.lexicon.speechVerbs.has(words[mention.to]?.folded ?? '')) return NOBODY;
  const found = new Set<Entity>();
  for (let i = mention.index - 1; i >= 0; i -= 1) {
    const other = reading.mentions[i];
    if (other?.sentence !== mention.sentence) break;
    const entity = reading.entityOf[i];
    if (other.form === 'name' && entity && words[other.headFrom]?.quoted) found.add(entity);
  }
  return found;
}
