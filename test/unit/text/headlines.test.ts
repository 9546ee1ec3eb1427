import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  type CommonWordsData,
  calmHeadlines,
  compileCommonWords,
} from '../../../lambdas/core/text/headlines.ts';
import { splitSentences } from '../../../lambdas/core/text/sentences.ts';

const file = join(import.meta.dirname, '../../../lambdas/models/en/common-words.json');
const common = compileCommonWords(
  JSON.parse(readFileSync(file, 'utf8')) as CommonWordsData,
  (lower) => lower === 'decries',
);
const BODY =
  'Prime Minister Ilse Vang met the envoys of the OBO and of Lisk in the harbour on Friday. Later, Vang sailed home.';
/** The headline as it reads when the body stands below it. */
const calm = (headline: string, body = BODY): string =>
  calmHeadlines(splitSentences(`${headline}\n\n${body}`), common)[0]?.words.join(' ') ?? '';

describe('calmHeadlines', () => {
  it.each([
    ['Vang Says Lisk Harbour Will Reopen', 'Vang says Lisk harbour will reopen'],
    ['Vang Decries “Shameful” Delay In Harbour', 'Vang decries “ Shameful ” delay in harbour'],
    ['ILSE VANG SAYS SHE WILL LEAVE THE OBO', 'Ilse Vang says she will leave the OBO'],
    ['Vang: We Will Not Leave Until Friday', 'Vang : We will not leave until Friday'],
    ['Why Marta Ekdal Thinks It Was Wrong', 'Why Marta Ekdal thinks it was wrong'],
    ['HOW MARTA ANN-SOFI EKDAL WAS RIGHT', 'How Marta Ann - Sofi Ekdal was right'],
  ])('writes %s as %s', (headline, expected) => {
    expect(calm(headline)).toBe(expected);
  });

  it.each([
    'Daily Press Briefing, Office of Marta Ekdal',
    'LISK, May 21 (OBO) -',
    'Ninth Ministerial Meeting of the Northern League',
    'Vang says the harbour of Lisk will reopen',
  ])('leaves names, datelines and sentences alone: %s', (headline) => {
    const sentence = splitSentences(`${headline}\n\n${BODY}`)[0];
    expect(calm(headline)).toBe(sentence?.words.join(' '));
  });

  it('takes a verb that no list has for a verb, after a name that ends there elsewhere', () => {
    expect(calm('Vang Zwooshes As She Is Leaving')).toBe('Vang zwooshes as she is leaving');
    expect(calm('Ekdal Zwooshes As She Is Leaving')).toBe('Ekdal Zwooshes as she is leaving');
  });

  it('keeps offsets, and marks what is a headline', () => {
    const text = `Vang Says Lisk Harbour Will Reopen\n\n${BODY}`;
    const before = splitSentences(text);
    const after = calmHeadlines(before, common);
    expect(after.map(({ headline }) => headline)).toEqual([true, false, false]);
    expect(after.map(({ tokens }) => tokens)).toEqual(before.map(({ tokens }) => tokens));
  });
});
