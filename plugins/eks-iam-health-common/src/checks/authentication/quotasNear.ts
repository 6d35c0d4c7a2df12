import { AppliedQuotas, IamRole } from '../../model';
import { defineCheck, Facts, Found } from '../defineCheck';

interface NearQuota extends Found {
  subject: string;
  /** `access entries of the cluster` */
  what: string;
  used: number;
  limit: number;
  isAssumed: boolean;
  readFrom: string;
  advice: string;
}

/** https://docs.aws.amazon.com/eks/latest/userguide/service-quotas.html and IAM's quotas, as they are before any raise. */
const defaults: Required<AppliedQuotas> = {
  accessEntriesPerCluster: 3_000,
  podIdentityAssociationsPerCluster: 5_000,
  oidcProvidersPerAccount: 100,
  trustPolicyLength: 2_048,
};
const WARN_ABOVE = 0.8;
const FAIL_ABOVE = 0.95;

/** IAM does not count white space. */
const lengthOf = (trustPolicy: unknown): number =>
  JSON.stringify(trustPolicy ?? '').replace(/\s/g, '').length;

const trustsIssuer = ({ trustPolicy }: IamRole) =>
  /oidc-provider\/oidc[.-]eks\./.test(JSON.stringify(trustPolicy ?? ''));

type Needed =
  | 'accessEntries'
  | 'podIdentityAssociations'
  | 'oidcProviders'
  | 'iamRoles'
  | 'quotas';

export const quotasNear = defineCheck({
  id: 'quotas-near',
  number: 'OPS-008',
  area: 'authentication',
  topics: ['B'],
  title: 'Quota is almost used up',
  severity: 'low',
  why: 'When a quota is reached, the next access entry, association, provider or trusted service account is refused, often in the middle of a rollout.',
  documentation:
    'https://docs.aws.amazon.com/eks/latest/userguide/service-quotas.html',
  needs: [
    'accessEntries',
    'podIdentityAssociations',
    'oidcProviders',
    'iamRoles',
    'quotas',
  ],
  canProveWithout: [
    'accessEntries',
    'podIdentityAssociations',
    'oidcProviders',
    'iamRoles',
    'quotas',
  ],
  // Quotas can only be raised: what is far from the default is far from whatever is applied.
  doesNotNeed: () => ['quotas'],
  evaluate: facts => usesOf(facts).flatMap(judge),
  subject: ({ subject }) => subject,
  message: ({ what, used, limit, isAssumed }) =>
    `${used} of ${limit} ${what} are used${
      isAssumed ? ', with the default quota assumed' : ''
    }`,
  evidence: ({ what, used, limit, isAssumed, readFrom }) => [
    { fact: `In use: ${what}`, value: String(used), readFrom },
    {
      fact: 'Quota',
      value: isAssumed ? `${limit}, the default` : String(limit),
      readFrom: isAssumed
        ? 'documentation of AWS'
        : 'servicequotas:GetServiceQuota',
    },
  ],
  remediate: ({ advice }) => [
    { title: advice, class: 'advice', actions: [], needs: [], cautions: [] },
  ],
});

type Use = Omit<NearQuota, 'verdict'>;

function usesOf({
  accessEntries,
  podIdentityAssociations,
  oidcProviders,
  iamRoles,
  quotas,
}: Facts<Needed>): Use[] {
  const of = (name: keyof AppliedQuotas) => ({
    limit: quotas[name] ?? defaults[name],
    isAssumed: quotas[name] === undefined,
  });
  return [
    {
      subject: 'access entries',
      what: 'access entries of the cluster',
      used: accessEntries.length,
      ...of('accessEntriesPerCluster'),
      readFrom: 'eks:ListAccessEntries',
      advice:
        'Delete entries of principals that are gone, and give people one role instead of an entry each.',
    },
    {
      subject: 'Pod Identity associations',
      what: 'Pod Identity associations of the cluster',
      used: podIdentityAssociations.length,
      ...of('podIdentityAssociationsPerCluster'),
      readFrom: 'eks:ListPodIdentityAssociations',
      advice:
        'Delete associations of service accounts that are gone, or ask AWS for a higher quota.',
    },
    {
      subject: 'OIDC providers',
      what: 'OIDC providers of the account',
      used: oidcProviders.length,
      ...of('oidcProvidersPerAccount'),
      readFrom: 'iam:ListOpenIDConnectProviders',
      advice:
        'Delete providers of clusters that are gone, or ask AWS for a higher quota; EKS Pod Identity needs none.',
    },
    ...iamRoles.filter(trustsIssuer).map(role => ({
      subject: role.arn,
      what: `characters of the trust policy of \`${role.name}\``,
      used: lengthOf(role.trustPolicy),
      ...of('trustPolicyLength'),
      readFrom: 'iam:GetAccountAuthorizationDetails',
      advice: `Move the workloads of \`${role.name}\` to EKS Pod Identity, whose trust policy does not grow with clusters and service accounts, or ask AWS for a higher quota.`,
    })),
  ];
}

function judge(use: Use): NearQuota[] {
  const share = use.used / use.limit;
  if (share <= WARN_ABOVE) return [];
  return [{ verdict: share > FAIL_ABOVE ? 'fail' : 'warn', ...use }];
}
