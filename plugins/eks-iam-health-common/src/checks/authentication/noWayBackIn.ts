import {
  ClusterAdmin,
  clusterAdminsOf,
  MappedPrincipal,
  unaskedSources,
} from '../../access';
import { accountOf, principalKind, shortArn } from '../../arn';
import { findRole, findUser } from '../../iam';
import { Cluster, Derived, isRead } from '../../model';
import { accessPolicyArn } from '../../rbac';
import { defineCheck, Found } from '../defineCheck';
import { usesEntries } from './awsAuthRepairs';

interface FewWays extends Found {
  cluster: Cluster;
  holders: ClusterAdmin[];
}

export const noWayBackIn = defineCheck({
  id: 'no-way-back-in',
  number: 'AUTHN-022',
  area: 'authentication',
  topics: ['B'],
  title: 'No or a single way back in',
  severity: 'high',
  why: 'When the only administrator is deleted, renamed or locked out, nobody can mend the cluster from within. A second one, kept for emergencies, costs nothing.',
  documentation:
    'https://docs.aws.amazon.com/eks/latest/best-practices/identity-and-access-management.html',
  needs: [
    'cluster',
    'awsAuth',
    'accessEntries',
    'bindings',
    'clusterRoles',
    'iamRoles',
    'iamUsers',
  ],
  doesNotNeed: unaskedSources,
  evaluate: ({ cluster, derived }): FewWays[] => {
    const holders = clusterAdminsOf(derived).admins.filter(
      ({ principal }) =>
        principal && !principal.isNode && mayExist(principal, cluster, derived),
    );
    return holders.length > 1
      ? []
      : [
          {
            verdict: holders.length === 0 ? 'fail' : 'warn',
            cluster,
            holders,
          },
        ];
  },
  subject: ({ cluster }) => cluster.arn,
  message: ({ holders: [only], cluster }) =>
    only
      ? `\`${shortArn(
          only.name,
          cluster.accountId,
        )}\` is the only administrator of the cluster`
      : 'nobody that exists administers the cluster',
  evidence: ({ holders }) => [
    {
      fact: 'Administrators that people or pipelines can use',
      value:
        holders.map(({ name, path }) => `${name} by ${path}`).join('; ') ||
        'none',
      readFrom: 'access entries, aws-auth, bindings and IAM',
    },
  ],
  affected: ({ holders }) => holders.map(({ name }) => name),
  remediate: ({ cluster }) => [
    {
      title: usesEntries(cluster)
        ? `Make a break-glass role, and give it an access entry with ${accessPolicyArn(
            cluster.partition,
            'AmazonEKSClusterAdminPolicy',
          )}.`
        : 'Make a break-glass role, and map it to a group that is bound to cluster-admin.',
      class: 'advice',
      actions: [],
      needs: usesEntries(cluster)
        ? [
            'iam:CreateRole',
            'eks:CreateAccessEntry',
            'eks:AssociateAccessPolicy',
          ]
        : ['iam:CreateRole', 'patch configmaps kube-system/aws-auth'],
      cautions: [
        'Let it be assumed with MFA only, and raise an alarm whenever it is.',
        ...(usesEntries(cluster)
          ? []
          : [
              'In mode CONFIG_MAP the creator of the cluster gets in as well, though no API tells who that is.',
            ]),
      ],
    },
  ],
});

/** Principals of the own account must exist in IAM; of others nothing is known. */
function mayExist(
  { arn }: MappedPrincipal,
  cluster: Cluster,
  derived: Derived,
): boolean {
  if (accountOf(arn) !== cluster.accountId) return true;
  const { snapshot } = derived;
  const { iamRoles, iamUsers } = snapshot.sections;
  switch (principalKind(arn)) {
    case 'role':
      return !isRead(iamRoles) || findRole(arn, snapshot) !== undefined;
    case 'user':
      return !isRead(iamUsers) || findUser(arn, snapshot) !== undefined;
    default:
      return true;
  }
}
