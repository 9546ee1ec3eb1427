// "the two ministers", "both leaders", "the pair": two people named before, who speak as one.

import type { Entity } from './entity.ts';
import { fitEntity } from './match-title.ts';
import type { Title } from './mention.ts';
import type { Focus, Reading } from './reading.ts';

/** Both were mentioned at most this many sentences before. */
const NEAR_SENTENCES = 4;
const MOST_MENTIONS = 40;

/** Offices that say nothing of who is meant. */
const ANY_OFFICE: ReadonlySet<string> = new Set([
  'leader',
  'politician',
  'official',
  'man',
  'woman',
  'diplomat',
]);

/**
 * The two people mentioned last, up to focus `last`, of whom each fits `title`; null where they are not two or the title
 * fits none. Without a telling title there must be no third.
 */
export function findPair(
  last: number,
  sentence: number,
  title: Title | null,
  reading: Reading,
  sentences = NEAR_SENTENCES,
): Entity | null {
  const { focus, directory, date, entities } = reading;
  const telling = title !== null && !ANY_OFFICE.has(title.role.role);
  const found: Entity[] = [];
  for (let i = last, n = 0; i >= 0 && n < MOST_MENTIONS; i -= 1, n += 1) {
    const { entity, mention } = focus[i] as Focus;
    if (sentence - mention.sentence > sentences) break;
    const person = entity.kind === 'person' || (entity.kind === 'unknown' && entity.name.includes(' '));
    if (!person || entity.plural || entity.described || found.includes(entity)) continue;
    if (title?.role.gender && entity.gender && entity.gender !== title.role.gender) continue;
    if (telling && fitEntity(title, entity, directory, date) === 0) continue;
    found.push(entity);
    if (found.length > (telling ? 1 : 2)) break;
  }
  if (found.length !== 2) return null;
  const [second, first] = found as [Entity, Entity];
  const name = `${first.speaker?.name ?? first.name} and ${second.speaker?.name ?? second.name}`;
  return entities.create({
    kind: 'group',
    name,
    described: true,
    plural: true,
    gender: null,
    speaker: null,
    country: null,
  });
}
