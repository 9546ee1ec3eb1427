// What an answer means, when the next attempt is made, and how an endpoint is doing.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Answer, judgeAnswer, type Verdict } from '../../../lambdas/core/webhooks/attempt-outcome.ts';
import {
  type EndpointHealth,
  HEALTHY,
  isGivenUp,
  updateHealth,
} from '../../../lambdas/core/webhooks/endpoint-health.ts';
import {
  ATTEMPT_DELAYS,
  delayNextAttempt,
  JITTER,
  readRetryAfter,
} from '../../../lambdas/core/webhooks/retry-schedule.ts';

const NOW = '2031-03-14T16:00:00.000Z';
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const at = (milliseconds: number) => new Date(Date.parse(NOW) + milliseconds).toISOString();

describe('judgeAnswer', () => {
  const answered = (status: number, retryAfter: string | null = null): Answer => ({
    kind: 'answered',
    status,
    retryAfter,
  });
  test.each<[string, Answer, Verdict]>([
    ['200', answered(200), 'delivered'],
    ['204', answered(204), 'delivered'],
    ['299', answered(299), 'delivered'],
    ['200 with Retry-After', answered(200, '5'), 'delivered'],
    ['301', answered(301), 'failed'],
    ['307', answered(307), 'failed'],
    ['400', answered(400), 'failed'],
    ['404', answered(404), 'failed'],
    ['410', answered(410), 'gone'],
    ['410 with Retry-After', answered(410, '5'), 'gone'],
    ['429', answered(429), 'busy'],
    ['500', answered(500), 'failed'],
    ['502', answered(502), 'busy'],
    ['503', answered(503), 'failed'],
    ['503 with Retry-After', answered(503, '5'), 'busy'],
    ['504', answered(504), 'busy'],
    ['no answer', { kind: 'unanswered', why: 'timeout' }, 'failed'],
    ['a forbidden address', { kind: 'unanswered', why: 'forbidden_address' }, 'failed'],
  ])('%s', (_, answer, verdict) => {
    expect(judgeAnswer(answer)).toBe(verdict);
  });
});

describe('delayNextAttempt', () => {
  test('the schedule is that of the specification', () => {
    const hours = [0, 5 / 3600, 5 / 60, 0.5, 2, 5, 10, 14, 20, 24];
    expect(ATTEMPT_DELAYS).toEqual(hours.map((h) => Math.round(h * HOUR)));
  });

  test('every pause but the last lies between its own length and a tenth more', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 9 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (made, random) => {
          const pause = ATTEMPT_DELAYS[made] ?? Number.NaN;
          const delay = delayNextAttempt(made, random, null);
          expect(delay).toBeGreaterThanOrEqual(pause);
          expect(delay).toBeLessThanOrEqual(pause * (1 + JITTER));
        },
      ),
    );
  });

  test('ten attempts are all', () => {
    expect(delayNextAttempt(9, 0, null)).toBe(24 * HOUR);
    expect(delayNextAttempt(10, 0, null)).toBeNull();
    expect(delayNextAttempt(10, 0, 5 * MINUTE)).toBeNull();
  });

  test.each([
    ['a longer wish is granted', 1, 90 * SECOND, 90 * SECOND],
    ['a shorter wish changes nothing', 2, 90 * SECOND, 5 * MINUTE],
    ['an endless wish ends', 1, 1000 * HOUR, 24 * HOUR],
  ])('%s', (_, made, wish, delay) => {
    expect(delayNextAttempt(made, 0, wish)).toBe(delay);
  });
});

describe('readRetryAfter', () => {
  test.each<[string | null, number | null]>([
    [null, null],
    ['0', 0],
    ['120', 120 * SECOND],
    [' 7 ', 7 * SECOND],
    ['Fri, 14 Mar 2031 16:01:30 GMT', 90 * SECOND],
    ['Fri, 14 Mar 2031 15:00:00 GMT', 0],
    ['-5', null],
    ['1.5', null],
    ['soon', null],
    ['soon GMT', null],
    ['2031-03-14', null],
    ['9999999999999', null],
    ['', null],
  ])('%s', (header, expected) => {
    expect(readRetryAfter(header, NOW)).toBe(expected);
  });
});

describe('updateHealth', () => {
  function fail(times: number, verdict: Verdict = 'failed', every = SECOND): EndpointHealth {
    let health = HEALTHY;
    for (let n = 0; n < times; n++) health = updateHealth(health, verdict, at(n * every), null);
    return health;
  }

  test.each([
    [1, null],
    [2, null],
    [3, 5 * SECOND],
    [4, 10 * SECOND],
    [5, 20 * SECOND],
    [9, 5 * MINUTE],
    [50, 5 * MINUTE],
  ])('after %i failures in a row the endpoint is left alone for %s ms', (times, pause) => {
    const { openUntil, failures, failingSince, failedAt } = fail(times);
    const last = at((times - 1) * SECOND);
    expect({ failures, failingSince, failedAt }).toEqual({
      failures: times,
      failingSince: NOW,
      failedAt: last,
    });
    expect(openUntil).toBe(pause === null ? null : new Date(Date.parse(last) + pause).toISOString());
  });

  test('who is busy is left alone at once, for as long as they ask within bounds', () => {
    expect(fail(1, 'busy').openUntil).toBe(at(5 * SECOND));
    expect(updateHealth(HEALTHY, 'busy', NOW, 42 * SECOND).openUntil).toBe(at(42 * SECOND));
    expect(updateHealth(HEALTHY, 'busy', NOW, 24 * HOUR).openUntil).toBe(at(5 * MINUTE));
  });

  test('one success forgets all failures', () => {
    expect(updateHealth(fail(7), 'delivered', at(HOUR), null)).toEqual(HEALTHY);
  });

  test('five days of nothing but failures, and no less, give an endpoint up', () => {
    const health = fail(6, 'failed', 24 * HOUR);
    expect(health.failingSince).toBe(NOW);
    expect(isGivenUp(health, at(5 * 24 * HOUR))).toBe(true);
    expect(isGivenUp(health, at(5 * 24 * HOUR - 1))).toBe(false);
    expect(isGivenUp(HEALTHY, at(5 * 24 * HOUR))).toBe(false);
  });

  test('a failure after two silent days begins a new row: nobody has asked meanwhile', () => {
    const health = updateHealth(fail(3), 'failed', at(20 * 24 * HOUR), null);
    expect(health).toEqual({
      failures: 1,
      failingSince: at(20 * 24 * HOUR),
      failedAt: at(20 * 24 * HOUR),
      openUntil: null,
    });
    expect(isGivenUp(health, at(20 * 24 * HOUR))).toBe(false);
  });

  test('the attempts of one message never lie so far apart', () => {
    for (let made = 1; made < 10; made++) {
      const pause = delayNextAttempt(made, 1, 1000 * HOUR) ?? 0;
      const health = updateHealth(fail(1), 'failed', at(pause), null);
      expect(health.failingSince).toBe(NOW);
    }
  });
});
