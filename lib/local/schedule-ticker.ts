// Calls scheduled functions, each at its own pace and never twice at a time, with EventBridge's event.
import { randomUUID } from 'node:crypto';
import type { ScheduledEvent } from 'aws-lambda';
import { invoke, type LoadedFunction } from './invoke.ts';

export interface Ticker {
  /** Lets the call under way end, then stops. */
  stop(): Promise<void>;
}

export function startTicker(
  target: LoadedFunction,
  everyMinutes: number,
  onError: (error: unknown) => void,
): Ticker {
  let running: Promise<unknown> | null = null;
  const tick = () => {
    running ??= invoke(target, describeTick(target.definition.name))
      .catch(onError)
      .finally(() => {
        running = null;
      });
  };
  const timer = setInterval(tick, everyMinutes * 60_000);
  return {
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}

function describeTick(name: string): ScheduledEvent {
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': 'Scheduled Event',
    source: 'aws.events',
    account: '000000000000',
    time: `${new Date().toISOString().slice(0, 19)}Z`,
    region: 'us-east-1',
    resources: [`arn:aws:events:us-east-1:000000000000:rule/${name}`],
    detail: {},
  };
}
