import { clusterTokenSource, makeClusterToken } from './ClusterTokens';

const credentials = async () => ({
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  sessionToken: 'session+token/with=signs',
});

const cluster = {
  clusterName: 'payments-prod',
  region: 'eu-west-1',
  partition: 'aws',
  credentials,
};

function urlOf(token: string): URL {
  const [version, text] = [token.slice(0, 11), token.slice(11)];
  expect(version).toBe('k8s-aws-v1.');
  expect(text).toMatch(/^[A-Za-z0-9_-]+$/); // base64url without padding
  return new URL(Buffer.from(text, 'base64url').toString('utf8'));
}

/** https://github.com/kubernetes-sigs/aws-iam-authenticator/blob/master/pkg/token/token.go */
const allowedParameters = [
  'action',
  'version',
  'x-amz-algorithm',
  'x-amz-credential',
  'x-amz-date',
  'x-amz-expires',
  'x-amz-security-token',
  'x-amz-signature',
  'x-amz-signedheaders',
];

describe('makeClusterToken', () => {
  it('is a presigned GetCallerIdentity that names the cluster', async () => {
    const now = () => new Date('2026-11-21T14:14:00Z');
    const url = urlOf(await makeClusterToken({ ...cluster, now }));
    expect(url.origin).toBe('https://sts.eu-west-1.amazonaws.com');
    expect(url.pathname).toBe('/');
    const names = [...url.searchParams.keys()].map(name => name.toLowerCase());
    expect(names.sort()).toEqual(allowedParameters);
    const get = (name: string) => url.searchParams.get(name);
    expect(get('Action')).toBe('GetCallerIdentity');
    expect(get('X-Amz-SignedHeaders')?.split(';')).toContain('x-k8s-aws-id');
    expect(get('X-Amz-Date')).toBe('20261121T141400Z');
    expect(get('X-Amz-Credential')).toBe(
      'AKIAIOSFODNN7EXAMPLE/20261121/eu-west-1/sts/aws4_request',
    );
    expect(get('X-Amz-Security-Token')).toBe('session+token/with=signs');
    expect(Number(get('X-Amz-Expires'))).toBeLessThanOrEqual(900);
  });

  it.each([
    ['aws-cn', 'cn-north-1', 'sts.cn-north-1.amazonaws.com.cn'],
    ['aws-us-gov', 'us-gov-west-1', 'sts.us-gov-west-1.amazonaws.com'],
  ])('uses the regional host of %s', async (partition, region, host) => {
    const token = await makeClusterToken({ ...cluster, partition, region });
    expect(urlOf(token).host).toBe(host);
  });

  it('signs the name of the cluster: another name, another signature', async () => {
    const now = () => new Date('2026-11-21T14:14:00Z');
    const signature = async (clusterName: string) =>
      urlOf(
        await makeClusterToken({ ...cluster, clusterName, now }),
      ).searchParams.get('X-Amz-Signature');
    expect(await signature('a')).not.toBe(await signature('b'));
    expect(await signature('a')).toBe(await signature('a'));
  });
});

describe('clusterTokenSource', () => {
  function sourceAt(expiration?: Date) {
    let now = new Date('2026-11-21T14:00:00Z');
    const token = clusterTokenSource({
      ...cluster,
      credentials: async () => ({ ...(await credentials()), expiration }),
      now: () => now,
    });
    return async (time: string) => {
      now = new Date(time);
      return token();
    };
  }

  it('reuses a token, but not until the cluster would refuse it', async () => {
    const tokenAt = sourceAt();
    const first = await tokenAt('2026-11-21T14:00:00Z');
    expect(await tokenAt('2026-11-21T14:11:00Z')).toBe(first);
    expect(await tokenAt('2026-11-21T14:14:30Z')).not.toBe(first);
  });

  it('does not outlive the credentials behind it', async () => {
    const tokenAt = sourceAt(new Date('2026-11-21T14:05:00Z'));
    const first = await tokenAt('2026-11-21T14:00:00Z');
    expect(await tokenAt('2026-11-21T14:04:30Z')).not.toBe(first);
  });
});
