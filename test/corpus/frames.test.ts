// Who said what, of every frame with every speaker: no more of them wrong than is committed.
import { describe, expect, it } from 'vitest';
import { loadExtractor } from '../../lambdas/runtime/load-extractor.ts';
import { readFrames, scoreFrames } from './frames.ts';

/** Texts that come out wrong, of all: 4108 sentences and 1248 passages (some of them twice, where a frame does not use every form). A change may add none of them. */
const WRONG = { sentences: 60, passages: 16 };

describe('frames', () => {
  const extractor = loadExtractor();
  const frames = readFrames();

  it('are filled', () => {
    const texts = [...frames.sentences, ...frames.passages].map(({ text }) => text);
    expect(texts.filter((text) => /[{}]|,[.,]/.test(text))).toEqual([]);
    expect(texts.length).toBe(5356);
  });

  it.each(['sentences', 'passages'] as const)('%s', (name) => {
    const { wrong, errors } = scoreFrames(frames[name], extractor);
    expect(wrong, errors.join('\n')).toBeLessThanOrEqual(WRONG[name]);
  });
});
