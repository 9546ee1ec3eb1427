// Tags, lemmatises and parses English sentences: the one entry to the syntax layer.

import { copyText } from '../remember.ts';
import { cleanForm, hashBucket, LONGEST_WORD, vocabularyKey, wordParts } from './features.ts';
import { createKernel, type Kernel, type KernelKind } from './kernel.ts';
import { findLemma, type LemmaRules, readLemmaRules } from './lemma.ts';
import { type ModelFile, type ModelHeader, readModelFile } from './model-file.ts';
import { bestTree } from './tree.ts';
import { WordSlots } from './word-slots.ts';

export interface SyntaxModel {
  /** Throws RangeError for more than {@link MOST_TOKENS} words. Cost is linear in the number of words. */
  parse(words: readonly string[]): Parse;
}

/** One value a token of the sentence, in its order. */
export interface Parse {
  /** universal parts of speech */
  readonly upos: readonly string[];
  /** Penn Treebank tags */
  readonly xpos: readonly string[];
  /** index of the head in the sentence, -1 for the root; always a tree with one root */
  readonly head: Int16Array;
  /** UD relations, subtypes included (`nsubj:pass`, `acl:relcl`) */
  readonly deprel: readonly string[];
  readonly lemma: readonly string[];
}

/** Head indices are 16 bits wide. */
export const MOST_TOKENS = 32_767;

/** Longer sentences are parsed in pieces of at most this length: pairs of words cost, and the tree repair more. */
const LONGEST_PIECE = 160;

/**
 * Word types whose first-layer projections are kept; 7 kB each at the shipped size. In a stream of unlike news articles
 * 13 tokens in 100 are of no type kept, 10 with 6144 types, which makes no measurable speed and takes 14 MB more.
 */
const CACHED_TYPES = 4096;

export interface SyntaxOptions {
  /** the same results whichever it is, but not as fast everywhere; `parts` unless given */
  readonly kernel?: KernelKind;
}

/** Makes a model of the bytes of lambdas/models/en/syntax.bin. Throws ModelFileError. */
export function loadSyntaxModel(bytes: Uint8Array, options: SyntaxOptions = {}): SyntaxModel {
  return new Network(readModelFile(bytes), options.kernel ?? 'parts');
}

/** A weight matrix in kernel memory: packed values, a scale for each column, a bias. */
interface Dense {
  readonly k: number;
  /** columns, padded to a multiple of 8 */
  readonly n: number;
  readonly w: number;
  /** minus `zero` times the sum of each column, so that activations may be stored with an offset */
  readonly shift: number;
  /** what 0 is stored as: 64 for values of both signs, 0 for those never negative */
  readonly zero: number;
  readonly scale: number;
  readonly bias: number;
}

interface Layer {
  readonly dense: Dense;
  readonly gain: number;
  readonly bias: number;
}

/** Activations have 7 bits: with both signs 0 is stored as 64, else as 0. */
const SIGNED = 64;
const POSITIVE = 0;

function pad(n: number, to: number): number {
  return Math.ceil(n / to) * to;
}

/** The score of a class that does not exist, in columns that only fill up a row. */
const NEVER = Number.NEGATIVE_INFINITY;

/** Sets of classes lie side by side in one product; each starts at a multiple of this. */
const SCORES = 4;

/** The product works on rows in sixes, fours and twos. */
function padRows(m: number): number {
  return pad(m, 2);
}

class Network implements SyntaxModel {
  readonly #header: ModelHeader;
  readonly #kernel: Kernel;
  readonly #f32: Float32Array;
  readonly #i32: Int32Array;
  readonly #rows: ReadonlyMap<string, number>;
  readonly #lemmas: LemmaRules;
  readonly #root: Float32Array;

  readonly #words: number;
  readonly #wordScale: number;
  readonly #parts: number;
  readonly #partScale: number;
  readonly #input: Dense;
  readonly #inputGain: number;
  readonly #inputBias: number;
  readonly #firstBias: number;
  readonly #layers: Layer[] = [];
  readonly #tags: Dense;
  readonly #sides: Dense;
  readonly #bilinear: Dense;
  readonly #labels: Dense;
  readonly #direction: number;
  /** what is learned of head minus dependent, from minus to plus the longest piece; this is the place of 0 */
  readonly #distance: number;

