// What an article tells of somebody beside his name, wherever it stands: offices held, bodies led, trades, acronyms.
import { isCodeAt } from './code-names.ts';
import type { Entity } from './entity.ts';
import { foldName } from './fold-name.ts';
import type { NameMention, Title } from './mention.ts';
import type { RoleEntry } from './name-lists.ts';
import { nounsBeside } from './nouns-beside.ts';
import { countryStartingAt } from './read-title.ts';
import { isLabel, type Reading } from './reading.ts';
import { ANY_BODY } from './rules/link-body-noun.ts';
import { linkFullName } from './rules/link-full-name.ts';

/** An office that stands beside the name in other words than a title's. */
const titleAt = (
  { from }: NameMention,
  role: RoleEntry,
  of: readonly string[] = [],
  nouns: readonly string[] = [],
): Title => ({ text: role.role, role, ranks: [], country: null, of, nouns, from, to: from });

/** What people are beside their offices ("a former archivist at the ministry") and what bodies are ("the Green Future party"). */
export function addNouns(reading: Reading): void {
  const { words } = reading.article;
  const { lexicon } = reading.directory;
  for (const mention of reading.mentions) {
    if (mention.form !== 'name') continue;
    const full = reading.entities.byFullName(mention.name);
    if (full) addBodyNoun(full, mention, reading);
    const [namesake, ...others] = mention.short ? reading.entities.bySurname(mention.name) : [];
    const entity = full ?? (others.length === 0 ? namesake : undefined);
    if (!entity) continue;
    if (entity.kind === 'person' || (entity.kind === 'unknown' && entity.name.includes(' '))) {
      for (const beside of nounsBeside(mention, words, lexicon)) entity.nouns.add(beside);
      if (isCodeAt(mention.headFrom, words)) entity.nouns.add('witness');
      addDoctor(entity, mention, reading);
    }
  }
}

/** "the Green Future party", "the Homeland party": what the name is of. */
export function addBodyNoun(entity: Entity, mention: NameMention, { article, directory }: Reading): void {
  const noun = article.words[mention.to];
  if (entity.kind === 'person' || !noun || noun.capital || !directory.lexicon.bodies.has(noun.folded)) return;
  // "the Velorian government" is none of Veloria's names
  if (mention.short && !ANY_BODY.has(noun.folded)) return;
  entity.nouns.add(noun.folded);
  if (entity.kind === 'unknown' && (!mention.short || article.words[mention.from - 1]?.folded === 'the'))
    entity.kind = 'body';
}

/** "Dr. Ada Tarn": "the doctor" means her, if anybody. */
function addDoctor(entity: Entity, mention: NameMention, { article, directory, entities }: Reading): void {
  const role = directory.lexicon.roles.get('doctor');
  const dot = article.words[mention.headFrom - 1]?.text === '.' ? 2 : 1;
  if (!role || !mention.honorific || article.words[mention.headFrom - dot]?.folded !== 'dr') return;
  entities.addTitle(entity, titleAt(mention, role));
}

/** "Spokesperson: Odile Ferran" at the head of a transcript: hers is every later "SPOKESPERSON:". */
export function addHeads(reading: Reading): void {
  const { words } = reading.article;
  for (const mention of reading.mentions) {
    if (mention.form !== 'description' || !mention.title || !isLabel(mention, words)) continue;
    const name = reading.mentions[mention.index + 1];
    if (name?.form !== 'name' || name.short || name.from !== mention.to + 1) continue;
    if (name.kind === 'body' || name.kind === 'country') continue;
    reading.entities.addTitle(linkFullName(name, reading), mention.title);
  }
}

