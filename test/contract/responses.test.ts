// Every operation is called, and every answer is checked against the OpenAPI document by the calls themselves.
import { parse } from 'csv-parse/sync';
import { parseAtomFeed } from 'feedsmith';
import { DOMParser } from 'linkedom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CSV_COLUMNS } from '../../lambdas/adapters/rendering/render-csv.ts';
import { createStatementRenderer } from '../../lambdas/adapters/rendering/statement-renderer.ts';
import { runExport } from '../../lambdas/application/run-export.ts';
import { OPERATIONS } from '../../lambdas/contract/operations.ts';
import type { Principal } from '../../lambdas/runtime/http/principal.ts';
import { answered } from '../support/check-answer.ts';
import { makeStatements, seedArticle, seedStatements } from '../support/seed-statements.ts';
import { ADMIN, BASE, READER, startTestApi, type TestApi } from '../support/test-api.ts';

const STRANGER: Principal = { keyId: 'ak_stranger', owner: 'elsewhere', scopes: ['read'] };

let api: TestApi;
let article: Awaited<ReturnType<typeof seedArticle>>;
const statements = makeStatements(0, 120);

beforeAll(async () => {
  api = await startTestApi();
  await seedStatements(api.storage, statements);
  article = await seedArticle(api.storage, api.aws.uploads);
});

afterAll(async () => {
  await api.stop();
});

describe('reading', () => {
  it.each([
    '/healthz',
    '/openapi.json',
    '/docs',
    '/topics',
    '/outlets',
    '/speakers',
    '/speakers?q=hal&limit=1',
    '/speakers/irena-valcourt',
    '/speakers/irena-valcourt/statements?limit=3',
    '/speakers/irena-valcourt/timeline?bucket=week&from=2030-01&to=2030-02',
    '/speakers/compare?ids=irena-valcourt,tomas-hale&topic=ceasefire',
    '/statements?limit=2',
    `/statements/${statements[0]?.id}`,
    '/uploads?status=accepted',
    '/uploads?key=wire%2F1.json',
    '/uploads?key=nothing',
    '/audit?day=2031-01-01',
  ])('%s', async (address) => {
    const [path = '', query = ''] = address.split('?');
    const answer = await api.call({ path, query, principal: ADMIN });
    expect(answer.status, answer.text).toBe(200);
    expect(answer.headers.etag).toMatch(/^"[\w-]+"$/);
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
  });

  it('articles, their texts and their versions', async () => {
    expect((await api.get(`/articles/${article.id}`)).json).toMatchObject({ id: article.id, statements: 10 });
    const text = await api.get(`/articles/${article.id}/text?version=${'a'.repeat(64)}`);
    expect(text.text).toBe('Some text 0…');
    expect(text.headers['content-type']).toBe('text/plain; charset=utf-8');
    expect(text.headers['cache-control']).toContain('immutable');
    const { json } = await api.get(`/articles/${article.id}/versions`);
    expect(json.items.map(({ current, changes }: never) => [current, (changes as unknown[]).length])).toEqual(
      [
        [true, 1],
        [false, 9],
      ],
    );
    const page = await api.get(`/articles/${article.id}/versions?limit=1`);
    expect(page.json.items).toEqual(json.items.slice(0, 1));
    expect((await api.get(page.json.next)).json.items).toEqual(json.items.slice(1));
  });

  it('receipts, by what a scraper knows', async () => {
    const byKey = await api.get('/uploads?key=wire%2F1.json');
    expect(byKey.json.items).toMatchObject([{ id: article.uploadId, status: 'accepted' }]);
    expect((await api.get(`/uploads/${article.uploadId}`)).json).toEqual(byKey.json.items[0]);
    expect((await api.get('/uploads')).json.errors).toMatchObject([{ parameter: 'key' }]);
  });

  it.each([
    '/statements/st_nothing',
    '/articles/ar_nothing',
    '/articles/ar_nothing/text',
    '/articles/ar_nothing/versions',
    '/uploads/up_nothing',
    '/speakers/nobody',
    '/speakers/nobody/statements',
    '/speakers/nobody/timeline',
    '/saved-queries/sq_nothing',
    '/exports/ex_nothing',
    '/q/sq_nothing.nothing',
    '/no/such/thing',
    '/',
  ])('404 for %s', async (address) => {
    const answer = await api.get(address);
    expect(answer.status).toBe(404);
    expect(answer.headers['content-type']).toBe('application/problem+json');
  });
});

