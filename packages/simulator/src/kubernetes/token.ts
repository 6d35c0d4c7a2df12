import { authenticate, Caller, partitionOf } from '../aws/caller';
import { parseAmzDate, queryPairs } from '../aws/signature';
import { Cluster, World } from '../estate/World';
import { unauthorized } from './status';

const PREFIX = 'k8s-aws-v1.';
const MAX_LENGTH = 4096;
const LIFETIME_SECONDS = 900;
const ALLOWED = new Set([
  'action',
  'version',
  'x-amz-algorithm',
  'x-amz-credential',
  'x-amz-date',
  'x-amz-expires',
  'x-amz-security-token',
  'x-amz-signature',
  'x-amz-signedheaders',
]);

/**
 * Who a bearer token speaks for. The rules are those of aws-iam-authenticator, pkg/token/token.go; the reason for a
 * refusal stays inside, as on a real cluster, where only the control plane's log tells it.
 */
export function callerOfToken(
  world: World,
  cluster: Cluster,
  authorization: string | undefined,
): Caller {
  const token = /^Bearer (.+)$/.exec(authorization ?? '')?.[1];
  if (!token?.startsWith(PREFIX) || token.length > MAX_LENGTH) {
    throw unauthorized();
  }
  const encoded = token.slice(PREFIX.length);
  if (!/^[A-Za-z0-9_-]+$/.test(encoded)) throw unauthorized();
  let url: URL;
  try {
    url = new URL(Buffer.from(encoded, 'base64url').toString('utf8'));
  } catch {
    throw unauthorized();
  }
  const rawQuery = url.search.slice(1);
  const parameters = new Map<string, string>();
  for (const [name, value] of queryPairs(rawQuery)) {
    const key = name.toLowerCase();
    if (!ALLOWED.has(key) || parameters.has(key)) throw unauthorized();
    parameters.set(key, value);
  }
  const expires = Number(parameters.get('x-amz-expires') ?? 'absent');
  const signedAt = parseAmzDate(parameters.get('x-amz-date') ?? '');
  const ageSeconds = (world.now().getTime() - signedAt.getTime()) / 1000;
  const wellFormed =
    url.pathname === '/' &&
    (url.origin === world.stsEndpoint ||
      (url.protocol === 'https:' &&
        isStsHost(url.hostname, cluster.partition))) &&
    parameters.get('action') === 'GetCallerIdentity' &&
    (parameters.get('x-amz-signedheaders') ?? '')
      .split(';')
      .includes('x-k8s-aws-id') &&
    expires >= 0 &&
    expires <= 900 &&
    ageSeconds <= LIFETIME_SECONDS;
  if (!wellFormed) throw unauthorized();
  try {
    // the authenticator adds the header itself, so a token for another cluster has a wrong signature here
    return authenticate(world, {
      method: 'GET',
      rawPath: url.pathname,
      rawQuery,
      headers: { host: url.host, 'x-k8s-aws-id': cluster.name },
      body: Buffer.alloc(0),
    }).caller;
  } catch {
    throw unauthorized();
  }
}

/** Tools that `AWS_ENDPOINT_URL` leads here sign for this estate's own STS instead, which `callerOfToken` takes as well. */
function isStsHost(host: string, partition: string): boolean {
  if (host === 'sts.amazonaws.com') return partition === 'aws';
  const suffixes =
    partition === 'aws-cn'
      ? ['amazonaws.com.cn', 'api.amazonwebservices.com.cn']
      : ['amazonaws.com', 'api.aws'];
  const region = /^sts(?:-fips)?\.([a-z0-9-]+)\.(.+)$/.exec(host);
  return (
    region !== null &&
    suffixes.includes(region[2]) &&
    partitionOf(region[1]) === partition
  );
}
