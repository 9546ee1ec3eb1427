import { describe, expect, test } from 'vitest';
import { hasWord } from '../../../lambdas/core/speakers/sorted-words.ts';

describe('words in a sorted list', () => {
  const words = ['ada', 'bo', 'boris', 'eva', 'zoe'];
  const list = words.join(' ');

  test.each(words)('%s is one', (word) => {
    expect(hasWord(list, word)).toBe(true);
  });

  test.each(['', 'a', 'ad', 'adaa', 'bor', 'bo boris', 'ev', 'zo', 'zoee', 'é'])('"%s" is none', (word) => {
    expect(hasWord(list, word)).toBe(false);
  });

  test('nothing is in an empty list', () => {
    expect(hasWord('', 'ada')).toBe(false);
  });
});
