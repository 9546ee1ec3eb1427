// Tags, lemmatises and parses English sentences: the one entry to the syntax layer.

import type { Token } from '../text/tokens.ts';
import { cleanForm, hashBucket, LONGEST_WORD, vocabularyKey, wordParts } from './features.ts';
import { createKernel, type Kernel } from './kernel.ts';
import { findLemma, type LemmaRules, readLemmaRules } from './lemma.ts';
import { type ModelFile, readModelFile } from './model-file.ts';
import { bestTree } from './tree.ts';

export interface SyntaxModel {
  /** Throws RangeError for more than {@link MOST_TOKENS} tokens. Cost is linear in the number of tokens. */
  parse(text: string, tokens: readonly Token[]): Parse;
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

/** Word types whose first-layer projections are kept; 12 kB each at the shipped size. */
const CACHED_TYPES = 3072;

export interface SyntaxOptions {
  /** false runs the kernel in TypeScript: slower, the same results */
  readonly simd?: boolean;
}

/** Makes a model of the bytes of lambdas/models/en/syntax.bin. Throws ModelFileError. */
export function loadSyntaxModel(bytes: Uint8Array, options: SyntaxOptions = {}): SyntaxModel {
  return new Network(readModelFile(bytes), options.simd ?? true);
}

/** A weight matrix in kernel memory: packed values, a scale for each column, a bias. */
interface Dense {
  readonly k: number;
  /** columns, padded to a multiple of 8 */
  readonly n: number;
  readonly w: number;
  readonly scale: number;
  readonly bias: number;
}

interface Layer {
  readonly dense: Dense;
  readonly gain: number;
  readonly bias: number;
}

function pad(n: number, to: number): number {
  return Math.ceil(n / to) * to;
}

class Network implements SyntaxModel {
  readonly #file: ModelFile;
  readonly #kernel: Kernel;
  readonly #f32: Float32Array;
  readonly #i32: Int32Array;
  readonly #rows: ReadonlyMap<string, number>;
  readonly #words: Int8Array;
  readonly #wordScale: Float32Array;
  readonly #parts: Int8Array;
  readonly #partScale: Float32Array;
  readonly #lemmas: LemmaRules;
  readonly #distance: Float32Array;
  readonly #direction: Float32Array;
  readonly #root: Float32Array;

  readonly #input: Dense;
  readonly #inputGain: number;
  readonly #inputBias: number;
  readonly #firstBias: number;
  readonly #layers: Layer[] = [];
  readonly #tags: Dense;
  readonly #sides: Dense;
  readonly #bilinear: Dense;
  readonly #labels: Dense;

  // scratch, byte offsets
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
  readonly #cache: number;

  /** cached forms -> slot */
  readonly #known = new Map<string, number>();

  constructor(file: ModelFile, simd: boolean) {
    this.#file = file;
    const { width, half, layers, arc, label, upos, xpos, deprel } = file.header;
    const wide = 2 * half;
    const gates = 6 * half;
    const longest = LONGEST_PIECE;

    // Lay the memory out first, then make it: WebAssembly memory that grows would invalidate every view.
    let top = 64;
    const reserve = (size: number): number => {
      const at = top;
      top = pad(top + size, 16);
      return at;
    };
    const reserveDense = (k: number, columns: number): Dense => {
      const n = pad(columns, 8);
      return { k, n, w: reserve(n * k * 2), scale: reserve(n * 4), bias: reserve(n * 4) };
    };
    this.#input = reserveDense(width, 3 * gates);
    this.#inputGain = reserve(width * 4);
    this.#inputBias = reserve(width * 4);
    this.#firstBias = reserve(gates * 4);
    for (let i = 0; i < layers; i += 1) {
      const dense = i === 0 ? this.#input : reserveDense(wide, gates);
      this.#layers.push({ dense, gain: reserve(wide * 4), bias: reserve(wide * 4) });
    }
    this.#tags = reserveDense(wide, upos.length + xpos.length);
    this.#sides = reserveDense(wide, 2 * arc + 2 * label);
    this.#bilinear = reserveDense(arc, arc);
    this.#labels = reserveDense(label, deprel.length);
    const most = Math.max(width, wide, arc, label);
    this.#vectors = reserve(longest * width * 4);
    this.#quantised = reserve(longest * most * 2);
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
    this.#cache = reserve(CACHED_TYPES * 3 * gates * 4);

    this.#kernel = createKernel(top, simd);
    this.#f32 = new Float32Array(this.#kernel.memory);
    this.#i32 = new Int32Array(this.#kernel.memory);
    this.#fill(this.#input, 'input');
    this.#put(this.#inputGain, file.floats('inputNorm.gain'));
    this.#put(this.#inputBias, file.floats('inputNorm.bias'));
    this.#put(this.#firstBias, file.floats('first.bias'));
    this.#layers.forEach((layer, i) => {
      if (i > 0) this.#fill(layer.dense, `layer${i}`);
      this.#put(layer.gain, file.floats(`norm${i}.gain`));
      this.#put(layer.bias, file.floats(`norm${i}.bias`));
    });
    this.#fill(this.#tags, 'tags');
    this.#fill(this.#sides, 'sides');
    this.#fill(this.#bilinear, 'bilinear');
    this.#fill(this.#labels, 'labels');

