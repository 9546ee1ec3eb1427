// Words keep their slots while they are in use; slots of the present piece are never taken.
import { describe, expect, it } from 'vitest';
import { WordSlots } from '../../../lambdas/core/syntax/word-slots.ts';

describe('WordSlots', () => {
  it('finds what was taken, and nothing else', () => {
    const slots = new WordSlots(3);
    expect(slots.find('port')).toBe(-1);
    const port = slots.take('port');
    expect(slots.find('port')).toBe(port);
    expect(slots.find('Port')).toBe(-1);
    expect(new Set([port, slots.take('quay'), slots.take('mole')]).size).toBe(3);
  });

  it('never takes a slot of the present piece, and keeps what was used lately', () => {
    const slots = new WordSlots(4);
    for (const word of ['a', 'b', 'c', 'd']) slots.take(word);
    slots.startPiece();
    const kept = slots.find('c');
    const taken = ['e', 'f', 'g'].map((word) => slots.take(word));
    expect(new Set([kept, ...taken])).toEqual(new Set([0, 1, 2, 3]));
    expect(slots.find('c')).toBe(kept);
    for (const word of ['a', 'b', 'd']) expect(slots.find(word)).toBe(-1);
  });

  it('gives no slot to two words in any order of use', () => {
    const slots = new WordSlots(8);
    const held = new Map<number, string>();
    for (let i = 0; i < 2000; i += 1) {
      if (i % 5 === 0) slots.startPiece();
      const word = `w${(i * 7919) % 23}`;
      let slot = slots.find(word);
      if (slot >= 0) expect(held.get(slot)).toBe(word);
      else slot = slots.take(word);
      expect(slot).toBeLessThan(8);
      held.set(slot, word);
    }
  });
});
