import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseLine, normaliseText } from '../../../lambdas/core/articles/normalise-text.ts';

describe('normaliseText', () => {
  it.each([
    ['line ends of every kind', 'a\r\nb\rc\u2028d\u0085e', 'a\nb\nc\nd\ne'],
    ['composed and decomposed letters', 'Cafe\u0301', 'Café'],
    ['control characters and invisible marks', 'a\u0000b\u0007c\u00ADd\u200Be\uFEFF', 'abcde'],
    ['spaces at the ends of lines and empty lines around', '\n\n a  \n\tb\t\n\n', ' a\n\tb'],
    ['half a surrogate pair', 'a\uD83Db', 'a\uFFFDb'],
  ])('folds %s', (_, text, expected) => {
    expect(normaliseText(text)).toBe(expected);
  });

  it('keeps what carries meaning', () => {
    const text = '“We agreed”, said Reva.\n\n  — “Never,” Drost replied… 🕊️ لا نعم';
    expect(normaliseText(text)).toBe(text);
  });

  it('done twice is done once, on any text', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 0xffff })), (units) => {
        const text = String.fromCharCode(...units);
        const once = normaliseText(text);
        expect(normaliseText(once)).toBe(once);
        expect(once.isWellFormed()).toBe(true);
      }),
    );
  });
});

describe('normaliseLine', () => {
  it('is one line, or nothing', () => {
    expect(normaliseLine('  Talks \n go\ton ')).toBe('Talks go on');
    expect(normaliseLine(' \n ')).toBeNull();
    expect(normaliseLine(null)).toBeNull();
  });
});
