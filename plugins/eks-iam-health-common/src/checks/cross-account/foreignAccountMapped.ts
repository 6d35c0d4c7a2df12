import { describeGrant, grantsOf, unaskedSources } from '../../access';
import { shortArn } from '../../arn';
import { defineCheck } from '../defineCheck';
import {
  confirmAccount,
  Foreign,
  foreignPrincipals,
  removeMapping,
} from './foreignPrincipals';
import { standingUnknown, trustedAccountsKey } from './accountStanding';

interface ForeignWithRights extends Foreign {
  rights: string[];
}

export const foreignAccountMapped = defineCheck({
  id: 'foreign-account-mapped',
  number: 'XACC-003',
  area: 'cross-account',
  topics: ['T7'],
  title: 'Foreign account is mapped into the cluster',
  severity: 'high',
  why: 'Who may use a role of another account is decided there: its administrators can let anybody in without a trace in this account.',
  documentation:
    'https://docs.aws.amazon.com/eks/latest/userguide/creating-access-entries.html',
  // The organization is asked where there is one: without it the list of trusted accounts tells, else nobody.
  needs: ['cluster', 'awsAuth', 'accessEntries'],
  canProveWithout: ['awsAuth', 'accessEntries'],
  doesNotNeed: unaskedSources,
  evaluate: ({ cluster, derived, settings }): ForeignWithRights[] =>
    foreignPrincipals(cluster, derived, settings.trustedAccountIds).map(
      found => ({
        ...found,
        rights: grantsOf(found.principal, derived).map(describeGrant),
      }),
    ),
  subject: ({ principal }) => principal.arn,
  message: ({ principal, cluster, accountId, standing }) => {
    const name = `\`${shortArn(principal.arn, cluster.accountId)}\``;
    switch (standing) {
      case 'unknown':
        return `${name} of account \`${accountId}\` gets in; ${standingUnknown}`;
      case 'foreign':
        return `${name} of foreign account \`${accountId}\` gets in`;
      case 'inside':
        return `${name} of account \`${accountId}\`, which belongs to the organization, gets in`;
      default:
        return `${name} of trusted account \`${accountId}\` gets in`;
    }
  },
  evidence: ({ principal, cluster, rights, verdict }) => [
    {
      fact: 'Mapping',
      value: `${principal.arn}, groups ${
        principal.groups.join(', ') || 'none'
      }`,
      readFrom: principal.readFrom,
    },
    {
      fact: 'Account of the cluster',
      value: cluster.accountId,
      readFrom: 'eks:DescribeCluster',
    },
    {
      fact: 'Rights in the cluster',
      value: rights.join('; ') || 'none that were read',
      readFrom: 'access policies and bindings',
    },
    ...(verdict === 'unknown'
      ? [
          {
            fact: 'Trusted accounts',
            value: 'none configured',
            readFrom: trustedAccountsKey,
          },
        ]
      : []),
  ],
  affected: ({ principal }) => [principal.arn],
  remediate: found =>
    found.verdict === 'unknown'
      ? [confirmAccount(found)]
      : removeMapping(found),
});
