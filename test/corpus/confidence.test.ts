// The shipped confidence model is what its training command makes of the tuning corpus, and it is calibrated there.
import { describe, expect, it } from 'vitest';
import shipped from '../../lambdas/models/en/confidence.json' with { type: 'json' };
import { fitModel, oddsOf, predict, readExamples } from '../../training/fit-confidence.ts';

/** Rules may be mended without a new fit as long as the estimates stay where they were, on average. */
const TOLERANCE = 0.02;
const PATIENCE = 180_000;

describe('the shipped confidence model', () => {
  const examples = readExamples();
  const weights: Record<string, number> = shipped.weights;
  const model = { bias: shipped.bias, weights };

  it('is what training/fit-confidence.ts makes', { timeout: PATIENCE }, () => {
    const fitted = fitModel(examples);
    const apart = examples.map((example) =>
      Math.abs(predict(oddsOf(example, fitted)) - predict(oddsOf(example, model))),
    );
    const mean = apart.reduce((sum, x) => sum + x, 0) / apart.length;
    expect(mean, 'run: npx node training/fit-confidence.ts --write').toBeLessThan(TOLERANCE);
  });

  it('is right nine times in ten where it says so', () => {
    const sure = examples.filter((example) => predict(oddsOf(example, model) - shipped.optimism) >= 0.9);
    expect(sure.length).toBeGreaterThan(100);
    expect(sure.filter(({ right }) => right).length / sure.length).toBeGreaterThanOrEqual(0.9);
  });
});
