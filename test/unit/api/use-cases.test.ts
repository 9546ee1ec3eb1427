// Queries before they reach a store: filters, names, days, timelines, topics.
import { describe, expect, it } from 'vitest';
import { buildStatementFilter } from '../../../lambdas/application/build-statement-filter.ts';
import { findSpeaker } from '../../../lambdas/application/find-speaker.ts';
import type { CounterStore } from '../../../lambdas/application/ports/counter-store.ts';
import type { KnownSpeaker, SpeakerStore } from '../../../lambdas/application/ports/speaker-store.ts';
import { readTimeline } from '../../../lambdas/application/read-timeline.ts';
import { isDatePrefix } from '../../../lambdas/contract/parameters.ts';
import { dayBefore, dayOrCoarser, firstDayOf, lastDayOf } from '../../../lambdas/core/statements/days.ts';
import { loadDirectory } from '../../../lambdas/runtime/load-directory.ts';

const directory = loadDirectory();

/** Speakers of articles alone; a search answers all of them, in pages of one. */
function createSpeakers(known: readonly KnownSpeaker[]): SpeakerStore {
  return {
    note: async () => {},
    get: async (id) => known.find((speaker) => speaker.id === id) ?? null,
    search: async (_, { position }) => {
      const at = Number(position ?? 0);
      return { speakers: known.slice(at, at + 1), position: at + 1 < known.length ? String(at + 1) : null };
    },
    list: async () => ({ speakers: known, position: null }),
  };
}

const known = [
  { id: 'irena-valcourt', name: 'Irena Valcourt', aliases: [] },
  { id: 'pavel-valcourt', name: 'Pavel Valcourt', aliases: ['Pasha'] },
  { id: 'zelenko', name: 'Zelenko', aliases: [] },
];
const ports = { directory, speakers: createSpeakers(known) };

describe('findSpeaker', () => {
  it.each([
    ['irena-valcourt', 'irena-valcourt'],
    ['  Irena   VALCOURT ', 'irena-valcourt'],
    ['Pasha', 'pavel-valcourt'],
    ['Pavel Walcourt', 'pavel-valcourt'],
    ['Zelenskiy', 'volodymyr-zelenskyy'],
    ['Zelensky', 'volodymyr-zelenskyy'],
    ['Lavrow', 'sergey-lavrov'],
    ['Путин', undefined],
  ])('%s', async (key, id) => {
    const found = await findSpeaker(ports, key);
    expect(found.ok ? found.value.id : undefined).toBe(id);
  });

  it('never guesses between two of one last name', async () => {
    const found = await findSpeaker(ports, 'Valcourt');
    expect(found).toMatchObject({ ok: false, problem: { code: 'ambiguous_speaker' } });
    expect(found.ok ? [] : found.problem.candidates?.map(({ id }) => id)).toEqual([
      'irena-valcourt',
      'pavel-valcourt',
    ]);
  });

  it.each(['', ' ', '!!', 'nobody at all', '__proto__', 'constructor'])('knows nobody by %j', async (key) => {
    expect(await findSpeaker(ports, key)).toMatchObject({ ok: false, problem: { code: 'unknown_speaker' } });
  });
});

describe('buildStatementFilter', () => {
  const base = { dateField: 'statedAt', includeWithdrawn: false, sort: 'newest' } as const;

  it('resolves names, folds words and puts timestamps into UTC', async () => {
    const filter = await buildStatementFilter(ports, {
      ...base,
      speaker: 'Pasha',
      about: 'Zelenskiy',
      q: 'Gás "Energy truce" -coal',
      from: '2031-03-01T01:00:00+02:00',
      to: '2031-03',
    });
    expect(filter).toEqual({
      ok: true,
      value: {
        ...base,
        speakerId: 'pavel-valcourt',
        about: 'volodymyr-zelenskyy',
        words: { all: ['gas'], phrases: [['energy', 'truce']], none: ['coal'] },
        from: '2031-02-28T23:00:00.000Z',
        to: '2031-03',
      },
    });
  });

  it.each([
    [{ from: '2031', to: '2030' }, 'from'],
    [{ from: '2031-03-05', to: '2031-03' }, null],
    [{ from: '2031-03', to: '2031-03' }, null],
    [{ topic: 'weather' }, 'topic'],
    [{ q: '"open' }, 'q'],
    [{ speaker: 'nobody' }, 'speaker'],
    [{ about: 'Valcourt' }, 'about'],
  ])('%j: %s', async (conditions, parameter) => {
    const filter = await buildStatementFilter(ports, { ...base, ...conditions });
    expect(filter.ok ? null : filter.problem.errors?.[0]?.parameter).toBe(parameter);
  });
});

describe('dates', () => {
  it.each([
    ['2031', true],
    ['2031-02', true],
    ['2031-02-28', true],
    ['2032-02-29', true],
    ['2031-02-29', false],
    ['2031-13', false],
    ['2031-00', false],
    ['0000', false],
    ['2031-03-14T16:20:00Z', true],
    ['2031-03-14T16:20+05:30', true],
    ['2031-03-14T24:00:00Z', false],
    ['2031-03-14T16:20:00', false],
    ['2031-03-14T16:20:00+99:00', false],
    ['31-03-14', false],
    ['2031-3-4', false],
  ])('%s: %s', (text, valid) => {
    expect(isDatePrefix(text)).toBe(valid);
  });

  it.each([
    ['2031', '2031-01-01', '2031-12-31', '2031'],
    ['2032-02', '2032-02-01', '2032-02-29', '2032-02'],
    ['2031-03-14', '2031-03-14', '2031-03-14', '2031-03-14'],
    ['2031-03-14T23:30:00-02:00', '2031-03-15', '2031-03-15', '2031-03-15'],
  ])('%s covers %s to %s', (date, first, last, coarse) => {
    expect([firstDayOf(date), lastDayOf(date), dayOrCoarser(date)]).toEqual([first, last, coarse]);
  });

  it('knows the day before', () => {
    expect(dayBefore('2032-03-01')).toBe('2032-02-29');
  });
});

describe('readTimeline', () => {
  it('asks for whole buckets and shows what is not empty', async () => {
    const asked: unknown[] = [];
    const counters = {
      timeline: async (...question: unknown[]) => {
        asked.push(question);
        return {
          buckets: [
            { start: '2031-03-03', counts: { 'direct/said': 2, 'mixed/denied': 1, 'direct/denied': 1 } },
            { start: '2031-03-10', counts: { 'direct/said': 0 } },
          ],
          position: 'p',
        };
      },
    } as unknown as CounterStore;
    const timeline = await readTimeline(
      { counters },
      { speakerId: 'x', bucket: 'week', from: '2031-03', to: '2031-03-14', limit: 10, position: null },
    );
    expect(asked).toEqual([
      ['x', 'week', { from: '2031-02-24', to: '2031-03-10', limit: 10, position: null }],
    ]);
    expect(timeline).toEqual({
      position: 'p',
      buckets: [
        {
          start: '2031-03-03',
          total: 4,
          byType: { direct: 3, indirect: 0, mixed: 1 },
          byStance: { said: 2, denied: 2 },
        },
      ],
    });
  });
});
