// Says who each mention of an article is: the pass through its mentions, and the answer for one source span.
import type { SpeakerRef } from '../extraction/attribution.ts';
import { firstFrom } from '../first-from.ts';
import type { Document } from '../text/document.ts';
import { findQuotations, type Quotation } from '../text/quotations.ts';
import type { Span } from '../text/span.ts';
import { addSources } from './add-sources.ts';
import { calmName, isShoutedName } from './calm-name.ts';
import { findCodes } from './code-names.ts';
import { referTo, type SpeakerDirectory } from './directory.ts';
import { createEntityIndex, type Entity, enrichEntity, tellGender } from './entity.ts';
import { findAppositions, HELD_BY_BODIES } from './find-appositions.ts';
import { findInterviewee, isAnswerLabel } from './find-interviewee.ts';
import { findLoosely } from './find-loosely.ts';
import { findPair } from './find-pair.ts';
import { slugName } from './fold-name.ts';
import { inferGenders } from './infer-genders.ts';
import {
  addAcronyms,
  addBodyNoun,
  addChairs,
  addDelegates,
  addHeads,
  addNouns,
  addOwners,
} from './introduce.ts';
import { joinLead, joinNamedLater } from './join-lead.ts';
import { fitEntity } from './match-title.ts';
import type { DescriptionMention, Mention, MentionKind, NameMention, Title } from './mention.ts';
import type { Lexicon } from './name-lists.ts';
import { findNamesakes, withoutNamesakes } from './namesakes.ts';
import { createProtagonist } from './protagonist.ts';
import { countryStartingAt } from './read-title.ts';
import { isLabel, isSpeaking, type Reading, weighMention } from './reading.ts';
import { beforeSeen, wordsOf } from './rules/describe-source.ts';
import { linkFullName } from './rules/link-full-name.ts';
import { choosePossessor } from './rules/link-personal-pronoun.ts';
import { RELATIONS } from './rules/link-role.ts';
import { isPlain, personOfInitials } from './rules/link-short-name.ts';
import { RULES } from './rules/order.ts';
import { afterRetired, scanMentions } from './scan-mentions.ts';
import { isPossessiveMark, readWords, type Word, wordAt } from './words.ts';

export interface Resolution {
  /** Null where it is not clear who is meant: a name left out rather than guessed. */
  readonly speaker: SpeakerRef | null;
  readonly kind: MentionKind;
  /** The office as the article writes it; null where the mention gives none. */
  readonly office: Span | null;
  /** The rule that decided. */
  readonly by: string;
  /** 0 to 1, by rule. */
  readonly confidence: number;
  /** Where somebody is named who answers without a label of his own. */
  readonly mention?: Span;
}

export interface ArticleMention {
  readonly span: Span;
  readonly kind: MentionKind;
  readonly speaker: SpeakerRef | null;
  readonly pronoun: boolean;
}

/** Somebody whom a name stands for. */
export interface NamedSpeaker {
  readonly kind: MentionKind;
  readonly speaker: SpeakerRef;
  /** False for somebody unlisted of whom the article has no more than a last name. */
  readonly fully: boolean;
}

/** What the caller knows of the place of a mention. */
export interface ResolveHint {
  /** The speaker of the attribution before, where this one is likely his as well. */
  readonly previous?: SpeakerRef | null;
}

export interface ArticleSpeakers {
  /** Who the source span means, however it was cut: titles, appositions and relative clauses may be in it. */
  resolve(mention: Span, hint?: ResolveHint): Resolution;
  /** Who answers in an interview without labels. */
  interviewee(): Resolution;
  /** The mentions of sentence `sentence`, in text order. */
  mentions(sentence: number): readonly ArticleMention[];
  /** Who is named inside `span`, in text order; neither by a pronoun nor by a description. */
  named(span: Span): readonly NamedSpeaker[];
}

/** How often each rule is right, measured by bench/speakers.ts. */
const CONFIDENCE: Readonly<Record<string, number>> = {
  'full-name': 0.99,
  'short-name': 0.98,
  apposition: 0.97,
  document: 0.9,
  role: 0.87,
  'labelled-office': 0.9,
  relation: 0.9,
  'same-source': 0.9,
  ordinal: 0.9,
  called: 0.9,
  office: 0.95,
  'body-noun': 0.94,
  group: 0.95,
  'recent-person': 0.85,
  description: 0.96,
  'relative-pronoun': 0.95,
  pronoun: 0.9,
  coordination: 0.9,
  pair: 0.9,
  'one-of': 0.8,
  interviewee: 0.9,
  words: 0.88,
};

/** The mentions that the source spans are about. */
function mentionsOfSources(sources: readonly Span[], reading: Reading): ReadonlySet<number> {
  const { words } = reading.article;
  const found = new Set<number>();
  for (const { start, end } of sources) {
    const head = headMention(mentionsWithin(wordAt(start, words), wordAt(end - 1, words) + 1, reading));
    if (head) found.add(head.index);
  }
  return found;
}

