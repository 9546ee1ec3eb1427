// Every combination of the parameters of a list, over HTTP: all pages together hold what the plain reading of the
// parameters says, each once and in order. The plain reading here shares no code with the API.
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Statement } from '../../../lambdas/core/statements/statement.ts';
import { sampleStatement } from '../../support/sample-statements.ts';
import { type Answer, startTestApi, type TestApi } from '../../support/test-api.ts';

const PEOPLE = [
  { id: 'irena-valcourt', name: 'Irena Valcourt', ask: ['irena-valcourt', 'Valcourt', 'Iréna WALCOURT'] },
  { id: 'oren-thale', name: 'Oren Thale', ask: ['oren-thale', 'oren thale'] },
  { id: 'mina-sorrel', name: 'Mina Sorrel', ask: ['Sorrel'] },
];
const WORDS = ['gas', 'transit', 'the', 'accord', 'border'];
const TOPICS = ['energy', 'ceasefire'];
const OUTLETS = ['news.example.org', 'wire.example.net'];
const TYPES = ['direct', 'indirect', 'mixed'] as const;
const STANCES = ['said', 'denied', 'warned'] as const;
const STATED = [
  null,
  { date: '2031', precision: 'year' },
  { date: '2031-03', precision: 'month' },
  { date: '2031-02-28', precision: 'day' },
  { date: '2031-03-14', precision: 'day' },
  { date: '2031-03-14T09:30:00Z', precision: 'minute' },
  { date: '2031-03-13T23:30:00-02:00', precision: 'minute' },
] as const;
const PUBLISHED = [null, '2031-03-01', '2031-03-14T10:00:00Z', '2031-04-02T00:30:00+02:00'];
const COUNT = 72;
const SECOND = Date.parse('2031-06-01T00:00:00Z');

/** When the n-th statement is recorded. */
const recordedAt = (n: number) => new Date(SECOND + n * 1000).toISOString();

/** Values of different periods, so that they meet in every way. */
function makeSample(n: number): Statement {
  const pick = <T>(list: readonly T[], step: number) => list[Math.floor(n / step) % list.length] as T;
  const person = n % 11 === 10 ? null : pick(PEOPLE, 1);
  const words = Array.from(
    { length: 1 + (n % 4) },
    (_, at) => WORDS[(n * 3 + at * (1 + (n % 3))) % WORDS.length],
  );
  return sampleStatement(`sample ${n}`, {
    speaker: person === null ? null : { id: person.id, name: person.name },
    type: pick(TYPES, 2),
    stance: pick(STANCES, 3),
    statedAt: pick(STATED, 1),
    topics: TOPICS.filter((_, at) => (n >> at) % 2 === 0),
    about: n % 3 === 0 ? [] : [{ id: pick(PEOPLE, 2).id, name: pick(PEOPLE, 2).name }],
    text: words.join(' '),
    confidence: (n % 5) / 4,
    status: n % 6 === 5 ? 'withdrawn' : 'current',
    article: {
      id: `ar_${n}`,
      url: null,
      title: null,
      outlet: n % 7 === 6 ? null : pick(OUTLETS, 1),
      publishedAt: pick(PUBLISHED, 5),
    },
  });
}

const samples = Array.from({ length: COUNT }, (_, n) => makeSample(n));

let api: TestApi;
let now = recordedAt(0);

beforeAll(async () => {
  api = await startTestApi({ now: () => now, requestsPerMinute: 1_000_000_000 });
  await api.storage.speakers.note(PEOPLE.map(({ id, name }) => ({ id, name, aliases: [] })));
  for (const [n, statement] of samples.entries()) {
    now = recordedAt(n);
    await api.storage.statements.put({ statement, seq: 1, contentOrder: '0', before: null });
  }
  now = recordedAt(COUNT + 60);
}, 60_000);

afterAll(async () => {
  await api.stop();
});

