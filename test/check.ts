// npm test: every gate in order, then one line with the sum, made from the runners' own results.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';

/** npm scripts; each counts as one check. */
const GATES = ['lint', 'types', 'imports', 'dead-code'] as const;
const LAST_GATES = ['synth'] as const;
const REPORT = 'out/vitest.json';

interface Tally {
  passed: number;
  failed: number;
  skipped: number;
}

const tally: Tally = { passed: 0, failed: 0, skipped: 0 };
const began = Date.now();

for (const gate of GATES) runGate(gate);
runSuites();
for (const gate of LAST_GATES) runGate(gate);

const skipped = tally.skipped > 0 ? `, ${tally.skipped} skipped` : '';
console.log(`\nChecked in ${Math.round((Date.now() - began) / 1000)} s.`);
console.log(`${tally.passed} passed, ${tally.failed} failed${skipped}`);
process.exitCode = tally.failed > 0 ? 1 : 0;

function runGate(name: string): void {
  console.log(`\n--- ${name}`);
  const { status } = spawnSync('npm', ['run', '--silent', name], { stdio: 'inherit' });
  tally[status === 0 ? 'passed' : 'failed'] += 1;
  if (status !== 0) console.log(`--- ${name} failed`);
}

/** All suites of Vitest. What fails outside of any test, such as a suite that does not load, counts as well. */
function runSuites(): void {
  console.log('\n--- suites');
  mkdirSync('out', { recursive: true });
  rmSync(REPORT, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${REPORT}`];
  const { status } = spawnSync('npm', ['run', '--silent', 'suites', '--', ...reporters], {
    stdio: 'inherit',
  });
  const report = readReport();
  tally.passed += report.passed;
  tally.skipped += report.skipped;
  tally.failed += status !== 0 && report.failed === 0 ? 1 : report.failed;
}

function readReport(): Tally {
  try {
    const report = JSON.parse(readFileSync(REPORT, 'utf8')) as Record<string, number> & {
      testResults: { status: string; assertionResults: unknown[] }[];
    };
    const unloaded = report.testResults.filter(
      (suite) => suite.status === 'failed' && suite.assertionResults.length === 0,
    );
    return {
      passed: report.numPassedTests ?? 0,
      failed: (report.numFailedTests ?? 0) + unloaded.length,
      skipped: (report.numPendingTests ?? 0) + (report.numTodoTests ?? 0),
    };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}
