import {
  CheckOutcome,
  ClusterDetail,
  ClusterHistory,
  ClusterSummary,
  MissingRead,
  Transition,
} from 'backstage-plugin-eks-iam-health-common';
import { findingKey } from '../model/findingKey';
import {
  aDetail,
  aFinding,
  anOutcome,
  aScan,
  aSummary,
  scannedAt,
} from './fixtures';

/** The cluster of the story, with a bit of everything. */
export const role = (name: string) => `arn:aws:iam::111122223333:role/${name}`;

const foreignReads: MissingRead = {
  section: 'iamRoles',
  reason: 'denied',
  detail:
    'the reader role in account `444455556666` may not call `iam:GetRole`, so the trust of 2 roles could not be read',
  permission: 'iam:GetRole',
};

const passing = (
  area: CheckOutcome['area'],
  prefix: string,
  count: number,
): CheckOutcome[] =>
  Array.from({ length: count }, (_, i) =>
    anOutcome({
      checkId: `${prefix.toLowerCase()}-passes-${i + 1}`,
      number: `${prefix}-${100 + i}`,
      title: `Defect number ${i + 1} that is not here`,
      area,
      severity: 'medium',
    }),
  );

/** The finding whose drawer the pictures show. */
export const pathFindingKey = findingKey(
  'aws-auth-role-path',
  role('eng/platform/PaymentsDeveloper'),
);

