// npm run reconcile: compares the bucket with the receipts, and ingests what was never ingested.
import { parseArgs } from 'node:util';
import { reconcileUploads } from '../../../lambdas/application/reconcile-uploads.ts';
import { wireReconcile } from '../../../lambdas/runtime/wire-maintenance.ts';
import { STUCK_AFTER } from '../../functions.ts';
import { print, runCommand, startCounter } from '../cli.ts';
import { connect } from '../running.ts';

const USAGE = `npm run reconcile -- [options]

  --prefix PREFIX   only keys that begin so
  --dry-run         report, and put nothing on the queue

  In AWS, set TABLE_NAME, ARTICLES_BUCKET and INGEST_QUEUE_URL (see docs/operations.md).`;

await runCommand(async () => {
  const { values } = parseArgs({
    options: {
      prefix: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    print(USAGE);
    return 0;
  }
  await connect();
  const { ports, bucket } = wireReconcile();
  const counter = startCounter('Comparing', 'uploads');
  const report = await reconcileUploads(ports, {
    bucket,
    stuckAfter: STUCK_AFTER,
    dryRun: values['dry-run'],
    ...(values.prefix !== undefined && { prefix: values.prefix }),
    onProgress: counter.update,
  }).finally(counter.stop);
  const outcomes = Object.entries(report.outcomes).map(([outcome, count]) => `${count} ${outcome}`);
  print(`${report.uploads} uploads: ${outcomes.join(', ') || 'none has a receipt'}`);
  const sent = values['dry-run'] ? 'to be sent again (dry run)' : 'sent again';
  print(`${report.missing + report.stuck} ${sent}: ${report.missing} never ingested, ${report.stuck} stuck`);
  return 0;
});
