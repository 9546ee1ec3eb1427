// Queries over the emulated table: names, filters, formats, cursors, conditional requests.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadDirectory } from '../../../lambdas/runtime/load-directory.ts';
import { makeStatements, seedStatements } from '../../support/seed-statements.ts';
import { startTestApi, type TestApi } from '../../support/test-api.ts';

let api: TestApi;
const statements = makeStatements(0, 200);
const directory = loadDirectory();

beforeAll(async () => {
  api = await startTestApi();
  await seedStatements(api.storage, statements);
  // As ingest writes them down: by the names of the directory.
  await api.storage.speakers.note([
    { id: 'volodymyr-zelenskyy', name: 'Volodymyr Zelenskyy', aliases: [] },
    { id: 'sergey-lavrov', name: 'Sergey Lavrov', aliases: [] },
  ]);
});

afterAll(async () => {
  await api.stop();
});

async function readAll(address: string): Promise<string[]> {
  const ids: string[] = [];
  let next: string | null = address;
  for (let page = 0; next !== null; page += 1) {
    if (page > 200) throw new Error('The pages do not end');
    const answer = await api.get(next);
    expect(answer.status, answer.text).toBe(200);
    ids.push(...answer.json.items.map((item: { id: string }) => item.id));
    next = answer.json.next;
    expect(answer.headers.link).toBe(next === null ? undefined : `<${next}>; rel="next"`);
  }
  return ids;
}

describe('speakers', () => {
  it.each([
    ['irena-valcourt', 'irena-valcourt'],
    ['Irena Valcourt', 'irena-valcourt'],
    ['VALCOURT', 'irena-valcourt'],
    ['Irena Walcourt', 'irena-valcourt'],
    ['Tomas Hale', 'tomas-hale'],
  ])('finds %s', async (key, id) => {
    const answer = await api.get(`/speakers/${encodeURIComponent(key)}`);
    expect(answer.json).toMatchObject({ id });
  });

  it.each([
    ['Lavrow', 'sergey-lavrov'],
    ['Lawrow', 'sergey-lavrov'],
    ['Zelensky', 'volodymyr-zelenskyy'],
    ['zelenskij', 'volodymyr-zelenskyy'],
    ['Erdogan', 'recep-tayyip-erdogan'],
    ['szijj', 'peter-szijjarto'],
    ['norw', 'norway'],
  ])('a search for %s finds who is listed, spoken or not', async (q, id) => {
    const { json } = await api.get(`/speakers?q=${q}&limit=100`);
    const ids = json.items.map((item: { id: string }) => item.id);
    expect(ids.filter((found: string) => found === id)).toEqual([id]);
  });

  it.each(['m', 'al', 'hal', 'ministry', 'sergei l', 'nobody at all', '!'])(
    'a search for %j gives each once over pages of any size, while more of them begin to speak',
    async (q) => {
      const whole = await readAll(`/speakers?q=${encodeURIComponent(q)}&limit=100`);
      expect(new Set(whole).size).toBe(whole.length);
      const paged: string[] = [];
      let next: string | null = `/speakers?q=${encodeURIComponent(q)}&limit=${whole.length > 60 ? 17 : 1}`;
      while (next !== null) {
        const { json }: Awaited<ReturnType<TestApi['get']>> = await api.get(next);
        paged.push(...json.items.map(({ id }: { id: string }) => id));
        next = json.next;
        // One who has been shown, and one who is still to come.
        for (const id of [paged.at(-1), whole[paged.length + 1]]) {
          const listed = directory.byId(id ?? '');
          if (listed) await api.storage.speakers.note([{ ...listed, aliases: listed.aliases ?? [] }]);
        }
      }
      expect(paged).toEqual(whole);
    },
    60_000,
  );

  it('names the candidates where several fit', async () => {
    const answer = await api.get('/speakers/hale');
    // "Hale" is an alias of one and the last name of another: the alias fits better.
    expect(answer.json).toMatchObject({ id: 'tomas-hale' });
    await api.storage.speakers.note([{ id: 'mina-hale', name: 'Mina Hale', aliases: ['Hale'] }]);
    const several = await api.get('/speakers/hale');
    expect(several.status).toBe(409);
    expect(several.json.code).toBe('ambiguous_speaker');
    expect(several.json.candidates.map(({ id }: { id: string }) => id).sort()).toEqual([
      'mina-hale',
      'tomas-hale',
    ]);
  });

  it('answers 404 for nobody', async () => {
    const answer = await api.get('/speakers/nobody%20at%20all');
    expect(answer.status).toBe(404);
    expect(answer.json.code).toBe('unknown_speaker');
  });

  it('counts statements and shows the first and the last', async () => {
    const { json } = await api.get('/speakers/irena-valcourt');
    const own = statements.filter(({ speaker }) => speaker?.id === 'irena-valcourt');
    const dates = own.flatMap(({ statedAt }) => statedAt?.date ?? []).sort();
    expect(json.statements).toEqual({ count: own.length, first: dates[0], last: dates.at(-1) });
  });

  it('knows the first of them also where the time of others is not known', async () => {
    const { json } = await api.get('/speakers/tomas-hale');
    const own = statements.filter(({ speaker }) => speaker?.id === 'tomas-hale');
    expect(own.some(({ statedAt }) => statedAt === null)).toBe(true);
    const dates = own.flatMap(({ statedAt }) => statedAt?.date ?? []).sort();
    expect(json.statements).toEqual({ count: own.length, first: dates[0], last: dates.at(-1) });
  });

  it.each([
    ['walc', 'irena-valcourt'],
    ['IRÉN', 'irena-valcourt'],
    ['Zelensky', 'volodymyr-zelenskyy'],
    ['zelenskiy', 'volodymyr-zelenskyy'],
    ['Lavrow', 'sergey-lavrov'],
  ])('searches by the beginning of any name, in any spelling: %s', async (q, id) => {
    const { json } = await api.get(`/speakers?q=${encodeURIComponent(q)}`);
    expect(json.items.map((item: { id: string }) => item.id)).toEqual([id]);
  });
});

