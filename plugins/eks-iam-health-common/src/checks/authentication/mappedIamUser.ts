import {
  clusterAdminsOf,
  MappedPrincipal,
  principalsIn,
  unaskedSources,
} from '../../access';
import { principalKind, shortArn } from '../../arn';
import { findUser } from '../../iam';
import { Cluster, isRead } from '../../model';
import { defineCheck, Found } from '../defineCheck';

interface MappedUser extends Found {
  principal: MappedPrincipal;
  cluster: Cluster;
  /** how it administers the cluster, if it does */
  adminBy?: string;
  /** number of active access keys; absent when they were not read */
  activeKeys?: number;
}

export const mappedIamUser = defineCheck({
  id: 'mapped-iam-user',
  number: 'AUTHN-025',
  area: 'authentication',
  topics: ['T6'],
  title: 'IAM users instead of roles',
  severity: 'medium',
  why: 'A user has long-lived keys that can be copied and never expire. A role gives credentials for hours, and its session tells in the audit log who used it.',
  documentation:
    'https://docs.aws.amazon.com/eks/latest/best-practices/identity-and-access-management.html',
  needs: ['cluster', 'awsAuth', 'accessEntries'],
  canProveWithout: ['awsAuth', 'accessEntries'],
  doesNotNeed: unaskedSources,
  evaluate: ({ cluster, derived }): MappedUser[] => {
    const { snapshot } = derived;
    const { accessKeys } = snapshot.sections;
    const admins = new Map(
      clusterAdminsOf(derived).admins.map(admin => [
        admin.principal,
        admin.path,
      ]),
    );
    return principalsIn(derived).all.flatMap((principal): MappedUser[] => {
      if (principal.state !== 'live' || principal.isService) return [];
      if (principalKind(principal.arn) !== 'user') return [];
      const arn = findUser(principal.arn, snapshot)?.arn ?? principal.arn;
      const activeKeys = isRead(accessKeys)
        ? accessKeys.value.filter(
            key => key.userArn === arn && key.status === 'Active',
          ).length
        : undefined;
      const adminBy = admins.get(principal);
      return [
        {
          verdict: adminBy && (activeKeys ?? 0) > 0 ? 'fail' : 'warn',
          principal,
          cluster,
          adminBy,
          activeKeys,
        },
      ];
    });
  },
  subject: ({ principal }) => principal.arn,
  message: ({ principal, cluster, adminBy, verdict }) => {
    const name = `\`${shortArn(principal.arn, cluster.accountId)}\``;
    return verdict === 'fail'
      ? `${name} administers the cluster by ${adminBy} and has an active access key`
      : `${name} is a user with lasting credentials`;
  },
  evidence: ({ principal, activeKeys, adminBy }) => [
    {
      fact: 'Mapping',
      value: `${principal.arn}, groups ${
        principal.groups.join(', ') || 'none'
      }`,
      readFrom: principal.readFrom,
    },
    {
      fact: 'Active access keys',
      value: activeKeys === undefined ? 'not read' : `${activeKeys}`,
      readFrom: 'iam:ListAccessKeys',
    },
    ...(adminBy
      ? [
          {
            fact: 'Administrator by',
            value: adminBy,
            readFrom: 'access policies and bindings',
          },
        ]
      : []),
  ],
  affected: ({ principal }) => [principal.arn],
  remediate: () => [
    {
      title:
        'Map a role that the person takes on through federation, test it, then take the user out of the mapping.',
      class: 'advice',
      actions: [],
      needs: ['eks:CreateAccessEntry', 'eks:AssociateAccessPolicy'],
      cautions: [
        'Pipelines may use the keys of the user: its last use is in iam:GetAccessKeyLastUsed.',
      ],
    },
  ],
});
