// EKS's open-source authenticator, built from its own sources: what our reading and mapping of aws-auth is compared with.
// The first build takes about 2 minutes of processor time, later ones some seconds. By itself
// (`node scripts/authenticator.mjs`) it builds the program and prints how to run the tests that need it.
import { pathToFileURL } from 'node:url';
import { goProgram } from './goPrograms.mjs';
import { goTests, sayHowToRun } from './goTests.mjs';

const comparison = {
  stage: 'aws-auth against aws-iam-authenticator',
  folder: 'authenticator',
  programs: () => ({ AUTHENTICATOR_PATH: goProgram('authenticator') }),
};

/** Runs the tests that compare with the authenticator and adds their numbers. */
export const authenticatorTests = () => goTests(comparison);

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  sayHowToRun(comparison);
}
