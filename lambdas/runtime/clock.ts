// The time and the identifiers of the machine.
import { randomBytes } from 'node:crypto';
import type { Clock, IdSource } from '../application/ports/clock.ts';

export const systemClock: Clock = { now: () => new Date().toISOString() };

/** 160 random bits in base64url. */
export const randomIds: IdSource = {
  create: (prefix) => `${prefix}${randomBytes(20).toString('base64url')}`,
};
