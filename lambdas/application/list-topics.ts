// The taxonomy of topics, and how many current statements touch each.
import type { z } from 'zod';
import type { TopicCount } from '../contract/resources.ts';
import { TOPIC_CODES, TOPICS } from '../core/statements/topics.ts';
import type { CounterStore } from './ports/counter-store.ts';

export async function listTopics(ports: {
  readonly counters: CounterStore;
}): Promise<readonly z.output<typeof TopicCount>[]> {
  const totals = await ports.counters.totals('topic', TOPIC_CODES);
  return TOPICS.map(({ code, name, description }, at) => ({
    code,
    name,
    description,
    statements: Math.max(0, totals[at] ?? 0),
  }));
}
