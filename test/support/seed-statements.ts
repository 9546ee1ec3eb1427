// Statements of invented people, made from a number, and a way to put them into the stores as ingest does.
import { countChanges } from '../../lambdas/application/count-changes.ts';
import type { Statement } from '../../lambdas/core/statements/statement.ts';
import { classifyTopics } from '../../lambdas/core/statements/topics.ts';
import type { Storage } from '../../lambdas/runtime/wire-storage.ts';

export const PEOPLE = [
  { id: 'irena-valcourt', name: 'Irena Valcourt', aliases: ['Valcourt', 'Iréna Valcourt'] },
  { id: 'tomas-hale', name: 'Tomas Hale', aliases: ['Hale'] },
  { id: 'oren-hale', name: 'Oren Hale', aliases: [] },
  { id: 'port-orlin-ministry', name: 'Orlin Foreign Ministry', aliases: [] },
] as const;

const SENTENCES = [
  'Velmora accepts the ceasefire and the exchange of prisoners.',
  'The gas transit agreement ends in May; coal will follow.',
  'Nobody asked us before the sanctions were announced.',
  'We will sign when the guns are silent.',
  '=2+3 is what they call arithmetic, "quoted", and so on',
];
const OUTLETS = ['news.example.org', 'wire.example.net', null] as const;
const TYPES = ['direct', 'indirect', 'mixed'] as const;
const STANCES = ['said', 'warned', 'denied', 'promised'] as const;

/** The n-th statement, always the same: three a day from 2030-01-01 on, every 50th undated, every 40th of nobody known. */
export function makeStatement(n: number): Statement {
  const person = PEOPLE[n % PEOPLE.length] ?? PEOPLE[0];
  const text = SENTENCES[n % SENTENCES.length] ?? '';
  const day = new Date(Date.UTC(2030, 0, 1) + Math.floor(n / 3) * 86_400_000).toISOString().slice(0, 10);
  const recordedAt = new Date(Date.UTC(2031, 0, 1) + n * 1000).toISOString();
  const number = String(n).padStart(8, '0');
  return {
    id: `st_${number}aaaaaaaaaaaaaaaaaa`,
    revision: 1,
    status: 'current',
    speaker: n % 40 === 39 ? null : { id: person.id, name: person.name },
    mention: person.name.split(' ').at(-1) ?? null,
    office: n % 2 === 0 ? 'foreign minister' : null,
    type: TYPES[n % TYPES.length] ?? 'direct',
    text: `${text} (${n})`,
    cue: 'said',
    stance: STANCES[n % STANCES.length] ?? 'said',
    negated: false,
    statedAt: n % 50 === 49 ? null : { date: day, precision: 'day' },
    medium: null,
    addressee: null,
    reportedBy: [],
    topics: classifyTopics(text),
    about: n % 2 === 0 ? [{ id: 'velmora', name: 'Velmora' }] : [],
    language: 'en',
    confidence: (n % 10) / 10,
    by: ['test'],
    article: {
      id: `ar_${String(Math.floor(n / 10)).padStart(8, '0')}aaaaaaaaaaaaaaaaaa`,
      url: `https://news.example.org/${Math.floor(n / 10)}`,
      title: `Article “${Math.floor(n / 10)}”, with a comma`,
      outlet: OUTLETS[n % OUTLETS.length] ?? null,
      publishedAt: `${day}T12:00:00Z`,
    },
    provenance: {
      textHash: 'a'.repeat(64),
      content: [{ start: 0, end: text.length }],
      source: null,
      cue: null,
      prefix: '',
      suffix: '',
    },
    recordedAt,
    updatedAt: recordedAt,
  };
}

export function makeStatements(from: number, to: number): Statement[] {
  return Array.from({ length: to - from }, (_, at) => makeStatement(from + at));
}

let seq = 0;

/** Writes statements, their speakers and their counts. */
export async function seedStatements(storage: Storage, statements: readonly Statement[]): Promise<void> {
  seq += 1;
  await storage.speakers.note(PEOPLE.map((person) => ({ ...person, aliases: [...person.aliases] })));
  for (let at = 0; at < statements.length; at += 25) {
    await Promise.all(
      statements
        .slice(at, at + 25)
        .map((statement) => storage.statements.put({ statement, seq, contentOrder: '0', before: null })),
    );
  }
  const changes = countChanges(statements.map((after) => ({ before: null, after })));
  await storage.counters.apply('ar_seed', seq, changes);
}

/** An article in two versions, with its text, its receipt, and statements 0 to 9, of which the newer version adds the last. */
export async function seedArticle(
  storage: Storage,
  bucket: string,
): Promise<{ readonly id: string; readonly uploadId: string }> {
  const statements = makeStatements(0, 10);
  const [first] = statements;
  if (!first) throw new Error('No statements');
  const { article } = first;
  const hashes = ['a'.repeat(64), 'b'.repeat(64)] as const;
  const uploadId = 'up_seedseedseedseedseedseed';
  const at = '2031-01-01T00:00:00.000Z';
  const sighting = {
    articleId: article.id,
    status: 'usable',
    textLength: 12,
    article,
    modifiedAt: null,
    uploadId,
    recordIndex: 0,
    bucket,
    key: 'wire/1.json',
    versionId: null,
    outcome: 'accepted',
    tally: { created: 10, updated: 0, unchanged: 0, withdrawn: 0 },
    silent: null,
    journal: 'journals/1',
    recordedAt: at,
  } as const;
  const marks = statements.map(({ id }) => ({ id, digest: '0'.repeat(16) }));
  for (const [n, textHash] of hashes.entries()) {
    await storage.texts.putText(article.id, textHash, `Some text ${n}…`);
    await storage.articles.putSighting({
      ...sighting,
      order: `order-${n}`,
      fingerprint: `print-${n}`,
      textHash,
      statements: n === 0 ? marks.slice(0, 9) : marks,
    });
  }
  const journal = { seq: 1, key: 'journals/1' };
  await storage.articles.open(article.id, journal);
  await storage.articles.close(
    {
      id: article.id,
      seq: 1,
      status: 'current',
      article,
      articleOrder: 'order-1',
      order: 'order-1',
      fingerprint: 'print-1',
      textHash: hashes[1],
      textLength: 12,
      language: 'en',
      statements: 10,
      recordedAt: at,
      updatedAt: at,
    },
    journal,
  );
  const receipt = {
    id: uploadId,
    bucket,
    key: 'wire/1.json',
    versionId: null,
    eTag: 'abc',
    sequencer: null,
    size: 100,
    outcome: 'accepted',
    records: { read: 1, accepted: 1, duplicate: 0, superseded: 0, rejected: 0 },
    statements: sighting.tally,
    articles: [{ id: article.id, textHash: hashes[1], outcome: 'accepted' }],
    statementIds: statements.map(({ id }) => id),
    faults: [],
    silent: {},
    quarantineKey: null,
    nextIndex: 1,
    receivedAt: at,
    updatedAt: at,
  } as const;
  await storage.receipts.receive(receipt);
  await storage.receipts.save(receipt);
  return { id: article.id, uploadId };
}
