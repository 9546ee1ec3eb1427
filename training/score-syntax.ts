// Scores the syntax layer against CoNLL-U treebanks, as the CoNLL 2018 shared task does: F1 over aligned words.

import { readFileSync } from 'node:fs';
import type { Parse, SyntaxModel } from '../lambdas/core/syntax/parse.ts';
import { splitSentences } from '../lambdas/core/text/sentences.ts';
import { sliceWords, type Token, tokenizeText } from '../lambdas/core/text/tokens.ts';

interface Word {
  readonly form: string;
  readonly lemma: string;
  readonly upos: string;
  readonly xpos: string;
  readonly head: number;
  readonly deprel: string;
}

interface GoldSentence {
  readonly id: string;
  readonly text: string;
  readonly paragraph: boolean;
  readonly document: boolean;
  readonly words: readonly Word[];
}

/** Percentages; `words` is how many gold words they are of. LAS counts subtypes. */
export interface Figures {
  readonly words: number;
  readonly tokens: number;
  readonly upos: number;
  readonly xpos: number;
  readonly lemma: number;
  readonly uas: number;
  readonly las: number;
  /** UAS and LAS (without subtypes) of the arguments and contents of verbs of speech, and of these verbs themselves */
  readonly speechUas: number;
  readonly speechLas: number;
}

/** Lemmas whose clauses decide where a reported content begins and ends. */
const SPEECH = new Set(
  (
    'say tell add warn announce claim note argue explain state insist stress deny confirm report suggest declare ' +
    'reply respond acknowledge admit ask believe think write comment continue describe urge call accuse promise ' +
    'pledge vow predict reveal allege assert maintain remark recall complain conclude emphasize'
  ).split(' '),
);
const SPEECH_RELATIONS = new Set([
  'ccomp',
  'parataxis',
  'nsubj',
  'obj',
  'obl',
  'advcl',
  'conj',
  'root',
  'iobj',
]);

export function readTreebank(path: string): GoldSentence[] {
  const sentences: GoldSentence[] = [];
  let id = '';
  let text = '';
  let paragraph = false;
  let document = false;
  let words: Word[] = [];
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    if (line.startsWith('# newdoc')) document = true;
    else if (line.startsWith('# newpar')) paragraph = true;
    else if (line.startsWith('# sent_id = ')) id = line.slice(12);
    else if (line.startsWith('# text = ')) text = line.slice(9);
    else if (line === '' && words.length > 0) {
      sentences.push({ id, text, paragraph: paragraph || document, document, words });
      words = [];
      paragraph = false;
      document = false;
    } else if (/^\d+\t/.test(line)) {
      const c = line.split('\t') as [string, string, string, string, string, string, string, string];
      words.push({ form: c[1], lemma: c[2], upos: c[3], xpos: c[4], head: Number(c[6]) - 1, deprel: c[7] });
    }
  }
  return sentences;
}

class Tally {
  gold = 0;
  system = 0;
  hits = { tokens: 0, upos: 0, xpos: 0, lemma: 0, uas: 0, las: 0 };
  speech = { words: 0, uas: 0, las: 0 };

  /** `place[i]` is the index of the system token that is gold word i, or undefined. */
  add(words: readonly Word[], place: readonly (number | undefined)[], parse: Parse): void {
    this.gold += words.length;
    this.system += parse.head.length;
    words.forEach((word, i) => {
      const near =
        (SPEECH.has(word.lemma) && word.upos === 'VERB') ||
        (word.head >= 0 && SPEECH.has(words[word.head]?.lemma ?? '') && words[word.head]?.upos === 'VERB');
      const relation = word.deprel.split(':')[0] as string;
      const counted = near && SPEECH_RELATIONS.has(relation);
      if (counted) this.speech.words += 1;
      const at = place[i];
      if (at === undefined) return;
      const head = parse.head[at] as number;
      const sameHead = word.head < 0 ? head < 0 : head >= 0 && place[word.head] === head;
      const { hits } = this;
      hits.tokens += 1;
      if (parse.upos[at] === word.upos) hits.upos += 1;
      if (parse.xpos[at] === word.xpos) hits.xpos += 1;
      if (parse.lemma[at] === word.lemma) hits.lemma += 1;
      if (!sameHead) return;
      hits.uas += 1;
      if (parse.deprel[at] === word.deprel) hits.las += 1;
      if (!counted) return;
      this.speech.uas += 1;
      if ((parse.deprel[at] as string).split(':')[0] === relation) this.speech.las += 1;
    });
  }

  figures(): Figures {
    const f1 = (hits: number): number => round((200 * hits) / (this.gold + this.system));
    const { tokens, upos, xpos, lemma, uas, las } = this.hits;
    return {
      words: this.gold,
      tokens: f1(tokens),
      upos: f1(upos),
      xpos: f1(xpos),
      lemma: f1(lemma),
      uas: f1(uas),
      las: f1(las),
      speechUas: round((100 * this.speech.uas) / Math.max(1, this.speech.words)),
      speechLas: round((100 * this.speech.las) / Math.max(1, this.speech.words)),
    };
  }
}

function round(x: number): number {
  return Math.round(x * 100) / 100;
}

/** Where the gold words stand in their text; undefined where the treebank corrects the text. */
function locate(text: string, words: readonly Word[], from = 0): (Token | undefined)[] {
  let at = from;
  return words.map(({ form }) => {
    const start = text.indexOf(form, at);
    if (start < 0 || start > at + 4) return undefined;
    at = start + form.length;
    return { start, end: at };
  });
}

const key = (t: Token): string => `${t.start}-${t.end}`;

/** Figures with the treebank's own words and sentences. */
export function scoreGoldTokens(model: SyntaxModel, sentences: readonly GoldSentence[]): Figures {
  const tally = new Tally();
  for (const { words } of sentences) {
    tally.add(
      words,
      words.map((_, i) => i),
      model.parse(words.map(({ form }) => form)),
    );
  }
  return tally.figures();
}

/** Figures from the raw text of each sentence of the treebank. */
export function scoreRawSentences(model: SyntaxModel, sentences: readonly GoldSentence[]): Figures {
  const tally = new Tally();
  for (const { text, words } of sentences) {
    const tokens = tokenizeText(text);
    const at = new Map(tokens.map((t, i) => [key(t), i]));
    tally.add(
      words,
      locate(text, words).map((t) => t && at.get(key(t))),
      model.parse(sliceWords(text, tokens).words),
    );
  }
  return tally.figures();
}

/** F1 of sentence bounds in whole documents, paragraphs parted by blank lines as the treebank parts them. */
export function scoreSentenceSplit(sentences: readonly GoldSentence[]): number {
  let gold = 0;
  let system = 0;
  let hits = 0;
  const documents: GoldSentence[][] = [];
  for (const s of sentences) {
    if (s.document || documents.length === 0) documents.push([]);
    documents[documents.length - 1]?.push(s);
  }
  for (const document of documents) {
    let text = '';
    const spans = new Set<string>();
    for (const s of document) {
      if (text !== '') text += s.paragraph ? '\n\n' : ' ';
      spans.add(`${text.length}-${text.length + s.text.length}`);
      text += s.text;
    }
    const found = splitSentences(text);
    gold += spans.size;
    system += found.length;
    for (const s of found) if (spans.has(key(s))) hits += 1;
  }
  return round((200 * hits) / (gold + system));
}
