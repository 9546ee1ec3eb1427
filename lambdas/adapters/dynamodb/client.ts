// The DynamoDB client: region, credentials and AWS_ENDPOINT_URL_DYNAMODB come from the environment.
import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';

/** Milliseconds: a slow call is given up and tried again long before the function's time ends. */
const CONNECT_TIMEOUT = 1_000;
const REQUEST_TIMEOUT = 3_000;
const ATTEMPTS = 4;

export function createDynamoClient(overrides: DynamoDBClientConfig = {}): DynamoDBClient {
  return new DynamoDBClient({
    maxAttempts: ATTEMPTS,
    requestHandler: { connectionTimeout: CONNECT_TIMEOUT, requestTimeout: REQUEST_TIMEOUT },
    ...overrides,
  });
}