const open: CheckOutcome[] = [
  anOutcome({
    checkId: 'aws-auth-role-path',
    number: 'AUTHN-004',
    title: 'Role ARN with path in aws-auth',
    why: 'The cluster compares a session’s ARN with aws-auth as plain text, and STS leaves the path out of that ARN. A line with a path is never equal to it, so everybody who comes with this role is refused before any Kubernetes permission is looked at.',
    findings: [
      aFinding({
        subject: role('eng/platform/PaymentsDeveloper'),
        message: `\`${role(
          'eng/platform/PaymentsDeveloper',
        )}\` never matches; 14 people get Unauthorized`,
        evidence: [
          {
            fact: 'Line in aws-auth',
            value: `${role(
              'eng/platform/PaymentsDeveloper',
            )}, group payments-developers`,
            readFrom: '`kube-system/aws-auth`, `mapRoles[2]`',
          },
          {
            fact: 'Role in IAM',
            value: 'exists, path `/eng/platform/`',
            readFrom: '`iam:GetAccountAuthorizationDetails`',
          },
          {
            fact: 'What the cluster compares',
            value: role('PaymentsDeveloper'),
            readFrom: 'session ARNs carry no path',
          },
        ],
        affected: ['group payments-developers', 'pipeline payments-e2e'],
        repairs: [
          {
            title:
              'Add an access entry with the full ARN and the same group. It takes precedence over the aws-auth line, which may then go.',
            class: 'review',
            actions: [
              {
                kind: 'create-access-entry',
                principalArn: role('eng/platform/PaymentsDeveloper'),
                type: 'STANDARD',
                kubernetesGroups: ['payments-developers'],
                policies: [],
              },
            ],
            needs: ['eks:CreateAccessEntry'],
            cautions: [
              '22 of 23 entries here carry the tag `managed-by: terraform`. An entry that is made by hand is not known to that code.',
            ],
          },
        ],
      }),
    ],
  }),
  anOutcome({
    checkId: 'aws-auth-still-used',
    number: 'AUTHN-001',
    title: 'Cluster still relies on aws-auth',
    severity: 'medium',
    findings: [
      aFinding({
        verdict: 'warn',
        message:
          '2 of 4 lines are for people; nothing blocks the move to access entries',
      }),
    ],
  }),
  anOutcome({
    checkId: 'aws-auth-line-shadowed',
    number: 'AUTHN-010',
    title: 'aws-auth line without effect',
    severity: 'low',
    findings: [
      aFinding({
        verdict: 'warn',
        subject: 'mapRoles[3]',
        message: `line 4, \`${role(
          'PaymentsOncall',
        )}\`: an access entry for the same role goes first`,
      }),
    ],
  }),
  anOutcome({
    checkId: 'superuser-group',
    number: 'AUTHZ-001',
    area: 'access',
    title: 'Superuser group for a pipeline',
    severity: 'critical',
    findings: [
      aFinding({
        subject: role('payments-deploy'),
        message: `\`${role(
          'payments-deploy',
        )}\` is in \`system:masters\`, which RBAC cannot limit`,
      }),
    ],
  }),
  anOutcome({
    checkId: 'trust-without-service-account',
    number: 'WID-004',
    area: 'workload-identity',
    title: 'Trust policy does not admit the service account',
    findings: [
      aFinding({
        subject: 'checkout/ledger-writer',
        message: `\`checkout/ledger-writer\` cannot assume \`${role(
          'ledger-writer',
        )}\``,
      }),
      aFinding({
        subject: 'checkout/ledger-reader',
        message: `\`checkout/ledger-reader\` cannot assume \`${role(
          'ledger-writer',
        )}\``,
      }),
    ],
  }),
  anOutcome({
    checkId: 'global-sts-endpoint',
    number: 'STS-001',
    area: 'workload-identity',
    title: 'Pod calls the global STS endpoint',
    severity: 'medium',
    findings: [
      aFinding({
        subject: 'batch/nightly-settlement',
        message: '`batch/nightly-settlement` sets `https://sts.amazonaws.com`',
      }),
    ],
  }),
  ...['a', 'b', 'c', 'd'].map(suffix =>
    anOutcome({
      checkId: `cross-account-role-${suffix}`,
      number: `WID-03${suffix}`,
      area: 'workload-identity',
      title: `Role of another account, question ${suffix}`,
      verdict: 'unknown',
      missing: [foreignReads],
    }),
  ),
  anOutcome({
    checkId: 'wildcard-rules',
    number: 'AUTHZ-012',
    area: 'rbac',
    title: 'Wildcard rules',
    severity: 'medium',
    findings: [
      aFinding({
        verdict: 'warn',
        subject: 'argo-workflows-admin',
        message:
          'ClusterRole `argo-workflows-admin` allows every verb on `workflows`',
      }),
    ],
  }),
  anOutcome({
    checkId: 'node-role-not-passable',
    number: 'PASS-002',
    area: 'iam',
    title: 'Operator may not pass the node role',
    severity: 'medium',
    findings: [
      aFinding({
        subject: role('PaymentsPlatform'),
        message: `\`${role(
          'PaymentsPlatform',
        )}\` creates node groups but may not pass \`${role(
          'eks/payments-prod-node',
        )}\``,
      }),
    ],
  }),
  anOutcome({
    checkId: 'denied-pass-role-calls',
    number: 'PASS-006',
    area: 'iam',
    title: 'Denied calls that name PassRole',
    severity: 'low',
    verdict: 'unknown',
    missing: [
      {
        section: 'accountSummary',
        reason: 'not-collected',
        detail:
          '`cloudtrail:LookupEvents` is not granted to the reader role (optional)',
      },
    ],
  }),
  anOutcome({
    checkId: 'foreign-principal-mapped',
    number: 'XACC-001',
    area: 'cross-account',
    title: 'Principal of another account is mapped',
    findings: [
      aFinding({
        verdict: 'warn',
        subject: 'arn:aws:iam::444455556666:role/BackupOperator',
        message:
          '`arn:aws:iam::444455556666:role/BackupOperator`, inside your organisation',
      }),
    ],
  }),
  ...['a', 'b', 'c', 'd', 'e'].map(suffix =>
    anOutcome({
      checkId: `foreign-trust-${suffix}`,
      number: `XACC-01${suffix}`,
      area: 'cross-account',
      title: `Trust of a role elsewhere, question ${suffix}`,
      verdict: 'unknown',
      missing: [foreignReads],
    }),
  ),
];

const checks: CheckOutcome[] = [
  ...open,
  ...passing('authentication', 'AUTHN', 23),
  ...passing('access', 'AUTHZ', 8),
  ...passing('workload-identity', 'WID', 21),
  ...passing('rbac', 'RBAC', 17),
  ...passing('iam', 'IAM', 14),
  ...passing('access-keys', 'KEY', 8),
  ...passing('cross-account', 'XACC', 2),
  anOutcome({
    checkId: 'root-key',
    number: 'KEY-009',
    area: 'access-keys',
    title: 'Access key of the root user',
    verdict: 'not-applicable',
  }),
];

