// Whom an article is about: the person whom it mentions far more often than any other.
import type { Entity } from './entity.ts';

/** Mentions so far that make somebody the one, and how many times those of the next. */
const FEWEST_MENTIONS = 8;
const LEAD = 3;

export interface Protagonist {
  /** Counts a mention outside of quotations. Constant time. */
  count(entity: Entity): void;
  /** Null while there is none. */
  find(): Entity | null;
}

export function createProtagonist(): Protagonist {
  const counts = new Map<Entity, number>();
  let best: Entity | null = null;
  let most = 0;
  let next = 0;
  return {
    count(entity) {
      if (entity.kind !== 'person' || entity.described) return;
      const count = (counts.get(entity) ?? 0) + 1;
      counts.set(entity, count);
      if (entity === best) most = count;
      else if (count > most) {
        next = most;
        most = count;
        best = entity;
      } else if (count > next) next = count;
    },
    find: () => (most >= FEWEST_MENTIONS && most >= LEAD * next ? best : null),
  };
}
