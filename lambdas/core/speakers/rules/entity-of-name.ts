// The entity of a name mention, whether the pass has come to it or not.
import type { Entity } from '../entity.ts';
import type { NameMention } from '../mention.ts';
import type { Reading } from '../reading.ts';
import { linkFullName } from './link-full-name.ts';
import { linkShortNameRule } from './link-short-name.ts';

export function entityOfName(name: NameMention, reading: Reading): Entity | null {
  const known = reading.entityOf[name.index];
  if (known) return known;
  return name.short ? (linkShortNameRule.apply(name, reading) ?? null) : linkFullName(name, reading);
}
