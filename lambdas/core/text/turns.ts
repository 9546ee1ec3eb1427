// Reads transcripts: "MINISTER VANG: The pier is safe." A line's label speaks; what follows it was said, without marks.

import { endOfDateline } from './dateline.ts';
import { findAnswers, findSpeech } from './interview-turns.ts';
import { findSigned } from './signed-quotations.ts';
import type { Span } from './span.ts';

export interface Turn {
  /** The name before the colon; null in an interview without labels, where whoever is introduced answers. */
  readonly label: Span | null;
  readonly content: Span;
  /** Whoever asks for a living speaks: "Q", "QUESTION", a host; what is asked is no statement. */
  readonly asks: boolean;
}

/** A label: up to six capitalised words, perhaps with a retired rank before them or a bracket after them, then a colon. */
const LABEL =
  /^((?:\p{Lu}[\p{L}.]{1,12} \((?:ret|RET|Ret)[.’'a-zA-Z]{0,4}\) )?(?:(?:\p{Lu}[\p{L}\p{M}.'’-]*|de|da|van|von|al|bin|of|the)[ \u00a0]?){1,6}(?:\([^)\n]{1,70}\))?)\s?:\s+(?=\S)/u;
/** Labels of headings and boilerplate, which nobody says. */
export const NO_SPEAKER =
  /^(?:note|update|correction|editor|editors|source|sources|photo|image|file|read|read more|related|watch|also|from|to|date|subject|re|tags|topics|by|summary|background|contact|briefer|published|updated|caption|headline|breaking|live|analysis|opinion|fact|facts|video|more|see|http|https|ps|nb|warning|location|time|venue|present|participants|speakers|panel|panellists|panelists|attendees|agenda|exclusive|report|reports|watch live|full text|abstract)$/i;
/** "Getty." under a photograph: a line that ends as a sentence names no speaker, initials and "Jr." aside. */
const CREDIT = /\p{Ll}{3}\.$/u;
const QUESTION_LABEL = /^(?:q|question|reporter|interviewer|moderator|host|press|journalist)\b/i;
/** Labelled lines that make a text a transcript, and how often one label must come back. */
const FEWEST_TURNS = 4;
const FEWEST_OF_ONE = 2;
/** Half of the turns are at least this long; a table of figures is no transcript. */
const FEWEST_WORDS = 4;
const FIRST_PERSON = /\b(?:I|we|We|my|My|our|Our|us|me)\b/;

/** "[00:14:03]", "14:07": the place in a recording. */
const STAMP = /^\[?\d{1,2}:\d{2}(?::\d{2})?\]?\s+(?:[–—-]\s+)?(?=\S)/;

const LONGEST_NAME = 60;
const LONGEST_LABEL = 150;

interface Line {
  readonly label: Span;
  readonly name: string;
  readonly content: Span;
  /** The name stands on a line of its own and without a time, as headings do: it must come back. */
  readonly alone: boolean;
}