  // scratch, byte offsets
  readonly #partRows: number;
  readonly #partScales: number;
  readonly #vectors: number;
  readonly #quantised: number;
  readonly #rowScale: number;
  readonly #slots: number;
  readonly #gates: number;
  readonly #states: readonly [number, number];
  readonly #tagOut: number;
  readonly #sideOut: number;
  readonly #depth: number;
  readonly #headsT: number;
  readonly #arcs: number;
  readonly #hidden: number;
  readonly #labelOut: number;
  readonly #headIndex: number;
  readonly #uposBest: number;
  readonly #xposBest: number;
  readonly #labelBest: number;
  readonly #fresh: number;
  readonly #cache: number;

  readonly #known = new WordSlots(CACHED_TYPES);
  /** of each slot: the tag for which its lemma was found last, and that lemma */
  readonly #lemmaTag = new Int16Array(CACHED_TYPES).fill(-1);
  readonly #lemma: string[] = [];

  constructor(file: ModelFile, kernel: KernelKind) {
    this.#header = file.header;
    const { width, half, layers, arc, label, upos, xpos, deprel, buckets } = file.header;
    const wide = 2 * half;
    const gates = 6 * half;
    const longest = LONGEST_PIECE;
    const words = file.bytes('words');

    // Lay the memory out first, then make it: WebAssembly memory that grows would invalidate every view.
    let top = 64;
    const reserve = (size: number): number => {
      const at = top;
      top = pad(top + size, 16);
      return at;
    };
    const reserveDense = (k: number, columns: number, zero: number): Dense => {
      const n = pad(columns, 8);
      const w = reserve(n * k);
      return { k, n, w, zero, shift: reserve(n * 4), scale: reserve(n * 4), bias: reserve(n * 4) };
    };
    this.#words = reserve(words.length);
    this.#wordScale = reserve((words.length / width) * 4);
    this.#parts = reserve(buckets * width);
    this.#partScale = reserve(buckets * 4);
    this.#input = reserveDense(width, 3 * gates, SIGNED);
    this.#inputGain = reserve(width * 4);
    this.#inputBias = reserve(width * 4);
    this.#firstBias = reserve(gates * 4);
    for (let i = 0; i < layers; i += 1) {
      const dense = i === 0 ? this.#input : reserveDense(wide, gates, SIGNED);
      this.#layers.push({ dense, gain: reserve(wide * 4), bias: reserve(wide * 4) });
    }
    this.#tags = reserveDense(wide, pad(upos.length, SCORES) + pad(xpos.length, SCORES), SIGNED);
    this.#sides = reserveDense(wide, 2 * arc + 2 * label, SIGNED);
    this.#bilinear = reserveDense(arc, arc, POSITIVE);
    this.#labels = reserveDense(label, deprel.length, POSITIVE);
    this.#direction = reserve(2 * label * 4);
    this.#distance = reserve((2 * longest + SCORES) * 4) + longest * 4;
    const most = Math.max(width, wide, arc, label);
    this.#partRows = reserve(64);
    this.#partScales = reserve(64);
    this.#vectors = reserve(longest * width * 4);
    this.#quantised = reserve(longest * most);
    this.#rowScale = reserve(longest * 4);
    this.#slots = reserve(longest * 4);
    this.#gates = reserve(longest * gates * 4);
    this.#states = [reserve(longest * wide * 4), reserve(longest * wide * 4)];
    this.#tagOut = reserve(longest * this.#tags.n * 4);
    this.#sideOut = reserve(longest * this.#sides.n * 4);
    this.#depth = reserve(longest * arc * 4);
    this.#headsT = reserve((longest + 4) * arc * 4);
    this.#arcs = reserve(longest * (longest + 4) * 4);
    this.#hidden = reserve(longest * Math.max(arc, label) * 4);
    this.#labelOut = reserve(longest * this.#labels.n * 4);
    this.#headIndex = reserve(longest * 4);
    this.#uposBest = reserve(longest * 4);
    this.#xposBest = reserve(longest * 4);
    this.#labelBest = reserve(longest * 4);
    this.#fresh = reserve(longest * this.#input.n * 4);
    this.#cache = reserve(CACHED_TYPES * 3 * gates * 4);

    this.#kernel = createKernel(top, kernel);
    this.#f32 = new Float32Array(this.#kernel.memory);
    this.#i32 = new Int32Array(this.#kernel.memory);
    const bytes = new Int8Array(this.#kernel.memory);
    bytes.set(words, this.#words);
    this.#put(this.#wordScale, file.floats('words.scale'));
    bytes.set(file.bytes('parts'), this.#parts);
    this.#put(this.#partScale, file.floats('parts.scale'));
    this.#fill(file, this.#input, 'input');
    this.#put(this.#inputGain, file.floats('inputNorm.gain'));
    this.#put(this.#inputBias, file.floats('inputNorm.bias'));
    this.#put(this.#firstBias, file.floats('first.bias'));
    this.#layers.forEach((layer, i) => {
      if (i > 0) this.#fill(file, layer.dense, `layer${i}`);
      this.#put(layer.gain, file.floats(`norm${i}.gain`));
      this.#put(layer.bias, file.floats(`norm${i}.bias`));
    });
    this.#fill(file, this.#tags, 'tags', [upos.length, xpos.length]);
    this.#fill(file, this.#sides, 'sides');
    this.#fill(file, this.#bilinear, 'bilinear');
    this.#fill(file, this.#labels, 'labels', [deprel.length]);
    this.#put(this.#direction, file.floats('direction'));
    const distance = file.floats('distance');
    const reach = (distance.length - 1) / 2;
    for (let gap = -longest; gap < longest + SCORES; gap += 1) {
      const value = distance[Math.max(-reach, Math.min(gap, reach)) + reach] as number;
      this.#f32[this.#distance / 4 + gap] = value;
    }
    this.#root = file.floats('root');

    const rows = new Map<string, number>();
    for (const word of file.text('vocabulary').split('\n')) rows.set(word, rows.size);
    this.#rows = rows;
    this.#lemmas = readLemmaRules(file.text('lemmas'));
  }

  #put(offset: number, values: Float32Array): void {
    this.#f32.set(values, offset / 4);
  }

