// Tests that compare our answers with those of a Go program: how CI runs them, and what a skipped one counts.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { goVersion } from './goPrograms.mjs';
import { addJestResult, addResult } from './results.mjs';
import { run, say, varFolder } from './toolchain.mjs';

/**
 * Runs the tests of `test/src/contracts/<folder>` and adds their numbers; one that was skipped has failed. `programs`
 * builds what the tests need and gives the environment in which they find it.
 */
export async function goTests({ stage, folder, programs }) {
  if (!goVersion()) {
    say(`   skipped: Go is not here, and without it nothing can be compared`);
    // On a machine of one's own that is no failure; where CI has promised Go it is.
    if (process.env.CI) addResult(`${stage}: none skipped`, 0, 1);
    return;
  }
  const jsonFile = join(varFolder, `jest-${folder}.json`);
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
      `src/contracts/${folder}`,
    ],
    { env: { CI: '1', ...programs() } },
  );
  const report = addJestResult(stage, jsonFile, code);
  const skipped = report?.numPendingTests ?? 0;
  const ran = report?.numPassedTests ?? 0;
  say(`   ${ran} tests ran, ${skipped} were skipped`);
  if (skipped > 0 || ran === 0) {
    addResult(`${stage}: none skipped`, 0, Math.max(1, skipped));
  }
}

/** Builds the programs and prints how to run the tests by hand. */
export function sayHowToRun({ folder, programs }) {
  const names = Object.entries(programs()).map(
    ([name, path]) => `${name}=${path}`,
  );
  say('To run the tests that need them:');
  say(
    `${names.join(
      ' ',
    )} yarn workspace eks-iam-health-test test src/contracts/${folder}`,
  );
}
