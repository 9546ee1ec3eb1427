// Hides what is quoted, and a dateline, from the parser: in "“Well, if you ask me, no,” said the envoy" only "“It works,” said the envoy"
// is parsed. The syntax of spoken words tells nothing about who spoke them, and it misleads the parser about the rest.
import type { Parse } from '../syntax/parse.ts';
import { endOfDateline } from './dateline.ts';
import { quotationsIn } from './quotation-lookup.ts';
import type { Quotation } from './quotations.ts';
import type { Sentence } from './sentences.ts';
import type { Token } from './tokens.ts';

/** A sentence with a stand-in for each hidden stretch. */
export interface MaskedSentence {
  readonly words: readonly string[];
  /** For each token of the masked sentence, the token of the real one; a stand-in gives the first two that it hides. */
  readonly origin: readonly number[];
  /** For each token of the real sentence, the masked token that stands for it. */
  readonly stand: Int16Array;
  /** 1 for the masked tokens that are stand-ins. */
  readonly hides: readonly number[];
}

/** A clause, since a clause is what most quotations are; a lone "Yes" sends the parser looking for one elsewhere. */
const STAND_IN = ['It', 'works'] as const;
/** Shorter quotations are parsed as they are. */
const SHORTEST_MASKED = 3;

const isFinal = (ch: string): boolean => ',.!?…—–-'.includes(ch);

/** A capital at the start, a point at the end, and a few words between. */
const SENTENCE = /^\s*\p{Lu}\S*(?:\s+\S+){3,}[.!?]\s*$/u;

/**
 * A quotation is a saying of its own, not a part of the clause around it, when it ends with a point or comma inside
 * its marks or is never closed, and when it starts the sentence, follows a mark ("…: “", "…, “") or is a whole sentence.
 */
const standsAlone = (text: string, sentence: Sentence, { inner, start, closed }: Quotation): boolean => {
  let before = start - 1;
  while (before >= sentence.start && text.charAt(before).trim() === '') before--;
  const whole = SENTENCE.test(text.slice(inner.start, inner.end));
  if (before >= sentence.start && !whole && !',:;–—-.!?…'.includes(text.charAt(before))) return false;
  let last = inner.end - 1;
  while (last > inner.start && text.charAt(last).trim() === '') last--;
  return !closed || isFinal(text.charAt(last)) || last < inner.start || start <= sentence.start;
};

/** "date 2031-03-14 ": what a scraper left of a page's head. */
const LEFTOVER =
  /^(?:(?:date|published|updated|posted):? )?\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?\s+(?=\p{Lu})/iu;

const opening = (text: string, start: number, end: number): string =>
  text.slice(start, Math.min(end, start + 80));

/** "MS. VANG: " before a turn of a transcript. */
const LABEL = /^\p{Lu}[\p{L}.'’-]*(?: \p{Lu}[\p{L}.'’-]*){0,4}:\s+(?=\p{Lu})/u;

/** Offset after the dateline or label that opens a sentence; its start where it has none. */
const endOfOpening = (text: string, { start, end }: Sentence): number => {
  const behind = endOfDateline(text, start, end);
  if (behind > start) return behind;
  const head = opening(text, start, end);
  const found = (head.includes(':') ? LABEL.exec(head) : null) ?? LEFTOVER.exec(head);
  return start + (found?.[0].length ?? 0);
};

/** Null where nothing is to be hidden. Linear in the tokens. */
export function maskQuotations(
  text: string,
  sentence: Sentence,
  quotations: readonly Quotation[],
): MaskedSentence | null {
  const { tokens } = sentence;
  const hidden = quotationsIn(quotations, sentence).filter((quotation) =>
    standsAlone(text, sentence, quotation),
  );
  const first = endOfOpening(text, sentence);
  if (hidden.length === 0 && first === sentence.start) return null;
  const origin: number[] = [];
  const stand = new Int16Array(tokens.length);
  const words: string[] = [];
  const hides: number[] = [];
  let masks = 0;
  let at = 0;
  // The tokens of a dateline hang on the first that follows it.
  while (at < tokens.length - 1 && (tokens[at] as Token).start < first) at++;
  const skipped = at;
  const write = (word: string, index: number, hiding: 0 | 1): void => {
    words.push(word);
    origin.push(index);
    hides.push(hiding);
  };
  while (at < tokens.length) {
    const token = tokens[at] as Token;
    const mask = hidden.find(({ inner }) => inner.start <= token.start && token.end <= inner.end);
    let to = at;
    if (mask) {
      while (to + 1 < tokens.length && (tokens[to + 1] as Token).end <= mask.inner.end) to++;
      // The final comma or point stays: it tells the parser how the sentence goes on.
      if (to > at && isFinal(text.charAt((tokens[to] as Token).start))) to--;
    }
    if (mask && to - at + 1 >= SHORTEST_MASKED) {
      write(STAND_IN[0], at, 1);
      write(STAND_IN[1], at + 1, 1);
      stand[at] = words.length - 2;
      for (let i = at + 1; i <= to; i++) stand[i] = words.length - 1;
      masks++;
    } else {
      to = at;
      write(sentence.words[at] as string, at, 0);
      stand[at] = words.length - 1;
    }
    at = to + 1;
  }
  return masks + skipped === 0 ? null : { words, origin, stand, hides };
}

/** The parse of the masked sentence, laid out over the real one: hidden words hang on the first of them as `dep`. */
export function spreadParse(size: number, masked: MaskedSentence, parse: Parse): Parse {
  const upos = new Array<string>(size).fill('X');
  const xpos = new Array<string>(size).fill('FW');
  const deprel = new Array<string>(size).fill('dep');
  const lemma = new Array<string>(size).fill('_');
  const head = new Int16Array(size);
  for (let i = 0; i < size; i++) {
    const at = masked.stand[i] as number;
    const first = masked.origin[at] as number;
    if (first !== i) {
      head[i] = first;
      continue;
    }
    const up = parse.head[at] as number;
    head[i] = up < 0 ? -1 : (masked.origin[up] as number);
    deprel[i] = parse.deprel[at] ?? 'dep';
    if (masked.hides[at] === 1) continue;
    upos[i] = parse.upos[at] ?? 'X';
    xpos[i] = parse.xpos[at] ?? 'FW';
    lemma[i] = parse.lemma[at] ?? '_';
  }
  return { upos, xpos, head, deprel, lemma };
}
