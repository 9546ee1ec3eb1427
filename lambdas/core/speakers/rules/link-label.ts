// "THE PRESIDENT:", "WITNESS:", "CHAIR:": labels of a transcript that name an office, by its title or its introduction.
import type { Entity } from '../entity.ts';
import { foldName } from '../fold-name.ts';
import type { DescriptionMention, Mention } from '../mention.ts';
import { isLabel, type Reading, type Rule } from '../reading.ts';
import type { Word } from '../words.ts';
import { entityOfName } from './entity-of-name.ts';

/** In mentions: an introduction is no longer. */
const MOST_MENTIONS = 60;
const CHAIRS = /^(?:chair|chairman|chairwoman|chairperson|president|speaker)$/;

/** "Remarks by President Lind and Prime Minister Tarn": whom the headline calls so. */
function namedInTitle({ noun }: DescriptionMention, reading: Reading): Entity | undefined {
  const { title } = reading.document;
  if (!title) return undefined;
  const at = ` ${title.toLowerCase()} `.indexOf(` ${noun} `);
  const name =
    at < 0
      ? undefined
      : /^(?:\p{Lu}[\p{L}’'-]+\s?){1,3}/u.exec(title.slice(at + noun.length + 1))?.[0].trim();
  if (!name) return undefined;
  const words = foldName(name).split(' ');
  const known = reading.entities.byFullName(name) ?? reading.entities.bySurname(words.at(-1) ?? '')[0];
  return (
    known ??
    reading.entities.create({
      kind: 'person',
      name,
      described: false,
      plural: false,
      gender: null,
      speaker: null,
      country: null,
    })
  );
}

/** Words from "was" to the name. */
const LONGEST_OFFICE = 10;

/** "The witness was Bo Tarn", "The witness was the gardener of the estate, Bo Tarn". */
function isCalled({ from, sentence }: Mention, noun: string, words: readonly Word[]): boolean {
  const first = words[from - 1]?.text === ',' ? from - LONGEST_OFFICE : from - 1;
  for (let at = from - 1; at >= Math.max(1, first) && words[at]?.sentence === sentence; at -= 1)
    if (/^(?:was|is)$/.test(words[at]?.folded ?? '')) return words[at - 1]?.folded === noun;
  return false;
}

/** "The witness was the gardener, Bo Tarn.", "In the chair: Ada Lind.": whom the introduction calls so. */
function introducedAs({ noun, index }: DescriptionMention, reading: Reading): Entity | undefined {
  const { words } = reading.article;
  for (const mention of reading.mentions.slice(0, Math.min(index, MOST_MENTIONS))) {
    if (mention.form === 'pronoun') continue;
    const before = words
      .slice(Math.max(0, mention.from - 3), mention.from)
      .map(({ text, folded }) => folded || text)
      .join(' ');
    const called = isCalled(mention, noun, words);
    const chairs = CHAIRS.test(noun) && /the chair [:was]+$/.test(before);
    if (!called && !chairs) continue;
    const entity = mention.form === 'name' ? entityOfName(mention, reading) : reading.entityOf[mention.index];
    if (entity && !entity.described && entity.kind !== 'body') return entity;
  }
  return undefined;
}

export const linkLabelRule: Rule = {
  name: 'labelled-office',
  apply(mention, reading) {
    if (mention.form !== 'description' || mention.plural || mention.kind !== 'person') return undefined;
    if (!isLabel(mention, reading.article.words)) return undefined;
    const entity = namedInTitle(mention, reading) ?? introducedAs(mention, reading);
    if (entity && mention.title) reading.entities.addTitle(entity, mention.title);
    return entity;
  },
};