describe('formats', () => {
  const all = '/statements?limit=500';

  it('CSV is read back by another parser, cell by cell, and holds no formula', async () => {
    const answer = await api.get(`${all}&format=csv`);
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
    const rows = parse(answer.text, { columns: true, record_delimiter: '\r\n' }) as Record<string, string>[];
    expect(rows).toHaveLength(statements.length);
    expect(Object.keys(rows[0] ?? {})).toEqual([...CSV_COLUMNS]);
    const byId = new Map(statements.map((statement) => [statement.id, statement]));
    for (const row of rows) {
      const statement = byId.get(row.id ?? '');
      const text = statement?.text ?? '';
      expect(row.text).toBe(text.startsWith('=') ? `'${text}` : text);
      expect(row.article_title).toBe(statement?.article.title);
      expect(row.negated).toBe('false');
      for (const cell of Object.values(row)) expect(cell).not.toMatch(/^[=+@\t\r-]/);
    }
    const marked = await api.get(`${all}&format=csv&bom=true`);
    expect(marked.bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
  });

  it('Atom is read back by a feed parser, one entry a statement', async () => {
    const answer = await api.get('/statements?limit=20', { accept: 'application/atom+xml' });
    expect(answer.headers['content-type']).toBe('application/atom+xml');
    const feed = parseAtomFeed(answer.text);
    expect(feed.entries).toHaveLength(20);
    expect(feed.links?.map(({ rel }) => rel)).toEqual(['self', 'next']);
    const first = feed.entries?.[0];
    const { json } = await api.get('/statements?limit=20');
    expect(first?.id).toBe(json.items[0].links.self);
    expect(first?.content?.value).toContain(json.items[0].text);
  });

  it.each(['/statements?limit=20', '/speakers/irena-valcourt/statements?q=guns', '/statements?q=absent'])(
    'Atom of %s has what RFC 4287 demands, to a parser that did not write it',
    async (address) => {
      const { text } = await api.get(`${address}${address.includes('?') ? '&' : '?'}format=atom`);
      const feed = new DOMParser().parseFromString(text, 'text/xml').documentElement;
      expect(feed?.getAttribute('xmlns')).toBe('http://www.w3.org/2005/Atom');
      const entries = [...(feed?.querySelectorAll('entry') ?? [])];
      expect(entries).toHaveLength((await api.get(address)).json.items.length);
      for (const element of [feed, ...entries]) {
        const child = (name: string) =>
          [...(element?.children ?? [])].filter(({ localName }) => localName === name);
        for (const name of ['id', 'title', 'updated']) expect(child(name), name).toHaveLength(1);
        expect(Number.isNaN(Date.parse(child('updated')[0]?.textContent ?? ''))).toBe(false);
        expect(() => new URL(child('id')[0]?.textContent ?? '')).not.toThrow();
      }
      for (const entry of entries) expect(entry.querySelector('author > name')?.textContent).toBeTruthy();
      const ids = entries.map((entry) => entry.querySelector('id')?.textContent);
      expect(new Set(ids).size).toBe(ids.length);
    },
  );

  it('JSON Lines, BibTeX, citations and JSON-LD', async () => {
    const lines = (await api.get(`${all}&format=jsonl`)).text.trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line).id)).toHaveLength(statements.length);
    const bibtex = await api.get(`${all}&format=bibtex`);
    expect(bibtex.text.match(/^@online\{/gm)).toHaveLength(statements.length);
    const citations = await api.get('/statements?q=guns&limit=1&format=citation');
    expect(citations.text).toMatch(/^\S.*: .*guns are silent.* In: “Article .*\n$/);
    const graph = await api.get('/statements?limit=3', { accept: 'application/ld+json' });
    expect(graph.json['@graph']).toHaveLength(3);
    const one = await api.get(`/statements/${statements[0]?.id}?format=jsonld`);
    expect(one.json).toMatchObject({ '@type': 'Quotation', text: statements[0]?.text });
    for (const format of ['csv', 'jsonl', 'atom', 'bibtex', 'citation']) {
      expect((await api.get(`/statements/${statements[0]?.id}?format=${format}`)).status).toBe(200);
    }
  });

  it('406 names what exists', async () => {
    const answer = await api.get('/statements', { accept: 'image/png' });
    expect(answer.status).toBe(406);
    expect(answer.json.detail).toContain('text/csv');
  });
});

