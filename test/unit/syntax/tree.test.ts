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

const sized = (most: number) =>
  fc.integer({ min: 1, max: most }).chain((n) =>
    fc.tuple(
      fc.constant(n),
      // few distinct values make ties and cycles common
      fc.array(fc.integer({ min: -8, max: 8 }), { minLength: n * (n + 1), maxLength: n * (n + 1) }),
    ),
  );

describe('bestTree', () => {
  it('finds a tree that no other beats', () => {
    fc.assert(
      fc.property(sized(5), ([n, values]) => {
        const scores = Float32Array.from(values);
        const heads = bestTree(n, scores, n + 1);
        const total = heads.reduce((sum, h, d) => sum + (scores[d * (n + 1) + h + 1] as number), 0);
        expect(total).toBe(bruteForce(n, scores));
      }),
      { numRuns: 400 },
    );
  });

  it('always gives one root and no cycle', () => {
    fc.assert(
      fc.property(sized(40), ([n, values]) => {
        const heads = bestTree(n, Float32Array.from(values), n + 1);
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
