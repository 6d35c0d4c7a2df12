import { isRead, SectionName } from 'backstage-plugin-eks-iam-health-common';
import { readSnapshotFolder } from 'backstage-plugin-eks-iam-health-node';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findingsOf, valuesOf } from './__testUtils__/compare';
import { SimulatedAccount } from './__testUtils__/simulatedAccount';
import { unreadSections } from './__testUtils__/unreadSections';
import { writeExport } from './__testUtils__/writeExport';

jest.setTimeout(120_000);

const kubernetesSections: SectionName[] = [
  'awsAuth',
  'namespaces',
  'serviceAccounts',
  'pods',
  'leakingConfigMaps',
  'roles',
  'clusterRoles',
  'bindings',
  'daemonSets',
  'nodes',
  'webhooks',
];
const iamSections: SectionName[] = [
  'iamRoles',
  'iamUsers',
  'iamGroups',
  'iamPolicies',
  'oidcProviders',
  'accessKeys',
  'accountSummary',
];

/** In a pod of payments-prod, in clear. */
const plantedSecret = 'mDTX+OvvjG9WypvIDBRDi6oIXQDUBNLVGJFIe+vh';
const plantedKeyId = 'AKIAT3O7H5TBRTAJV7VD';

describe('collecting from the simulated estate', () => {
  let account: SimulatedAccount;
  let folder: string;

  beforeAll(async () => {
    account = await SimulatedAccount.start();
    folder = mkdtempSync(join(tmpdir(), 'export-'));
  });
  afterEach(() => account.reset());
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await account.stop();
  });

  it('reads every section of payments-prod and tells what it cost', async () => {
    const steps: string[] = [];
    account.simulator.resetCounts();
    const snapshot = await account.collect('payments-prod', {
      onStep: step => steps.push(`${step.stepsDone}/${step.stepsTotal}`),
    });
    expect(unreadSections(snapshot)).toEqual({});
    expect(steps.at(-1)).toMatch(/^(\d+)\/\1$/);
    const { cluster, awsAuth, accessEntries } = snapshot.sections;
    expect(isRead(cluster) && cluster.value.authenticationMode).toBe(
      'API_AND_CONFIG_MAP',
    );
    expect(isRead(awsAuth) && awsAuth.value?.data.mapRoles).toContain(
      'role/eng/platform/PaymentsDeveloper',
    );
    const entries = isRead(accessEntries) ? accessEntries.value : [];
    // 1 + ceil(E/100) + 2E: no call more than the API forces upon us
    expect(snapshot.calls).toMatchObject({
      'eks:DescribeCluster': 1,
      'eks:ListAccessEntries': 1,
      'eks:DescribeAccessEntry': entries.length,
      'eks:ListAssociatedAccessPolicies': entries.length,
      'iam:GetAccountAuthorizationDetails': 1,
    });
    expect(entries.length).toBeGreaterThan(3);
  });

  it('finds the same in an exported folder as in the living cluster', async () => {
    await writeExport(account, 'payments-prod', folder);
    const live = await account.collect('payments-prod');
    const fromFolder = await readSnapshotFolder(folder, {
      now: () => new Date(live.collectedAt),
    });
    expect(valuesOf(fromFolder)).toEqual(valuesOf(live));
    expect(findingsOf(fromFolder)).toEqual(findingsOf(live));
    expect(findingsOf(live).length).toBeGreaterThan(0);
    const pods = readFileSync(join(folder, 'kubernetes/pods.json'), 'utf8');
    expect(pods).not.toContain(plantedSecret);
    expect(pods).not.toContain(plantedKeyId);
  });

  it('sees the key in the environment of a pod and keeps neither id nor secret with it', async () => {
    const snapshot = await account.collect('payments-prod');
    const { pods } = snapshot.sections;
    expect(
      isRead(pods) && pods.value.flatMap(pod => pod.keyMaterial),
    ).toContainEqual(
      expect.objectContaining({
        maskedKeyId: `AKIA…${plantedKeyId.slice(-4)}`,
      }),
    );
    expect(JSON.stringify(snapshot)).not.toContain(plantedSecret);
    expect(JSON.stringify(pods)).not.toContain(plantedKeyId);
  });

  it.each(['unreachable', 'hanging'] as const)(
    'reads AWS all the same when the Kubernetes API is %s, in bounded time',
    async reachability => {
      await account.simulator.setKubernetesApi('payments-prod', reachability);
      const startedAt = Date.now();
      const snapshot = await account.collect('payments-prod');
      expect(unreadSections(snapshot)).toEqual({
        unreachable: kubernetesSections,
      });
      expect(Date.now() - startedAt).toBeLessThan(15_000);
    },
  );

  it('says which IAM permission is missing, and reads the rest', async () => {
    account.simulator.fault({ kind: 'deny', action: 'iam:*' });
    const snapshot = await account.collect('payments-prod');
    expect(unreadSections(snapshot)).toEqual({ denied: iamSections });
    expect(snapshot.sections.iamRoles).toMatchObject({
      permission: 'iam:GetAccountAuthorizationDetails',
    });
  });

  it('says that the cluster does not know the reader', async () => {
    account.simulator.edit({
      kind: 'access-entry',
      cluster: 'payments-prod',
      principalArn: 'arn:aws:iam::111122223333:role/EksIamHealthReader',
      entry: null,
    });
    const snapshot = await account.collect('payments-prod');
    expect(unreadSections(snapshot)).toEqual({ denied: kubernetesSections });
    expect(snapshot.sections.pods).toMatchObject({
      detail: expect.stringContaining('401'),
    });
  });

  it('takes bodies that nobody understands for malformed', async () => {
    const cluster = 'payments-prod';
    account.simulator.fault({ kind: 'malformed', action: 'eks:ListAddons' });
    account.simulator.fault({
      kind: 'malformed',
      action: 'kubernetes:list pods',
      cluster,
    });
    const snapshot = await account.collect(cluster);
    expect(unreadSections(snapshot)).toEqual({ malformed: ['addons', 'pods'] });
  });

  it('gets through when throttling ends, and says throttled when it does not', async () => {
    account.simulator.fault({
      kind: 'throttle',
      action: 'eks:ListNodegroups',
      count: 2,
    });
    account.simulator.fault({ kind: 'throttle', action: 'eks:ListAddons' });
    const snapshot = await account.collect('payments-prod');
    expect(unreadSections(snapshot)).toEqual({ throttled: ['addons'] });
    expect(snapshot.calls['eks:ListNodegroups']).toBe(3);
  });

  it('reads IAM of the account once for clusters that are scanned together', async () => {
    const both = await Promise.all([
      account.collect('payments-prod'),
      account.collect('payments-staging'),
    ]);
    const calls = both.map(
      snapshot => snapshot.calls['iam:GetAccountAuthorizationDetails'] ?? 0,
    );
    expect(calls[0] + calls[1]).toBe(1);
    expect(both[0].sections.iamRoles).toEqual(both[1].sections.iamRoles);
    const again = await account.collect('payments-prod', {
      freshAccountIam: true,
    });
    expect(again.calls['iam:GetAccountAuthorizationDetails']).toBe(1);
  });

  it('asks for new credentials when those it kept were revoked', async () => {
    await account.collect('payments-prod');
    await account.simulator.reset(); // forgets the sessions it gave out
    const snapshot = await account.collect('payments-prod');
    expect(unreadSections(snapshot)).toEqual({});
  });

  it('stops when it is told to', async () => {
    account.simulator.fault({ kind: 'delay', milliseconds: 5_000 });
    const controller = new AbortController();
    const collecting = account.collect('payments-prod', {
      signal: controller.signal,
    });
    setTimeout(() => controller.abort(new Error('time is up')), 50);
    await expect(collecting).rejects.toThrow('time is up');
  });

  it('throws NotFoundError for a cluster that does not exist', async () => {
    const clusterArn = `${account.arnOf('payments-prod')}-gone`;
    await expect(
      account.collect('payments-prod', { clusterArn }),
    ).rejects.toMatchObject({ name: 'NotFoundError' });
  });
});
