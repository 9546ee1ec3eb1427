// Routes of speakers: search, one, side by side, over time.
import { checkRange, checkTopic } from '../../../application/build-statement-filter.ts';
import { compareSpeakers } from '../../../application/compare-speakers.ts';
import { type DescribeSpeakersPorts, describeSpeakers } from '../../../application/describe-speakers.ts';
import { type FindSpeakerPorts, findSpeaker } from '../../../application/find-speaker.ts';
import { linkStatement } from '../../../application/link-statement.ts';
import { createListSpeakers } from '../../../application/list-speakers.ts';
import type { KnownSpeaker } from '../../../application/ports/speaker-store.ts';
import { readTimeline } from '../../../application/read-timeline.ts';
import { createProblem } from '../../../contract/problems.ts';
import { json, problem, type Routes } from '../reply.ts';

export function createSpeakerRoutes(
  ports: FindSpeakerPorts & DescribeSpeakersPorts,
): Pick<Routes, 'listSpeakers' | 'getSpeaker' | 'compareSpeakers' | 'getSpeakerTimeline'> {
  const listSpeakers = createListSpeakers(ports);
  return {
    listSpeakers: async ({ input, pages }) => {
      const { q, limit } = input.query;
      const found = await listSpeakers({ q, limit, position: pages.position as string | null });
      const next = pages.next(found.position);
      return json({ items: found.speakers, next: next.url }, { headers: next.headers });
    },

    getSpeaker: async ({ input }) => {
      const found = await findSpeaker(ports, input.path.id);
      if (!found.ok) return problem(found.problem);
      const [speaker] = await describeSpeakers(ports, [found.value]);
      return speaker ? json(speaker) : problem(createProblem('unknown_speaker'));
    },

    compareSpeakers: async ({ input, request, pages }) => {
      const { ids, topic, from, to, limit } = input.query;
      const errors = [checkTopic(topic), checkRange({ from, to })].filter((fault) => fault !== null);
      if (errors.length > 0) return problem(createProblem('invalid_request', { errors }));
      const speakers: KnownSpeaker[] = [];
      for (const id of ids) {
        const found = await findSpeaker(ports, id);
        if (!found.ok) {
          const errors = [
            { parameter: 'ids', code: found.problem.code, detail: `${id}: ${found.problem.title}` },
          ];
          return problem({ ...found.problem, errors });
        }
        if (!speakers.some((speaker) => speaker.id === found.value.id)) speakers.push(found.value);
      }
      const compared = await compareSpeakers(ports, {
        speakerIds: speakers.map(({ id }) => id),
        filter: {
          includeWithdrawn: false,
          ...(topic === undefined ? {} : { topic }),
          ...(from === undefined ? {} : { from }),
          ...(to === undefined ? {} : { to }),
        },
        limit,
        position: pages.position as string | null,
      });
      const next = pages.next(compared.position);
      return json(
        {
          speakers: speakers.map(({ id, name }) => ({ id, name })),
          items: compared.rows.map((row) => ({
            ...row,
            statements: row.statements.map((column) =>
              column.map((statement) => linkStatement(statement, request.baseUrl)),
            ),
          })),
          next: next.url,
        },
        { headers: next.headers },
      );
    },

    getSpeakerTimeline: async ({ input, pages }) => {
      const fault = checkRange(input.query);
      if (fault) return problem(createProblem('invalid_request', { errors: [fault] }));
      const found = await findSpeaker(ports, input.path.id);
      if (!found.ok) return problem(found.problem);
      const { id, name } = found.value;
      const { bucket, from, to, limit } = input.query;
      const timeline = await readTimeline(ports, {
        speakerId: id,
        bucket,
        from,
        to,
        limit,
        position: pages.position as string | null,
      });
      const next = pages.next(timeline.position);
      return json(
        { speaker: { id, name }, bucket, items: timeline.buckets, next: next.url },
        { headers: next.headers },
      );
    },
  };
}
