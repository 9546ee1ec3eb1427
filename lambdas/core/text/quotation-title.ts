// "“The Long Way Home”": capitals on every longer word make a title, not a saying.

/** Shorter words keep their small letter in titles. */
const SHORTEST_CAPITALISED = 4;

/** Whether all longer words of a quotation, two at least, start with a capital. */
export function isTitle(words: readonly string[]): boolean {
  const longer = words.filter((word) => word.length >= SHORTEST_CAPITALISED && /^\p{L}/u.test(word));
  return longer.length >= 2 && longer.every((word) => /^\p{Lu}/u.test(word));
}
