/**
 * Builds the scorer's gold JSON from the corpus's inline markup (see README.md beside this file).
 *
 *   npx node test/corpus/build-gold.ts --out out/corpus [--texts] [FOLDER…]
 *
 * Every FOLDER (by default `tuning` and `heldout` beside this file) becomes `<out>/<folder name>/<id>.json`.
 * With --texts the plain text is written beside it as `<id>.txt`. All faults of all files are printed as
 * `file:line: message`, and then nothing is written and the exit status is 1.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import {
  type AttributionType,
  STANCES as CUE_CLASSES,
  type Stance as CueClass,
} from '../../lambdas/core/extraction/attribution.ts';
import type { Span } from '../../lambdas/core/text/span.ts';

/** The classes of cue that the gold uses. `believed` is left out on purpose: beliefs are not statements. */
export type Stance = Exclude<CueClass, 'believed'>;
const STANCES = CUE_CLASSES.filter((stance): stance is Stance => stance !== 'believed');
const TYPES: readonly AttributionType[] = ['direct', 'indirect', 'mixed'];

/** One part of one attribution; parts of an interrupted content share `group`. */
export interface GoldRow extends Span {
  type: AttributionType;
  mention: Span | null;
  /** Accepted names, the wanted one first. Absent where the text names no source at all. */
  speakers?: string[];
  cue: Span | null;
  stance: Stance;
  statedAt?: string;
  group?: string;
  optional?: true;
}

export interface GoldArticle {
  id: string;
  text: string;
  title?: string;
  publishedAt?: string;
  outlet?: string;
  url?: string;
  form?: string;
  attributions: GoldRow[];
  /** Stretches that nobody said; they must not come out as an attribution. */
  traps: Span[];
  /** Stretches that are neither rewarded nor punished, as [start, end]. */
  ignore: [number, number][];
}

/** A fault of the markup. `line` counts from 1 in the marked-up file. */
export interface Problem {
  line: number;
  message: string;
}

export type BuildResult = { ok: true; article: GoldArticle } | { ok: false; problems: Problem[] };

interface Mark extends Span {
  /** Moved when the mark closes. */
  end: number;
  kind: 's' | 'c' | 'q' | 't' | 'x';
  numbers: number[];
  line: number;
}

interface Metadata {
  line: number;
  type: AttributionType;
  stance: Stance;
  speakers: string[] | null;
  statedAt: string | null;
  optional: boolean;
}

const HEADER = /^(title|published|outlet|url|form):[ \t]*(.*)$/;
const LABEL = /^(?:([scq])(\d+(?:,\d+)*)|([tx]))\|/;
const METADATA = /^(\d+) (\S+) (\S+)$/;
const ISO_DATE = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/;

/**
 * Parses one marked-up article.
 *
 * @param id the article's id (its file name without `.txt`)
 * @param source the whole marked-up file, lines ended by `\n`
 * @returns the gold article, or every problem found, in the order of the lines
 */
export const buildGold = (id: string, source: string): BuildResult => {
  const problems: Problem[] = [];
  const complain = (line: number, message: string): void => {
    problems.push({ line, message });
  };
  if (source.includes('\r')) {
    complain(1, 'carriage return in the file: end lines by \\n alone');
    return { ok: false, problems };
  }
  const lines = source.split('\n');

  const header = new Map<string, string>();
  let bodyLine = 0;
  while (bodyLine < lines.length && lines[bodyLine] !== '') {
    const found = HEADER.exec(lines[bodyLine] ?? '');
    if (!found?.[1]) {
      complain(bodyLine + 1, 'expected a header line (title, published, outlet, url, form) or a blank line');
      break;
    }
    if (header.has(found[1])) complain(bodyLine + 1, `second header line '${found[1]}'`);
    if (found[2]?.trim()) header.set(found[1], found[2].trim());
    bodyLine++;
  }
  bodyLine++;
  const published = header.get('published');
  if (published !== undefined && !ISO_DATE.test(published)) {
    complain(1, `published is no ISO date: '${published}'`);
  }

  const fence = lines.indexOf('===', bodyLine);
  if (fence < 0) {
    complain(lines.length, "no line '===' between the body and the attribution lines");
    return { ok: false, problems };
  }
  const marked = lines.slice(bodyLine, fence).join('\n');
  const { text, marks } = readMarks(marked, bodyLine + 1, complain);
  const metadata = readMetadata(lines, fence + 1, complain);
  const attributions = assemble(text, marks, metadata, complain);

  const spansOf = (kind: 't' | 'x'): Mark[] => marks.filter((mark) => mark.kind === kind);
  for (const trap of spansOf('t')) {
    const hit = marks.find((mark) => mark.kind === 'q' && mark.start <= trap.start && trap.end <= mark.end);
    if (hit)
      complain(
        trap.line,
        `trap lies wholly inside content ${hit.numbers.join(',')}: it can never be measured`,
      );
  }
  if (problems.length > 0) {
    problems.sort((a, b) => a.line - b.line);
    return { ok: false, problems };
  }

  const optionalFields = {
    title: header.get('title'),
    publishedAt: published,
    outlet: header.get('outlet'),
    url: header.get('url'),
    form: header.get('form'),
  };
  return {
    ok: true,
    article: {
      id,
      text,
      ...Object.fromEntries(Object.entries(optionalFields).filter(([, value]) => value !== undefined)),
      attributions,
      traps: spansOf('t').map(({ start, end }) => ({ start, end })),
      ignore: spansOf('x').map(({ start, end }) => [start, end]),
    },
  };
};

