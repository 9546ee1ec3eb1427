// Long lists of words that are asked about seldom, and are kept as they are read: as one string.

/**
 * Whether `list`, words in the order of their code units with one space between, has `word`. Logarithmic in the list,
 * which needs no memory beside its own.
 */
export function hasWord(list: string, word: string): boolean {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const start = list.lastIndexOf(' ', middle - 1) + 1;
    const space = list.indexOf(' ', middle);
    const end = space < 0 ? list.length : space;
    const found = list.slice(start, end);
    if (found === word) return true;
    if (found < word) low = end + 1;
    else high = start;
  }
  return false;
}