  /**
   * Packs int8 rows [n][k] into blocks of 8 columns, fours of k: the order that the kernel reads. Sets of classes, whose
   * sizes `sets` gives, start at multiples of {@link SCORES}; what fills them up never wins.
   */
  #fill(file: ModelFile, dense: Dense, name: string, sets?: readonly number[]): void {
    const values = file.bytes(name);
    const scale = file.floats(`${name}.scale`);
    const bias = file.floats(`${name}.bias`);
    const { k } = dense;
    const packed = new Int8Array(this.#kernel.memory, dense.w, dense.n * k);
    if (sets) this.#f32.fill(NEVER, dense.bias / 4, dense.bias / 4 + dense.n);
    let row = 0;
    let from = 0;
    for (const size of sets ?? [scale.length]) {
      for (let j = from; j < from + size; j += 1) {
        const column = (j - (j % 8)) * k + (j % 8) * 4;
        let sum = 0;
        for (let x = 0; x < k; x += 1) {
          const value = values[row * k + x] as number;
          packed[column + (x - (x % 4)) * 8 + (x % 4)] = value;
          sum += value;
        }
        this.#i32[dense.shift / 4 + j] = -dense.zero * sum;
        this.#f32[dense.scale / 4 + j] = scale[row] as number;
        this.#f32[dense.bias / 4 + j] = bias[row] as number;
        row += 1;
      }
      from = pad(from + size, SCORES);
    }
  }

