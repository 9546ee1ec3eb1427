// Which statements a filter lets through.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ATTRIBUTION_TYPES, STANCES } from '../../../lambdas/contract/resources.ts';
import type { Statement } from '../../../lambdas/core/statements/statement.ts';
import { parseWordQuery } from '../../../lambdas/core/statements/words.ts';
import {
  type EndpointFilter,
  type FilterWords,
  matchesFilter,
  type SpeakerFacts,
} from '../../../lambdas/core/webhooks/endpoint-filter.ts';
import { makeStatement } from '../../support/make-statement.ts';

function words(text: string): FilterWords {
  const parsed = parseWordQuery(text);
  if (!parsed.ok) throw new Error(parsed.detail);
  return { ...parsed.query, text };
}

const statement = makeStatement();
const facts: SpeakerFacts = { country: 'velmora', organisations: ['velmora', 'northern-league'] };

describe('matchesFilter', () => {
  const cases: readonly (readonly [string, EndpointFilter, boolean])[] = [
    ['nothing asked', {}, true],
    ['the speaker', { speakers: ['tomas-hale', 'irena-valcourt'] }, true],
    ['another speaker', { speakers: ['tomas-hale'] }, false],
    ['a body of the speaker', { organisations: ['northern-league'] }, true],
    ['another body', { organisations: ['southern-league'] }, false],
    ['the country', { countries: ['velmora'] }, true],
    ['another country', { countries: ['ostrava-minor'] }, false],
    ['the stance', { stances: ['warned', 'said'] }, true],
    ['another stance', { stances: ['denied'] }, false],
    ['the type', { types: ['direct'] }, true],
    ['another type', { types: ['indirect', 'mixed'] }, false],
    ['the outlet in another case', { outlets: ['News.Example.ORG'] }, true],
    ['another outlet', { outlets: ['example.org'] }, false],
    ['a topic', { topics: ['energy', 'ceasefire'] }, true],
    ['another topic', { topics: ['energy'] }, false],
    ['words in any form', { words: words('GUNS "will sign"') }, true],
    ['words in another order', { words: words('"sign will"') }, false],
    ['a word that must not occur', { words: words('guns -silent') }, false],
    ['just enough confidence', { minConfidence: 0.94 }, true],
    ['too little confidence', { minConfidence: 0.95 }, false],
    ['two that hold', { speakers: ['irena-valcourt'], topics: ['ceasefire'] }, true],
    ['one that holds and one that does not', { speakers: ['irena-valcourt'], topics: ['energy'] }, false],
    ['all of one that does not', { all: [{ topics: ['ceasefire'] }, { stances: ['denied'] }] }, false],
    ['any of one that does', { any: [{ topics: ['energy'] }, { stances: ['said'] }] }, true],
    ['any of none', { any: [{ topics: ['energy'] }, { stances: ['denied'] }] }, false],
    ['not what does not hold', { not: { topics: ['energy'] } }, true],
    ['a condition beside not', { topics: ['ceasefire'], not: { types: ['direct'] } }, false],
  ];
  test.each(cases)('%s', (_, filter, expected) => {
    expect(matchesFilter(filter, statement, facts)).toBe(expected);
  });

  test.each<[string, Statement, SpeakerFacts | null, EndpointFilter, boolean]>([
    ['nobody is no speaker', makeStatement({ speaker: null }), null, { speakers: ['irena-valcourt'] }, false],
    ['nobody is of no country', makeStatement({ speaker: null }), null, { countries: ['velmora'] }, false],
    [
      'a country speaks for itself',
      makeStatement({ speaker: { id: 'velmora', name: 'Velmora' } }),
      null,
      { countries: ['velmora'] },
      true,
    ],
    [
      'a body speaks for itself',
      makeStatement({ speaker: { id: 'northern-league', name: 'Northern League' } }),
      null,
      { organisations: ['northern-league'] },
      true,
    ],
    [
      'no outlet is none',
      makeStatement({ article: { ...statement.article, outlet: null } }),
      facts,
      { outlets: ['news.example.org'] },
      false,
    ],
  ])('%s', (_, given, known, filter, expected) => {
    expect(matchesFilter(filter, given, known)).toBe(expected);
  });
});

