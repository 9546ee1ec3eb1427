// Turns a filter as it is given into one that is evaluated: names become ids, words are folded, codes are checked.
import { createProblem, type Problem } from '../../contract/problems.ts';
import type { Filter } from '../../contract/webhook-resources.ts';
import type { SpeakerDirectory } from '../../core/speakers/directory.ts';
import { TOPIC_CODES } from '../../core/statements/topics.ts';
import { parseWordQuery } from '../../core/statements/words.ts';
import type { EndpointFilter, FilterWords } from '../../core/webhooks/endpoint-filter.ts';
import { type FindSpeakerPorts, findSpeaker } from '../find-speaker.ts';
import { done, type Outcome, refused } from '../outcome.ts';

/**
 * Problems, each naming the place by a pointer below `pointer` ("#/filter"): `unknown_speaker`, `ambiguous_speaker` with
 * candidates, `invalid_request` for topics that the taxonomy has not and words that cannot be read.
 */
export async function resolveFilter(
  ports: FindSpeakerPorts,
  given: Filter,
  pointer: string,
): Promise<Outcome<EndpointFilter>> {
  try {
    return done(await resolve(ports, given, pointer));
  } catch (error) {
    if (error instanceof Refusal) return refused(error.problem);
    throw error;
  }
}

/** The filter as the API shows it: with ids, and words as they were written. */
export function showFilter(filter: EndpointFilter): Filter {
  const { words, all, any, not, ...conditions } = filter;
  return {
    ...conditions,
    ...(words && { words: words.text }),
    ...(all && { all: all.map(showFilter) }),
    ...(any && { any: any.map(showFilter) }),
    ...(not && { not: showFilter(not) }),
  };
}

/** Leaves the walk through a filter at the first fault. */
class Refusal extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.title);
    this.problem = problem;
  }
}

async function resolve(ports: FindSpeakerPorts, given: Filter, pointer: string): Promise<EndpointFilter> {
  const { speakers, organisations, countries, topics, words, all, any, not, ...plain } = given;
  for (const [at, topic] of (topics ?? []).entries()) checkTopic(topic, `${pointer}/topics/${at}`);
  const each = (filters: readonly Filter[], member: string) =>
    Promise.all(filters.map((filter, at) => resolve(ports, filter, `${pointer}/${member}/${at}`)));
  return {
    ...plain,
    ...(topics && { topics }),
    ...(speakers && { speakers: await findAll(ports, speakers, `${pointer}/speakers`) }),
    ...(organisations && {
      organisations: await findAll(ports, organisations, `${pointer}/organisations`, isOffice),
    }),
    ...(countries && { countries: await findAll(ports, countries, `${pointer}/countries`, isOffice) }),
    ...(words !== undefined && { words: readWords(words, `${pointer}/words`) }),
    ...(all && { all: await each(all, 'all') }),
    ...(any && { any: await each(any, 'any') }),
    ...(not && { not: await resolve(ports, not, `${pointer}/not`) }),
  };
}

/** Ids, each once; `isId` knows ids that are no speakers. */
async function findAll(
  ports: FindSpeakerPorts,
  keys: readonly string[],
  pointer: string,
  isId: (directory: SpeakerDirectory, key: string) => boolean = () => false,
): Promise<readonly string[]> {
  const ids = new Set<string>();
  for (const [at, key] of keys.entries()) {
    if (isId(ports.directory, key)) {
      ids.add(key);
      continue;
    }
    const found = await findSpeaker(ports, key);
    if (!found.ok) {
      const { code, title, candidates } = found.problem;
      const errors = [{ pointer: `${pointer}/${at}`, code, detail: `${title}.` }];
      throw new Refusal(createProblem(code, { errors, ...(candidates && { candidates }) }));
    }
    ids.add(found.value.id);
  }
  return [...ids];
}

/** Whether somebody in the directory holds or held an office there, though it may not speak itself. */
function isOffice(directory: SpeakerDirectory, id: string): boolean {
  return directory.speakers.some(
    ({ country, offices }) => country === id || offices?.some(({ of }) => of === id) === true,
  );
}

function checkTopic(topic: string, pointer: string): void {
  if (TOPIC_CODES.includes(topic)) return;
  throw invalid(pointer, 'unknown_topic', 'GET /topics lists the codes.');
}

function readWords(text: string, pointer: string): FilterWords {
  const parsed = parseWordQuery(text);
  if (!parsed.ok) throw invalid(pointer, parsed.reason, parsed.detail);
  return { ...parsed.query, text };
}

function invalid(pointer: string, code: string, detail: string): Refusal {
  return new Refusal(createProblem('invalid_request', { errors: [{ pointer, code, detail }] }));
}
