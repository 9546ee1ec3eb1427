// The same statements with other names, countries and marks: what is found may not hang on how the corpus happens to be written.
import { describe, expect, it } from 'vitest';
import { loadExtractor } from '../../lambdas/runtime/load-extractor.ts';
import { REWRITINGS } from './rewritings.ts';
import { measureRewriting } from './robustness.ts';

/** One article of so many is measured here; `robustness.ts` measures all. */
const EVERY = 6;
/** Points of speaker F1 that a rewriting may cost: the words of everyday English as names cost 1.2 on all articles. */
const TOLERANCE = 3;
const PATIENCE = 120_000;

const rewrite = (name: string, source: string): string | null => {
  const rewriting = REWRITINGS.get(name);
  if (!rewriting) throw new Error(`no rewriting ${name}`);
  return rewriting(source);
};

const ARTICLE = [
  'title: Harbour Reopens, Says Quilby',
  '',
  '{s1|Harbour master Anna Quilby} {c1|said} {q1|the pier was safe}. {q2|“Walk on it – today,”} {s2|Quilby} {c2|said} in Tarvia.',
  'The Tarvian government thanked her.',
  '===',
  '1 indirect said | Anna Quilby | -',
  '2 direct said | Anna Quilby | -',
  '',
].join('\n');

describe('a rewriting', () => {
  it('gives a person another name everywhere, of the same gender', () => {
    const rewritten = rewrite('names that are places', ARTICLE) ?? '';
    const [, given, last] = /^1 indirect said \| (\S+) (\S+) \|/m.exec(rewritten) ?? [];
    expect(['Anna', 'Sarah', 'Laura', 'Julia', 'Martha', 'Emma']).toContain(given);
    expect(rewritten).not.toContain('Quilby');
    expect(rewritten).toContain(`{s1|Harbour master ${given} ${last}}`);
    expect(rewritten).toContain(`title: Harbour Reopens, Says ${last}\n`);
  });

  it('puts a real country in place of an invented one, with its adjective', () => {
    const rewritten = rewrite('real countries', ARTICLE) ?? '';
    const country = / in (\S+)\.$/m.exec(rewritten)?.[1] ?? '';
    const adjective = /^The (\S+) government/m.exec(rewritten)?.[1] ?? '';
    expect(country).not.toBe('Tarvia');
    expect(adjective.slice(0, 3)).toBe(country.slice(0, 3));
  });

  it('changes the typography of the body alone', () => {
    expect(rewrite('guillemets', ARTICLE)).toBe(ARTICLE.replace('“', '«').replace('”', '»'));
    expect(rewrite('hyphens for dashes', ARTICLE)).toBe(ARTICLE.replace('–', '-'));
    expect(rewrite('no title', ARTICLE)).toBe(ARTICLE.slice(ARTICLE.indexOf('\n') + 1));
  });

  it('names people again in another manner', () => {
    expect(rewrite('Mr. and Ms. again', ARTICLE)).toContain('{s2|Ms. Quilby}');
    expect(rewrite('full names again', ARTICLE)).toContain('{s2|Anna Quilby}');
    expect(rewrite('first names again', ARTICLE)).toContain('{s2|Anna}');
  });

  it('is none where there is nothing to rewrite', () => {
    expect(rewrite('German marks', 'title: A\n\nNobody spoke.\n===\n')).toBeNull();
    expect(rewrite('Asian names', 'title: A\n\nNobody spoke.\n===\n')).toBeNull();
  });
});

describe('the extractor', () => {
  const extractor = loadExtractor();

  it.each([
    'names that are words',
    'names that are places',
    'real countries',
    'wrapped lines',
    'straight marks',
  ])('finds as much after a rewriting: %s', { timeout: PATIENCE }, (name) => {
    const rewriting = REWRITINGS.get(name);
    if (!rewriting) throw new Error(`no rewriting ${name}`);
    const { articles, asTheyStand, rewritten } = measureRewriting(rewriting, extractor, EVERY);
    expect(articles).toBeGreaterThan(20);
    expect(rewritten.speakerF1 ?? 0).toBeGreaterThan((asTheyStand.speakerF1 ?? 100) - TOLERANCE);
    expect(rewritten.whosaidF1 ?? 0).toBeGreaterThan((asTheyStand.whosaidF1 ?? 100) - TOLERANCE);
  });
});
