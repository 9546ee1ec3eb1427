// One function of the manifest: bundled by esbuild, with no more rights than its grants name.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Architecture, LoggingFormat, Runtime } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { NodejsFunction, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { BUNDLE_BANNER, BUNDLING, MINIFYING_ARGUMENTS, NODE_OPTIONS } from '../bundling.ts';
import {
  ASSETS,
  BUCKETS,
  type BucketName,
  bucketsNamed,
  type FunctionDefinition,
  handlerEntry,
  QUEUES,
  SECRETS,
  TABLE,
  TOPICS,
} from '../functions.ts';
import { acknowledge, attributeOf } from './acknowledge.ts';
import type { Messaging } from './messaging.ts';
import type { Storage } from './storage.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

export interface TrackerFunctionProps {
  readonly definition: FunctionDefinition;
  readonly storage: Storage;
  readonly messaging: Messaging;
  readonly key: IKey;
  readonly secret: Secret;
  /** Variables of every function, such as PUBLIC_BASE_URL. */
  readonly environment: Readonly<Record<string, string>>;
}

/** No Scan, for nobody: what cannot be queried by key must not be asked. */
const TABLE_READ = ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'];
const TABLE_WRITE = [
  'dynamodb:PutItem',
  'dynamodb:UpdateItem',
  'dynamodb:DeleteItem',
  'dynamodb:BatchWriteItem',
];
const OBJECT_READ = ['s3:GetObject', 's3:GetObjectVersion'];
const OBJECT_WRITE = ['s3:PutObject', 's3:DeleteObject'];

export class TrackerFunction extends Construct {
  readonly definition: FunctionDefinition;
  readonly function: NodejsFunction;
  readonly logGroup: LogGroup;

  constructor(scope: Construct, id: string, props: TrackerFunctionProps) {
    super(scope, id);
    const { definition } = props;
    this.definition = definition;
    this.logGroup = new LogGroup(this, 'Logs', {
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      description: `What ${definition.name} may do`,
    });
    this.logGroup.grantWrite(role);
    this.function = new NodejsFunction(this, 'Function', {
      description: definition.purpose,
      entry: join(ROOT, handlerEntry(definition.name)),
      handler: 'handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: definition.memoryMb,
      timeout: Duration.seconds(definition.timeoutSeconds),
      role,
      logGroup: this.logGroup,
      loggingFormat: LoggingFormat.JSON,
      environment: this.#describeEnvironment(props),
      projectRoot: ROOT,
      depsLockFilePath: join(ROOT, 'package-lock.json'),
      awsSdkConnectionReuse: false,
      bundling: {
        ...BUNDLING,
        esbuildArgs: MINIFYING_ARGUMENTS,
        format: OutputFormat.ESM,
        sourceMap: true,
        // The SDK that was tested goes along, instead of the one that Lambda has that day.
        externalModules: [],
        banner: BUNDLE_BANNER,
        commandHooks: {
          beforeInstall: () => [],
          beforeBundling: () => [],
          afterBundling: (input, output) => copyAssets(definition, input, output),
        },
      },
    });
    this.#grant(role, props);
    this.#trigger(props);
  }

  #describeEnvironment({ definition, storage, messaging, environment, secret, key }: TrackerFunctionProps) {
    const { grants } = definition;
    const variables: Record<string, string> = { ...environment, ...definition.environment };
    if (grants.table) variables[TABLE.environment] = storage.table.tableName;
    for (const name of bucketsNamed(grants)) {
      variables[BUCKETS[name].environment] = storage.buckets[name].bucketName;
    }
    for (const name of grants.queues ?? []) {
      variables[QUEUES[name].environment] = messaging.queues[name].messages.queueUrl;
    }
    for (const name of grants.topics ?? []) {
      variables[TOPICS[name].environment] = messaging.topics[name].topicArn;
    }
    if (grants.secrets) {
      variables[SECRETS.secret] = secret.secretArn;
      variables[SECRETS.key] = key.keyArn;
    }
    if (definition.assets) variables.ASSETS_ROOT = '/var/task';
    return { NODE_OPTIONS, ...variables };
  }

  #grant(role: Role, { definition, storage, messaging, key, secret }: TrackerFunctionProps): void {
    const { table, buckets = {}, queues = [], topics = [], secrets } = definition.grants;
    const allow = (actions: string[], resources: string[]) =>
      role.addToPolicy(new PolicyStatement({ actions, resources }));
    if (table) {
      allow(table === 'read' ? TABLE_READ : [...TABLE_READ, ...TABLE_WRITE], [storage.table.tableArn]);
    }
    for (const [name, right] of Object.entries(buckets) as [BucketName, 'read' | 'write' | 'read-write'][]) {
      const bucket = storage.buckets[name];
      const actions = [...(right === 'write' ? [] : OBJECT_READ), ...(right === 'read' ? [] : OBJECT_WRITE)];
      allow(actions, [bucket.arnForObjects('*')]);
      // Without it, S3 answers 403 instead of 404 for what is not there.
      if (right !== 'write') allow(['s3:ListBucket', 's3:ListBucketVersions'], [bucket.bucketArn]);
      acknowledge(
        role,
        `AwsSolutions-IAM5[Resource::${attributeOf(bucket, 'Arn')}/*]`,
        `All objects of one bucket: ${BUCKETS[name].purpose} Keys are not known before they are there.`,
      );
    }
    for (const name of queues) messaging.queues[name].messages.grantSendMessages(role);
    for (const name of topics) {
      allow(['sns:Publish'], [messaging.topics[name].topicArn]);
      allow(['kms:Decrypt', 'kms:GenerateDataKey'], [key.keyArn]);
    }
    if (secrets) {
      allow(['secretsmanager:GetSecretValue'], [secret.secretArn]);
      allow(['kms:Decrypt', 'kms:GenerateDataKey'], [key.keyArn]);
    }
  }

  #trigger({ definition, messaging }: TrackerFunctionProps): void {
    const { trigger } = definition;
    if (trigger.kind === 'queue') {
      const { messages, deadLetters } = messaging.queues[trigger.queue];
      this.function.addEventSource(
        new SqsEventSource(trigger.source === 'messages' ? messages : deadLetters, {
          batchSize: trigger.batchSize,
          maxConcurrency: trigger.maxConcurrency,
          reportBatchItemFailures: true,
        }),
      );
    }
    if (trigger.kind === 'schedule') {
      new Rule(this, 'Schedule', {
        description: definition.purpose,
        schedule: Schedule.rate(Duration.minutes(trigger.everyMinutes)),
        // A tick that was missed is made up for by the next.
        targets: [new LambdaFunction(this.function, { retryAttempts: 0, maxEventAge: Duration.minutes(1) })],
      });
    }
  }
}

/** Shell commands that copy the function's assets below the bundle's root, at the same paths as in the repository. */
function copyAssets({ assets = [] }: FunctionDefinition, input: string, output: string): string[] {
  return assets.flatMap((name) => {
    const path = ASSETS[name];
    return [`mkdir -p "${output}/${dirname(path)}"`, `cp -r "${join(input, path)}" "${output}/${path}"`];
  });
}
