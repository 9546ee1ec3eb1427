// Crashes on demand: the n-th effect of a process fails before or after it is done, and the process does nothing more.

export type CrashPoint = { readonly effect: number; readonly when: 'before' | 'after' };

export class Crash extends Error {
  override name = 'Crash';
}

export interface Crashes {
  /** Effects begun so far, over all processes. */
  readonly effects: number;
  /** Crashes that have happened. */
  readonly crashed: number;
  /** The same port, each of its calls an effect. */
  wrap<Port extends object>(port: Port): Port;
  /** Runs one process; what it was doing at the crash is lost, and so is all that it would have done then. */
  run<Result>(process: () => Promise<Result>): Promise<Result>;
}

/** One process runs at a time. */
export function createCrashes(points: readonly CrashPoint[]): Crashes {
  let effects = 0;
  let crashed = 0;
  let dead = false;

  async function perform(call: () => unknown): Promise<unknown> {
    if (dead) throw new Crash('the process is dead');
    const point = points.find(({ effect }) => effect === effects);
    effects += 1;
    if (!point) {
      const result = await call();
      if (dead) throw new Crash('the process died meanwhile');
      return result;
    }
    if (point.when === 'after') await call();
    dead = true;
    crashed += 1;
    throw new Crash(`${point.when} effect ${point.effect}`);
  }

  return {
    get effects() {
      return effects;
    },
    get crashed() {
      return crashed;
    },
    wrap: (port) =>
      new Proxy(port, {
        get(target, name, receiver) {
          const member = Reflect.get(target, name, receiver);
          if (typeof member !== 'function') return member;
          return (...input: unknown[]) => {
            const call = () => (member as (...input: unknown[]) => unknown).apply(target, input);
            // Generators only go over pages of queries: those are the effects.
            return member.constructor.name === 'AsyncGeneratorFunction' ? call() : perform(call);
          };
        },
      }),
    async run(process) {
      dead = false;
      try {
        return await process();
      } finally {
        dead = false;
      }
    },
  };
}
