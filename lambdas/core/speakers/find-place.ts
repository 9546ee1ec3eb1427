// "the country", "the kingdom", "the city": the place that is most to the fore.
import type { Entity } from './entity.ts';
import type { Focus, Reading } from './reading.ts';

/** The place was mentioned at most this many sentences before. */
const NEAR_SENTENCES = 3;
/** Mentions looked at: keeps hostile articles linear. */
const MOST_MENTIONS = 80;
/** Share of an earlier sentence's weight that is left for each sentence between. */
const DECAY = 0.6;
/** The best must outweigh the next by this factor, or none is meant. */
const MARGIN = 1.3;

/** The place that a noun means after focus `last`; undefined where two are about as likely. */
export function findPlace(last: number, sentence: number, reading: Reading): Entity | undefined {
  const scores = new Map<Entity, number>();
  for (let i = last, n = 0; i >= 0 && n < MOST_MENTIONS; i -= 1, n += 1) {
    const { entity, mention, weight } = reading.focus[i] as Focus;
    const distance = sentence - mention.sentence;
    if (distance > NEAR_SENTENCES) break;
    const place =
      entity.kind === 'country' || (entity.kind === 'unknown' && mention.form === 'name' && mention.short);
    if (!place || entity.plural || entity.described || mention.modifier || entity.titles.length > 0) continue;
    scores.set(entity, Math.max(scores.get(entity) ?? 0, weight * DECAY ** distance));
  }
  const [best, next] = [...scores].sort((a, b) => b[1] - a[1]);
  return best && best[1] >= MARGIN * (next?.[1] ?? 0) ? best[0] : undefined;
}
