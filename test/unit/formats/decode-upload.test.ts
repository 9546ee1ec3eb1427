// Every fixture of test/fixtures/uploads, decoded, against the records and faults that expected.json lists for it.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { articleDecoder } from '../../../lambdas/adapters/formats/decode-upload.ts';
import type {
  ArticleRecord,
  DecodeHints,
  DecodeLimits,
  RecordFault,
} from '../../../lambdas/application/ports/article-decoder.ts';

const folder = join(import.meta.dirname, '../../fixtures/uploads');
const expectedFile = join(folder, 'expected.json');
const limits: DecodeLimits = {
  decompressedBytes: 1_000_000,
  recordBytes: 200_000,
  records: 8,
  textLength: 50_000,
};
const hints: DecodeHints = {
  key: 'k',
  contentType: null,
  contentEncoding: null,
  metadata: {},
  startIndex: 0,
};

type Outcome = ArticleRecord | RecordFault;

async function decode(
  bytes: Uint8Array,
  more: Partial<DecodeHints> = {},
  less: Partial<DecodeLimits> = {},
  chunk = 1000,
): Promise<Outcome[]> {
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk);
  }
  const outcomes: Outcome[] = [];
  for await (const outcome of articleDecoder.decode(chunks(), { ...hints, ...more }, { ...limits, ...less }))
    outcomes.push(outcome);
  return outcomes;
}

const files = readdirSync(folder).filter((name) => !name.startsWith('expected'));

// UPDATE_EXPECTED=1 writes what comes out, to be read by a person before it is committed.
if (process.env.UPDATE_EXPECTED) {
  const all = Object.fromEntries(
    await Promise.all(
      files.map(async (name) => [name, await decode(readFileSync(join(folder, name)))] as const),
    ),
  );
  writeFileSync(expectedFile, `${JSON.stringify(all, null, 2)}\n`);
}
const expected = JSON.parse(readFileSync(expectedFile, 'utf8')) as Record<string, Outcome[]>;

describe('fixtures', () => {
  it('are all expected, and all there', () => {
    expect(Object.keys(expected).sort()).toEqual(files.sort());
  });

  it.each(files)('%s', async (name) => {
    const bytes = readFileSync(join(folder, name));
    expect(await decode(bytes)).toEqual(expected[name]);
    expect(await decode(bytes, {}, {}, 7), 'in small chunks').toEqual(expected[name]);
  });
});

const article = (text: string) => JSON.stringify({ text, url: 'https://news.example/1' });

describe('limits', () => {
  it('stops a gzip bomb at the limit of unpacked bytes', async () => {
    const bomb = gzipSync(Buffer.alloc(30_000_000, 'a'));
    expect(await decode(bomb)).toEqual([
      expect.objectContaining({ kind: 'fault', index: null, code: 'too_large' }),
    ]);
  });

  it('passes over one line that is too long, and takes its neighbours', async () => {
    const lines = [article('One.'), article('x'.repeat(3000)), article('Three.')].join('\n');
    const outcomes = await decode(Buffer.from(lines), {}, { recordBytes: 2000 });
    expect(outcomes.map((o) => (o.kind === 'fault' ? [o.code, o.line] : o.text))).toEqual([
      'One.',
      ['too_large', 2],
      'Three.',
    ]);
  });

  it('refuses what comes after too many records, and keeps what came before', async () => {
    const outcomes = await decode(
      Buffer.from(Array.from({ length: 5 }, (_, i) => article(`No ${i}.`)).join('\n')),
      {},
      { records: 3 },
    );
    expect(outcomes.map((o) => o.kind)).toEqual(['article', 'article', 'article', 'fault']);
    expect(outcomes.at(-1)).toMatchObject({ code: 'too_many_records', index: null });
  });

  it('refuses a text over its limit', async () => {
    expect(await decode(Buffer.from('word '.repeat(100)), {}, { textLength: 100 })).toMatchObject([
      { code: 'too_large', index: 0 },
    ]);
  });
});

describe('hints', () => {
  it('resumes at a record', async () => {
    const outcomes = await decode(Buffer.from([article('A.'), article('B.'), article('C.')].join('\n')), {
      startIndex: 2,
    });
    expect(outcomes).toMatchObject([{ index: 2, text: 'C.' }]);
  });

  it('fills what the content lacks from the metadata, also percent-encoded and as RFC 2047 words', async () => {
    const metadata = {
      url: 'https://news.example/m',
      title: 'Caf%C3%A9 talks',
      outlet: '=?UTF-8?B?R2F6w6h0ZQ==?=',
      published: '2031-04-02',
    };
    expect(await decode(Buffer.from('Nothing more was said.'), { metadata })).toMatchObject([
      { url: 'https://news.example/m', title: 'Café talks', outlet: 'Gazète', publishedAt: '2031-04-02' },
    ]);
  });

  it('believes a declared encoding', async () => {
    const bytes = Buffer.from([0xcc, 0xe8, 0xf0]);
    expect(await decode(bytes, { contentType: 'text/plain; charset=windows-1251' })).toMatchObject([
      { text: 'Мир' },
    ]);
  });
});

it('lets a failure to read the object through, since it is not the content’s fault', async () => {
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield Buffer.from('WARC/1.0\r\n');
    throw new Error('connection reset');
  }
  const read = async () => {
    for await (const _ of articleDecoder.decode(broken(), hints, limits));
  };
  await expect(read()).rejects.toThrow('connection reset');
});
