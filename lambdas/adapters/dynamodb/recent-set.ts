// What a process remembers of its writes, for a while: so that it need not write again what is there.
import type { Clock } from '../../application/ports/clock.ts';

/**
 * Milliseconds for which something is remembered. A rebuild empties the table under running functions: so long after
 * it they may still believe that something is there.
 */
export const REMEMBERED_FOR = 10 * 60_000;

export class RecentSet {
  readonly #times = new Map<string, number>();
  readonly #clock: Clock;
  readonly #most: number;

  constructor(clock: Clock, most: number) {
    this.#clock = clock;
    this.#most = most;
  }

  has(key: string): boolean {
    const time = this.#times.get(key);
    return time !== undefined && Date.parse(this.#clock.now()) - time < REMEMBERED_FOR;
  }

  add(key: string): void {
    if (this.#times.size >= this.#most) this.#times.clear();
    this.#times.set(key, Date.parse(this.#clock.now()));
  }
}
