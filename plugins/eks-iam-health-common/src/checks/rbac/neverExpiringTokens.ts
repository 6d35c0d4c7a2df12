import { adminBindingsOf } from '../../access';
import { Derived, ServiceAccountTokenSecret } from '../../model';
import { defineCheck, Found } from '../defineCheck';

interface OldToken extends Found {
  token: ServiceAccountTokenSecret;
  isAdmin: boolean;
  /** days since it was used last, or since it was made when it never was */
  idleDays?: number;
}

const IDLE_DAYS = 90;
const DAY = 86_400_000;

export const neverExpiringTokens = defineCheck({
  id: 'never-expiring-tokens',
  number: 'OPS-005',
  area: 'rbac',
  topics: ['B'],
  title: 'Service account token that never expires',
  severity: 'medium',
  why: 'A Secret of type kubernetes.io/service-account-token holds a token that works until the Secret is deleted. Whoever reads it once, in a backup or a pipeline log, acts as the service account for good.',
  documentation:
    'https://docs.aws.amazon.com/eks/latest/userguide/service-accounts.html',
  needs: ['serviceAccountTokens', 'clusterRoles', 'bindings'],
  canProveWithout: ['clusterRoles', 'bindings'],
  appliesTo: ({ serviceAccountTokens }) => serviceAccountTokens.length > 0,
  evaluate: ({ serviceAccountTokens, derived, settings }): OldToken[] => {
    const admins = adminAccounts(derived);
    return serviceAccountTokens.flatMap((token): OldToken[] => {
      const isAdmin = admins.has(
        `${token.namespace}/${token.serviceAccountName}`,
      );
      const idleDays = idle(token, settings.now);
      if (isAdmin) {
        return [
          { verdict: 'fail', severity: 'high', token, isAdmin, idleDays },
        ];
      }
      return idleDays !== undefined && idleDays <= IDLE_DAYS
        ? []
        : [{ verdict: 'warn', token, isAdmin, idleDays }];
    });
  },
  subject: ({ token }) => `${token.namespace}/${token.name}`,
  message: ({ token, isAdmin, idleDays }) => {
    const account = `\`${token.namespace}/${token.serviceAccountName}\``;
    if (isAdmin) {
      return `a token of ${account}, which is as good as administrator, never expires`;
    }
    return idleDays === undefined
      ? `a token of ${account} never expires, and nobody knows whether it is used`
      : `a token of ${account} never expires and was not used for ${idleDays} days`;
  },
  evidence: ({ token }) => [
    {
      fact: 'Secret of type kubernetes.io/service-account-token',
      value: [
        `${token.namespace}/${token.name}`,
        token.createdAt ? `made ${token.createdAt}` : 'age unknown',
        token.lastUsedOn ? `last used ${token.lastUsedOn}` : 'no use recorded',
      ].join(', '),
      readFrom: 'list secrets, metadata alone',
    },
  ],
  affected: ({ token }) => [`${token.namespace}/${token.serviceAccountName}`],
  remediate: ({ token }) => [
    {
      title: `Give its users tokens that expire (\`kubectl create token ${token.serviceAccountName} -n ${token.namespace}\`, or EKS Pod Identity for AWS), then delete the Secret \`${token.namespace}/${token.name}\`.`,
      class: 'advice',
      actions: [],
      needs: ['delete secrets'],
      cautions: [
        'Whatever still sends the token is refused at once; label the Secret and watch the audit log for its service account first.',
      ],
    },
  ],
});

function adminAccounts(derived: Derived): ReadonlySet<string> {
  return new Set(
    adminBindingsOf(derived).flatMap(({ subjects }) =>
      subjects.flatMap(({ kind, namespace, name }) =>
        kind === 'ServiceAccount' ? [`${namespace}/${name}`] : [],
      ),
    ),
  );
}

function idle(
  { lastUsedOn, createdAt }: ServiceAccountTokenSecret,
  now: string,
): number | undefined {
  const since = lastUsedOn ?? createdAt;
  const from = since === undefined ? NaN : Date.parse(since);
  return Number.isNaN(from)
    ? undefined
    : Math.floor((Date.parse(now) - from) / DAY);
}
