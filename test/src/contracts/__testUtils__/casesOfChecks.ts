import { Check } from 'backstage-plugin-eks-iam-health-common';
import type { CheckCase } from 'backstage-plugin-eks-iam-health-common/testing';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Stands in for `describe` and `it` while test files are read for their cases alone. */
const silent = Object.assign(() => undefined, {
  each: () => () => undefined,
  only: () => undefined,
  skip: () => undefined,
});
const names = [
  'describe',
  'it',
  'test',
  'beforeAll',
  'beforeEach',
  'afterAll',
  'afterEach',
];

/**
 * The cases of every check, by its id: loads the test files under `folder` with a `describeCheck` that only takes
 * notes. To be called while tests are being declared, not while they run.
 */
export function casesOfChecks(folder: string): Map<string, CheckCase[]> {
  const found = new Map<string, CheckCase[]>();
  const testing = join(folder, '../testing');
  const globals = globalThis as unknown as Record<string, unknown>;
  const before = names.map(name => [name, globals[name]] as const);
  jest.isolateModules(() => {
    jest.doMock(testing, () => ({
      ...jest.requireActual<object>(testing),
      describeCheck: (check: Check, cases: CheckCase[]) =>
        found.set(check.id, [...(found.get(check.id) ?? []), ...cases]),
    }));
    for (const name of names) globals[name] = silent;
    try {
      for (const area of readdirSync(folder, { withFileTypes: true })) {
        if (!area.isDirectory()) continue;
        for (const file of readdirSync(join(folder, area.name))) {
          if (file.endsWith('.test.ts')) {
            jest.requireActual(join(folder, area.name, file));
          }
        }
      }
    } finally {
      for (const [name, value] of before) globals[name] = value;
      jest.dontMock(testing);
    }
  });
  return found;
}