function linkMentions(reading: Reading, sourceSpans: readonly Span[]): void {
  const { mentions, article, directory } = reading;
  const sources = mentionsOfSources(sourceSpans, reading);
  const { speechVerbs } = directory.lexicon;
  // full names first, those of headlines last: a headline's capitals tell nothing
  for (const headline of [false, true]) {
    for (const mention of mentions) {
      if (mention.form !== 'name' || mention.short) continue;
      if ((article.headlines[mention.sentence] === true) !== headline || isShouted(mention, reading))
        continue;
      if (
        article.capitalised[mention.sentence] &&
        mention.kind === 'unknown' &&
        !standsAlone(mention, article.words)
      )
        continue;
      enrichEntity(linkFullName(mention, reading), mention, reading.entities);
    }
  }
  addAcronyms(reading);
  for (const [description, name] of joinLead(reading, sources)) reading.appositions.set(description, name);
  for (const [description, name] of joinNamedLater(reading)) reading.appositions.set(description, name);
  for (const [description, name] of reading.appositions) {
    const mention = mentions[description];
    const other = mentions[name];
    if (mention?.form !== 'description' || other?.form !== 'name' || other.short) continue;
    const entity = linkFullName(other, reading);
    const principal = principalOf(mention, entity, reading);
    if (principal) {
      reading.appositions.delete(description);
      reading.appositions.set(principal.index, name);
      continue;
    }
    if (mention.title) reading.entities.addTitle(entity, mention.title);
    tellGender(entity, mention.gender);
    if (entity.kind === 'unknown' && !HELD_BY_BODIES.has(mention.noun)) entity.kind = mention.kind;
  }
  addNouns(reading);
  addHeads(reading);
  addOwners(reading);
  addChairs(reading);
  addDelegates(reading);
  inferGenders(reading);
  for (const mention of mentions) {
    const entity =
      reading.entityOf[mention.index] ?? (isShouted(mention, reading) ? null : linkMention(mention, reading));
    reading.entityOf[mention.index] = entity;
    if (!entity) continue;
    if (mention.form === 'name') {
      // "PO:" for Philippa Odunk: the capitals of a label make no body of a person
      const shouted = mention.kind === 'body' && entity.kind !== 'body' && isLabel(mention, article.words);
      enrichEntity(entity, shouted ? { ...mention, kind: 'unknown' } : mention, reading.entities);
      if (mention.short) addBodyNoun(entity, mention, reading);
    } else if (mention.form === 'description') {
      // beside a last name; those beside full names are known from the start
      if (mention.title && reading.appositions.has(mention.index))
        reading.entities.addTitle(entity, mention.title);
      shareOffice(mention, entity, reading);
    }
    if (reading.seats.has(mention.headFrom) && entity.kind === 'unknown') entity.kind = 'country';
    const dateline = isInDateline(mention, reading);
    if (dateline && entity.kind !== 'person' && article.words[mention.from]?.first) entity.kind = 'country';
    if (dateline || isPredicate(mention, entity, reading)) continue;
    entity.lastMention = mention.index;
    if (!article.words[mention.headFrom]?.quoted) reading.protagonist.count(entity);
    if (mention.form === 'name' && isLabel(mention, article.words)) reading.labelled.add(entity);
    const age = ageAfter(mention, article.words);
    if (age !== null && entity.kind !== 'body') reading.ages.set(age, entity);
    const speaks = sources.has(mention.index) || isSpeaking(mention, article.words, speechVerbs);
    reading.focus.push({ entity, mention, speaks, weight: weighMention(mention, article.words, speaks) });
  }
}

/** "An aide to the president, Ada Lind,": the office inside the description, where the name is known to hold it. */
function principalOf(
  { index, title, to }: DescriptionMention,
  entity: Entity,
  { mentions, directory, date }: Reading,
): DescriptionMention | undefined {
  const inner = mentions[index + 1];
  if (inner?.form !== 'description' || !inner.title || inner.headFrom >= to || inner.plural) return undefined;
  const holds = fitEntity(inner.title, entity, directory, date) >= HELD;
  return holds && (!title || fitEntity(title, entity, directory, date) < HELD) ? inner : undefined;
}

/** How well an office fits whoever holds it: by its role, not by its kind alone. */
const HELD = 2;

/**
 * "his Meranian counterpart, Lucie Wanner": she has the office that he has, of her country; "her predecessor, Bo Tarn"
 * had hers, and her successor has it.
 */
function shareOffice(
  { title, possessor, index }: DescriptionMention,
  entity: Entity,
  reading: Reading,
): void {
  const mention = reading.mentions[index];
  const relation = title?.role.role;
  if (!title || !SHARING.has(relation ?? '') || possessor < 0 || entity.described) return;
  if (mention?.form !== 'description') return;
  const owner = choosePossessor(mention, reading);
  // "her Bolivian counterpart, Vice Minister Bo Tarn"
  if (relation === 'counterpart' && entity.titles.some(({ role }) => role.groups.includes('official')))
    return;
  for (const own of owner && owner !== entity ? owner.titles : []) {
    const { text, role, ranks } = own;
    if (relation === 'counterpart')
      reading.entities.addTitle(entity, { ...title, text, role, ranks, nouns: [] });
    else if (relation === 'successor') reading.entities.addTitle(entity, own);
    else reading.entities.addTitle(entity, { ...own, ranks: [...ranks, 'former'] });
  }
}

const SHARING: ReadonlySet<string> = new Set(['counterpart', 'predecessor', 'successor']);

/** The "41" of "Katrin Dobos, 41, came"; null where no age follows. */
function ageAfter(mention: Mention, words: readonly Word[]): string | null {
  if (mention.form !== 'name' || words[mention.to]?.text !== ',') return null;
  const age = words[mention.to + 1]?.text ?? '';
  return /^\d{1,3}$/.test(age) && /^[,.;]$/.test(words[mention.to + 2]?.text ?? '') ? age : null;
}

/** "Does she want to be prime minister?": nobody who has been spoken of. */
function isPredicate(mention: Mention, entity: Entity, { article: { words } }: Reading): boolean {
  if (mention.form !== 'description' || !entity.described || mention.determiner !== 'none') return false;
  return /^(?:be|become|becoming|being)$/.test(words[mention.from - 1]?.folded ?? '');
}

/** "LISK, Norova, March 14 (Wire) –": whoever is named there only tells where the article was written. */
function isInDateline({ sentence }: Mention, { article: { words, sentenceStarts } }: Reading): boolean {
  const first = words[sentenceStarts[sentence] ?? 0];
  const last = words[(sentenceStarts[sentence + 1] ?? words.length) - 1];
  return first?.allCaps === true && /^[-–—]+$/.test(last?.text ?? '');
}

