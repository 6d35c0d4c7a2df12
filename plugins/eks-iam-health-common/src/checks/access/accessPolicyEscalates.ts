import { principalsIn } from '../../access';
import { shortArn } from '../../arn';
import { AccessEntry, AssociatedAccessPolicy, Cluster } from '../../model';
import { accessPolicyName } from '../../rbac';
import { usesEntries } from '../authentication/awsAuthRepairs';
import { defineCheck, Found } from '../defineCheck';
import { isRoleKnown } from './isRoleKnown';
import { scopeText } from './scopeText';

interface Escalating extends Found {
  entry: AccessEntry;
  policy: AssociatedAccessPolicy;
  cluster: Cluster;
}

/** What they are made for, and what they give to anybody else. */
const servicePolicies = new Map([
  [
    'AWSBackupFullAccessPolicyForRestore',
    'holds escalate and bind on roles, which is as good as cluster-admin, and belongs to the role of AWS Backup',
  ],
  [
    'AmazonEKSACKPolicy',
    'writes the resources by which ACK acts in AWS, and belongs to the role of that capability',
  ],
  [
    'AmazonEKSKROPolicy',
    'writes definitions of resources, and belongs to the role of the capability kro',
  ],
  [
    'AmazonEKSArgoCDClusterPolicy',
    'writes namespaces and definitions of resources, and belongs to the role of the capability Argo CD',
  ],
  [
    'AmazonEKSArgoCDPolicy',
    'writes Secrets and applications, and belongs to the role of the capability Argo CD',
  ],
]);

export const accessPolicyEscalates = defineCheck({
  id: 'access-policy-escalates',
  number: 'AUTHZ-006',
  area: 'access',
  topics: ['B'],
  title: 'Access policy that can escalate',
  severity: 'critical',
  why: 'Some access policies are made for services of AWS, which restore or build whole clusters. In the hands of anybody else they lead to cluster-admin, or to what the service may do in AWS.',
  documentation:
    'https://docs.aws.amazon.com/eks/latest/userguide/access-policy-permissions.html',
  needs: ['cluster', 'accessEntries'],
  appliesTo: ({ cluster }) => usesEntries(cluster),
  evaluate: ({ cluster, derived }): Escalating[] =>
    principalsIn(derived).all.flatMap(({ door, isService }): Escalating[] => {
      if (door.kind !== 'access-entry' || isService) return [];
      const { entry } = door;
      const isKnown = isRoleKnown(entry.principalArn, derived.snapshot);
      return entry.policies
        .filter(({ policyArn }) =>
          servicePolicies.has(accessPolicyName(policyArn)),
        )
        .map(policy => ({
          verdict: isKnown ? 'fail' : 'unknown',
          entry,
          policy,
          cluster,
        }));
    }),
  subject: ({ entry, policy }) =>
    `${entry.principalArn} ${accessPolicyName(policy.policyArn)}`,
  message: ({ entry, policy, cluster, verdict }) => {
    const name = accessPolicyName(policy.policyArn);
    const who = shortArn(entry.principalArn, cluster.accountId);
    return `\`${who}\` has \`${name}\`, which ${servicePolicies.get(name)}${
      verdict === 'unknown' ? '; whether it is that role could not be read' : ''
    }`;
  },
  evidence: ({ policy }) => [
    {
      fact: 'Associated access policy',
      value: `${policy.policyArn}, ${scopeText(policy.scope)}`,
      readFrom: 'eks:ListAssociatedAccessPolicies',
    },
  ],
  affected: ({ entry }) => [entry.principalArn],
  remediate: ({ entry, policy, verdict }) =>
    verdict === 'unknown'
      ? []
      : [
          {
            title: 'Take the policy away from this principal.',
            class: 'review',
            actions: [
              {
                kind: 'disassociate-access-policy',
                principalArn: entry.principalArn,
                policyArn: policy.policyArn,
                ...(policy.scope.type === 'namespace' && {
                  namespaces: policy.scope.namespaces,
                }),
              },
            ],
            needs: ['eks:DisassociateAccessPolicy'],
            cautions: [
              'If people work by it, give them AmazonEKSAdminPolicy or AmazonEKSEditPolicy in their namespaces first.',
            ],
          },
        ],
});
