// The import rules: a planted violation of each is found, and what the design allows is none.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

const TARGET = "export const name = 'x';\nexport type Name = typeof name;\n";
const TARGETS = [
  ...['core', 'contract', 'application', 'application/ports', 'adapters', 'runtime', 'handlers/target'].map(
    (part) => `lambdas/${part}/target.ts`,
  ),
  'lib/target.ts',
  'test/target.ts',
];

/** Rule, file that breaks it, and its content. */
const PLANTED: readonly [rule: string, path: string, content: string][] = [
  ['core-is-pure', 'lambdas/core/files.ts', "import 'node:fs';\n"],
  ['core-is-pure', 'lambdas/core/zod.ts', "import type { z } from 'zod';\nexport type A = z.ZodType;\n"],
  ['core-is-pure', 'lambdas/core/contract.ts', "export * from '../contract/target.ts';\n"],
  ['contract-knows-zod-alone', 'lambdas/contract/core.ts', "export * from '../core/target.ts';\n"],
  [
    'application-knows-no-adapter',
    'lambdas/application/adapter.ts',
    "export * from '../adapters/target.ts';\n",
  ],
  ['zod-at-the-edges', 'lambdas/application/zod.ts', "import { z } from 'zod';\nexport const a = z;\n"],
  ['sdk-behind-adapters', 'lambdas/application/sdk.ts', "import '@aws-sdk/client-s3';\n"],
  ['adapters-know-ports', 'lambdas/adapters/case.ts', "export { name } from '../application/target.ts';\n"],
  [
    'adapters-know-no-wiring',
    'lambdas/adapters/wiring.ts',
    "export type { Name } from '../runtime/target.ts';\n",
  ],
  [
    'runtime-knows-no-handler',
    'lambdas/runtime/handler.ts',
    "export * from '../handlers/target/target.ts';\n",
  ],
  ['handlers-are-thin', 'lambdas/handlers/other/handler.ts', "export * from '../target/target.ts';\n"],
  ['handlers-are-thin', 'lambdas/handlers/thick/handler.ts', "export * from '../../adapters/target.ts';\n"],
  ['lambdas-stand-alone', 'lambdas/runtime/lib.ts', "export * from '../../lib/target.ts';\n"],
  ['stack-knows-the-contract', 'lib/core.ts', "export * from '../lambdas/core/target.ts';\n"],
  ['manifest-knows-nobody', 'lib/functions.ts', "export * from './target.ts';\n"],
  [
    'local-runner-calls-use-cases',
    'lib/local/adapter.ts',
    "export * from '../../lambdas/adapters/target.ts';\n",
  ],
  ['web-knows-contract-types', 'web/core.ts', "export * from '../lambdas/core/target.ts';\n"],
  ['no-development-packages-in-production', 'lambdas/runtime/tool.ts', "import 'fast-check';\n"],
  ['no-cycles', 'lambdas/core/one.ts', "import { two } from './two.ts';\nexport const one = () => two;\n"],
  ['resolvable', 'lambdas/core/lost.ts', "import './nowhere.ts';\n"],
  ['no-tests-in-code', 'lib/tested.ts', "export * from '../test/target.ts';\n"],
];

/** The other half of the cycle, which is told of once. */
const CYCLE = ['lambdas/core/two.ts', "import { one } from './one.ts';\nexport const two = () => one;\n"];

const ALLOWED: Readonly<Record<string, string>> = {
  'lambdas/core/hash.ts': "import { createHash } from 'node:crypto';\nexport const a = createHash;\n",
  'lambdas/contract/schema.ts': "import { z } from 'zod';\nexport const b = z;\n",
  'lambdas/application/types.ts':
    "import type { b } from '../contract/schema.ts';\nexport type B = typeof b;\n",
  'lambdas/adapters/port.ts':
    "import '@aws-sdk/client-s3';\nimport type { Name } from '../application/ports/target.ts';\nexport type C = Name;\n",
  'lambdas/runtime/wire.ts': "import '../adapters/port.ts';\nexport const d = 1;\n",
  'lambdas/handlers/thin/handler.ts':
    "import { d } from '../../runtime/wire.ts';\nexport const handler = d;\n",
  'lib/stack.ts': "export * from '../lambdas/contract/target.ts';\n",
  'lib/local/command.ts': "export * from '../../lambdas/runtime/wire.ts';\n",
};

let folder: string;
let found: { rule: string; from: string }[];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tracker-imports-'));
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  for (const file of ['tsconfig.json', 'package.json', '.dependency-cruiser.mjs'])
    cpSync(file, join(folder, file));
  const files = [
    CYCLE,
    ...TARGETS.map((path) => [path, TARGET]),
    ...PLANTED.map(([, ...file]) => file),
    ...Object.entries(ALLOWED),
  ];
  for (const [path = '', content = ''] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  const { violations } = cruise().summary;
  found = violations.map(({ rule, from }) => ({ rule: rule.name, from }));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function cruise(): { summary: { violations: { rule: { name: string }; from: string }[] } } {
  const cli = resolve('node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const options = ['--config', '.dependency-cruiser.mjs', '--output-type', 'json', '--preserve-symlinks'];
  const run = () =>
    execFileSync(process.execPath, [cli, ...options, 'lambdas', 'lib', 'web', 'test'], {
      cwd: folder,
      encoding: 'utf8',
    });
  try {
    return JSON.parse(run());
  } catch (error) {
    // Its exit code is the number of violations.
    return JSON.parse(String((error as { stdout?: unknown }).stdout));
  }
}

test.each(PLANTED)('%s is broken by %s', (rule, path) => {
  expect(found).toContainEqual({ rule, from: path });
});

test('every rule has a planted violation', async () => {
  const { default: configuration } = await import(pathToFileURL('.dependency-cruiser.mjs').href);
  const rules = configuration.forbidden.map(({ name }: { name: string }) => name);
  expect(new Set(PLANTED.map(([rule]) => rule))).toEqual(new Set(rules));
});

test('what the design allows is no violation', () => {
  expect(found.filter(({ from }) => from in ALLOWED)).toEqual([]);
});
