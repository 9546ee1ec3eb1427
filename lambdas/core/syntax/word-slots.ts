// Which word types have their first-layer projections at hand: slots, given out anew by the second-chance clock. A word
// gets its second chance only when it has come twice, since many never come again.

/**
 * `size` numbered slots for words. A word that is looked up keeps its slot until the clock finds it idle; slots of the
 * present piece of text are never taken from it, so `size` must be at least the number of types in a piece.
 */
export class WordSlots {
  readonly #size: number;
  readonly #slots = new Map<string, number>();
  readonly #words: string[] = [];
  /** the piece (counted by `#round`) that used the slot last, negative for a first use; 0 where the clock came by since */
  readonly #used: Float64Array;
  #round = 1;
  #hand = 0;

  constructor(size: number) {
    this.#size = size;
    this.#used = new Float64Array(size);
  }

  startPiece(): void {
    this.#round += 1;
  }

  /** The slot of a word, or -1 when it has none. */
  find(word: string): number {
    const slot = this.#slots.get(word);
    if (slot === undefined) return -1;
    this.#used[slot] = this.#round;
    return slot;
  }

  /** A slot for a word that has none. */
  take(word: string): number {
    let slot = this.#words.length;
    if (slot >= this.#size) {
      for (;;) {
        this.#hand = (this.#hand + 1) % this.#size;
        const used = this.#used[this.#hand] as number;
        if (Math.abs(used) === this.#round) continue;
        if (used <= 0) break;
        this.#used[this.#hand] = 0;
      }
      slot = this.#hand;
      this.#slots.delete(this.#words[slot] as string);
    }
    this.#words[slot] = word;
    this.#slots.set(word, slot);
    this.#used[slot] = -this.#round;
    return slot;
  }
}
