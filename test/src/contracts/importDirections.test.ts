import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(__dirname, '../../..');

/** Runs in a process of its own, since ESLint's plugins do not load inside the test runner. */
const lintAll = `
  const { ESLint } = require('eslint');
  const { join } = require('node:path');
  const planted = JSON.parse(require('node:fs').readFileSync(0, 'utf8'));
  (async () => {
    const answers = [];
    for (const { file, code } of planted) {
      const cwd = join(process.cwd(), file.split('/src/')[0]);
      const [result] = await new ESLint({ cwd }).lintText(code, {
        filePath: join(process.cwd(), file),
      });
      answers.push(result.messages.map(m => m.ruleId + ': ' + m.message));
    }
    console.log(JSON.stringify(answers));
  })();
`;

/** What lint says about files that do not exist, as if somebody had just written them. */
function complaints(
  planted: Array<{ file: string; code: string }>,
): string[][] {
  return JSON.parse(
    execFileSync(process.execPath, ['-e', lintAll], {
      cwd: root,
      input: JSON.stringify(planted),
      encoding: 'utf8',
    }),
  );
}

const refused: Array<[string, string, string, string]> = [
  [
    'a model that knows a check',
    'plugins/eks-iam-health-common/src/model/planted.ts',
    "import { runChecks } from '../checks/runChecks';\n\nexport const x = runChecks;\n",
    'model must not know checks',
  ],
  [
    'a rule that reads files',
    'plugins/eks-iam-health-common/src/checks/planted.ts',
    "import { readFileSync } from 'node:fs';\n\nexport const x = readFileSync;\n",
    'the rules are pure',
  ],
  [
    'a rule that calls AWS',
    'plugins/eks-iam-health-common/src/checks/planted.ts',
    "import { EKS } from '@aws-sdk/client-eks';\n\nexport const x = EKS;\n",
    "'@aws-sdk/client-eks' import is restricted",
  ],
  [
    'a request machine that knows the checks',
    'plugins/eks-iam-health-common/src/requests/planted.ts',
    "import { runChecks } from '../checks/runChecks';\n\nexport const x = runChecks;\n",
    'the request machine needs the model alone',
  ],
  [
    'a simulator that imports the rules',
    'packages/simulator/src/planted.ts',
    "import { runChecks } from 'backstage-plugin-eks-iam-health-common';\n\nexport const x = runChecks;\n",
    "'backstage-plugin-eks-iam-health-common' import is restricted",
  ],
  [
    'a batch mode that knows a command',
    'packages/cli/src/eval/planted.ts',
    "import { print } from '../commands/command';\n\nexport const x = print;\n",
    'eval must not know commands',
  ],
  [
    'a command line that knows the backend',
    'packages/cli/src/commands/planted.ts',
    "import plugin from 'backstage-plugin-eks-iam-health-backend';\n\nexport const x = plugin;\n",
    "'backstage-plugin-eks-iam-health-backend' import is restricted",
  ],
  [
    'an api that knows a component',
    'plugins/eks-iam-health/src/api/planted.ts',
    "import { Verdict } from '../components/Status';\n\nexport const x = Verdict;\n",
    'api must not know components',
  ],
  [
    'a frontend that imports the backend',
    'plugins/eks-iam-health/src/api/planted.ts',
    "import plugin from 'backstage-plugin-eks-iam-health-backend';\n\nexport const x = plugin;\n",
    '@backstage/no-mixed-plugin-imports',
  ],
  [
    'a store that knows the router',
    'plugins/eks-iam-health-backend/src/store/planted.ts',
    "import { createRouter } from '../router/createRouter';\n\nexport const x = createRouter;\n",
    'store must not know router',
  ],
];

const accepted = {
  file: 'plugins/eks-iam-health-common/src/checks/planted.ts',
  code: "import { Verdict } from '../model';\n\nexport const x: Verdict = 'pass';\n",
};

describe('import directions', () => {
  let answers: string[][];

  beforeAll(() => {
    answers = complaints([
      ...refused.map(([, file, code]) => ({ file, code })),
      accepted,
    ]);
  }, 120_000);

  it.each(refused.map(([name, , , message], i) => [name, message, i] as const))(
    'refuses %s',
    (_, message, i) => {
      expect(answers[i].join('\n')).toContain(message);
    },
  );

  it('accepts a check that uses the model', () => {
    expect(answers[refused.length]).toEqual([]);
  });
});