/** Removes the marks from the body and keeps them as spans of what is left. */
const readMarks = (
  marked: string,
  firstLine: number,
  complain: (line: number, message: string) => void,
): { text: string; marks: Mark[] } => {
  const marks: Mark[] = [];
  const open: Mark[] = [];
  let text = '';
  let line = firstLine;
  let i = 0;
  while (i < marked.length) {
    const char = marked.charAt(i);
    if (char === '{') {
      const label = LABEL.exec(marked.slice(i + 1, i + 40));
      if (!label) {
        complain(line, `bad mark: '${marked.slice(i, i + 20).split('\n')[0]}'`);
        i++;
        continue;
      }
      const numbers = (label[2] ?? '').split(',').filter(Boolean).map(Number);
      open.push({ kind: (label[1] ?? label[3]) as Mark['kind'], numbers, start: text.length, end: -1, line });
      i += 1 + label[0].length;
      continue;
    }
    if (char === '}') {
      const mark = open.pop();
      if (!mark) complain(line, "'}' closes nothing");
      else {
        mark.end = text.length;
        const inner = text.slice(mark.start, mark.end);
        if (inner === '') complain(mark.line, 'empty mark');
        else if (inner !== inner.trim())
          complain(mark.line, `mark begins or ends with white space: '${inner.slice(0, 30)}'`);
        marks.push(mark);
      }
      i++;
      continue;
    }
    if (char === '|') complain(line, "stray '|'");
    if (char === '\n') line++;
    text += char;
    i++;
  }
  for (const mark of open) complain(mark.line, `mark ${mark.kind}${mark.numbers.join(',')} is never closed`);
  marks.sort((a, b) => a.start - b.start || b.end - a.end);
  return { text, marks };
};

const readMetadata = (
  lines: string[],
  from: number,
  complain: (line: number, message: string) => void,
): Map<number, Metadata> => {
  const metadata = new Map<number, Metadata>();
  for (let i = from; i < lines.length; i++) {
    const raw = lines[i] ?? '';
    if (raw.trim() === '') continue;
    const line = i + 1;
    const [head = '', names = '', date = '', flag, ...rest] = raw.split('|').map((field) => field.trim());
    const found = METADATA.exec(head);
    if (!found) {
      complain(line, `expected 'number type stance | names | date', found '${raw.slice(0, 40)}'`);
      continue;
    }
    const number = Number(found[1]);
    const type = TYPES.find((x) => x === found[2]);
    const stance = STANCES.find((x) => x === found[3]);
    if (!type) complain(line, `unknown type '${found[2]}'`);
    if (!stance) complain(line, `unknown stance '${found[3]}'`);
    if (metadata.has(number)) complain(line, `second line for ${number}`);
    if (names === '')
      complain(line, `${number} has no speaker names (write '-' where the text names no source)`);
    const speakers = names.split(';').map((name) => name.trim());
    if (speakers.includes('')) complain(line, `${number} has an empty speaker name`);
    if (date !== '-' && !ISO_DATE.test(date))
      complain(line, `${number}: '${date}' is no ISO date and not '-'`);
    if ((flag !== undefined && flag !== 'optional') || rest.length > 0) {
      complain(line, `${number}: only 'optional' may follow the date`);
    }
    metadata.set(number, {
      line,
      type: type ?? 'direct',
      stance: stance ?? 'said',
      speakers: names === '-' ? null : speakers,
      statedAt: date === '-' ? null : date,
      optional: flag === 'optional',
    });
  }
  return metadata;
};

