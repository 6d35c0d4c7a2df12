// How good are the evaluators' tests? `npm run mutate` changes one thing after the other in the evaluators and sees
// whether a test fails. `npm run mutate -- --mutate 'src/arn/**/*.ts'` does a part of it.
import { fileURLToPath } from 'node:url';

const here = name => fileURLToPath(new URL(name, import.meta.url));

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  mutate: [
    'src/{arn,awsAuth,iam,rbac}/**/*.ts',
    '!src/**/*.test.ts',
    '!src/**/index.ts',
    '!src/**/__*/**',
  ],
  plugins: ['@stryker-mutator/jest-runner'],
  testRunner: 'jest',
  jest: { configFile: here('jest.config.cjs'), enableFindRelatedTests: false },
  coverageAnalysis: 'perTest',
  // The tests read fixtures beside them, so the copy has to hold everything but what is built.
  ignorePatterns: ['dist', 'dist-types', 'coverage'],
  inPlace: false,
  reporters: ['clear-text', 'json', 'progress'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  jsonReporter: { fileName: '../../var/mutation/report.json' },
  tempDirName: '../../var/mutation/tmp',
  // Words for people are judged by other tests; a changed sentence is no changed verdict.
  mutator: { excludedMutations: ['StringLiteral'] },
  concurrency: 2,
  timeoutMS: 10_000,
  thresholds: { high: 95, low: 85, break: 85 },
};
