// npm run keys -- create|list|revoke: API keys of the running tracker, or of a deployed one.
import { userInfo } from 'node:os';
import { parseArgs } from 'node:util';
import Table from 'cli-table3';
import { createKey, revokeKey } from '../../../lambdas/application/keep-keys.ts';
import { SCOPES, type Scope } from '../../../lambdas/contract/operation.ts';
import { isDatePrefix } from '../../../lambdas/contract/parameters.ts';
import { wireKeys } from '../../../lambdas/runtime/wire-keys.ts';
import { print, runCommand } from '../cli.ts';
import { LocalError } from '../local-error.ts';
import { connect } from '../running.ts';

const USAGE = `npm run keys -- create --name TEAM --scope SCOPE [--scope SCOPE] [--expires DATE]
npm run keys -- list
npm run keys -- revoke KEY_ID

  --name TEAM      whom the key is for: what is made with it belongs to this team
  --scope SCOPE    ${SCOPES.join(', ')}; every key may read, admin may do everything
  --expires DATE   a day or timestamp from which on it does not hold any more

  The key is shown once. A revoked key may hold for 60 seconds more: so long the gateway remembers it.
  TRACKER_DATA says where the tracker is; in AWS set TABLE_NAME, SECRETS_ID and SECRETS_KEY_ID.`;

await runCommand(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      name: { type: 'string' },
      scope: { type: 'string', multiple: true },
      expires: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const [action, id, ...rest] = positionals;
  if (values.help || action === undefined) {
    print(USAGE);
    return values.help ? 0 : 1;
  }
  if (rest.length > 0 || (id !== undefined && action !== 'revoke')) {
    throw new LocalError('bad_argument', `Too many arguments.\n\n${USAGE}`);
  }
  if (action === 'create') {
    const owner = readOwner(values.name);
    const scopes = readScopes(values.scope ?? []);
    const expiresAt = readExpiry(values.expires);
    await connect();
    const { key, token } = await createKey(wireKeys(), keeper(), { owner, scopes, expiresAt });
    process.stderr.write(`Key ${key.id} of ${owner} (${scopes.join(', ')}). It is shown this once:\n`);
    print(token);
    return 0;
  }
  if (action === 'list') {
    await connect();
    const table = new Table({ head: ['id', 'team', 'scopes', 'made', 'expires', 'revoked'] });
    for (const key of await wireKeys().keys.list()) {
      table.push([
        key.id,
        key.owner,
        key.scopes.join(', '),
        key.createdAt.slice(0, 10),
        key.expiresAt?.slice(0, 10) ?? 'never',
        key.revokedAt?.slice(0, 10) ?? '',
      ]);
    }
    print(table.toString());
    return 0;
  }
  if (action === 'revoke' && id !== undefined) {
    await connect();
    if (!(await revokeKey(wireKeys(), keeper(), id))) {
      throw new LocalError('bad_argument', `There is no key ${id}.`);
    }
    print(`Revoked ${id}; it holds for 60 seconds more at most.`);
    return 0;
  }
  throw new LocalError('bad_argument', USAGE);
});

/** The audit names who makes and revokes keys. */
function keeper() {
  return { name: userInfo().username };
}

function readOwner(name: string | undefined): string {
  if (name !== undefined && /^[\w][\w .-]{0,63}$/.test(name)) return name;
  throw new LocalError('bad_argument', 'Give --name: letters, digits, spaces, dots and hyphens, at most 64.');
}

function readScopes(given: readonly string[]): readonly Scope[] {
  const scopes = given.flatMap((text) => text.split(','));
  const unknown = scopes.filter((scope) => !(SCOPES as readonly string[]).includes(scope));
  if (scopes.length > 0 && unknown.length === 0) return [...new Set(scopes)] as Scope[];
  throw new LocalError('bad_argument', `Give --scope, one or more of ${SCOPES.join(', ')}.`);
}

function readExpiry(date: string | undefined): string | null {
  if (date === undefined) return null;
  if (date.length >= 10 && isDatePrefix(date)) {
    const expiresAt = new Date(date).toISOString();
    if (expiresAt > new Date().toISOString()) return expiresAt;
    throw new LocalError('bad_argument', `Such a key would never hold: ${date} is over.`);
  }
  throw new LocalError(
    'bad_argument',
    'Give --expires as a day (2031-03-14) or a timestamp with Z or an offset.',
  );
}
