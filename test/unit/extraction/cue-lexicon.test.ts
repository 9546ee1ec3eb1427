// The lexicon refuses data that it does not understand, and knows verbs by any form.
import { describe, expect, it } from 'vitest';
import { compileCueLexicon } from '../../../lambdas/core/extraction/cue-lexicon.ts';

const data = {
  verbs: {
    said: { say: 'clause bare quote', smile: 'quote' },
    demanded: { 'call for': '+for' },
    confirmed: { 'make it clear': 'clause' },
  },
  nouns: { promised: ['promise'] },
};

describe('compileCueLexicon', () => {
  const lexicon = compileCueLexicon(data);

  it('finds verbs by form and particle', () => {
    expect(lexicon.verb('said')).toMatchObject({ lemma: 'say', stance: 'said' });
    expect(lexicon.verb('called', 'for')).toMatchObject({ lemma: 'call for', stance: 'demanded' });
    expect(lexicon.verb('walked')).toBeUndefined();
    expect(lexicon.noun('promise')).toBe('promised');
  });

  it('tells which words need a quotation beside them', () => {
    expect(lexicon.attributesAlone('says')).toBe(true);
    expect(lexicon.attributesAlone('promises')).toBe(true);
    expect(lexicon.attributesAlone('smiled')).toBe(false);
  });

  it.each([
    [{ verbs: { mumbled: { say: 'clause' } }, nouns: {} }, /stance mumbled/],
    [{ verbs: { said: { say: 'clauses' } }, nouns: {} }, /unknown frame clauses/],
    [{ verbs: {}, nouns: { oddly: ['claim'] } }, /stance oddly/],
  ])('refuses %j', (wrong, message) => {
    expect(() => compileCueLexicon(wrong)).toThrow(message);
  });
});
