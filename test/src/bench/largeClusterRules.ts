import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import {
  accessMapOf,
  defaultCheckSettings,
  Derived,
  reportOf,
} from 'backstage-plugin-eks-iam-health-common';
import { largeCluster } from './largeCluster';
import { measure } from './measure';
import { number, Row } from './row';
import { trustMatching } from './trust';

const settings = { ...defaultCheckSettings, now: '2026-11-21T14:14:00Z' };

export const size = {
  serviceAccounts: 10_000,
  pods: 10_000,
  roles: 1_000,
  bindings: 5_000,
};
const words =
  '10,000 service accounts, 10,000 pods, 1,000 IAM roles, 5,000 bindings';

/** Node is allowed no more heap than this, so that whoever comes to the end has needed no more. */
const HEAP_MB = 512;

/** All checks, the access map and the matching of trust on one large cluster. */
export async function largeClusterRules(): Promise<Row[]> {
  const snapshot = largeCluster(size);
  // Indexes are kept per snapshot; a snapshot that nobody has seen has none.
  const checks = await measure(() => reportOf({ ...snapshot }, settings));
  const both = await measure(() => {
    const unseen = { ...snapshot };
    reportOf(unseen, settings);
    accessMapOf(new Derived(unseen));
  });
  const trust = await trustMatching(snapshot);
  return [
    {
      what: `all checks: ${words}`,
      measured: `${number(checks.cpuMs)} ms CPU`,
      budget: '',
    },
    {
      what: 'all checks and the access map of the same cluster',
      measured: `${number(both.cpuMs)} ms CPU`,
      budget: '<= 1 s CPU',
    },
    {
      what: `the same in a process of its own with at most ${HEAP_MB} MB of heap`,
      measured: inLittleMemory(),
      budget: '<= 512 MB',
    },
    {
      what: `trust: ${number(trust.roles)} policies, ${number(
        trust.accounts,
      )} service accounts, ${number(trust.found)} matches, indexed`,
      measured: `${number(trust.wallMs)} ms`,
      budget: '<= 10 ms',
    },
  ];
}

/** How much memory the whole takes, the snapshot and the program included. */
function inLittleMemory(): string {
  const { status, stdout } = spawnSync(
    process.execPath,
    [
      `--max-old-space-size=${HEAP_MB}`,
      '--require',
      '@backstage/cli/config/nodeTransform.cjs',
      join(__dirname, 'littleMemory.ts'),
    ],
    { encoding: 'utf8' },
  );
  return status === 0
    ? `${number(Number(stdout))} MB resident at its peak`
    : 'did not come to its end';
}
