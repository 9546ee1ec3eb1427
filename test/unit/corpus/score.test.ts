// The project's scorer on hand-made cases, and beside the reference scorer where that is present.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findCorpora } from '../../corpus/corpora.ts';
import {
  addTally,
  emptyTally,
  figuresOf,
  type GoldArticle,
  type Predicted,
  scoreArticle,
} from '../../corpus/score.ts';

const text = 'Mira Tol said the bridge was safe. "We checked," she added. Tol denied that it had moved.';
const at = (words: string) => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length });
const gold: GoldArticle = {
  id: 'bridge',
  text,
  traps: [],
  ignore: [],
  attributions: [
    {
      ...at('the bridge was safe'),
      type: 'indirect',
      mention: at('Mira Tol'),
      speakers: ['Mira Tol'],
      stance: 'said',
    },
    { ...at('"We checked,"'), type: 'direct', mention: at('she'), speakers: ['Mira Tol'], stance: 'said' },
    {
      ...at('it had moved'),
      type: 'indirect',
      mention: { start: 60, end: 63 },
      speakers: ['Mira Tol'],
      stance: 'denied',
    },
  ],
};
const mira = { id: 'mira-tol', name: 'Mira Tol' };
const predict = (words: string, more: Partial<Predicted>): Predicted => ({
  type: 'indirect',
  content: [at(words)],
  source: null,
  speaker: null,
  stance: 'said',
  ...more,
});

const cases: [string, Predicted[], Partial<ReturnType<typeof figuresOf>>][] = [
  ['nothing found', [], { whosaidF1: 0, directRecall: 0, deniedAsSaid: null }],
  [
    'all right',
    [
      predict('that the bridge was safe'.slice(5), { speaker: mira }),
      predict('We checked', { type: 'direct', source: at('she') }),
      predict('that it had moved', { speaker: mira, stance: 'denied' }),
    ],
    { whosaidF1: 100, exactF1: 100, stanceAccuracy: 100, namePrecision: 100, deniedAsSaid: 0 },
  ],
  [
    'a wrong name outweighs a right mention',
    [predict('We checked', { source: at('she'), speaker: { id: 'jo-tol', name: 'Jo Tol' } })],
    { whosaidRecall: 0, namePrecision: 0, contentF1: 50 },
  ],
  ['a denial stored as said is counted', [predict('it had moved', { speaker: mira })], { deniedAsSaid: 1 }],
];

describe('scoreArticle', () => {
  it.each(cases)('%s', (_name, predictions, wanted) => {
    expect(figuresOf(scoreArticle(gold, predictions).tally)).toMatchObject(wanted);
  });

  it('counts a trap only when most of its words come out', () => {
    const trapped = { ...gold, attributions: [], traps: [at('the bridge was safe')] };
    const score = (words: string) => figuresOf(scoreArticle(trapped, [predict(words, {})]).tally).trapped;
    expect(score('the bridge was safe')).toBe(100);
    expect(score('safe')).toBe(0);
  });
});

const reference = join(import.meta.dirname, '../../../../shared/eval/score.mjs');
const goldFolder = join(import.meta.dirname, '../../../../shared/corpus/polnear/dev');

describe.skipIf(!existsSync(reference) || !existsSync(goldFolder))('beside the reference scorer', () => {
  it('gives the same figures on damaged gold of a large corpus', () => {
    const corpus = findCorpora().find(({ name }) => name === 'polnear/dev');
    const sum = emptyTally();
    const lines = (corpus?.read() ?? []).map((article) => {
      const attributions = article.attributions.flatMap((part, i): Predicted[] => {
        if (i % 5 === 0) return [];
        const cut = i % 7 === 0 ? Math.floor((part.end - part.start) / 3) : 0;
        const source = i % 3 === 0 ? null : (part.speaker ?? part.mention ?? null);
        return [
          { type: part.type, content: [{ start: part.start + cut, end: part.end }], source, speaker: null },
        ];
      });
      addTally(sum, scoreArticle(article, attributions).tally);
      return JSON.stringify({ id: article.id, text: article.text, attributions });
    });
    const predicted = join(mkdtempSync(join(tmpdir(), 'score-')), 'predicted.jsonl');
    writeFileSync(predicted, lines.join('\n'));
    const output = execFileSync(
      process.execPath,
      [reference, '--gold', goldFolder, '--pred', predicted, '--json'],
      {
        encoding: 'utf8',
      },
    );
    const wanted = JSON.parse(output);
    expect(figuresOf(sum)).toMatchObject({
      gold: wanted.gold,
      predicted: wanted.predicted,
      contentF1: wanted.content.f1,
      exactF1: wanted.exact.f1,
      whosaidF1: wanted.whosaid.f1,
      wordsBySourceF1: wanted.wordsBySource.f1,
    });
  });
});
