// The numeric kernel of the parser: WebAssembly where the machine has relaxed 128-bit SIMD, else the same in TypeScript.
// Both give the same bits: integers are exact, floats are rounded to 32 bits after each operation in one order.

import { KERNEL_BASE64 } from './kernel-bytes.ts';

/** Functions over one memory; parameters ending in `P` are byte offsets into it. See training/kernel/kernel.as. */
export interface Kernel {
  readonly memory: ArrayBuffer;
  multiply(
    aP: number,
    wP: number,
    shiftP: number,
    outP: number,
    rowScaleP: number,
    columnScaleP: number,
    biasP: number,
    m: number,
    k: number,
    n: number,
  ): void;
  quantise(xP: number, outP: number, scaleP: number, m: number, k: number, zero: number, reach: number): void;
  embed(rowsP: number, scalesP: number, count: number, outP: number, width: number): void;
  gather(cacheP: number, slotsP: number, biasP: number, outP: number, m: number, n: number): void;
  /** `highway` is 1 or 0 */
  recur(gP: number, xP: number, outP: number, m: number, half: number, highway: number): void;
  normalise(xP: number, gainP: number, biasP: number, m: number, k: number): void;
  turn(
    sidesP: number,
    dependentsP: number,
    headsP: number,
    m: number,
    stride: number,
    arc: number,
    columns: number,
  ): void;
  join(
    sidesP: number,
    headsP: number,
    directionP: number,
    outP: number,
    m: number,
    stride: number,
    from: number,
    label: number,
  ): void;
  score(aP: number, wP: number, outP: number, m: number, k: number, n: number): void;
  near(scoresP: number, middleP: number, m: number, columns: number): void;
  best(xP: number, outP: number, m: number, stride: number, from: number, n: number): void;
}

const PAGE = 65_536;

/** The little of the WebAssembly interface that is used: the project's libraries declare no values of it. */
interface WebAssemblyApi {
  validate(code: Uint8Array): boolean;
  Memory: new (size: { initial: number; maximum: number }) => { readonly buffer: ArrayBuffer };
  Module: new (code: Uint8Array) => object;
  Instance: new (module: object, imports: object) => { readonly exports: unknown };
}

/**
 * How products are made: `fused` where the machine has one instruction for four products and their sum (ARM), `parts`
 * where V8 would write five for it (x86), `script` in TypeScript, as where there is no such SIMD.
 */
export type KernelKind = 'fused' | 'parts' | 'script';

/** A kernel with `bytes` of memory, zeroed. All kinds give the same bits. */
export function createKernel(bytes: number, kind: KernelKind): Kernel {
  const fast = kind === 'script' ? undefined : createSimdKernel(bytes, kind);
  return fast ?? createScalarKernel(new ArrayBuffer(bytes));
}

/** What the module exports: the multiplication twice. */
type Exports = Omit<Kernel, 'memory'> & { readonly multiplyByParts: Kernel['multiply'] };

function createSimdKernel(bytes: number, kind: 'fused' | 'parts'): Kernel | undefined {
  const code = Uint8Array.from(atob(KERNEL_BASE64), (ch) => ch.charCodeAt(0));
  const api = (globalThis as { WebAssembly?: WebAssemblyApi }).WebAssembly;
  if (!api?.validate(code)) return undefined;
  const pages = Math.ceil(bytes / PAGE);
  const memory = new api.Memory({ initial: pages, maximum: pages });
  const instance = new api.Instance(new api.Module(code), { env: { memory } });
  const { multiply, multiplyByParts, ...rest } = instance.exports as Exports;
  return { ...rest, multiply: kind === 'fused' ? multiply : multiplyByParts, memory: memory.buffer };
}

const round = Math.fround;

function softSign(x: number): number {
  return round(x / round(1 + Math.abs(x)));
}

function gate(x: number): number {
  return round(0.5 + round(0.5 * softSign(x)));
}

