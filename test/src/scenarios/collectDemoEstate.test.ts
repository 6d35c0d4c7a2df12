import { SimulatedAccount } from './__testUtils__/simulatedAccount';
import { unreadSections } from './__testUtils__/unreadSections';

jest.setTimeout(180_000);

const kubernetes =
  'unreachable: awsAuth namespaces serviceAccounts pods leakingConfigMaps roles clusterRoles bindings daemonSets nodes webhooks';
const iam =
  'denied: iamRoles iamUsers iamGroups iamPolicies oidcProviders accessKeys accountSummary';

/** The eight clusters of `npm start`, with its credentials, and what cannot be read of each. */
const clusters: Record<string, string[]> = {
  'payments-prod': [],
  'payments-staging': [],
  'data-lake-prod': [kubernetes],
  'legacy-batch': [],
  'ml-training': [],
  'checkout-prod': [iam],
  'cn-storefront': [],
  'identity-prod': [],
};

/** Secrets of access keys that stand in the estate: the portal's own, and one in a pod. */
const secrets = /mDTX\+OvvjG9WypvIDBRDi6oIXQDUBNLVGJFIe\+vh|simulated\/secret/;

describe('the demo estate', () => {
  let account: SimulatedAccount;
  beforeAll(async () => {
    account = await SimulatedAccount.start();
  });
  afterAll(() => account.stop());

  it('has these clusters', () =>
    expect(account.simulator.clusters.map(one => one.name).sort()).toEqual(
      Object.keys(clusters).sort(),
    ));

  it.each(Object.entries(clusters))(
    '%s is read but for: %j',
    async (name, not) => {
      const snapshot = await account.collect(name);
      expect(
        Object.entries(unreadSections(snapshot)).map(
          ([why, names]) => `${why}: ${names?.join(' ')}`,
        ),
      ).toEqual(not);
      expect(JSON.stringify(snapshot)).not.toMatch(secrets);
    },
  );
});
