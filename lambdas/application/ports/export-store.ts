// Exports: jobs with their progress, the files that they make, and the queue that starts them.
import type { EXPORT_FORMATS } from '../../contract/resources.ts';
import type { StatementConditions } from '../build-statement-filter.ts';
import type { StatementFilter } from './statement-reader.ts';

export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** A part of a file that is stored, as S3 knows it. */
export interface FilePart {
  readonly number: number;
  readonly eTag: string;
}

/** How far an export has come: whoever goes on begins here. */
export interface ExportProgress {
  /** The multipart upload; null before its first part. */
  readonly uploadId: string | null;
  readonly parts: readonly FilePart[];
  /** Of the reader; null at the start. */
  readonly position: string | null;
  readonly statements: number;
  readonly bytes: number;
  readonly searchedTo: string | null;
  /** Its file is whole. */
  readonly written: boolean;
}

export interface ExportJob {
  /** `ex_…` */
  readonly id: string;
  readonly owner: string;
  readonly query: StatementConditions;
  /** The query with its names resolved when it was asked. */
  readonly filter: StatementFilter;
  readonly format: ExportFormat;
  readonly bom: boolean;
  /** Under which the links in the file begin. */
  readonly baseUrl: string;
  readonly status: 'queued' | 'running' | 'done' | 'failed';
  readonly progress: ExportProgress;
  /** Number of takedowns when it began: a file that was begun before one may hold what was taken down. */
  readonly epoch: number;
  /** Until when one worker has it for itself (ISO 8601); null where nobody has. */
  readonly leaseUntil: string | null;
  /** One more at every change. */
  readonly revision: number;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** When file and job are deleted. */
  readonly expiresAt: string;
}

export interface ExportStore {
  create(job: ExportJob): Promise<void>;
  /** Strongly consistent. */
  get(id: string): Promise<ExportJob | null>;
  /** Writes `job` where the stored revision is the one before it; false where it is another, or gone. */
  replace(job: ExportJob): Promise<boolean>;
  remove(id: string): Promise<void>;
  /** Newest first. */
  listByOwner(
    owner: string,
    page: { readonly limit: number; readonly position: string | null },
  ): Promise<{ readonly jobs: readonly ExportJob[]; readonly position: string | null }>;
  /** Takedowns so far; strongly consistent. */
  epoch(): Promise<number>;
  raiseEpoch(): Promise<void>;
}

/** Least size of a part of a file but the last (bytes): S3's limit is 5 MiB. */
export const LEAST_PART_BYTES = 5 * 1024 * 1024;

export interface ExportFiles {
  begin(id: string, format: ExportFormat): Promise<string>;
  /** Null where the upload does not exist (any more). */
  putPart(id: string, uploadId: string, number: number, body: string): Promise<FilePart | null>;
  /** False where the upload does not exist (any more). */
  complete(id: string, uploadId: string, parts: readonly FilePart[]): Promise<boolean>;
  /** Forgets the parts; no error where there are none (any more). */
  abort(id: string, uploadId: string): Promise<void>;
  /** A file that is not worth parts. */
  put(id: string, format: ExportFormat, body: string): Promise<void>;
  remove(id: string): Promise<void>;
  removeAll(): Promise<void>;
  /** An address that needs no key and holds for `seconds`. */
  sign(id: string, fileName: string, seconds: number): Promise<string>;
}

export interface ExportQueue {
  send(exportId: string): Promise<void>;
}
