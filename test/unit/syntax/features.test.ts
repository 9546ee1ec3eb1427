// What the parser sees of words; and lemmas by rule.

import { describe, expect, it } from 'vitest';
import {
  cleanForm,
  hashBucket,
  vocabularyKey,
  wordParts,
  wordShape,
} from '../../../lambdas/core/syntax/features.ts';
import { findLemma, readLemmaRules } from '../../../lambdas/core/syntax/lemma.ts';

describe('cleanForm', () => {
  it.each([
    ['“', '"'],
    ['”', '"'],
    ['«', '"'],
    ["''", '"'],
    ['``', '"'],
    ['’s', "'s"],
    ['n’t', "n't"],
    ['—', '–'],
    ['--', '–'],
    ['…', '...'],
    ['Tarn', 'Tarn'],
  ])('%s -> %s', (form, expected) => {
    expect(cleanForm(form)).toBe(expected);
  });
});

describe('wordShape', () => {
  it.each([
    ['Tarnland', 'Xxx'],
    ['TARN', 'XX'],
    ['iOru', 'xXxx'],
    ['2,000', 'd,dd'],
    ['Élan', 'Xxx'],
    ['😀', 'o'],
    ['a-B-c-D-e', 'x-X-x-X-'],
  ])('%s -> %s', (form, expected) => {
    expect(wordShape(form)).toBe(expected);
  });
});

describe('hashBucket', () => {
  it('is FNV-1a with the high half folded in', () => {
    // FNV-1a of "a" is 0xe40c292c (published test vector)
    expect(hashBucket('a', 2 ** 31)).toBe(((0xe40c292c ^ (0xe40c292c >>> 15)) >>> 0) % 2 ** 31);
    expect(hashBucket('', 1000)).toBe(((0x811c9dc5 ^ (0x811c9dc5 >>> 15)) >>> 0) % 1000);
  });
});

describe('wordParts', () => {
  it('cuts affixes of the key', () => {
    expect(vocabularyKey('Tarn42')).toBe('tarn00');
    expect(wordParts('Tarn42')).toEqual(['10', '200', '3n00', '4rn00', 'pta', 'qtar', 'sXxxdd']);
    expect(wordParts('a')).toEqual(['1a', '2a', '3a', '4a', 'pa', 'qa', 'sx']);
  });
});

describe('findLemma', () => {
  const rules = readLemmaRules(
    ['VBD|\t0', 'VBD|ied\t3y', 'VBD|^said\t2y', 'NNPS|s\t1', 'NNP|\t0'].join('\n'),
  );
  it.each([
    ['denied', 'VBD', 'deny'],
    ['Said', 'VBD', 'say'],
    ['put', 'VBD', 'put'],
    ['Tarns', 'NNPS', 'Tarn'],
    ['Tarn', 'NNP', 'Tarn'],
    ['Quickly', 'XX', 'quickly'],
  ])('%s/%s -> %s', (form, tag, expected) => {
    expect(findLemma(rules, form, tag)).toBe(expected);
  });
});
