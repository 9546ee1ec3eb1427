// The manifest against what it describes: handler folders, queues and their consumers, times that fit each other.
import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  ASSETS,
  BUCKETS,
  FUNCTIONS,
  type FunctionDefinition,
  handlerEntry,
  QUEUES,
  type QueueName,
  TABLE,
  TOPICS,
} from '../../lib/functions.ts';

const functions: readonly FunctionDefinition[] = FUNCTIONS;

test('names every handler folder, and no other', () => {
  const folders = readdirSync('lambdas/handlers', { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  );
  expect(functions.map(({ name }) => name).sort()).toEqual(folders.map(({ name }) => name).sort());
  for (const { name } of functions) expect(existsSync(handlerEntry(name)), handlerEntry(name)).toBe(true);
});

test('lists assets that exist', () => {
  for (const path of Object.values(ASSETS)) expect(existsSync(path), path).toBe(true);
});

test('gives every resource a variable of its own', () => {
  const resources = [TABLE, ...Object.values(BUCKETS), ...Object.values(QUEUES), ...Object.values(TOPICS)];
  const names = resources.map(({ environment }) => environment);
  expect(new Set(names).size).toBe(names.length);
});

describe.each(Object.keys(QUEUES) as QueueName[])('the queue %s', (queue) => {
  const consumers = (source: 'messages' | 'dead-letters') =>
    functions.filter(
      ({ trigger }) => trigger.kind === 'queue' && trigger.queue === queue && trigger.source === source,
    );

  test('has one consumer, and at most one of its dead letters', () => {
    expect(consumers('messages')).toHaveLength(1);
    expect(consumers('dead-letters').length).toBeLessThanOrEqual(1);
  });

  test('hides messages for at least six times the time of its consumers', () => {
    for (const consumer of [...consumers('messages'), ...consumers('dead-letters')]) {
      expect(QUEUES[queue].visibilitySeconds, consumer.name).toBeGreaterThanOrEqual(
        6 * consumer.timeoutSeconds,
      );
    }
  });

  test('has somebody who sends to it', () => {
    const senders = [
      ...functions.filter(({ grants }) => grants.queues?.includes(queue)).map(({ name }) => name),
      ...Object.entries(BUCKETS).flatMap(([name, { notifies }]) => (notifies?.queue === queue ? [name] : [])),
      ...Object.entries(TOPICS).flatMap(([name, { feeds }]) => (feeds.includes(queue) ? [name] : [])),
    ];
    expect(senders).not.toEqual([]);
  });
});

test('has one API and one authorizer, which answer before the gateway gives up', () => {
  for (const kind of ['api', 'authorizer'] as const) {
    const found = functions.filter(({ trigger }) => trigger.kind === kind);
    expect(found, kind).toHaveLength(1);
    // API Gateway waits 29 seconds for an authorizer, and 15 minutes for the end of a stream.
    expect(found[0]?.timeoutSeconds).toBeLessThanOrEqual(kind === 'api' ? 15 * 60 : 29);
  }
});
