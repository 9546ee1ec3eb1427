// The shipped model: invented sentences, valid trees for any text, both kernels alike, and the figures it claims.

import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ModelFileError } from '../../../lambdas/core/syntax/model-file.ts';
import { loadSyntaxModel, MOST_TOKENS, type Parse } from '../../../lambdas/core/syntax/parse.ts';
import { hasCycle } from '../../../lambdas/core/syntax/tree.ts';
import { sliceWords, tokenizeText } from '../../../lambdas/core/text/tokens.ts';
import {
  type Figures,
  readTreebank,
  scoreGoldTokens,
  scoreRawSentences,
} from '../../../training/score-syntax.ts';

const root = join(import.meta.dirname, '../../..');
const weights = readFileSync(join(root, 'lambdas/models/en/syntax.bin'));
const model = loadSyntaxModel(weights);
const parse = (text: string): Parse => model.parse(sliceWords(text, tokenizeText(text)).words);

interface Row {
  readonly word: string;
  readonly head: string;
  readonly deprel: string;
  readonly upos: string;
  readonly lemma: string;
}

function rows(text: string): Row[] {
  const tokens = tokenizeText(text);
  const p = model.parse(sliceWords(text, tokens).words);
  const word = (i: number): string => (i < 0 ? '' : text.slice(tokens[i]?.start, tokens[i]?.end));
  return tokens.map((_, i) => ({
    word: word(i),
    head: word(p.head[i] as number),
    deprel: p.deprel[i] as string,
    upos: p.upos[i] as string,
    lemma: p.lemma[i] as string,
  }));
}

describe('parse of reported speech', () => {
  // text; arcs expected as dependent < head : relation
  const table: [string, string[]][] = [
    [
      'The minister said that talks had failed.',
      ['minister < said : nsubj', 'failed < said : ccomp', 'that < failed : mark'],
    ],
    ['"Talks have failed," the minister said.', ['failed < said : ccomp', 'minister < said : nsubj']],
    ['“Talks have failed,” said Foreign Minister Ada Oru.', ['failed < said : ccomp', 'Ada < said : nsubj']],
    ['”Talks have failed,” said Foreign Minister Ada Oru.', ['failed < said : ccomp', 'Ada < said : nsubj']],
    [
      'Talks have failed, according to the minister.',
      ['minister < failed : obl', 'according < minister : case'],
    ],
    [
      'She told reporters on Monday that talks had failed.',
      ['She < told : nsubj', 'reporters < told : iobj', 'failed < told : ccomp'],
    ],
    [
      'The president warned that his country would respond.',
      ['president < warned : nsubj', 'respond < warned : ccomp'],
    ],
  ];
  it.each(table)('%s', (text, arcs) => {
    const found = rows(text).map((r) => `${r.word} < ${r.head} : ${r.deprel}`);
    for (const arc of arcs) expect(found).toContain(arc);
  });

  it('gives tags and lemmas', () => {
    expect(rows('He denied the claims.').map((r) => [r.upos, r.lemma])).toEqual([
      ['PRON', 'he'],
      ['VERB', 'deny'],
      ['DET', 'the'],
      ['NOUN', 'claim'],
      ['PUNCT', '.'],
    ]);
  });
});

function expectTree(p: Parse, n: number): void {
  expect([p.upos.length, p.xpos.length, p.head.length, p.deprel.length, p.lemma.length]).toEqual([
    n,
    n,
    n,
    n,
    n,
  ]);
  if (n === 0) return;
  expect([...p.head].filter((h) => h === -1)).toHaveLength(1);
  expect(p.head.every((h, i) => h >= -1 && h < n && h !== i)).toBe(true);
  expect(hasCycle(p.head)).toBe(false);
  for (const [i, r] of p.deprel.entries()) expect(r === 'root').toBe(p.head[i] === -1);
  for (const values of [p.upos, p.xpos, p.deprel, p.lemma])
    expect(values.every((v) => typeof v === 'string')).toBe(true);
}

