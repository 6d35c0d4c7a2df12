import {
  DescribeClusterCommand,
  EKSClient,
  ListClustersCommand,
} from '@aws-sdk/client-eks';
import { ListUsersCommand } from '@aws-sdk/client-iam';
import { Simulator, startSimulator } from '../startSimulator';
import {
  assume,
  Credentials,
  demoEstate,
  eks,
  iam,
  kubernetes,
  READER,
  token,
} from '../__testUtils__/access';

const NAME = 'payments-prod';

describe('control of the simulator', () => {
  let simulator: Simulator;
  let credentials: Credentials;
  let client: EKSClient;
  beforeAll(async () => {
    simulator = await startSimulator({ estate: demoEstate });
  });
  afterAll(() => simulator.stop());
  beforeEach(async () => {
    await simulator.reset();
    credentials = await assume(simulator, READER);
    client = eks(simulator, credentials);
  });

  const control = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`${simulator.controlUrl}/${path}`, {
      method,
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    return { status: response.status, body: await response.json() };
  };
  const list = () => client.send(new ListClustersCommand({}));

  it('counts calls by API, account and cluster', async () => {
    await control('DELETE', 'counts');
    await list();
    await list();
    const { cluster } = await client.send(
      new DescribeClusterCommand({ name: NAME }),
    );
    await kubernetes(
      cluster ?? {},
      await token(credentials, NAME),
      '/api/v1/namespaces/checkout/pods',
    );
    expect((await control('GET', 'counts')).body).toEqual({
      calls: {
        'eks:ListClusters': 2,
        'eks:DescribeCluster': 1,
        'kubernetes:list pods': 1,
      },
      byScope: {
        '111122223333': { 'eks:ListClusters': 2, 'eks:DescribeCluster': 1 },
        [NAME]: { 'kubernetes:list pods': 1 },
      },
    });
  });

  it('throttles as often as it is told, and the SDK retries', async () => {
    const fault = { kind: 'throttle', action: 'eks:ListClusters', count: 2 };
    await control('POST', 'faults', fault);
    await expect(list()).rejects.toMatchObject({
      name: 'ThrottlingException',
      message: 'Rate exceeded',
      $metadata: { httpStatusCode: 429 },
    });
    const patient = new EKSClient({
      endpoint: simulator.awsEndpoint,
      region: 'eu-west-1',
      credentials,
      maxAttempts: 3,
    });
    const { $metadata } = await patient.send(new ListClustersCommand({}));
    expect($metadata.attempts).toBe(2);
    expect((await control('GET', 'faults')).body).toEqual([]);
  });

  it('denies an action to one role only', async () => {
    simulator.fault({
      kind: 'deny',
      role: 'EksIamHealthReader',
      account: '111122223333',
      action: 'iam:*',
    });
    await expect(
      iam(simulator, credentials).send(new ListUsersCommand({})),
    ).rejects.toMatchObject({
      name: 'AccessDenied',
      message: expect.stringContaining(
        'because no identity-based policy allows the iam:ListUsers action',
      ),
    });
    await expect(list()).resolves.toBeDefined();
  });

  it('drops connections and cuts bodies', async () => {
    simulator.fault({ kind: 'drop', count: 1 });
    await expect(list()).rejects.toThrow('socket hang up');
    simulator.fault({ kind: 'malformed', count: 1 });
    await expect(list()).rejects.toThrow(/JSON/);
    await expect(list()).resolves.toBeDefined();
  });

  it('keeps calls waiting', async () => {
    simulator.fault({ kind: 'delay', milliseconds: 300, count: 1 });
    const start = Date.now();
    await list();
    expect(Date.now() - start).toBeGreaterThanOrEqual(290);
  });

  it('takes a Kubernetes API away and brings it back on the same port', async () => {
    const { cluster = {} } = await client.send(
      new DescribeClusterCommand({ name: NAME }),
    );
    const ask = async () =>
      kubernetes(cluster, await token(credentials, NAME), '/version');
    await control('PATCH', `clusters/${NAME}`, {
      kubernetesApi: 'unreachable',
    });
    await expect(ask()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await control('PATCH', `clusters/${NAME}`, { kubernetesApi: 'reachable' });
    expect(await ask()).toMatchObject({
      status: 200,
      body: { gitVersion: expect.stringMatching(/^v1\.33\./) },
    });
    simulator.fault({ kind: 'malformed', cluster: NAME, count: 1 });
    await expect(ask()).rejects.toThrow(SyntaxError);
  });

  it('mends and breaks the estate, and puts it back', async () => {
    const awsAuth = async () => {
      const { cluster = {} } = await client.send(
        new DescribeClusterCommand({ name: NAME }),
      );
      const { body } = await kubernetes<{ data: Record<string, string> }>(
        cluster,
        await token(credentials, NAME),
        '/api/v1/namespaces/kube-system/configmaps/aws-auth',
      );
      return body.data.mapRoles;
    };
    const before = await awsAuth();
    const mended = before.replace('role/eng/platform/', 'role/');
    expect(mended).not.toBe(before);
    await control('POST', 'edits', {
      kind: 'aws-auth',
      cluster: NAME,
      data: { mapRoles: mended },
    });
    expect(await awsAuth()).toBe(mended);
    await control('POST', 'reset');
    expect(await awsAuth()).toBe(before);
  });

  it('shows the access entries of a cluster', async () => {
    const { body } = await control('GET', `clusters/${NAME}/access-entries`);
    expect(body).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          principalArn: 'arn:aws:iam::111122223333:role/PaymentsOncall',
          type: 'STANDARD',
        }),
      ]),
    );
  });

  it.each([
    ['POST', 'faults', { kind: 'earthquake' }, 400],
    ['POST', 'edits', { kind: 'aws-auth', cluster: 'nowhere', data: {} }, 404],
    ['GET', 'clusters/nowhere', undefined, 404],
    ['GET', 'weather', undefined, 404],
  ])('answers %s %s %j with %d', async (method, path, body, status) => {
    expect((await control(method, path, body)).status).toBe(status);
  });
});