/** A line in capitals tells no names apart. */
function isShouted(mention: Mention, reading: Reading): boolean {
  if (!reading.article.capitalised[mention.sentence] || mention.form === 'pronoun') return false;
  if (mention.form === 'description') return reading.article.words[mention.headFrom]?.allCaps === true;
  let shouted = 0;
  for (let i = mention.headFrom; i < mention.headTo; i += 1)
    if (reading.article.words[i]?.allCaps) shouted += 1;
  return shouted >= 3;
}

/** In a headline an unknown name counts only where marks or a title set it off: "Briefer: Cho Ara-Whan, …". */
function standsAlone(mention: NameMention, words: readonly Word[]): boolean {
  if (mention.title || mention.honorific) return true;
  const before = words[mention.from - 1];
  const after = words[mention.to];
  const open = !before || before.sentence !== mention.sentence || before.folded === '';
  const close = !after || after.sentence !== mention.sentence || after.folded === '';
  return open && close && mention.to - mention.from <= 3;
}

function linkMention(mention: Mention, reading: Reading): Entity | null {
  for (const rule of RULES) {
    const entity = rule.apply(mention, reading);
    if (entity === undefined) continue;
    reading.ruleOf[mention.index] = rule.name;
    return entity;
  }
  return null;
}

const isPast = (rank: string): boolean => rank === 'former' || rank === 'ex';

/** A last name alone is filed with its style or title: "Lord Carrow", "Captain Idriss", "Prime Minister Lindqvist-Aho". */
function styledName(entity: Entity, { departments }: Lexicon): string {
  const title = entity.titles.find(
    ({ role, ranks }) => role.groups.length > 0 && !RELATIONS.has(role.role) && !ranks.some(isPast),
  );
  if (entity.kind !== 'person' || entity.described || entity.name.includes(' ')) return entity.name;
  if (entity.style) return `${entity.style} ${entity.name}`;
  if (!title) return entity.name;
  const office = title.role.role.split(' ');
  const words = [
    ...title.text.split(' ').filter((word) => office.includes(word) || departments.has(word)),
    entity.name,
  ];
  return words.length > 4
    ? entity.name
    : words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ');
}

/** The name under which an entity is filed: a person's in capitals as others write it. */
function nameOf(entity: Entity, reading: Reading): string {
  if (entity.speaker) return entity.speaker.name;
  const name = styledName(entity, reading.directory.lexicon);
  const person =
    entity.kind === 'person' ||
    entity.kind === 'unknown' ||
    (entity.kind !== 'country' && reading.labelled.has(entity));
  const shouted = isShoutedName(name) || (reading.labelled.has(entity) && entity.kind === 'person');
  return person && !entity.described && shouted ? calmName(name) : name;
}

