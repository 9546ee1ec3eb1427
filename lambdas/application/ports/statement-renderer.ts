// Statements as files and feeds that other tools read.
import type { StatementFormat } from '../../contract/parameters.ts';
import type { Statement } from '../../core/statements/statement.ts';

/** A statement with the addresses under which the API shows it. */
export interface LinkedStatement extends Statement {
  readonly links: { readonly self: string; readonly article: string; readonly text: string };
}

export interface FeedDescription {
  readonly title: string;
  /** Address of this very list, and of the page after it; null at the end. */
  readonly self: string;
  readonly next: string | null;
}

export interface RenderOptions {
  /** Begin a CSV with a byte order mark. */
  readonly bom: boolean;
  readonly feed: FeedDescription;
}

/** A format whose files can be written piece by piece: pieces put one after the other are the file. */
export type PieceFormat = Extract<StatementFormat, 'csv' | 'jsonl' | 'bibtex' | 'citation'>;

export interface StatementRenderer {
  /** A whole list. */
  renderList(
    format: Exclude<StatementFormat, 'json'>,
    statements: readonly LinkedStatement[],
    options: RenderOptions,
  ): string;
  /** One statement by itself. */
  renderOne(
    format: Exclude<StatementFormat, 'json'>,
    statement: LinkedStatement,
    options: RenderOptions,
  ): string;
  /** A piece of a file; `first` pieces carry the head. */
  renderPiece(
    format: PieceFormat,
    statements: readonly LinkedStatement[],
    options: { first: boolean; bom: boolean },
  ): string;
}
