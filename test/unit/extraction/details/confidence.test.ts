// The confidence model: what it looks at, and that what ships is sane.
import { describe, expect, it } from 'vitest';
import type { Attribution } from '../../../../lambdas/core/extraction/attribution.ts';
import {
  estimateConfidence,
  readConfidenceFeatures,
} from '../../../../lambdas/core/extraction/details/confidence.ts';
import model from '../../../../lambdas/models/en/confidence.json' with { type: 'json' };
import { loadExtractor } from '../../../../lambdas/runtime/load-extractor.ts';

const text = 'Mira Tol said the pass was open.';
const span = (words: string) => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length });
const attribution: Attribution = {
  type: 'indirect',
  content: [span('the pass was open')],
  source: span('Mira Tol'),
  cue: span('said'),
  speaker: { id: 'mira-tol', name: 'Mira Tol' },
  stance: 'said',
  negated: false,
  statedAt: null,
  medium: null,
  addressee: null,
  office: null,
  reporters: [],
  mentioned: [],
  confidence: 0,
  by: ['content-after', 'full-name'],
};

describe('confidence', () => {
  it('looks at what the attribution itself tells', () => {
    expect(readConfidenceFeatures(attribution, text)).toEqual([
      'rule=content-after',
      'rule=content-after,type=indirect',
      'name=full-name',
      'type=indirect',
      'words=4',
      'stance=said',
      'parts=1',
      'source=name',
      'cue=said',
      'content=after',
    ]);
    expect(readConfidenceFeatures({ ...attribution, source: null, cue: null, speaker: null }, text)).toEqual(
      expect.arrayContaining(['source=none', 'cue=none', 'speaker=none']),
    );
  });

  it('is the logistic of the summed weights, less the optimism', () => {
    const small = { bias: 1, optimism: 0.5, weights: { 'cue=said': 0.5, 'cue=none': -9 } };
    expect(estimateConfidence(attribution, text, small)).toBe(0.731);
    expect(estimateConfidence({ ...attribution, cue: null }, text, small)).toBe(0.001);
  });

  it('never claims to be certain', () => {
    expect(estimateConfidence(attribution, text, { bias: 99, optimism: 0, weights: {} })).toBe(0.999);
  });

  it('as shipped, is higher for a named quotation than for a scrap without a speaker', () => {
    const sure = loadExtractor().extract({ text: '“The pass is open,” said Mira Tol.' })[0]?.confidence ?? 0;
    const poor = estimateConfidence(
      { ...attribution, content: [span('open')], speaker: null, by: ['topic', 'unresolved'] },
      text,
      model,
    );
    expect(sure).toBeGreaterThan(0.7);
    expect(poor).toBeLessThan(sure - 0.1);
  });
});
