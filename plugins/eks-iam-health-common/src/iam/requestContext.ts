import { accountOf } from '../arn';
import { Cluster } from '../model';
import { contextOf, RequestContext } from './context';
import { PrincipalPolicies } from './policiesOf';

/** Condition keys of a request, by name; `absent` says that it has none. @public */
export type KnownKeys = Record<string, string | readonly string[] | 'absent'>;

/**
 * What is certain about a request that a principal makes by itself through the API: who it is, and over TLS. Where it
 * comes from, with MFA or not, and the tags of its session are not known.
 *
 * @public
 */
export function contextOfPrincipal(
  principal: PrincipalPolicies,
  more: KnownKeys = {},
  isAbsent?: (lowerCaseKey: string) => boolean,
): RequestContext {
  const account = accountOf(principal.arn) ?? '';
  return contextOf(
    {
      'aws:PrincipalArn': principal.arn,
      'aws:PrincipalAccount': account,
      'aws:PrincipalType': principal.kind === 'user' ? 'User' : 'AssumedRole',
      'aws:PrincipalIsAWSService': 'false',
      'aws:username': principal.kind === 'user' ? principal.name : 'absent',
      'aws:SecureTransport': 'true',
      'aws:ResourceAccount': account,
      ...more,
    },
    isAbsent,
  );
}

/** What is known besides about a request on a cluster: its Region and its tags. @public */
export function clusterKeys(cluster: Cluster): KnownKeys {
  const tags = Object.entries(cluster.tags).map(
    ([key, value]) => [`aws:ResourceTag/${key}`, value] as const,
  );
  return {
    'aws:RequestedRegion': cluster.region,
    ...Object.fromEntries(tags),
  };
}

/** The context of a request on a cluster: a tag that the cluster has not is certainly absent. @public */
export function contextOnCluster(
  principal: PrincipalPolicies,
  cluster: Cluster,
): RequestContext {
  return contextOfPrincipal(principal, clusterKeys(cluster), key =>
    key.startsWith('aws:resourcetag/'),
  );
}

/** The condition keys of IAM itself; a key that is none of them is a spelling mistake and never in a request. */
const iamKeys = [
  'iam:associatedresourcearn',
  'iam:awsservicename',
  'iam:organizationspolicyid',
  'iam:passedtoservice',
  'iam:permissionsboundary',
  'iam:policyarn',
];

/** The context of `iam:PassRole` to a service. @public */
export function contextOfPassRole(
  principal: PrincipalPolicies,
  service: string,
): RequestContext {
  return contextOfPrincipal(
    principal,
    { 'iam:PassedToService': service },
    key =>
      key.startsWith('iam:') &&
      !key.startsWith('iam:resourcetag/') &&
      !iamKeys.includes(key),
  );
}
