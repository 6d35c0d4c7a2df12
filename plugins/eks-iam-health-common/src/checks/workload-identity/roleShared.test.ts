import {
  aDocument,
  anAssociation,
  aRole,
  aServiceAccount,
  aSnapshot,
  describeCheck,
  testIssuer,
} from '../../testing';
import { roleShared } from './roleShared';

const arn = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
const otherIssuer = 'oidc.eks.eu-west-1.amazonaws.com/id/OTHER';
const trusting = (...issuers: string[]) =>
  aDocument(
    ...issuers.map(issuer => ({
      Effect: 'Allow',
      Principal: {
        Federated: `arn:aws:iam::111122223333:oidc-provider/${issuer}`,
      },
      Action: 'sts:AssumeRoleWithWebIdentity',
    })),
  );
const other = (tags?: Record<string, string>) => ({
  clusters: [
    {
      arn: 'arn:aws:eks:eu-west-1:111122223333:cluster/lab',
      issuer: `https://${otherIssuer}`,
      tags,
    },
  ],
  unread: [],
});
const acrossClusters = aSnapshot()
  .withCluster({ tags: { Environment: 'prod' } })
  .with('serviceAccounts', [aServiceAccount('shop', 'cart', 'cart')])
  .with('iamRoles', [
    aRole('cart', { trustPolicy: trusting(testIssuer, otherIssuer) }),
  ]);

describeCheck(roleShared, [
  {
    shows: 'two roles, each of two namespaces',
    given: aSnapshot()
      .with('serviceAccounts', [
        aServiceAccount('shop', 'cart', 'cart'),
        aServiceAccount('lab', 'cart', 'cart'),
        aServiceAccount('shop', 'till', 'till'),
      ])
      .with('podIdentityAssociations', [anAssociation('lab', 'till', 'till')]),
    finds: [arn('cart'), arn('till')],
    verdict: 'warn',
    message: /^role `role\/cart` serves namespaces `lab`, `shop`$/m,
    repairs: [],
  },
  {
    shows: 'two accounts of one namespace',
    given: aSnapshot().with('serviceAccounts', [
      aServiceAccount('shop', 'cart', 'cart'),
      aServiceAccount('shop', 'cart-worker', 'cart'),
    ]),
    finds: [],
  },
  {
    shows: 'a production cluster and one that is none',
    given: acrossClusters.with('issuers', other({ env: 'test' })),
    finds: [arn('cart')],
    verdict: 'fail',
    message: /serves this cluster and `lab`, production and other stages alike/,
  },
  {
    shows: 'two clusters, one of which does not say what it is for',
    given: acrossClusters.with('issuers', other()),
    finds: [arn('cart')],
    verdict: 'warn',
  },
  {
    shows: 'the other cluster is gone',
    given: acrossClusters.with('issuers', { clusters: [], unread: [] }),
    finds: [],
  },
  {
    shows: 'a role trusts another issuer, and nobody knows whose it is',
    given: acrossClusters.unreadable('issuers', 'not-collected'),
    verdict: 'unknown',
  },
  {
    shows: 'no role trusts another issuer: other clusters do not matter',
    given: acrossClusters
      .with('iamRoles', [aRole('cart', { trustPolicy: trusting(testIssuer) })])
      .unreadable('issuers', 'not-collected'),
    finds: [],
  },
]);
