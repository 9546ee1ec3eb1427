// Exports under crashes: whatever await a run dies after, the runs that follow leave the same file, once.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createStatementRenderer } from '../../../lambdas/adapters/rendering/statement-renderer.ts';
import type { ExportFiles, ExportJob, ExportStore } from '../../../lambdas/application/ports/export-store.ts';
import { NO_PROGRESS } from '../../../lambdas/application/request-export.ts';
import { failExport, type RunExportPorts, runExport } from '../../../lambdas/application/run-export.ts';
import { createListedReader } from '../../support/listed-reader.ts';
import { makeStatements } from '../../support/seed-statements.ts';

const statements = makeStatements(0, 30);
const renderer = createStatementRenderer(() => null);

function createJob(): ExportJob {
  return {
    id: 'ex_1',
    owner: 'desk',
    query: { dateField: 'statedAt', includeWithdrawn: false, sort: 'newest' },
    filter: { dateField: 'statedAt', includeWithdrawn: false, sort: 'newest' },
    format: 'jsonl',
    bom: false,
    baseUrl: 'https://api.example.org',
    status: 'queued',
    progress: NO_PROGRESS,
    epoch: 0,
    leaseUntil: null,
    revision: 1,
    createdAt: '2031-01-01T00:00:00.000Z',
    updatedAt: '2031-01-01T00:00:00.000Z',
    expiresAt: '2031-01-07T00:00:00.000Z',
  };
}

/** Stores with the conditions of the real ones; the effect number `dieAfter` is done and its caller dies. */
function createWorld() {
  const jobs = new Map<string, ExportJob>([['ex_1', createJob()]]);
  const uploads = new Map<string, Map<number, string>>();
  const files = new Map<string, string>();
  const queue: string[] = ['ex_1'];
  let epoch = 0;
  let begun = 0;
  let dieAfter = Number.POSITIVE_INFINITY;
  let clock = Date.parse('2031-01-01T00:00:00Z');
  const effect = async <T>(value: T): Promise<T> => {
    dieAfter -= 1;
    if (dieAfter < 0) throw new Error('Crash');
    return value;
  };
  const exports: ExportStore = {
    create: async () => {},
    get: async (id) => jobs.get(id) ?? null,
    replace: async (job) => {
      const fits = jobs.get(job.id)?.revision === job.revision - 1;
      if (fits) jobs.set(job.id, job);
      return effect(fits);
    },
    remove: async (id) => void jobs.delete(id),
    listByOwner: async () => ({ jobs: [], position: null }),
    epoch: async () => epoch,
    raiseEpoch: async () => {
      epoch += 1;
    },
  };
  const exportFiles: ExportFiles = {
    begin: async () => {
      begun += 1;
      const id = `upload-${begun}`;
      uploads.set(id, new Map());
      return effect(id);
    },
    putPart: async (_, uploadId, number, body) => {
      const parts = uploads.get(uploadId);
      if (!parts) return effect(null);
      parts.set(number, body);
      return effect({ number, eTag: `${number}:${body.length}` });
    },
    complete: async (id, uploadId, parts) => {
      const stored = uploads.get(uploadId);
      if (!stored) return effect(false);
      for (const { number, eTag } of parts) {
        if (eTag !== `${number}:${stored.get(number)?.length}`) throw new Error('InvalidPart');
      }
      files.set(id, parts.map(({ number }) => stored.get(number)).join(''));
      uploads.delete(uploadId);
      return effect(true);
    },
    abort: async (_, uploadId) => {
      uploads.delete(uploadId);
      return effect(undefined);
    },
    put: async (id, _, body) => {
      files.set(id, body);
      return effect(undefined);
    },
    remove: async (id) => {
      files.delete(id);
      return effect(undefined);
    },
    removeAll: async () => files.clear(),
    sign: async (id) => id,
  };
  const ports: RunExportPorts = {
    exports,
    exportFiles,
    exportQueue: { send: async (id) => effect(void queue.push(id)) },
    reader: createListedReader(statements, 0.005),
    renderer,
    clock: { now: () => new Date(clock).toISOString() },
  };
  return {
    ports,
    jobs,
    files,
    uploads,
    queue,
    takeDown: async () => {
      await exports.raiseEpoch();
      files.clear();
    },
    run: async (crashAfter: number, remaining: number) => {
      dieAfter = crashAfter;
      clock += 60_000;
      return runExport(ports, 'ex_1', {
        remaining: () => remaining,
        leaseMilliseconds: 30_000,
        leastPartBytes: 4_000,
      });
    },
  };
}

const EXPECTED = 30;

function idsIn(file: string | undefined): string[] {
  return (file ?? '').split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line).id as string]));
}

it('ends with the whole file, each statement once, after any crashes, pauses and takedowns', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(25), fc.boolean(), fc.integer({ min: 0, max: 9 })), { maxLength: 12 }),
      async (runs) => {
        const world = createWorld();
        for (const [crashAfter, short, dice] of runs) {
          await world.run(crashAfter, short ? 0 : 600_000).catch((error: Error) => {
            expect(error.message).toBe('Crash');
          });
          if (dice === 0) await world.takeDown();
        }
        const last = await world.run(Number.POSITIVE_INFINITY, 600_000);
        expect(['finished', 'gone']).toContain(last);
        const job = world.jobs.get('ex_1');
        expect(job?.status).toBe('done');
        const gone = world.files.get('ex_1') === undefined;
        // A takedown after the end has removed the file; the job shows so by its epoch.
        if (gone) expect(job?.epoch).not.toBe(await world.ports.exports.epoch());
        else {
          const ids = idsIn(world.files.get('ex_1'));
          expect(ids).toHaveLength(EXPECTED);
          expect(new Set(ids).size).toBe(EXPECTED);
          expect(job?.progress.statements).toBe(EXPECTED);
          expect(job?.progress.bytes).toBe(Buffer.byteLength(world.files.get('ex_1') ?? ''));
        }
      },
    ),
    { numRuns: 300 },
  );
});

it('is one run’s at a time, and leaves nothing of a job that was deleted', async () => {
  const world = createWorld();
  await expect(world.run(2, 600_000)).rejects.toThrow('Crash');
  const job = world.jobs.get('ex_1');
  if (!job) throw new Error('No job');
  world.jobs.set('ex_1', { ...job, leaseUntil: '2099-01-01T00:00:00.000Z' });
  expect(await world.run(Number.POSITIVE_INFINITY, 600_000)).toBe('busy');
  world.jobs.delete('ex_1');
  expect(await world.run(Number.POSITIVE_INFINITY, 600_000)).toBe('gone');
  expect(world.files.size).toBe(0);
});

it('goes on in a message of its own when time ends', async () => {
  const world = createWorld();
  expect(await world.run(Number.POSITIVE_INFINITY, 0)).toBe('continued');
  expect(world.queue).toEqual(['ex_1', 'ex_1']);
  expect(world.jobs.get('ex_1')).toMatchObject({ status: 'running', leaseUntil: null });
});

it('is marked as failed after the last attempt, and its parts are forgotten', async () => {
  const world = createWorld();
  await world.run(Number.POSITIVE_INFINITY, 0);
  await failExport(world.ports, 'ex_1');
  expect(world.jobs.get('ex_1')?.status).toBe('failed');
  expect(world.uploads.size).toBe(0);
  expect(await world.run(Number.POSITIVE_INFINITY, 600_000)).toBe('gone');
});
