// Which index entries lead to a statement, and the shape of its item.
import { z } from 'zod';
import { dateOf } from '../../application/ports/match-statement.ts';
import type { Statement } from '../../core/statements/statement.ts';
import { indexWords } from '../../core/statements/words.ts';
import { storedStatement } from '../stored-records.ts';
import {
  INDEX_PERIODS,
  type IndexName,
  type IndexOrder,
  indexDirectoryPartition,
  indexPartition,
  PERIOD_LENGTH,
  postingSort,
  shardOf,
} from './keys.ts';
import type { Key } from './table.ts';

export const DATE_FIELDS = { s: 'statedAt', p: 'publishedAt', r: 'recordedAt' } as const;

/**
 * The orders that each index is kept in. Words are kept by the date stated alone: they are most of what is written for
 * a statement, and other orders are answered from another index and checked.
 */
export const INDEX_ORDERS: Readonly<Record<IndexName, readonly IndexOrder[]>> = {
  recent: ['s', 'p', 'r'],
  speaker: ['s', 'p', 'r'],
  article: ['s'],
  topic: ['s', 'p'],
  about: ['s', 'p'],
  outlet: ['s', 'p'],
  word: ['s'],
};

export const statementItem = z.object({
  seq: z.int(),
  contentOrder: z.string(),
  /** When the present revision was written: the order of the feed. */
  feedAt: z.string(),
  statement: storedStatement,
});
export type StatementItem = z.output<typeof statementItem>;

export interface Posting {
  readonly key: Key;
  /** The entry of the directory that its period needs; null for indexes of one partition. */
  readonly directory: Key | null;
  readonly order: IndexOrder;
}

/** Everything that leads to a statement. */
export function postingsOf(statement: Statement, feedAt: string): Posting[] {
  const terms: Readonly<Record<IndexName, readonly string[]>> = {
    recent: [''],
    speaker: statement.speaker === null ? [] : [statement.speaker.id],
    article: [statement.article.id],
    topic: statement.topics,
    about: statement.about.map(({ id }) => id),
    outlet: statement.article.outlet === null ? [] : [statement.article.outlet],
    word: indexWords(statement.text),
  };
  return (Object.keys(terms) as IndexName[]).flatMap((index) =>
    INDEX_ORDERS[index].flatMap((order) => {
      const date = dateOf(statement, DATE_FIELDS[order], feedAt);
      const period = periodOf(index, date, statement.id);
      return terms[index].map((term) => ({
        key: { pk: indexPartition(index, order, term, period), sk: postingSort(date, statement.id) },
        directory: period === 'all' ? null : { pk: indexDirectoryPartition(index, order, term), sk: period },
        order,
      }));
    }),
  );
}

function periodOf(index: IndexName, date: string, statementId: string): string {
  const period = INDEX_PERIODS[index];
  if (period === 'all') return 'all';
  const name = date.slice(0, PERIOD_LENGTH[period]);
  return period === 'day' ? `${name}#${shardOf(statementId)}` : name;
}
