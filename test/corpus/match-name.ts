// Whether a given name is one of the accepted ones, as score.ts compares them: for measures of names alone.

const fold = (s: string): string =>
  s
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
/** Folded, one ending for -iy, -yy, -ei … and one Vladimir. */
const key = (s: string): string =>
  fold(s)
    .replace(/^(the|an|a) /, '')
    .replace(/\b(volodymyr|wladimir)\b/g, 'vladimir')
    .replace(/(iy|yy|ei|ey|ij|ii|y|i)\b/g, 'i');

/** Whether all words of an accepted name are among those of a given one. */
export function isRightName(wanted: readonly string[], given: readonly string[]): boolean {
  const got = given.map((name) => key(name).split(' '));
  return wanted
    .map((name) => key(name).split(' '))
    .some((want) =>
      got.some((words) => words.length <= want.length + 3 && want.every((w) => words.includes(w))),
    );
}
