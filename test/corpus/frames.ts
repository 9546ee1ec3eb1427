/**
 * Sentences and short passages put together of frames and speakers: who said what in each is known without a reader, and
 * every way of saying something meets every way of naming who says it, which no corpus of a size can.
 *
 *   node test/corpus/frames.ts [--errors]
 *
 * `frames.json`: `sentences` with `{speaker}` and `{content}`, and what is to come out (nothing else may); `passages` with
 * a man and a woman in four forms each (in full, short, by office, by pronoun).
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Extractor } from '../../lambdas/core/extraction/pipeline.ts';
import { loadExtractor } from '../../lambdas/runtime/load-extractor.ts';

interface Frames {
  readonly speakers: readonly { readonly text: string; readonly names: readonly string[] }[];
  readonly contents: readonly string[];
  readonly sentences: readonly { readonly text: string; readonly wanted: readonly string[] }[];
  readonly men: People;
  readonly women: People;
  readonly passages: readonly { readonly text: string; readonly wanted: readonly Wanted[] }[];
}

interface People {
  readonly name: string;
  /** In full, short, by office, by pronoun. */
  readonly forms: readonly (readonly string[])[];
}

interface Wanted {
  readonly content: string;
  readonly by: 'man' | 'woman' | 'both' | 'anybody';
}

/** A text, and what is to come out of it: contents, each with the names of which one is right; any where there are none. */
export interface Framed {
  readonly text: string;
  readonly wanted: readonly { readonly content: string; readonly names: readonly string[] }[];
}

export interface FrameTally {
  readonly texts: number;
  readonly wrong: number;
  readonly errors: readonly string[];
}

/** Words that two contents must share, of all that they have. */
const OVERLAP = 0.6;
const OPENING = 'The port of Lisk has been shut since May. ';

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Puts `phrase` for the first `mark`: capitalised at the start of a sentence, without its last comma before another mark. */
function fill(text: string, mark: string, phrase: string): string {
  const at = text.indexOf(mark);
  if (at < 0) return text;
  const before = text.slice(0, at);
  const after = text.slice(at + mark.length);
  const closed = /^[.,:;’]/.test(after) ? phrase.replace(/,$/, '') : phrase;
  const opens = before === '' || /(?:[.!?]|\.”)\s+$/.test(before) || before.endsWith('\n');
  return fill(before + (opens ? capitalised(closed) : closed) + after, mark, phrase);
}

/** Every sentence with every speaker, every passage with every man and woman; always the same, in the same order. */
export function readFrames(): {
  readonly sentences: readonly Framed[];
  readonly passages: readonly Framed[];
} {
  const frames = JSON.parse(readFileSync(join(import.meta.dirname, 'frames.json'), 'utf8')) as Frames;
  const sentences = frames.sentences.flatMap(({ text, wanted }) =>
    frames.speakers.map((speaker, i): Framed => {
      const content = frames.contents[i % frames.contents.length] ?? '';
      return {
        text: OPENING + fill(text.replaceAll('{content}', content), '{speaker}', speaker.text),
        wanted: wanted.map((one) => ({
          content: one.replaceAll('{content}', content),
          names: speaker.names,
        })),
      };
    }),
  );
  const names = { man: [frames.men.name], woman: [frames.women.name], both: ['both'], anybody: [] };
  const fillIn = (text: string, man: readonly string[], woman: readonly string[]): string =>
    ['full', 'short', 'office', 'pronoun'].reduce(
      (done, form, i) => fill(fill(done, `{man ${form}}`, man[i] ?? ''), `{woman ${form}}`, woman[i] ?? ''),
      text,
    );
  const passages = frames.passages.flatMap(({ text, wanted }) =>
    frames.men.forms.flatMap((man) =>
      frames.women.forms.map(
        (woman): Framed => ({
          text: fillIn(text, man, woman),
          wanted: wanted.map(({ content, by }) => ({
            content: fillIn(content, man, woman),
            names: names[by],
          })),
        }),
      ),
    ),
  );
  return { sentences, passages };
}

const wordsOf = (text: string): ReadonlySet<string> =>
  new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);

function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = [...a].filter((word) => b.has(word)).length;
  return shared / (a.size + b.size - shared);
}

const isNamed = (name: string | undefined, names: readonly string[]): boolean =>
  names.length === 0 ||
  names.some((one) =>
    one === 'both' ? / and /.test(name ?? '') : one.toLowerCase() === name?.toLowerCase(),
  );

/** What is wrong with what comes out of one text; empty where nothing is. */
function faultsOf({ text, wanted }: Framed, extractor: Extractor): readonly string[] {
  const left = extractor.extract({ text }).map(({ content, speaker }) => ({
    content: content.map(({ start, end }) => text.slice(start, end)).join(' '),
    name: speaker?.name,
  }));
  const faults = wanted.flatMap(({ content, names }) => {
    const words = wordsOf(content);
    const [best] = left
      .map((one) => ({ one, share: overlap(wordsOf(one.content), words) }))
      .sort((a, b) => b.share - a.share);
    if (!best || best.share < OVERLAP) return [`lost: ${content}`];
    left.splice(left.indexOf(best.one), 1);
    return isNamed(best.one.name, names) ? [] : [`${best.one.name ?? 'nobody'} for ${names[0]}: ${content}`];
  });
  return [...faults, ...left.map(({ name, content }) => `too much: ${name ?? 'nobody'}: ${content}`)];
}

export function scoreFrames(framed: readonly Framed[], extractor: Extractor): FrameTally {
  const errors = framed.flatMap((one) => {
    const faults = faultsOf(one, extractor);
    return faults.length === 0 ? [] : [`${one.text.replaceAll('\n', ' ')}\n    ${faults.join('; ')}`];
  });
  return { texts: framed.length, wrong: errors.length, errors };
}

function main(): void {
  const extractor = loadExtractor();
  for (const [name, framed] of Object.entries(readFrames())) {
    const { texts, wrong, errors } = scoreFrames(framed, extractor);
    if (process.argv.includes('--errors')) console.log(errors.join('\n'));
    console.log(`${name}: ${wrong} wrong of ${texts}`);
  }
}

if (import.meta.main) main();
