// "A ministry official … Another official … The first official": which of those whom the article only describes.
import type { Entity } from '../entity.ts';
import type { Reading, Rule } from '../reading.ts';

const PLACES: ReadonlyMap<string, number> = new Map([
  ['first', 0],
  ['second', 1],
  ['third', 2],
]);
/** Mentions looked back over for those whom the article describes so. */
const MOST_MENTIONS = 60;

/** Those brought in by the noun, in the order in which they were; those of a group are none of them. */
function describedAs(noun: string, { focus }: Reading): readonly Entity[] {
  const found = new Set<Entity>();
  for (const { entity, mention } of focus.slice(-MOST_MENTIONS)) {
    const brought = mention.form === 'description' && mention.determiner !== 'definite';
    if (brought && entity.described && !entity.plural && entity.nouns.has(noun)) found.add(entity);
  }
  return [...found];
}

export const linkOrdinalRule: Rule = {
  name: 'ordinal',
  apply(mention, reading) {
    if (mention.form !== 'description' || mention.determiner !== 'definite' || mention.plural)
      return undefined;
    const word = reading.article.words[mention.from + 1]?.folded ?? '';
    const place = PLACES.get(word);
    if (place === undefined && word !== 'other') return undefined;
    if (mention.headFrom !== mention.from + 2 || mention.to !== mention.headTo) return undefined;
    const described = describedAs(mention.noun, reading);
    if (described.length < 2) return undefined;
    if (place !== undefined) return described[place];
    // "The other official": of two the one who did not speak last
    const last = reading.focus.findLast(({ entity }) => described.includes(entity))?.entity;
    return described.length === 2 ? described.find((entity) => entity !== last) : undefined;
  },
};