/** "The Prime Minister (Apollonia Sato)", "CONTROL (Makinde)": who holds the office or the post. */
const HOLDER =
  /^(?!(?:DR|MRS?|MS|PROF|AMB|SEN|REP|GEN|COL)\b)(?:The \p{Lu}[^()]{2,40}|\p{Lu}[\p{Lu} .'-]{2,40}) \((\p{Lu}[\p{Ll}\p{M}’'-]+(?:[ -]\p{Lu}[\p{Ll}\p{M}’'-]+){0,3})\)$/u;

/** "Ola Brand, 54, joiner: I just want to know.": one of those whom a reporter asked in the street. */
const VOICE =
  /^(\p{Lu}[\p{L}\p{M}.'’-]+(?:[ \u00a0][\p{L}\p{M}.'’-]+){1,3}), \(?\d{1,3}\)?(?:, [^:\n]{2,60})?:\s+(?=\S)/u;
const FEWEST_VOICES = 2;

const readVoice = (text: string, { start, end }: Span): Turn | null => {
  const found = VOICE.exec(text.slice(start, Math.min(end, start + 140)));
  if (!found) return null;
  const label = { start, end: start + (found[1] ?? '').length };
  return { label, content: { start: start + found[0].length, end }, asks: false };
};

const readLine = (text: string, paragraph: Span, next: Span | undefined): Line | null => {
  const stamp =
    STAMP.exec(text.slice(paragraph.start, Math.min(paragraph.end, paragraph.start + 20)))?.[0].length ?? 0;
  const start = paragraph.start + stamp;
  const opening = text.slice(start, Math.min(paragraph.end, start + LONGEST_LABEL));
  const found = opening.includes(':') ? LABEL.exec(opening) : null;
  const name = found?.[1]?.trim();
  // "[06:12] Fire Brigade", "Obi Marchetti" on a line of its own
  const line = found || paragraph.end - start > LONGEST_NAME ? '' : opening.trimEnd();
  if (next && /\p{Ll}/u.test(line) && ONLY_NAME.test(line) && !NO_SPEAKER.test(line) && !CREDIT.test(line)) {
    const label = { start, end: start + line.length };
    return { label, name: line.toLowerCase(), content: next, alone: stamp === 0 };
  }
  if (!found || name === undefined || NO_SPEAKER.test(name)) return null;
  if (ONLY_NAME.test(text.slice(start + found[0].length, paragraph.end))) return null;
  const person = QUESTION_LABEL.test(name) ? null : HOLDER.exec(name);
  return {
    label: person
      ? { start: start + name.length - 1 - (person[1] ?? '').length, end: start + name.length - 1 }
      : { start, end: start + withoutBracket(name).length },
    name: name.toLowerCase(),
    content: { start: start + found[0].length, end: paragraph.end },
    alone: false,
  };
};

/** "Jo Brandt (Harbour Times)": for whom somebody speaks or asks is none of the name. */
const withoutBracket = (name: string): string => name.replace(/\s*\([^)]*\)$/, '');

/** The last word of a label, by which "Einar Holmboe-Sand" and "Holmboe-Sand" are one. */
const keyOf = (name: string): string => withoutBracket(name).split(/\s+/).at(-1) ?? name;

/** "14:32", "5:10 p.m. GMT —": when an entry of a live feed was written. */
const TIME =
  /^(?:[01]?\d|2[0-3])[:.][0-5]\d(?:\s?[ap]\.?\s?m\b\.?|\s?[AP]M\b)?(?:\s(?:GMT|UTC|BST|CET|CEST|EST|EDT|local time)\b)?\s*[-–—:|]?\s+(?=\S)/u;
/** Labels that are surely none of the sentence after them: "Q:", "QUESTION (Radio Sund):", "REACTION:". */
const SURE_LABEL =
  /^(?:(?:Q|A|Question|Answer)|\p{Lu}[\p{Lu}.’'-]+(?:[ \u00a0]\p{Lu}[\p{Lu}.’'-]+){0,5})(?:\s?\([^)\n]{1,40}\))?\s?:\s+(?=\S)/u;

/** Offsets inside paragraphs at which sentences begin whatever stands before: after datelines, times and labels, in order. */
export function findLeads(
  text: string,
  paragraphs: readonly Span[],
  turns: readonly Turn[],
): readonly number[] {
  const begins = new Map(
    turns.flatMap(({ label, content }) => (label ? [[label.start, content.start] as const] : [])),
  );
  const leads: number[] = [];
  for (const { start, end } of paragraphs) {
    let at = start;
    const time = TIME.exec(text.slice(at, Math.min(end, at + 40)));
    if (time) {
      at += time[0].length;
      leads.push(at);
    }
    const behind = time ? at : endOfDateline(text, at, end);
    if (behind > at) {
      leads.push(behind);
      continue;
    }
    const label = begins.get(at);
    const sure = label === undefined ? SURE_LABEL.exec(text.slice(at, Math.min(end, at + 120))) : null;
    if (label !== undefined && label > at) leads.push(label);
    else if (sure) leads.push(at + sure[0].length);
  }
  return leads;
}

