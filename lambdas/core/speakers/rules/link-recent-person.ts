// "the official", "the 45-year-old", "the lawmaker": the last speaker, where nothing that is known of him speaks against it.

import type { Entity } from '../entity.ts';
import { fitEntity } from '../match-title.ts';
import type { Rule } from '../reading.ts';

const NEAR_SENTENCES = 3;

/** Words that journalists use for anybody in public life. */
const VAGUE: ReadonlySet<string> = new Set([
  'lawmaker', 'politician', 'official', 'leader', 'diplomat', 'legislator', 'veteran', 'notary', 'man', 'woman', 'lawyer',
  'academic', 'economist', 'envoy', 'minister', 'conservative', 'liberal', 'nationalist', 'populist', 'chief', 'head',
]); // biome-ignore format: one list

export const linkRecentPersonRule: Rule = {
  name: 'recent-person',
  apply(mention, reading) {
    if (mention.form !== 'description' || !mention.title || mention.plural) return undefined;
    if (mention.determiner !== 'definite') return undefined;
    const { title } = mention;
    if (title.of.length > 0 || mention.complementTo > mention.complementFrom) return undefined;
    const { focus } = reading;
    let answer: Entity | undefined;
    for (let i = focus.length - 1; i >= 0; i -= 1) {
      const item = focus[i];
      if (!item || mention.sentence - item.mention.sentence > NEAR_SENTENCES) break;
      const { entity } = item;
      if (entity.kind !== 'person' || entity.plural || !item.speaks) continue;
      if (title.country && entity.country && title.country !== entity.country) continue;
      if (mention.gender && entity.gender && mention.gender !== entity.gender) continue;
      // somebody with a known office is called by it, or just now by a vague word
      const fits = fitEntity(title, entity, reading.directory, reading.date) > 0;
      const vague = mention.sentence - item.mention.sentence <= 2 && VAGUE.has(title.role.role);
      if (!fits && !vague && (entity.titles.length > 0 || entity.speaker)) continue;
      if (answer && answer !== entity) return undefined;
      answer = entity;
    }
    return answer;
  },
};
