// Messages of the ingest queue: S3 event notifications, and what ingest sends itself.
import { z } from 'zod';

const s3Record = z.object({
  eventName: z.string(),
  s3: z.object({
    bucket: z.object({ name: z.string().min(1) }),
    object: z.object({
      /** Form-encoded: `+` for a space. */
      key: z.string().min(1),
      size: z.int().min(0).optional(),
      eTag: z.string().optional(),
      versionId: z.string().optional(),
      sequencer: z.string().optional(),
    }),
  }),
});

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html */
export const S3Notification = z.object({ Records: z.array(s3Record) });

/** What S3 sends once, when a notification is set up. */
export const S3TestEvent = z.object({ Event: z.literal('s3:TestEvent') });

/** `continue`: go on with a large object; `ingest`: an upload that was found without its notification. */
export const OwnMessage = z.object({
  kind: z.enum(['continue', 'ingest']),
  upload: z.object({
    bucket: z.string().min(1),
    key: z.string().min(1),
    versionId: z.string().nullable(),
    eTag: z.string(),
    sequencer: z.string().nullable(),
    size: z.int().min(0).nullable(),
  }),
});

export const IngestMessage = z.union([S3Notification, S3TestEvent, OwnMessage]);
