import {
  AccessEntry,
  AccessKey,
  IamPolicy,
  IamRole,
  IamUser,
  OidcProvider,
  Pod,
  PodIdentityAssociation,
  ServiceAccount,
} from '../model';
import { testAccountId, testNow } from './aSnapshot';

/** The issuer of `aCluster()`, as policies write it. @public */
export const testIssuer =
  'oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B716D3041E';

/** The OIDC provider of the cluster in tests. @public */
export const testProviderArn = `arn:aws:iam::${testAccountId}:oidc-provider/${testIssuer}`;

/** A policy document of these statements. @public */
export function aDocument(...statements: unknown[]): unknown {
  return { Version: '2012-10-17', Statement: statements };
}

/** The provider of the cluster of `aCluster()`. @public */
export function anOidcProvider(
  change: Partial<OidcProvider> = {},
): OidcProvider {
  return {
    arn: testProviderArn,
    url: testIssuer,
    clientIds: ['sts.amazonaws.com'],
    thumbprints: [],
    ...change,
  };
}

/** A role that nobody may assume and that may do nothing. @public */
export function aRole(name: string, change: Partial<IamRole> = {}): IamRole {
  return {
    arn: `arn:aws:iam::${testAccountId}:role/${name}`,
    name,
    path: '/',
    id: 'AROAEXAMPLEEXAMPLE',
    createdAt: testNow,
    trustPolicy: aDocument(),
    attachedPolicyArns: [],
    inlinePolicies: [],
    instanceProfileArns: [],
    tags: {},
    ...change,
  };
}

/** A user that may do nothing. @public */
export function aUser(name: string, change: Partial<IamUser> = {}): IamUser {
  return {
    arn: `arn:aws:iam::${testAccountId}:user/${name}`,
    name,
    path: '/',
    id: 'AIDAEXAMPLEEXAMPLE',
    createdAt: testNow,
    groupNames: [],
    attachedPolicyArns: [],
    inlinePolicies: [],
    ...change,
  };
}

/** A customer managed policy. @public */
export function aPolicy(name: string, ...statements: unknown[]): IamPolicy {
  return {
    arn: `arn:aws:iam::${testAccountId}:policy/${name}`,
    name,
    defaultVersionId: 'v1',
    document: aDocument(...statements),
  };
}

/** A trust statement for a service account of the cluster of `aCluster()`. @public */
export function trustFor(
  namespace: string,
  name: string,
  conditions: unknown = {
    StringEquals: {
      [`${testIssuer}:sub`]: `system:serviceaccount:${namespace}:${name}`,
      [`${testIssuer}:aud`]: 'sts.amazonaws.com',
    },
  },
): unknown {
  return {
    Effect: 'Allow',
    Principal: { Federated: testProviderArn },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: conditions,
  };
}

/** A service account, annotated with a role when one is given (a name, or an ARN). @public */
export function aServiceAccount(
  namespace: string,
  name: string,
  role?: string,
  annotations: Record<string, string> = {},
): ServiceAccount {
  const arn = role?.includes(':')
    ? role
    : `arn:aws:iam::${testAccountId}:role/${role}`;
  return {
    namespace,
    name,
    annotations: {
      ...(role === undefined ? {} : { 'eks.amazonaws.com/role-arn': arn }),
      ...annotations,
    },
  };
}

/** A Pod Identity association. @public */
export function anAssociation(
  namespace: string,
  serviceAccount: string,
  role: string,
  change: Partial<PodIdentityAssociation> = {},
): PodIdentityAssociation {
  return {
    associationId: `a-${namespace}-${serviceAccount}`,
    associationArn: `arn:aws:eks:eu-west-1:${testAccountId}:podidentityassociation/payments-prod/a-${namespace}-${serviceAccount}`,
    namespace,
    serviceAccount,
    roleArn: `arn:aws:iam::${testAccountId}:role/${role}`,
    disableSessionTags: false,
    ...change,
  };
}

/** A pod of a Deployment, with one container `app`. @public */
export function aPod(
  namespace: string,
  deployment: string,
  change: Partial<Pod> = {},
): Pod {
  return {
    namespace,
    name: `${deployment}-5d4f8-abcde`,
    serviceAccountName: deployment,
    nodeName: 'node-1',
    phase: 'Running',
    createdAt: testNow,
    hostNetwork: false,
    labels: { 'pod-template-hash': '5d4f8' },
    annotations: {},
    owner: { kind: 'ReplicaSet', name: `${deployment}-5d4f8` },
    containers: [
      {
        name: 'app',
        isInit: false,
        env: [],
        stsArguments: [],
        volumeMountNames: [],
      },
    ],
    volumeNames: [],
    keyMaterial: [],
    ...change,
  };
}

/** An active key, by the last four characters of its id. @public */
export function anAccessKey(
  userName: string,
  last4: string,
  change: Partial<AccessKey> = {},
): AccessKey {
  return {
    userName,
    userArn: `arn:aws:iam::${testAccountId}:user/${userName}`,
    id: `AKIAEXAMPLEXAMPL${last4}`,
    status: 'Active',
    createdAt: testNow,
    ...change,
  };
}

/** An access entry of type STANDARD, for a role (`role/Dev`) or user (`user/jane`) of the account. @public */
export function anAccessEntry(
  path: string,
  change: Partial<AccessEntry> = {},
): AccessEntry {
  return {
    principalArn: `arn:aws:iam::${testAccountId}:${path}`,
    accessEntryArn: `arn:aws:eks:eu-west-1:${testAccountId}:access-entry/payments-prod/${path}`,
    type: 'STANDARD',
    username: path,
    kubernetesGroups: [],
    policies: [],
    createdAt: testNow,
    tags: {},
    ...change,
  };
}
