// Reads interviews without labels: paragraphs that ask, and paragraphs that answer in the first person, without marks.
import { countWords } from './count-words.ts';
import type { Span } from './span.ts';

/** Questions that make a text an interview. */
const FEWEST_QUESTIONS = 3;
/** Of these, with a question mark. */
const FEWEST_MARKED = 2;
/** Share of its questions that an answer follows, at least; and of its paragraphs that may hold a quotation. */
const ANSWERED = 0.7;
const MOST_QUOTED = 0.25;
const LONGEST_QUESTION = 60;
/** What is put to somebody without a question mark is shorter. */
const LONGEST_PROMPT = 25;
const ASKS = /\?["”’»)]?$/;
const SECOND_PERSON = /\b(?:you|your|yours|yourself)\b/i;
const FIRST_PERSON = /\b(?:I|we|We|my|My|our|Our|us|me|myself)\b/;
const QUOTED = /["“”«»„]/;
const DASH = /^[–—-]\s*/;
const LABELLED = /^[^\n:]{1,40}:\s/;

const wordsOf = (text: string, { start, end }: Span): string => text.slice(start, end).replace(DASH, '');

/** A question, or a remark that is put to somebody: "Critics say you have no plan." */
const asks = (words: string): boolean =>
  !QUOTED.test(words.charAt(0)) &&
  ((ASKS.test(words) && countWords(words) <= LONGEST_QUESTION) ||
    (SECOND_PERSON.test(words) && !FIRST_PERSON.test(words) && countWords(words) <= LONGEST_PROMPT));

/** One quotation from end to end. */
const isWhollyQuoted = (words: string): boolean => /^["“«„][^"“”«»„]*["”»“]$/.test(words);

/** The answers of an interview, in order; none where the text is not one. Linear in the text. */
export function findAnswers(text: string, paragraphs: readonly Span[]): readonly Span[] {
  const words = paragraphs.map((paragraph) => wordsOf(text, paragraph));
  const question = words.map(asks);
  const marked = words.flatMap((paragraph, index) => (question[index] && ASKS.test(paragraph) ? index : []));
  if (question.filter(Boolean).length < FEWEST_QUESTIONS || marked.length < FEWEST_MARKED) return [];
  if (words.filter((paragraph) => LABELLED.test(paragraph)).length >= FEWEST_QUESTIONS) return [];
  const answered = marked.filter((index) => words[index + 1] !== undefined && !question[index + 1]);
  const personal = marked.filter((index) => SECOND_PERSON.test(words[index] ?? '')).length;
  // answers may stand in quotation marks, all of them; then the marks tell enough
  const quoted = words.filter((paragraph, index) => QUOTED.test(paragraph) && !question[index - 1]).length;
  const inMarks = answered.filter((index) => isWhollyQuoted(words[index + 1] ?? '')).length;
  const addressed = 2 * personal >= marked.length || inMarks >= ANSWERED * marked.length;
  if (answered.length < ANSWERED * marked.length || !addressed) return [];
  if (quoted > MOST_QUOTED * words.length) return [];
  const first = question.indexOf(true);
  const answers: Span[] = [];
  let answering = false;
  for (let index = first; index < paragraphs.length; index += 1) {
    const span = paragraphs[index] as Span;
    if (question[index]) {
      answering = true;
      continue;
    }
    const opens = question[index - 1] === true;
    // an answer goes on as long as it speaks in the first person
    answering = answering && (opens || FIRST_PERSON.test(words[index] ?? ''));
    if (!answering || (QUOTED.test(words[index] ?? '') && !isWhollyQuoted(words[index] ?? ''))) continue;
    answers.push({ start: span.end - (words[index] ?? '').length, end: span.end });
  }
  const own = answers.filter(({ start, end }) => FIRST_PERSON.test(text.slice(start, end))).length;
  return 2 * own >= answers.length || 2 * inMarks >= answers.length ? answers : [];
}

const TEXT_OF =
  /\b(?:following|below|here) (?:is|are) (?:the|a|an) (?:full |unofficial |edited |near-verbatim )*(?:text|transcript|remarks|speech|statement|address|letter)\b|^(?:full text|text) of\b|\btold (?:her|his|their) story to\b|\bin (?:her|his|their) own words\b/i;
const LONGEST_ANNOUNCEMENT = 60;

/** The paragraphs of a speech or statement whose text is announced in a paragraph before; none where none is. */
export function findSpeech(text: string, paragraphs: readonly Span[]): readonly Span[] {
  const at = paragraphs.slice(0, LONGEST_INTRODUCTION).findIndex((paragraph) => {
    const words = wordsOf(text, paragraph);
    return TEXT_OF.test(words) && countWords(words) <= LONGEST_ANNOUNCEMENT;
  });
  if (at < 0) return [];
  const speech = paragraphs.slice(at + 1);
  const personal = speech.filter((paragraph) => FIRST_PERSON.test(wordsOf(text, paragraph))).length;
  return 2 * personal >= speech.length ? speech : [];
}

/** The text of a speech begins after so many paragraphs at most. */
const LONGEST_INTRODUCTION = 6;
