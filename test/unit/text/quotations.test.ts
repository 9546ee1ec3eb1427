// Quotations: marks of every make, facing whichever way, over paragraphs, and apostrophes that are none.
import { describe, expect, it } from 'vitest';
import { splitParagraphs } from '../../../lambdas/core/text/paragraphs.ts';
import { isTitle } from '../../../lambdas/core/text/quotation-title.ts';
import { findQuotations } from '../../../lambdas/core/text/quotations.ts';

const find = (text: string) => findQuotations(text, splitParagraphs(text));
const inner = (text: string): string[] =>
  find(text).map(({ inner: { start, end } }) => text.slice(start, end));

describe('findQuotations', () => {
  it.each([
    ['curly marks', '“We sail,” she said. “At dawn.”', ['We sail,', 'At dawn.']],
    ['straight marks', '"We sail," she said, "at dawn."', ['We sail,', 'at dawn.']],
    ['marks that face the wrong way', '”We sail,” she said. ”At dawn.”', ['We sail,', 'At dawn.']],
    ['doubled single marks', "''We sail,'' she said.", ['We sail,']],
    ['low marks', '„We sail“, she said.', ['We sail']],
    ['guillemets with spaces', '« We sail », she said.', [' We sail ']],
    ['guillemets turned inwards', '»We sail«, she said.', ['We sail']],
    ['single curly marks', '‘We sail,’ she said.', ['We sail,']],
    ['a quotation in a quotation', '“He told me ‘never’ twice,” she said.', ['He told me ‘never’ twice,']],
    ['apostrophes', "The miners' claim wasn't heard in the '90s.", []],
    ['an orphan closing mark', 'The draft is dead” and buried.', []],
    [
      'a closing mark before its space',
      '"We sail at dawn, "he said. "Bring a boat."',
      ['We sail at dawn, ', 'Bring a boat.'],
    ],
    [
      'a nested quotation in straight marks',
      '"He said, "I sail," and sailed."',
      ['He said, "I sail," and sailed.'],
    ],
    ['a space before a closing mark', '"We sail at dawn ", he said.', ['We sail at dawn ']],
    ['inches', 'The plank is 6" wide.', []],
  ])('%s', (_name, text, expected) => {
    expect(inner(text)).toEqual(expected);
  });

  it('continues a speech that opens each paragraph and closes once', () => {
    const text = '“We came by boat.\n\n“We left on foot,” he said.';
    expect(find(text).map(({ closed, continued }) => ({ closed, continued }))).toEqual([
      { closed: false, continued: false },
      { closed: true, continued: true },
    ]);
  });
});

describe('a speech that does not open anew', () => {
  it('is closed in the paragraph after', () => {
    const text = '“We came by boat.\n\nWe left on foot,” he said. “Nobody saw us.”';
    expect(inner(text)).toEqual(['We came by boat.', 'We left on foot,', 'Nobody saw us.']);
  });

  it('may run through a paragraph without a mark', () => {
    const text = '“We came by boat.\n\nIt leaked.\n\nWe left on foot,” he said.';
    expect(inner(text)).toEqual(['We came by boat.', 'It leaked.', 'We left on foot,']);
  });

  it('does not take in what follows a mark that was lost', () => {
    const text = '“We came by boat, he said.\n\nIt leaked.\n\nThe town is dry.\n\nNobody swims.';
    expect(inner(text)).toEqual(['We came by boat, he said.']);
  });
});

describe('isTitle', () => {
  it.each([
    ['The Long Way Home', true],
    ['We will never leave', false],
    ['Ardle Must Choose', true],
    ['never', false],
  ])('%s', (words, expected) => {
    expect(isTitle(words.split(' '))).toBe(expected);
  });
});