/** The lasting reference of an entity; null where its name has no letter. */
function refer(entity: Entity, reading: Reading): SpeakerRef | null {
  if (entity.speaker) return referTo(entity.speaker);
  const name = nameOf(entity, reading);
  const id = slugName(name.replace(/['’]s\b/g, ''));
  return id === '' ? null : { id, name };
}

/** Ids of the countries that the words name, and of those whose capitals they name. */
function namedCountries(
  words: readonly Word[],
  lexicon: Lexicon,
): { readonly countries: ReadonlySet<string>; readonly capitals: ReadonlySet<string> } {
  const countries = new Set<string>();
  const capitals = new Set<string>();
  words.forEach(({ capital }, at) => {
    const named = capital ? countryStartingAt(words, at, words.length, lexicon) : null;
    if (named) (named.by === 'capital' ? capitals : countries).add(named.country.id);
  });
  return { countries, capitals };
}

/**
 * Reads the article once; every later answer is a look-up. Linear in the article's length. `sources` are the spans of
 * those who are known to say something: later pronouns mean them rather than others.
 */
export function resolveSpeakers(
  document: Document,
  everybody: SpeakerDirectory,
  sources: readonly Span[] = [],
  quotations: readonly Quotation[] = findQuotations(document.text, document.paragraphs),
  observe: Reading['observe'] = null,
): ArticleSpeakers {
  const article = readWords(document, quotations);
  const namesakes = findNamesakes(article.words, everybody.lexicon);
  const directory = withoutNamesakes(article.words, namesakes, everybody);
  const scanned = scanMentions({ ...article, namesakes, codes: findCodes(article.words) }, directory);
  const mentions = addSources(scanned, sources, article.words, directory.lexicon);
  const reading: Reading = {
    document,
    directory,
    article,
    mentions,
    entities: createEntityIndex(directory.lexicon),
    date: document.publishedAt,
    ...namedCountries(article.words, directory.lexicon),
    appositions: findAppositions(mentions, article.words, directory.lexicon),
    entityOf: mentions.map(() => null),
    ruleOf: mentions.map(() => ''),
    focus: [],
    protagonist: createProtagonist(),
    labelled: new Set(),
    ages: new Map(),
    seats: new Set(),
    observe,
  };
  linkMentions(reading, sources);
  return {
    resolve: (span) => resolveSpan(span, reading),
    interviewee: () => resolveAnswer(reading),
    mentions: (sentence) => listMentions(sentence, reading),
    named: (span) => listNamed(span, reading),
  };
}

function spanOf(from: number, to: number, words: readonly Word[]): Span {
  return { start: words[from]?.start ?? 0, end: words[to - 1]?.end ?? 0 };
}

function listMentions(sentence: number, reading: Reading): readonly ArticleMention[] {
  const { words } = reading.article;
  return reading.mentions
    .slice(firstAtSentence(sentence, reading.mentions), firstAtSentence(sentence + 1, reading.mentions))
    .map((mention) => {
      const entity = reading.entityOf[mention.index] ?? null;
      return {
        span: spanOf(mention.from, mention.to, words),
        kind: entity?.kind ?? (mention.form === 'pronoun' ? 'unknown' : mention.kind),
        speaker: entity ? refer(entity, reading) : null,
        pronoun: mention.form === 'pronoun',
      };
    });
}

function listNamed(span: Span, reading: Reading): readonly NamedSpeaker[] {
  const { words } = reading.article;
  const to = wordAt(span.end - 1, words) + 1;
  return mentionsWithin(wordAt(span.start, words), to, reading).flatMap((mention) => {
    const entity = reading.entityOf[mention.index];
    if (mention.form !== 'name' || mention.headTo > to || !entity || entity.described) return [];
    const speaker = refer(entity, reading);
    const fully = entity.speaker !== null || entity.name.includes(' ');
    return speaker === null ? [] : [{ kind: entity.kind, speaker, fully }];
  });
}

/** Index of the first mention of the sentence or of a later one: mentions are in text order. */
function firstAtSentence(sentence: number, mentions: readonly Mention[]): number {
  return firstFrom(sentence, mentions.length, (index) => mentions[index]?.sentence ?? 0);
}

const UNRESOLVED: Resolution = {
  speaker: null,
  kind: 'unknown',
  office: null,
  by: 'unresolved',
  confidence: 0,
};

const RELATIVE: ReadonlySet<string> = new Set(['who', 'which', 'that', 'whose', 'whom', 'where']);

function resolveSpan(span: Span, reading: Reading): Resolution {
  const { words } = reading.article;
  const from = afterTime(afterDateline(wordAt(span.start, words), span.end, words), words);
  let to = wordAt(span.end - 1, words) + 1;
  if (to === from + 1 && isAnswerLabel(from, reading)) return resolveAnswer(reading);
  for (let i = from + 1; i < to; i += 1) {
    const folded = words[i]?.folded ?? '';
    // "the target of that attack"
    if (RELATIVE.has(folded) && !(folded === 'that' && PREPOSITIONS.has(words[i - 1]?.folded ?? ''))) to = i;
  }
  // "HRH the Prime Minister": the style was taken for a name
  const styled = to === from + 1 && /^H(?:E|H|M|RH|SH)$/.test(words[from]?.text ?? '');
  const holder = styled
    ? mentionsWithin(to, to + LONGEST_HEAD, reading).find((m) => m.from === to)
    : undefined;
  if (holder) return resolveSpan(spanOf(holder.from, holder.to, words), reading);
  const initials = to === from + 1 && words[from]?.allCaps && words[to]?.text === ':';
  const initialled = initials ? personOfInitials(words[from]?.text ?? '', reading) : undefined;
  if (initialled) return resolvedAs(initialled, reading, 'short-name');
  const loose = findLoosely(from, to, reading);
  if (loose) return resolvedAs(loose.entity, reading, loose.by);
  const inside = mentionsWithin(from, to, reading);
  const outer = describedBefore(from, reading);
  if (outer) return resolveSpan(spanOf(outer.from, to, words), reading);
  const around = nameAround(from, reading);
  const owning = around ? ownedBy(around, reading) : undefined;
  if (owning) return resolveSpan(spanOf(owning.from, around?.to ?? to, words), reading);
  const named = titledName(from, to, reading) ?? around ?? namedBefore(from, to, inside, reading);
  const apposed = named ? undefined : apposedName(from, to, inside, reading);
  const head = named ?? apposed ?? headMention(inside);
  const unread =
    !head ||
    (head !== apposed &&
      (isMere(head, to, reading) ||
        isCompound(head, inside, to, reading) ||
        hasOtherHead(head, from, to, inside, reading)));
  const describes = unread || (head.form === 'description' && !head.plural);
  const beside = describes ? nameBeside(from, to, inside, reading) : null;
  if (beside) return resolvedAs(beside, reading, 'apposition');
  if (unread) return describeSpan(from, to, reading);
  const members = coordinated(head, inside, reading);
  const entity = (members.length === 1 ? members[0] : reading.entityOf[head.index]) ?? null;
  const office = officeOf(head, inside, reading);
  if (members.length > 1) {
    // "her campaign and two unions": by what each is called, where the words alone do not tell
    const told = !/^(?:his|her|its|their)$/.test(words[from]?.folded ?? '');
    const described = told && members.some((member) => member.described);
    const names = members.map((member) => refer(member, reading)?.name ?? '');
    // "Lisk and the Harbour League": as the article writes it, under one id however that is
    const written = names.map((one, i) =>
      i > 0 && inside.some((m) => hasArticle(m, members[i], reading)) ? `the ${one}` : one,
    );
    const name = described
      ? wordsOf(skipArticle(from, words), Math.min(to, from + LONGEST_DESCRIPTION), reading)
      : LIST.format(written);
    return {
      speaker: { id: slugName(described ? name : LIST.format(names)), name },
      kind: 'group',
      office,
      by: 'coordination',
      confidence: 0.9,
    };
  }
  if (!entity && head.form === 'name' && isPlain(head, reading)) return describeSpan(from, to, reading);
  if (!entity) return { ...UNRESOLVED, kind: head.form === 'pronoun' ? 'unknown' : head.kind, office };
  const by = reading.ruleOf[head.index] ?? '';
  return {
    speaker: refer(entity, reading),
    kind: entity.kind,
    office,
    by,
    confidence: CONFIDENCE[by] ?? 0.5,
  };
}

const LIST = new Intl.ListFormat('en-GB', { type: 'conjunction' });

/** "A diplomat close to [the talks]": the description that the span was cut from. */
function describedBefore(from: number, reading: Reading): Mention | undefined {
  const { words } = reading.article;
  const sentence = words[from]?.sentence;
  if (words[from - 2]?.sentence !== sentence || !/^(?:to|with|on|by)$/.test(words[from - 1]?.folded ?? ''))
    return undefined;
  if (!/^(?:close|familiar|briefed)$/.test(words[from - 2]?.folded ?? '')) return undefined;
  return mentionsWithin(Math.max(0, from - LONGEST_HEAD), from - 2, reading).findLast(
    (m) => m.form === 'description' && m.headTo === from - 2 && m.sentence === sentence,
  );
}

/** Words from the head of a description to the end of its addition. */
const LONGEST_HEAD = 6;

function resolvedAs(entity: Entity, reading: Reading, by: string): Resolution {
  return {
    speaker: refer(entity, reading),
    kind: entity.kind,
    office: null,
    by,
    confidence: CONFIDENCE[by] ?? 0.5,
  };
}

/** "A:" is whoever the interview is with. */
function resolveAnswer(reading: Reading): Resolution {
  const entity = findInterviewee(reading);
  if (!entity) return UNRESOLVED;
  const first = reading.focus.find((item) => item.entity === entity)?.mention;
  const resolution = resolvedAs(entity, reading, 'interviewee');
  return first
    ? { ...resolution, mention: spanOf(first.headFrom, first.headTo, reading.article.words) }
    : resolution;
}

/** A dateline is no longer than this many words. */
const LONGEST_DATELINE = 12;

/** "KJELVIK, May 2 (CPS) — The minister": the first word after the dateline's dash; `from` where there is none. */
function afterDateline(from: number, end: number, words: readonly Word[]): number {
  if (!words[from]?.allCaps) return from;
  for (let i = from + 1; i < from + LONGEST_DATELINE && (words[i]?.end ?? end) < end; i += 1) {
    if (/^[-–—]+$/.test(words[i]?.text ?? '')) return i + 1;
  }
  return from;
}

/** "The National Rescue Front, [the largest of the rebel groups], denied it": the name before an apposition cut off from it. */
function namedBefore(
  from: number,
  to: number,
  inside: readonly Mention[],
  reading: Reading,
): NameMention | undefined {
  const { words } = reading.article;
  if (words[from - 1]?.text !== ',' || words[to]?.text !== ',' || !ARTICLES.has(words[from]?.folded ?? ''))
    return undefined;
  const name = mentionsWithin(Math.max(0, from - LONGEST_HEAD), from - 1, reading).at(-1);
  if (
    name?.form !== 'name' ||
    name.to !== from - 1 ||
    name.modifier ||
    name.sentence !== words[from]?.sentence
  )
    return undefined;
  // "In Lisk, the envoy, …": a place, and somebody else
  const before = words[name.from - 1];
  const placed = before?.sentence === name.sentence && PREPOSITIONS.has(before.folded);
  const named = inside.some(
    (mention) =>
      mention.form === 'name' && !PREPOSITIONS.has(beforeArticle(mention.from, words)?.folded ?? ''),
  );
  return placed || named ? undefined : name;
}

/** The word before a mention, its article passed over: the "at" of "at the University". */
const beforeArticle = (from: number, words: readonly Word[]): Word | undefined =>
  words[words[from - 1]?.folded === 'the' ? from - 2 : from - 1];

/** "15:22 The finance minister says": the word after the time of an entry in a live feed. */
function afterTime(from: number, words: readonly Word[]): number {
  return /^\d{1,2}[:.]\d\d$/.test(words[from]?.text ?? '') ? from + 1 : from;
}

/** Words of a style and its stop before a name, and the name's first. */
const LONGEST_STYLE = 3;

/** "Finance minister" cut off from "Olga Verhaal": the name whose title or honorific the span is. */
function titledName(from: number, end: number, reading: Reading): NameMention | undefined {
  const { words } = reading.article;
  const to = afterRetired(words, end, words.length);
  // "her colleague" before "Dr. Bo Tarn"
  const behind = mentionsWithin(to, to + LONGEST_STYLE, reading);
  const next = behind.find((m) => m.headFrom === to || m.from <= from);
  if (next?.form !== 'name' || next.from > from || next.headFrom < to) return undefined;
  return next;
}

/** "the office of Prime Minister Tamas Gori": the description that goes on with "of" and the name. */
function ownedBy(name: NameMention, reading: Reading): Mention | undefined {
  const { words } = reading.article;
  const before = words[name.from - 1];
  if (before?.folded !== 'of' || before.sentence !== name.sentence) return undefined;
  return mentionsWithin(Math.max(0, name.from - LONGEST_HEAD), name.from - 1, reading).findLast(
    (m) => m.form === 'description' && m.headTo === name.from - 1,
  );
}

/** No description before an apposed name is longer than this many words. */
const LONGEST_APPOSED = 14;

/** "The Assembly’s envoy abroad, Simon Tavira,", "window cleaner Barry Olu": a single person is described, then named. */
function apposedName(
  from: number,
  to: number,
  inside: readonly Mention[],
  reading: Reading,
): NameMention | undefined {
  const { words } = reading.article;
  const { lexicon } = reading.directory;
  // "the agent before the court, Bo Tarn,": not the court
  const isBehind = (mention: Mention): boolean =>
    mention.form === 'description' &&
    mention.kind === 'body' &&
    mention.from > from &&
    /^(?:before|at|to)$/.test(words[mention.from - 1]?.folded ?? '');
  const first = inside.find((mention) => !mention.modifier && !isBehind(mention));
  if (first?.form === 'name' && first.from <= from) return undefined;
  if (first?.form === 'pronoun' || (first?.form === 'description' && first.plural)) return undefined;
  if (first && first.form === 'description' && first.kind !== 'person') {
    const speaking = inside.find((m) => m.form === 'name' && m.title !== null && speaksFor(m.title, first));
    return speaking?.form === 'name' ? speaking : undefined;
  }
  const next = mentionsWithin(to, to + 1, reading)[0];
  // "window cleaner" cut off from "Barry Olu"
  const bare = !lexicon.functionWords.has(words[from]?.folded ?? '') && words[to - 1]?.folded !== '';
  if (
    bare &&
    next?.form === 'name' &&
    next.headFrom === to &&
    next.kind !== 'body' &&
    next.kind !== 'country'
  )
    return next.sentence === words[from]?.sentence ? next : undefined;
  for (const mention of reading.mentions.slice(inside[0]?.index ?? 0, (inside.at(-1)?.index ?? -2) + 2)) {
    if (mention.form !== 'name' || mention.modifier || mention.from <= from) continue;
    if (mention.sentence !== words[from]?.sentence || mention.from - from > LONGEST_APPOSED) return undefined;
    if (mention.kind === 'body' || mention.kind === 'country' || mention.headTo - mention.headFrom < 2)
      continue;
    const before = words[mention.from - 1];
    const after = words[mention.to];
    const closes = after?.sentence !== mention.sentence || mention.to >= to || /^[,.;:)]$/.test(after.text);
    if (before?.text === ',' && mention.from <= to + 1) {
      const phrase = words.slice(from, mention.from - 1);
      if (isPrincipal(mention, inside, reading)) return undefined;
      if (closes && phrase.every((word) => word.folded !== '' || word.glued || /^['’-]/.test(word.text)))
        return mention;
      return undefined;
    }
    // "former minister under Ada Lind, Bo Tarn": under whom
    if (before?.folded === 'under') continue;
    if (mention.to < to || !before || before.capital || before.folded === '') return undefined;
    const between = words.slice(from, mention.from);
    const noun = !lexicon.functionWords.has(before.folded) && !lexicon.speechVerbs.has(before.folded);
    return noun && !between.some(({ folded }) => PREPOSITIONS.has(folded)) ? mention : undefined;
  }
  return undefined;
}

/** Whether the name is that of whoever is inside the description, as `principalOf` found. */
const isPrincipal = (name: NameMention, inside: readonly Mention[], { appositions }: Reading): boolean => {
  const [outer] = inside;
  return (
    outer?.form === 'description' &&
    !appositions.has(outer.index) &&
    inside.some((m) => m !== outer && m.headFrom < outer.to && appositions.get(m.index) === name.index)
  );
};

/** Words between the comma and a name beside a description: ", Solidar's own Berit Eikanger". */
const FAR_COMMA = 4;

/** "The mayor of Northhavn, Solidar's own Berit Eikanger", "League trade and industry commissioner Bo Tarn": the name at the end. */
function nameBeside(from: number, to: number, inside: readonly Mention[], reading: Reading): Entity | null {
  const { words } = reading.article;
  const last = inside.at(-1);
  let end = to;
  while (end > from && words[end - 1]?.folded === '') end -= 1;
  if (last?.form !== 'name' || last.headTo !== end || last.modifier) return null;
  const entity = reading.entityOf[last.index] ?? null;
  // "the data provider Ticka"
  if (last.kind === 'unknown' || last.kind === 'body') {
    const between = words.slice(from + 1, last.from);
    const named = between.length > 1 && between.every(({ folded, capital }) => folded !== '' && !capital);
    const { functionWords } = reading.directory.lexicon;
    return words[from]?.folded === 'the' && named && !between.some(({ folded }) => functionWords.has(folded))
      ? entity
      : null;
  }
  if (last.kind !== 'person' || last.short) return null;
  if (endsInName(last, from, reading)) return entity;
  const described = inside[0];
  if (described?.form === 'description' && described.kind !== 'person') return null;
  if (isPrincipal(last, inside, reading)) return null;
  const start = Math.max(from + 1, last.from - FAR_COMMA);
  const parted = words.slice(start, last.from).some(({ text }) => text === ',');
  // "The daughter of the late magnate Sir Bo Tarn": whose she is
  const owns = words.slice(from, last.from).some(({ folded }) => folded === 'of');
  return parted || (last.honorific && !owns) ? entity : null;
}

/** Nothing but nouns, one of them or an office right before the name: "retired agent and harbour specialist Ada Tarn". */
function endsInName(name: NameMention, from: number, { article: { words }, directory }: Reading): boolean {
  const { functionWords, speechVerbs } = directory.lexicon;
  const before = words[name.from - 1];
  const offices = name.title !== null || (before?.capital === false && !functionWords.has(before.folded));
  const plain = words
    .slice(from, name.from)
    .every(
      ({ folded, glued }) =>
        (folded !== '' || glued) &&
        !speechVerbs.has(folded) &&
        (folded === 'and' || ARTICLES.has(folded) || !functionWords.has(folded)),
    );
  return offices && plain && name.from > from;
}

/** "Salas" cut off from "Ferran Puig-Salas": the name in whose middle the span begins. */
function nameAround(from: number, reading: Reading): NameMention | undefined {
  const around = mentionsWithin(Math.max(0, from - LONGEST_HEAD), from, reading).findLast(
    (mention) => mention.form === 'name' && mention.kind !== 'country' && mention.headTo > from,
  );
  return around?.form === 'name' ? around : undefined;
}

/** "the Kremlin press pool": the name only says of what kind the noun after it is. */
function isMere(head: Mention, to: number, reading: Reading): boolean {
  if (head.form !== 'name' || head.kind === 'person') return false;
  const next = head.to < to ? reading.article.words[head.to] : undefined;
  if (!next || next.folded === '' || next.capital || isPossessiveMark(next)) return false;
  const { lexicon } = reading.directory;
  return !lexicon.functionWords.has(next.folded) && !lexicon.speechVerbs.has(next.folded);
}

/** "the official tally": what looks like an office says of what kind the noun after it is. */
function isCompound(head: Mention, inside: readonly Mention[], to: number, reading: Reading): boolean {
  if (head.form !== 'description' || head.to !== head.headTo || head.to >= to || head.plural) return false;
  const next = reading.article.words[head.to];
  // "an official government Telegram account"
  const account = inside.find(({ headFrom, headTo }) => headFrom === head.to + 1 && headTo === to);
  if (next?.capital && account?.form === 'description' && account.kind === 'document') return true;
  if (!next || !/^\p{Ll}/u.test(next.text) || inside.some(({ from }) => from === head.to)) return false;
  // "figures released by the council"
  if (/(?:ed|en|wn)$/.test(next.folded)) return false;
  const { lexicon } = reading.directory;
  return !lexicon.functionWords.has(next.folded) && !lexicon.speechVerbs.has(next.folded);
}

/** "one wag on the negotiating team", "dealers at Lakeside Bank": the first known mention stands behind a preposition. */
function hasOtherHead(
  head: Mention,
  from: number,
  to: number,
  inside: readonly Mention[],
  reading: Reading,
): boolean {
  const { words } = reading.article;
  // "the committee's rules": only the possessor is known
  if (head.possessive && head.to + (head.form === 'pronoun' ? 0 : 1) < to) return true;
  // the "of" of "House of Commons Speaker Bo Tarn" is part of a name
  const named = (at: number): boolean =>
    inside.some((m) => m.form === 'name' && m.modifier && m.from <= at && at < m.to);
  for (let i = from + 1; i < head.from; i += 1)
    if (PREPOSITIONS.has(words[i]?.folded ?? '') && !named(i)) return true;
  return false;
}

const PREPOSITIONS: ReadonlySet<string> = new Set(
  'of on at in for from by with to near under over'.split(' '),
);

/** No description is filed that is longer than this many words. */
const LONGEST_DESCRIPTION = 12;

const ARTICLES: ReadonlySet<string> = new Set(['the', 'a', 'an']);

const PRONOUN_LIKE: ReadonlySet<string> = new Set(
  'he she it they i we you who which that this these those his her its their him them my our your'.split(' '),
);

/** "her client": filed under the name of whose it is. */
function describeOwned(from: number, to: number, reading: Reading): Resolution {
  const { words } = reading.article;
  const pronoun = mentionsWithin(from, from + 1, reading)[0];
  const owner = pronoun ? reading.entityOf[pronoun.index] : null;
  let end = from + 1;
  while (end < to && end < from + LONGEST_DESCRIPTION && words[end]?.folded !== '') end += 1;
  if (!owner || end === from + 1) return UNRESOLVED;
  const name = `${refer(owner, reading)?.name ?? owner.name}'s ${wordsOf(from + 1, end, reading)}`;
  return describedAs(name);
}

function describedAs(name: string): Resolution {
  const id = slugName(name.replace(/['’]s\b/g, ''));
  if (id === '') return UNRESOLVED;
  return {
    speaker: { id, name },
    kind: 'unknown',
    office: null,
    by: 'words',
    confidence: CONFIDENCE.words ?? 0.5,
  };
}

const POSSESSIVE_PRONOUNS: ReadonlySet<string> = new Set(['his', 'her', 'its', 'their']);

/** Function words that may open a description. */
const QUANTITIES: ReadonlySet<string> = new Set(
  'one two three four five six seven eight nine ten some several many few others both another most all other senior former top'.split(
    ' ',
  ),
);

/** A source that no list knows ("shipowners", "the slip"): filed by its words up to the first mark. */
function describeSpan(from: number, to: number, reading: Reading): Resolution {
  const { words } = reading.article;
  let start = from;
  while (start < to && (ARTICLES.has(words[start]?.folded ?? '') || words[start]?.folded === '')) start += 1;
  if (POSSESSIVE_PRONOUNS.has(words[start]?.folded ?? '')) return describeOwned(start, to, reading);
  const opening = words[start]?.folded ?? '';
  if (PRONOUN_LIKE.has(opening)) return UNRESOLVED;
  // "No 10"
  const written = words.slice(start, Math.min(to, start + LONGEST_DESCRIPTION)).map(({ text }) => text);
  const [listed] = reading.directory.byName(written.join(' ')).filter(({ kind }) => kind === 'body');
  if (listed)
    return { ...describedAs(listed.name), speaker: { id: listed.id, name: listed.name }, kind: 'body' };
  if (reading.directory.lexicon.functionWords.has(opening) && !QUANTITIES.has(opening)) return UNRESOLVED;
  // "Both said": the two who were named last
  if (opening === 'both' && to === start + 1) {
    const last = reading.focus.findLastIndex(({ mention }) => mention.to <= start);
    const sentence = words[start]?.sentence ?? 0;
    const people = reading.focus
      .slice(0, last + 1)
      .flatMap(({ entity }) => (entity.kind === 'person' || entity.plural ? [entity] : []));
    const [second, first] = [...new Set(people.reverse())];
    // "They believe, both say"
    if (second?.kind === 'group' && second.name.includes(' and ')) return describedAs(second.name);
    // "An aide left, another stayed. Both praised her."
    const others = [first, second].some((entity) => entity?.described !== false);
    const pair = others ? null : findPair(last, sentence, null, reading);
    if (pair) return describedAs(pair.name);
  }
  let end = start;
  while (end < to && end < start + LONGEST_DESCRIPTION && (words[end]?.folded !== '' || words[end]?.glued))
    end += 1;
  return describedAs(wordsOf(start, beforeSeen(start + 1, end, words), reading));
}

/** Mentions whose head lies in the words `from` to `to`. */
function mentionsWithin(from: number, to: number, reading: Reading): readonly Mention[] {
  const { mentions } = reading;
  const first = firstFrom(from, mentions.length, (index) => mentions[index]?.headFrom ?? 0);
  const out: Mention[] = [];
  for (let i = first; i < mentions.length; i += 1) {
    const mention = mentions[i];
    if (!mention || mention.headFrom >= to) break;
    out.push(mention);
  }
  return out;
}

/** "ministry of external affairs spokesperson Ada Lind": what was read as "external affairs spokesperson" goes on with the body. */
const speaksFor = (title: Title, body: Mention): boolean =>
  body.form === 'description' &&
  /^(?:ministry|department|bureau)$/.test(body.noun) &&
  /^(?:spokes(?:man|woman|person)|official)$/.test(title.role.role) &&
  title.from > body.headTo &&
  title.from < body.complementTo;

/** The mention that the phrase is about: no possessor or modifier, and a name rather than the title before it. */
function headMention(inside: readonly Mention[]): Mention | undefined {
  const first = inside.find((mention) => !mention.modifier) ?? inside[0];
  if (!first || first.form === 'name') return first;
  return (
    inside.find(
      (m) =>
        m.form === 'name' &&
        !m.modifier &&
        m.title !== null &&
        m.title.from <= first.headFrom &&
        m.index !== first.index,
    ) ?? first
  );
}

/** "Presidents Tarn of Norova and Vance of Lutz": the word after what somebody is of; `at` where he is of nothing. */
function behindPlace(at: number, limit: number, words: readonly Word[]): number {
  if (words[at]?.folded !== 'of') return at;
  let to = at + 1;
  while (to < limit && words[to]?.capital) to += 1;
  return to > at + 1 ? to : at;
}

/** Whether the mention names the entity behind an article. */
const hasArticle = (mention: Mention, entity: Entity | undefined, reading: Reading): boolean =>
  mention.form === 'name' &&
  reading.entityOf[mention.index] === entity &&
  reading.article.words[mention.from - 1]?.folded === 'the';

const COLLEAGUES =
  /^(?:colleague|ally|rival|successor|predecessor|deputy|friend|aide|advis[eo]r|opponent|counterpart|lawyer|spokes(?:man|woman|person)|mentor|compatriot)$/;

/** "Petrov and Ivanova": the entities of names joined by "and", the head's first. */
function coordinated(head: Mention, inside: readonly Mention[], reading: Reading): readonly Entity[] {
  const { words } = reading.article;
  const first = reading.entityOf[head.index];
  if (!first || head.form === 'pronoun') return [];
  // "Council chair and Linzhao premier Guo Shulan": two offices of one man
  const named = inside.find(
    (m) => m.index > head.index && m.form === 'name' && m.title !== null && !m.modifier,
  );
  // … "Her party colleague and former minister Bo Tarn"
  const colleague =
    head.form === 'description' && head.determiner === 'possessive' && COLLEAGUES.test(head.noun);
  if (head.form === 'description' && (head.determiner === 'none' || colleague) && named && !head.plural) {
    const between = words.slice(head.to, named.from).map((word) => word.folded);
    const entity = reading.entityOf[named.index];
    if (between.join(' ') === 'and' && entity) return [entity];
  }
  const members = [first];
  /** After commas: appositions, unless an "and" ends the list. */
  let listed: Entity[] = [];
  let end = head.to;
  for (const mention of inside) {
    if (mention.index <= head.index || mention.form === 'pronoun' || mention.modifier) continue;
    // "the Union and the League"
    const between = words
      .slice(behindPlace(end, mention.from, words), mention.from)
      .map((word) => word.text)
      .filter((text, at) => at === 0 || text !== 'the' || mention.form !== 'name');
    if (between.length > 2 || !between.every((text) => /^(?:and|,|&)$/.test(text))) continue;
    const entity = reading.entityOf[mention.index];
    const own = entity && !members.includes(entity) && !listed.includes(entity) ? [entity] : [];
    const last = between.some((text) => text !== ',');
    if (last) members.push(...listed, ...own);
    listed = last ? [] : [...listed, ...own];
    if (last || (mention.form === 'name' && head.form === 'name')) end = mention.to;
  }
  return members;
}

/** The office as written, before the name or beside it. */
function officeOf(head: Mention, inside: readonly Mention[], reading: Reading): Span | null {
  const { words } = reading.article;
  if (head.form === 'pronoun') return null;
  if (head.form === 'name' && head.title) {
    return trimOffice(head.title.from, head.title.to, head, reading);
  }
  for (const mention of inside) {
    if (
      mention.form === 'description' &&
      mention.title &&
      !mention.plural &&
      isOffice(mention.title) &&
      reading.entityOf[mention.index] === reading.entityOf[head.index]
    ) {
      return spanOf(skipArticle(mention.from, words), mention.to, words);
    }
  }
  return null;
}

/** "source", "voter", "her sister": who somebody is, and no office. */
const isOffice = ({ role: { role } }: Title): boolean => !RELATIONS.has(role) && !ANYBODY.has(role);
const ANYBODY: ReadonlySet<string> = new Set(
  (
    'source insider whistleblower intermediary informant person man woman boy girl child teenager witness resident villager ' +
    'survivor victim refugee passenger tourist protester demonstrator supporter voter critic opponent participant reader ' +
    'bystander onlooker commuter motorist cyclist suspect defendant detainee prisoner inmate hostage pensioner retiree ' +
    'hero heroine newcomer firebrand heavyweight hardliner moderate'
  ).split(' '),
);

function skipArticle(first: number, words: readonly Word[]): number {
  const at = words[first]?.folded === 'both' && words[first + 1]?.folded === 'the' ? first + 1 : first;
  return /^(?:the|a|an)$/.test(words[at]?.folded ?? '') ? at + 1 : at;
}

function trimOffice(from: number, to: number, head: Mention, reading: Reading): Span | null {
  const { words } = reading.article;
  const start = skipArticle(from, words);
  const end = Math.min(to, head.headFrom);
  return end > start ? spanOf(start, end, words) : null;
}
