// Holds the figures: every corpus that is present is measured, and none may fall behind the committed ones.
import { describe, expect, it } from 'vitest';
import { loadExtractor } from '../../lambdas/runtime/load-extractor.ts';
import { CORPUS_NAMES, findCorpora } from './corpora.ts';
import { findRegressions, measureCorpus, readCommittedFigures } from './evaluate.ts';
import { type Figures, figuresOf } from './score.ts';

const present = new Map(findCorpora().map((corpus) => [corpus.name, corpus]));
const committed = readCommittedFigures();
const extractor = loadExtractor();
/** Measuring a corpus takes seconds; a busy machine takes several times that. */
const PATIENCE = 180_000;

for (const name of CORPUS_NAMES) {
  // Corpora that may not be copied into the project are absent on most machines: counted as skipped there.
  describe.skipIf(!present.has(name))(`figures on ${name}`, () => {
    it('have not fallen by more than half a point below the committed ones', { timeout: PATIENCE }, () => {
      const corpus = present.get(name);
      if (!corpus) throw new Error(`${name} is absent`);
      const now = figuresOf(measureCorpus(corpus, extractor).tally);
      expect(now.gold).toBeGreaterThan(0);
      expect(committed[name], `figures.json has no ${name}: npm run evaluate -- --update`).toBeDefined();
      expect(findRegressions({ [name]: now }, committed)).toEqual([]);
    });
  });
}

describe('a regression', () => {
  const figures: Figures = figuresOf({
    ...measureNothing(),
    gold: 10,
    predicted: 10,
    found: { content: 9, whosaid: 9, speaker: 9 },
    right: { content: 9, exact: 9, whosaid: 9, speaker: 9 },
    traps: { hit: 1, of: 10 },
    stance: { hit: 9, of: 10 },
  });

  it('is a figure that fell by more than half a point', () => {
    const whosaidF1 = (figures.whosaidF1 ?? 0) - 0.6;
    expect(findRegressions({ a: { ...figures, whosaidF1 } }, { a: figures })).toEqual([
      `a whosaidF1: ${figures.whosaidF1} before, ${whosaidF1} now`,
    ]);
  });

  it('is none within half a point, or where more is found', () => {
    const contentF1 = (figures.contentF1 ?? 0) - 0.5;
    expect(
      findRegressions({ a: { ...figures, contentF1, gold: 9, stanceAccuracy: 95 } }, { a: figures }),
    ).toEqual([]);
  });

  it('is a denial told as said, and one more trap', () => {
    const worse = { ...figures, deniedAsSaid: 1, trapped: 11 };
    expect(findRegressions({ a: worse }, { a: { ...figures, deniedAsSaid: 0 } })).toHaveLength(2);
  });

  it('is none on a corpus that was never measured before', () => {
    expect(findRegressions({ b: figures }, { a: figures })).toEqual([]);
  });
});

function measureNothing() {
  return measureCorpus({ name: 'nothing', read: () => [] }, extractor).tally;
}
