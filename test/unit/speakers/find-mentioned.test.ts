import { describe, expect, it } from 'vitest';
import { createDirectory } from '../../../lambdas/core/speakers/directory.ts';
import { createMentionFinder } from '../../../lambdas/core/speakers/find-mentioned.ts';
import { loadDirectory } from '../../../lambdas/runtime/load-directory.ts';
import { readLists } from './support.ts';

const real = loadDirectory();
const countries = [
  {
    id: 'velmora',
    name: 'Velmora',
    adjectives: ['Velmoran'],
    demonyms: ['Velmorans'],
    capitals: ['Port Vel'],
    aliases: [],
  },
  {
    id: 'united-isles',
    name: 'United Isles',
    adjectives: [],
    demonyms: [],
    capitals: [],
    aliases: ['UI', 'U.I.'],
  },
];
const find = createMentionFinder(
  createDirectory(
    [
      { id: 'anna-reva', name: 'Anna Reva', kind: 'person', aliases: ['Reva'] },
      { id: 'petr-ilin', name: 'Petr Ilin', kind: 'person', aliases: ['Ilin'] },
      { id: 'olga-ilin', name: 'Olga Ilin', kind: 'person', aliases: ['Ilin'] },
      { id: 'drosk-accord-council', name: 'Drosk Accord Council', kind: 'body' },
    ],
    { ...readLists(), countries },
  ),
);
const ids = (text: string) => find(text).map(({ id }) => id);

describe('createMentionFinder', () => {
  it.each([
    ['names, aliases and possessives', "Anna Reva's plan, and what Reva said", ['anna-reva']],
    ['the longest name', 'The Drosk Accord Council will meet', ['drosk-accord-council']],
    ['countries by name, adjective and people', 'Velmora and Velmoran gas for Velmorans', ['velmora']],
    ['accents and case of the alphabet', 'ANNA RÉVA', ['anna-reva']],
    ['abbreviations with or without dots', 'The U.I. and the UI', ['united-isles']],
    ['several, in order', 'Velmora asked Reva', ['velmora', 'anna-reva']],
  ])('finds %s', (_, text, expected) => {
    expect(ids(text)).toEqual(expected);
  });

  it.each([
    ['a name that fits several', 'Ilin said no'],
    ['words without a capital', 'reva, velmora and ui'],
    ['an abbreviation in other letters', 'Ui and uI'],
    ['a capital, which is a city as well', 'in Port Vel'],
    ['part of a longer word', 'Revanche, Velmorania'],
    ['nothing', ''],
  ])('does not take %s for anybody', (_, text) => {
    expect(ids(text)).toEqual([]);
  });

  it('tells a full name apart though its last name fits several', () => {
    expect(ids('Olga Ilin and Petr Ilin')).toEqual(['olga-ilin', 'petr-ilin']);
  });

  it('does not take common words for the people and bodies of the real directory', () => {
    const findReal = createMentionFinder(real);
    expect(findReal('Who told us that it may be so? It is, will, may, can and must be.')).toEqual([]);
    expect(
      findReal('The United Nations and NATO met in May')
        .map(({ id }) => id)
        .sort(),
    ).toEqual(expect.arrayContaining(['nato']));
  });
});
