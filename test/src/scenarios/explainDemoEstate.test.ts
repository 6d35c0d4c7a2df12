import {
  ClusterSnapshot,
  explainError,
} from 'backstage-plugin-eks-iam-health-common';
import { demoErrors } from './__testUtils__/demoErrors';
import { SimulatedAccount } from './__testUtils__/simulatedAccount';

jest.setTimeout(120_000);

describe('errors of the demo estate', () => {
  let estate: SimulatedAccount;
  const snapshots = new Map<string, ClusterSnapshot>();

  beforeAll(async () => {
    estate = await SimulatedAccount.start();
    for (const cluster of new Set(demoErrors.map(c => c.cluster))) {
      snapshots.set(cluster, await estate.collect(cluster));
    }
  });
  afterAll(() => estate.stop());

  it.each(demoErrors.map(c => [c.shows, c] as const))('%s', (_, c) => {
    const diagnosis = explainError(c.text, snapshots.get(c.cluster));
    const proven = diagnosis.causes.filter(x => x.certainty === 'proven');
    expect(proven.map(cause => cause.id)).toEqual(c.proven);
    expect(JSON.stringify(proven)).toContain(c.says ?? '');
    const repairs = proven[0].repairs.flatMap(r => r.actions.map(a => a.kind));
    expect(repairs).toEqual(c.repairs ?? repairs);
  });
});
