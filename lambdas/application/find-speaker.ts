// Finds whom a client means by an id, a name or an alias: one speaker, several candidates, or nobody. Never a guess.
import { type Candidate, createProblem } from '../contract/problems.ts';
import { type SpeakerDirectory, surnameKey } from '../core/speakers/directory.ts';
import { foldName, transliterationKey } from '../core/speakers/fold-name.ts';
import type { Office } from '../core/speakers/speaker.ts';
import { done, type Outcome, refused } from './outcome.ts';
import type { KnownSpeaker, SpeakerStore } from './ports/speaker-store.ts';

export interface FindSpeakerPorts {
  readonly directory: SpeakerDirectory;
  readonly speakers: SpeakerStore;
}

/** Most speakers of the store that one name is compared with, and pages that are read for it. */
const SEARCH_PAGE = 100;
const SEARCH_PAGES = 5;
/** Candidates that an answer names. */
const MOST_CANDIDATES = 20;

/**
 * The speaker whose id is `key`; else the only one who fits it best, by the first of these that anybody fits: full name
 * or alias, its transliteration, last name. Problems: `unknown_speaker`, `ambiguous_speaker` with candidates.
 */
export async function findSpeaker(ports: FindSpeakerPorts, key: string): Promise<Outcome<KnownSpeaker>> {
  const { directory, speakers } = ports;
  const id = key.trim();
  const listed = directory.byId(id);
  if (listed) return done(fromDirectory(directory, listed.id));
  const stored = await speakers.get(id);
  if (stored) return done(stored);
  const fitting = await findByName(ports, key);
  const [only] = fitting;
  if (!only) return refused(createProblem('unknown_speaker'));
  if (fitting.length === 1) return done(only);
  return refused(
    createProblem('ambiguous_speaker', {
      detail: 'Ask again with the id of the one you mean.',
      candidates: fitting.slice(0, MOST_CANDIDATES).map((speaker) => describeCandidate(directory, speaker)),
    }),
  );
}

async function findByName(ports: FindSpeakerPorts, name: string): Promise<readonly KnownSpeaker[]> {
  const { directory } = ports;
  const folded = foldName(name);
  if (folded === '') return [];
  const known = new Map<string, KnownSpeaker>();
  for await (const speaker of searchStore(ports.speakers, name)) known.set(speaker.id, speaker);
  const listed = [...directory.byName(name), ...(folded.includes(' ') ? [] : directory.bySurname(name))];
  for (const { id } of listed) known.set(id, fromDirectory(directory, id));

  const sounds = transliterationKey(name);
  const tiers: readonly ((speaker: KnownSpeaker) => boolean)[] = [
    (speaker) => namesOf(speaker).some((alias) => foldName(alias) === folded),
    (speaker) => namesOf(speaker).some((alias) => transliterationKey(alias) === sounds),
    (speaker) => !folded.includes(' ') && surnameKey(speaker.name) === surnameKey(name),
  ];
  for (const fits of tiers) {
    const fitting = [...known.values()].filter(fits);
    if (fitting.length > 0) return fitting;
  }
  return [];
}

async function* searchStore(speakers: SpeakerStore, prefix: string): AsyncGenerator<KnownSpeaker> {
  let position: string | null = null;
  for (let page = 0; page < SEARCH_PAGES; page += 1) {
    const found: Awaited<ReturnType<SpeakerStore['search']>> = await speakers.search(prefix, {
      limit: SEARCH_PAGE,
      position,
    });
    yield* found.speakers;
    if (found.position === null) return;
    position = found.position;
  }
}

function namesOf(speaker: KnownSpeaker): readonly string[] {
  return [speaker.name, ...speaker.aliases];
}

function fromDirectory(directory: SpeakerDirectory, id: string): KnownSpeaker {
  const speaker = directory.byId(id);
  if (!speaker) throw new RangeError(`The directory has no speaker ${id}`);
  return { id, name: speaker.name, aliases: speaker.aliases ?? [] };
}

function describeCandidate(directory: SpeakerDirectory, speaker: KnownSpeaker): Candidate {
  const offices = directory.byId(speaker.id)?.offices ?? [];
  return { id: speaker.id, name: speaker.name, offices: offices.map(describeOffice) };
}

/** "foreign minister of velmora, 2029-05-02 to today". */
function describeOffice(office: Office): string {
  const of = office.of === undefined ? '' : ` of ${office.of}`;
  const time = office.from === undefined ? '' : `, ${office.from} to ${office.to ?? 'today'}`;
  return `${office.title}${of}${time}`;
}
