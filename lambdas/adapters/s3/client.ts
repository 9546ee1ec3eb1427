// The S3 client: region, credentials and AWS_ENDPOINT_URL_S3 come from the environment.
import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';

/** Milliseconds without a byte after which a connection is given up. */
const IDLE_TIMEOUT = 15_000;

export function createS3Client(overrides: S3ClientConfig = {}): S3Client {
  return new S3Client({
    maxAttempts: 4,
    // Any other S3 in its place is asked by path, as emulators need it.
    forcePathStyle:
      process.env.AWS_ENDPOINT_URL_S3 !== undefined || process.env.AWS_ENDPOINT_URL !== undefined,
    requestHandler: { connectionTimeout: 2_000, socketTimeout: IDLE_TIMEOUT },
    ...overrides,
  });
}
