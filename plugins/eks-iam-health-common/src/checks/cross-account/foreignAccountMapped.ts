import { describeGrant, grantsOf, unaskedSources } from '../../access';
import { shortArn } from '../../arn';
import { defineCheck } from '../defineCheck';
import { Foreign, foreignPrincipals, removeMapping } from './foreignPrincipals';

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
  message: ({ principal, cluster, accountId, verdict }) =>
    `\`${shortArn(principal.arn, cluster.accountId)}\` of ${
      verdict === 'warn' ? 'trusted' : 'foreign'
    } account \`${accountId}\` gets in`,
  evidence: ({ principal, cluster, rights }) => [
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
  ],
  affected: ({ principal }) => [principal.arn],
  remediate: removeMapping,
});
