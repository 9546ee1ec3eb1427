// Every fixture of test/fixtures/uploads through the real ingest on the emulators, against its whole expected receipt.
//
// UPDATE_EXPECTED=1 writes the receipts that come out, to be read by a person before they are committed. Which statements
// the extractor finds is judged elsewhere: here each must be stored, counted, and proven by the stored text.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ingestUpload } from '../../../lambdas/application/ingest-upload.ts';
import { readReceipt } from '../../../lambdas/application/read-receipts.ts';
import { TABLE_SCHEMA } from '../../../lambdas/contract/table-schema.ts';
import { readIngestRules } from '../../../lambdas/runtime/ingest-rules.ts';
import { loadDirectory } from '../../../lambdas/runtime/load-directory.ts';
import { loadExtractor } from '../../../lambdas/runtime/load-extractor.ts';
import { readIngestMessage } from '../../../lambdas/runtime/read-ingest-message.ts';
import { wireIngest } from '../../../lambdas/runtime/wire-ingest.ts';
import { type EmulatedAws, startEmulatedAws } from '../../support/emulated-aws.ts';

const folder = join(import.meta.dirname, '../../fixtures/uploads');
const expectedFile = join(folder, 'expected-receipts.json');
const files = readdirSync(folder).filter((name) => !name.startsWith('expected'));
const update = process.env.UPDATE_EXPECTED !== undefined;
const expected = update
  ? ({} as Record<string, unknown>)
  : (JSON.parse(readFileSync(expectedFile, 'utf8')) as Record<string, unknown>);

/** The limits of the decoder's own tests. */
const RULES = readIngestRules({
  INGEST_DECOMPRESSED_BYTES: '1000000',
  INGEST_RECORD_BYTES: '200000',
  INGEST_RECORDS: '8',
  INGEST_TEXT_LENGTH: '50000',
  INGEST_EVENT_AGE_DAYS: 'none',
});

describe('the receipt of', () => {
  let aws: EmulatedAws;
  const environment = { ...process.env };
  const extractor = loadExtractor();
  const directory = loadDirectory();
  beforeAll(async () => {
    aws = await startEmulatedAws();
    Object.assign(process.env, aws.environment);
  }, 60_000);
  afterAll(async () => {
    for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
    Object.assign(process.env, environment);
    await aws.stop();
    if (update) writeFileSync(expectedFile, `${JSON.stringify(expected, null, 2)}\n`);
  });

  /** The same articles are in many fixtures: each has a table to itself. */
  async function openPorts(name: string) {
    const { partitionKey, sortKey } = TABLE_SCHEMA;
    process.env.TABLE_NAME = `fixture-${name.replace(/[^\w-]/g, '-')}`;
    await aws.dynamo.send(
      new CreateTableCommand({
        TableName: process.env.TABLE_NAME,
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: [
          { AttributeName: partitionKey, KeyType: 'HASH' },
          { AttributeName: sortKey, KeyType: 'RANGE' },
        ],
        AttributeDefinitions: [partitionKey, sortKey].map((key) => ({
          AttributeName: key,
          AttributeType: 'S',
        })),
      }),
    );
    return wireIngest(directory, extractor);
  }

  it('every fixture is expected, and no other', () => {
    if (!update) expect(Object.keys(expected).sort()).toEqual([...files].sort());
  });

  it.each(files)('%s', async (name) => {
    const ports = await openPorts(name);
    const event = await aws.put({ key: `scraper/${name}`, body: readFileSync(join(folder, name)) });
    const [upload] = readIngestMessage(JSON.stringify(event));
    if (upload === undefined) throw new Error('Nothing was announced');
    const answered = await ingestUpload(ports, upload, RULES, { remaining: () => 60_000 });
    const receipt = await ports.receipts.get(answered.id);
    expect(receipt).toEqual(answered);
    if (receipt === null) return;

    // What scrapers see of it.
    const shown = await readReceipt(ports, receipt.id);
    expect(shown).toMatchObject({
      ok: true,
      value: { status: receipt.outcome, quarantined: receipt.quarantineKey !== null },
    });
    // Known only when it happens; and what the extractor decides.
    const { id, versionId, sequencer, receivedAt, updatedAt, statements, statementIds, ...rest } = receipt;
    expect([versionId, sequencer]).toEqual([upload.versionId, upload.sequencer]);
    expect(updatedAt >= receivedAt).toBe(true);
    const whole = { ...rest, quarantineKey: receipt.quarantineKey?.replace(id, '<receipt>') ?? null };
    if (update) expected[name] = whole;
    else expect(whole).toEqual(expected[name]);

    expect(statements).toEqual({ created: statementIds.length, updated: 0, unchanged: 0, withdrawn: 0 });
    const stored = await ports.statements.getMany(statementIds);
    expect(stored.size).toBe(statementIds.length);
    for (const { statement } of stored.values()) {
      expect(receipt.articles.map((article) => article.id)).toContain(statement.article.id);
      const text = await ports.texts.getText(statement.article.id, statement.provenance.textHash);
      const proof = statement.provenance.content.map(({ start, end }) => text?.slice(start, end)).join(' … ');
      expect(proof).toBe(statement.text);
    }
    const quotes = [...stored.values()].map(({ statement }) => statement.text).join('\n');
    const taken = rest.records.accepted > 0 && name !== 'ninjs-canceled.json';
    if (taken) expect(quotes).toContain('We have cleared the last mine');
    else expect(statementIds).toEqual([]);

    const Bucket = aws.environment.QUARANTINE_BUCKET ?? '';
    const kept = await aws.s3.send(new ListObjectsV2Command({ Bucket, Prefix: `${id}/` }));
    const copies =
      rest.outcome === 'rejected' ? [receipt.quarantineKey, `${receipt.quarantineKey}.why.json`] : [];
    expect((kept.Contents ?? []).map(({ Key }) => Key).sort()).toEqual(copies.sort());
  });
});
