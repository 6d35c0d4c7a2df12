// The formatter of Terraform's language, built from its own sources: rendered Terraform has to be as `terraform fmt` would
// write it. By itself (`node scripts/hcl.mjs`) it builds the program and prints how to run the tests that need it.
import { pathToFileURL } from 'node:url';
import { goProgram } from './goPrograms.mjs';
import { goTests, sayHowToRun } from './goTests.mjs';

const comparison = {
  stage: 'Terraform as terraform fmt writes it',
  folder: 'hcl',
  programs: () => ({ HCL_FORMAT_PATH: goProgram('hcl') }),
};

/** Runs the tests that compare with the formatter and adds their numbers. */
export const hclTests = () => goTests(comparison);

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  sayHowToRun(comparison);
}
