// Sentences: tables of invented text ('|' marks the bounds expected, '¶' those of paragraphs), and what holds of any.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LONGEST_SENTENCE, splitSentences } from '../../../lambdas/core/text/sentences.ts';
import { tokenizeText } from '../../../lambdas/core/text/tokens.ts';

const cut = (text: string): string[] => splitSentences(text).map((s) => text.slice(s.start, s.end));

describe('splitSentences', () => {
  const table: string[] = [
    'The envoy left. |Talks go on.',
    'Mr. Oru met Gen. Tal. |They talked.',
    'The U.S. Senate met Sen. Ada Oru in the U.S. on Monday.',
    'He flew to the U.S. |The talks begin on Monday.',
    'It began at 5 a.m. |The minister slept.',
    'It began at 5 a.m. local time.',
    'J. K. Oru and Ada B. Tal agreed.',
    'Oru Corp. said so. |Tal Inc. Chairman Bo Tal denied it.',
    'She lives at No. 10. |No. |She does not.',
    'He paid $2.5 million. |It was too much.',
    '“We will go,” he said. |“They will stay.”',
    '“We will go. |They will stay. |Nobody asked.” |The room fell silent.',
    '"We will go." |The room fell silent.',
    '"Will they go?" he asked. |Nobody knew.',
    '"Never!" Foreign Minister Ada Oru shouted. |Nobody moved.',
    '"Never!" |The hall was full.',
    '”We will go,” he said. |”They will not.”',
    '”We will go.” |”They will not,” he said.',
    '«We will go», he said. |«They will not.»',
    "'We will go,' he said. |'They will not.'",
    '" We will go . " |He left .',
    'He said the plan (the third this year) had failed. |(The first was in May.) |Nobody cares.',
    'The plan … failed again.',
    'I wonder… |The plan failed.',
    'He said: "I will go. |You will stay."',
    'What?! |No!!! |Yes.',
    'the envoy left. |nobody spoke. |all was quiet.',
    'The truce holds. |2,000 people came home.',
    'She lives in Tarn, Pa., and works in Oru.',
    'They met on Sept. 3 in Tarn.',
    'He wrote so on X. |In the north it rained.',
    'She met Malcolm X. Oru.',
    'It was late. |al-Masri denied it. |von Halm and van der Oru left.',
    'They met Seo-Min. |Seo-Min left with Maj-Gen. Ada Tal.',
    'Ma. Theresa Oru and Eng. Ali Tal left.',
    'Item 1. The envoy spoke.'.replace('Item ', ''),
  ];
  it.each(table)('%s', (marked) => {
    const text = marked.replaceAll('|', '');
    expect(cut(text)).toEqual(marked.split('|').map((s) => s.trim()));
  });

  const paragraphs: [string, string, string[]][] = [
    ['blank lines', 'The envoy left\n\nTalks go on', ['The envoy left', 'Talks go on']],
    [
      'one paragraph a line',
      'Envoy leaves Tarn\nThe envoy left on Monday.\nTalks go on.',
      ['Envoy leaves Tarn', 'The envoy left on Monday.', 'Talks go on.'],
    ],
    [
      'lines wrapped at a width',
      'The foreign minister of Tarn said on Monday that her country would not\nsign the pact before the winter, when parliament meets again in Oru to\nvote on it. Nobody else\nspoke.',
      [
        'The foreign minister of Tarn said on Monday that her country would not\nsign the pact before the winter, when parliament meets again in Oru to\nvote on it.',
        'Nobody else\nspoke.',
      ],
    ],
    [
      'carriage returns',
      'The envoy left.\r\n\r\nTalks go on.\r\nFine.',
      ['The envoy left.', 'Talks go on.', 'Fine.'],
    ],
    [
      'a headline without a full stop',
      'TARN SIGNS PACT\n\nORU (Agency) - The pact is signed.',
      ['TARN SIGNS PACT', 'ORU (Agency) - The pact is signed.'],
    ],
  ];
  it.each(paragraphs)('%s', (_, text, expected) => {
    expect(cut(text)).toEqual(expected);
  });

  it('counts paragraphs', () => {
    expect(splitSentences('One. Two.\n\nThree.').map((s) => s.paragraph)).toEqual([0, 0, 1]);
  });

  it('gives every token of the text to one sentence, in order, whatever the text', () => {
    const anyText = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 120 }),
      fc
        .array(
          fc.constantFrom(
            'Tarn',
            'said',
            '.',
            '?',
            '!',
            '"',
            '”',
            '“',
            "'",
            '…',
            '...',
            ' ',
            ' ',
            '\n',
            '\n\n',
            ',',
            'Mr.',
            'U.S.',
            'the',
            'The',
            ')',
            '(',
            '–',
            '5',
            '«',
            '»',
          ),
          { maxLength: 60 },
        )
        .map((a) => a.join('')),
    );
    fc.assert(
      fc.property(anyText, (text) => {
        const sentences = splitSentences(text);
        const tokens = sentences.flatMap((s) => s.tokens);
        expect(tokens.map((t) => text.slice(t.start, t.end)).join('')).toBe(
          text.replace(/[\s\u0085\u180e\u200b\u2060\ufeff]/gu, ''),
        );
        let at = 0;
        let paragraph = 0;
        for (const s of sentences) {
          expect(s.start).toBeGreaterThanOrEqual(at);
          expect(s.tokens.length).toBeGreaterThan(0);
          expect(s.tokens.length).toBeLessThanOrEqual(LONGEST_SENTENCE + 8);
          expect([s.start, s.end]).toEqual([s.tokens[0]?.start, s.tokens.at(-1)?.end]);
          expect(s.paragraph).toBeGreaterThanOrEqual(paragraph);
          paragraph = s.paragraph;
          at = s.end;
        }
      }),
      { numRuns: 500 },
    );
  });

  it('end at a letter that tells things apart, not at an initial', () => {
    const texts = (text: string) => splitSentences(text).map(({ start, end }) => text.slice(start, end));
    expect(texts('They named only Witness C. She left.')).toEqual([
      'They named only Witness C.',
      'She left.',
    ]);
    expect(texts('They named Ada C. Lind. She left.')).toEqual(['They named Ada C. Lind.', 'She left.']);
  });

  it('bounds a text without any full stop', () => {
    const text = 'word '.repeat(5000);
    const lengths = splitSentences(text).map((s) => s.tokens.length);
    expect(Math.max(...lengths)).toBe(LONGEST_SENTENCE);
    expect(tokenizeText(text)).toHaveLength(5000);
  });
});
