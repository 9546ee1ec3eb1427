// "the ministry", "the party", "the newspaper": the last body of whose name or description this is the noun.
import type { Entity } from '../entity.ts';
import { foldName } from '../fold-name.ts';
import { sameRoot } from '../match-title.ts';
import type { Rule } from '../reading.ts';

/** Nouns for any body: they mean one only where it was just mentioned. */
const ANY_BODY: ReadonlySet<string> = new Set([
  'group', 'organisation', 'organization', 'body', 'agency', 'institution', 'company', 'firm', 'outlet', 'newspaper',
  'paper', 'daily', 'magazine', 'broadcaster', 'channel', 'network', 'station', 'think tank', 'institute', 'operator',
  'regulator', 'watchdog', 'charity', 'bloc', 'alliance', 'union', 'association', 'foundation', 'conglomerate',
]); // biome-ignore format: one list
const NEAR_SENTENCES = 3;

export const linkBodyNounRule: Rule = {
  name: 'body-noun',
  apply(mention, reading) {
    if (mention.form !== 'description' || mention.plural) return undefined;
    if (mention.kind !== 'body' && mention.kind !== 'country') return undefined;
    if (mention.determiner !== 'definite' && mention.determiner !== 'demonstrative') return undefined;
    if (mention.complementTo > mention.complementFrom) return undefined;
    const { focus } = reading;
    const seen = new Set<Entity>();
    for (let i = focus.length - 1, n = 0; i >= 0 && n < 120; i -= 1, n += 1) {
      const item = focus[i];
      if (!item || seen.has(item.entity)) continue;
      const { entity } = item;
      seen.add(entity);
      if (entity.kind === 'person' || entity.plural) continue;
      const near = mention.sentence - item.mention.sentence <= NEAR_SENTENCES;
      if (mention.kind === 'country') {
        if (entity.kind === 'country' && near && !item.mention.modifier) return entity;
        continue;
      }
      if (entity.kind === 'country') continue;
      const words = foldName(entity.name).split(' ');
      const named = words.includes(mention.noun) || entity.nouns.has(mention.noun);
      const qualified = mention.qualifiers.every(
        (q) => words.some((word) => sameRoot(word, q)) || entity.nouns.has(q) || near,
      );
      if (named && qualified) return entity;
      if (ANY_BODY.has(mention.noun) && near && !item.mention.modifier && (item.speaks || item.weight >= 1))
        return entity;
    }
    return undefined;
  },
};