describe('statements', () => {
  const filters: readonly (readonly [string, (typeof statements)[number][]])[] = [
    ['', statements],
    ['speaker=Valcourt', statements.filter((s) => s.speaker?.id === 'irena-valcourt')],
    [
      'type=direct,mixed&stance=warned',
      statements.filter((s) => s.type !== 'indirect' && s.stance === 'warned'),
    ],
    ['topic=energy', statements.filter((s) => s.topics.includes('energy'))],
    [
      'outlet=wire.example.net&minConfidence=0.5',
      statements.filter((s) => s.article.outlet === 'wire.example.net' && s.confidence >= 0.5),
    ],
    ['q=%22gas+transit%22+-prisoners', statements.filter((s) => s.text.includes('gas transit'))],
    ['from=2030-02&to=2030-02', statements.filter((s) => s.statedAt?.date.startsWith('2030-02'))],
    [
      'dateField=publishedAt&from=2030-01-05T00:00:00Z&to=2030-01-06',
      statements.filter((s) => /2030-01-0[56]/.test(s.article.publishedAt ?? '')),
    ],
  ];

  it.each(filters)('%s, each exactly once, over pages', async (query, expected) => {
    const ids = await readAll(`/statements?${query}${query === '' ? '' : '&'}limit=7`);
    expect(ids).toHaveLength(new Set(ids).size);
    expect([...ids].sort()).toEqual(expected.map(({ id }) => id).sort());
  });

  it('sorts newest first, or oldest', async () => {
    const newest = await readAll('/statements?limit=60');
    const oldest = await readAll('/statements?sort=oldest&limit=60');
    expect(oldest).toEqual([...newest].reverse());
  });

  it('never shows a statement twice, nor leaves one out, while others are written', async () => {
    const seen: string[] = [];
    let next: string | undefined = '/speakers/tomas-hale/statements?limit=5';
    let n = 1000;
    while (next !== undefined) {
      const { json, headers }: Awaited<ReturnType<TestApi['get']>> = await api.get(next);
      seen.push(...json.items.map(({ id }: { id: string }) => id));
      next = /^<(.*)>; rel="next"$/.exec(headers.link ?? '')?.[1];
      await seedStatements(api.storage, makeStatements(n, n + 4));
      n += 4;
    }
    const before = statements.filter(({ speaker }) => speaker?.id === 'tomas-hale').map(({ id }) => id);
    expect(seen).toHaveLength(new Set(seen).size);
    for (const id of before) expect(seen).toContain(id);
  });

  it('feeds those who keep a copy, and goes on later where it ended', async () => {
    const late = makeStatements(5000, 5003);
    const wanted = new Set([...statements, ...late].map(({ id }) => id));
    const seen: string[] = [];
    let cursor: string | null = null;
    // The feed stays a few seconds behind the present: ask again until it has come to all of them.
    for (let round = 0; round < 60 && wanted.size > 0; round += 1) {
      const from: string = cursor === null ? '' : `&cursor=${cursor}`;
      const { status, json } = await api.get(
        `/statements?recordedSince=2020-01-01T00:00:00Z&limit=90${from}`,
      );
      expect(status).toBe(200);
      for (const { id, revision } of json.items) {
        seen.push(`${id}/${revision}`);
        wanted.delete(id);
      }
      cursor = json.cursor;
      if (round === 3) await seedStatements(api.storage, late);
      if (json.next === null) await new Promise((resolve) => setTimeout(resolve, 1000));
    }
    expect([...wanted]).toEqual([]);
    expect(new Set(seen).size).toBe(seen.length);
  }, 90_000);

  it.each([
    ['from=2030-13', 'from'],
    ['from=yesterday', 'from'],
    ['to=2030-02-30', 'to'],
    ['from=2031&to=2030', 'from'],
    ['type=loud', 'type'],
    ['limit=0', 'limit'],
    ['limit=501', 'limit'],
    ['limit=ten', 'limit'],
    ['limit=5&limit=6', 'limit'],
    ['includeWithdrawn=yes', 'includeWithdrawn'],
    ['minConfidence=2', 'minConfidence'],
    ['topic=weather', 'topic'],
    ['q=%22open', 'q'],
    ['sotr=oldest', 'sotr'],
    ['cursor=abc', 'cursor'],
    ['recordedSince=2030-01-01T00:00:00Z&sort=newest', 'sort'],
    ['speaker=nobody+at+all', 'speaker'],
  ])('refuses %s and names the parameter', async (query, parameter) => {
    const answer = await api.get(`/statements?${query}`);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(answer.json.errors[0]).toMatchObject({ parameter });
  });

  it.each([
    ['/speakers/compare?ids=irena-valcourt,tomas-hale&from=2031&to=2030', 'from'],
    ['/speakers/compare?ids=irena-valcourt,tomas-hale&topic=weather', 'topic'],
    ['/speakers/irena-valcourt/timeline?from=2031-02&to=2031-01-31', 'from'],
  ])('refuses %s as well', async (address, parameter) => {
    const answer = await api.get(address);
    expect(answer.status).toBe(400);
    expect(answer.json.errors).toMatchObject([{ parameter }]);
  });

  it('refuses the cursor of another query, and a changed one', async () => {
    const { json } = await api.get('/statements?topic=energy&limit=2');
    const cursor = json.cursor as string;
    expect((await api.get(`/statements?topic=energy&limit=3&cursor=${cursor}`)).status).toBe(200);
    for (const address of [
      `/statements?topic=sanctions&cursor=${cursor}`,
      `/speakers/irena-valcourt/statements?topic=energy&cursor=${cursor}`,
      `/statements?topic=energy&cursor=${cursor.replace(/^./, (c) => (c === 'A' ? 'B' : 'A'))}`,
      `/statements?topic=energy&cursor=${cursor.slice(0, -2)}`,
    ]) {
      const answer = await api.get(address);
      expect(answer.status, address).toBe(400);
      expect(answer.json.code).toBe('invalid_cursor');
      expect(answer.json.errors[0].parameter).toBe('cursor');
    }
  });
});