  parse(words: readonly string[]): Parse {
    const n = words.length;
    if (n > MOST_TOKENS) throw new RangeError(`a sentence of ${n} tokens: at most ${MOST_TOKENS}`);
    const { upos: uposNames, xpos: xposNames, deprel: deprelNames } = this.#header;
    const forms = words.map((word) => (word.length > LONGEST_WORD ? word.slice(0, LONGEST_WORD) : word));
    const i32 = this.#i32;
    const upos = new Array<string>(n);
    const xpos = new Array<string>(n);
    const deprel = new Array<string>(n);
    const lemma = new Array<string>(n);
    const head = new Int16Array(n);
    let mainRoot = -1;
    for (let from = 0; from < n; ) {
      const to = pieceEnd(forms, from);
      const m = to - from;
      this.#look(forms, from, to);
      this.#encode(m);
      const heads = this.#attach(m);
      this.#label(m, heads);
      for (let i = 0; i < m; i += 1) {
        const at = from + i;
        const tag = i32[this.#xposBest / 4 + i] as number;
        const part = uposNames[i32[this.#uposBest / 4 + i] as number] as string;
        upos[at] = part;
        xpos[at] = xposNames[tag] as string;
        const h = heads[i] as number;
        if (h >= 0) {
          head[at] = from + h;
          deprel[at] = deprelNames[i32[this.#labelBest / 4 + i] as number] as string;
        } else if (mainRoot < 0) {
          mainRoot = at;
          head[at] = -1;
          deprel[at] = 'root';
        } else {
          // the root of a later piece of an overlong sentence
          head[at] = mainRoot;
          deprel[at] = 'parataxis';
        }
        const form = forms[at] as string;
        const mark = part === 'PUNCT' || part === 'SYM';
        lemma[at] = mark ? form : this.#lemmatise(form, i32[this.#slots / 4 + i] as number, tag);
      }
      from = to;
    }
    return { upos, xpos, head, deprel, lemma };
  }

  /** The lemma of the word in a slot: a type mostly comes with the same tag again. */
  #lemmatise(form: string, slot: number, tag: number): string {
    if (this.#lemmaTag[slot] !== tag) {
      this.#lemmaTag[slot] = tag;
      this.#lemma[slot] = findLemma(this.#lemmas, cleanForm(form), this.#header.xpos[tag] as string);
    }
    return this.#lemma[slot] as string;
  }

  /** Puts the cache slots of the forms into kernel memory, computing those of forms not seen lately. */
  #look(forms: readonly string[], from: number, to: number): void {
    const { width } = this.#header;
    const slots = this.#slots / 4;
    const fresh: number[] = [];
    this.#known.startPiece();
    for (let i = from; i < to; i += 1) {
      const form = forms[i] as string;
      let slot = this.#known.find(form);
      if (slot < 0) {
        slot = this.#known.take(copyText(form));
        this.#lemmaTag[slot] = -1;
        this.#embed(form, this.#vectors + fresh.length * width * 4);
        fresh.push(slot);
      }
      this.#i32[slots + i - from] = slot;
    }
    const m = fresh.length;
    if (m === 0) return;
    this.#kernel.normalise(this.#vectors, this.#inputGain, this.#inputBias, m, width);
    this.#multiply(this.#vectors, this.#input, this.#fresh, m);
    const size = this.#input.n;
    for (let i = 0; i < m; i += 1) {
      const source = this.#fresh / 4 + i * size;
      this.#f32.copyWithin(this.#cache / 4 + (fresh[i] as number) * size, source, source + size);
    }
  }

  /** Writes the vector of a form, the sum of its word's row and its parts' rows, at byte offset `at`. */
  #embed(form: string, at: number): void {
    const { width, buckets } = this.#header;
    const cleaned = cleanForm(form);
    const rows = this.#partRows / 4;
    const scales = this.#partScales / 4;
    const word = this.#rows.get(vocabularyKey(cleaned)) ?? 0;
    this.#i32[rows] = this.#words + word * width;
    this.#i32[scales] = this.#wordScale + word * 4;
    const parts = wordParts(cleaned);
    parts.forEach((part, i) => {
      const bucket = hashBucket(part, buckets);
      this.#i32[rows + 1 + i] = this.#parts + bucket * width;
      this.#i32[scales + 1 + i] = this.#partScale + bucket * 4;
    });
    this.#kernel.embed(this.#partRows, this.#partScales, 1 + parts.length, at, width);
  }

  /** out = x · dense, both f32, by way of 8-bit integers. */
  #multiply(x: number, dense: Dense, out: number, m: number): void {
    this.#quantise(x, dense, m);
    this.#multiplyQuantised(dense, out, m);
  }

  #quantise(x: number, { k, zero }: Dense, m: number): void {
    const reach = zero === SIGNED ? 63 : 127;
    this.#kernel.quantise(x, this.#quantised, this.#rowScale, m, k, zero, reach);
  }

