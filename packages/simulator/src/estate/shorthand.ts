import { PolicyDocumentDefinition, TrustDefinition } from './schema';
import { PolicyDocument } from './World';

const VERSION = '2012-10-17';

/** `[{allow: eks:DescribeCluster, on: arn}]` as the document that IAM stores. */
export function toPolicyDocument(
  definition: PolicyDocumentDefinition,
): PolicyDocument {
  if (!Array.isArray(definition)) {
    return definition as PolicyDocument;
  }
  return {
    Version: VERSION,
    Statement: definition.map(({ sid, allow, deny, on, when }) => ({
      ...(sid ? { Sid: sid } : {}),
      Effect: deny ? 'Deny' : 'Allow',
      Action: single(deny ?? allow ?? []),
      Resource: single(on),
      ...(when ? { Condition: when } : {}),
    })),
  };
}

/** What a trust policy needs to know of a cluster. */
export interface TrustedCluster {
  arn: string;
  accountId: string;
  oidcIssuer: string;
}

/** The trust policy of a role; IRSA and Pod Identity shapes are those that AWS's pages recommend. */
export function toTrustPolicy(
  trust: TrustDefinition,
  account: { id: string; partition: string },
  clusterNamed: (name: string) => TrustedCluster,
): PolicyDocument {
  if ('document' in trust) {
    // `{{oidc C}}` is the ARN of a cluster's provider in this account, `{{issuer C}}` the prefix of its condition keys
    const text = JSON.stringify({ Version: VERSION, ...trust.document })
      .replace(/\{\{oidc ([^}]+)\}\}/g, (_, name: string) => providerOf(name))
      .replace(/\{\{issuer ([^}]+)\}\}/g, (_, name: string) => issuerOf(name));
    return JSON.parse(text) as PolicyDocument;
  }
  return { Version: VERSION, Statement: [statement()] };

  function issuerOf(name: string) {
    return clusterNamed(name).oidcIssuer.replace('https://', '');
  }
  function providerOf(name: string) {
    return `arn:${account.partition}:iam::${
      account.id
    }:oidc-provider/${issuerOf(name)}`;
  }
  function statement() {
    if ('service' in trust) {
      return {
        Effect: 'Allow',
        Principal: { Service: single(trust.service) },
        Action: 'sts:AssumeRole',
        ...(trust.when ? { Condition: trust.when } : {}),
      };
    }
    if ('aws' in trust) {
      const condition = {
        ...trust.when,
        ...(trust.externalId
          ? { StringEquals: { 'sts:ExternalId': trust.externalId } }
          : {}),
      };
      return {
        Effect: 'Allow',
        Principal: { AWS: single(trust.aws) },
        Action: 'sts:AssumeRole',
        ...(Object.keys(condition).length ? { Condition: condition } : {}),
      };
    }
    if ('saml' in trust) {
      const signIn =
        account.partition === 'aws-cn'
          ? 'https://signin.amazonaws.cn/saml'
          : 'https://signin.aws.amazon.com/saml';
      return {
        Effect: 'Allow',
        Principal: {
          Federated: `arn:${account.partition}:iam::${account.id}:saml-provider/${trust.saml}`,
        },
        Action: ['sts:AssumeRoleWithSAML', 'sts:TagSession'],
        Condition: { StringEquals: { 'SAML:aud': signIn } },
      };
    }
    if ('irsa' in trust) {
      const issuer = issuerOf(trust.irsa);
      const subjects = trust.serviceAccounts.map(
        name => `system:serviceaccount:${name.replace('/', ':')}`,
      );
      return {
        Effect: 'Allow',
        Principal: { Federated: providerOf(trust.irsa) },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: {
          StringEquals: {
            [`${issuer}:aud`]: 'sts.amazonaws.com',
            [`${issuer}:sub`]: single(subjects),
          },
        },
      };
    }
    if ('podIdentity' in trust) {
      const cluster = clusterNamed(trust.podIdentity);
      return {
        Effect: 'Allow',
        Principal: { Service: 'pods.eks.amazonaws.com' },
        Action: ['sts:AssumeRole', 'sts:TagSession'],
        Condition: {
          StringEquals: { 'aws:SourceAccount': cluster.accountId },
          ArnEquals: { 'aws:SourceArn': cluster.arn },
        },
      };
    }
    throw new Error('a trust policy of no known form');
  }
}

function single(values: string[]): string | string[] {
  return values.length === 1 ? values[0] : values;
}
