// What `npm test` does: install, then formatting, lint, types and all unit and integration tests.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { addJestResult, addResult, resetResults, totals } from './results.mjs';
import { prepare, run, say, varFolder } from './toolchain.mjs';

const began = Date.now();
const stages = [
  ['formatting', 'yarn', ['prettier:check', '--loglevel', 'warn']],
  ['index of checks', 'node', ['scripts/indexChecks.mjs', '--check']],
  [
    'documentation of checks',
    'node',
    [
      '--require',
      '@backstage/cli/config/nodeTransform.cjs',
      'scripts/documentChecks.mjs',
      '--check',
    ],
  ],
  ['types', 'yarn', ['tsc']],
  ['lint', 'yarn', ['lint', '--max-warnings', '0']],
];

prepare();
resetResults();
for (const [stage, command, args] of stages) {
  say(`\n── ${stage}`);
  const code = await run(command, args);
  addResult(stage, code === 0 ? 1 : 0, code === 0 ? 0 : 1);
}

say('\n── tests');
const jsonFile = join(varFolder, 'jest.json');
rmSync(jsonFile, { force: true });
const code = await run(
  'yarn',
  [
    'backstage-cli',
    'repo',
    'test',
    '--watchAll=false',
    '--maxWorkers=2',
    '--json',
    `--outputFile=${jsonFile}`,
    '--silent',
  ],
  { env: { CI: '1', BACKSTAGE_TEST_DISABLE_DOCKER: '1' } },
);
addJestResult('tests', jsonFile, code);

const { passed, failed } = totals();
say(`\nTook ${Math.round((Date.now() - began) / 1000)} s`);
say(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
