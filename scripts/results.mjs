// Counts what passed and failed over all stages, so that one closing line can tell it.
import {
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { varFolder } from './toolchain.mjs';

const file = join(varFolder, 'results.json');

export function resetResults() {
  mkdirSync(varFolder, { recursive: true });
  rmSync(file, { force: true });
}

export function readResults() {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];
}

/** Adds a stage; each stage has a name and how many things in it passed and failed. */
export function addResult(stage, passed, failed) {
  writeFileSync(
    file,
    JSON.stringify([...readResults(), { stage, passed, failed }], null, 2),
  );
}

/** Adds the numbers of a jest run that wrote its results as JSON. */
export function addJestResult(stage, jsonFile, exitCode) {
  if (!existsSync(jsonFile)) {
    addResult(stage, 0, 1);
    return undefined;
  }
  const report = JSON.parse(readFileSync(jsonFile, 'utf8'));
  const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
  addResult(
    stage,
    report.numPassedTests,
    failed === 0 && exitCode !== 0 ? 1 : failed,
  );
  return report;
}

export function totals() {
  return readResults().reduce(
    (sum, r) => ({
      passed: sum.passed + r.passed,
      failed: sum.failed + r.failed,
    }),
    { passed: 0, failed: 0 },
  );
}