/** More often not: most combinations of many conditions fit nothing. */
const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
const someDate = fc.constantFrom(
  '2031',
  '2031-03',
  '2031-02-28',
  '2031-03-14',
  '2031-03-14T09:00:00Z',
  '2031-03-14T03:30:00+02:00',
);
const listOf = <T extends string>(values: readonly T[]) => fc.subarray([...values], { minLength: 1 });
const shared = {
  speaker: maybe(fc.constantFrom(...PEOPLE.flatMap(({ ask }) => ask))),
  type: maybe(listOf(TYPES)),
  stance: maybe(listOf(STANCES)),
  outlet: maybe(fc.constantFrom(...OUTLETS)),
  topic: maybe(fc.constantFrom(...TOPICS)),
  about: maybe(fc.constantFrom(...PEOPLE.flatMap(({ ask }) => ask))),
  words: maybe(fc.subarray(WORDS, { minLength: 1, maxLength: 2 })),
  phrase: maybe(fc.subarray(WORDS, { minLength: 2, maxLength: 2 })),
  not: maybe(fc.constantFrom(...WORDS)),
  minConfidence: maybe(fc.constantFrom(0.25, 0.5, 1)),
};
const byDate = fc.record({
  ...shared,
  from: maybe(someDate),
  to: maybe(someDate),
  dateField: maybe(fc.constantFrom('statedAt', 'publishedAt')),
  includeWithdrawn: maybe(fc.boolean()),
  sort: maybe(fc.constantFrom('newest', 'oldest')),
  recordedSince: fc.constant(undefined),
});
const byRecording = fc.record({
  ...shared,
  from: fc.constant(undefined),
  to: fc.constant(undefined),
  dateField: fc.constant(undefined),
  includeWithdrawn: fc.constant(undefined),
  sort: fc.constant(undefined),
  recordedSince: fc.nat(COUNT).map(recordedAt),
});
const someQuery = fc.oneof({ weight: 4, arbitrary: byDate }, { weight: 1, arbitrary: byRecording });
type Asked = typeof someQuery extends fc.Arbitrary<infer Query> ? Query : never;

/** First and last millisecond of a date of any exactness; all of an imprecise date lies on its first day. */
function rangeOf(date: string): { first: number; last: number } {
  const first = Date.parse(date);
  if (date.includes('T')) return { first, last: first };
  const next = new Date(first);
  if (date.length === 4) next.setUTCFullYear(next.getUTCFullYear() + 1);
  else if (date.length === 7) next.setUTCMonth(next.getUTCMonth() + 1);
  else next.setUTCDate(next.getUTCDate() + 1);
  return { first, last: next.getTime() - 1 };
}

