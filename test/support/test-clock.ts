// A clock that goes on by a millisecond whenever it is read, and further when told to.
import type { Clock } from '../../lambdas/application/ports/clock.ts';

export interface TestClock extends Clock {
  advance(milliseconds: number): void;
}

export function createTestClock(start = '2031-03-14T12:00:00.000Z'): TestClock {
  let time = Date.parse(start);
  return {
    now() {
      time += 1;
      return new Date(time).toISOString();
    },
    advance(milliseconds) {
      time += milliseconds;
    },
  };
}
