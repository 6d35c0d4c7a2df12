import { Cluster, DescribeClusterCommand } from '@aws-sdk/client-eks';
import { Simulator, startSimulator } from '../startSimulator';
import {
  ACCOUNT,
  assume,
  BASE,
  demoEstate,
  eks,
  kubernetes,
  READER,
  token,
} from '../__testUtils__/access';

interface Review {
  status: { userInfo: { username: string; groups: string[] } };
}

describe('who a caller is in a cluster', () => {
  let simulator: Simulator;
  beforeAll(async () => {
    simulator = await startSimulator({ estate: demoEstate });
  });
  afterAll(() => simulator.stop());
  beforeEach(() => simulator.reset());

  async function clusterOf(name: string, region = 'eu-west-1') {
    const { cluster } = await eks(
      simulator,
      await assume(simulator, READER),
      region,
    ).send(new DescribeClusterCommand({ name }));
    return cluster ?? {};
  }

  /** Credentials of any role: it is made to trust the base user first. */
  async function become(role: string, path = '/') {
    simulator.edit({
      kind: 'role',
      account: ACCOUNT,
      role,
      trust: {
        Statement: {
          Effect: 'Allow',
          Principal: { AWS: `arn:aws:iam::${ACCOUNT}:user/backstage` },
          Action: 'sts:AssumeRole',
        },
      },
    });
    return assume(simulator, `arn:aws:iam::${ACCOUNT}:role${path}${role}`);
  }

  async function whoami(
    cluster: Cluster,
    credentials: typeof BASE,
    region = 'eu-west-1',
  ) {
    const { status, body } = await kubernetes<Review>(
      cluster,
      await token(credentials, cluster.name ?? '', { region }),
      '/apis/authentication.k8s.io/v1/selfsubjectreviews',
      { method: 'POST', body: {} },
    );
    return status === 201 ? body.status.userInfo : status;
  }

  it('is nobody as long as aws-auth names the role with its path', async () => {
    const cluster = await clusterOf('payments-prod');
    const developer = await become('PaymentsDeveloper', '/eng/platform/');
    expect(await whoami(cluster, developer)).toBe(401);
    simulator.edit({
      kind: 'aws-auth',
      cluster: 'payments-prod',
      data: {
        mapRoles: `- rolearn: arn:aws:iam::${ACCOUNT}:role/paymentsDEVELOPER
  username: developer:{{SessionName}}
  groups: [payments:developers]
`,
      },
    });
    expect(await whoami(cluster, developer)).toMatchObject({
      username: 'developer:portal',
      groups: ['payments:developers', 'system:authenticated'],
    });
  });

  it('comes from the access entry before aws-auth, and from aws-auth once the entry is gone', async () => {
    const cluster = await clusterOf('payments-prod');
    const oncall = await become('PaymentsOncall');
    expect(await whoami(cluster, oncall)).toMatchObject({
      groups: ['system:authenticated'],
    });
    simulator.edit({
      kind: 'access-entry',
      cluster: 'payments-prod',
      principalArn: `arn:aws:iam::${ACCOUNT}:role/PaymentsOncall`,
      entry: null,
    });
    expect(await whoami(cluster, oncall)).toMatchObject({
      username: 'payments-oncall:portal',
    });
  });

  it('is pinned by an access entry to the unique id of the role', async () => {
    const cluster = await clusterOf('payments-prod');
    expect(await whoami(cluster, await become('LedgerOncall'))).toMatchObject({
      groups: ['system:authenticated'],
    });
    simulator.edit({
      kind: 'recreate-role',
      account: ACCOUNT,
      role: 'LedgerOncall',
    });
    expect(await whoami(cluster, await become('LedgerOncall'))).toBe(401);
  });

  it('survives in mapUsers when a broken line loses the whole of mapRoles', async () => {
    const cluster = await clusterOf('legacy-batch', 'us-east-1');
    const breakglass = await become('legacy-batch-breakglass');
    expect(await whoami(cluster, breakglass, 'us-east-1')).toBe(401);
    expect(
      await whoami(cluster, await assume(simulator, READER), 'us-east-1'),
    ).toMatchObject({ username: 'eks-iam-health' });
    const { body } = await kubernetes<{ data: { mapRoles: string } }>(
      cluster,
      await token(await assume(simulator, READER), 'legacy-batch', {
        region: 'us-east-1',
      }),
      '/api/v1/namespaces/kube-system/configmaps/aws-auth',
    );
    simulator.edit({
      kind: 'aws-auth',
      cluster: 'legacy-batch',
      data: {
        mapRoles: body.data.mapRoles.replace(
          'username: {{SessionName}}',
          "username: '{{SessionName}}'",
        ),
      },
    });
    expect(await whoami(cluster, breakglass, 'us-east-1')).toMatchObject({
      username: 'breakglass',
      groups: ['system:masters', 'system:authenticated'],
    });
  });

  it('counts no access entry in mode CONFIG_MAP', async () => {
    simulator.edit({
      kind: 'cluster',
      cluster: 'payments-prod',
      mode: 'CONFIG_MAP',
    });
    const cluster = await clusterOf('payments-prod');
    expect(await whoami(cluster, await assume(simulator, READER))).toBe(401);
  });
});
