// Chronicles of a night: after "At 11:14 p.m. the envoy wrote" on Saturday, "At 00:30 the palace said" is on Sunday.
import type { Span } from '../../text/span.ts';
import { toDayNumber, toIsoDay } from './calendar.ts';

const CLOCK =
  /(?<![\p{L}\p{N}:.])(?<hour>[01]?\d|2[0-3])(?:[:.](?<minute>[0-5]\d)(?:\s?(?<half>[ap])\.?m)?|\s?(?<bareHalf>[ap])\.?m)(?![\p{L}\p{N}%])/iu;
const DAY = 1440;
const HALF = 720;
/** A longer step forward is a step back: the text tells of something earlier. */
const LONGEST_STEP = 12 * 60;

/** Minutes after midnight that the first clock time of the span may mean: two where it may be either half of the day. */
export function readClock(text: string, span: Span): readonly number[] {
  const groups = CLOCK.exec(text.slice(span.start, span.end))?.groups;
  if (!groups) return [];
  const hour = Number(groups.hour);
  const minutes = hour * 60 + Number(groups.minute ?? 0);
  const half = (groups.half ?? groups.bareHalf)?.toLowerCase();
  if (half !== undefined) return hour > 12 ? [] : [(minutes % HALF) + (half === 'p' ? HALF : 0)];
  return hour === 0 || hour > 12 || groups.hour?.startsWith('0')
    ? [minutes]
    : [minutes % HALF, (minutes % HALF) + HALF];
}

/** Follows the clock through the text: each time is the next that can be meant, on the following day where need be. */
export function followClock(firstDay: string): { next(minutes: readonly number[]): string } {
  let now: number | null = null;
  const start = toDayNumber(firstDay) ?? 0;
  const dayOf = (at: number): string => toIsoDay(start + Math.floor(at / DAY));
  return {
    next: (minutes) => {
      if (now === null) {
        now = minutes.at(-1) ?? 0;
        return dayOf(now);
      }
      const from: number = now;
      const steps = minutes.map((at) => (((at - from) % DAY) + DAY) % DAY);
      const step = Math.min(...steps, DAY);
      if (step <= LONGEST_STEP) now = from + step;
      return dayOf(now);
    },
  };
}
