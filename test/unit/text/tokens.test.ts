// Tokens: one table of invented sentences, and what holds of any text.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokenizeText } from '../../../lambdas/core/text/tokens.ts';

const words = (text: string): string[] => tokenizeText(text).map((t) => text.slice(t.start, t.end));

describe('tokenizeText', () => {
  const table: [string, string][] = [
    ['He said no.', 'He said no .'],
    ["Velmara's envoy didn't go; they'd've stayed.", "Velmara 's envoy did n't go ; they 'd 've stayed ."],
    ['Velmara’s envoy didn’t go.', 'Velmara ’s envoy did n’t go .'],
    ['the ministers’ talks', 'the ministers ’ talks'],
    ['We cannot wait; it’s gonna rain.', 'We can not wait ; it ’s gon na rain .'],
    ['Mr. Oru met Gen. Tal in the U.S. Senate.', 'Mr. Oru met Gen. Tal in the U.S. Senate .'],
    ['J. K. Oru arrived at 5 a.m. on Sept. 3.', 'J. K. Oru arrived at 5 a.m. on Sept. 3 .'],
    ['No. 10 said no. It meant it.', 'No. 10 said no . It meant it .'],
    ['It cost $2,000.50, or 3.5% more.', 'It cost $ 2,000.50 , or 3.5 % more .'],
    ['the 30-day truce', 'the 30 - day truce'],
    ['a Tarnland-backed plan', 'a Tarnland - backed plan'],
    ['non-proliferation and re-elected pro-Tarn MPs', 'non-proliferation and re-elected pro-Tarn MPs'],
    ['Kang Ji-hoon spoke', 'Kang Ji-hoon spoke'],
    ['at 10:30 on 9/11', 'at 10:30 on 9/11'],
    ['at 5pm', 'at 5 pm'],
    ['“Stop,” he said.', '“ Stop , ” he said .'],
    ['”Stop,” he said.', '” Stop , ” he said .'],
    ['«Stop», he said.', '« Stop » , he said .'],
    ['"Stop," he said.', '" Stop , " he said .'],
    ["'Stop', he said.", "' Stop ' , he said ."],
    ["``Stop,'' he said.", "`` Stop , '' he said ."],
    ['the “Tarn Pact”’s end', 'the “ Tarn Pact ” ’s end'],
    ['Well... we—I mean they -- left…', 'Well ... we — I mean they -- left …'],
    ['What?! Never!!!', 'What ?! Never !!!'],
    ['talks (in Oru City), sources said', 'talks ( in Oru City ) , sources said'],
    [
      'see https://tarn.example/a?b=1, or write to press@tarn.example.',
      'see https://tarn.example/a?b=1 , or write to press@tarn.example .',
    ],
    ['@TarnMFA wrote: #peace now', '@TarnMFA wrote : #peace now'],
    ['and/or', 'and / or'],
    ['the talks ended.The envoy left.', 'the talks ended . The envoy left .'],
    ['AT&T and R&D', 'AT&T and R&D'],
    ["O'Mara and L’Oru", "O'Mara and L’Oru"],
  ];
  it.each(table)('%s', (text, expected) => {
    expect(words(text)).toEqual(expected.split(' '));
  });

  it('keeps to the range', () => {
    const text = 'One two. Three four.';
    expect(tokenizeText(text, { start: 9, end: 14 }).map((t) => text.slice(t.start, t.end))).toEqual([
      'Three',
    ]);
  });

  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc.string({ unit: 'grapheme', maxLength: 80 }),
    fc
      .array(
        fc.constantFrom(
          ...'aB9.,\'’"“”-–:/@#&_ \n()!?…%$é\ud83d\ude00'.split(''),
          'Mr.',
          'n’t',
          'www.a.de',
          'U.S.',
        ),
        { maxLength: 40 },
      )
      .map((a) => a.join('')),
  );

  it('covers all that is not space, once, in order', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        let at = 0;
        for (const t of tokenizeText(text)) {
          expect(t.start).toBeGreaterThanOrEqual(at);
          expect(t.end).toBeGreaterThan(t.start);
          expect(text.slice(at, t.start)).toMatch(/^[\s\u0085\u180e\u200b\u2060\ufeff]*$/u);
          at = t.end;
        }
        expect(at).toBeLessThanOrEqual(text.length);
        expect(text.slice(at)).toMatch(/^[\s\u0085\u180e\u200b\u2060\ufeff]*$/u);
      }),
      { numRuns: 500 },
    );
  });

  it('takes time linear in a text without spaces', () => {
    for (const unit of ['a', '.', "'", '-', '@', "n't", 'a.', '1,', '"', 'a-', 'http://']) {
      const text = unit.repeat(Math.ceil(300_000 / unit.length));
      const tokens = tokenizeText(text);
      expect(tokens.at(-1)?.end).toBe(text.length);
    }
  });
});
