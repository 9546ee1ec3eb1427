// The one total order of an article's versions: derived from what is stored, never from when it arrives.
import { sha256 } from '../hash-id.ts';

export interface VersionFacts {
  /** The source's own modification time, ISO 8601; null where it tells none. */
  readonly modifiedAt: string | null;
  /** S3's LastModified, ISO 8601. */
  readonly lastModified: string;
  readonly key: string;
  /** Hexadecimal; comparable under one key only; null where the upload was found without its notification. */
  readonly sequencer: string | null;
  readonly fingerprint: string;
}

/** S3's sequencers have up to 32 hexadecimal digits so far; they compare after padding on the left. */
const SEQUENCER_LENGTH = 32;

/**
 * A string that sorts as the versions do: by modification time, then LastModified, then the sequencer, then the hash.
 *
 * A source that tells no modification time counts as changed when it was uploaded, and none can count as changed after
 * that: a wrong clock at the source must not pin its article for ever. Sequencers compare under one key only, so the
 * key stands before them; comparing them only where keys are equal would be no order at all (it has cycles).
 */
export function orderVersion(facts: VersionFacts): string {
  const uploaded = normaliseTime(facts.lastModified) ?? '0000-01-01T00:00:00.000Z';
  const told = facts.modifiedAt === null ? null : normaliseTime(facts.modifiedAt);
  const modified = told === null || told > uploaded ? uploaded : told;
  const sequencer = (facts.sequencer ?? '').toUpperCase().padStart(SEQUENCER_LENGTH, '0');
  return [modified, uploaded, sha256(facts.key).slice(0, 12), sequencer, facts.fingerprint.slice(0, 16)].join(
    '_',
  );
}

/** ISO 8601 in UTC with milliseconds, so that strings compare as times; a bare date is its first instant. Null where unreadable. */
export function normaliseTime(time: string): string | null {
  const parsed = Date.parse(time);
  if (Number.isNaN(parsed)) return null;
  const normal = new Date(parsed).toISOString();
  return normal.length === 24 ? normal : null;
}
