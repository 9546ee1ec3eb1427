// "the person", "the official", "the man": the nameless one who spoke last.
import type { Rule } from '../reading.ts';
import { isTrade } from '../trades.ts';

/** Those whom journalists leave without a name, and take up again by any of these words. */
const UNNAMED: ReadonlySet<string> = new Set([
  'person', 'source', 'official', 'diplomat', 'insider', 'aide', 'adviser', 'officer', 'man', 'woman',
]); // biome-ignore format: one list
/** A nameless source is taken up again at once. */
const NEAR_SENTENCES = 2;
const MOST_MENTIONS = 60;

export const linkSameSourceRule: Rule = {
  name: 'same-source',
  apply(mention, { focus }) {
    if (mention.form !== 'description' || mention.determiner !== 'definite' || mention.plural)
      return undefined;
    const unnamed = UNNAMED.has(mention.noun);
    if (!unnamed && (mention.title || !isTrade(mention.noun))) return undefined;
    if (mention.qualifiers.length > 0 || mention.to > mention.headTo) return undefined;
    for (let i = focus.length - 1, n = 0; i >= 0 && n < MOST_MENTIONS; i -= 1, n += 1) {
      const item = focus[i];
      if (!item) return undefined;
      const { entity } = item;
      // "a night watchman … the watchman", however far apart
      if (entity.described && !entity.plural && entity.nouns.has(mention.noun)) return entity;
      if (!unnamed) continue;
      if (mention.sentence - item.mention.sentence > NEAR_SENTENCES) return undefined;
      if (!item.speaks || entity.plural || entity.kind !== 'person') continue;
      const fits = !mention.gender || !entity.gender || mention.gender === entity.gender;
      return entity.described && fits ? entity : undefined;
    }
    return undefined;
  },
};
