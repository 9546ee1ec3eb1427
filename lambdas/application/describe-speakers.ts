// Shows speakers with what the directory knows of them and what they said: counts, first and last statement.
import type { z } from 'zod';
import type { Speaker } from '../contract/resources.ts';
import type { SpeakerDirectory } from '../core/speakers/directory.ts';
import type { CounterStore } from './ports/counter-store.ts';
import type { KnownSpeaker } from './ports/speaker-store.ts';
import type { StatementReader } from './ports/statement-reader.ts';

export interface DescribeSpeakersPorts {
  readonly directory: SpeakerDirectory;
  readonly counters: CounterStore;
  readonly reader: StatementReader;
}

type SpeakerResource = z.output<typeof Speaker>;

/** Undated statements come before all others, and are no end. */
const EARLIEST = '0001';
/** Capacity for the one statement at an end of a speaker's list; withdrawn ones in front of it may cost more. */
const END_CAPACITY = 5;

/** In the order given. */
export async function describeSpeakers(
  ports: DescribeSpeakersPorts,
  speakers: readonly KnownSpeaker[],
): Promise<readonly SpeakerResource[]> {
  const totals = await ports.counters.totals(
    'speaker',
    speakers.map(({ id }) => id),
  );
  return Promise.all(
    speakers.map(async (speaker, at) => {
      const count = Math.max(0, totals[at] ?? 0);
      const [first, last] =
        count === 0
          ? [null, null]
          : await Promise.all([
              readEnd(ports.reader, speaker.id, 'oldest'),
              readEnd(ports.reader, speaker.id, 'newest'),
            ]);
      return describeSpeaker(ports.directory, speaker, { count, first, last });
    }),
  );
}

async function readEnd(
  reader: StatementReader,
  speakerId: string,
  sort: 'oldest' | 'newest',
): Promise<string | null> {
  const page = await reader.page(
    { speakerId, from: EARLIEST, dateField: 'statedAt', includeWithdrawn: false, sort },
    { limit: 1, position: null, capacity: END_CAPACITY },
  );
  return page.items[0]?.statedAt?.date ?? null;
}

function describeSpeaker(
  directory: SpeakerDirectory,
  known: KnownSpeaker,
  statements: SpeakerResource['statements'],
): SpeakerResource {
  const listed = directory.byId(known.id);
  return {
    id: known.id,
    name: known.name,
    kind: listed?.kind ?? null,
    gender: listed?.gender ?? null,
    country: listed?.country ?? null,
    aliases: [...new Set([...(listed?.aliases ?? []), ...known.aliases])].filter(
      (alias) => alias !== known.name,
    ),
    offices: (listed?.offices ?? []).map(({ title, of, from, to }) => ({
      title,
      of: of ?? null,
      from: from ?? null,
      to: to ?? null,
    })),
    statements,
  };
}
