// What holds of the extractor on any text: spans lie in it, nothing throws, the same text gives the same answer.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitParagraphs } from '../../lambdas/core/text/paragraphs.ts';
import { findQuotations } from '../../lambdas/core/text/quotations.ts';
import { loadExtractor } from '../../lambdas/runtime/load-extractor.ts';

const extractor = loadExtractor();

/** Stretches that news is made of, in any order: they reach the rules, which random letters seldom do. */
const PIECES = [
  'The minister ',
  'Ilse Vang ',
  'she ',
  'who ',
  'the ministry',
  'said ',
  'says ',
  'told reporters ',
  'denied ',
  'urged both sides ',
  'according to ',
  'called it ',
  'adding ',
  'that ',
  'the pass was open',
  'to leave ',
  'as “a trap” ',
  'was quoted as saying ',
  '“',
  '”',
  '"',
  '‘',
  '’',
  "''",
  '«',
  '»',
  ', ',
  '. ',
  ': ',
  '? ',
  ' – ',
  '; ',
  '\n',
  '\n\n',
  'Q: ',
  'VANG: ',
  '(',
  ')',
  '🙂',
  '\u0301',
  '\ud800',
];
const news = fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map((pieces) => pieces.join(''));
const anything = fc.oneof(
  news,
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
);

describe('extract', () => {
  it('gives spans that lie in the text, in order, never empty', () => {
    fc.assert(
      fc.property(anything, (text) => {
        for (const found of extractor.extract({ text })) {
          expect(found.content.length).toBeGreaterThan(0);
          let reach = 0;
          for (const { start, end } of found.content) {
            expect(start).toBeGreaterThanOrEqual(reach);
            expect(end).toBeGreaterThan(start);
            expect(text.slice(start, end).trim()).not.toBe('');
            reach = end;
          }
          expect(reach).toBeLessThanOrEqual(text.length);
          for (const span of [found.source, found.cue, found.medium, found.addressee, found.office]) {
            if (!span) continue;
            expect(span.start).toBeGreaterThanOrEqual(0);
            expect(span.end).toBeGreaterThan(span.start);
            expect(span.end).toBeLessThanOrEqual(text.length);
          }
          expect(found.confidence).toBeGreaterThanOrEqual(0);
          expect(found.confidence).toBeLessThanOrEqual(1);
          expect(found.by.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('gives the same answer twice', () => {
    fc.assert(
      fc.property(news, (text) => {
        expect(extractor.extract({ text })).toEqual(extractor.extract({ text }));
      }),
      { numRuns: 100 },
    );
  });

  it('says direct only of words inside quotation marks or of transcripts', () => {
    fc.assert(
      fc.property(news, (text) => {
        const quotations = findQuotations(text, splitParagraphs(text));
        for (const found of extractor.extract({ text })) {
          if (found.type !== 'direct' || found.by[0] === 'transcript') continue;
          for (const span of found.content) {
            expect(quotations.some((q) => q.start < span.end && span.start < q.end)).toBe(true);
          }
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('findQuotations', () => {
  it('gives stretches in order that do not overlap and stay in their paragraph', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const paragraphs = splitParagraphs(text);
        let reach = 0;
        for (const { start, end, inner, paragraph, continued } of findQuotations(text, paragraphs)) {
          expect(start).toBeGreaterThanOrEqual(reach);
          // one that goes on from the paragraph before may have no opening mark of its own
          expect(start).toBeLessThan(continued ? inner.start + 1 : inner.start);
          expect(inner.start).toBeLessThanOrEqual(inner.end);
          expect(inner.end).toBeLessThanOrEqual(end);
          expect(end).toBeLessThanOrEqual(paragraphs[paragraph]?.end ?? -1);
          reach = end;
        }
      }),
    );
  });
});
