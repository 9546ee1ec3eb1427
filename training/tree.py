"""A tree with one root over arc scores: the twin of lambdas/core/syntax/tree.ts."""

import numpy as np


def best_tree(scores: np.ndarray) -> list[int]:
    """scores[dependent, head + 1] -> heads, -1 for the root."""
    n = scores.shape[0]
    s = scores.astype(np.float64).copy()
    s[np.arange(n), np.arange(n) + 1] = -np.inf
    heads = s.argmax(1) - 1
    roots = np.flatnonzero(heads < 0)
    if len(roots) > 1:
        second = s[roots, 1:].argmax(1)
        kept = roots[(s[roots, 0] - s[roots, second + 1]).argmax()]
        heads[roots] = second
        heads[kept] = -1
    elif len(roots) == 0:
        heads[(s[np.arange(n), heads + 1] - s[:, 0]).argmin()] = -1
    while (at := cycle_member(heads)) >= 0:
        cycle = {at}
        while (at := heads[at]) not in cycle:
            cycle.add(int(at))
        leads = [leads_into(heads, i, cycle) for i in range(n)]
        least, dependent, head = np.inf, -1, -1
        for d in sorted(cycle):
            for h in range(n):
                if not leads[h] and s[d, heads[d] + 1] - s[d, h + 1] < least:
                    least, dependent, head = s[d, heads[d] + 1] - s[d, h + 1], d, h
        heads[dependent] = head
    return heads.tolist()


def cycle_member(heads) -> int:
    seen = [-1] * len(heads)
    for i in range(len(heads)):
        at = i
        while at >= 0 and seen[at] < 0:
            seen[at] = i
            at = heads[at]
        if at >= 0 and seen[at] == i:
            return int(at)
    return -1


def leads_into(heads, i: int, cycle: set[int]) -> bool:
    for _ in range(len(heads) + 1):
        if i in cycle:
            return True
        i = heads[i]
        if i < 0:
            return False
    return False  # into another cycle
