// The WebAssembly kernel and the TypeScript one give the same bits on the same memory.

import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createKernel, type Kernel, type KernelKind } from '../../../lambdas/core/syntax/kernel.ts';

const SIZE = 65_536;

/** Deterministic noise; all finite. */
function fill(kernel: Kernel, seed: number): void {
  const floats = new Float32Array(kernel.memory);
  let x = seed;
  for (let i = 0; i < floats.length; i += 1) {
    x = (Math.imul(x, 1_664_525) + 1_013_904_223) >>> 0;
    floats[i] = (x / 2 ** 32 - 0.5) * 8;
  }
}

/** Writes activations (0 to 127) and weights (-127 to 127) where `multiply` reads bytes. */
function fillBytes(kernel: Kernel, at: number, count: number, least: number): void {
  const bytes = new Int8Array(kernel.memory, at, count);
  for (let i = 0; i < count; i += 1) bytes[i] = least + ((i * 7919) % (128 - least));
}

function fillInts(kernel: Kernel, at: number, values: readonly number[]): void {
  new Int32Array(kernel.memory, at, values.length).set(values);
}

const multiplyRows = (m: number): [string, (k: Kernel) => void] => [
  `multiply of ${m} rows`,
  (k) => {
    fillBytes(k, 0, m * 32, 0);
    fillBytes(k, 1024, 32 * 16, -127);
    fillInts(
      k,
      4480,
      Array.from({ length: 16 }, (_, i) => i * 1000 - 8000),
    );
    k.multiply(0, 1024, 4480, 8192, 4096, 4224, 4352, m, 32, 16);
  },
];

const cases: [string, (k: Kernel) => void][] = [
  ...[2, 4, 6, 8, 10, 12, 14].map(multiplyRows),
  ['quantise', (k) => k.quantise(0, 8192, 16_384, 5, 32, 64, 63)],
  [
    'quantise of zeros',
    (k) => {
      new Float32Array(k.memory, 0, 32).fill(0);
      k.quantise(0, 8192, 16_384, 1, 32, 0, 127);
    },
  ],
  [
    'multiply at its extremes',
    (k) => {
      new Uint8Array(k.memory, 0, 1024).fill(127);
      new Int8Array(k.memory, 1024, 256 * 8).fill(-127);
      fillInts(
        k,
        4480,
        Array.from({ length: 8 }, () => 0),
      );
      k.multiply(0, 1024, 4480, 8192, 4096, 4224, 4352, 4, 256, 8);
    },
  ],
  [
    'embed',
    (k) => {
      fillInts(k, 0, [1024, 1088, 1056]);
      fillInts(k, 16, [2048, 2056, 2060]);
      k.embed(0, 16, 3, 8192, 32);
    },
  ],
  [
    'gather of one',
    (k) => {
      fillInts(k, 0, [2]);
      k.gather(1024, 0, 512, 16_384, 1, 24);
    },
  ],
  [
    'gather',
    (k) => {
      fillInts(k, 0, [2, 0, 1, 2]);
      k.gather(1024, 0, 512, 16_384, 4, 24);
    },
  ],
  ['recur', (k) => k.recur(0, 8192, 16_384, 6, 16, 0)],
  ['recur with a highway', (k) => k.recur(0, 8192, 16_384, 6, 16, 1)],
  ['normalise', (k) => k.normalise(0, 8192, 16_384, 5, 32)],
  ['turn', (k) => k.turn(0, 8192, 16_384, 8, 48, 16, 12)],
  [
    'join',
    (k) => {
      fillInts(k, 8192, [3, 0, 1, 1, 2]);
      k.join(0, 8192, 12_288, 16_384, 5, 48, 16, 16);
    },
  ],
  ['score', (k) => k.score(0, 8192, 16_384, 8, 16, 12)],
  ['near', (k) => k.near(0, 8192, 9, 16)],
  ['best', (k) => k.best(0, 8192, 9, 24, 4, 20)],
  [
    'best of equals',
    (k) => {
      new Float32Array(k.memory, 0, 48).fill(1);
      new Float32Array(k.memory, 96, 24).set([0, 1, 3, 2, 3, 3, 2, 3]);
      k.best(0, 8192, 4, 12, 0, 12);
    },
  ],
];

const KINDS: readonly KernelKind[] = ['script', 'parts', 'fused'];

describe('createKernel', () => {
  it.each(cases)('%s', (_, run) => {
    for (const seed of [1, 2, 3]) {
      const [slow, ...fast] = KINDS.map((kind) => {
        const kernel = createKernel(SIZE, kind);
        fill(kernel, seed);
        run(kernel);
        return Buffer.from(kernel.memory);
      });
      for (const bytes of fast) expect(bytes.equals(slow ?? Buffer.of())).toBe(true);
    }
  });

  it('multiplies as the definition says', () => {
    for (const kind of KINDS) {
      const k = createKernel(SIZE, kind);
      // first row [1, 2, 0, 3]; eight columns [c, 10 * c, 99, -c]
      new Uint8Array(k.memory, 0, 4).set([1, 2, 0, 3]);
      for (let c = 0; c < 8; c += 1) new Int8Array(k.memory, 64 + c * 4, 4).set([c, 10 * c, 99, -c]);
      fillInts(k, 128, [0, 0, 0, 0, 0, 0, 0, 100]);
      new Float32Array(k.memory, 256, 1).set([0.5]);
      new Float32Array(k.memory, 288, 8).fill(2);
      new Float32Array(k.memory, 320, 8).fill(-1);
      k.multiply(0, 64, 128, 512, 256, 288, 320, 4, 4, 8);
      const expected = [0, 1, 2, 3, 4, 5, 6, 7].map((c) => 18 * c - 1 + (c === 7 ? 100 : 0));
      expect([...new Float32Array(k.memory, 512, 8)]).toEqual(expected);
    }
  });

  it('finds the first of the greatest', () => {
    for (const kind of KINDS) {
      const k = createKernel(SIZE, kind);
      const rows = [
        [0, 3, 1, 3, 3, 3, 0, 0],
        [1, 1, 1, 1, 1, 1, 1, 1],
        [0, 0, 0, 0, -1, 0, 2, 2],
        [Number.NEGATIVE_INFINITY, -9, -7, -8, -7, -9, -9, Number.NEGATIVE_INFINITY],
      ];
      new Float32Array(k.memory, 0, 32).set(rows.flat());
      k.best(0, 1024, rows.length, 8, 0, 8);
      expect([...new Int32Array(k.memory, 1024, rows.length)]).toEqual([1, 0, 6, 2]);
    }
  });

  it('is what training/kernel/kernel.as compiles to', { timeout: 60_000 }, () => {
    execFileSync(process.execPath, [
      join(import.meta.dirname, '../../../training/kernel/build.mjs'),
      '--check',
    ]);
  });
});
