import { describe, expect, it } from 'vitest';
import { MalformedMessage, readIngestMessage } from '../../../lambdas/runtime/read-ingest-message.ts';

const record = (eventName: string, object: object) => ({
  eventName,
  s3: { bucket: { name: 'articles' }, object: { size: 3, eTag: 'abc', sequencer: '0A', ...object } },
});

describe('readIngestMessage', () => {
  it('reads uploads of every kind, with keys as scrapers wrote them', () => {
    const body = JSON.stringify({
      Records: [
        record('ObjectCreated:Put', { key: 'a+b%2Bc/%C3%A9t%C3%A9.json', versionId: 'v1' }),
        record('ObjectCreated:CompleteMultipartUpload', { key: 'big.warc.gz', versionId: 'null' }),
      ],
    });
    expect(readIngestMessage(body)).toEqual([
      { bucket: 'articles', key: 'a b+c/été.json', versionId: 'v1', eTag: 'abc', sequencer: '0A', size: 3 },
      { bucket: 'articles', key: 'big.warc.gz', versionId: null, eTag: 'abc', sequencer: '0A', size: 3 },
    ]);
  });

  it('passes over test events and deletions', () => {
    expect(
      readIngestMessage(JSON.stringify({ Service: 'Amazon S3', Event: 's3:TestEvent', Bucket: 'articles' })),
    ).toEqual([]);
    expect(
      readIngestMessage(JSON.stringify({ Records: [record('ObjectRemoved:Delete', { key: 'a' })] })),
    ).toEqual([]);
  });

  it('reads the messages that ingest sends itself', () => {
    const upload = { bucket: 'articles', key: 'a b', versionId: 'v', eTag: 'e', sequencer: null, size: null };
    expect(readIngestMessage(JSON.stringify({ kind: 'continue', upload }))).toEqual([upload]);
  });

  it.each([
    '',
    'no json',
    '{}',
    '[]',
    '{"kind":"other"}',
    '{"Records":[{}]}',
    '{"Records":[{"eventName":"ObjectCreated:Put","s3":{"bucket":{"name":"b"},"object":{"key":"%E0%A4%A"}}}]}',
  ])('refuses %j', (body) => {
    expect(() => readIngestMessage(body)).toThrow(MalformedMessage);
  });
});
