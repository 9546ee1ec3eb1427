// npm run rebuild: makes the whole table again from the bucket; publishes no events, keeps the times of recording.
import { parseArgs } from 'node:util';
import { rebuildTable } from '../../../lambdas/application/rebuild-table.ts';
import { wireRebuild } from '../../../lambdas/runtime/wire-maintenance.ts';
import { FUNCTIONS, TABLE } from '../../functions.ts';
import { startBackends } from '../backends.ts';
import { print, runCommand, startCounter } from '../cli.ts';
import { describeError } from '../local-error.ts';
import { readTrackerSettings } from '../settings.ts';

const USAGE = `npm run rebuild -- [options]

  --data FOLDER   the data folder (.tracker, or TRACKER_DATA); its tracker must be stopped

  In AWS, set the variables of the ingest function (see docs/operations.md). Meanwhile, uploads wait in their queue.
  Ended early, it has to be begun again: until then, uploads go on waiting.`;

await runCommand(async () => {
  const { values } = parseArgs({
    options: { data: { type: 'string' }, help: { type: 'boolean', short: 'h', default: false } },
  });
  if (values.help) {
    print(USAGE);
    return 0;
  }
  const backends = process.env[TABLE.environment]
    ? null
    : await startBackends({
        data: readTrackerSettings(values).data,
        s3Port: 0,
        auth: false,
        onError: (error) => print(describeError(error)),
      });
  try {
    const { ports, rules, bucket } = wireRebuild();
    const counters = {
      clear: startCounter('Emptying the table', 'items'),
      ingest: startCounter('Ingesting', 'uploads'),
    };
    const outcomes = await rebuildTable(ports, rules, {
      bucket,
      // On this machine nobody else has the data folder.
      ...(backends === null && { settled: waitForFunctions }),
      onProgress: (step, done) => counters[step].update(done),
    }).finally(() => {
      for (const counter of Object.values(counters)) counter.stop();
    });
    const counts = Object.entries(outcomes).map(([outcome, count]) => `${count} ${outcome}`);
    print(`Rebuilt from the bucket: ${counts.join(', ') || 'it is empty'}.`);
    return 0;
  } finally {
    await backends?.stop();
  }
});

/** Whoever had begun to write before the rebuild was marked has ended, or been ended, when its time is over. */
async function waitForFunctions(): Promise<void> {
  const writers = ['ingest-article', 'serve-api'];
  const seconds = FUNCTIONS.filter(({ name }) => writers.includes(name)).map((each) => each.timeoutSeconds);
  const longest = Math.max(...seconds);
  print(`Waiting ${longest} s for uploads that are being ingested…`);
  await new Promise((resolve) => setTimeout(resolve, longest * 1_000));
}
