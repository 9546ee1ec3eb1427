import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { slugName } from '../../../lambdas/core/speakers/fold-name.ts';
import type { Speaker } from '../../../lambdas/core/speakers/speaker.ts';
import { readLists } from './support.ts';

const path = join(import.meta.dirname, '../../../seeds/speakers.json');
const speakers = JSON.parse(readFileSync(path, 'utf8')) as Speaker[];
const countries = new Set(readLists().countries.map(({ id }) => id));

describe('the seed of speakers', () => {
  test('is large enough to be of use', () => {
    expect(speakers.filter(({ kind }) => kind === 'person').length).toBeGreaterThan(350);
    expect(speakers.filter(({ kind }) => kind === 'body').length).toBeGreaterThan(200);
    expect(countries.size).toBeGreaterThan(190);
  });

  test('has ids that are the folded names, each once', () => {
    expect(speakers.filter(({ id, name }) => id !== slugName(name))).toEqual([]);
    expect(new Set(speakers.map(({ id }) => id)).size).toBe(speakers.length);
  });

  test('knows the countries that it speaks of', () => {
    expect(speakers.filter(({ country }) => country !== undefined && !countries.has(country))).toEqual([]);
  });

  test('has ISO dates, and no office that ends before it starts', () => {
    const dates = speakers.flatMap(({ id, offices }) => (offices ?? []).map((office) => ({ id, ...office })));
    const bad = dates.filter(
      ({ from, to }) =>
        [from, to].some((date) => date !== undefined && !/^\d{4}(?:-\d\d(?:-\d\d)?)?$/.test(date)) ||
        (from !== undefined && to !== undefined && to < from),
    );
    expect(bad).toEqual([]);
  });

  test('gives no alias to two people', () => {
    const owners = new Map<string, string[]>();
    for (const { id, name, kind, aliases } of speakers) {
      if (kind !== 'person') continue;
      for (const alias of [name, ...(aliases ?? [])]) {
        const key = slugName(alias);
        owners.set(key, [...(owners.get(key) ?? []), id]);
      }
    }
    expect([...owners].filter(([, ids]) => new Set(ids).size > 1)).toEqual([]);
  });
});