  #multiplyQuantised(dense: Dense, out: number, m: number): void {
    this.#kernel.multiply(
      this.#quantised,
      dense.w,
      dense.shift,
      out,
      this.#rowScale,
      dense.scale,
      dense.bias,
      padRows(m),
      dense.k,
      dense.n,
    );
  }

  /** Leaves the best tags in `#uposBest` and `#xposBest`, and what the last layer says of arcs and labels in `#sideOut`. */
  #encode(m: number): void {
    const { half, tagLayer, upos, xpos } = this.#header;
    const xposFrom = pad(upos.length, SCORES);
    let before = this.#vectors;
    this.#layers.forEach((layer, i) => {
      const after = this.#states[i % 2] as number;
      if (i === 0) this.#kernel.gather(this.#cache, this.#slots, this.#firstBias, this.#gates, m, 6 * half);
      else this.#multiplyQuantised(layer.dense, this.#gates, m);
      this.#kernel.recur(this.#gates, before, after, m, half, i > 0 ? 1 : 0);
      this.#kernel.normalise(after, layer.gain, layer.bias, m, 2 * half);
      // the one quantisation serves the tags, the next layer and the sides
      this.#quantise(after, this.#sides, m);
      if (i === tagLayer) {
        this.#multiplyQuantised(this.#tags, this.#tagOut, m);
        this.#kernel.best(this.#tagOut, this.#uposBest, m, this.#tags.n, 0, xposFrom);
        this.#kernel.best(this.#tagOut, this.#xposBest, m, this.#tags.n, xposFrom, pad(xpos.length, SCORES));
      }
      before = after;
    });
    this.#multiplyQuantised(this.#sides, this.#sideOut, m);
  }

  /** Heads of the piece, from the four sides: [dependent | head] of arcs, [dependent | head] of labels. */
  #attach(m: number): Int16Array {
    const { arc } = this.#header;
    const f = this.#f32;
    const rows = pad(m, 4);
    const columns = rows + 4;
    this.#kernel.turn(this.#sideOut, this.#depth, this.#headsT, rows, this.#sides.n, arc, columns);
    for (let j = 0; j < arc; j += 1) f[this.#headsT / 4 + j * columns] = this.#root[j] as number;
    // (dependent · U + b) · head
    this.#multiply(this.#depth, this.#bilinear, this.#hidden, m);
    this.#kernel.score(this.#hidden, this.#headsT, this.#arcs, rows, arc, columns);
    this.#kernel.near(this.#arcs, this.#distance, m, columns);
    this.#kernel.best(this.#arcs, this.#headIndex, m, columns, 0, columns);
    const scores = f.subarray(this.#arcs / 4, this.#arcs / 4 + m * columns);
    return bestTree(m, scores, columns, this.#i32.subarray(this.#headIndex / 4, this.#headIndex / 4 + m));
  }

  /** Leaves the best label of each arc in `#labelBest`. */
  #label(m: number, heads: Int16Array): void {
    const { arc, label, deprel } = this.#header;
    for (let i = 0; i < m; i += 1) this.#i32[this.#headIndex / 4 + i] = Math.max(0, heads[i] as number);
    this.#kernel.join(
      this.#sideOut,
      this.#headIndex,
      this.#direction,
      this.#hidden,
      m,
      this.#sides.n,
      2 * arc,
      label,
    );
    this.#multiply(this.#hidden, this.#labels, this.#labelOut, m);
    this.#kernel.best(this.#labelOut, this.#labelBest, m, this.#labels.n, 0, pad(deprel.length, SCORES));
  }
}

/** End of the piece that starts at `from`: the sentence's, or, when that is too far, after a mark in the last third. */
function pieceEnd(forms: readonly string[], from: number): number {
  const far = from + LONGEST_PIECE;
  if (forms.length <= far) return forms.length;
  for (const marks of [';:', ',\u2013\u2014-)']) {
    for (let i = far - 1; i > from + (LONGEST_PIECE * 2) / 3; i -= 1) {
      if (marks.includes(forms[i] as string)) return i + 1;
    }
  }
  return far;
}
