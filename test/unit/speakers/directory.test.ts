import { describe, expect, test } from 'vitest';
import { createDirectory, findSpeakers } from '../../../lambdas/core/speakers/directory.ts';
import type { Speaker } from '../../../lambdas/core/speakers/speaker.ts';
import { loadDirectory } from '../../../lambdas/runtime/load-directory.ts';
import { readLists } from './support.ts';

const SPEAKERS: readonly Speaker[] = [
  {
    id: 'mara-lind',
    name: 'Mara Lind',
    kind: 'person',
    gender: 'female',
    country: 'france',
    aliases: ['Lind'],
    offices: [
      { title: 'foreign minister', of: 'france', from: '2019-05-06', to: '2023-04' },
      { title: 'president', of: 'france', from: '2024-01-02' },
    ],
  },
  {
    id: 'jon-lind',
    name: 'Jon Lind',
    kind: 'person',
    offices: [{ title: 'president', of: 'france', from: '2020', to: '2024-01-01' }],
  },
  { id: 'harbour-office', name: 'Harbour Office', kind: 'body', aliases: ['HO'] },
];

describe('a directory', () => {
  const directory = createDirectory(SPEAKERS, readLists());
  const holders = (title: string, date: string | null): string[] =>
    directory.byOffice(title, 'france', date).map(({ speaker }) => speaker.id);

  test.each([
    ['president', '2024-01-02T08:00:00Z', ['mara-lind']],
    ['president', '2024-01-01', ['jon-lind']],
    ['president', '2019-12-31', []],
    ['president', null, ['mara-lind', 'jon-lind']],
    ['foreign minister', '2023-04-30', ['mara-lind']],
    ['foreign minister', '2023-05-01', []],
    ['foreign minister', '2019-05-05', []],
  ])('knows who was %s on %s', (title, date, ids) => {
    expect(holders(title, date)).toEqual(ids);
  });

  test('finds by id, name, alias, and last name, and gives every candidate', () => {
    expect(findSpeakers(directory, 'mara-lind').map((s) => s.id)).toEqual(['mara-lind']);
    expect(findSpeakers(directory, 'MARA LIND').map((s) => s.id)).toEqual(['mara-lind']);
    expect(findSpeakers(directory, 'ho').map((s) => s.id)).toEqual(['harbour-office']);
    expect(findSpeakers(directory, 'Lind').map((s) => s.id)).toEqual(['mara-lind']);
    expect(findSpeakers(directory, 'nobody at all')).toEqual([]);
    const both = createDirectory(
      SPEAKERS.map(({ aliases: _, ...speaker }) => speaker),
      readLists(),
    );
    expect(findSpeakers(both, 'lind').map((s) => s.id)).toEqual(['mara-lind', 'jon-lind']);
  });

  test('refuses two speakers with one id', () => {
    const [first] = SPEAKERS;
    expect(() => createDirectory([first, first] as Speaker[], readLists())).toThrow(RangeError);
  });

  test('holds the countries of the lists', () => {
    expect(directory.byId('germany')).toMatchObject({ kind: 'country', name: 'Germany' });
    expect(directory.byName('U.K.')[0]?.id).toBe('united-kingdom');
  });
});

describe('the seed directory', () => {
  const directory = loadDirectory();

  test.each([
    ['Zelensky', 'volodymyr-zelenskyy'],
    ['Zelenskiy', 'volodymyr-zelenskyy'],
    ['Vladimir Zelensky', 'volodymyr-zelenskyy'],
    ['Sergei Lavrov', 'sergey-lavrov'],
    ['Yury Ushakov', 'yuri-ushakov'],
    ['Andrey Yermak', 'andriy-yermak'],
    ['Alyaksandr Lukashenka', 'alexander-lukashenko'],
    ['IAEA', 'international-atomic-energy-agency'],
    ['RIA', 'ria-novosti'],
  ])('%s finds %s', (query, id) => {
    expect(findSpeakers(directory, query).map((speaker) => speaker.id)).toEqual([id]);
  });
});