describe('saved queries', () => {
  const body = { name: 'Valcourt, warned', query: { speaker: 'Valcourt', stance: ['said'] }, format: 'csv' };

  it('give an address that needs no key, until they are deleted', async () => {
    const made = await api.call({ method: 'POST', path: '/saved-queries', body });
    expect(made.status, made.text).toBe(201);
    expect(made.headers.location).toBe(`${BASE}/saved-queries/${made.json.id}`);
    const read = (query = '') => api.call({ path: made.json.url.replace(BASE, ''), query, principal: null });
    const rows = parse((await read()).text, { columns: true }) as Record<string, string>[];
    const wanted = statements.filter((s) => s.speaker?.id === 'irena-valcourt' && s.stance === 'said');
    expect(rows.map(({ id }) => id).sort()).toEqual(wanted.map(({ id }) => id).sort());
    const page = await read('format=json&limit=5');
    expect(page.json.items).toHaveLength(5);
    const next = page.json.next.split('?')[1];
    expect((await read(next)).json.items[0].id).not.toBe(page.json.items[0].id);
    const feedReader = await api.call({
      path: made.json.url.replace(BASE, ''),
      headers: { accept: 'application/rss+xml' },
      principal: null,
    });
    expect(feedReader.status).toBe(200);

    const other = await api.call({ path: `/saved-queries/${made.json.id}`, principal: STRANGER });
    expect(other.status).toBe(404);
    const changed = await api.call({
      method: 'PATCH',
      path: `/saved-queries/${made.json.id}`,
      body: { name: 'New' },
    });
    expect(changed.json).toMatchObject({ name: 'New', revision: 2, url: made.json.url });
    const stale = await api.call({
      method: 'DELETE',
      path: `/saved-queries/${made.json.id}`,
      headers: { 'if-match': made.headers.etag ?? '' },
    });
    expect(stale.status).toBe(412);
    const gone = await api.call({
      method: 'DELETE',
      path: `/saved-queries/${made.json.id}`,
      headers: { 'if-match': changed.headers.etag ?? '' },
    });
    expect(gone.status).toBe(204);
    expect((await read()).status).toBe(404);
    expect((await api.get('/saved-queries')).json.items).toEqual([]);
  });

  it('refuse a changed address', async () => {
    const made = await api.call({ method: 'POST', path: '/saved-queries', body });
    const path = made.json.url.replace(BASE, '');
    const changed = path.replace(/.$/, (last: string) => (last === 'A' ? 'B' : 'A'));
    // The last character of 43 carries two bits that are not used: change another one, too.
    const other = path.replace(/\.(.)/, (_: string, first: string) => `.${first === 'A' ? 'B' : 'A'}`);
    expect((await api.call({ path: other, principal: null })).status).toBe(404);
    expect((await api.call({ path: `${changed}x`, principal: null })).status).toBe(404);
    expect((await api.get(`/saved-queries/${made.json.id}`)).json.url).toBe(made.json.url);
  });

  it('name a speaker that nobody knows by its place in the body, also in exports', async () => {
    const query = { about: 'nobody at all' };
    for (const path of ['/saved-queries', '/exports']) {
      const name = path === '/exports' ? undefined : body.name;
      const { json } = await api.call({ method: 'POST', path, body: { query, name } });
      const { errors } = json;
      expect(errors).toMatchObject([{ pointer: '#/query/about', code: 'unknown_speaker' }]);
      expect(errors[0].parameter).toBeUndefined();
    }
  });

  it.each([
    [{ name: 'x' }, '#/query'],
    [{ name: 'x', query: { sotr: 'newest' } }, '#/query/sotr'],
    [{ name: 'x', query: { from: '2030-13' } }, '#/query/from'],
    [{ name: 'x', query: { topic: 'weather' } }, '#/query/topic'],
    [{ name: 'x', query: { q: '"open' } }, '#/query/q'],
    ['{"name":', '#'],
    ['[]', '#'],
  ])('refuse the body %j', async (wrong, pointer) => {
    const answer = await api.call({ method: 'POST', path: '/saved-queries', body: wrong });
    expect(answer.status).toBe(400);
    expect(answer.json.errors[0].pointer).toBe(pointer);
  });

  it('refuse bodies that are not JSON, or too large', async () => {
    const text = await api.call({
      method: 'POST',
      path: '/saved-queries',
      body,
      headers: { 'content-type': 'text/plain' },
    });
    expect(text.status).toBe(415);
    const large = await api.call({
      method: 'POST',
      path: '/saved-queries',
      body: { ...body, name: 'x'.repeat(70_000) },
    });
    expect(large.status).toBe(413);
  });
});

