// Every key of articles, statements, speakers, receipts and their indexes, in one place.
//
// What other stores keep (API keys, endpoints, saved queries…) has its keys beside those stores, under prefixes of
// its own: a prefix ends at the first `#` of `pk` and belongs to one file.
import type { Key } from './table.ts';

/** Most partitions that one hot day is spread over. */
export const SHARDS = 8;

/** 0 to SHARDS − 1, from the last characters of an id that ends in hash digits of base 32. */
export function shardOf(id: string): number {
  let sum = 0;
  for (const character of id.slice(-4)) sum = (sum * 31 + character.charCodeAt(0)) % 65_521;
  return sum % SHARDS;
}

/** Where an article stands: its newest version and its open journal. The serialisation point of its changes. */
export function articleHeadKey(articleId: string): Key {
  return { pk: `ARTICLE#${articleId}`, sk: 'HEAD' };
}

/** One version of an article, by its place in the total order of versions. */
export function sightingKey(articleId: string, order: string): Key {
  return { pk: `ARTICLE#${articleId}`, sk: `SEEN#${order}` };
}
export const SIGHTING_PREFIX = 'SEEN#';

/** An upload with a record of the article that was refused. */
export function refusedKey(articleId: string, uploadId: string): Key {
  return { pk: `ARTICLE#${articleId}`, sk: `${REFUSED_PREFIX}${uploadId}` };
}
export const REFUSED_PREFIX = 'REFUSED#';

export function statementKey(statementId: string): Key {
  return { pk: `STATEMENT#${statementId}`, sk: 'NOW' };
}

/** The indexes of statements, and the part of time that one partition of each covers. */
export const INDEX_PERIODS = {
  recent: 'day',
  speaker: 'all',
  article: 'all',
  topic: 'month',
  about: 'month',
  outlet: 'month',
  word: 'year',
} as const;
export type IndexName = keyof typeof INDEX_PERIODS;

/** The dates that statements are ordered by: stated, published, recorded. */
export type IndexOrder = 's' | 'p' | 'r';

/**
 * Partition of an index: `term` is a speaker, topic, word…; `period` is `all`, a year, a month, or a day with its shard
 * (`2025-03-14#3`). Its sort keys are {@link postingSort}.
 */
export function indexPartition(index: IndexName, order: IndexOrder, term: string, period: string): string {
  return `IX_${index}#${order}#${term}#${period}`;
}

/**
 * The periods of an index that are not empty, so that nobody walks empty ones; sort key: the period. Words share one
 * list of the years of all of them: a list a word would double what is written for a statement.
 */
export function indexDirectoryPartition(index: IndexName, order: IndexOrder, term: string): string {
  return `IX_PERIODS#${index}#${order}#${index === 'word' ? '' : term}`;
}

/** Characters of a date that name its period. */
export const PERIOD_LENGTH = { day: 10, month: 7, year: 4, all: 0 } as const;

/** Date first, so that every index of one order sorts alike and a position means the same in all of them. */
export function postingSort(date: string, statementId: string): string {
  return `${date}#${statementId}`;
}

export function speakerKey(speakerId: string): Key {
  return { pk: `SPEAKER#${speakerId}`, sk: 'SPEAKER' };
}

/** All speakers by folded name; written once a new speaker or alias. */
export const SPEAKER_NAMES = 'SPEAKER_NAMES#';
/** What speakers are found by, from entries such as `n:putin#vladimir-putin`; one partition a first letter. */
export function speakerAliasPartition(entry: string): string {
  return `SPEAKER_ALIASES#${entry.slice(0, 3)}`;
}

/** Counts of a period: `family` says of what (a speaker, a topic, an outlet), `bucket` of when. */
export function counterPartition(family: string, term: string): string {
  return `COUNT_${family}#${term}`;
}

/** Terms of a family that were ever counted; sort key: the term. */
export function counterDirectoryPartition(family: string): string {
  return `COUNTED_${family}#`;
}

export function receiptKey(uploadId: string): Key {
  return { pk: `UPLOAD#${uploadId}`, sk: 'RECEIPT' };
}

/** A journal that an upload has opened, there until it is closed. */
export function openedJournalKey(uploadId: string, journal: string): Key {
  return { pk: receiptKey(uploadId).pk, sk: `${OPENED_PREFIX}${journal}` };
}
const OPENED_PREFIX = 'OPENED#';
export function openedJournals(uploadId: string): { readonly pk: string; readonly prefix: string } {
  return { pk: receiptKey(uploadId).pk, prefix: OPENED_PREFIX };
}

/** Receipts of one object key, any version; sort key: `receivedAt#uploadId`. */
export function receiptsOfKeyPartition(bucket: string, key: string): string {
  return `UPLOADS_OF#${bucket}/${key}`;
}

/** Receipts of one outcome; `period` is a day with its shard. Sort key: `receivedAt#uploadId`. */
export function receiptsByOutcomePartition(outcome: string, period: string): string {
  return `UPLOADS_BY#${outcome}#${period}`;
}

/** The days and shards in which an outcome occurs; sort key: `day#shard`. */
export function receiptDaysPartition(outcome: string): string {
  return `UPLOAD_DAYS#${outcome}`;
}

/** The families of this file: everything that can be made again from the uploads. */
const REBUILT =
  /^(?:ARTICLE|STATEMENT|IX_[a-z]+|IX_PERIODS|SPEAKER|SPEAKER_NAMES|SPEAKER_ALIASES|COUNT_[a-z]+|COUNTED_[a-z]+|UPLOAD|UPLOADS_OF|UPLOADS_BY|UPLOAD_DAYS)#/u;

export function isRebuilt(pk: string): boolean {
  return REBUILT.test(pk);
}
