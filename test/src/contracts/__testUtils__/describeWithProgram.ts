/* eslint-disable jest/valid-title, jest/valid-describe-callback, jest/no-disabled-tests -- the tests are in `define` */

/**
 * Tests that need a program which a script of the repository builds and names in the environment. Where it is missing
 * they are skipped, and their name says what for; CI counts a test that it skipped as failed.
 */
export function describeWithProgram(
  { variable, script }: { variable: string; script: string },
  name: string,
  define: (path: string) => void,
) {
  const path = process.env[variable];
  if (path) describe(name, () => define(path));
  else {
    describe.skip(`${name} (skipped: ${variable} missing; see ${script})`, () =>
      define(''));
  }
}