const transitions: Transition[] = [
  {
    at: scannedAt,
    kind: 'new',
    checkId: 'trust-without-service-account',
    subject: 'checkout/ledger-writer',
    title: 'Trust policy does not admit the service account',
    message: `\`checkout/ledger-writer\` cannot assume \`${role(
      'ledger-writer',
    )}\``,
    verdictAfter: 'fail',
    severity: 'high',
    points: -10,
  },
  {
    at: scannedAt,
    kind: 'new',
    checkId: 'aws-auth-line-shadowed',
    subject: 'mapRoles[3]',
    title: 'aws-auth line without effect',
    message: 'an access entry for the same role goes first',
    verdictAfter: 'warn',
    severity: 'low',
    points: -0.5,
  },
  ...['a', 'b', 'c'].map(
    (suffix): Transition => ({
      at: scannedAt,
      kind: 'less-known',
      checkId: `foreign-trust-${suffix}`,
      subject: '',
      title: `Trust of a role elsewhere, question ${suffix}`,
      message: '`iam:GetRole` denied in `444455556666`',
      verdictAfter: 'unknown',
      severity: 'high',
      points: 0,
    }),
  ),
  {
    at: scannedAt,
    kind: 'mended',
    checkId: 'key-too-old',
    subject: 'arn:aws:iam::111122223333:user/svc-settlement',
    title: 'Key older than 90 days',
    message: 'the key of user `svc-settlement` was deleted after 96 days',
    verdictBefore: 'fail',
    severity: 'medium',
    points: 4,
  },
];

const trend = [
  64, 64, 63, 63, 65, 65, 65, 62, 62, 61, 61, 60, 56, 56, 56, 55, 55, 38, 30,
].map((score, i) => ({
  at: new Date(
    Date.parse('2026-10-23T14:02:00Z') + i * 36 * 3600_000,
  ).toISOString(),
  score,
}));

/** payments-prod, as the designs show it. */
export function storyDetail(
  change: Partial<ClusterDetail> = {},
): ClusterDetail {
  const seen = (checkId: string, subject: string, firstSeenAt: string) => ({
    [findingKey(checkId, subject)]: {
      checkId,
      subject,
      firstSeenAt,
      lastSeenAt: scannedAt,
    },
  });
  return {
    ...aDetail({
      checks,
      facts: {
        authentication: [
          { label: 'Mode', value: '`API_AND_CONFIG_MAP`' },
          { label: 'Access entries', value: '23' },
          { label: 'aws-auth', value: '4 roles, 0 users' },
          { label: 'Endpoint', value: 'private, public for 2 ranges' },
        ],
        access: [
          { label: 'Principals', value: '26' },
          { label: 'Cluster administrators', value: '3' },
        ],
        'access-keys': [
          { label: 'Users with keys', value: '5' },
          { label: 'Oldest', value: '61 days, limit 90' },
        ],
      },
      summary: { trend },
      findingRecords: {
        ...seen(
          'aws-auth-role-path',
          role('eng/platform/PaymentsDeveloper'),
          '2026-11-12T09:02:00Z',
        ),
        ...seen(
          'superuser-group',
          role('payments-deploy'),
          '2026-10-11T09:02:00Z',
        ),
        ...seen(
          'aws-auth-still-used',
          'kube-system/aws-auth',
          '2026-09-21T09:02:00Z',
        ),
        ...seen('aws-auth-line-shadowed', 'mapRoles[3]', scannedAt),
        ...seen(
          'trust-without-service-account',
          'checkout/ledger-writer',
          scannedAt,
        ),
        ...seen(
          'global-sts-endpoint',
          'batch/nightly-settlement',
          '2026-10-29T09:02:00Z',
        ),
      },
      changes: {
        since: '2026-11-21T13:02:00Z',
        scoreBefore: 49,
        coverageBefore: 0.99,
        transitions,
      },
    }),
    ...change,
  };
}

