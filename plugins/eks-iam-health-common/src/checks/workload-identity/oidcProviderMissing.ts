import { defineCheck } from '../defineCheck';
import { issuerPath, oidcProviderArn } from '../../iam';
import { DaemonSet } from '../../model';
import { readFrom } from './readFrom';
import { annotatedAccounts, DEFAULT_AUDIENCE } from './serviceAccountRoles';

export const isPodIdentityAgent = ({ name, labels }: DaemonSet) =>
  labels['app.kubernetes.io/name'] === 'eks-pod-identity-agent' ||
  name.startsWith('eks-pod-identity-agent');

export const oidcProviderMissing = defineCheck({
  id: 'oidc-provider-missing',
  number: 'WID-001',
  area: 'workload-identity',
  topics: ['B'],
  title: 'IAM OIDC provider of the cluster is missing',
  severity: 'high',
  why: 'STS accepts a service account token only if the account of the role has an IAM OIDC provider for the issuer of the cluster. Without it every pod that relies on its annotation gets `InvalidIdentityToken`. The issuer is a new one whenever a cluster is created again.',
  documentation:
    'https://docs.aws.amazon.com/eks/latest/userguide/enable-iam-roles-for-service-accounts.html',
  needs: [
    'cluster',
    'oidcProviders',
    'serviceAccounts',
    'podIdentityAssociations',
    'daemonSets',
  ],
  appliesTo: ({ cluster }) => cluster.oidcIssuer !== undefined,
  evaluate: facts => {
    const { cluster, oidcProviders, daemonSets } = facts;
    const { oidcIssuer = '' } = cluster;
    if (oidcProviders.some(p => issuerPath(p.url) === issuerPath(oidcIssuer))) {
      return [];
    }
    // Roles of other accounts need a provider there: that is the business of `cross-account-irsa-incomplete`.
    const accounts = annotatedAccounts(facts).filter(a => !a.isForeign);
    const relying = accounts.filter(a => !a.isAssociated);
    const hasPodIdentity =
      cluster.computeConfig?.enabled === true ||
      facts.podIdentityAssociations.length > 0 ||
      daemonSets.some(isPodIdentityAgent);
    if (relying.length === 0 && accounts.length === 0 && hasPodIdentity) {
      return [];
    }
    return [
      {
        verdict: relying.length > 0 ? ('fail' as const) : ('warn' as const),
        cluster,
        issuer: oidcIssuer,
        relying: relying.map(a => a.key),
        annotated: accounts.map(a => a.key),
        providers: oidcProviders.map(p => p.url),
        clientIds: [...new Set(relying.map(a => a.token.aud))],
      },
    ];
  },
  subject: e => e.cluster.arn,
  message: e => {
    if (e.relying.length > 0) {
      return `no IAM OIDC provider for \`${e.issuer}\`: ${
        e.relying.length
      } annotated ${
        e.relying.length === 1
          ? 'service account cannot get its role'
          : 'service accounts cannot get their roles'
      }`;
    }
    return e.annotated.length > 0
      ? `no IAM OIDC provider for \`${e.issuer}\`: the ${
          e.annotated.length === 1 ? 'annotation' : 'annotations'
        } of ${e.annotated
          .slice(0, 3)
          .map(key => `\`${key}\``)
          .join(', ')}${
          e.annotated.length > 3 ? ' and others' : ''
        } would have no effect without the Pod Identity association`
      : `no pod of the cluster can get a role of its own: there is neither an IAM OIDC provider for \`${e.issuer}\` nor the Pod Identity agent`;
  },
  evidence: e => [
    {
      fact: 'Issuer of the cluster',
      value: e.issuer,
      readFrom: readFrom.cluster,
    },
    {
      fact: 'Providers of the account',
      value: e.providers.join(', ') || 'none',
      readFrom: 'iam:ListOpenIDConnectProviders',
    },
    {
      fact: 'Annotated service accounts',
      value: e.annotated.join(', ') || 'none',
      readFrom: readFrom.serviceAccounts,
    },
  ],
  affected: e => e.relying,
  remediate: e => [
    {
      title:
        'Create the IAM OIDC provider of this cluster, so that STS trusts its service account tokens.',
      class: 'safe',
      actions: [
        {
          kind: 'create-oidc-provider',
          issuer: e.issuer,
          clientIds: e.clientIds.length > 0 ? e.clientIds : [DEFAULT_AUDIENCE],
        },
      ],
      needs: ['iam:CreateOpenIDConnectProvider'],
      cautions: [
        `Roles that trust the provider of an earlier cluster do not trust this one; their trust policies have to name \`${oidcProviderArn(
          e.cluster.roleArn,
          e.issuer,
        )}\`.`,
      ],
    },
  ],
});
