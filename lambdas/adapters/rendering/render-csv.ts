// Statements as CSV (RFC 4180) for spreadsheets: stable columns, and no cell that a spreadsheet takes for a formula.
import { stringify } from 'csv-stringify/sync';
import type { LinkedStatement } from '../../application/ports/statement-renderer.ts';

type Cell = string | number | boolean | null;

/** Columns by name, in order. New ones are added at the end; none is renamed or taken away. */
const COLUMNS: readonly (readonly [string, (statement: LinkedStatement) => Cell])[] = [
  ['id', (s) => s.id],
  ['status', (s) => s.status],
  ['revision', (s) => s.revision],
  ['speaker_id', (s) => s.speaker?.id ?? null],
  ['speaker', (s) => s.speaker?.name ?? null],
  ['mention', (s) => s.mention],
  ['office', (s) => s.office],
  ['stated_at', (s) => s.statedAt?.date ?? null],
  ['stated_at_precision', (s) => s.statedAt?.precision ?? null],
  ['type', (s) => s.type],
  ['stance', (s) => s.stance],
  ['negated', (s) => s.negated],
  ['text', (s) => s.text],
  ['cue', (s) => s.cue],
  ['medium', (s) => s.medium],
  ['addressee', (s) => s.addressee],
  ['topics', (s) => s.topics.join('; ')],
  ['about', (s) => s.about.map(({ name }) => name).join('; ')],
  [
    'reported_by',
    (s) => s.reportedBy.map(({ speaker, mention }) => speaker?.name ?? mention ?? '').join('; '),
  ],
  ['language', (s) => s.language],
  ['confidence', (s) => s.confidence],
  ['outlet', (s) => s.article.outlet],
  ['article_title', (s) => s.article.title],
  ['article_url', (s) => s.article.url],
  ['published_at', (s) => s.article.publishedAt],
  ['article_id', (s) => s.article.id],
  ['text_hash', (s) => s.provenance.textHash],
  ['content_spans', (s) => s.provenance.content.map(({ start, end }) => `${start}-${end}`).join('; ')],
  ['recorded_at', (s) => s.recordedAt],
  ['updated_at', (s) => s.updatedAt],
  ['link', (s) => s.links.self],
];

/** Names of the columns, in order. */
export const CSV_COLUMNS: readonly string[] = COLUMNS.map(([name]) => name);

/** Lines end in CR LF. A cell that begins like a formula gets an apostrophe in front, as OWASP advises. */
export function renderCsv(
  statements: readonly LinkedStatement[],
  options: { readonly head: boolean; readonly bom: boolean },
): string {
  const rows = statements.map((statement) => COLUMNS.map(([, read]) => read(statement)));
  return stringify(options.head ? [[...CSV_COLUMNS], ...rows] : rows, {
    record_delimiter: 'windows',
    // Without it, a lone line feed inside a cell would end the row for most readers.
    quote_record_delimiter: true,
    escape_formulas: true,
    bom: options.bom,
    cast: { boolean: (value) => String(value) },
  });
}
