// The bundles, as Lambda gets them: each loads by itself, finds its assets, and is small enough.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ASSETS, FUNCTIONS, type FunctionDefinition } from '../../lib/functions.ts';
import { TrackerStack } from '../../lib/tracker-stack.ts';

/** Lambda's limit of an unpacked function (bytes). */
const UNPACKED_LIMIT = 250 * 1024 * 1024;

let outdir: string;
/** Bundle folder and environment by function name. */
const bundles = new Map<string, { folder: string; environment: Record<string, string> }>();

beforeAll(() => {
  outdir = mkdtempSync(join(tmpdir(), 'tracker-bundles-'));
  const context = JSON.parse(readFileSync('cdk.json', 'utf8')).context;
  const app = new App({ outdir, context });
  const stack = new TrackerStack(app, 'Test');
  app.synth();
  const template = JSON.parse(readFileSync(join(outdir, 'Test.template.json'), 'utf8'));
  const { files } = JSON.parse(readFileSync(join(outdir, 'Test.assets.json'), 'utf8'));
  for (const { definition, function: lambda } of stack.functions) {
    const logicalId = stack.getLogicalId(lambda.node.defaultChild as never);
    const { Code, Environment } = template.Resources[logicalId].Properties;
    const { source } = files[Code.S3Key.replace('.zip', '')];
    bundles.set(definition.name, {
      folder: join(outdir, source.path),
      environment: describeEnvironment(Environment.Variables, join(outdir, source.path)),
    });
  }
}, 240_000);

afterAll(() => rmSync(outdir, { recursive: true, force: true }));

describe.each(FUNCTIONS.map((definition): [string, FunctionDefinition] => [definition.name, definition]))(
  'the bundle of %s',
  (name, { assets = [] }) => {
    const bundle = () => {
      const found = bundles.get(name);
      if (!found) throw new Error(`There is no bundle of ${name}.`);
      return found;
    };

    test('exports its handler when loaded alone, with only the environment of the stack', () => {
      // Lambda's runtime has `awslambda` before it loads a function.
      const script = `globalThis.awslambda = { streamifyResponse: (handler) => handler };
        import(${JSON.stringify(join(bundle().folder, 'index.mjs'))})
        .then((module) => { process.stdout.write(typeof module.handler); process.exit(0); })`;
      const environment = {
        ...bundle().environment,
        PATH: process.env.PATH ?? '',
        AWS_REGION: 'eu-central-1',
      };
      const output = execFileSync(process.execPath, ['-e', script], {
        cwd: outdir,
        env: environment,
        encoding: 'utf8',
      });
      expect(output).toBe('function');
    });

    test('has its assets beside it, with a source map, below the limit', () => {
      const { folder } = bundle();
      for (const asset of assets) expect(existsSync(join(folder, ASSETS[asset])), asset).toBe(true);
      expect(existsSync(join(folder, 'index.mjs.map'))).toBe(true);
      expect(sizeOf(folder)).toBeLessThan(UNPACKED_LIMIT);
    });
  },
);

/** Variables with plausible values in place of what CloudFormation fills in. */
function describeEnvironment(variables: Record<string, unknown>, folder: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(variables).map(([name, value]) => {
      if (name === 'ASSETS_ROOT') return [name, folder];
      if (typeof value === 'string') return [name, value];
      if (name.endsWith('_URL')) return [name, 'https://sqs.eu-central-1.amazonaws.com/1/queue'];
      return [name, name.endsWith('_ARN') ? 'arn:aws:sns:eu-central-1:1:name' : 'a-name'];
    }),
  );
}

function sizeOf(folder: string): number {
  return readdirSync(folder, { recursive: true })
    .map((path) => statSync(join(folder, String(path))))
    .reduce((sum, stats) => sum + (stats.isFile() ? stats.size : 0), 0);
}
