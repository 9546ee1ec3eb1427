/** The corpus as it ships: both halves build, and the held-out half shares no sentence with the one rules are tuned on. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildFolder } from '../../corpus/build-gold.ts';
import { countCorpus, groupRows } from '../../corpus/describe.ts';

const corpus = join(import.meta.dirname, '..', '..', 'corpus');
const halves = ['tuning', 'heldout'].map((half) => ({ half, ...buildFolder(join(corpus, half)) }));
const articles = halves.flatMap((half) => half.articles);

const longSentences = (text: string): string[] =>
  text
    .split(/[.!?”"]+\s+|\n+/)
    .map((sentence) => (sentence.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' '))
    .filter((sentence) => sentence.split(' ').length >= 8);

describe('the corpus', () => {
  it.each(halves)('$half: every article builds', ({ articles: built, problems }) => {
    expect(problems).toEqual([]);
    expect(built.length).toBeGreaterThanOrEqual(20);
  });

  it('holds what it promises: articles, attributions, traps, every type, every stance', () => {
    const counts = countCorpus(articles);
    expect(counts.articles).toBeGreaterThanOrEqual(40);
    expect(counts.attributions).toBeGreaterThanOrEqual(1200);
    expect(counts.traps).toBeGreaterThanOrEqual(120);
    expect(Object.keys(counts.byType).sort()).toEqual(['direct', 'indirect', 'mixed']);
    expect(Object.keys(counts.byStance)).toHaveLength(14);
  });

  it('has one id an article and no article without an attribution', () => {
    expect(new Set(articles.map((article) => article.id)).size).toBe(articles.length);
    expect(articles.filter((article) => article.attributions.length === 0)).toEqual([]);
  });

  it('keeps spans inside the text, parts of one attribution alike, and traps apart from contents', () => {
    for (const { text, attributions, traps, ...article } of articles) {
      for (const rows of groupRows({ ...article, text, attributions, traps })) {
        const shared = rows.map(({ start, end, ...rest }) => rest);
        expect(new Set(shared.map((rest) => JSON.stringify(rest))).size, article.id).toBe(1);
        for (const span of [...rows, rows[0]?.mention, rows[0]?.cue]) {
          if (!span) continue;
          expect(span.start).toBeGreaterThanOrEqual(0);
          expect(span.end).toBeGreaterThan(span.start);
          expect(span.end).toBeLessThanOrEqual(text.length);
        }
      }
      for (const trap of traps) {
        expect(attributions.some((row) => row.start <= trap.start && trap.end <= row.end)).toBe(false);
      }
    }
  });

  it('shares no long sentence between the halves', () => {
    const [tuning, heldout] = halves.map(
      (half) => new Set(half.articles.flatMap((article) => longSentences(article.text))),
    );
    expect([...(heldout ?? [])].filter((sentence) => tuning?.has(sentence))).toEqual([]);
    expect(tuning?.size).toBeGreaterThan(500);
  });
});
