import { accountOf } from '../../arn';
import {
  AccessDecision,
  authorize,
  contextOf,
  evaluateIdentity,
  evaluateTrust,
  PrincipalPolicies,
  RequestContext,
} from '../../iam';
import { Cluster, IamRole, PodIdentityAssociation } from '../../model';

/** What EKS does to get from the role of the pod to the target. */
export type ChainAction = 'sts:AssumeRole' | 'sts:TagSession';

/** Who has to allow it. */
export type ChainSide = 'the pod role' | 'the trust policy of the target';

export interface DecidedChain {
  decision: Pick<AccessDecision, 'decision' | 'because'>;
  /** what was not read of the pod role */
  unread: string[];
  podRoleRefuses: boolean;
  trustRefuses: boolean;
}

/** What the policies of the account say to one action of the chain. */
export function decideChain(
  podRole: PrincipalPolicies,
  target: IamRole,
  action: ChainAction,
  context: RequestContext,
): DecidedChain {
  const { arn, identity, boundary } = podRole;
  const whole = authorize(
    {
      principal: arn,
      action,
      resource: { arn: target.arn },
      context,
    },
    {
      identityPolicies: identity.map(({ document }) => document),
      resourcePolicy: target.trustPolicy,
      permissionBoundaries: boundary && [boundary.document],
    },
  );
  const request = { action, resource: target.arn, context };
  const own = evaluateIdentity(podRole, request);
  const trust = evaluateTrust(target.trustPolicy, {
    caller: { kind: 'aws', arn },
    action,
    context,
  });
  const unread = [
    ...podRole.unread,
    ...(podRole.unreadBoundary ? [podRole.unreadBoundary] : []),
  ].map(name => `\`${name}\` was not read`);
  // What was not read may still allow, or deny.
  const isOpen =
    unread.length > 0 &&
    whole.decision !== 'ExplicitlyDenied' &&
    trust.answer !== 'no';
  return {
    decision: isOpen ? { decision: 'Unknown', because: [] } : whole,
    unread,
    podRoleRefuses: ['explicitDeny', 'implicitDeny'].includes(own.effect),
    trustRefuses: trust.answer === 'no',
  };
}

export function sidesOf(refused: readonly DecidedChain[]): ChainSide[] {
  const byTrust = refused.some(({ trustRefuses }) => trustRefuses);
  const byRole = refused.some(({ podRoleRefuses }) => podRoleRefuses);
  return [
    ...(byRole ? (['the pod role'] as const) : []),
    ...(byTrust || !byRole
      ? (['the trust policy of the target'] as const)
      : []),
  ];
}

/** https://docs.aws.amazon.com/eks/latest/userguide/pod-id-abac.html */
export function tagsOf(
  { namespace, serviceAccount }: PodIdentityAssociation,
  { arn, name }: Cluster,
): Record<string, string> {
  return {
    'eks-cluster-arn': arn,
    'eks-cluster-name': name,
    'kubernetes-namespace': namespace,
    'kubernetes-service-account': serviceAccount,
  };
}

/** `region/account/cluster/namespace/serviceaccount`: what EKS sends where there are no tags. */
export function externalIdOf(
  { externalId, namespace, serviceAccount }: PodIdentityAssociation,
  { region, accountId, name }: Cluster,
): string {
  return (
    externalId ?? [region, accountId, name, namespace, serviceAccount].join('/')
  );
}

/** What is known of the request with which EKS goes from the pod role to the target. */
export function chainContext(
  association: PodIdentityAssociation,
  cluster: Cluster,
): RequestContext {
  const { roleArn, externalId, disableSessionTags } = association;
  const tags = disableSessionTags ? {} : tagsOf(association, cluster);
  const asKeys = (prefix: string) =>
    Object.fromEntries(
      Object.entries(tags).map(([key, value]) => [`${prefix}/${key}`, value]),
    );
  const account = accountOf(roleArn) ?? cluster.accountId;
  return contextOf(
    {
      'aws:PrincipalArn': roleArn,
      'aws:PrincipalAccount': account,
      'aws:PrincipalType': 'AssumedRole',
      'aws:PrincipalIsAWSService': 'false',
      'aws:SecureTransport': 'true',
      'aws:MultiFactorAuthPresent': 'absent',
      ...asKeys('aws:RequestTag'),
      ...asKeys('aws:PrincipalTag'),
      ...(disableSessionTags
        ? { 'sts:ExternalId': externalIdOf(association, cluster) }
        : externalId !== undefined && { 'sts:ExternalId': externalId }),
    },
    key =>
      disableSessionTags
        ? key.startsWith('aws:requesttag/') || key === 'aws:tagkeys'
        : key.startsWith('aws:requesttag/') &&
          !key.startsWith('aws:requesttag/kubernetes-pod-'),
  );
}