    const rows = new Map<string, number>();
    for (const word of file.text('vocabulary').split('\n')) rows.set(word, rows.size);
    this.#rows = rows;
    this.#words = file.bytes('words');
    this.#wordScale = file.floats('words.scale');
    this.#parts = file.bytes('parts');
    this.#partScale = file.floats('parts.scale');
    this.#lemmas = readLemmaRules(file.text('lemmas'));
    this.#distance = file.floats('distance');
    this.#direction = file.floats('direction');
    this.#root = file.floats('root');
  }

  #put(offset: number, values: Float32Array): void {
    this.#f32.set(values, offset / 4);
  }

  /** Packs int8 rows [n][k] into blocks of 8 columns, pairs of k: the order that the kernel reads. */
  #fill(dense: Dense, name: string): void {
    const values = this.#file.bytes(name);
    const scale = this.#file.floats(`${name}.scale`);
    const { k } = dense;
    const packed = new Int16Array(this.#kernel.memory, dense.w, dense.n * k);
    for (let j = 0; j < scale.length; j += 1) {
      const column = (j - (j % 8)) * k + (j % 8) * 2;
      for (let x = 0; x < k; x += 2) {
        const at = column + x * 8;
        packed[at] = values[j * k + x] as number;
        packed[at + 1] = values[j * k + x + 1] as number;
      }
    }
    this.#put(dense.scale, scale);
    this.#put(dense.bias, this.#file.floats(`${name}.bias`));
  }

  parse(text: string, tokens: readonly Token[]): Parse {
    const n = tokens.length;
    if (n > MOST_TOKENS) throw new RangeError(`a sentence of ${n} tokens: at most ${MOST_TOKENS}`);
    const { header } = this.#file;
    const forms = tokens.map((t) => text.slice(t.start, Math.min(t.end, t.start + LONGEST_WORD)));
    const upos: string[] = [];
    const xpos: string[] = [];
    const deprel: string[] = [];
    const lemma: string[] = [];
    const head = new Int16Array(n);
    let mainRoot = -1;
    for (let from = 0; from < n; ) {
      const to = pieceEnd(forms, from);
      const m = to - from;
      this.#encode(forms, from, to);
      this.#tag(m, upos, xpos);
      const heads = this.#attach(m);
      this.#label(m, heads);
      for (let i = 0; i < m; i += 1) {
        const h = heads[i] as number;
        if (h >= 0) {
          head[from + i] = from + h;
          deprel.push(
            header.deprel[this.#bestOf(this.#labelOut, i, this.#labels.n, 0, header.deprel.length)] as string,
          );
        } else if (mainRoot < 0) {
          mainRoot = from + i;
          head[from + i] = -1;
          deprel.push('root');
        } else {
          // the root of a later piece of an overlong sentence
          head[from + i] = mainRoot;
          deprel.push('parataxis');
        }
        lemma.push(findLemma(this.#lemmas, cleanForm(forms[from + i] as string), xpos[from + i] as string));
      }
      from = to;
    }
    return { upos, xpos, head, deprel, lemma };
  }

  /** Puts the cache slots of the forms into kernel memory, computing those of forms not seen lately. */
  #look(forms: readonly string[], from: number, to: number): void {
    let fresh: string[] = [];
    for (let i = from; i < to; i += 1) {
      const form = forms[i] as string;
      if (!this.#known.has(form) && !fresh.includes(form)) fresh.push(form);
    }
    if (this.#known.size + fresh.length > CACHED_TYPES) {
      this.#known.clear();
      fresh = [...new Set(forms.slice(from, to))];
    }
    if (fresh.length > 0) {
      const first = this.#known.size;
      const { width } = this.#file.header;
      fresh.forEach((form, i) => {
        this.#known.set(form, first + i);
        this.#embed(form, this.#vectors / 4 + i * width);
      });
      const m = fresh.length;
      this.#kernel.normalise(this.#vectors, this.#inputGain, this.#inputBias, m, width);
      this.#multiply(this.#vectors, this.#input, this.#cache + first * this.#input.n * 4, m);
    }
    for (let i = from; i < to; i += 1) {
      this.#i32[this.#slots / 4 + i - from] = this.#known.get(forms[i] as string) as number;
    }
  }

  #embed(form: string, at: number): void {
    const { width, buckets } = this.#file.header;
    const cleaned = cleanForm(form);
    const out = this.#f32.subarray(at, at + width);
    const row = this.#rows.get(vocabularyKey(cleaned)) ?? 0;
    const scale = this.#wordScale[row] as number;
    for (let j = 0; j < width; j += 1) out[j] = scale * (this.#words[row * width + j] as number);
    for (const part of wordParts(cleaned)) {
      const bucket = hashBucket(part, buckets);
      const by = this.#partScale[bucket] as number;
      for (let j = 0; j < width; j += 1) {
        out[j] = (out[j] as number) + by * (this.#parts[bucket * width + j] as number);
      }
    }
  }

  #multiply(x: number, dense: Dense, out: number, m: number): void {
    this.#kernel.quantise(x, this.#quantised, this.#rowScale, m, dense.k);
    this.#kernel.multiply(
      this.#quantised,
      dense.w,
      out,
      this.#rowScale,
      dense.scale,
      dense.bias,
      m,
      dense.k,
      dense.n,
    );
  }

  /** Leaves the states of the last layer in `#states`, and the tag scores in `#tagOut`. */
  #encode(forms: readonly string[], from: number, to: number): void {
    const { half, tagLayer } = this.#file.header;
    const m = to - from;
    this.#look(forms, from, to);
    let before = this.#vectors;
    this.#layers.forEach((layer, i) => {
      const after = this.#states[i % 2] as number;
      if (i === 0) this.#kernel.gather(this.#cache, this.#slots, this.#firstBias, this.#gates, m, 6 * half);
      else this.#multiply(before, layer.dense, this.#gates, m);
      this.#kernel.recur(this.#gates, before, after, m, half, i > 0 ? 1 : 0);
      this.#kernel.normalise(after, layer.gain, layer.bias, m, 2 * half);
      if (i === tagLayer) this.#multiply(after, this.#tags, this.#tagOut, m);
      before = after;
    });
    this.#multiply(before, this.#sides, this.#sideOut, m);
  }

  #bestOf(offset: number, row: number, stride: number, from: number, to: number): number {
    const base = offset / 4 + row * stride;
    let best = from;
    let top = this.#f32[base + from] as number;
    for (let j = from + 1; j < to; j += 1) {
      const value = this.#f32[base + j] as number;
      if (value > top) {
        top = value;
        best = j;
      }
    }
    return best - from;
  }

  #tag(m: number, upos: string[], xpos: string[]): void {
    const { header } = this.#file;
    const u = header.upos.length;
    for (let i = 0; i < m; i += 1) {
      upos.push(header.upos[this.#bestOf(this.#tagOut, i, this.#tags.n, 0, u)] as string);
      xpos.push(
        header.xpos[this.#bestOf(this.#tagOut, i, this.#tags.n, u, u + header.xpos.length)] as string,
      );
    }
  }

  /** Heads of the piece, from the four sides: [dependent | head] of arcs, [dependent | head] of labels. */
  #attach(m: number): Int16Array {
    const { arc } = this.#file.header;
    const f = this.#f32;
    const stride = this.#sides.n;
    const sides = this.#sideOut / 4;
    const depth = this.#depth / 4;
    const turned = this.#headsT / 4;
    const columns = pad(m + 1, 4);
    for (let i = 0; i < m; i += 1) {
      for (let j = 0; j < arc; j += 1) {
        const dependent = f[sides + i * stride + j] as number;
        const head = f[sides + i * stride + arc + j] as number;
        f[depth + i * arc + j] = Math.max(dependent, 0);
        f[turned + j * columns + i + 1] = Math.max(head, 0);
      }
    }
    for (let j = 0; j < arc; j += 1) f[turned + j * columns] = this.#root[j] as number;
    // (dependent · U + b) · head
    this.#multiply(this.#depth, this.#bilinear, this.#hidden, m);
    this.#kernel.score(this.#hidden, this.#headsT, this.#arcs, m, arc, columns);
    const arcs = this.#arcs / 4;
    const reach = (this.#distance.length - 1) / 2;
    const distance = this.#distance;
    return bestTree(m, (d, h) => {
      const value = f[arcs + d * columns + h + 1] as number;
      if (h < 0) return value;
      const gap = h - d;
      return value + (distance[Math.max(-reach, Math.min(gap, reach)) + reach] as number);
    });
  }

  #label(m: number, heads: Int16Array): void {
    const { arc, label } = this.#file.header;
    const f = this.#f32;
    const stride = this.#sides.n;
    const dependents = this.#sideOut / 4 + 2 * arc;
    const governors = dependents + label;
    const hidden = this.#hidden / 4;
    for (let i = 0; i < m; i += 1) {
      const h = Math.max(0, heads[i] as number);
      const side = h > i ? label : 0;
      for (let j = 0; j < label; j += 1) {
        const value =
          (f[dependents + i * stride + j] as number) +
          (f[governors + h * stride + j] as number) +
          (this.#direction[side + j] as number);
        f[hidden + i * label + j] = Math.max(value, 0);
      }
    }
    this.#multiply(this.#hidden, this.#labels, this.#labelOut, m);
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
