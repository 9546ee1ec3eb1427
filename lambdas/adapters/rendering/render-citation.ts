// Statements as plain citations, one a line: who, in which office, when, what, and where it is reported.
import type { LinkedStatement } from '../../application/ports/statement-renderer.ts';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** `Irena Valcourt (foreign minister), 14 March 2031: “…” In: “Title”, outlet, 14 March 2031. URL` */
export function renderCitation(statement: LinkedStatement): string {
  const withdrawn = statement.status === 'withdrawn' ? ' [Withdrawn from the article.]' : '';
  const address = statement.article.url ?? statement.links.self;
  return `${describeReport(statement)} ${address}${withdrawn}\n`;
}

/** `Irena Valcourt (foreign minister), 14 March 2031: “…” In: “Title”, outlet, 14 March 2031.` */
export function describeReport(statement: LinkedStatement): string {
  const { article } = statement;
  const source = [
    ...(article.title === null ? [] : [`“${oneLine(article.title)}”`]),
    ...(article.outlet === null ? [] : [oneLine(article.outlet)]),
    ...(article.publishedAt === null ? [] : [showDate(article.publishedAt)]),
  ].join(', ');
  const saying = describeSaying(statement);
  const stop = ENDS_SENTENCE.test(saying) ? '' : '.';
  return `${saying}${stop} In: ${source === '' ? 'unnamed article' : source}.`;
}

const ENDS_SENTENCE = /[.!?…]["'”’»“]?$/u;
/** A text that the article has in quotation marks brings them along. */
const BEGINS_QUOTED = /^["'“‘„‚«»”’]/u;

/** `Irena Valcourt (foreign minister), 14 March 2031: “…”`; what is not all verbatim gets no quotation marks. */
function describeSaying(statement: LinkedStatement): string {
  const name = oneLine(statement.speaker?.name ?? statement.mention ?? 'Unknown source');
  const office = statement.office === null ? '' : ` (${oneLine(statement.office)})`;
  const text = oneLine(statement.text);
  const quoted = statement.type === 'direct' && !BEGINS_QUOTED.test(text) ? `“${text}”` : text;
  return `${name}${office}, ${showDate(statement.statedAt?.date ?? null)}: ${quoted}`;
}

/** `14 March 2031`, `March 2031`, `2031`, or `undated`. */
export function showDate(date: string | null): string {
  const [, year, month, day] = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/.exec(date ?? '') ?? [];
  if (year === undefined) return 'undated';
  const name = month === undefined ? undefined : MONTHS[Number(month) - 1];
  if (name === undefined) return year;
  return day === undefined ? `${name} ${year}` : `${Number(day)} ${name} ${year}`;
}

export function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}