/** "under the chairmanship of Sigrid Halm", "Dame Ruth Zielinski, who chairs the committee": she is the chair. */
export function addChairs(reading: Reading): void {
  const { words } = reading.article;
  const { lexicon } = reading.directory;
  for (const mention of reading.mentions) {
    if (mention.form !== 'name' || mention.short || mention.kind === 'body' || mention.kind === 'country')
      continue;
    const before = words.slice(Math.max(0, mention.from - 2), mention.from).map(({ folded }) => folded);
    const chaired = before.join(' ') === 'chairmanship of';
    const who = words[mention.to]?.text === ',' ? mention.to + 1 : mention.to;
    const verb = words[who]?.folded === 'who' ? LEADS.get(words[who + 1]?.folded ?? '') : undefined;
    const role = lexicon.roles.get(chaired ? 'chair' : (verb ?? ''));
    if (!role) continue;
    const at = chaired ? mention.from : who + 2;
    const led = chaired ? [] : words.slice(at, at + LONGEST_LED);
    const end = led.findIndex(({ text }) => /^[,.;:]$/.test(text));
    const body = led.slice(0, Math.max(0, end)).filter(({ folded }) => !lexicon.functionWords.has(folded));
    const of = body.filter(({ capital }) => capital).map(({ folded }) => folded);
    const nouns = body.filter(({ capital }) => !capital).map(({ folded }) => folded);
    reading.entities.addTitle(linkFullName(mention, reading), titleAt(mention, role, of, nouns));
  }
}

/** "the Highland League of Ada Tarn": whoever a party or a club is said to be of leads it. */
export function addOwners(reading: Reading): void {
  const { mentions, article, directory } = reading;
  const role = directory.lexicon.roles.get('leader');
  for (const mention of mentions) {
    const body = mentions[mention.index - 1];
    if (!role || mention.form !== 'name' || mention.short || mention.kind !== 'person') continue;
    if (body?.form !== 'name' || body.kind !== 'body' || body.to !== mention.from - 1) continue;
    if (article.words[body.to]?.folded !== 'of') continue;
    const of = foldName(body.name).split(' ');
    reading.entities.addTitle(linkFullName(mention, reading), titleAt(mention, role, of));
  }
}

/** What they are who do so. */
const LEADS: ReadonlyMap<string, string> = new Map([
  ['chairs', 'chair'],
  ['chaired', 'chair'],
  ['heads', 'head'],
  ['headed', 'head'],
  ['leads', 'leader'],
  ['led', 'leader'],
  ['runs', 'head'],
  ['owns', 'owner'],
]);

/** Words of the name of what is led. */
const LONGEST_LED = 7;

/** "Organisation for Border Oversight (OBO)": the bracketed capitals lead to the name before them. */
export function addAcronyms(reading: Reading): void {
  const { words } = reading.article;
  for (const mention of reading.mentions) {
    if (mention.form !== 'name' || mention.short || words[mention.to]?.text !== '(') continue;
    const inside = words[mention.to + 1];
    if (!inside?.allCaps || words[mention.to + 2]?.text !== ')') continue;
    const entity = reading.entities.byFullName(mention.name);
    if (entity) reading.entities.addAcronym(entity, inside.text);
  }
}

/** Words of a country in brackets. */
const LONGEST_COUNTRY = 6;

/** "ADA VALE (Norova) said" in minutes: she is "the representative of Norova" from there on. */
export function addDelegates(reading: Reading): void {
  const { words } = reading.article;
  const { lexicon } = reading.directory;
  const role = lexicon.roles.get('representative');
  for (const mention of reading.mentions) {
    if (!role || mention.form !== 'name' || mention.short || words[mention.to]?.text !== '(') continue;
    if (!isLabel(mention, words) || !words[mention.headFrom]?.allCaps) continue;
    const start = mention.to + 1;
    const inside = words.slice(start, start + LONGEST_COUNTRY);
    const length = inside.findIndex(({ text }) => text === ')');
    if (length < 1 || !inside[0]?.capital) continue;
    const country = countryStartingAt(words, start, start + length, lexicon)?.country ?? null;
    const of = country ? [] : inside.slice(0, length).map(({ folded }) => folded);
    const entity = linkFullName(mention, reading);
    reading.entities.addTitle(entity, { ...titleAt(mention, role, of), country });
    if (entity.kind === 'unknown') entity.kind = 'person';
    reading.seats.add(start);
  }
}
