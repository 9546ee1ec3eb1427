// Writing statements, with their indexes; the reading side is statement-reader.ts.
import type { Statement } from '../../core/statements/statement.ts';

export interface StoredStatement {
  readonly statement: Statement;
  /** Number of the article's journal that wrote it last. */
  readonly seq: number;
  /** Order of the version that its content was taken from; of a current statement, at least that. */
  readonly contentOrder: string;
}

export interface StatementWrite extends StoredStatement {
  /** As it was before, so that what indexes no longer lead to can be removed; null where it is new. */
  readonly before: Statement | null;
}

export interface StatementStore {
  /** Those that exist, strongly consistent. */
  getMany(ids: readonly string[]): Promise<ReadonlyMap<string, StoredStatement>>;
  /**
   * Indexes first, then the statement, unless a journal with this or a later number wrote it already; then what only
   * the old state was indexed under is removed. The same whether done once or often.
   */
  put(write: StatementWrite): Promise<void>;
  /** Removes the statement and everything that leads to it. */
  remove(statementId: string): Promise<void>;
}