describe('what is made for plots and tables', () => {
  it('counts by month, day and week', async () => {
    for (const bucket of ['day', 'week', 'month']) {
      const { json } = await api.get(`/speakers/irena-valcourt/timeline?bucket=${bucket}`);
      const total = json.items.reduce((sum: number, item: { total: number }) => sum + item.total, 0);
      const dated = statements.filter((s) => s.speaker?.id === 'irena-valcourt' && s.statedAt !== null);
      expect(total, bucket).toBeGreaterThanOrEqual(dated.length);
    }
  });

  it('compares two speakers by date, every row complete, no statement twice', async () => {
    const seen: string[] = [];
    let next: string | null = '/speakers/compare?ids=irena-valcourt,oren-hale&limit=9&to=2030-03-31';
    const dates: string[] = [];
    while (next !== null) {
      const answer: Awaited<ReturnType<TestApi['get']>> = await api.get(next);
      expect(answer.status, answer.text).toBe(200);
      for (const row of answer.json.items) {
        dates.push(row.date);
        expect(row.truncated).toBe(false);
        for (const column of row.statements) for (const { id } of column) seen.push(id);
      }
      next = answer.json.next;
    }
    const expected = statements.filter(
      (s) =>
        s.statedAt &&
        ['irena-valcourt', 'oren-hale'].includes(s.speaker?.id ?? '') &&
        s.statedAt.date <= '2030-03-31',
    );
    expect(seen.sort()).toEqual(expected.map(({ id }) => id).sort());
    expect(dates).toEqual([...new Set(dates)].sort().reverse());
  });

  it.each([1, 60])(
    'compares within two moments, in whatever zone they are given, of %i a day',
    async (count) => {
      const id = `rhea-sund-${count}`;
      await api.storage.speakers.note([{ id, name: `Rhea Sund ${count}`, aliases: [] }]);
      const [model] = statements;
      if (!model) throw new Error('No statement');
      const say = (hour: number) =>
        Array.from({ length: count }, (_, n) => {
          const minute = String(n % 60).padStart(2, '0');
          const date = `2033-05-04T${String(hour).padStart(2, '0')}:${minute}:00.000Z`;
          const name = String(n).padStart(3, '0');
          return {
            ...model,
            id: `st_${count}h${hour}n${name}`.padEnd(29, 'a'),
            speaker: { id, name: 'Rhea Sund' },
            statedAt: { date, precision: 'minute' as const },
          };
        });
      await seedStatements(api.storage, [...say(20), ...say(21), ...say(22)]);
      const range = `from=${encodeURIComponent('2033-05-05T01:00:00+04:00')}&to=${encodeURIComponent('2033-05-04T16:59:59-05:00')}`;
      const { json } = await api.get(`/speakers/compare?ids=${id},tomas-hale&${range}`);
      const hours = json.items.flatMap((row: { statements: { statedAt: { date: string } }[][] }) =>
        row.statements.flat().map(({ statedAt }) => statedAt.date.slice(11, 13)),
      );
      expect([...new Set(hours)]).toEqual(['21']);
    },
  );

  it('lists topics and outlets with counts', async () => {
    const topics = await api.get('/topics');
    expect(
      topics.json.items.find(({ code }: { code: string }) => code === 'energy').statements,
    ).toBeGreaterThan(0);
    const outlets = await api.get('/outlets');
    expect(outlets.json.items.map(({ outlet }: { outlet: string }) => outlet)).toEqual([
      'news.example.org',
      'wire.example.net',
    ]);
  });
});