describe('exports', () => {
  const run = (id: string, options: { leastPartBytes?: number; remaining?: number } = {}) =>
    runExport(
      {
        ...api.exports,
        reader: api.storage.reader,
        renderer: createStatementRenderer(() => null),
        clock: api.clock,
      },
      id,
      {
        remaining: () => options.remaining ?? 600_000,
        leaseMilliseconds: 60_000,
        ...(options.leastPartBytes === undefined ? {} : { leastPartBytes: options.leastPartBytes }),
      },
    );

  it('are queued, run, and fetched by an address without a key', async () => {
    const asked = await api.call({
      method: 'POST',
      path: '/exports',
      body: { query: { speaker: 'tomas-hale' }, format: 'csv', bom: true },
    });
    expect(asked.status, asked.text).toBe(202);
    const path = `/exports/${asked.json.id}`;
    expect((await api.call({ path, principal: STRANGER })).status).toBe(404);
    expect(await run(asked.json.id)).toBe('finished');
    expect(await run(asked.json.id)).toBe('gone');
    const shown = await api.get(path);
    const wanted = statements.filter((s) => s.speaker?.id === 'tomas-hale');
    expect(shown.json).toMatchObject({ status: 'done', statements: wanted.length });
    const file = await fetch(shown.json.url);
    const disposition = new URL(shown.json.url).searchParams.get('response-content-disposition');
    expect(disposition).toMatch(/^attachment; filename="statements-.*\.csv"$/);
    const rows = parse(await file.text(), { columns: true, bom: true }) as Record<string, string>[];
    expect(rows.map(({ id }) => id).sort()).toEqual(wanted.map(({ id }) => id).sort());
    expect((await api.get('/exports')).json.items).toHaveLength(1);
    expect((await api.call({ method: 'DELETE', path })).status).toBe(204);
    expect((await fetch(shown.json.url)).status).toBe(404);
    expect((await api.get(path)).status).toBe(404);
  });

  it('are written in parts, over several runs, and are one file in the end', async () => {
    const asked = await api.call({ method: 'POST', path: '/exports', body: { query: {}, format: 'csv' } });
    const { id } = asked.json;
    const many = makeStatements(10_000, 10_600).map((statement) => ({
      ...statement,
      text: statement.text.padEnd(12_000, ' and so on'),
    }));
    await seedStatements(api.storage, many);
    expect(await run(id, { remaining: 0 })).toBe('continued');
    expect((await api.get(`/exports/${id}`)).json).toMatchObject({ status: 'running', url: null });
    expect(await run(id)).toBe('finished');
    const { json } = await api.get(`/exports/${id}`);
    const text = await (await fetch(json.url)).text();
    const rows = parse(text, { columns: true }) as Record<string, string>[];
    expect(new Set(rows.map((row) => row.id)).size).toBe(rows.length);
    expect(rows).toHaveLength(statements.length + many.length);
    expect(Buffer.byteLength(text)).toBe(json.bytes);
  }, 120_000);

  it('start over where something was taken down in the meantime', async () => {
    const asked = await api.call({ method: 'POST', path: '/exports', body: { query: {}, format: 'jsonl' } });
    await api.exports.exports.raiseEpoch();
    expect(await run(asked.json.id)).toBe('finished');
    const shown = await api.get(`/exports/${asked.json.id}`);
    expect(shown.json.statements).toBeGreaterThan(statements.length);
    await api.exports.exports.raiseEpoch();
    expect((await api.get(`/exports/${asked.json.id}`)).json).toMatchObject({ status: 'removed', url: null });
  });
});

