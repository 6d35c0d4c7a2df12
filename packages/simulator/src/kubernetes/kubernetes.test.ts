import { Cluster, DescribeClusterCommand } from '@aws-sdk/client-eks';
import { CoreV1Api, KubeConfig } from '@kubernetes/client-node';
import { Simulator, startSimulator } from '../startSimulator';
import {
  assume,
  Credentials,
  demoEstate,
  eks,
  GRANTER,
  kubernetes,
  READER,
  token,
} from '../__testUtils__/access';

const NAME = 'payments-prod';
const AWS_AUTH = '/api/v1/namespaces/kube-system/configmaps/aws-auth';

interface List {
  kind: string;
  metadata: { continue?: string; remainingItemCount?: number };
  items: Array<{ metadata: { name: string } }>;
}

describe('Kubernetes API', () => {
  let simulator: Simulator;
  let reader: Credentials;
  let cluster: Cluster;
  let bearer: string;
  beforeAll(async () => {
    simulator = await startSimulator({ estate: demoEstate });
  });
  afterAll(() => simulator.stop());
  beforeEach(async () => {
    await simulator.reset();
    reader = await assume(simulator, READER);
    const answer = await eks(simulator, reader).send(
      new DescribeClusterCommand({ name: NAME }),
    );
    cluster = answer.cluster ?? {};
    bearer = await token(reader, NAME);
  });

  const get = <T = Record<string, unknown>>(path: string, as = bearer) =>
    kubernetes<T>(cluster, as, path);

  it('answers the Kubernetes client', async () => {
    const config = new KubeConfig();
    config.loadFromOptions({
      clusters: [
        {
          name: NAME,
          server: cluster.endpoint,
          caData: cluster.certificateAuthority?.data,
        },
      ],
      users: [{ name: 'reader', token: bearer }],
      contexts: [{ name: 'it', cluster: NAME, user: 'reader' }],
      currentContext: 'it',
    });
    const { items } = await config.makeApiClient(CoreV1Api).listNamespace();
    expect(items.map(n => n.metadata?.name)).toEqual(
      expect.arrayContaining(['checkout', 'kube-system']),
    );
  });

  it('is not believed under another certificate authority', async () => {
    const { cluster: other } = await eks(simulator, reader).send(
      new DescribeClusterCommand({ name: 'payments-staging' }),
    );
    await expect(
      kubernetes(
        {
          endpoint: cluster.endpoint,
          certificateAuthority: other?.certificateAuthority,
        },
        bearer,
        '/readyz',
      ),
    ).rejects.toThrow(/certificate/);
  });

  it('maps the caller through its access entry', async () => {
    const { status, body } = await kubernetes<{
      status: { userInfo: { username: string; groups: string[] } };
    }>(cluster, bearer, '/apis/authentication.k8s.io/v1/selfsubjectreviews', {
      method: 'POST',
      body: {},
    });
    expect(status).toBe(201);
    expect(body.status.userInfo).toMatchObject({
      username:
        'arn:aws:sts::111122223333:assumed-role/EksIamHealthReader/portal',
      groups: ['eks-iam-health:readers', 'system:authenticated'],
      extra: {
        canonicalArn: ['arn:aws:iam::111122223333:role/EksIamHealthReader'],
      },
    });
  });

  const otherThanSigned = (good: string) => {
    const url = Buffer.from(good.slice(11), 'base64url').toString();
    expect(url).toContain('X-Amz-Expires=60');
    return `k8s-aws-v1.${Buffer.from(
      url.replace('X-Amz-Expires=60', 'X-Amz-Expires=900'),
    ).toString('base64url')}`;
  };

  it.each<[string, () => string | undefined | Promise<string>]>([
    ['that is missing', () => undefined],
    ['of a service account', () => 'eyJhbGciOiJSUzI1NiJ9.e30.c2ln'],
    ['of another cluster', () => token(reader, 'payments-staging')],
    [
      'without the cluster header',
      () => token(reader, NAME, { header: false }),
    ],
    [
      'older than 15 minutes',
      () =>
        token(reader, NAME, { signingDate: new Date(Date.now() - 901_000) }),
    ],
    ['with another expiry than was signed', () => otherThanSigned(bearer)],
    [
      'for a host that is not STS',
      () => token(reader, NAME, { host: 'sts.example.com' }),
    ],
    [
      'of an identity without mapping',
      async () => token(await assume(simulator, GRANTER), NAME),
    ],
  ])('refuses a token %s', async (_, bad) => {
    const answer = await kubernetes(cluster, await bad(), '/api/v1/namespaces');
    expect(answer).toMatchObject({
      status: 401,
      body: { kind: 'Status', reason: 'Unauthorized', code: 401 },
    });
  });

  it('takes a token for 15 minutes whatever its X-Amz-Expires says', async () => {
    const older = await token(reader, NAME, {
      signingDate: new Date(Date.now() - 600_000),
      expiresIn: 60,
    });
    expect((await get('/api/v1/namespaces', older)).status).toBe(200);
  });

  it('tells kubectl what it serves', async () => {
    const { body } = await get('/apis/rbac.authorization.k8s.io/v1');
    expect(body).toMatchObject({
      kind: 'APIResourceList',
      groupVersion: 'rbac.authorization.k8s.io/v1',
      resources: expect.arrayContaining([
        expect.objectContaining({ name: 'rolebindings', namespaced: true }),
      ]),
    });
    expect((await get('/apis/unknown.example.com/v1')).status).toBe(404);
  });

  it('takes a token that a tool signed for AWS_ENDPOINT_URL, and for no other plain address', async () => {
    const plain = async (host: string) => {
      const signed = await token(reader, NAME, { host });
      const url = Buffer.from(signed.slice(11), 'base64url')
        .toString()
        .replace('https:', 'http:');
      const { status } = await get(
        '/api/v1/namespaces',
        `k8s-aws-v1.${Buffer.from(url).toString('base64url')}`,
      );
      return status;
    };
    expect(await plain(new URL(simulator.awsEndpoint).host)).toBe(200);
    expect(await plain('sts.eu-west-1.amazonaws.com')).toBe(401);
  });

  it('says who may not do what', async () => {
    const { status, body } = await get('/api/v1/namespaces/checkout/secrets');
    expect({ status, body }).toMatchObject({
      status: 403,
      body: {
        message:
          'secrets is forbidden: User "arn:aws:sts::111122223333:assumed-role/EksIamHealthReader/portal" cannot list resource "secrets" in API group "" in the namespace "checkout"',
        reason: 'Forbidden',
      },
    });
  });

  it('cuts lists into pages and refuses a token that is too old', async () => {
    const names: string[] = [];
    let next: string | undefined;
    do {
      const { body } = await get<List>(
        `/apis/rbac.authorization.k8s.io/v1/clusterroles?limit=7${
          next ? `&continue=${encodeURIComponent(next)}` : ''
        }`,
      );
      expect(body.items.length).toBeLessThanOrEqual(7);
      names.push(...body.items.map(i => i.metadata.name));
      next = body.metadata.continue;
    } while (next);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(
      expect.arrayContaining(['cluster-admin', 'eks:node-manager']),
    );

    const { body: first } = await get<List>('/api/v1/pods?limit=2');
    expect(first.metadata.remainingItemCount).toBeGreaterThan(0);
    simulator.edit({ kind: 'compact', cluster: NAME });
    const stale = await get(
      `/api/v1/pods?limit=2&continue=${first.metadata.continue}`,
    );
    expect(stale).toMatchObject({ status: 410, body: { reason: 'Expired' } });
  });

  it('asks RBAC and access policies in a self review', async () => {
    const allowed = async (resource: string, verb: string) => {
      const { body } = await kubernetes<{ status: { allowed: boolean } }>(
        cluster,
        bearer,
        '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
        {
          method: 'POST',
          body: {
            spec: {
              resourceAttributes: { resource, verb, namespace: 'ledger' },
            },
          },
        },
      );
      return body.status.allowed;
    };
    expect(await allowed('pods', 'list')).toBe(true);
    expect(await allowed('pods', 'create')).toBe(false);
    simulator.edit({
      kind: 'access-entry',
      cluster: NAME,
      principalArn: READER,
      entry: {
        policies: [
          {
            policyArn:
              'arn:aws:eks::aws:cluster-access-policy/AmazonEKSEditPolicy',
            namespaces: ['led*'],
          },
        ],
      },
    });
    expect(await allowed('pods', 'create')).toBe(true);
    expect(await allowed('nodes', 'list')).toBe(false);
  });

  describe('patches aws-auth', () => {
    beforeEach(() =>
      simulator.edit({
        kind: 'access-entry',
        cluster: NAME,
        principalArn: READER,
        entry: {
          policies: [
            {
              policyArn:
                'arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy',
            },
          ],
        },
      }),
    );
    const patch = (body: unknown, contentType: string, query = '') =>
      kubernetes<{ data: { mapRoles: string }; reason?: string }>(
        cluster,
        bearer,
        `${AWS_AUTH}${query}`,
        { method: 'PATCH', body, contentType },
      );
    const MERGE = 'application/merge-patch+json';
    const JSON_PATCH = 'application/json-patch+json';

    it('in a dry run without changing it, then for good', async () => {
      const data = { mapUsers: '[]\n' };
      const before = await get(AWS_AUTH);
      const tried = await patch({ data }, MERGE, '?dryRun=All');
      expect(tried.body.data).toMatchObject(data);
      expect(await get(AWS_AUTH)).toEqual(before);
      await patch({ data }, MERGE, '?fieldManager=portal');
      const after = await get<{
        data: Record<string, string>;
        metadata: { managedFields: Array<{ manager: string }> };
      }>(AWS_AUTH);
      expect(after.body).toMatchObject({ data });
      expect(after.body.metadata.managedFields.at(-1)?.manager).toBe('portal');
      expect(Object.keys(after.body.data)).toContain('mapRoles');
    });

    it('only in the version that the caller has seen', async () => {
      const { body } = await get<{ metadata: { resourceVersion: string } }>(
        AWS_AUTH,
      );
      const { resourceVersion } = body.metadata;
      simulator.edit({ kind: 'aws-auth', cluster: NAME, data: { other: 'x' } });
      expect(
        await patch({ metadata: { resourceVersion }, data: {} }, MERGE),
      ).toMatchObject({ status: 409, body: { reason: 'Conflict' } });
      expect(
        await patch(
          [
            {
              op: 'test',
              path: '/metadata/resourceVersion',
              value: resourceVersion,
            },
            { op: 'replace', path: '/data/mapRoles', value: '' },
          ],
          JSON_PATCH,
        ),
      ).toMatchObject({ status: 422, body: { reason: 'Invalid' } });
    });

    it('never with data that is not text', async () => {
      expect(await patch({ data: { mapRoles: [] } }, MERGE)).toMatchObject({
        status: 400,
      });
    });
  });
});
