import { issuerPath, statementsTrusting } from '../../iam';
import { Cluster, isRead, KnownIssuers, OidcProvider } from '../../model';
import { defineCheck, Found } from '../defineCheck';
import { readFrom } from './readFrom';

interface Orphan extends Found {
  provider: OidcProvider;
  roleArns: string[];
  /** accounts and Regions whose clusters are not known */
  unread: KnownIssuers['unread'];
}

/** The issuers of EKS; what other systems use as provider is none of our business. */
const eksIssuer =
  /^(?:oidc\.eks|oidc-eks)\.([a-z0-9-]+)\.(?:amazonaws\.com(?:\.cn)?|api\.aws|api\.amazonwebservices\.com\.cn)\/id\//;

export const orphanOidcProvider = defineCheck({
  id: 'orphan-oidc-provider',
  number: 'WID-003',
  area: 'workload-identity',
  topics: ['B'],
  title: 'IAM OIDC provider of a cluster that is gone',
  severity: 'low',
  why: 'Nobody can get a token of a deleted cluster, so the roles that trust its provider are dead. The provider counts against the quota of the account, and the roles look as if they were in use.',
  documentation:
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html',
  needs: ['cluster', 'oidcProviders', 'issuers'],
  doesNotNeed: ({ sections: { cluster, oidcProviders } }) =>
    isRead(cluster) &&
    isRead(oidcProviders) &&
    foreignProviders(oidcProviders.value, cluster.value).length === 0
      ? ['issuers']
      : [],
  canProveWithout: ['issuers'],
  evaluate: ({ cluster, oidcProviders, issuers, derived }) => {
    // Nothing is known of the clusters that live: whose the others are stays open.
    if (!isRead(derived.snapshot.sections.issuers)) return [];
    const living = new Set(
      issuers.clusters.map(({ issuer }) => issuerPath(issuer)),
    );
    return foreignProviders(oidcProviders, cluster)
      .filter(({ url }) => !living.has(issuerPath(url)))
      .map((provider): Orphan => {
        const [, region] = eksIssuer.exec(issuerPath(provider.url)) ?? [];
        const unread = issuers.unread.filter(
          part => part.region === region || !/^[a-z]{2,}-/.test(part.region),
        );
        const roleArns = statementsTrusting(provider.arn, derived.snapshot).map(
          ({ role }) => role.arn,
        );
        return {
          verdict: unread.length > 0 ? 'unknown' : 'warn',
          provider,
          roleArns: [...new Set(roleArns)],
          unread,
        };
      });
  },
  subject: e => e.provider.arn,
  message: ({ provider, roleArns, unread, verdict }) => {
    if (verdict === 'unknown') {
      return `whether a cluster with issuer \`${
        provider.url
      }\` still exists is not known: ${unread
        .map(part => `${part.accountId} in ${part.region} was not read`)
        .join(', ')}`;
    }
    const trusting =
      roleArns.length === 0
        ? 'no role trusts it'
        : `${roleArns.length} ${
            roleArns.length === 1 ? 'role trusts it' : 'roles trust it'
          } in vain`;
    return `no cluster has the issuer \`${provider.url}\` any more; ${trusting}`;
  },
  evidence: ({ provider, roleArns, unread }) => [
    { fact: 'Provider', value: provider.arn, readFrom: readFrom.providers },
    {
      fact: 'Roles that trust it',
      value: roleArns.join(', ') || 'none',
      readFrom: readFrom.iam,
    },
    ...unread.map(part => ({
      fact: `Clusters of ${part.accountId} in ${part.region}`,
      value: part.detail || 'not read',
      readFrom: 'eks:ListClusters',
    })),
  ],
  affected: e => e.roleArns,
  remediate: ({ verdict, provider }) =>
    verdict === 'unknown'
      ? []
      : [
          {
            title: `Delete the provider: \`aws iam delete-open-id-connect-provider --open-id-connect-provider-arn ${provider.arn}\`.`,
            class: 'advice',
            actions: [],
            needs: ['iam:DeleteOpenIDConnectProvider'],
            cautions: [
              'Make sure that no cluster of an account which is not looked at uses it: its pods would lose their roles at once.',
              'Take the statements for it out of the trust policies, or delete the roles, if nothing else uses them.',
            ],
          },
        ],
});

/** Providers of EKS clusters other than this one. */
function foreignProviders(
  providers: readonly OidcProvider[],
  { oidcIssuer }: Cluster,
): OidcProvider[] {
  const own = oidcIssuer === undefined ? undefined : issuerPath(oidcIssuer);
  return providers.filter(({ url }) => {
    const issuer = issuerPath(url);
    return eksIssuer.test(issuer) && issuer !== own;
  });
}
