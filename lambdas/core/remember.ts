// Keeps the answers of a pure function: words and names repeat within an article and over articles.

/** Answers kept of one function unless told otherwise. */
const MOST_KEPT = 20_000;
/** Longer keys are answered anew: few, and each unlike the others. */
const LONGEST_KEPT = 60;

/**
 * `answer` with its answers remembered by text, at most `most` of them; all are forgotten when there are more, so that
 * memory is bounded whatever comes.
 */
export function remember<T>(answer: (text: string) => T, most = MOST_KEPT): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    if (text.length > LONGEST_KEPT) return answer(text);
    const own = copyText(text);
    const made = answer(own);
    if (known.size >= most) known.clear();
    known.set(own, made);
    return made;
  };
}

/** From this length on V8 cuts no copy out of a text but a view, which keeps the whole text in memory. */
const SHORTEST_VIEW = 13;

/** A text that holds no other in memory: for what outlives the article that it was cut from. */
export function copyText(text: string): string {
  return text.length < SHORTEST_VIEW ? text : text.split('').join('');
}