function createScalarKernel(memory: ArrayBuffer): Kernel {
  const f = new Float32Array(memory);
  const u8 = new Uint8Array(memory);
  const i8 = new Int8Array(memory);
  const i32 = new Int32Array(memory);
  const at = (array: Float32Array | Int32Array, index: number): number => array[index] as number;

  return {
    memory,
    multiply(aP, wP, shiftP, outP, rowScaleP, columnScaleP, biasP, m, k, n) {
      for (let i = 0; i < m; i += 1) {
        const row = at(f, rowScaleP / 4 + i);
        for (let j = 0; j < n; j += 1) {
          const block = wP + (j - (j % 8)) * k + (j % 8) * 4;
          let sum = at(i32, shiftP / 4 + j);
          for (let x = 0; x < k; x += 1) {
            sum += (u8[aP + i * k + x] as number) * (i8[block + (x - (x % 4)) * 8 + (x % 4)] as number);
          }
          const scaled = round(round(round(sum) * row) * at(f, columnScaleP / 4 + j));
          f[outP / 4 + i * n + j] = round(scaled + at(f, biasP / 4 + j));
        }
      }
    },
    quantise(xP, outP, scaleP, m, k, zero, reach) {
      for (let i = 0; i < m; i += 1) {
        let top = 0;
        for (let j = 0; j < k; j += 1) top = Math.max(top, Math.abs(at(f, xP / 4 + i * k + j)));
        const inverse = top > 0 ? round(reach / top) : 0;
        f[scaleP / 4 + i] = round(top / reach);
        for (let j = 0; j < k; j += 1) {
          const rounded = round(round(at(f, xP / 4 + i * k + j) * inverse) + 12_582_912) - 12_582_912;
          u8[outP + i * k + j] = rounded + zero;
        }
      }
    },
    embed(rowsP, scalesP, count, outP, width) {
      for (let j = 0; j < width; j += 1) {
        let sum = 0;
        for (let r = 0; r < count; r += 1) {
          const by = at(f, at(i32, scalesP / 4 + r) / 4);
          sum = round(sum + by * (i8[at(i32, rowsP / 4 + r) + j] as number));
        }
        f[outP / 4 + j] = sum;
      }
    },
    gather(cacheP, slotsP, biasP, outP, m, n) {
      const part = (t: number, which: number): number =>
        cacheP / 4 + (at(i32, slotsP / 4 + t) * 3 + which) * n;
      for (let t = 0; t < m; t += 1) {
        for (let j = 0; j < n; j += 1) {
          let sum = round(at(f, biasP / 4 + j) + at(f, part(t, 1) + j));
          if (t > 0) sum = round(sum + at(f, part(t - 1, 0) + j));
          if (t + 1 < m) sum = round(sum + at(f, part(t + 1, 2) + j));
          f[outP / 4 + t * n + j] = sum;
        }
      }
    },
    recur(gP, xP, outP, m, half, highway) {
      for (let j = 0; j < 2 * half; j += 1) {
        let c = 0;
        for (let step = 0; step < m; step += 1) {
          const t = j < half ? step : m - 1 - step;
          const g = gP / 4 + t * 6 * half + j;
          const forget = gate(at(f, g + 2 * half));
          const open = gate(at(f, g + 4 * half));
          c = round(round(forget * c) + round(round(1 - forget) * softSign(at(f, g))));
          let y = round(open * c);
          if (highway) y = round(y + round(round(1 - open) * at(f, xP / 4 + t * 2 * half + j)));
          f[outP / 4 + t * 2 * half + j] = y;
        }
      }
    },
    normalise(xP, gainP, biasP, m, k) {
      const lanes = new Float32Array(4);
      const total = (): number =>
        round(round(at(lanes, 0) + at(lanes, 1)) + round(at(lanes, 2) + at(lanes, 3)));
      for (let i = 0; i < m; i += 1) {
        const row = xP / 4 + i * k;
        lanes.fill(0);
        for (let j = 0; j < k; j += 1) lanes[j % 4] = at(lanes, j % 4) + at(f, row + j);
        const mean = round(total() / k);
        lanes.fill(0);
        for (let j = 0; j < k; j += 1) {
          const d = round(at(f, row + j) - mean);
          lanes[j % 4] = at(lanes, j % 4) + round(d * d);
        }
        const spread = round(Math.sqrt(round(round(total() / k) + round(0.00001))));
        const by = round(1 / spread);
        for (let j = 0; j < k; j += 1) {
          const d = round(round(at(f, row + j) - mean) * by);
          f[row + j] = round(round(d * at(f, gainP / 4 + j)) + at(f, biasP / 4 + j));
        }
      }
    },
    turn(sidesP, dependentsP, headsP, m, stride, arc, columns) {
      for (let i = 0; i < m; i += 1) {
        for (let j = 0; j < arc; j += 1) {
          f[dependentsP / 4 + i * arc + j] = Math.max(0, at(f, sidesP / 4 + i * stride + j));
          f[headsP / 4 + j * columns + i + 1] = Math.max(0, at(f, sidesP / 4 + i * stride + arc + j));
        }
      }
    },
    join(sidesP, headsP, directionP, outP, m, stride, from, label) {
      const start = sidesP / 4 + from;
      for (let i = 0; i < m; i += 1) {
        const h = at(i32, headsP / 4 + i);
        for (let j = 0; j < label; j += 1) {
          const both = round(at(f, start + i * stride + j) + at(f, start + h * stride + label + j));
          const turned = at(f, directionP / 4 + (h > i ? label : 0) + j);
          f[outP / 4 + i * label + j] = Math.max(0, round(both + turned));
        }
      }
    },
    score(aP, wP, outP, m, k, n) {
      for (let i = 0; i < m; i += 1) {
        for (let j = 0; j < n; j += 1) {
          let sum = 0;
          for (let x = 0; x < k; x += 1) {
            sum = round(sum + round(at(f, aP / 4 + i * k + x) * at(f, wP / 4 + x * n + j)));
          }
          f[outP / 4 + i * n + j] = sum;
        }
      }
    },
    near(scoresP, middleP, m, columns) {
      for (let i = 0; i < m; i += 1) {
        for (let j = 1; j < columns; j += 1) {
          const score = scoresP / 4 + i * columns + j;
          const head = j <= m && j !== i + 1;
          f[score] = head ? at(f, score) + at(f, middleP / 4 + j - i - 1) : Number.NEGATIVE_INFINITY;
        }
      }
    },
    best(xP, outP, m, stride, from, n) {
      for (let i = 0; i < m; i += 1) {
        const row = xP / 4 + i * stride + from;
        let most = 0;
        for (let j = 1; j < n; j += 1) if (at(f, row + j) > at(f, row + most)) most = j;
        i32[outP / 4 + i] = most;
      }
    },
  };
}
