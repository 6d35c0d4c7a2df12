// Tests that compare our answers with those of a Go program: how CI runs them, and what a skipped one counts.
import { contractTests } from './contractTests.mjs';
import { goVersion } from './goPrograms.mjs';
import { addResult } from './results.mjs';
import { say } from './toolchain.mjs';

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
  await contractTests({
    stage,
    name: folder,
    pattern: folder,
    env: programs(),
  });
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
