import {
  aCluster,
  aSnapshot,
  describeCheck,
  testAccountId,
} from '../../testing';
import { OidcProvider } from '../../model';
import { quotasNear } from './quotasNear';

const providers = (count: number): OidcProvider[] =>
  Array.from({ length: count }, (_, i) => ({
    arn: `arn:aws:iam::${testAccountId}:oidc-provider/${i}`,
    url: String(i),
    clientIds: [],
    thumbprints: [],
  }));

/** A role that as many service accounts may assume. */
const roleFor = (accounts: number) => ({
  arn: `arn:aws:iam::${testAccountId}:role/shared`,
  name: 'shared',
  path: '/',
  id: 'AROAEXAMPLE',
  createdAt: '2025-01-01T00:00:00Z',
  trustPolicy: {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: {
          Federated: `arn:aws:iam::${testAccountId}:oidc-provider/${
            aCluster().oidcIssuer?.slice('https://'.length) ?? ''
          }`,
        },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: {
          StringEquals: {
            sub: Array.from({ length: accounts }, (_, i) => `account-${i}`),
          },
        },
      },
    ],
  },
  attachedPolicyArns: [],
  inlinePolicies: [],
  instanceProfileArns: [],
  tags: {},
});

describeCheck(quotasNear, [
  {
    shows: 'almost all providers, and a trust policy that is nearly full',
    given: aSnapshot()
      .with('oidcProviders', providers(96))
      .with('iamRoles', [roleFor(120)]),
    finds: ['OIDC providers', `arn:aws:iam::${testAccountId}:role/shared`],
    verdict: 'fail',
    message: /96 of 100 OIDC providers/,
  },
  {
    shows: 'at eighty percent there is time left',
    given: aSnapshot().with('oidcProviders', providers(80)),
    finds: [],
  },
  {
    shows: 'between eighty and ninety-five percent',
    given: aSnapshot().with('oidcProviders', providers(95)),
    finds: ['OIDC providers'],
    verdict: 'warn',
  },
  {
    shows: 'the quota that is applied counts, not the default',
    given: aSnapshot()
      .with('oidcProviders', providers(96))
      .with('quotas', { oidcProvidersPerAccount: 700 }),
    finds: [],
  },
  {
    shows: 'without the applied quotas the default is assumed, and said so',
    given: aSnapshot()
      .with('oidcProviders', providers(99))
      .unreadable('quotas', 'not-collected'),
    finds: ['OIDC providers'],
    verdict: 'fail',
    message: 'default quota assumed',
  },
  {
    shows: 'far below the default needs no applied quota',
    given: aSnapshot().unreadable('quotas'),
    finds: [],
  },
  {
    shows: 'entries that were not read may be many',
    given: aSnapshot().unreadable('accessEntries'),
    verdict: 'unknown',
  },
]);
