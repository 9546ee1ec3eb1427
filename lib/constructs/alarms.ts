// Alarms that say whom they hurt: what to do about each is in docs/operations.md.
import { Duration } from 'aws-cdk-lib';
import type { RestApi } from 'aws-cdk-lib/aws-apigateway';
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { QUEUES, type QueueName } from '../functions.ts';
import type { Messaging } from './messaging.ts';
import type { TrackerFunction } from './tracker-function.ts';

export interface AlarmsProps {
  readonly messaging: Messaging;
  readonly functions: readonly TrackerFunction[];
  readonly restApi: RestApi;
  readonly key: IKey;
  /** Who is told; more can subscribe to the topic. */
  readonly email: string | undefined;
}

/** Seconds that the oldest message of a queue may wait: three tries and a little. */
const OLDEST_MESSAGE = 3_600;
/** Share of answers of 5xx, in percent over five minutes. */
const FAULT_PERCENT = 1;

export class Alarms extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, { messaging, functions, restApi, key, email }: AlarmsProps) {
    super(scope, id);
    this.topic = new Topic(this, 'Topic', { masterKey: key, enforceSSL: true });
    if (email) this.topic.addSubscription(new EmailSubscription(email));

    const period = Duration.minutes(5);
    for (const name of Object.keys(QUEUES) as QueueName[]) {
      const { messages, deadLetters } = messaging.queues[name];
      const { impact } = QUEUES[name];
      // Moves by a redrive policy do not count as sent, and a consumer empties the queue at once: both are watched.
      this.#add(`${name}-dead-letters-received`, {
        metric: deadLetters.metricNumberOfMessagesReceived({ period, statistic: 'Sum' }),
        threshold: 1,
        problem: `Messages of the queue ${name} were given up.`,
        impact,
      });
      this.#add(`${name}-dead-letters-waiting`, {
        metric: deadLetters.metricApproximateNumberOfMessagesVisible({ period, statistic: 'Maximum' }),
        threshold: 1,
        periods: 3,
        problem: `Dead letters of the queue ${name} lie there unmarked.`,
        impact,
      });
      this.#add(`${name}-oldest-message`, {
        metric: messages.metricApproximateAgeOfOldestMessage({ period, statistic: 'Maximum' }),
        threshold: OLDEST_MESSAGE,
        problem: `Messages of the queue ${name} wait for over an hour.`,
        impact,
      });
    }
    for (const { definition, function: lambda } of functions) {
      const { name, impact } = definition;
      this.#add(`${name}-errors`, {
        metric: lambda.metricErrors({ period, statistic: 'Sum' }),
        threshold: 1,
        periods: 2,
        problem: `The function ${name} fails.`,
        impact,
      });
      this.#add(`${name}-throttles`, {
        metric: lambda.metricThrottles({ period, statistic: 'Sum' }),
        threshold: 1,
        periods: 3,
        problem: `The function ${name} is held back by the account's concurrency.`,
        impact,
      });
    }
    this.#add('api-faults', {
      metric: restApi.metricServerError({ period, statistic: 'Average' }),
      threshold: FAULT_PERCENT / 100,
      periods: 2,
      problem: `More than ${FAULT_PERCENT} % of the API's answers are 5xx.`,
      impact: 'Analysts and their tools get errors instead of answers.',
    });
  }

  #add(
    name: string,
    alarm: { metric: IMetric; threshold: number; periods?: number; problem: string; impact: string },
  ): void {
    const { metric, threshold, periods = 1, problem, impact } = alarm;
    new Alarm(this, name, {
      metric,
      threshold,
      evaluationPeriods: periods,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      alarmDescription: `${problem} Impact: ${impact} Runbook: docs/operations.md#${name}`,
    }).addAlarmAction(new SnsAction(this.topic));
  }
}
