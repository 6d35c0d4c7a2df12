import { defineCheck } from '../defineCheck';
import { issuerPath } from '../../iam';
import { readFrom } from './readFrom';
import { annotatedAccounts } from './serviceAccountRoles';

export const oidcProviderLacksAudience = defineCheck({
  id: 'oidc-provider-lacks-audience',
  number: 'WID-002',
  area: 'workload-identity',
  topics: ['B'],
  title: 'IAM OIDC provider lacks the audience of the tokens',
  severity: 'high',
  why: 'STS refuses a token whose audience is not among the client ids of the provider with `Incorrect token audience`, whatever the trust policy of the role says.',
  documentation:
    'https://docs.aws.amazon.com/eks/latest/userguide/enable-iam-roles-for-service-accounts.html',
  needs: [
    'cluster',
    'oidcProviders',
    'serviceAccounts',
    'podIdentityAssociations',
  ],
  appliesTo: facts =>
    providerOf(facts) !== undefined && relyingOn(facts).length > 0,
  evaluate: facts => {
    const provider = providerOf(facts);
    if (!provider) return [];
    const lacking = relyingOn(facts).filter(
      ({ token }) => !provider.clientIds.includes(token.aud),
    );
    if (lacking.length === 0) return [];
    return [
      {
        verdict: 'fail' as const,
        provider,
        audiences: [...new Set(lacking.map(a => a.token.aud))].sort(),
        accounts: lacking.map(a => a.key),
      },
    ];
  },
  subject: e => e.provider.arn,
  message: e =>
    `the provider of the cluster does not accept the audience ${e.audiences
      .map(audience => `\`${audience}\``)
      .join(', ')} of ${e.accounts.length} annotated service ${
      e.accounts.length === 1 ? 'account' : 'accounts'
    }`,
  evidence: e => [
    {
      fact: 'Client ids of the provider',
      value: e.provider.clientIds.join(', ') || 'none',
      readFrom: readFrom.providers,
    },
    {
      fact: 'Audience of the tokens',
      value: e.audiences.join(', '),
      readFrom: readFrom.serviceAccounts,
    },
  ],
  affected: e => e.accounts,
  remediate: e => [
    {
      title: 'Add the audience to the client ids of the provider.',
      class: 'safe',
      actions: e.audiences.map(clientId => ({
        kind: 'add-oidc-client-id' as const,
        providerArn: e.provider.arn,
        clientId,
      })),
      needs: ['iam:AddClientIDToOpenIDConnectProvider'],
      cautions: [],
    },
  ],
});

type Facts = Parameters<typeof annotatedAccounts>[0];
type WithProviders = Pick<Facts, 'cluster'> & {
  oidcProviders: Array<{ arn: string; url: string; clientIds: string[] }>;
};

function providerOf({ cluster, oidcProviders }: WithProviders) {
  const { oidcIssuer } = cluster;
  return oidcIssuer === undefined
    ? undefined
    : oidcProviders.find(p => issuerPath(p.url) === issuerPath(oidcIssuer));
}

/** An association takes precedence over the annotation, so those accounts show no token to STS. */
function relyingOn(facts: Facts) {
  return annotatedAccounts(facts).filter(a => !a.isForeign && !a.isAssociated);
}
