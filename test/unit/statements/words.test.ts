// Folding of words and reading of word queries: one table each, and properties over any Unicode.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  foldWords,
  indexWords,
  matchesWords,
  parseWordQuery,
} from '../../../lambdas/core/statements/words.ts';

describe('foldWords', () => {
  it.each([
    ["Velmora’s gas, Orlin's oil", ['velmora', 'gas', 'orlin', 'oil']],
    ['The U.S. and the U.K said', ['the', 'us', 'and', 'the', 'uk', 'said']],
    ['Łukasz Müller-Strauß in Tromsø', ['lukasz', 'muller', 'strauss', 'in', 'tromso']],
    ['1,500 tonnes at 2.5 percent', ['1500', 'tonnes', 'at', '2.5', 'percent']],
    ['don’t re-open', ['dont', 're', 'open']],
    ['İstanbul ＦＵＬＬ ﬁne', ['istanbul', 'full', 'fine']],
    ['Мир и Йод', ['мир', 'и', 'иод']],
    ['G7, 5G and S-300s', ['g7', '5g', 'and', 's', '300s']],
    ['3½ years, ¼', ['3', '1', '2', 'years', '1', '4']],
    ['É.U. et Côte', ['eu', 'et', 'cote']],
    ['… — ! ?', []],
    ['', []],
  ])('%j', (text, words) => {
    expect(foldWords(text)).toEqual(words);
  });

  it('cuts a word that would not fit into a key, without leaving half a character', () => {
    expect(foldWords('x'.repeat(500))).toEqual(['x'.repeat(64)]);
    const [word] = foldWords(`x${'𐐨'.repeat(64)}`);
    expect(word?.isWellFormed()).toBe(true);
  });

  it('is stable: folding the folded words gives them again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const once = foldWords(text).filter((word) => !word.includes('.'));
        expect(once.flatMap((word) => foldWords(word))).toEqual(once);
      }),
    );
  });

  it('takes time in proportion to the text', () => {
    for (const text of [
      'a.'.repeat(100_000),
      '1,'.repeat(100_000),
      "a'".repeat(100_000),
      'é'.repeat(200_000),
    ]) {
      const started = performance.now();
      foldWords(text);
      expect(performance.now() - started).toBeLessThan(2_000);
    }
  });
});

describe('indexWords', () => {
  it('keeps each word once and leaves out the commonest', () => {
    expect(indexWords('The gas is the gas of the US')).toEqual(['gas', 'us']);
  });
});

describe('parseWordQuery', () => {
  it.each([
    ['gas transit', { all: ['gas', 'transit'], phrases: [], none: [] }],
    ['"energy truce" -coal Gas', { all: ['gas'], phrases: [['energy', 'truce']], none: ['coal'] }],
    ['“energy truce”', { all: [], phrases: [['energy', 'truce']], none: [] }],
    ['cease-fire', { all: [], phrases: [['cease', 'fire']], none: [] }],
    ['"gas"', { all: ['gas'], phrases: [], none: [] }],
    ['-"coal"', { all: [], phrases: [], none: ['coal'] }],
    ['- gas', { all: ['gas'], phrases: [], none: [] }],
    ['gas gas GAS', { all: ['gas'], phrases: [], none: [] }],
  ])('%j', (input, query) => {
    expect(parseWordQuery(input)).toEqual({ ok: true, query });
  });

  it.each([
    ['"gas', 'unclosed_quote'],
    ['-"gas transit"', 'excluded_phrase'],
    ['-cease-fire', 'excluded_phrase'],
    ['   ', 'empty'],
    ['"" !', 'empty'],
    [Array.from({ length: 33 }, (_, i) => `w${i}`).join(' '), 'too_many_words'],
  ])('refuses %j', (input, reason) => {
    expect(parseWordQuery(input)).toMatchObject({ ok: false, reason });
  });

  it('finds every text by its own words and as a phrase', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-zé]{1,8}$/), { minLength: 1, maxLength: 10 }), (words) => {
        const text = words.join(' ');
        const loose = parseWordQuery(text);
        const phrase = parseWordQuery(`"${text}"`);
        if (!loose.ok || !phrase.ok) throw new Error('refused');
        expect(matchesWords(foldWords(`before ${text} after`), loose.query)).toBe(true);
        expect(matchesWords(foldWords(`before ${text} after`), phrase.query)).toBe(true);
      }),
    );
  });
});

describe('matchesWords', () => {
  it.each([
    ['gas transit', 'The transit of gas ended', true],
    ['"gas transit"', 'The transit of gas ended', false],
    ['"transit of gas"', 'The transit of gas ended', true],
    ['gas -ended', 'The transit of gas ended', false],
    ['Velmora', 'Velmora’s ministry', true],
    ['gas', 'gasoline', false],
  ])('%j in %j: %s', (input, text, expected) => {
    const parsed = parseWordQuery(input);
    if (!parsed.ok) throw new Error(parsed.detail);
    expect(matchesWords(foldWords(text), parsed.query)).toBe(expected);
  });
});