describe('who may do what', () => {
  it('401 without a key, but for public operations', async () => {
    for (const path of ['/speakers', '/statements', '/exports', '/audit']) {
      const answer = await api.call({ path, principal: null });
      expect(answer.status).toBe(401);
      expect(answer.headers['www-authenticate']).toContain('Bearer');
    }
    expect((await api.call({ path: '/healthz', principal: null })).status).toBe(200);
  });

  it('403 where the scope is too small', async () => {
    const answer = await api.call({ method: 'DELETE', path: `/articles/${article.id}`, principal: READER });
    expect(answer.status).toBe(403);
    expect(answer.json.detail).toContain('admin');
  });

  it('audits every write, also those that are refused', async () => {
    const day = api.clock.now().slice(0, 10);
    const { json } = await api.call({ path: '/audit', query: { day }, principal: ADMIN });
    const made = json.items.filter(
      ({ operationId }: { operationId: string }) => operationId === 'createSavedQuery',
    );
    expect(made.map(({ status }: { status: number }) => status)).toContain(201);
    expect(made.map(({ status }: { status: number }) => status)).toContain(415);
    expect(made[0]).toMatchObject({ keyId: READER.keyId, owner: READER.owner });
    const ids = json.items
      .filter((entry: { operationId: string; status: number }) => entry.status < 300)
      .map(({ operationId, target }: { operationId: string; target: { id?: string } }) => [
        operationId,
        target.id?.slice(0, 3),
      ]);
    expect(ids).toEqual(
      expect.arrayContaining([
        ['createSavedQuery', 'sq_'],
        ['removeSavedQuery', 'sq_'],
        ['createExport', 'ex_'],
      ]),
    );
  });
});

describe('taking down', () => {
  it('purges an article and leaves 410', async () => {
    const call = { method: 'DELETE', path: `/articles/${article.id}`, principal: ADMIN };
    const answer = await api.call(call);
    expect(answer.status, String(api.errors.at(-1))).toBe(200);
    expect((await api.get(`/articles/${article.id}`)).status).toBe(410);
    expect((await api.get(`/articles/${article.id}/text?version=${'a'.repeat(64)}`)).status).toBe(410);
    expect((await api.get(`/statements/${statements[0]?.id}`)).status).toBe(404);
    expect((await api.call({ ...call, path: '/articles/ar_nothing' })).status).toBe(404);
  });
});

it('has called every operation of this part of the contract', () => {
  const missing = Object.entries(OPERATIONS)
    .filter(([id, { tag, success }]) => tag !== 'Webhooks' && !answered.has(`${id} ${success.status}`))
    .map(([id]) => id);
  expect(missing).toEqual([]);
});
