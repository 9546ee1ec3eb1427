// The tracker in AWS: storage, messaging, the functions of the manifest, the API in front and the alarms above.
import { CfnOutput, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { PUBLIC_PATHS } from '../lambdas/contract/operations.ts';
import { acknowledge } from './constructs/acknowledge.ts';
import { Alarms } from './constructs/alarms.ts';
import { Api } from './constructs/api.ts';
import { allowPublishing, Messaging } from './constructs/messaging.ts';
import { Storage } from './constructs/storage.ts';
import { TrackerFunction } from './constructs/tracker-function.ts';
import {
  BUCKETS,
  type BucketName,
  FUNCTIONS,
  type FunctionDefinition,
  QUEUES,
  type QueueName,
  SECRETS,
  TABLE,
  TOPICS,
  type TopicName,
} from './functions.ts';

export interface TrackerStackProps extends StackProps {
  /** Who gets the alarms. */
  readonly alarmEmail?: string;
  /** Where the API is reached from outside, when a domain of its own stands in front. */
  readonly publicBaseUrl?: string;
  /** Origins whose pages may call the API, parted by commas. */
  readonly corsOrigins?: string;
}

export class TrackerStack extends Stack {
  readonly functions: readonly TrackerFunction[];

  constructor(
    scope: Construct,
    id: string,
    { alarmEmail, publicBaseUrl, corsOrigins, ...props }: TrackerStackProps = {},
  ) {
    super(scope, id, { terminationProtection: true, ...props });
    const key = new Key(this, 'Key', {
      description: 'Events, alarms and the secrets of the tracker',
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    allowPublishing(key);
    const secret = new Secret(this, 'Secret', {
      description: 'Signs cursors and peppers the hashes of API keys',
      encryptionKey: key,
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
      removalPolicy: RemovalPolicy.RETAIN,
    });
    acknowledge(
      secret,
      'AwsSolutions-SMG4',
      'A new value would make every API key and every cursor invalid at once: it is changed by hand, see docs/operations.md.',
    );

    const storage = new Storage(this, 'Storage');
    const messaging = new Messaging(this, 'Messaging', { buckets: storage.buckets, key });
    const environment = {
      ...(publicBaseUrl && { PUBLIC_BASE_URL: publicBaseUrl }),
      ...(corsOrigins && { CORS_ORIGINS: corsOrigins }),
    };
    this.functions = FUNCTIONS.map(
      (definition: FunctionDefinition) =>
        new TrackerFunction(this, definition.name, {
          definition,
          storage,
          messaging,
          key,
          secret,
          environment,
        }),
    );
    const authorizer = this.#only('authorizer');
    const { trigger } = authorizer.definition;
    const api = new Api(this, 'Api', {
      api: this.#only('api').function,
      authorizer: authorizer.function,
      timeoutSeconds: this.#only('api').definition.timeoutSeconds,
      cacheSeconds: trigger.kind === 'authorizer' ? trigger.cacheSeconds : 0,
      publicPaths: PUBLIC_PATHS,
      publicBaseUrl,
      corsOrigins,
    });
    new Alarms(this, 'Alarms', {
      ...{ messaging, functions: this.functions, restApi: api.restApi, key },
      email: alarmEmail,
    });

    this.#describe(api.restApi.url, storage, messaging, { secret, key });
  }

  /** Outputs by the names of the variables that the commands read. */
  #describe(
    url: string,
    storage: Storage,
    messaging: Messaging,
    { secret, key }: { readonly secret: Secret; readonly key: Key },
  ): void {
    const output = (variable: string, value: string, description: string) =>
      new CfnOutput(this, variable.replaceAll('_', ''), {
        value,
        description: `${variable}: ${description}`,
      });
    output('TRACKER_API', url, 'the query API');
    output(TABLE.environment, storage.table.tableName, TABLE.purpose);
    output(SECRETS.secret, secret.secretArn, 'the root secret');
    output(SECRETS.key, key.keyArn, 'the key that seals what is stored');
    for (const name of Object.keys(BUCKETS) as BucketName[]) {
      output(BUCKETS[name].environment, storage.buckets[name].bucketName, BUCKETS[name].purpose);
    }
    for (const name of Object.keys(QUEUES) as QueueName[]) {
      output(QUEUES[name].environment, messaging.queues[name].messages.queueUrl, QUEUES[name].purpose);
    }
    for (const name of Object.keys(TOPICS) as TopicName[]) {
      output(TOPICS[name].environment, messaging.topics[name].topicArn, TOPICS[name].purpose);
    }
  }

  #only(kind: 'api' | 'authorizer'): TrackerFunction {
    const found = this.functions.filter(({ definition }) => definition.trigger.kind === kind);
    const [first] = found;
    if (!first || found.length > 1)
      throw new Error(`The manifest must have one function with the trigger ${kind}.`);
    return first;
  }
}
