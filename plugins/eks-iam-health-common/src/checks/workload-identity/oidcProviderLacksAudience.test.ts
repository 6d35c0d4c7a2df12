import {
  anOidcProvider,
  aServiceAccount,
  aSnapshot,
  describeCheck,
  testProviderArn,
} from '../../testing';
import { oidcProviderLacksAudience } from './oidcProviderLacksAudience';

const annotated = aSnapshot().with('serviceAccounts', [
  aServiceAccount('shop', 'cart', 'cart'),
  aServiceAccount('shop', 'vault', 'vault', {
    'eks.amazonaws.com/audience': 'vault',
  }),
]);

describeCheck(oidcProviderLacksAudience, [
  {
    shows: 'both audiences are missing, in one finding with two steps',
    given: annotated.with('oidcProviders', [
      anOidcProvider({ clientIds: ['sts.amazonaws.com.cn'] }),
    ]),
    finds: [testProviderArn],
    repairs: ['add-oidc-client-id', 'add-oidc-client-id'],
  },
  {
    shows: 'a custom audience is missing',
    given: annotated.with('oidcProviders', [anOidcProvider()]),
    finds: [testProviderArn],
    message: /`vault` of 1 annotated service account$/,
  },
  {
    shows: 'all audiences are there',
    given: annotated.with('oidcProviders', [
      anOidcProvider({ clientIds: ['sts.amazonaws.com', 'vault'] }),
    ]),
    finds: [],
  },
  {
    shows: 'no provider: another check’s business',
    given: annotated,
    verdict: 'not-applicable',
  },
  {
    shows: 'service accounts were not read',
    given: annotated.unreadable('serviceAccounts'),
    verdict: 'unknown',
  },
]);
