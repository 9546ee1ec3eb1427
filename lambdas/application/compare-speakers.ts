// What several speakers said, side by side by date: every row is complete, so that pages never divide a date.
import { dayBefore, dayOrCoarser, firstDayOf } from '../core/statements/days.ts';
import type { Statement } from '../core/statements/statement.ts';
import { CALL_CAPACITY } from './list-statements.ts';
import type { StatementFilter, StatementPage, StatementReader } from './ports/statement-reader.ts';

export interface ComparedRow {
  /** As exact as it is known: a day, a month or a year. */
  readonly date: string;
  /** One list a speaker, in the order asked. */
  readonly statements: readonly (readonly Statement[])[];
  readonly truncated: boolean;
}

export interface ComparedPage {
  readonly rows: readonly ComparedRow[];
  /** The latest day that the next page shows; null at the end. */
  readonly position: string | null;
}

/** Statements read of each speaker for one page, and shown of one speaker on one day at most. */
const READ_PER_SPEAKER = 50;

export interface Comparison {
  /** Speakers by id, in the order of the columns. */
  readonly speakerIds: readonly string[];
  readonly filter: Omit<StatementFilter, 'speakerId' | 'dateField' | 'sort'>;
  /** Rows a page, at most. */
  readonly limit: number;
  /** Where the last page ended; null on the first. */
  readonly position: string | null;
}

/** Newest first. Undated statements are in no row. */
export async function compareSpeakers(
  ports: { readonly reader: StatementReader },
  comparison: Comparison,
): Promise<ComparedPage> {
  const filter = {
    ...comparison.filter,
    ...(comparison.position === null ? {} : { to: comparison.position }),
  };
  const pages = await readColumns(ports.reader, comparison.speakerIds, filter);
  // Whatever lies on or before the last day read of an unfinished column may be incomplete there.
  const horizon = pages.reduce<string | null>((latest, page) => {
    if (page.position === null) return latest;
    const last = page.searchedTo ?? page.items.map(rowDay).findLast((day) => day !== null) ?? null;
    const day = last === null ? null : firstDayOf(last);
    return day !== null && (latest === null || day > latest) ? day : latest;
  }, null);
  const rows = groupRows(pages.map(({ items }) => items)).filter(
    (row) => horizon === null || firstDayOf(row.date) > horizon,
  );
  if (rows.length === 0 && horizon !== null) return readCrowdedDay(ports.reader, comparison, horizon);
  const shown = takeWholeDays(rows, comparison.limit);
  const rest = rows[shown.length];
  return { rows: shown, position: rest ? firstDayOf(rest.date) : horizon };
}

/** A day on which somebody said more than one read brings: shown as far as it goes, and marked. */
async function readCrowdedDay(
  reader: StatementReader,
  comparison: Comparison,
  day: string,
): Promise<ComparedPage> {
  const { from, to } = comparison.filter;
  const within = (bound: string | undefined) =>
    bound?.includes('T') && firstDayOf(bound) === day ? bound : day;
  const pages = await readColumns(reader, comparison.speakerIds, {
    ...comparison.filter,
    from: within(from),
    to: within(to),
  });
  const truncated = pages.some((page) => page.position !== null);
  const rows = groupRows(pages.map(({ items }) => items)).map((row) => ({ ...row, truncated }));
  const before = dayBefore(day);
  const over = from !== undefined && before < firstDayOf(from);
  return { rows, position: over ? null : before };
}

function readColumns(
  reader: StatementReader,
  speakerIds: readonly string[],
  filter: Omit<StatementFilter, 'speakerId' | 'dateField' | 'sort'>,
): Promise<readonly StatementPage[]> {
  const capacity = Math.floor(CALL_CAPACITY / speakerIds.length);
  return Promise.all(
    speakerIds.map((speakerId) =>
      reader.page(
        { ...filter, speakerId, dateField: 'statedAt', sort: 'newest' },
        { limit: READ_PER_SPEAKER, position: null, capacity },
      ),
    ),
  );
}

function groupRows(columns: readonly (readonly Statement[])[]): ComparedRow[] {
  const rows = new Map<string, Statement[][]>();
  for (const [column, statements] of columns.entries()) {
    for (const statement of statements) {
      const day = rowDay(statement);
      if (day === null) continue;
      const row = rows.get(day) ?? columns.map(() => []);
      row[column]?.push(statement);
      rows.set(day, row);
    }
  }
  return [...rows]
    .map(([date, statements]) => ({ date, statements, truncated: false }))
    .sort((a, b) => compareText(firstDayOf(b.date), firstDayOf(a.date)) || compareText(b.date, a.date));
}

/** Rows of one day ("2031-03-01" and "2031-03") stay together. */
function takeWholeDays(rows: readonly ComparedRow[], limit: number): readonly ComparedRow[] {
  let end = Math.min(limit, rows.length);
  const dayAt = (at: number) => firstDayOf(rows[at]?.date ?? '');
  while (end < rows.length && dayAt(end) === dayAt(end - 1)) end += 1;
  return rows.slice(0, end);
}

function rowDay({ statedAt }: Statement): string | null {
  return statedAt === null ? null : dayOrCoarser(statedAt.date);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
