import { clusterAdminsOf, unaskedSources } from '../../access';
import { shortArn } from '../../arn';
import { Repair } from '../../model';
import { defineCheck } from '../defineCheck';
import {
  confirmAccount,
  Foreign,
  foreignPrincipals,
  removeMapping,
} from './foreignPrincipals';

interface ForeignAdmin extends Foreign {
  path: string;
  /** whether anything tells if the account belongs to the organisation */
  isAccountKnown: boolean;
}

/** Where the power comes from a group or a binding, which others may share. */
const lowerByHand: Repair = {
  title:
    'Map the principal to a group of its own that is bound to what it needs, in place of what makes it administrator.',
  class: 'advice',
  actions: [],
  needs: [],
  cautions: [
    'Make sure first that somebody of the own account can administer the cluster.',
  ],
};

export const foreignAdministrator = defineCheck({
  id: 'foreign-administrator',
  number: 'XACC-004',
  area: 'cross-account',
  topics: ['T7'],
  title: 'Foreign principal is administrator',
  severity: 'critical',
  why: 'A principal of another account holds the whole cluster: its Secrets, its workloads, and through them their AWS roles. Who may use that principal is decided in the other account.',
  documentation:
    'https://docs.aws.amazon.com/eks/latest/best-practices/identity-and-access-management.html',
  needs: ['cluster', 'awsAuth', 'accessEntries', 'bindings', 'clusterRoles'],
  canProveWithout: ['awsAuth', 'accessEntries', 'bindings', 'clusterRoles'],
  doesNotNeed: unaskedSources,
  evaluate: ({ cluster, derived, settings }): ForeignAdmin[] => {
    const paths = new Map(
      clusterAdminsOf(derived).admins.map(admin => [
        admin.principal,
        admin.path,
      ]),
    );
    return foreignPrincipals(
      cluster,
      derived,
      settings.trustedAccountIds,
    ).flatMap(found => {
      const path = paths.get(found.principal);
      if (!path) return [];
      // An administrator from outside the organisation fails, and so does one from another account inside it. Not
      // knowing which of the two it is makes no difference to the verdict, only to what to do about it.
      const isAccountKnown = found.verdict !== 'unknown';
      return [{ ...found, verdict: 'fail' as const, path, isAccountKnown }];
    });
  },
  subject: ({ principal }) => principal.arn,
  message: ({ principal, cluster, path }) =>
    `\`${shortArn(
      principal.arn,
      cluster.accountId,
    )}\` of another account administers the cluster by ${path}`,
  evidence: ({ principal, path }) => [
    { fact: 'Mapping', value: principal.arn, readFrom: principal.readFrom },
    {
      fact: 'Administrator by',
      value: path,
      readFrom: 'access policies and bindings',
    },
  ],
  affected: ({ principal }) => [principal.arn],
  remediate: found => {
    const { door } = found.principal;
    const policies =
      door.kind === 'access-entry'
        ? door.entry.policies.filter(({ policyArn }) =>
            found.path.startsWith(policyArn.split('/').pop() ?? policyArn),
          )
        : [];
    return [
      ...(policies.length === 0 ? [lowerByHand] : []),
      ...policies.map(({ policyArn }) => ({
        title: 'Take the administrator policy off the entry; the rest stays.',
        class: 'review' as const,
        actions: [
          {
            kind: 'disassociate-access-policy' as const,
            principalArn: found.principal.arn,
            policyArn,
          },
        ],
        needs: ['eks:DisassociateAccessPolicy'],
        cautions: [
          'Make sure first that somebody of the own account can administer the cluster.',
        ],
      })),
      ...(found.isAccountKnown
        ? removeMapping(found)
        : [confirmAccount(found)]),
    ];
  },
});
