// Reads the uploads out of a message of the ingest queue.
import type { UploadRef } from '../application/ports/upload-source.ts';
import { IngestMessage } from '../contract/ingest-message.ts';

/** A message that is none of ours: it is given up, and kept as a dead letter. */
export class MalformedMessage extends Error {
  readonly code = 'malformed_message';

  constructor(cause: unknown) {
    super('The message is neither an S3 notification nor one of ours', { cause });
    this.name = 'MalformedMessage';
  }
}

/**
 * The uploads that a message announces; none for a test event, or where objects were deleted: that withdraws nothing.
 * @throws {MalformedMessage}
 */
export function readIngestMessage(body: string): readonly UploadRef[] {
  const message = parse(body);
  if ('Event' in message) return [];
  if ('kind' in message) return [message.upload];
  return message.Records.flatMap(({ eventName, s3 }) => {
    if (!/^(?:s3:)?ObjectCreated:/u.test(eventName)) return [];
    const { key, eTag, versionId, sequencer, size } = s3.object;
    return [
      {
        bucket: s3.bucket.name,
        key: decodeKey(key),
        versionId: versionId === undefined || versionId === 'null' ? null : versionId,
        eTag: (eTag ?? '').replaceAll('"', ''),
        sequencer: sequencer ?? null,
        size: size ?? null,
      },
    ];
  });
}

function parse(body: string) {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch (error) {
    throw new MalformedMessage(error);
  }
  const result = IngestMessage.safeParse(value);
  if (!result.success) throw new MalformedMessage(result.error);
  return result.data;
}

function decodeKey(key: string): string {
  try {
    return decodeURIComponent(key.replaceAll('+', ' '));
  } catch (error) {
    throw new MalformedMessage(error);
  }
}