/** A line that only names somebody: "Spokesperson: Odile Ferran", which is the head of a transcript. */
const ONLY_NAME = /^(?:\p{Lu}[\p{L}\p{M}.'’-]*[ \u00a0]?|(?:de|da|van|von|al|bin|of|the)[ \u00a0]){1,6}$/u;

/** "Konrad Eis @k_eis" on a line of its own: the author over the text of a post. */
const AUTHOR_LINE =
  /^(\p{Lu}[^\s@:;,.]{1,20}(?:[ \u00a0][^\s@:;,]{1,20}){0,4}?)[ \u00a0]\(?@\w{2,30}\)?[^\n.!?]{0,40}$/u;
/** "@k_eis · 3h" under the name of the author. */
const HANDLE_LINE = /^@\w{2,30}(?:[ \u00a0·•|,-]+[^\n.!?]{0,30})?$/u;
/** "19 January, 8.04 a.m.", "2h", "Jan 3": when it was posted. */
const POSTED =
  /^(?=[^\n]*\d)[^\n.!?]{0,24}(?:[ap]\.?\s?m\.?|\b\d{1,2}[:.]\d{2}|\b\d{4}|\b\d{1,2}\s?[hmd]|\b\d{1,2})[^\n]{0,20}$/iu;
const LONGEST_POST = 20;

/** Posts quoted as they stand: an author's line, perhaps one with the time, then the lines of the text. */
function findPosts(text: string): Turn[] {
  const posts: Turn[] = [];
  const lines: Span[] = [];
  for (const { 0: line, index } of text.matchAll(/[^\n]*(?:\n|$)/g)) {
    lines.push({ start: index, end: index + line.replace(/\s+$/, '').length });
  }
  const read = (at: number): string => text.slice(lines[at]?.start ?? 0, lines[at]?.end ?? 0);
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] as Span;
    if (line.end - line.start > 140 || !text.slice(line.start, line.end).includes('@')) continue;
    const above = HANDLE_LINE.test(read(at)) && ONLY_NAME.test(read(at - 1)) ? (lines[at - 1] as Span) : null;
    const name = above ? text.slice(above.start, above.end) : AUTHOR_LINE.exec(read(at))?.[1];
    if (name === undefined) continue;
    let first = at + 1;
    if (POSTED.test(read(first))) first++;
    let last = first;
    while (
      last < lines.length &&
      last < first + LONGEST_POST &&
      read(last) !== '' &&
      !AUTHOR_LINE.test(read(last)) &&
      !HANDLE_LINE.test(read(last + 1))
    )
      last++;
    if (last === first) continue;
    posts.push({
      label: above ?? { start: line.start, end: line.start + name.length },
      content: { start: lines[first]?.start ?? 0, end: lines[last - 1]?.end ?? 0 },
      asks: false,
    });
    at = last - 1;
  }
  return posts;
}

/** The turns of a transcript and the posts of an article in order. Linear in the text. */
export function findTurns(text: string, paragraphs: readonly Span[]): readonly Turn[] {
  const posts = text.includes('@') ? findPosts(text) : [];
  const labelled = readTranscript(text, paragraphs);
  const signed =
    labelled.length > 0
      ? []
      : findSigned(text, paragraphs).map((statement) => ({ ...statement, asks: false }));
  if (signed.length > 0) return signed;
  const plain = labelled.length === 0 && posts.length === 0;
  const speech = plain ? findSpeech(text, paragraphs) : [];
  const answers = plain && speech.length === 0 ? findAnswers(text, paragraphs) : speech;
  const unlabelled = answers.map((content) => ({ label: null, content, asks: false }));
  const turns = labelled.length > 0 ? labelled : unlabelled;
  if (posts.length === 0) return turns;
  const apart = turns.filter(
    ({ content }) =>
      !posts.some((post) => post.content.start < content.end && content.start < post.content.end),
  );
  return [...apart, ...posts].sort((a, b) => a.content.start - b.content.start);
}

interface LabelTally {
  count: number;
  questions: number;
}

