import {
  ClusterSnapshot,
  defaultCheckSettings,
  reportOf,
} from 'backstage-plugin-eks-iam-health-common';
import { SimulatedAccount } from '../scenarios/__testUtils__/simulatedAccount';
import { measure } from './measure';
import { number, Row } from './row';

const settings = { ...defaultCheckSettings, now: '2026-11-21T14:14:00Z' };

const sum = (calls: Record<string, number>, kubernetes: boolean) =>
  Object.entries(calls)
    .filter(([name]) => name.startsWith('kubernetes:') === kubernetes)
    .reduce((total, [, n]) => total + n, 0);

/** Scans of the demo estate: the calls they make, and the time. */
export async function scans(): Promise<Row[]> {
  const account = await SimulatedAccount.start();
  try {
    const rows: Row[] = [];
    let large: ClusterSnapshot | undefined;
    for (const [name, note] of [
      ['payments-prod', 'with the account’s IAM'],
      ['payments-staging', 'IAM of the account read before'],
      ['ml-training', '2,000 service accounts'],
    ]) {
      const began = performance.now();
      const snapshot = await account.collect(name);
      const seconds = (performance.now() - began) / 1000;
      if (name === 'ml-training') large = snapshot;
      rows.push({
        what: `scan of ${name}, ${note}`,
        measured: `${sum(snapshot.calls, false)} AWS calls, ${sum(
          snapshot.calls,
          true,
        )} Kubernetes calls, ${number(seconds)} s`,
        budget: 'cold as few as the API allows',
      });
    }
    const checks = await measure(() => reportOf({ ...large! }, settings));
    rows.push({
      what: 'all checks on ml-training, 2,000 service accounts',
      measured: `${number(checks.cpuMs)} ms CPU`,
      budget: '',
    });
    return rows;
  } finally {
    await account.stop();
  }
}
