// "the official", "the 45-year-old", "the lawmaker": the last speaker, where nothing that is known of him speaks against it.

import type { Entity } from '../entity.ts';
import { fitEntity } from '../match-title.ts';
import type { Rule } from '../reading.ts';

const NEAR_SENTENCES = 3;

export const linkRecentPersonRule: Rule = {
  name: 'recent-person',
  apply(mention, reading) {
    if (mention.form !== 'description' || !mention.title || mention.plural) return undefined;
    if (mention.determiner !== 'definite') return undefined;
    const { title } = mention;
    if (title.country || title.of.length > 0 || mention.complementTo > mention.complementFrom)
      return undefined;
    const { focus } = reading;
    let answer: Entity | undefined;
    for (let i = focus.length - 1; i >= 0; i -= 1) {
      const item = focus[i];
      if (!item || mention.sentence - item.mention.sentence > NEAR_SENTENCES) break;
      const { entity } = item;
      if (entity.kind !== 'person' || entity.plural || !item.speaks) continue;
      if (mention.gender && entity.gender && mention.gender !== entity.gender) continue;
      // somebody with a known office is called by it, not by another
      if (entity.titles.length > 0 && fitEntity(title, entity, reading.directory, reading.date) === 0)
        continue;
      if (entity.speaker && entity.titles.length === 0) continue;
      if (answer && answer !== entity) return undefined;
      answer = entity;
    }
    return answer;
  },
};