describe('parse of anything', () => {
  it('is a tree with one root', () => {
    const anyText = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc
        .array(
          fc.constantFrom(
            'said',
            'Tarn',
            ',',
            '"',
            'the',
            'that',
            '.',
            'x'.repeat(200),
            '\ud800',
            'ﬁ',
            '٣',
            '10',
          ),
          { maxLength: 40 },
        )
        .map((a) => a.join(' ')),
    );
    fc.assert(
      fc.property(anyText, (text) => {
        const tokens = tokenizeText(text);
        expectTree(model.parse(sliceWords(text, tokens).words), tokens.length);
      }),
      { numRuns: 200 },
    );
  });

  it('is a tree over pieces where the sentence is too long for one', () => {
    for (const word of ['Oru ', 'said , ', '" ']) {
      const text = word.repeat(700);
      const tokens = tokenizeText(text);
      expectTree(model.parse(sliceWords(text, tokens).words), tokens.length);
    }
  });

  it('refuses more tokens than 16-bit heads can tell apart', () => {
    const tokens = Array.from({ length: MOST_TOKENS + 1 }, () => ({ start: 0, end: 1 }));
    expect(() => model.parse(sliceWords('a', tokens).words)).toThrow(RangeError);
  });

  it('does not depend on what was parsed before', () => {
    const text = 'The envoy of Tarn, who arrived on Monday, told Ada Oru that nothing had changed.';
    const fresh = loadSyntaxModel(weights).parse(sliceWords(text, tokenizeText(text)).words);
    // more word types than the cache holds
    for (let i = 0; i < 120; i += 1) parse(Array.from({ length: 50 }, (_, j) => `w${i}x${j}`).join(' '));
    expect(parse(text)).toEqual(fresh);
  });

  it('is the same with the kernel in TypeScript', () => {
    const slow = loadSyntaxModel(weights, { kernel: 'script' });
    for (const text of [
      '“We will not sign,” Prime Minister Ada Oru said in Tarn on Monday, adding that talks go on.',
      'Tarnland’s ministry denied it.',
      'ok',
    ]) {
      const tokens = tokenizeText(text);
      expect(slow.parse(sliceWords(text, tokens).words)).toEqual(model.parse(sliceWords(text, tokens).words));
    }
  });
});

describe('loadSyntaxModel', () => {
  it.each([
    ['nothing', new Uint8Array(0)],
    ['something else', new Uint8Array(64)],
    ['a file cut short', weights.subarray(0, 100_000)],
  ])('refuses %s', (_, bytes) => {
    expect(() => loadSyntaxModel(bytes)).toThrow(ModelFileError);
  });
});

interface Parity {
  readonly sentences: readonly {
    readonly words: readonly string[];
    readonly upos: readonly string[];
    readonly xpos: readonly string[];
    readonly head: readonly number[];
    readonly deprel: readonly string[];
  }[];
}

describe('the weights', () => {
  const claimed = JSON.parse(readFileSync(join(root, 'training/figures.json'), 'utf8')) as {
    bytes: number;
    sha256: string;
    figures: Record<string, Record<string, { goldTokens: Figures; rawText: Figures }>>;
  };

  it('are those that were measured', () => {
    expect(weights.length).toBe(claimed.bytes);
    expect(createHash('sha256').update(weights).digest('hex')).toBe(claimed.sha256);
    expect(weights.length).toBeLessThanOrEqual(9_000_000);
  });

  it('give here what they gave in training, rounding to 8 bits aside', () => {
    const parity = JSON.parse(readFileSync(join(root, 'training/parity.json'), 'utf8')) as Parity;
    let same = 0;
    let all = 0;
    for (const s of parity.sentences) {
      const text = s.words.join(' ');
      let at = 0;
      const tokens = s.words.map((w) => {
        const start = at;
        at += w.length + 1;
        return { start, end: start + w.length };
      });
      const p = model.parse(sliceWords(text, tokens).words);
      s.words.forEach((_, i) => {
        all += 4;
        same += Number(p.upos[i] === s.upos[i]) + Number(p.xpos[i] === s.xpos[i]);
        same += Number(p.head[i] === s.head[i]) + Number(p.deprel[i] === s.deprel[i]);
      });
    }
    expect(all).toBeGreaterThan(1000);
    expect(same / all).toBeGreaterThanOrEqual(0.985);
  });

  const corpus = join(root, '../shared/corpus');
  describe.skipIf(!existsSync(join(corpus, 'ud-ewt/dev.conllu')))('on the treebanks', () => {
    it.each(['ewt', 'gum'])('reach on the dev part of %s what is claimed', (name) => {
      const sentences = readTreebank(join(corpus, `ud-${name}`, 'dev.conllu'));
      const want = claimed.figures.dev?.[name];
      for (const [got, figures] of [
        [scoreGoldTokens(model, sentences), want?.goldTokens],
        [scoreRawSentences(model, sentences), want?.rawText],
      ] as const) {
        for (const figure of ['tokens', 'upos', 'xpos', 'lemma', 'uas', 'las'] as const) {
          expect(Math.abs(got[figure] - (figures?.[figure] ?? 0)), figure).toBeLessThanOrEqual(0.5);
        }
      }
    });
  });
});
