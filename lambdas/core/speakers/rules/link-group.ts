// "the sources" after "four industry sources": the last group with this noun.
import { foldName } from '../fold-name.ts';
import type { Rule } from '../reading.ts';

export const linkGroupRule: Rule = {
  name: 'group',
  apply(mention, reading) {
    if (mention.form !== 'description' || !mention.plural) return undefined;
    if (mention.determiner !== 'definite' && mention.determiner !== 'demonstrative') return undefined;
    if (mention.complementTo > mention.complementFrom) return undefined;
    const { focus, article } = reading;
    // "the Yellish staff" is none of the Mission's
    const owners = article.words
      .slice(mention.from, mention.headFrom)
      .filter(({ capital, first }) => capital && !first)
      .map(({ folded }) => folded);
    for (let i = focus.length - 1, n = 0; i >= 0 && n < 120; i -= 1, n += 1) {
      const item = focus[i];
      if (!item?.entity.plural) continue;
      if (!item.entity.nouns.has(mention.noun)) continue;
      const name = foldName(item.entity.name);
      if (owners.every((owner) => name.includes(owner))) return item.entity;
    }
    return undefined;
  },
};
