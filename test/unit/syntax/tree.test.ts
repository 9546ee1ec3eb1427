// The tree search against brute force on small sentences, and what holds of any scores.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestTree, hasCycle } from '../../../lambdas/core/syntax/tree.ts';

/** Best total over all trees with one root, by trying every assignment of heads. */
function bruteForce(n: number, scores: Float32Array): number {
  let best = Number.NEGATIVE_INFINITY;
  const heads = new Int16Array(n);
  const go = (d: number, total: number): void => {
    if (d === n) {
      const roots = heads.reduce((sum, h) => sum + (h < 0 ? 1 : 0), 0);
      if (roots === 1 && !hasCycle(heads)) best = Math.max(best, total);
      return;
    }
    for (let h = -1; h < n; h += 1) {
      if (h === d) continue;
      heads[d] = h;
      go(d + 1, total + (scores[d * (n + 1) + h + 1] as number));
    }
  };
  go(0, 0);
  return best;
}

function firstChoice(n: number, scores: Float32Array, d: number): number {
  let best = -1;
  for (let h = 0; h < n; h += 1) {
    const value = scores[d * (n + 1) + h + 1] as number;
    if (h !== d && value > (scores[d * (n + 1) + best + 1] as number)) best = h;
  }
  return best;
}

const sized = (most: number) =>
  fc.integer({ min: 1, max: most }).chain((n) =>
    fc.tuple(
      fc.constant(n),
      // few distinct values make ties and cycles common
      fc.array(fc.integer({ min: -8, max: 8 }), { minLength: n * (n + 1), maxLength: n * (n + 1) }),
    ),
  );

describe('bestTree', () => {
  it('finds a tree that no other beats where the best heads are a tree', () => {
    let compared = 0;
    fc.assert(
      fc.property(sized(5), ([n, values]) => {
        const scores = Float32Array.from(values);
        const heads = bestTree(n, scores, n + 1);
        const total = heads.reduce((sum, h, d) => sum + (scores[d * (n + 1) + h + 1] as number), 0);
        const best = bruteForce(n, scores);
        expect(total).toBeLessThanOrEqual(best);
        // every token its best head, one root kept: where that is a tree, nothing beats it
        const first = Int16Array.from({ length: n }, (_, d) => firstChoice(n, scores, d));
        const roots = first.reduce((sum, h) => sum + Number(h < 0), 0);
        if (roots === 1 && !hasCycle(first)) {
          expect(total).toBe(best);
          compared += 1;
        }
      }),
      { numRuns: 400 },
    );
    expect(compared).toBeGreaterThan(20);
  });

  // tokens 0, 1, 2; rows are dependents, columns root, 0, 1, 2
  it.each([
    [
      'best heads are a tree',
      [
        [9, 0, 1, 1],
        [1, 8, 0, 2],
        [1, 3, 7, 0],
      ],
      [-1, 0, 1],
    ],
    [
      'of two roots the one that would lose more is kept',
      [
        [9, 0, 2, 1],
        [8, 6, 0, 2],
        [1, 3, 7, 0],
      ],
      [-1, 0, 1],
    ],
    [
      'no root: the token that loses least',
      [
        [3, 0, 5, 0],
        [1, 0, 0, 9],
        [0, 4, 9, 0],
      ],
      [-1, 2, 0],
    ],
    [
      'a cycle is left where it costs least',
      [
        [9, 0, 1, 1],
        [0, 5, 0, 8],
        [0, 7, 9, 0],
      ],
      [-1, 2, 0],
    ],
  ])('%s', (_, rows, expected) => {
    expect([...bestTree(3, Float32Array.from(rows.flat()), 4)]).toEqual(expected);
  });

  it('always gives one root and no cycle', () => {
    fc.assert(
      fc.property(sized(40), ([n, values]) => {
        const heads = bestTree(n, Float32Array.from(values), n + 1);
        expect([...heads].every((h, d) => h >= -1 && h < n && h !== d)).toBe(true);
        expect([...heads].filter((h) => h < 0)).toHaveLength(1);
        expect(hasCycle(heads)).toBe(false);
      }),
      { numRuns: 100 },
    );
  });

  it('reads padded rows', () => {
    // two tokens; the second is the root and heads the first
    const scores = Float32Array.from([0, 9, 5, 99, 3, 1, 9, 99]);
    expect([...bestTree(2, scores, 4)]).toEqual([1, -1]);
  });
});

describe('hasCycle', () => {
  it.each([
    [[-1], false],
    [[-1, 0, 1], false],
    [[1, 0, -1], true],
    [[-1, 2, 3, 1], true],
  ])('%j: %s', (heads, expected) => {
    expect(hasCycle(Int16Array.from(heads))).toBe(expected);
  });
});
