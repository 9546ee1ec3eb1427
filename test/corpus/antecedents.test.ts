// The shipped model of antecedents is what its training command makes of the corpus, and it names few people wrongly.
import { describe, expect, it } from 'vitest';
import { compileAntecedentModel, rankCandidates } from '../../lambdas/core/speakers/antecedents.ts';
import shipped from '../../lambdas/models/en/antecedents.json' with { type: 'json' };
import { type Example, fitModel, readExamples } from '../../training/fit-antecedents.ts';

/** Rules may be mended without a new fit as long as so many choices stay the same. */
const LEAST_ALIKE = 0.98;
/** Of the pronouns that are named, so many are right (96.5 % of those in articles that a fit has not seen). */
const LEAST_RIGHT = 0.95;
const PATIENCE = 180_000;

describe('the shipped model of antecedents', () => {
  const examples = readExamples();
  const model = compileAntecedentModel(shipped);
  const choose = ({ candidates }: Example, of = model) => {
    const best = rankCandidates(candidates, of);
    return best && best.share >= shipped.leastShare ? best.entity : null;
  };

  it('chooses as one that training/fit-antecedents.ts makes', { timeout: PATIENCE }, () => {
    const fitted = compileAntecedentModel({ ...shipped, weights: fitModel(examples) });
    const alike = examples.filter((example) => choose(example) === choose(example, fitted));
    expect(
      alike.length / examples.length,
      'run: npx node training/fit-antecedents.ts --write, three times',
    ).toBeGreaterThanOrEqual(LEAST_ALIKE);
  });

  it('is right where it names somebody', () => {
    const named = examples.filter((example) => choose(example) !== null);
    const right = named.filter((example) => {
      const entity = choose(example);
      return example.right[example.candidates.all.findIndex((candidate) => candidate.entity === entity)];
    });
    expect(named.length).toBeGreaterThan(1000);
    expect(right.length / named.length).toBeGreaterThanOrEqual(LEAST_RIGHT);
  });
});
