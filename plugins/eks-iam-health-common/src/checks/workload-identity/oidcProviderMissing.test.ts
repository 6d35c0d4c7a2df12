import {
  anAssociation,
  anOidcProvider,
  aServiceAccount,
  aSnapshot,
  describeCheck,
  testIssuer,
} from '../../testing';
import { oidcProviderMissing } from './oidcProviderMissing';

const cluster = 'arn:aws:eks:eu-west-1:111122223333:cluster/payments-prod';
const annotated = aSnapshot().with('serviceAccounts', [
  aServiceAccount('shop', 'cart', 'cart'),
  aServiceAccount('shop', 'till', 'till'),
]);

describeCheck(oidcProviderMissing, [
  {
    shows: 'annotated service accounts and no provider',
    given: annotated,
    finds: [cluster],
    message: /2 annotated service accounts cannot get their roles/,
    repairs: ['create-oidc-provider'],
  },
  {
    shows: 'only the provider of another cluster',
    given: annotated.with('oidcProviders', [
      anOidcProvider({ url: `${testIssuer}F` }),
    ]),
    finds: [cluster],
  },
  {
    shows: 'the provider of the cluster is there',
    given: annotated.with('oidcProviders', [anOidcProvider()]),
    finds: [],
  },
  {
    shows: 'associations take precedence over both annotations',
    given: annotated.with('podIdentityAssociations', [
      anAssociation('shop', 'cart', 'cart'),
      anAssociation('shop', 'till', 'till'),
    ]),
    finds: [cluster],
    verdict: 'warn',
    message:
      /the annotations of `shop\/cart`, `shop\/till` would have no effect without the Pod Identity association$/,
  },
  {
    shows: 'associations alone need no provider',
    given: aSnapshot().with('podIdentityAssociations', [
      anAssociation('shop', 'cart', 'cart'),
    ]),
    finds: [],
  },
  {
    shows: 'neither provider nor agent: nobody could get a role',
    given: aSnapshot(),
    finds: [cluster],
    verdict: 'warn',
  },
  {
    shows: 'a role of another account is not this provider’s business',
    given: aSnapshot().with('serviceAccounts', [
      aServiceAccount('shop', 'cart', 'arn:aws:iam::444455556666:role/cart'),
    ]),
    verdict: 'warn',
  },
  {
    shows: 'providers were not read',
    given: annotated.unreadable('oidcProviders'),
    verdict: 'unknown',
  },
]);
