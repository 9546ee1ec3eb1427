// npm run redrive: puts what was given up back on its queue, once its cause is mended; on this machine and in AWS.
import { parseArgs } from 'node:util';
import { SQSClient } from '@aws-sdk/client-sqs';
import { redriveLetters } from '../../../lambdas/application/redrive-letters.ts';
import { wireRedrive } from '../../../lambdas/runtime/wire-maintenance.ts';
import { FUNCTIONS, type FunctionDefinition, QUEUES, type QueueName } from '../../functions.ts';
import { print, runCommand } from '../cli.ts';
import { moveDeadLetters } from '../move-dead-letters.ts';
import { connect } from '../running.ts';

const USAGE = `npm run redrive

  Sends uploads that failed, and the dead letters of all other queues, to their queues again. Doing it twice does no
  harm. In AWS, set TABLE_NAME, ARCHIVE_BUCKET and the ..._QUEUE_URL variables (see docs/operations.md).`;

await runCommand(async () => {
  const { values } = parseArgs({ options: { help: { type: 'boolean', short: 'h', default: false } } });
  if (values.help) {
    print(USAGE);
    return 0;
  }
  await connect();
  print(`ingest: ${await redriveLetters(wireRedrive())} sent again`);
  const sqs = new SQSClient();
  for (const queue of (Object.keys(QUEUES) as QueueName[]).filter(hasUnreadLetters)) {
    const url = process.env[QUEUES[queue].environment];
    if (url) print(`${queue}: ${await moveDeadLetters(sqs, url)} sent again`);
  }
  sqs.destroy();
  return 0;
});

/** Where no function reads the dead letters, they lie in their queue. */
function hasUnreadLetters(queue: QueueName): boolean {
  const functions: readonly FunctionDefinition[] = FUNCTIONS;
  return !functions.some(
    ({ trigger }) => trigger.kind === 'queue' && trigger.queue === queue && trigger.source === 'dead-letters',
  );
}
