// The forms by which the lexicon knows its verbs.
import { describe, expect, it } from 'vitest';
import { inflectVerb } from '../../../lambdas/core/extraction/inflect-verb.ts';

describe('inflectVerb', () => {
  it.each([
    ['say', ['say', 'says', 'saying', 'said']],
    ['rule', ['rule', 'rules', 'ruling', 'ruled']],
    ['slam', ['slam', 'slams', 'slamming', 'slammed']],
    ['decry', ['decry', 'decries', 'decrying', 'decried']],
    ['stress', ['stress', 'stresses', 'stressing', 'stressed']],
    ['write', ['write', 'writes', 'writing', 'wrote', 'written']],
    ['admit', ['admit', 'admits', 'admitting', 'admitted']],
    ['aver', ['aver', 'averred']],
    ['submit', ['submit', 'submitted', 'submitting']],
    ['draw', ['draw', 'drew', 'drawn']],
    ['agree', ['agree', 'agrees', 'agreeing', 'agreed']],
  ])('%s', (verb, forms) => {
    expect(inflectVerb(verb)).toEqual(expect.arrayContaining(forms));
  });
});
