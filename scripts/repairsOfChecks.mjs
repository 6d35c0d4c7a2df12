// What the checks hand out as repairs, found by running their own cases. Needs TypeScript to be loadable.
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(import.meta.url);
const silent = () => undefined;
const frame = Object.assign(() => undefined, {
  each: () => silent,
  only: silent,
  skip: silent,
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

/** All cases of all checks under `folder`, by check id: their test files are read with a frame that only takes notes. */
function casesOf(folder) {
  const testing = require.resolve(join(folder, '../testing/index.ts'));
  const real = require(testing);
  const found = new Map();
  const noting = {
    ...real,
    describeCheck: (check, cases) =>
      found.set(check.id, [...(found.get(check.id) ?? []), ...cases]),
  };
  require.cache[testing].exports = noting;
  for (const name of names) globalThis[name] = frame;
  for (const area of readdirSync(folder, { withFileTypes: true })) {
    if (!area.isDirectory()) continue;
    for (const file of readdirSync(join(folder, area.name))) {
      if (file.endsWith('.test.ts')) require(join(folder, area.name, file));
    }
  }
  return { found, now: real.testNow };
}

/** By check id: the kinds of actions it hands out, each with its class; `advice` where there are words alone. */
export function repairsOfChecks(folder) {
  const { runChecks, defaultCheckSettings, checks } = require(join(
    folder,
    'index.ts',
  ));
  const { found, now } = casesOf(folder);
  const kindsOf = check => {
    const kinds = new Map();
    for (const { given, settings } of found.get(check.id) ?? []) {
      const [{ findings }] = runChecks(given.build(), [check], {
        ...defaultCheckSettings,
        now,
        ...settings,
      });
      for (const repair of findings.flatMap(finding => finding.repairs)) {
        const words = repair.actions.map(({ kind }) => kind);
        for (const word of words.length > 0 ? words : ['advice']) {
          kinds.set(word, repair.class);
        }
      }
    }
    return [...kinds].sort(([a], [b]) => (a < b ? -1 : 1));
  };
  return new Map(checks.map(check => [check.id, kindsOf(check)]));
}
