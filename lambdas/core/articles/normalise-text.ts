// The immutable text of a version: normalised once, before anything is extracted, so that every span fits for ever.

/** Characters that carry no text: C0 controls but tab and newline, DEL, zero-width marks at odd places, soft hyphens. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed
const DEBRIS = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\u00AD\u200B\u2060\uFEFF]/gu;

/** Newlines as LF, Unicode NFC, no lone surrogates, no control characters, no space at the ends of lines or text. */
export function normaliseText(text: string): string {
  const lines = text
    .toWellFormed()
    .replace(/\r\n?|[\u0085\u2028\u2029]/gu, '\n')
    .replace(DEBRIS, '')
    .normalize('NFC')
    .split('\n')
    .map((line) => line.trimEnd());
  // No pattern here: one for the end of a run takes time that grows with its square.
  const first = lines.findIndex((line) => line !== '');
  const last = lines.findLastIndex((line) => line !== '');
  return lines.slice(Math.max(0, first), last + 1).join('\n');
}

/** A title, outlet or other short field: one line, single spaces; null where nothing is left. */
export function normaliseLine(line: string | null): string | null {
  if (line === null) return null;
  const normal = line.toWellFormed().replace(DEBRIS, '').normalize('NFC').replace(/\s+/gu, ' ').trim();
  return normal === '' ? null : normal;
}
