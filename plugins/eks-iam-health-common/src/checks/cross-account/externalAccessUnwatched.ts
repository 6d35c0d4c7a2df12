import { Cluster } from '../../model';
import { defineCheck, Found } from '../defineCheck';
import {
  RelatedRole,
  relatedRoles,
  relatedRoleSections,
  relatedRolesProveWithout,
} from './relatedRoles';

interface Unwatched extends Found {
  cluster: Cluster;
  /** a role that the analyzer found open; absent: there is no analyzer */
  open?: { related: RelatedRole; principal?: string };
}

export const externalAccessUnwatched = defineCheck({
  id: 'external-access-unwatched',
  number: 'XACC-008',
  area: 'cross-account',
  topics: ['T7'],
  title: 'Nothing watches for access from outside',
  severity: 'low',
  why: 'IAM Access Analyzer tells when a role can be assumed from outside the account or organization. Without it a trust policy that was opened by mistake stays unseen. Access entries it does not look at.',
  documentation:
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/what-is-access-analyzer.html',
  needs: [...relatedRoleSections, 'externalAccess'],
  canProveWithout: relatedRolesProveWithout,
  evaluate: ({ cluster, externalAccess, derived }): Unwatched[] => {
    const { analyzers, findings, organizationAnalyzersUnread } = externalAccess;
    if (!analyzers.some(({ status }) => status === 'ACTIVE')) {
      return [
        {
          verdict: organizationAnalyzersUnread ? 'unknown' : 'fail',
          cluster,
        },
      ];
    }
    const active = new Map(
      findings
        .filter(({ status }) => status === 'ACTIVE')
        .map(finding => [finding.resourceArn, finding.principal]),
    );
    return relatedRoles(derived)
      .filter(({ role }) => active.has(role.arn))
      .map(related => ({
        verdict: 'warn',
        cluster,
        open: { related, principal: active.get(related.role.arn) },
      }));
  },
  subject: ({ cluster, open }) =>
    open?.related.role.arn ?? `${cluster.accountId}/${cluster.region}`,
  message: ({ cluster, open, verdict }) => {
    if (open) {
      return `\`${open.related.role.name}\` can be used from outside, says IAM Access Analyzer`;
    }
    return verdict === 'unknown'
      ? `account ${cluster.accountId} has no analyzer in ${cluster.region}; whether its organization has one was not read`
      : `account ${cluster.accountId} has no active analyzer in ${cluster.region}`;
  },
  evidence: ({ open }) => [
    open
      ? {
          fact: `Active finding on a ${open.related.uses[0]}`,
          value: `${open.related.role.arn}, by ${
            open.principal ?? 'an external principal'
          }`,
          readFrom: 'access-analyzer:ListFindingsV2',
        }
      : {
          fact: 'Active analyzers',
          value: 'none',
          readFrom: 'access-analyzer:ListAnalyzers',
        },
  ],
  affected: ({ open }) => (open ? [open.related.role.arn] : []),
  remediate: ({ cluster, open }) => [
    {
      title: open
        ? 'Read the finding; narrow the trust policy, or archive the finding if the access is meant.'
        : `Run \`aws accessanalyzer create-analyzer --analyzer-name eks-iam-health --type ACCOUNT --region ${cluster.region}\`; external access analysis is free of charge.`,
      class: 'advice',
      actions: [],
      needs: open ? [] : ['access-analyzer:CreateAnalyzer'],
      cautions: [],
    },
  ],
});