const assemble = (
  text: string,
  marks: Mark[],
  metadata: Map<number, Metadata>,
  complain: (line: number, message: string) => void,
): GoldRow[] => {
  const parts = new Map<number, Mark[]>();
  const sources = new Map<number, Mark>();
  const cues = new Map<number, Mark>();
  for (const mark of marks) {
    for (const number of mark.numbers) {
      if (!metadata.has(number)) complain(mark.line, `mark ${mark.kind}${number} has no attribution line`);
      if (mark.kind === 'q') {
        parts.set(number, [...(parts.get(number) ?? []), mark]);
        continue;
      }
      const one = mark.kind === 's' ? sources : cues;
      if (one.has(number))
        complain(mark.line, `second ${mark.kind}${number}: an attribution has one at most`);
      else one.set(number, mark);
    }
  }
  const rows: GoldRow[] = [];
  for (const [number, meta] of metadata) {
    const contents = parts.get(number);
    if (!contents) {
      complain(meta.line, `${number} has no content (q${number})`);
      continue;
    }
    const source = sources.get(number);
    if (!source && meta.speakers) complain(meta.line, `${number} has no source (s${number})`);
    if (source && !meta.speakers) complain(meta.line, `${number} has a source but no speaker names`);
    contents.forEach((part, i) => {
      const before = contents[i - 1];
      if (before && part.start < before.end) complain(part.line, `parts of q${number} overlap`);
    });
    const wanted = typeByMarks(text, contents);
    if (
      wanted !== meta.type &&
      !(meta.type !== 'mixed' && contents.every((part) => isVerbatimTurn(text, part)))
    ) {
      complain(meta.line, `${number} is marked ${meta.type} but its quotation marks make it ${wanted}`);
    }
    const cue = cues.get(number);
    for (const part of contents) {
      rows.push({
        start: part.start,
        end: part.end,
        type: meta.type,
        mention: source ? { start: source.start, end: source.end } : null,
        ...(meta.speakers ? { speakers: meta.speakers } : {}),
        cue: cue ? { start: cue.start, end: cue.end } : null,
        stance: meta.stance,
        ...(meta.statedAt ? { statedAt: meta.statedAt } : {}),
        ...(contents.length > 1 ? { group: `a${number}` } : {}),
        ...(meta.optional ? { optional: true as const } : {}),
      });
    }
  }
  return rows.sort((a, b) => a.start - b.start || a.end - b.end);
};

const DOUBLE = '"“”„‟«»';
const SINGLE = "'‘’‚‛";
const WORD = /[\p{L}\p{N}]/u;

/**
 * The type that the quotation marks in and right around the parts give. A mark opens when a space, bracket, dash
 * or the start stands before it, whatever way its glyph faces (scraped texts turn them round); guillemets go by
 * glyph. A paragraph that ends inside a quotation opens anew with its own mark.
 */
