// Counts words: runs of letters and digits.

const WORD = /[\p{L}\p{N}]+/gu;

/** How many runs of letters and digits the text has, in any script. */
export function countWords(text: string): number {
  let words = 0;
  let inside = false;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit > 127 && (unit < 0x2000 || unit > 0x206f)) return text.match(WORD)?.length ?? 0;
    const part = (unit >= 97 && unit <= 122) || (unit >= 65 && unit <= 90) || (unit >= 48 && unit <= 57);
    if (part && !inside) words += 1;
    inside = part;
  }
  return words;
}
