// npm run query -- "Putin" --from 2025-03-01: what a speaker said, from the API, readable on a terminal.
import { parseArgs } from 'node:util';
import { StatementPage } from '../../../lambdas/contract/resources.ts';
import { createApiClient } from '../api-client.ts';
import { print, runCommand, textWidth } from '../cli.ts';
import { LocalError } from '../local-error.ts';
import { readApiSettings } from '../settings.ts';
import { describeStatement } from '../show-statements.ts';

const USAGE = `npm run query -- [SPEAKER] [options]

  SPEAKER             id, name or alias; without it, all speakers
  --from, --to DATE   when it was said: 2025, 2025-03 or 2025-03-14, inclusive
  --type TYPE         direct, indirect or mixed
  --stance STANCE     said, denied, warned, …
  --topic CODE        a topic of GET /topics
  --about NAME        whom or what the statement mentions
  --outlet NAME       who reported it
  --q WORDS           words, "phrases" and -words of the text
  --withdrawn         withdrawn statements, too
  --limit N           statements a page (20)
  --cursor CURSOR     the next page
  --json              the API's answer as it is

  TRACKER_API says where the tracker is (http://127.0.0.1:8787), TRACKER_KEY is the key that it asks for.`;

await runCommand(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      from: { type: 'string' },
      to: { type: 'string' },
      type: { type: 'string' },
      stance: { type: 'string' },
      topic: { type: 'string' },
      about: { type: 'string' },
      outlet: { type: 'string' },
      q: { type: 'string' },
      withdrawn: { type: 'boolean' },
      limit: { type: 'string', default: '20' },
      cursor: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    print(USAGE);
    return 0;
  }
  if (positionals.length > 1) {
    throw new LocalError(
      'bad_argument',
      `One speaker at a time: quote a name of several words, "${positionals.join(' ')}".`,
    );
  }
  const { json, help: _, withdrawn, ...conditions } = values;
  const [speaker] = positionals;
  const path = speaker === undefined ? '/statements' : `/speakers/${encodeURIComponent(speaker)}/statements`;
  const client = createApiClient(readApiSettings());
  const page = await client.get(StatementPage, path, {
    ...conditions,
    ...(withdrawn && { includeWithdrawn: 'true' }),
  });
  if (json) {
    print(JSON.stringify(page, null, 2));
    return 0;
  }
  const width = textWidth();
  for (const statement of page.items) print(`${describeStatement(statement, width)}\n`);
  if (page.items.length === 0 && !page.next) print('Nothing matches.');
  if (page.searchedTo) print(`Searched to ${page.searchedTo}; there may be more before that.`);
  if (page.cursor && page.next) print(`More: add --cursor ${page.cursor}`);
  return 0;
});
