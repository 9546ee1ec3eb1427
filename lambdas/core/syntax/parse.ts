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

/** Word types whose first-layer projections are kept; 7 kB each at the shipped size. */
const CACHED_TYPES = 4096;

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
  readonly #headIndex: number;
  readonly #direction: number;
  readonly #fresh: number;
  readonly #cache: number;

  /** cached forms -> slot */
  readonly #known = new Map<string, number>();
  readonly #owner: string[] = [];
  readonly #used = new Uint8Array(CACHED_TYPES);
  /** the piece (counted by `#round`) that used the slot last */
  readonly #piece = new Float64Array(CACHED_TYPES);
  #round = 1;
  #hand = 0;

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
    const reserveDense = (k: number, columns: number, zero: number): Dense => {
      const n = pad(columns, 8);
      const w = reserve(n * k);
      return { k, n, w, zero, shift: reserve(n * 4), scale: reserve(n * 4), bias: reserve(n * 4) };
    };
    this.#input = reserveDense(width, 3 * gates, SIGNED);
    this.#inputGain = reserve(width * 4);
    this.#inputBias = reserve(width * 4);
    this.#firstBias = reserve(gates * 4);
    for (let i = 0; i < layers; i += 1) {
      const dense = i === 0 ? this.#input : reserveDense(wide, gates, SIGNED);
      this.#layers.push({ dense, gain: reserve(wide * 4), bias: reserve(wide * 4) });
    }
    this.#tags = reserveDense(wide, upos.length + xpos.length, SIGNED);
    this.#sides = reserveDense(wide, 2 * arc + 2 * label, SIGNED);
    this.#bilinear = reserveDense(arc, arc, POSITIVE);
    this.#labels = reserveDense(label, deprel.length, POSITIVE);
    const most = Math.max(width, wide, arc, label);
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
    this.#direction = reserve(2 * label * 4);
    this.#fresh = reserve(longest * this.#input.n * 4);
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
    this.#put(this.#direction, file.floats('direction'));
    this.#root = file.floats('root');
  }

  #put(offset: number, values: Float32Array): void {
    this.#f32.set(values, offset / 4);
  }

  /** Packs int8 rows [n][k] into blocks of 8 columns, fours of k: the order that the kernel reads. */
  #fill(dense: Dense, name: string): void {
    const values = this.#file.bytes(name);
    const scale = this.#file.floats(`${name}.scale`);
    const { k } = dense;
    const packed = new Int8Array(this.#kernel.memory, dense.w, dense.n * k);
    for (let j = 0; j < scale.length; j += 1) {
      const column = (j - (j % 8)) * k + (j % 8) * 4;
      let sum = 0;
      for (let x = 0; x < k; x += 1) {
        const value = values[j * k + x] as number;
        packed[column + (x - (x % 4)) * 8 + (x % 4)] = value;
        sum += value;
      }
      this.#i32[dense.shift / 4 + j] = -dense.zero * sum;
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
        const form = forms[from + i] as string;
        const mark = upos[from + i] === 'PUNCT' || upos[from + i] === 'SYM';
        lemma.push(mark ? form : findLemma(this.#lemmas, cleanForm(form), xpos[from + i] as string));
      }
      from = to;
    }
    return { upos, xpos, head, deprel, lemma };
  }

  /** Puts the cache slots of the forms into kernel memory, computing those of forms not seen lately. */
  #look(forms: readonly string[], from: number, to: number): void {
    const { width } = this.#file.header;
    const slots = this.#slots / 4;
    const fresh: string[] = [];
    for (let i = from; i < to; i += 1) {
      const form = forms[i] as string;
      let slot = this.#known.get(form);
      if (slot === undefined) {
        slot = this.#freeSlot(form);
        this.#embed(form, this.#vectors / 4 + fresh.length * width);
        fresh.push(form);
      }
      this.#used[slot] = 1;
      this.#piece[slot] = this.#round;
      this.#i32[slots + i - from] = slot;
    }
    this.#round += 1;
    if (fresh.length === 0) return;
    const m = fresh.length;
    this.#kernel.normalise(this.#vectors, this.#inputGain, this.#inputBias, m, width);
    this.#multiply(this.#vectors, this.#input, this.#fresh, m);
    const size = this.#input.n;
    for (let i = 0; i < m; i += 1) {
      const source = this.#fresh / 4 + i * size;
      const target = this.#cache / 4 + (this.#known.get(fresh[i] as string) as number) * size;
      this.#f32.copyWithin(target, source, source + size);
    }
  }

  /** A slot for a new form; when all are taken, one that the second-chance clock finds idle (never of this piece). */
  #freeSlot(form: string): number {
    let slot = this.#known.size;
    if (slot >= CACHED_TYPES) {
      for (;;) {
        this.#hand = (this.#hand + 1) % CACHED_TYPES;
        if (this.#piece[this.#hand] === this.#round) continue;
        if (this.#used[this.#hand] === 0) break;
        this.#used[this.#hand] = 0;
      }
      slot = this.#hand;
      this.#known.delete(this.#owner[slot] as string);
    }
    this.#owner[slot] = form;
    this.#known.set(form, slot);
    return slot;
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
    const reach = dense.zero === SIGNED ? 63 : 127;
    this.#kernel.quantise(x, this.#quantised, this.#rowScale, m, dense.k, dense.zero, reach);
    this.#kernel.multiply(
      this.#quantised,
      dense.w,
      dense.shift,
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
    const columns = pad(m + 1, 4);
    this.#kernel.turn(this.#sideOut, this.#depth, this.#headsT, m, this.#sides.n, arc, columns);
    for (let j = 0; j < arc; j += 1) f[this.#headsT / 4 + j * columns] = this.#root[j] as number;
    // (dependent · U + b) · head
    this.#multiply(this.#depth, this.#bilinear, this.#hidden, m);
    this.#kernel.score(this.#hidden, this.#headsT, this.#arcs, m, arc, columns);
    const scores = f.subarray(this.#arcs / 4, this.#arcs / 4 + m * columns);
    const distance = this.#distance;
    const reach = (distance.length - 1) / 2;
    for (let d = 0; d < m; d += 1) {
      for (let h = 0; h < m; h += 1) {
        const gap = h - d;
        const at = d * columns + h + 1;
        scores[at] =
          (scores[at] as number) + (distance[Math.max(-reach, Math.min(gap, reach)) + reach] as number);
      }
    }
    return bestTree(m, scores, columns);
  }

  #label(m: number, heads: Int16Array): void {
    const { arc, label } = this.#file.header;
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