describe('the algebra of filters', () => {
  const some = <T>(values: readonly T[]) =>
    fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 3 });
  const conditions = fc.record(
    {
      speakers: some(['irena-valcourt', 'tomas-hale', 'velmora']),
      organisations: some(['northern-league', 'velmora']),
      countries: some(['velmora', 'sarn']),
      stances: some(STANCES),
      types: some(ATTRIBUTION_TYPES),
      outlets: some(['News.example.org', 'daily.example.org']),
      topics: some(['ceasefire', 'energy']),
      words: fc.constantFrom('guns', '-guns', '"will sign" velmora', 'coal').map(words),
      minConfidence: fc.double({ min: 0, max: 1, noNaN: true }),
    },
    { requiredKeys: [] },
  );
  const { filter } = fc.letrec<{ filter: EndpointFilter }>((tie) => ({
    filter: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      conditions as fc.Arbitrary<EndpointFilter>,
      fc.record({ all: fc.array(tie('filter'), { maxLength: 3 }) }),
      fc.record({ any: fc.array(tie('filter'), { maxLength: 3 }) }),
      fc.record({ not: tie('filter') }),
    ),
  }));
  const speaker = fc.constantFrom(
    null,
    { id: 'irena-valcourt', name: 'Irena Valcourt' },
    { id: 'velmora', name: 'Velmora' },
  );
  const given = fc
    .record({
      speaker,
      stance: fc.constantFrom(...STANCES),
      type: fc.constantFrom(...ATTRIBUTION_TYPES),
      topics: fc.subarray(['ceasefire', 'energy']),
      confidence: fc.double({ min: 0, max: 1, noNaN: true }),
    })
    .map(makeStatement);
  const known = fc.constantFrom(null, facts);

  const holdsAlways = (
    check: (a: EndpointFilter, b: EndpointFilter, matches: (f: EndpointFilter) => boolean) => void,
  ) =>
    fc.assert(
      fc.property(filter, filter, given, known, (a, b, one, about) => {
        check(a, b, (f) => matchesFilter(f, one, about));
      }),
      { numRuns: 500 },
    );

  test('not is the complement, twice not is nothing', () => {
    holdsAlways((a, _, matches) => {
      expect(matches({ not: a })).toBe(!matches(a));
      expect(matches({ not: { not: a } })).toBe(matches(a));
    });
  });

  test('De Morgan', () => {
    holdsAlways((a, b, matches) => {
      expect(matches({ not: { all: [a, b] } })).toBe(matches({ any: [{ not: a }, { not: b }] }));
      expect(matches({ not: { any: [a, b] } })).toBe(matches({ all: [{ not: a }, { not: b }] }));
    });
  });

  test('all and any do not depend on order, and of one are that one', () => {
    holdsAlways((a, b, matches) => {
      expect(matches({ all: [a, b] })).toBe(matches({ all: [b, a] }));
      expect(matches({ any: [a, b] })).toBe(matches({ any: [b, a] }));
      expect(matches({ all: [a] })).toBe(matches(a));
      expect(matches({ any: [a] })).toBe(matches(a));
    });
  });

  test('members of one filter mean all of them', () => {
    fc.assert(
      fc.property(conditions, filter, filter, given, known, (some, a, b, one, about) => {
        const matches = (f: EndpointFilter) => matchesFilter(f, one, about);
        const plain = some as EndpointFilter;
        expect(matches({ ...plain, any: [a], not: b })).toBe(matches(plain) && matches(a) && !matches(b));
      }),
      { numRuns: 500 },
    );
  });
});
