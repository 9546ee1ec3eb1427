// Turns what a client asked into a filter: names become ids, words are folded, codes are checked.
import { createProblem, type Fault } from '../contract/problems.ts';
import type { AttributionType, Stance } from '../core/extraction/attribution.ts';
import { TOPIC_CODES } from '../core/statements/topics.ts';
import { parseWordQuery } from '../core/statements/words.ts';
import { type FindSpeakerPorts, findSpeaker } from './find-speaker.ts';
import { done, type Outcome, refused } from './outcome.ts';
import type { StatementFilter } from './ports/statement-reader.ts';

/** The conditions as the contract checks them; see `statementConditions`. */
export interface StatementConditions {
  readonly speaker?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly dateField: 'statedAt' | 'publishedAt';
  readonly type?: readonly AttributionType[] | undefined;
  readonly stance?: readonly Stance[] | undefined;
  readonly outlet?: string | undefined;
  readonly topic?: string | undefined;
  readonly about?: string | undefined;
  readonly q?: string | undefined;
  readonly minConfidence?: number | undefined;
  readonly includeWithdrawn: boolean;
  readonly sort: 'newest' | 'oldest';
}

/** Problems: `invalid_request` naming the parameter; `unknown_speaker` and `ambiguous_speaker` of `speaker` and `about`. */
export async function buildStatementFilter(
  ports: FindSpeakerPorts,
  conditions: StatementConditions,
): Promise<Outcome<StatementFilter>> {
  const faults: Fault[] = [];
  const words = conditions.q === undefined ? null : parseWordQuery(conditions.q);
  if (words && !words.ok) faults.push({ parameter: 'q', code: words.reason, detail: words.detail });
  const topicFault = checkTopic(conditions.topic);
  if (topicFault) faults.push(topicFault);
  const from = toUtc(conditions.from);
  const to = toUtc(conditions.to);
  const rangeFault = checkRange(conditions);
  if (rangeFault) faults.push(rangeFault);
  if (faults.length > 0) return refused(createProblem('invalid_request', { errors: faults }));

  const speakerId = await findId(ports, 'speaker', conditions.speaker);
  if (!speakerId.ok) return speakerId;
  const about = await findId(ports, 'about', conditions.about);
  if (!about.ok) return about;
  return done({
    ...(speakerId.value === undefined ? {} : { speakerId: speakerId.value }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    dateField: conditions.dateField,
    ...(conditions.type === undefined ? {} : { types: conditions.type }),
    ...(conditions.stance === undefined ? {} : { stances: conditions.stance }),
    ...(conditions.outlet === undefined ? {} : { outlet: conditions.outlet }),
    ...(conditions.topic === undefined ? {} : { topic: conditions.topic }),
    ...(about.value === undefined ? {} : { about: about.value }),
    ...(words?.ok ? { words: words.query } : {}),
    ...(conditions.minConfidence === undefined ? {} : { minConfidence: conditions.minConfidence }),
    includeWithdrawn: conditions.includeWithdrawn,
    sort: conditions.sort,
  });
}

/** The same for conditions that came in a body, under `query`: what is wrong is named by its place there. */
export async function buildSentFilter(
  ports: FindSpeakerPorts,
  conditions: StatementConditions,
): Promise<Outcome<StatementFilter>> {
  const built = await buildStatementFilter(ports, conditions);
  if (built.ok || built.problem.errors === undefined) return built;
  const errors = built.problem.errors.map(({ parameter, ...fault }) => ({
    ...fault,
    pointer: `#/query/${parameter}`,
  }));
  return refused({ ...built.problem, errors });
}

/** The fault of a topic that the taxonomy has not. */
export function checkTopic(topic: string | undefined): Fault | null {
  if (topic === undefined || TOPIC_CODES.includes(topic)) return null;
  return { parameter: 'topic', code: 'unknown_topic', detail: 'GET /topics lists the codes.' };
}

/** The fault of a range that ends before it begins. */
export function checkRange(range: {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}): Fault | null {
  const from = toUtc(range.from);
  const to = toUtc(range.to);
  if (from === undefined || to === undefined || mayMeet(from, to)) return null;
  return { parameter: 'from', code: 'after_to', detail: '`from` lies after `to`.' };
}

async function findId(
  ports: FindSpeakerPorts,
  parameter: string,
  key: string | undefined,
): Promise<Outcome<string | undefined>> {
  if (key === undefined) return done(undefined);
  const found = await findSpeaker(ports, key);
  if (found.ok) return done(found.value.id);
  const { code, candidates } = found.problem;
  const errors: Fault[] = [{ parameter, code, detail: found.problem.title }];
  return refused(createProblem(code, { errors, ...(candidates ? { candidates } : {}) }));
}

/** Timestamps are stored in UTC with milliseconds; shorter dates stay as they are. */
function toUtc(date: string | undefined): string | undefined {
  return date?.includes('T') ? new Date(date).toISOString() : date;
}

/** A prefix means the whole of it, so "2031-03-05" to "2031-03" is not empty. */
function mayMeet(from: string, to: string): boolean {
  return from <= to || from.startsWith(to);
}