const typeByMarks = (text: string, parts: Span[]): AttributionType => {
  let inside = 0;
  let outside = 0;
  for (const part of parts) {
    const before = text.charAt(part.start - 1);
    const isMark = (char: string): boolean => char !== '' && (DOUBLE.includes(char) || SINGLE.includes(char));
    const closesAfter =
      /^[.,!?…]?["“”»'’‘]/.test(text.slice(part.end)) || /^[.,!?…]*(\n|$)/.test(text.slice(part.end));
    let depth = isMark(before) && closesAfter && opens(text, part.start - 1) ? 1 : 0;
    let inWord = false;
    let closing = -1;
    for (let i = part.start; i < part.end; i++) {
      const char = text.charAt(i);
      if (char === '\n' && /^\n\s*\S/.test(text.slice(i, part.end)) && nextIsMark(text, i)) depth = 0;
      const single = SINGLE.includes(char) ? singleClose(text, i) : -1;
      if (DOUBLE.includes(char) || single > 0 || i === closing) {
        const opening = isSpaced(text, i) ? depth === 0 : i !== closing && opens(text, i);
        depth = opening ? depth + 1 : Math.max(0, depth - 1);
        if (single > 0) closing = single;
        inWord = false;
        continue;
      }
      const isWord = WORD.test(char);
      if (isWord && !inWord) {
        if (depth > 0) inside++;
        else outside++;
      }
      inWord = isWord;
    }
  }
  return outside === 0 ? 'direct' : inside === 0 ? 'indirect' : 'mixed';
};

const nextIsMark = (text: string, newline: number): boolean => {
  const next = /\S/.exec(text.slice(newline));
  return next !== null && (DOUBLE + SINGLE).includes(next[0]) && opens(text, newline + next.index);
};

/** A mark with white space on both sides, as scrapers leave them, opens when nothing is open. */
const isSpaced = (text: string, at: number): boolean =>
  !'«»'.includes(text.charAt(at)) && !/\S/.test(text.charAt(at - 1)) && !/\S/.test(text.charAt(at + 1));

const opens = (text: string, at: number): boolean => {
  const char = text.charAt(at);
  if (char === '«') return true;
  if (char === '»') return false;
  const before = text.charAt(at - 1);
  const after = text.charAt(at + 1);
  return (
    (before === '' || /[\s([—–\-/"“”'‘’{:]/.test(before)) && after !== '' && !/[\s.,;:!?)\]]/.test(after)
  );
};

/**
 * Where the single mark that opens at `at` closes, or -1 where it is an apostrophe. A mark after "s" may be a
 * possessive, so another one before the next opening mark wins.
 */
const singleClose = (text: string, at: number): number => {
  if (!opens(text, at) || !WORD.test(text.charAt(at + 1))) return -1;
  let possessive = -1;
  for (let i = at + 1; i < text.length && text.charAt(i) !== '\n'; i++) {
    if (!SINGLE.includes(text.charAt(i))) continue;
    if (opens(text, i)) break;
    if (WORD.test(text.charAt(i + 1))) continue;
    if (text.charAt(i - 1) !== 's') return i;
    possessive = i;
  }
  return possessive;
};

/** Words of a transcript or a post: they fill the line after a label with a colon, or whole paragraphs. */
const isVerbatimTurn = (text: string, part: Span): boolean =>
  !(DOUBLE + SINGLE).includes(text.charAt(part.start)) &&
  /(^|\n|: ?|\] ?|— ?)$/.test(text.slice(Math.max(0, part.start - 3), part.start)) &&
  /^[ \t]*(\n|$)/.test(text.slice(part.end));

/** Builds every `.txt` of a folder; problems carry the file. */
export const buildFolder = (
  folder: string,
): { articles: GoldArticle[]; problems: (Problem & { file: string })[] } => {
  const articles: GoldArticle[] = [];
  const problems: (Problem & { file: string })[] = [];
  for (const name of readdirSync(folder).sort()) {
    if (!name.endsWith('.txt')) continue;
    const file = join(folder, name);
    const result = buildGold(basename(name, '.txt'), readFileSync(file, 'utf8'));
    if (result.ok) articles.push(result.article);
    else problems.push(...result.problems.map((problem) => ({ ...problem, file })));
  }
  return { articles, problems };
};

const main = (args: string[]): number => {
  const at = args.indexOf('--out');
  const out = at < 0 ? undefined : args[at + 1];
  if (!out) {
    process.stderr.write('usage: build-gold.ts --out DIR [--texts] [FOLDER…]\n');
    return 2;
  }
  const named = args.filter((arg, i) => i !== at && i !== at + 1 && arg !== '--texts');
  const folders =
    named.length > 0 ? named : ['tuning', 'heldout'].map((half) => join(import.meta.dirname, half));
  const built = folders
    .filter((folder) => named.length > 0 || existsSync(folder))
    .map((folder) => ({ folder, ...buildFolder(folder) }));
  const problems = built.flatMap((half) => half.problems);
  for (const { file, line, message } of problems) process.stderr.write(`${file}:${line}: ${message}\n`);
  if (problems.length > 0) return 1;
  for (const { folder, articles } of built) {
    const target = join(out, basename(folder));
    rmSync(target, { recursive: true, force: true });
    mkdirSync(target, { recursive: true });
    for (const article of articles) {
      writeFileSync(join(target, `${article.id}.json`), `${JSON.stringify(article, null, 1)}\n`);
      if (args.includes('--texts')) writeFileSync(join(target, `${article.id}.txt`), article.text);
    }
    process.stdout.write(`${target}: ${articles.length} articles\n`);
  }
  return 0;
};

if (import.meta.main) process.exitCode = main(process.argv.slice(2));
