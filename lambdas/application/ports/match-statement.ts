// Whether a statement fulfils a filter: the one meaning that every implementation of the reader checks against.
import { dateBounds, sortDate } from '../../core/statements/sort-date.ts';
import type { Statement } from '../../core/statements/statement.ts';
import { foldWords, matchesWords } from '../../core/statements/words.ts';
import type { StatementFilter } from './statement-reader.ts';

/** The date that `filter` orders by. `feedAt`: when the statement's present revision was written. */
export function dateOf(statement: Statement, field: StatementFilter['dateField'], feedAt: string): string {
  if (field === 'recordedAt') return sortDate(feedAt);
  return sortDate(field === 'statedAt' ? (statement.statedAt?.date ?? null) : statement.article.publishedAt);
}

/** All conditions of `filter`; cheap ones first. */
export function matchesFilter(statement: Statement, filter: StatementFilter, feedAt: string): boolean {
  if (!filter.includeWithdrawn && statement.status !== 'current') return false;
  if (filter.speakerId !== undefined && statement.speaker?.id !== filter.speakerId) return false;
  if (filter.articleId !== undefined && statement.article.id !== filter.articleId) return false;
  if (filter.types !== undefined && !filter.types.includes(statement.type)) return false;
  if (filter.stances !== undefined && !filter.stances.includes(statement.stance)) return false;
  if (filter.outlet !== undefined && statement.article.outlet !== filter.outlet) return false;
  if (filter.topic !== undefined && !statement.topics.includes(filter.topic)) return false;
  if (filter.about !== undefined && !statement.about.some(({ id }) => id === filter.about)) return false;
  if (filter.minConfidence !== undefined && statement.confidence < filter.minConfidence) return false;
  const date = dateOf(statement, filter.dateField, feedAt);
  const { lower, upper } = dateBounds(filter.from, filter.to);
  if (date < lower || date > upper) return false;
  return filter.words === undefined || matchesWords(foldWords(statement.text), filter.words);
}
