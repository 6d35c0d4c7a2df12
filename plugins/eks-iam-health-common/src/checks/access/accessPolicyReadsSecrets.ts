import { principalsIn } from '../../access';
import { arrivalKey, shortArn } from '../../arn';
import {
  AccessEntry,
  AssociatedAccessPolicy,
  Cluster,
  Repair,
} from '../../model';
import { accessPolicyArn, accessPolicyName } from '../../rbac';
import { usesEntries } from '../authentication/awsAuthRepairs';
import { Derived } from '../derived';
import { defineCheck, Found } from '../defineCheck';
import { isRoleKnown, isServicePolicy } from './isRoleKnown';
import { secretReadingPolicies } from '../rbac/readsSecretsByDesign';

interface Reader extends Found {
  entry: AccessEntry;
  policy: AssociatedAccessPolicy;
  cluster: Cluster;
}

export const accessPolicyReadsSecrets = defineCheck({
  id: 'access-policy-reads-secrets',
  number: 'AUTHZ-005',
  area: 'access',
  topics: ['B'],
  title: 'Access policy that reads all Secrets',
  severity: 'high',
  why: 'Secrets hold the tokens and passwords of workloads: whoever reads them all can act as any of them. Reading everything includes nodes/proxy, through which commands run in every pod.',
  documentation:
    'https://docs.aws.amazon.com/eks/latest/userguide/access-policy-permissions.html',
  needs: ['cluster', 'accessEntries'],
  appliesTo: ({ cluster }) => usesEntries(cluster),
  evaluate: ({ cluster, derived, settings }): Reader[] => {
    const allowed = new Set(settings.allowedAdminArns.map(arrivalKey));
    return principalsIn(derived).all.flatMap(
      ({ door, isService }): Reader[] => {
        if (door.kind !== 'access-entry' || isService) return [];
        const { entry } = door;
        if (allowed.has(arrivalKey(entry.principalArn))) return [];
        return entry.policies
          .filter(({ policyArn }) =>
            secretReadingPolicies.has(accessPolicyName(policyArn)),
          )
          .map(policy => ({
            verdict: verdictOf(entry, policy, derived),
            entry,
            policy,
            cluster,
          }));
      },
    );
  },
  subject: ({ entry, policy }) =>
    `${entry.principalArn} ${accessPolicyName(policy.policyArn)}`,
  message: ({ entry, policy, cluster }) =>
    `\`${shortArn(
      entry.principalArn,
      cluster.accountId,
    )}\` reads every Secret ${
      policy.scope.type === 'cluster'
        ? 'of the cluster'
        : `in \`${policy.scope.namespaces.join('`, `')}\``
    } by \`${accessPolicyName(policy.policyArn)}\``,
  evidence: ({ policy }) => [
    {
      fact: 'Associated access policy',
      value: `${policy.policyArn}, scope ${
        policy.scope.type === 'cluster'
          ? 'cluster'
          : policy.scope.namespaces.join(', ')
      }`,
      readFrom: 'eks:ListAssociatedAccessPolicies',
    },
  ],
  affected: ({ entry }) => [entry.principalArn],
  remediate: ({ entry, policy, cluster, verdict }): Repair[] => {
    if (verdict === 'unknown') return [];
    const namespaces =
      policy.scope.type === 'namespace' ? policy.scope.namespaces : undefined;
    const { principalArn } = entry;
    return [
      {
        title:
          'Give AmazonEKSViewPolicy in its place: it reads workloads, but neither Secrets nor nodes.',
        class: 'review',
        actions: [
          {
            kind: 'associate-access-policy',
            principalArn,
            policyArn: accessPolicyArn(
              cluster.partition,
              'AmazonEKSViewPolicy',
            ),
            ...(namespaces && { namespaces }),
          },
          {
            kind: 'disassociate-access-policy',
            principalArn,
            policyArn: policy.policyArn,
            ...(namespaces && { namespaces }),
          },
        ],
        needs: ['eks:AssociateAccessPolicy', 'eks:DisassociateAccessPolicy'],
        cautions: [
          'For nodes, custom resources and other things the view policy lacks, add a group and bind it.',
        ],
      },
    ];
  },
});

/** The role of AWS Backup has its policy by right; of a role that cannot be looked at that stays open. */
function verdictOf(
  { principalArn }: AccessEntry,
  { policyArn, scope }: AssociatedAccessPolicy,
  { snapshot }: Derived,
): Reader['verdict'] {
  if (isServicePolicy(policyArn) && !isRoleKnown(principalArn, snapshot)) {
    return 'unknown';
  }
  return scope.type === 'cluster' ? 'fail' : 'warn';
}
