// Contract tests that need programs of others: how CI runs them, and what a skipped one counts.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { addJestResult, addResult } from './results.mjs';
import { run, say, varFolder } from './toolchain.mjs';

/**
 * Runs the contract tests that match `pattern` with the programs that `env` names, and adds their numbers. One that was
 * skipped has failed: nothing is missing by now.
 */
export async function contractTests({ stage, name, pattern, env }) {
  const jsonFile = join(varFolder, `jest-${name}.json`);
  rmSync(jsonFile, { force: true });
  const code = await run(
    'yarn',
    [
      'workspace',
      'eks-iam-health-test',
      'test',
      '--watchAll=false',
      '--maxWorkers=2',
      '--json',
      `--outputFile=${jsonFile}`,
      '--silent',
      `src/contracts/${pattern}`,
    ],
    { env: { CI: '1', ...env } },
  );
  const report = addJestResult(stage, jsonFile, code);
  const skipped = report?.numPendingTests ?? 0;
  const ran = report?.numPassedTests ?? 0;
  say(`   ${ran} tests ran, ${skipped} were skipped`);
  if (skipped > 0 || ran === 0) {
    addResult(`${stage}: none skipped`, 0, Math.max(1, skipped));
  }
}
