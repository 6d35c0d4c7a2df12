import {
  ClusterDetail,
  ClusterSummary,
} from 'backstage-plugin-eks-iam-health-common';
import request from 'supertest';
import { anEntity, arnOf, idOf, snapshotOf } from './__testUtils__/clusters';
import { eventually } from './__testUtils__/eventually';
import { FakeSource } from './__testUtils__/FakeSource';
import { startPortal } from './__testUtils__/startPortal';

const base = '/api/eks-iam-health';
const at = new Date().toISOString();

describe('eksIamHealthPlugin', () => {
  it('finds clusters in the catalog, scans them, and shows what it found', async () => {
    const source = new FakeSource()
      .set(
        arnOf('payments-prod'),
        snapshotOf(arnOf('payments-prod'), at, s =>
          s.with('namespaces', [{ name: 'shop', labels: { bad: 'yes' } }]),
        ),
      )
      .set(arnOf('broken'), new Error('the account does not answer'));
    const { server } = await startPortal({
      entities: [
        anEntity('payments-prod'),
        anEntity('broken', { annotation: 'amazon.com/eks-cluster-arn' }),
        anEntity('bucket', { arn: 'arn:aws:s3:::bucket' }),
      ],
      source,
    });

    const items = await eventually(async () => {
      const { body } = await request(server)
        .get(`${base}/clusters`)
        .expect(200);
      const list: ClusterSummary[] = body.items;
      return (
        list.length === 2 &&
        list.every(c => ['current', 'failed'].includes(c.condition)) &&
        list
      );
    });
    expect(items).toMatchObject([
      {
        id: idOf('broken'),
        condition: 'failed',
        conditionDetail: 'the account does not answer',
      },
      {
        id: idOf('payments-prod'),
        name: 'payments-prod',
        accountId: '111122223333',
        entityRef: 'resource:default/payments-prod',
        ownerRef: 'group:default/team-a',
        environment: 'production',
        condition: 'current',
        scoreIsOld: false,
      },
    ]);
    expect(items[0].score).toBeUndefined();

    const { body } = await request(server)
      .get(`${base}/clusters/${idOf('payments-prod')}`)
      .expect(200);
    const detail: ClusterDetail = body;
    expect(
      detail.report?.checks.find(c => c.checkId === 'bad-namespace'),
    ).toMatchObject({
      verdict: 'fail',
      findings: [{ subject: 'shop' }],
    });
    expect(detail.findingRecords['bad-namespace~shop']).toMatchObject({
      firstSeenAt: at,
      lastSeenAt: at,
    });
    expect(detail.changes.transitions).toEqual([]);
    expect(detail.lastScan).toMatchObject({
      state: 'succeeded',
      trigger: 'schedule',
    });
    expect(detail.may).toEqual({ check: true, request: true });
  });
});
