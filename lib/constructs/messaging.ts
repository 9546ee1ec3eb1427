// Queues with their dead-letter queues, topics with their subscriptions, and the notifications of buckets.
import { Aws, Duration } from 'aws-cdk-lib';
import { Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Bucket, CfnBucket } from 'aws-cdk-lib/aws-s3';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Queue, QueueEncryption, type QueuePolicy } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import {
  BUCKETS,
  type BucketName,
  MESSAGE_RETENTION_SECONDS,
  QUEUES,
  type QueueName,
  TOPICS,
  type TopicName,
} from '../functions.ts';
import { acknowledge } from './acknowledge.ts';

export interface QueuePair {
  readonly messages: Queue;
  readonly deadLetters: Queue;
}

export interface MessagingProps {
  readonly buckets: Readonly<Record<BucketName, Bucket>>;
  readonly key: IKey;
}

export class Messaging extends Construct {
  readonly queues: Readonly<Record<QueueName, QueuePair>>;
  readonly topics: Readonly<Record<TopicName, Topic>>;

  constructor(scope: Construct, id: string, { buckets, key }: MessagingProps) {
    super(scope, id);
    this.queues = mapNames(QUEUES, (name) => this.#createQueue(name));
    this.topics = mapNames(TOPICS, (name) => this.#createTopic(name, key));
    for (const name of Object.keys(BUCKETS) as BucketName[]) this.#notify(name, buckets[name]);
  }

  #createQueue(name: QueueName): QueuePair {
    const { visibilitySeconds, maxReceives } = QUEUES[name];
    const common = {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.seconds(MESSAGE_RETENTION_SECONDS),
      visibilityTimeout: Duration.seconds(visibilitySeconds),
    };
    const deadLetters = new Queue(this, `${capitalize(name)}DeadLetters`, common);
    acknowledge(deadLetters, 'AwsSolutions-SQS3', 'It is a dead-letter queue itself.');
    const messages = new Queue(this, `${capitalize(name)}Queue`, {
      ...common,
      deadLetterQueue: { queue: deadLetters, maxReceiveCount: maxReceives },
    });
    return { messages, deadLetters };
  }

  #createTopic(name: TopicName, key: IKey): Topic {
    const topic = new Topic(this, `${capitalize(name)}Topic`, { masterKey: key, enforceSSL: true });
    for (const queue of TOPICS[name].feeds) {
      topic.addSubscription(new SqsSubscription(this.queues[queue].messages, { rawMessageDelivery: true }));
    }
    return topic;
  }

  /**
   * Written into the bucket itself rather than by CDK's notifications, which would deploy a function with rights over
   * every bucket just for this. S3 checks the queue's policy when the bucket is made, so the policy cannot name the
   * bucket: it names this account.
   */
  #notify(name: BucketName, bucket: Bucket): void {
    const { notifies } = BUCKETS[name];
    if (!notifies) return;
    const { messages } = this.queues[notifies.queue];
    messages.addToResourcePolicy(
      new PolicyStatement({
        sid: 'TakeNotificationsOfThisAccount',
        effect: Effect.ALLOW,
        principals: [new ServicePrincipal('s3.amazonaws.com')],
        actions: ['sqs:SendMessage'],
        resources: [messages.queueArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    );
    const resource = bucket.node.defaultChild as CfnBucket;
    resource.notificationConfiguration = {
      queueConfigurations: notifies.events.map((event) => ({ event, queue: messages.queueArn })),
    };
    resource.node.addDependency(messages.node.findChild('Policy') as QueuePolicy);
  }
}

/** Lets the alarms of this account publish to topics that are encrypted with `key`. */
export function allowPublishing(key: IKey): void {
  key.addToResourcePolicy(
    new PolicyStatement({
      sid: 'AlarmsMayPublish',
      principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
      actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
      resources: ['*'],
      conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
    }),
  );
}

function mapNames<Name extends string, Value>(
  record: Readonly<Record<Name, unknown>>,
  create: (name: Name) => Value,
): Record<Name, Value> {
  const entries = (Object.keys(record) as Name[]).map((name) => [name, create(name)] as const);
  return Object.fromEntries(entries) as Record<Name, Value>;
}

function capitalize(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
