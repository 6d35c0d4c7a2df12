import { principalsIn } from '../../access';
import { shortArn } from '../../arn';
import { AccessEntry, AssociatedAccessPolicy, Cluster } from '../../model';
import { accessPolicyName, accessPolicyRules } from '../../rbac';
import { usesEntries } from '../authentication/awsAuthRepairs';
import { defineCheck, Found } from '../defineCheck';
import { scopeText } from './scopeText';

interface Unpublished extends Found {
  entry: AccessEntry;
  policy: AssociatedAccessPolicy;
  cluster: Cluster;
}

/** Described on AWS's page, some in prose only, and those that only services of AWS can have. */
const described = new Set([
  'AmazonEKSACKPolicy',
  'AmazonEKSArgoCDClusterPolicy',
  'AmazonEKSArgoCDPolicy',
  'AmazonEKSAutoNodePolicy',
  'AmazonEKSBlockStorageClusterPolicy',
  'AmazonEKSBlockStoragePolicy',
  'AmazonEKSClusterInsightsPolicy',
  'AmazonEKSComputeClusterPolicy',
  'AmazonEKSComputePolicy',
  'AmazonEKSEventPolicy',
  'AmazonEKSHybridPolicy',
  'AmazonEKSKROPolicy',
  'AmazonEKSLoadBalancingClusterPolicy',
  'AmazonEKSLoadBalancingPolicy',
  'AmazonEKSNetworkingClusterPolicy',
  'AmazonEKSNetworkingPolicy',
  'AmazonEKSPodIdentityPolicy',
]);

export const accessPolicyUnpublished = defineCheck({
  id: 'access-policy-unpublished',
  number: 'AUTHZ-008',
  area: 'access',
  topics: ['B'],
  title: 'Access policy with unpublished rules',
  severity: 'info',
  why: 'No API tells what an access policy allows, and of this one AWS has published nothing: what its holder may do in the cluster is not known.',
  documentation:
    'https://docs.aws.amazon.com/eks/latest/userguide/access-policy-permissions.html',
  needs: ['cluster', 'accessEntries'],
  appliesTo: ({ cluster }) => usesEntries(cluster),
  evaluate: ({ cluster, derived }): Unpublished[] =>
    principalsIn(derived).all.flatMap(({ door, isService }): Unpublished[] => {
      if (door.kind !== 'access-entry' || isService) return [];
      const { entry } = door;
      return entry.policies
        .filter(
          ({ policyArn }) =>
            !accessPolicyRules(policyArn) &&
            !described.has(accessPolicyName(policyArn)),
        )
        .map(policy => ({ verdict: 'warn', entry, policy, cluster }));
    }),
  subject: ({ entry, policy }) =>
    `${entry.principalArn} ${accessPolicyName(policy.policyArn)}`,
  message: ({ entry, policy, cluster }) =>
    `what \`${shortArn(
      entry.principalArn,
      cluster.accountId,
    )}\` may do by \`${accessPolicyName(
      policy.policyArn,
    )}\` is not published by AWS`,
  evidence: ({ policy }) => [
    {
      fact: 'Associated access policy',
      value: `${policy.policyArn}, ${scopeText(policy.scope)}`,
      readFrom: 'eks:ListAssociatedAccessPolicies',
    },
  ],
  affected: ({ entry }) => [entry.principalArn],
  remediate: () => [
    {
      title:
        'Look into the documentation of the service that the policy belongs to, and take it away from principals that are not of that service.',
      class: 'advice',
      actions: [],
      needs: ['eks:DisassociateAccessPolicy'],
      cautions: [],
    },
  ],
});
