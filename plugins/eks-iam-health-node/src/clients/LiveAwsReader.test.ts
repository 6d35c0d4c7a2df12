import { AwsCredentialsManager } from '@backstage/integration-aws-node';
import { TestAwsEndpoint } from './__testUtils__/anAwsEndpoint';
import { AwsClients } from './AwsClients';
import { CallCounts } from './CallCounts';
import { LiveAwsReader } from './LiveAwsReader';
import { RateLimit } from './RateLimit';

const target = {
  partition: 'aws',
  accountId: '111122223333',
  region: 'eu-west-1',
};

describe('LiveAwsReader', () => {
  let endpoint: TestAwsEndpoint;
  let calls: CallCounts;
  let credentialsAsked: number;

  beforeAll(async () => {
    endpoint = await TestAwsEndpoint.start();
  });
  afterAll(() => endpoint.stop());

  const manager: AwsCredentialsManager = {
    getCredentialProvider: async ({ accountId } = {}) => {
      if (accountId !== target.accountId) {
        throw new Error(
          `There is no AWS integration that matches ${accountId}. Please add a configuration for this AWS account.`,
        );
      }
      return {
        sdkCredentialProvider: async () => {
          credentialsAsked += 1;
          return {
            accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
            secretAccessKey: 'secret',
          };
        },
      };
    },
  };

  function someClients(maxAttempts = 1) {
    credentialsAsked = 0;
    return new AwsClients({
      credentialsManager: manager,
      endpoint: endpoint.url,
      maxAttempts,
      rateLimit: new RateLimit({ requestsPerSecond: 1000, burst: 1000 }),
    });
  }

  function aReader(
    clients = someClients(),
    signal = new AbortController().signal,
    where = target,
  ) {
    calls = new CallCounts();
    return new LiveAwsReader(clients.open(where, calls), signal);
  }

  it('follows the pages of EKS', async () => {
    endpoint.answering(({ url }) => ({
      json: url.includes('nextToken=more')
        ? { addons: ['b'] }
        : { addons: ['a'], nextToken: 'more' },
    }));
    const pages = await aReader().pages('eks:ListAddons', { clusterName: 'c' });
    expect(pages).toMatchObject([{ addons: ['a'] }, { addons: ['b'] }]);
    expect(calls.toRecord()).toEqual({ 'eks:ListAddons': 2 });
    expect(endpoint.requests[0].headers['user-agent']).toContain(
      'backstage-eks-iam-health',
    );
    expect(endpoint.requests[0].headers.authorization).toContain(
      '/eu-west-1/eks/aws4_request',
    );
  });

  it('follows the pages of IAM, signed for the partition', async () => {
    endpoint.answering(({ body }) => ({
      xml: `<ListUsersResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><ListUsersResult>${
        body.includes('Marker=more')
          ? '<IsTruncated>false</IsTruncated><Users/>'
          : '<IsTruncated>true</IsTruncated><Marker>more</Marker><Users/>'
      }</ListUsersResult></ListUsersResponse>`,
    }));
    const cn = { ...target, partition: 'aws-cn', region: 'cn-northwest-1' };
    const reader = aReader(someClients(), undefined, cn);
    expect(await reader.pages('iam:ListUsers', {})).toHaveLength(2);
    expect(endpoint.requests[0].headers.authorization).toContain(
      '/cn-north-1/iam/aws4_request',
    );
  });

  it('names the permission that is missing', async () => {
    endpoint.answering(() => ({
      status: 403,
      errorType: 'AccessDeniedException',
      json: {
        message:
          'User: arn:aws:sts::111122223333:assumed-role/r/s is not authorized to perform: eks:ListAddons on resource: arn:x',
      },
    }));
    await expect(
      aReader().pages('eks:ListAddons', { clusterName: 'c' }),
    ).rejects.toMatchObject({
      reason: 'denied',
      call: 'eks:ListAddons',
      permission: 'eks:ListAddons',
    });
  });

  it('does not call refused credentials a missing permission, and gets new ones for the next session', async () => {
    endpoint.answering(() => ({
      status: 403,
      errorType: 'ExpiredTokenException',
      json: {
        message: 'The security token included in the request is expired',
      },
    }));
    const clients = someClients();
    const ask = () =>
      aReader(clients).call('eks:ListAddons', { clusterName: 'c' });
    await expect(ask()).rejects.toMatchObject({
      reason: 'denied',
      permission: undefined,
    });
    expect(credentialsAsked).toBe(1);
    await expect(ask()).rejects.toMatchObject({ reason: 'denied' });
    expect(credentialsAsked).toBe(2);
  });

  it('tries again when it is throttled, and counts every attempt', async () => {
    let attempts = 0;
    endpoint.answering(() => {
      attempts += 1;
      return attempts === 1
        ? { status: 429, errorType: 'ThrottlingException', json: {} }
        : { json: { addons: [] } };
    });
    const clients = someClients(2);
    await aReader(clients).call('eks:ListAddons', { clusterName: 'c' });
    expect(calls.toRecord()).toEqual({ 'eks:ListAddons': 2 });
    endpoint.answering(() => ({
      status: 429,
      errorType: 'ThrottlingException',
      json: {},
    }));
    await expect(
      aReader(clients).call('eks:ListAddons', { clusterName: 'c' }),
    ).rejects.toMatchObject({ reason: 'throttled' });
  });

  it.each([
    ['no JSON', { text: '<html>' }, 'malformed'],
    ['a failure of the server', { status: 503 }, 'unreachable'],
  ])('tells %s apart', async (_, answer, reason) => {
    endpoint.answering(() => answer);
    await expect(
      aReader().call('eks:ListAddons', { clusterName: 'c' }),
    ).rejects.toMatchObject({ reason });
  });

  it('says which thing does not exist', async () => {
    endpoint.answering(() => ({
      status: 404,
      errorType: 'ResourceNotFoundException',
      json: { message: 'No cluster found for name: c.' },
    }));
    await expect(
      aReader().call('eks:DescribeCluster', { name: 'c' }),
    ).rejects.toMatchObject({ notFound: true });
  });

  it('is unreachable when nobody answers', async () => {
    const clients = new AwsClients({
      credentialsManager: manager,
      endpoint: 'http://127.0.0.1:1',
      maxAttempts: 1,
    });
    await expect(
      aReader(clients).call('eks:ListAddons', { clusterName: 'c' }),
    ).rejects.toMatchObject({
      reason: 'unreachable',
      message: expect.stringContaining('ECONNREFUSED'),
    });
  });

  it('says that an account has no credentials', async () => {
    const elsewhere = { ...target, accountId: '999900001111' };
    const reader = aReader(someClients(), undefined, elsewhere);
    await expect(
      reader.call('eks:ListAddons', { clusterName: 'c' }),
    ).rejects.toMatchObject({
      reason: 'denied',
      message:
        'there are no AWS credentials for account 999900001111: add it under `aws.accounts`',
    });
  });

  it('asks for credentials once for all sessions of an account', async () => {
    endpoint.answering(() => ({ json: { addons: [] } }));
    const clients = someClients();
    const ask = () =>
      aReader(clients).call('eks:ListAddons', { clusterName: 'c' });
    await Promise.all([ask(), ask(), ask()]);
    expect(credentialsAsked).toBe(1);
  });

  it('throws the reason of the signal', async () => {
    endpoint.answering(() => ({ json: { addons: [] } }));
    const signal = AbortSignal.abort(new Error('time is up'));
    await expect(
      aReader(someClients(), signal).call('eks:ListAddons', {
        clusterName: 'c',
      }),
    ).rejects.toThrow('time is up');
  });
});
