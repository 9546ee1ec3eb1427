// Exports as their owner sees them: asked for, watched, fetched, stopped.
import { createProblem } from '../contract/problems.ts';
import { buildSentFilter, type StatementConditions } from './build-statement-filter.ts';
import type { FindSpeakerPorts } from './find-speaker.ts';
import { done, type Outcome, refused } from './outcome.ts';
import type { Clock, IdSource } from './ports/clock.ts';
import type { ExportFiles, ExportFormat, ExportJob, ExportQueue, ExportStore } from './ports/export-store.ts';

export interface ExportPorts extends FindSpeakerPorts {
  readonly exports: ExportStore;
  readonly exportFiles: ExportFiles;
  readonly exportQueue: ExportQueue;
  readonly clock: Clock;
  readonly ids: IdSource;
}

/** Exports of one owner that may be under way at a time. */
export const MOST_EXPORTS_UNDER_WAY = 5;
/** Days for which files are kept: one less than the bucket's own rule, so that no address leads to nothing. */
const KEPT_DAYS = 6;
/** Seconds for which an address of a file holds. */
export const ADDRESS_SECONDS = 3600;

export const NO_PROGRESS: ExportJob['progress'] = {
  uploadId: null,
  parts: [],
  position: null,
  statements: 0,
  bytes: 0,
  searchedTo: null,
  written: false,
};

/** Problems: those of the query, `limit_reached`. The job is stored before its message is sent. */
export async function requestExport(
  ports: ExportPorts,
  owner: string,
  wanted: {
    readonly query: StatementConditions;
    readonly format: ExportFormat;
    readonly bom: boolean;
    readonly baseUrl: string;
  },
): Promise<Outcome<ExportJob>> {
  const filter = await buildSentFilter(ports, wanted.query);
  if (!filter.ok) return filter;
  const { jobs } = await ports.exports.listByOwner(owner, { limit: 50, position: null });
  const underWay = jobs.filter(({ status }) => status === 'queued' || status === 'running');
  if (underWay.length >= MOST_EXPORTS_UNDER_WAY) {
    const detail = `A team has at most ${MOST_EXPORTS_UNDER_WAY} under way; wait, or delete one.`;
    return refused(createProblem('limit_reached', { detail }));
  }
  const now = ports.clock.now();
  const job: ExportJob = {
    ...wanted,
    id: ports.ids.create('ex_'),
    owner,
    filter: filter.value,
    status: 'queued',
    progress: NO_PROGRESS,
    epoch: await ports.exports.epoch(),
    leaseUntil: null,
    revision: 1,
    createdAt: now,
    updatedAt: now,
    expiresAt: new Date(Date.parse(now) + KEPT_DAYS * 86_400_000).toISOString(),
  };
  await ports.exports.create(job);
  await ports.exportQueue.send(job.id);
  return done(job);
}

/** A job with the address of its file; `removed` where the file is gone. */
export interface ShownExport {
  readonly job: ExportJob;
  readonly status: ExportJob['status'] | 'removed';
  readonly url: string | null;
}

/** Problem: `unknown_resource`, also where it is another owner's. */
export async function findExport(
  ports: ExportPorts,
  owner: string,
  id: string,
): Promise<Outcome<ShownExport>> {
  const job = await ports.exports.get(id);
  if (job?.owner !== owner) return refused(createProblem('unknown_resource'));
  return done(await showExport(ports, job, await ports.exports.epoch()));
}

export async function listExports(
  ports: ExportPorts,
  owner: string,
  page: { readonly limit: number; readonly position: string | null },
): Promise<{ readonly items: readonly ShownExport[]; readonly position: string | null }> {
  const { jobs, position } = await ports.exports.listByOwner(owner, page);
  const epoch = await ports.exports.epoch();
  return { items: await Promise.all(jobs.map((job) => showExport(ports, job, epoch))), position };
}

/** Problem: `unknown_resource`. A worker that has the job finds it gone and stops. */
export async function removeExport(ports: ExportPorts, owner: string, id: string): Promise<Outcome<null>> {
  const job = await ports.exports.get(id);
  if (job?.owner !== owner) return refused(createProblem('unknown_resource'));
  await ports.exports.remove(id);
  if (job.progress.uploadId !== null) await ports.exportFiles.abort(id, job.progress.uploadId);
  await ports.exportFiles.remove(id);
  return done(null);
}

async function showExport(ports: ExportPorts, job: ExportJob, epoch: number): Promise<ShownExport> {
  if (job.status !== 'done') return { job, status: job.status, url: null };
  if (job.epoch !== epoch || job.expiresAt <= ports.clock.now()) return { job, status: 'removed', url: null };
  const name = `statements-${job.createdAt.slice(0, 10)}.${FILE_ENDINGS[job.format]}`;
  return { job, status: 'done', url: await ports.exportFiles.sign(job.id, name, ADDRESS_SECONDS) };
}

const FILE_ENDINGS: Readonly<Record<ExportFormat, string>> = {
  csv: 'csv',
  jsonl: 'jsonl',
  bibtex: 'bib',
  citation: 'txt',
};