/** Turns of a briefing, at least, and the share of those before an answer that end in a question. */
const FEWEST_ANSWERS = 4;
const ASKED = 0.6;

/**
 * The label of whoever answers all the others, the outlets that ask at a briefing ("NHK:", "AFP:"): every turn of
 * somebody else is followed by one of his, and most of them end in a question. Null where it is no briefing.
 */
function findBriefer(lines: readonly (Line | null)[], turns: ReadonlyMap<string, LabelTally>): string | null {
  const [first] = [...turns].sort((a, b) => b[1].count - a[1].count);
  if (!first) return null;
  const [key, { count, questions }] = first;
  const spoken = lines.filter((line) => line !== null);
  const others = spoken.length - count;
  const answered = spoken.every(
    (line, i) => keyOf(line.name) === key || keyOf(spoken[i + 1]?.name ?? '') === key,
  );
  const asked = [...turns.values()].reduce((sum, tally) => sum + tally.questions, 0) - questions;
  const answers = count >= FEWEST_ANSWERS && questions <= count / 4;
  return answers && answered && others > 0 && asked >= ASKED * others ? key : null;
}

/** The turns of a transcript in order; none where the text is not one. Linear in the text. */
function readTranscript(text: string, paragraphs: readonly Span[]): readonly Turn[] {
  const asked = paragraphs.flatMap((paragraph) => readVoice(text, paragraph) ?? []);
  if (asked.length >= FEWEST_VOICES) return asked;
  const read = paragraphs.map((paragraph, index) => readLine(text, paragraph, paragraphs[index + 1]));
  const counts = new Map<string, number>();
  for (const line of read) if (line) counts.set(line.name, (counts.get(line.name) ?? 0) + 1);
  const lines = read.map((line) =>
    line?.alone && (counts.get(line.name) ?? 0) < FEWEST_OF_ONE ? null : line,
  );
  const turns = new Map<string, LabelTally>();
  for (const line of lines) {
    if (!line) continue;
    const tally = turns.get(keyOf(line.name)) ?? { count: 0, questions: 0 };
    tally.count++;
    if (/\?["”']?$/.test(text.slice(line.content.start, line.content.end))) tally.questions++;
    turns.set(keyOf(line.name), tally);
  }
  const repeated = [...turns.values()].filter(({ count }) => count >= FEWEST_OF_ONE);
  const total = [...turns.values()].reduce((sum, { count }) => sum + count, 0);
  if (total < FEWEST_TURNS || repeated.length === 0) return [];
  const spoken = lines.filter(
    (line) => line && text.slice(line.content.start, line.content.end).split(/\s+/).length >= FEWEST_WORDS,
  );
  if (2 * spoken.length < total) return [];

  const briefer = findBriefer(lines, turns);
  const asks = (line: Line): boolean => {
    if (QUESTION_LABEL.test(line.name)) return true;
    if (briefer !== null && keyOf(line.name) !== briefer) return true;
    const tally = turns.get(keyOf(line.name));
    if (tally === undefined) return false;
    if (tally.questions === tally.count) return true;
    // half of the turns are questions; two fifths between two of whom the other never asks
    const only = repeated.length === 2 && repeated.every((one) => one === tally || one.questions === 0);
    return tally.count >= 3 && tally.questions / tally.count >= (only ? 2 / 5 : 1 / 2);
  };
  const found: Turn[] = [];
  let last: Line | null = null;
  lines.forEach((line, index) => {
    const paragraph = paragraphs[index] as Span;
    if (last?.content === paragraph) return;
    if (line) {
      last = line;
      if (line.content.end > line.content.start)
        found.push({ label: line.label, content: line.content, asks: asks(line) });
    } else if (last) {
      // A paragraph without a label goes on with the turn when it still speaks in the first person.
      const words = text.slice(paragraph.start, paragraph.end);
      if (/^[([]/.test(words)) return;
      if (FIRST_PERSON.test(words) && !/["“”«»]/.test(words))
        found.push({ label: last.label, content: paragraph, asks: asks(last) });
      else last = null;
    }
  });
  return found;
}
