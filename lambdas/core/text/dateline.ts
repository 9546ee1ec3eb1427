// "LISK, Norova, March 14 (Wire) –", "Taipei, Dec. 19 (CNA)": where, when and for whom an article was written.

/** The place in capitals, whatever follows it up to a dash. */
const IN_CAPITALS =
  /^\p{Lu}{3}[\p{L}\p{N} ,.'’/-]{0,60}?(?:\([^)\n]{1,30}\))?(?:\s(?:--|[-–—])|\s?[–—])\s+(?=[\p{Lu}"“])/u;
/** The place as it is written, and the agency in brackets; a date or a dash tells it from a body and its short form. */
const WITH_AGENCY =
  /^\p{Lu}[\p{L}.'’ -]{2,30}(?:, (?:\p{Lu}\p{L}{2,8}\.? \d{1,2}|\d{1,2} \p{Lu}\p{L}{2,8}\.?)(?:, \d{4})? \(\p{Lu}[\p{L}\d .-]{1,20}\)(?:\s(?:--|[-–—]))?| \(\p{Lu}[\p{L}\d .-]{1,20}\)\s(?:--|[-–—]))\s+(?=[\p{Lu}"“])/u;

/** No dateline is longer. */
const LONGEST = 120;

/** Offset after the dateline that opens the stretch from `start` to `end`, its spaces included; `start` without one. */
export function endOfDateline(text: string, start: number, end: number): number {
  // pages part a place and a date by spaces that do not break
  const head = text.slice(start, Math.min(end, start + LONGEST)).replace(/[\u00a0\u2009\u202f]/g, ' ');
  const found = IN_CAPITALS.exec(head) ?? WITH_AGENCY.exec(head);
  return start + (found?.[0].length ?? 0);
}
