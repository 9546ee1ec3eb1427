// Writes an export part by part: whatever crashes, the next delivery goes on after the last part that was noted.
import { linkStatement } from './link-statement.ts';
import type { Clock } from './ports/clock.ts';
import {
  type ExportFiles,
  type ExportJob,
  type ExportQueue,
  type ExportStore,
  LEAST_PART_BYTES,
} from './ports/export-store.ts';
import type { StatementReader } from './ports/statement-reader.ts';
import type { StatementRenderer } from './ports/statement-renderer.ts';
import { NO_PROGRESS } from './request-export.ts';

export interface RunExportPorts {
  readonly exports: ExportStore;
  readonly exportFiles: ExportFiles;
  readonly exportQueue: ExportQueue;
  readonly reader: StatementReader;
  readonly renderer: StatementRenderer;
  readonly clock: Clock;
}

export interface RunExportOptions {
  /** Milliseconds that are left for this run. */
  readonly remaining: () => number;
  /** For how long the job is this run's alone (milliseconds): longer than the run can take. */
  readonly leaseMilliseconds: number;
  readonly leastPartBytes?: number;
}

export type RunExportResult = 'finished' | 'continued' | 'gone' | 'busy';

/** Statements and capacity units of one read. */
const READ_LIMIT = 500;
const READ_CAPACITY = 1000;
/** Milliseconds that must be left for another part. */
const PART_TIME = 30_000;

/** `busy`: another run has the job; its message must come again. `gone`: it was deleted, or is over. */
export async function runExport(
  ports: RunExportPorts,
  id: string,
  options: RunExportOptions,
): Promise<RunExportResult> {
  const found = await ports.exports.get(id);
  if (!found || found.status === 'done' || found.status === 'failed') return 'gone';
  const now = ports.clock.now();
  if (found.leaseUntil !== null && found.leaseUntil > now) return 'busy';
  let job: ExportJob | null = await change(ports, found, {
    status: 'running',
    leaseUntil: new Date(Date.parse(now) + options.leaseMilliseconds).toISOString(),
  });
  if (!job) return 'busy';
  if (job.epoch !== (await ports.exports.epoch())) job = await startOver(ports, job);
  while (job) {
    if (job.progress.written) {
      // A takedown in the meantime has removed the files that it found, and may have missed this one.
      if (job.epoch === (await ports.exports.epoch())) {
        const done = await change(ports, job, { status: 'done', leaseUntil: null });
        return done ? 'finished' : dropFile(ports, id);
      }
      await ports.exportFiles.remove(id);
      job = await startOver(ports, job);
      continue;
    }
    const part = await readPart(ports, job, options.leastPartBytes ?? LEAST_PART_BYTES);
    const written = await writePart(ports, job, part);
    if (written === 'gone') return 'gone';
    job = written === 'lost' ? await startOver(ports, job) : written;
    if (job && !job.progress.written && options.remaining() < PART_TIME) {
      if (!(await change(ports, job, { leaseUntil: null }))) return dropFile(ports, id);
      await ports.exportQueue.send(id);
      return 'continued';
    }
  }
  return 'gone';
}

/** After the last failure: nobody goes on with it. */
export async function failExport(ports: RunExportPorts, id: string): Promise<void> {
  const job = await ports.exports.get(id);
  if (!job || job.status === 'done') return;
  if (job.progress.uploadId !== null) await ports.exportFiles.abort(id, job.progress.uploadId);
  await change(ports, job, { status: 'failed', leaseUntil: null });
}

/** The job was deleted under way: what was written of it goes, too. */
async function dropFile(ports: RunExportPorts, id: string): Promise<'gone'> {
  await ports.exportFiles.remove(id);
  return 'gone';
}

interface Part {
  readonly body: string;
  readonly position: string | null;
  readonly statements: number;
  readonly searchedTo: string | null;
  readonly last: boolean;
}

/** Pages until there is enough for a part, or no more. */
async function readPart(ports: RunExportPorts, job: ExportJob, leastBytes: number): Promise<Part> {
  const pieces: string[] = [];
  let bytes = 0;
  let statements = 0;
  let { position, searchedTo } = job.progress;
  for (;;) {
    const page = await ports.reader.page(job.filter, {
      limit: READ_LIMIT,
      position,
      capacity: READ_CAPACITY,
    });
    const linked = page.items.map((statement) => linkStatement(statement, job.baseUrl));
    const first = job.progress.position === null && pieces.length === 0;
    const piece = ports.renderer.renderPiece(job.format, linked, { first, bom: job.bom });
    pieces.push(piece);
    bytes += Buffer.byteLength(piece);
    statements += page.items.length;
    position = page.position;
    searchedTo = page.searchedTo ?? page.items.at(-1)?.statedAt?.date ?? searchedTo;
    if (position === null || bytes >= leastBytes) {
      return { body: pieces.join(''), position, statements, searchedTo, last: position === null };
    }
  }
}

/**
 * The job with the part noted. `gone`: the job was deleted, or is somebody else's now; `lost`: its upload does not exist
 * any more, since a crash came between its end and the note of it, or it was forgotten.
 */
async function writePart(
  ports: RunExportPorts,
  job: ExportJob,
  part: Part,
): Promise<ExportJob | 'gone' | 'lost'> {
  const { progress } = job;
  const noted = {
    ...progress,
    position: part.position,
    statements: progress.statements + part.statements,
    bytes: progress.bytes + Buffer.byteLength(part.body),
    searchedTo: part.searchedTo,
    written: part.last,
  };
  if (part.last && progress.uploadId === null) {
    await ports.exportFiles.put(job.id, job.format, part.body);
    return (await change(ports, job, { progress: noted })) ?? dropFile(ports, job.id);
  }
  const uploadId = progress.uploadId ?? (await ports.exportFiles.begin(job.id, job.format));
  const stored = await ports.exportFiles.putPart(job.id, uploadId, progress.parts.length + 1, part.body);
  if (stored === null) return 'lost';
  const parts = [...progress.parts, stored];
  if (part.last && !(await ports.exportFiles.complete(job.id, uploadId, parts))) return 'lost';
  const next = await change(ports, job, {
    progress: { ...noted, uploadId: part.last ? null : uploadId, parts },
  });
  if (next) return next;
  if (!part.last) await ports.exportFiles.abort(job.id, uploadId);
  return dropFile(ports, job.id);
}

async function startOver(ports: RunExportPorts, job: ExportJob): Promise<ExportJob | null> {
  if (job.progress.uploadId !== null) await ports.exportFiles.abort(job.id, job.progress.uploadId);
  return change(ports, job, { progress: NO_PROGRESS, epoch: await ports.exports.epoch() });
}

async function change(
  ports: RunExportPorts,
  job: ExportJob,
  fields: Partial<Pick<ExportJob, 'status' | 'progress' | 'leaseUntil' | 'epoch'>>,
): Promise<ExportJob | null> {
  const changed = { ...job, ...fields, revision: job.revision + 1, updatedAt: ports.clock.now() };
  return (await ports.exports.replace(changed)) ? changed : null;
}
