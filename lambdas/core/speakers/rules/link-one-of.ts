// "one of them", "one of the three": a nameless member of the group before it.
import type { Rule } from '../reading.ts';

const MOST_MENTIONS = 40;

export const linkOneOfRule: Rule = {
  name: 'one-of',
  apply(mention, reading) {
    if (mention.form !== 'pronoun' || mention.pronoun !== 'one') return undefined;
    const { focus } = reading;
    for (let i = focus.length - 1, n = 0; i >= 0 && n < MOST_MENTIONS; i -= 1, n += 1) {
      const item = focus[i];
      if (!item?.entity.plural) continue;
      return reading.entities.create({
        kind: 'person',
        name: `one of ${item.entity.name}`,
        described: true,
        plural: false,
        gender: null,
        speaker: null,
        country: item.entity.country,
      });
    }
    return null;
  },
};
