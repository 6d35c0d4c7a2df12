import { unaskedSources } from '../../access';
import { shortArn } from '../../arn';
import {
  contextOnCluster,
  evaluateIdentity,
  IamDecision,
  IamRequest,
  PrincipalPolicies,
  smallestAllow,
} from '../../iam';
import { Cluster, Repair } from '../../model';
import { defineCheck, Found } from '../defineCheck';
import { READ_FROM_IAM } from './accountPrincipals';
import { allowRepair } from './allowRepair';
import { MappedIdentity, mappedIdentities } from './mappedPeople';

interface CannotDescribe extends Found {
  identity: MappedIdentity;
  cluster: Cluster;
  decision: IamDecision;
}

export const mappedPrincipalCannotDescribe = defineCheck({
  id: 'mapped-principal-cannot-describe',
  number: 'IAM-006',
  area: 'iam',
  topics: ['T1'],
  title: 'Mapped principal may not describe the cluster',
  severity: 'medium',
  why: '`aws eks update-kubeconfig` and the console call `eks:DescribeCluster` first. Without it a principal that the cluster lets in gets an AccessDeniedException before it reaches the cluster at all.',
  documentation:
    'https://docs.aws.amazon.com/eks/latest/userguide/security-iam-id-based-policy-examples.html',
  needs: [
    'cluster',
    'accessEntries',
    'awsAuth',
    'iamRoles',
    'iamUsers',
    'iamGroups',
    'iamPolicies',
  ],
  canProveWithout: ['accessEntries', 'awsAuth', 'iamUsers', 'iamGroups'],
  doesNotNeed: unaskedSources,
  evaluate: ({ cluster, derived }) =>
    mappedIdentities(cluster, derived).flatMap((identity): CannotDescribe[] => {
      const decision = decide(identity, cluster);
      if (decision.effect === 'allowed') return [];
      const verdict = decision.effect === 'unknown' ? 'unknown' : 'fail';
      return [{ verdict, identity, cluster, decision }];
    }),
  subject: e => e.identity.policies.arn,
  message: ({ identity: { policies }, cluster, decision }) => {
    const who = `\`${shortArn(policies.arn, cluster.accountId)}\``;
    switch (decision.effect) {
      case 'unknown':
        return `whether ${who} may describe the cluster is not known: ${decision.reasons.join(
          '; ',
        )}`;
      case 'explicitDeny':
        return `${who} is mapped, but a Deny in its ${
          decision.layer === 'boundary' ? 'boundary' : 'policies'
        } keeps it from \`eks:DescribeCluster\``;
      default:
        return `${who} is mapped, but ${
          decision.layer === 'boundary'
            ? 'its permissions boundary does not allow'
            : 'no policy allows it'
        } \`eks:DescribeCluster\``;
    }
  },
  evidence: ({ identity: { mapped, policies }, decision }) => [
    {
      fact: 'Mapping',
      value: mapped.arn,
      readFrom: mapped.readFrom,
    },
    {
      fact: 'Decision about eks:DescribeCluster',
      value: decision.by
        ? `${decision.by.policyName}: ${JSON.stringify(decision.by.statement)}`
        : decision.reasons.join('; ') || 'no statement allows it',
      readFrom: `${READ_FROM_IAM}: ${policies.arn}`,
    },
  ],
  affected: e => [e.identity.policies.arn],
  remediate: ({ identity: { policies }, cluster, decision }) =>
    policies.status === 'read' && decision.effect !== 'unknown'
      ? [repair(policies, cluster, decision)]
      : [],
});

function requestOf(policies: PrincipalPolicies, cluster: Cluster): IamRequest {
  return {
    action: 'eks:DescribeCluster',
    resource: cluster.arn,
    context: contextOnCluster(policies, cluster),
  };
}

function decide({ policies }: MappedIdentity, cluster: Cluster): IamDecision {
  return policies.status === 'read'
    ? evaluateIdentity(policies, requestOf(policies, cluster))
    : { effect: 'unknown', layer: 'identity', reasons: [policies.reason] };
}

function repair(
  policies: PrincipalPolicies,
  cluster: Cluster,
  decision: IamDecision,
): Repair {
  const request = requestOf(policies, cluster);
  const allow = smallestAllow(request, decision);
  if (!allow) {
    return {
      title: `Change the Deny in \`${
        decision.by?.policyName ?? 'the policy'
      }\`; an Allow cannot outweigh it.`,
      class: 'advice',
      actions: [],
      needs: [],
      cautions: ['Somebody may have written it on purpose: ask first.'],
    };
  }
  return allowRepair(
    policies,
    [allow.statement],
    [request],
    `Allow ${policies.kind} \`${policies.name}\` to describe exactly this cluster.`,
  );
}
