// Builds what the ingest function works with, out of its environment.
import { createDynamoClient } from '../adapters/dynamodb/client.ts';
import { articleDecoder } from '../adapters/formats/decode-upload.ts';
import { createBucket } from '../adapters/s3/bucket.ts';
import { createS3Client } from '../adapters/s3/client.ts';
import { createQuarantine, createUploadSource } from '../adapters/s3/upload-source.ts';
import { createEventPublisher, createSnsClient } from '../adapters/sns/event-publisher.ts';
import { createIngestQueue, createSqsClient } from '../adapters/sqs/ingest-queue.ts';
import type { IngestPorts } from '../application/ingest-upload.ts';
import type { Extractor } from '../application/ports/extractor.ts';
import type { Maintenance } from '../application/ports/maintenance.ts';
import type { KnownSpeaker } from '../application/ports/speaker-store.ts';
import type { SpeakerDirectory } from '../core/speakers/directory.ts';
import { createMentionFinder } from '../core/speakers/find-mentioned.ts';
import { systemClock } from './clock.ts';
import { readConfig } from './config.ts';
import { wireStorage } from './wire-storage.ts';

/** @throws {ConfigError} where a variable is missing */
export function wireIngest(
  directory: SpeakerDirectory,
  extractor: Extractor,
): IngestPorts & { readonly maintenance: Maintenance } {
  const config = readConfig([
    'TABLE_NAME',
    'ARCHIVE_BUCKET',
    'QUARANTINE_BUCKET',
    'INGEST_QUEUE_URL',
    'EVENTS_TOPIC_ARN',
  ]);
  const s3 = createS3Client();
  const storage = wireStorage({ dynamo: createDynamoClient(), s3, clock: systemClock }, config);
  return {
    ...storage,
    clock: systemClock,
    extractor,
    findMentioned: createMentionFinder(directory),
    describeSpeaker: describeFrom(directory),
    decoder: articleDecoder,
    uploads: createUploadSource(s3),
    quarantine: createQuarantine(s3, createBucket(s3, config.QUARANTINE_BUCKET)),
    queue: createIngestQueue(createSqsClient(), config.INGEST_QUEUE_URL),
    publisher: createEventPublisher(
      createSnsClient(),
      config.EVENTS_TOPIC_ARN,
      (id) => directory.byId(id)?.country,
    ),
  };
}

/** A speaker with the aliases that the directory has; of others, the name alone. */
export function describeFrom(
  directory: SpeakerDirectory,
): (ref: { readonly id: string; readonly name: string }) => KnownSpeaker {
  return ({ id, name }) => {
    const listed = directory.byId(id);
    return listed ? { id, name: listed.name, aliases: listed.aliases ?? [] } : { id, name, aliases: [] };
  };
}
