// The best tree over arc scores: greedy where that is a tree already, else Chu, Liu and Edmonds.

/** Weight against a second root: greater than any sum of scores, so that the best tree has exactly one. */
const ROOT_COST = 1e6;

/**
 * Heads (index, or -1 for the one root) of the highest-scoring tree over `n` tokens; n ≥ 1. `scores` is
 * [dependent][1 + head], rows of `columns`, column 0 the root; higher is better; finite. Ties go to the lower
 * index. O(n²) when no cycle has to be broken, else O(n³).
 */
export function bestTree(n: number, scores: Float32Array, columns: number): Int16Array {
  const heads = new Int16Array(n);
  const roots: number[] = [];
  for (let d = 0; d < n; d += 1) {
    const row = d * columns;
    let best = 0;
    let top = scores[row] as number;
    for (let h = 1; h <= n; h += 1) {
      const value = scores[row + h] as number;
      if (value > top && h !== d + 1) {
        top = value;
        best = h;
      }
    }
    heads[d] = best - 1;
    if (best === 0) roots.push(d);
  }
  if (roots.length > 1) keepOneRoot(n, scores, columns, heads, roots);
  return roots.length > 0 && !hasCycle(heads) ? heads : spanningTree(n, scores, columns);
}

/**
 * All but the root that would lose most by it get their second choice. Where no cycle comes of that, no other tree
 * with one root is better: every other token keeps its first choice.
 */
function keepOneRoot(
  n: number,
  scores: Float32Array,
  columns: number,
  heads: Int16Array,
  roots: readonly number[],
): void {
  let kept = -1;
  let most = Number.NEGATIVE_INFINITY;
  for (const d of roots) {
    const row = d * columns;
    let best = -1;
    let top = Number.NEGATIVE_INFINITY;
    for (let h = 1; h <= n; h += 1) {
      const value = scores[row + h] as number;
      if (value > top && h !== d + 1) {
        top = value;
        best = h - 1;
      }
    }
    heads[d] = best;
    const loss = (scores[row] as number) - top;
    if (loss > most) {
      most = loss;
      kept = d;
    }
  }
  heads[kept] = -1;
}

/** Whether following heads ever comes round. */
export function hasCycle(heads: Int16Array): boolean {
  const state = new Uint8Array(heads.length); // 0 new, 1 on the path, 2 done
  for (let i = 0; i < heads.length; i += 1) {
    let at = i;
    while (at >= 0 && state[at] === 0) {
      state[at] = 1;
      at = heads[at] as number;
    }
    if (at >= 0 && state[at] === 1) return true;
    for (at = i; at >= 0 && state[at] === 1; at = heads[at] as number) state[at] = 2;
  }
  return false;
}

/**
 * Chu-Liu-Edmonds; vertex 0 is the root, token i is vertex i + 1. The best tree with any number of roots has mostly
 * one, and is then the best with one; only where it has more is a second root made to cost.
 */
function spanningTree(n: number, scores: Float32Array, columns: number): Int16Array {
  const free = treeWithRootCost(n, scores, columns, 0);
  let roots = 0;
  for (const head of free) if (head < 0) roots += 1;
  return roots === 1 ? free : treeWithRootCost(n, scores, columns, ROOT_COST);
}

function treeWithRootCost(n: number, scores: Float32Array, columns: number, cost: number): Int16Array {
  const size = n + 1;
  const weight = new Float64Array(size * size).fill(Number.NEGATIVE_INFINITY);
  for (let d = 1; d < size; d += 1) {
    for (let h = 0; h < size; h += 1) {
      if (h !== d) weight[d * size + h] = (scores[(d - 1) * columns + h] as number) - (h === 0 ? cost : 0);
    }
  }
  const heads = solve(size, weight);
  const out = new Int16Array(n);
  for (let d = 1; d < size; d += 1) out[d - 1] = (heads[d] as number) - 1;
  return out;
}

/** Heads of the best arborescence from vertex 0 over `weight[dependent * size + head]`. */
function solve(size: number, weight: Float64Array): Int32Array {
  const best = new Int32Array(size);
  for (let d = 1; d < size; d += 1) {
    let top = Number.NEGATIVE_INFINITY;
    for (let h = 0; h < size; h += 1) {
      const value = weight[d * size + h] as number;
      if (h !== d && value > top) {
        top = value;
        best[d] = h;
      }
    }
  }
  const cycle = findCycle(best);
  if (cycle.length === 0) return best;

  // Contract the cycle to one vertex, the last of a smaller graph; solve that; open the cycle where it is entered.
  const inCycle = new Uint8Array(size);
  for (const v of cycle) inCycle[v] = 1;
  const kept: number[] = [];
  for (let v = 0; v < size; v += 1) if (!inCycle[v]) kept.push(v);
  const small = kept.length + 1;
  const merged = kept.length;
  const reduced = new Float64Array(small * small).fill(Number.NEGATIVE_INFINITY);
  const leaveBy = new Int32Array(small); // which member heads the kept vertex
  const enterAt = new Int32Array(small); // which member the kept vertex would head
  kept.forEach((v, i) => {
    kept.forEach((u, j) => {
      if (i !== j) reduced[i * small + j] = weight[v * size + u] as number;
    });
    let out = Number.NEGATIVE_INFINITY;
    let into = Number.NEGATIVE_INFINITY;
    for (const x of cycle) {
      const leaving = weight[v * size + x] as number;
      if (leaving > out) {
        out = leaving;
        leaveBy[i] = x;
      }
      const gain = (weight[x * size + v] as number) - (weight[x * size + (best[x] as number)] as number);
      if (gain > into) {
        into = gain;
        enterAt[i] = x;
      }
    }
    if (i > 0) reduced[i * small + merged] = out; // nothing heads the root
    reduced[merged * small + i] = into;
  });
  const solved = solve(small, reduced);
  for (let i = 1; i < merged; i += 1) {
    const head = solved[i] as number;
    best[kept[i] as number] = head === merged ? (leaveBy[i] as number) : (kept[head] as number);
  }
  const from = solved[merged] as number;
  best[enterAt[from] as number] = kept[from] as number;
  return best;
}

/** Vertices of one cycle among `best` (vertex 0 has no head), or none. */
function findCycle(best: Int32Array): number[] {
  const seen = new Int32Array(best.length); // the walk that saw the vertex
  for (let start = 1; start < best.length; start += 1) {
    let at = start;
    while (at !== 0 && seen[at] === 0) {
      seen[at] = start;
      at = best[at] as number;
    }
    if (at === 0 || seen[at] !== start) continue;
    const cycle = [at];
    for (let v = best[at] as number; v !== at; v = best[v] as number) cycle.push(v);
    return cycle;
  }
  return [];
}
