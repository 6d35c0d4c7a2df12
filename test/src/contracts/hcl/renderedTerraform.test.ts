import {
  checks,
  defaultCheckSettings,
  Repair,
  RepairAction,
  renderRepair,
  runChecks,
} from 'backstage-plugin-eks-iam-health-common';
import { testNow } from 'backstage-plugin-eks-iam-health-common/testing';
import { resolve } from 'node:path';
import { casesOfChecks } from '../__testUtils__/casesOfChecks';
import { describeWithProgram } from '../__testUtils__/describeWithProgram';
import { hostileActions } from '../__testUtils__/hostileRepairs';
import { LineProgram } from '../__testUtils__/LineProgram';
import { SeededRandom } from '../__testUtils__/seededRandom';

const cases = casesOfChecks(
  resolve(__dirname, '../../../../plugins/eks-iam-health-common/src/checks'),
);

const target = {
  clusterName: 'payments-prod',
  region: 'eu-west-1',
  accountId: '111122223333',
  partition: 'aws',
};

const terraformOf = (repair: Pick<Repair, 'actions'>) =>
  renderRepair(
    { title: '', class: 'review', needs: [], cautions: [], ...repair },
    target,
  ).flatMap(({ tool, do: text }) => (tool === 'terraform' ? [text] : []));

/** Every repair of every case of every check. */
function offered(): string[] {
  return checks.flatMap(check =>
    (cases.get(check.id) ?? []).flatMap(({ given, settings }) =>
      runChecks(given.build(), [check], {
        ...defaultCheckSettings,
        now: testNow,
        ...settings,
      }).flatMap(({ findings }) =>
        findings.flatMap(({ repairs }) => repairs.flatMap(terraformOf)),
      ),
    ),
  );
}

function hostile(): string[] {
  const random = new SeededRandom(7);
  return Array.from({ length: 100 }, () => hostileActions(random))
    .flat()
    .flatMap((action: RepairAction) => terraformOf({ actions: [action] }));
}

jest.setTimeout(120_000);

describeWithProgram(
  { variable: 'HCL_FORMAT_PATH', script: 'scripts/hcl.mjs' },
  'rendered Terraform',
  path => {
    it.each([
      ['of what checks offer', offered, 20],
      ['of hostile names', hostile, 500],
    ] as const)(
      'is as `terraform fmt` writes it: %s',
      async (_, make, least) => {
        const texts = [...new Set(make())].map(text => `${text}\n`);
        expect(texts.length).toBeGreaterThan(least);
        const answers = (await new LineProgram(path).askAll(texts)) as Array<{
          formatted: string;
          error?: string;
        }>;
        const wrong = answers.flatMap(({ formatted, error }, i) =>
          error || formatted !== texts[i]
            ? [`${error ?? 'is written otherwise'}\n${texts[i]}\n${formatted}`]
            : [],
        );
        expect(wrong.slice(0, 3).join('\n')).toBe('');
      },
    );
  },
);
