// The embedded emulators with clients to them, and uploads that answer the notification which S3 would send.
import type { Server } from 'node:http';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { S3Event } from 'aws-lambda';
import { clientSettings, localBucket, startEmulators } from '../../lib/local/emulators.ts';
import { listenOnLoopback } from '../../lib/local/listen.ts';
import { openObjectVersions } from '../../lib/local/object-versions.ts';
import { createS3Front, versionsBucket } from '../../lib/local/s3-front.ts';

export type EmulatedAws = Awaited<ReturnType<typeof startEmulatedAws>>;

export interface Put {
  readonly key: string;
  readonly body: string | Uint8Array;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly contentType?: string;
}

/** Everything in memory, on free ports of loopback. */
export async function startEmulatedAws() {
  const emulators = await startEmulators(null);
  const versions = openObjectVersions(null);
  const uploads = localBucket('articles');
  emulators.fauxqs.createBucket(versionsBucket(uploads));
  const announced: S3Event[] = [];
  const front: Server = createS3Front({
    upstream: emulators.environment.AWS_ENDPOINT_URL_S3 ?? '',
    region: emulators.environment.AWS_REGION ?? '',
    versions,
    versioned: [uploads],
    announce: async (bucket, event) => {
      if (bucket === uploads) announced.push(event);
    },
    onError: (error) => console.error(error),
  });
  const s3Port = await listenOnLoopback(front, 0);
  const environment: Readonly<Record<string, string>> = {
    ...emulators.environment,
    AWS_ENDPOINT_URL_S3: `http://127.0.0.1:${s3Port}`,
  };
  const settings = clientSettings(environment);
  const at = (name: string) => ({ ...settings, endpoint: environment[name] ?? '' });
  const dynamo = new DynamoDBClient({ ...at('AWS_ENDPOINT_URL_DYNAMODB'), maxAttempts: 1 });
  const s3 = new S3Client({ ...at('AWS_ENDPOINT_URL_S3'), forcePathStyle: true, maxAttempts: 1 });
  const sqs = new SQSClient({ ...at('AWS_ENDPOINT_URL_SQS'), maxAttempts: 1 });
  const sns = new SNSClient({ ...at('AWS_ENDPOINT_URL_SNS'), maxAttempts: 1 });

  /** Uploads an object and answers its notification. */
  async function put({ key, body, metadata, contentType }: Put): Promise<S3Event> {
    const before = announced.length;
    await s3.send(
      new PutObjectCommand({
        Bucket: uploads,
        Key: key,
        Body: body,
        Metadata: { ...metadata },
        ContentType: contentType,
      }),
    );
    const event = announced[before];
    if (event === undefined) throw new Error('The upload was not announced');
    return event;
  }

  async function stop(): Promise<void> {
    for (const client of [dynamo, s3, sqs, sns]) client.destroy();
    front.closeAllConnections();
    await new Promise((resolve) => front.close(resolve));
    versions.close();
    await emulators.stop();
  }

  return { environment, fauxqs: emulators.fauxqs, dynamo, s3, sqs, sns, uploads, announced, put, stop };
}
