import { Sha256 } from '@aws-crypto/sha256-js';
import { EKSClient } from '@aws-sdk/client-eks';
import { IAMClient } from '@aws-sdk/client-iam';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { HttpRequest } from '@smithy/protocol-http';
import { SignatureV4 } from '@smithy/signature-v4';
import { request } from 'node:https';
import path from 'node:path';
import { Simulator } from '../startSimulator';

/** The folder of the demo estate. */
export const demoEstate = path.resolve(__dirname, '../../../../estates/demo');

export const ACCOUNT = '111122223333';
export const READER = `arn:aws:iam::${ACCOUNT}:role/EksIamHealthReader`;
export const GRANTER = `arn:aws:iam::${ACCOUNT}:role/EksIamHealthGranter`;
export const EXTERNAL_ID = 'eks-iam-health-111122223333-7f3a';
export const BASE = {
  accessKeyId: 'AKIASIMULATEDBASEKEY',
  secretAccessKey: 'simulated/secret/of/the/base/user/000001',
};

export interface Credentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
}

/** Client settings for one call without retries. */
export function settings(
  simulator: Simulator,
  credentials: Credentials,
  region = 'eu-west-1',
) {
  return {
    endpoint: simulator.awsEndpoint,
    region,
    credentials,
    maxAttempts: 1,
  };
}

export const eks = (s: Simulator, c: Credentials, region?: string) =>
  new EKSClient(settings(s, c, region));
export const iam = (s: Simulator, c: Credentials) =>
  new IAMClient(settings(s, c, 'us-east-1'));
export const sts = (s: Simulator, c: Credentials, region?: string) =>
  new STSClient(settings(s, c, region));

/** Credentials of a role, as the portal gets them. */
export async function assume(
  simulator: Simulator,
  roleArn: string,
  externalId: string | undefined = EXTERNAL_ID,
): Promise<Required<Credentials>> {
  const { Credentials: given } = await sts(simulator, BASE).send(
    new AssumeRoleCommand({
      RoleArn: roleArn,
      RoleSessionName: 'portal',
      ExternalId: externalId,
    }),
  );
  return {
    accessKeyId: given?.AccessKeyId ?? '',
    secretAccessKey: given?.SecretAccessKey ?? '',
    sessionToken: given?.SessionToken ?? '',
  };
}

/** A token as `aws eks get-token` makes it. */
export async function token(
  credentials: Credentials,
  cluster: string,
  overrides: {
    region?: string;
    host?: string;
    signingDate?: Date;
    header?: boolean;
    expiresIn?: number;
  } = {},
): Promise<string> {
  const { region = 'eu-west-1', signingDate = new Date() } = overrides;
  const host = overrides.host ?? `sts.${region}.amazonaws.com`;
  const signer = new SignatureV4({
    service: 'sts',
    region,
    credentials,
    sha256: Sha256,
  });
  const signed = await signer.presign(
    new HttpRequest({
      method: 'GET',
      protocol: 'https:',
      hostname: host,
      path: '/',
      query: { Action: 'GetCallerIdentity', Version: '2011-06-15' },
      headers: {
        host,
        ...(overrides.header === false ? {} : { 'x-k8s-aws-id': cluster }),
      },
    }),
    { expiresIn: overrides.expiresIn ?? 60, signingDate },
  );
  const query = Object.entries(signed.query ?? {})
    .map(
      ([k, v]) => `${encodeURIComponent(k)}=${encodeURIComponent(String(v))}`,
    )
    .join('&');
  return `k8s-aws-v1.${Buffer.from(`https://${host}/?${query}`).toString(
    'base64url',
  )}`;
}

/** One call of a cluster's API with its own CA, and what it answered. */
export async function kubernetes<T = Record<string, unknown>>(
  cluster: { endpoint?: string; certificateAuthority?: { data?: string } },
  bearer: string | undefined,
  path_: string,
  options: {
    method?: string;
    body?: unknown;
    contentType?: string;
  } = {},
): Promise<{ status: number; body: T }> {
  return new Promise((resolve, reject) => {
    const call = request(
      `${cluster.endpoint}${path_}`,
      {
        method: options.method ?? 'GET',
        agent: false,
        ca: Buffer.from(cluster.certificateAuthority?.data ?? '', 'base64'),
        headers: {
          ...(bearer ? { authorization: `Bearer ${bearer}` } : {}),
          ...(options.body === undefined
            ? {}
            : { 'content-type': options.contentType ?? 'application/json' }),
        },
      },
      response => {
        const chunks: Buffer[] = [];
        response.on('data', chunk => chunks.push(chunk));
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          try {
            resolve({
              status: response.statusCode ?? 0,
              body: (text.startsWith('{') ? JSON.parse(text) : text) as T,
            });
          } catch (error) {
            reject(error);
          }
        });
      },
    );
    call.on('error', reject);
    call.end(
      options.body === undefined ? undefined : JSON.stringify(options.body),
    );
  });
}
