"""Best tree over arc scores with one root: the twin of lambdas/core/syntax/tree.ts."""

import numpy as np

ROOT_COST = 1e6


def best_tree(scores: np.ndarray) -> list[int]:
    """scores[dependent, head + 1] -> heads, -1 for the root."""
    n = scores.shape[0]
    heads = scores.argmax(1) - 1
    if (heads < 0).sum() == 1 and not has_cycle(heads):
        return heads.tolist()
    w = np.full((n + 1, n + 1), -np.inf)
    w[1:] = scores
    w[1:, 0] -= ROOT_COST
    np.fill_diagonal(w, -np.inf)
    return (solve(w)[1:] - 1).tolist()


def has_cycle(heads) -> bool:
    state = [0] * len(heads)
    for i in range(len(heads)):
        path = []
        at = i
        while at >= 0 and state[at] == 0:
            state[at] = 1
            path.append(at)
            at = heads[at]
        if at >= 0 and state[at] == 1:
            return True
        for v in path:
            state[v] = 2
    return False


def find_cycle(best) -> list[int]:
    seen = [0] * len(best)
    for start in range(1, len(best)):
        at = start
        while at != 0 and seen[at] == 0:
            seen[at] = start
            at = best[at]
        if at == 0 or seen[at] != start:
            continue
        cycle = [at]
        v = best[at]
        while v != at:
            cycle.append(v)
            v = best[v]
        return cycle
    return []


def solve(w: np.ndarray) -> np.ndarray:
    best = w.argmax(1)
    best[0] = 0
    cycle = find_cycle(best)
    if not cycle:
        return best
    kept = [v for v in range(len(best)) if v not in set(cycle)]
    m = len(kept)
    small = np.full((m + 1, m + 1), -np.inf)
    small[:m, :m] = w[np.ix_(kept, kept)]
    np.fill_diagonal(small, -np.inf)
    leaving = w[np.ix_(kept, cycle)]
    leave_by = leaving.argmax(1)
    small[1:m, m] = leaving.max(1)[1:]
    gain = w[np.ix_(cycle, kept)] - w[cycle, best[cycle]][:, None]
    enter_at = gain.argmax(0)
    small[m, :m] = gain.max(0)
    solved = solve(small)
    out = best.copy()
    for i in range(1, m):
        out[kept[i]] = cycle[leave_by[i]] if solved[i] == m else kept[solved[i]]
    out[cycle[enter_at[solved[m]]]] = kept[solved[m]]
    return out