/** What has happened to payments-prod. */
export const storyHistory: ClusterHistory = {
  points: trend.map(point => ({ ...point, coverage: 0.95 })),
  transitions: [
    ...transitions,
    {
      at: '2026-11-12T09:02:00Z',
      kind: 'new',
      checkId: 'aws-auth-role-path',
      subject: role('eng/platform/PaymentsDeveloper'),
      title: 'Role ARN with path in aws-auth',
      message: 'never matches',
      verdictAfter: 'fail',
      severity: 'high',
      points: -10,
    },
  ],
};

const inAccount = (account: string, region: string, name: string) =>
  `arn:${
    region.startsWith('cn-') ? 'aws-cn' : 'aws'
  }:eks:${region}:${account}:cluster/${name}`;

/** The fleet of the story. */
export const storyFleet: ClusterSummary[] = [
  {
    ...storyDetail().summary,
    worst: {
      checkId: 'superuser-group',
      subject: role('payments-deploy'),
      title: 'Superuser group for a pipeline',
      message: `\`${role('payments-deploy')}\` is in \`system:masters\``,
      severity: 'critical',
    },
  },
  aSummary({
    name: 'data-lake-prod',
    arn: inAccount('222233334444', 'eu-central-1', 'data-lake-prod'),
    ownerRef: 'group:default/data-platform',
    condition: 'not-reachable',
    conditionDetail:
      'the connection to `https://3F2A.gr7.eu-central-1.eks.amazonaws.com` timed out after 10 s',
    scoreIsOld: true,
    score: 71,
    coverage: 0.38,
    health: 'needs-attention',
    lastScanAt: '2026-11-19T22:04:00Z',
  }),
  aSummary({
    name: 'edge-eu-2',
    arn: inAccount('777788889999', 'eu-north-1', 'edge-eu-2'),
    ownerRef: 'group:default/edge',
    condition: 'stale',
    health: 'needs-attention',
    score: 66,
    coverage: 0.95,
    lastScanAt: '2026-11-20T07:11:00Z',
    nextScanAt: undefined,
  }),
  aSummary({
    name: 'checkout-prod',
    arn: inAccount('444455556666', 'eu-west-1', 'checkout-prod'),
    ownerRef: 'group:default/checkout',
    health: 'needs-attention',
    score: 64,
    coverage: 0.94,
    counts: { pass: 80, fail: 3, warn: 2, unknown: 6, 'not-applicable': 10 },
    trend: trend.map(point => ({ ...point, score: 128 - point.score })),
    worst: {
      checkId: 'over-privileged',
      subject: role('checkout-assets'),
      title: 'Workload role over-privileged',
      message: `\`${role('checkout-assets')}\` allows \`s3:*\` on everything`,
      severity: 'high',
    },
  }),
  aSummary({
    name: 'cn-storefront',
    arn: inAccount('888899990000', 'cn-north-1', 'cn-storefront'),
    ownerRef: undefined,
    entityRef: undefined,
    environment: 'staging',
    score: 88,
  }),
  aSummary({
    name: 'identity-prod',
    arn: inAccount('999900001111', 'eu-west-1', 'identity-prod'),
    score: 100,
    counts: { pass: 90, fail: 0, warn: 0, unknown: 1, 'not-applicable': 9 },
    coverage: 0.99,
  }),
  aSummary({
    name: 'web-canary',
    arn: inAccount('555566667777', 'eu-west-1', 'web-canary'),
    ownerRef: 'group:default/web',
    condition: 'scanning',
    health: undefined,
    score: undefined,
    coverage: undefined,
    counts: undefined,
    lastScanAt: undefined,
    nextScanAt: undefined,
  }),
];

/** A cluster that is scanned for the first time. */
export function firstScanDetail(): ClusterDetail {
  const summary = storyFleet.find(({ name }) => name === 'web-canary')!;
  return {
    ...aDetail(),
    summary,
    report: undefined,
    lastScan: undefined,
    runningScan: aScan({ clusterId: summary.id }),
  };
}
