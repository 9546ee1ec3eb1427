// "her counterpart", "his deputy", "the widow": whoever the article introduced as such, or who holds the same office elsewhere.
import type { Entity } from '../entity.ts';
import { sameRoot } from '../match-title.ts';
import type { DescriptionMention, Title } from '../mention.ts';
import type { Reading, Rule } from '../reading.ts';
import { choosePossessor } from './link-personal-pronoun.ts';
import { RELATIONS, staysNameless } from './link-role.ts';

/** Somebody last mentioned longer ago is not meant. */
const FAR_SENTENCES = 12;

/** Nobody has two who are introduced so: whoever was, is meant from the beginning of an article to its end. */
const KIN: ReadonlySet<string> = new Set([
  'father', 'mother', 'wife', 'husband', 'daughter', 'son', 'widow', 'widower',
]); // biome-ignore format: one list

function isWithinReach(entity: Entity, mention: DescriptionMention, reading: Reading): boolean {
  if (KIN.has(mention.noun) && !entity.described) return true;
  const last = reading.mentions[entity.lastMention];
  return last !== undefined && mention.sentence - last.sentence <= FAR_SENTENCES;
}

/** Whether an office may be of the country or body that the description names; one that names none fits any. */
function isOf(title: Title, known: Title, entity: Entity): boolean {
  if (title.country) return (known.country ?? entity.country)?.id === title.country.id;
  return title.of.length === 0 || title.of.some((a) => known.of.some((b) => sameRoot(a, b)));
}

/** Those introduced by the same noun: "her husband, Ola Lind, …", "Her husband said". */
function introducedSo(mention: DescriptionMention, title: Title, reading: Reading): readonly Entity[] {
  return reading.entities
    .titled()
    .filter(
      (entity) =>
        !entity.plural &&
        isWithinReach(entity, mention, reading) &&
        entity.titles.some((known) => known.role.role === title.role.role && isOf(title, known, entity)),
    );
}

/** "Her Velorian counterpart": of the same office as she. */
function colleagues(mention: DescriptionMention, title: Title, reading: Reading): readonly Entity[] {
  const owner = choosePossessor(mention, reading);
  if (!owner) return [];
  return reading.entities
    .titled()
    .filter(
      (entity) =>
        entity !== owner &&
        !entity.plural &&
        isWithinReach(entity, mention, reading) &&
        entity.titles.some(
          (known) => isOf(title, known, entity) && owner.titles.some(({ text }) => text === known.text),
        ),
    );
}

export const linkRelationRule: Rule = {
  name: 'relation',
  apply(mention, reading) {
    if (mention.form !== 'description' || !mention.title || mention.plural) return undefined;
    const { title } = mention;
    if (!RELATIONS.has(title.role.role) || title.ranks.length > 0 || staysNameless(mention, reading))
      return undefined;
    if (mention.determiner !== 'possessive' && mention.determiner !== 'definite') return undefined;
    const fits = ({ gender }: Entity) => !gender || !mention.gender || gender === mention.gender;
    const introduced = introducedSo(mention, title, reading).filter(fits);
    const [only] = introduced;
    if (introduced.length > 0) return introduced.length === 1 ? only : undefined;
    const elsewhere = title.country !== null || title.of.length > 0;
    if (title.role.role !== 'counterpart' && !(title.role.role === 'colleague' && elsewhere))
      return undefined;
    const [colleague, ...others] = colleagues(mention, title, reading).filter(fits);
    return others.length === 0 ? colleague : undefined;
  },
};
