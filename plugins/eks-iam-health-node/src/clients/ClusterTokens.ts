import { Sha256 } from '@aws-crypto/sha256-js';
import { AwsCredentialIdentityProvider } from '@aws-sdk/types';
import { HttpRequest } from '@smithy/protocol-http';
import { SignatureV4 } from '@smithy/signature-v4';
import { stsHost } from './partitions';

/** A cluster honours a token for 15 minutes after its date, whatever the URL says. */
const REUSE_MS = 12 * 60_000;
const URL_EXPIRES_SECONDS = 60;

/** For which cluster a token is made, and with whose credentials. @public */
export interface ClusterTokenOptions {
  clusterName: string;
  region: string;
  partition: string;
  credentials: AwsCredentialIdentityProvider;
  now?: () => Date;
}

/**
 * Makes a bearer token for a cluster's Kubernetes API: a presigned GetCallerIdentity of the regional STS endpoint that
 * names the cluster in a signed header.
 * https://github.com/kubernetes-sigs/aws-iam-authenticator#api-authorization-from-outside-a-cluster
 *
 * @public
 */
export async function makeClusterToken(
  options: ClusterTokenOptions,
): Promise<string> {
  const { clusterName, region, partition, credentials } = options;
  const host = stsHost(partition, region);
  const signer = new SignatureV4({
    service: 'sts',
    region,
    credentials,
    sha256: Sha256,
    applyChecksum: false,
  });
  const signed = await signer.presign(
    new HttpRequest({
      method: 'GET',
      protocol: 'https:',
      hostname: host,
      path: '/',
      query: { Action: 'GetCallerIdentity', Version: '2011-06-15' },
      headers: { host, 'x-k8s-aws-id': clusterName },
    }),
    { expiresIn: URL_EXPIRES_SECONDS, signingDate: options.now?.() },
  );
  const query = Object.entries(signed.query ?? {})
    .map(([name, value]) =>
      [name, String(value)].map(encodeURIComponent).join('='),
    )
    .join('&');
  const url = `https://${host}/?${query}`;
  return `k8s-aws-v1.${Buffer.from(url).toString('base64url')}`;
}

/**
 * The token of one cluster, made anew before the cluster would refuse it or the credentials behind it end.
 *
 * @public
 */
export function clusterTokenSource(
  options: ClusterTokenOptions,
): () => Promise<string> {
  const now = options.now ?? (() => new Date());
  let token: string | undefined;
  let renewAt = 0;
  return async () => {
    if (token && now().getTime() < renewAt) return token;
    const { expiration } = await options.credentials();
    token = await makeClusterToken(options);
    renewAt = Math.min(
      now().getTime() + REUSE_MS,
      expiration ? expiration.getTime() - 60_000 : Number.POSITIVE_INFINITY,
    );
    return token;
  };
}
