import { databaseServiceFactory } from '@backstage/backend-defaults/database';
import { schedulerServiceFactory } from '@backstage/backend-defaults/scheduler';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  AccessRequestDetail,
  clusterIdOf,
  NewAccessRequest,
} from 'backstage-plugin-eks-iam-health-common';
// eslint-disable-next-line @backstage/no-mixed-plugin-imports -- the whole plugin is what is tried here
import eksIamHealth from 'backstage-plugin-eks-iam-health-backend';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { demoCatalog } from './__testUtils__/demoCatalog';
import {
  readerConfig,
  SimulatedAccount,
} from './__testUtils__/simulatedAccount';

jest.setTimeout(120_000);

const principalArn =
  'arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_PaymentsDeveloper_8c1f0a2b3d4e5f60';
const editPolicy = 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSEditPolicy';
const viewPolicy = 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy';

/** Requester, of team checkout; approver, of team payments-platform, which owns the cluster. */
const OMAR = 'user:default/omar.farouk';
const MAYA = 'user:default/maya.lindqvist';

describe('an access request, through the real SDK', () => {
  let estate: SimulatedAccount;
  let folder: string;
  let portal: Awaited<ReturnType<typeof startPortal>>;

  const startPortal = async () => {
    const catalog = catalogServiceMock.factory({ entities: demoCatalog() });
    return startTestBackend({
      features: [
        eksIamHealth,
        catalog,
        databaseServiceFactory,
        schedulerServiceFactory,
        mockServices.rootConfig.factory({
          data: {
            backend: {
              database: {
                client: 'better-sqlite3',
                connection: { directory: folder },
              },
            },
            aws: readerConfig.get('aws'),
            eksIamHealth: {
              schedule: { initialDelay: { seconds: 0 } },
              catalog: { enabled: false },
              clusters: [
                {
                  arn: estate.arnOf('payments-prod'),
                  entityRef: 'resource:default/payments-prod',
                },
              ],
              accessRequests: {
                principals: [
                  { subject: 'group:default/checkout', principalArn },
                ],
                accounts: [
                  {
                    accountId: '111122223333',
                    roleName: 'EksIamHealthGranter',
                  },
                ],
                minDuration: { seconds: 1 },
                frequency: { seconds: 1 },
                settleTime: { milliseconds: 50 },
              },
            },
          },
        }),
      ],
    });
  };

  beforeEach(async () => {
    estate = await SimulatedAccount.start();
    folder = mkdtempSync(join(tmpdir(), 'requests-'));
    portal = await startPortal();
  });
  afterEach(async () => {
    await portal.stop();
    await estate.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const as = (user: string) => ({
    post: async (path: string, body: object) => {
      const answer = await request(portal.server)
        .post(`/api/eks-iam-health${path}`)
        .set('authorization', mockCredentials.user.header(user))
        .send(body);
      if (answer.status >= 300) {
        throw new Error(`${answer.status} ${answer.body.error?.message}`);
      }
      return answer.body as AccessRequestDetail;
    },
    get: async (path: string) =>
      (
        await request(portal.server)
          .get(`/api/eks-iam-health${path}`)
          .set('authorization', mockCredentials.user.header(user))
      ).body,
  });

  const ask = async (change: Partial<NewAccessRequest> = {}) => {
    const wish: NewAccessRequest = {
      clusterId: clusterIdOf(estate.arnOf('payments-prod')),
      subjectRef: 'group:default/checkout',
      principalArn,
      level: 'edit',
      scope: { type: 'namespace', namespaces: ['checkout'] },
      durationSeconds: 3,
      reason: 'mend the failing payment job',
      ...change,
    };
    // the clusters of the configuration are located in the background
    for (let tries = 0; ; tries++) {
      try {
        return await as(OMAR).post('/requests', wish);
      } catch (error) {
        if (!String(error).includes('404') || tries > 50) throw error;
        await new Promise(resolve => setTimeout(resolve, 200));
      }
    }
  };
  const approve = (asked: AccessRequestDetail) =>
    as(MAYA).post(`/requests/${asked.id}/vote`, {
      decision: 'approve',
      version: asked.version,
      specHash: asked.specHash,
    });
  const until = async (
    asked: AccessRequestDetail,
    done: (seen: AccessRequestDetail) => boolean,
  ): Promise<AccessRequestDetail> => {
    const deadline = Date.now() + 60_000;
    for (;;) {
      const seen = await as(OMAR).get(`/requests/${asked.id}`);
      if (done(seen)) return seen;
      if (Date.now() > deadline) {
        throw new Error(`still ${seen.state}: ${seen.failure}`);
      }
      await new Promise(resolve => setTimeout(resolve, 100));
    }
  };
  const entry = () =>
    estate.simulator
      .accessEntries('payments-prod')
      .find(e => e.principalArn === principalArn);
  const others = () =>
    estate.simulator
      .accessEntries('payments-prod')
      .filter(e => e.principalArn !== principalArn);

  it('is approved by another, granted, verified, and taken away when time is over', async () => {
    const before = others();
    const asked = await ask();
    expect(entry()).toBeUndefined();
    await expect(
      as(OMAR).post(`/requests/${asked.id}/vote`, {
        decision: 'approve',
        version: asked.version,
        specHash: asked.specHash,
      }),
    ).rejects.toThrow(/403 nobody approves their own request/);

    await approve(asked);
    const active = await until(asked, r => r.state === 'active');
    expect(entry()).toMatchObject({
      type: 'STANDARD',
      tags: {
        'eks-iam-health/managed': 'true',
        'eks-iam-health/request': asked.id,
      },
      policies: [
        {
          policyArn: editPolicy,
          scope: { type: 'namespace', namespaces: ['checkout'] },
        },
      ],
    });
    expect(
      Date.parse(active.endsAt ?? '') - Date.parse(active.activeFrom ?? ''),
    ).toBe(3000);

    const ended = await until(asked, r => r.state === 'ended');
    expect(ended.endReason).toBe('expired');
    expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(active.endsAt ?? ''));
    expect(entry()).toBeUndefined();
    expect(others()).toEqual(before);
  });

  it('gives back what was there before, and keeps what others added', async () => {
    const had = (namespaces: string[]) => [
      { policyArn: viewPolicy, namespaces },
    ];
    estate.simulator.edit({
      kind: 'access-entry',
      cluster: 'payments-prod',
      principalArn,
      entry: { kubernetesGroups: ['devs'], policies: had(['ledger']) },
    });
    const asked = await ask({ level: 'view', durationSeconds: 3600 });
    await approve(asked);
    await until(asked, r => r.state === 'active');
    expect(entry()?.policies).toMatchObject([
      { scope: { namespaces: ['checkout', 'ledger'] } },
    ]);
    await as(OMAR).post(`/requests/${asked.id}/release`, { version: 1 });
    const ended = await until(asked, r => r.state === 'ended');
    expect(ended.endReason).toBe('released');
    expect(entry()).toMatchObject({
      kubernetesGroups: ['devs'],
      policies: [{ scope: { namespaces: ['ledger'] } }],
    });
  });

  it('survives throttling, a lost answer and a restart in the middle', async () => {
    const asked = await ask({ durationSeconds: 3600 });
    estate.simulator.fault({
      kind: 'deny',
      action: 'eks:DescribeAccessEntry',
      role: 'EksIamHealthGranter',
    });
    await approve(asked);
    const failed = await until(asked, r => r.state === 'failed');
    expect(failed.failure).toMatch(/eks:DescribeAccessEntry/);
    expect(failed.failure).not.toMatch(/simulated\/secret/);
    // taking away fails alike, stays visible, and is taken up by the next process
    await as(MAYA).post(`/requests/${asked.id}/revoke`, { version: 1 });
    const stuck = await until(
      asked,
      r => r.state === 'revoking' && !!r.failure,
    );
    expect(stuck.endReason).toBe('revoked');
    await portal.stop();
    estate.simulator.clearFaults();
    estate.simulator.fault({
      kind: 'throttle',
      action: 'eks:DescribeAccessEntry',
      count: 2,
    });
    estate.simulator.fault({
      kind: 'drop',
      action: 'eks:ListAssociatedAccessPolicies',
      count: 1,
    });
    portal = await startPortal();
    const ended = await until(asked, r => r.state === 'ended');
    expect(ended.events.map(e => e.event)).toEqual([
      'create',
      'approve',
      'start',
      'fail',
      'revoke',
      'fail',
      'succeed',
    ]);
    expect(entry()).toBeUndefined();
  });
});
