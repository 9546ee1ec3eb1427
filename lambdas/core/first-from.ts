// Finds a place in what is in order, by bisection.

/** Index of the first of `count` things in order whose key is `wanted` or comes after it; `count` where none is. */
export function firstFrom<K extends number | string>(
  wanted: K,
  count: number,
  keyOf: (index: number) => K,
): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (keyOf(middle) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Index of the last of `starts` that is at `offset` or before; 0 where none is. */
export function lastAt(offset: number, count: number, startOf: (index: number) => number): number {
  return Math.max(0, firstFrom(offset + 1, count, startOf) - 1);
}