function expectedIds(asked: Asked): string[] {
  const timeOf = (statement: Statement, n: number): number | null => {
    if (asked.recordedSince !== undefined) return Date.parse(recordedAt(n));
    const date = asked.dateField === 'publishedAt' ? statement.article.publishedAt : statement.statedAt?.date;
    return date == null ? null : rangeOf(date).first;
  };
  const idOf = (key: string | undefined) =>
    PEOPLE.find(({ ask }) => key !== undefined && ask.includes(key))?.id;
  const spaced = (statement: Statement) => ` ${statement.text} `;
  const fits = (statement: Statement, time: number | null): boolean => {
    const tests: readonly (readonly [unknown, () => boolean])[] = [
      [asked.speaker, () => statement.speaker?.id === idOf(asked.speaker)],
      [asked.about, () => statement.about.some(({ id }) => id === idOf(asked.about))],
      [asked.type, () => (asked.type as readonly string[]).includes(statement.type)],
      [asked.stance, () => (asked.stance as readonly string[]).includes(statement.stance)],
      [asked.outlet, () => statement.article.outlet === asked.outlet],
      [asked.topic, () => statement.topics.includes(asked.topic ?? '')],
      [asked.words, () => (asked.words ?? []).every((word) => spaced(statement).includes(` ${word} `))],
      [asked.phrase, () => spaced(statement).includes(` ${asked.phrase?.join(' ')} `)],
      [asked.not, () => !spaced(statement).includes(` ${asked.not} `)],
      [asked.minConfidence, () => statement.confidence >= (asked.minConfidence ?? 0)],
      [asked.from, () => time !== null && time >= rangeOf(asked.from ?? '').first],
      [asked.to, () => time !== null && time <= rangeOf(asked.to ?? '').last],
      [asked.recordedSince, () => time !== null && time >= Date.parse(asked.recordedSince ?? '')],
    ];
    const shown =
      statement.status === 'current' || asked.includeWithdrawn || asked.recordedSince !== undefined;
    return shown && tests.every(([given, test]) => given === undefined || test());
  };
  const rows = samples
    .map((statement, n) => ({ statement, time: timeOf(statement, n) }))
    .filter(({ statement, time }) => fits(statement, time))
    .sort((a, b) => {
      const times = (a.time ?? Number.NEGATIVE_INFINITY) - (b.time ?? Number.NEGATIVE_INFINITY);
      if (a.time !== b.time) return times;
      return a.statement.id < b.statement.id ? -1 : 1;
    })
    .map(({ statement }) => statement.id);
  return asked.sort === 'oldest' || asked.recordedSince !== undefined ? rows : rows.reverse();
}

function addressOf(asked: Asked, place: 'path' | 'query', limit: number, format: string): string {
  const { words, phrase, not, speaker, ...rest } = asked;
  const q = [
    ...(words ?? []),
    ...(phrase ? [`"${phrase.join(' ')}"`] : []),
    ...(not ? [`-${not}`] : []),
  ].join(' ');
  const inPath = place === 'path' && speaker !== undefined;
  const given = {
    ...rest,
    q: q === '' ? undefined : q,
    speaker: inPath ? undefined : speaker,
    limit,
    format,
  };
  const parameters = new URLSearchParams(
    Object.entries(given).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)] as [string, string]],
    ),
  );
  return `${inPath ? `/speakers/${encodeURIComponent(speaker)}` : ''}/statements?${parameters}`;
}

function idsIn(answer: Answer, format: string): string[] {
  if (format === 'json') return answer.json.items.map(({ id }: { id: string }) => id);
  if (format === 'csv') {
    return (parse(answer.text, { columns: true }) as Record<string, string>[]).map((row) => row.id ?? '');
  }
  return answer.text.split('\n').flatMap((line) => (line === '' ? [] : (JSON.parse(line).id as string)));
}

it('any combination of parameters pages exactly', async () => {
  let filled = 0;
  await fc.assert(
    fc.asyncProperty(
      someQuery,
      fc.constantFrom('path', 'query'),
      fc.constantFrom(5, 17, 500),
      fc.constantFrom('json', 'csv', 'jsonl'),
      async (asked, place, limit, format) => {
        const given = { from: asked.from ?? '0001', to: asked.to ?? '9999' };
        fc.pre(rangeOf(given.from).first <= rangeOf(given.to).last);
        const found: string[] = [];
        let next: string | undefined = addressOf(asked, place, limit, format);
        for (let pages = 0; next !== undefined; pages += 1) {
          expect(pages).toBeLessThan(COUNT * 2);
          const answer = await api.get(next);
          expect(answer.status, `${next}\n${answer.text}`).toBe(200);
          const ids = idsIn(answer, format);
          expect(ids.length).toBeLessThanOrEqual(limit);
          found.push(...ids);
          next = /^<(.*)>; rel="next"$/.exec(answer.headers.link ?? '')?.[1];
        }
        expect(found).toEqual(expectedIds(asked));
        if (found.length > 0) filled += 1;
      },
    ),
    { numRuns: 100 },
  );
  // Or the property would say nothing.
  expect(filled).toBeGreaterThan(40);
}, 300_000);
