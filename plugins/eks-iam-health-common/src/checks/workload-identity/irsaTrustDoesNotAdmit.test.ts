import { trustsServiceAccount } from '../../iam';
import { runChecks, defaultCheckSettings } from '..';
import {
  aDocument,
  anAssociation,
  aRole,
  aServiceAccount,
  aSnapshot,
  describeCheck,
  SnapshotBuilder,
  testIssuer,
  testNow,
  testProviderArn,
  trustFor,
} from '../../testing';
import { irsaTrustDoesNotAdmit } from './irsaTrustDoesNotAdmit';

const trusting = (...statements: unknown[]) =>
  aSnapshot()
    .with('serviceAccounts', [aServiceAccount('shop', 'cart', 'cart')])
    .with('iamRoles', [
      aRole('cart', { trustPolicy: aDocument(...statements) }),
    ]);
const typo = trusting(trustFor('shop', 'card'));
const oldCluster = JSON.parse(
  JSON.stringify(trustFor('shop', 'cart')).replaceAll('EXAMPLED', 'EXAMPLEO'),
);

describeCheck(irsaTrustDoesNotAdmit, [
  {
    shows: 'a typing mistake in the subject',
    given: typo,
    finds: ['shop/cart'],
    message: /the token says `system:serviceaccount:shop:cart`$/,
    repairs: ['update-trust-policy'],
  },
  {
    shows: 'the issuer of the cluster before this one',
    given: trusting(oldCluster),
    finds: ['shop/cart'],
    message: /issuer of another cluster/,
    repairs: ['update-trust-policy'],
  },
  {
    shows: 'an asterisk under StringEquals',
    given: trusting(trustFor('shop', '*')),
    finds: ['shop/cart'],
    message: /takes the asterisk literally/,
  },
  {
    shows: 'two service accounts that the role does not admit',
    given: trusting(trustFor('shop', 'other')).with('serviceAccounts', [
      aServiceAccount('shop', 'cart', 'cart'),
      aServiceAccount('shop', 'till', 'cart'),
    ]),
    finds: ['shop/cart', 'shop/till'],
  },
  {
    shows: 'a Deny needs a person',
    given: trusting(trustFor('shop', 'cart'), {
      Effect: 'Deny',
      Principal: '*',
      Action: 'sts:*',
      Condition: { StringLike: { [`${testIssuer}:sub`]: '*:shop:*' } },
    }),
    finds: ['shop/cart'],
    repairs: [],
  },
  {
    shows: 'the trust policy admits it',
    given: trusting(trustFor('shop', 'cart')),
    finds: [],
  },
  {
    shows: 'a missing role is another check’s business',
    given: typo.with('iamRoles', []),
    finds: [],
  },
  {
    shows: 'an association makes the trust idle',
    given: typo.with('podIdentityAssociations', [
      anAssociation('shop', 'cart', 'x'),
    ]),
    finds: ['shop/cart'],
    verdict: 'warn',
  },
  {
    shows: 'a condition that nobody can decide from here',
    given: trusting(
      trustFor('shop', 'cart', { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }),
    ),
    finds: ['shop/cart'],
    verdict: 'unknown',
    message: /`IpAddress` on `aws:SourceIp`/,
  },
  {
    shows: 'roles were not read',
    given: typo.unreadable('iamRoles'),
    verdict: 'unknown',
  },
]);

describe('the repaired trust policy', () => {
  const repaired = (given: SnapshotBuilder): unknown => {
    const [{ findings }] = runChecks(given.build(), [irsaTrustDoesNotAdmit], {
      ...defaultCheckSettings,
      now: testNow,
    });
    const [action] = findings[0].repairs[0].actions;
    return action.kind === 'update-trust-policy' ? action.document : undefined;
  };
  const asks = (document: unknown, name: string) =>
    trustsServiceAccount(document, {
      providerArn: testProviderArn,
      issuer: testIssuer,
      sub: `system:serviceaccount:shop:${name}`,
      aud: 'sts.amazonaws.com',
    }).answer;

  it('admits the service account and whoever was admitted before', () => {
    const document = repaired(typo);
    expect(asks(document, 'cart')).toBe('yes');
    expect(asks(document, 'card')).toBe('yes');
    expect(asks(document, 'else')).toBe('no');
  });

  it('admits all accounts that the role keeps out, so that no repair undoes another', () => {
    const document = repaired(
      trusting(trustFor('shop', 'other')).with('serviceAccounts', [
        aServiceAccount('shop', 'cart', 'cart'),
        aServiceAccount('shop', 'till', 'cart'),
      ]),
    );
    expect(asks(document, 'cart')).toBe('yes');
    expect(asks(document, 'till')).toBe('yes');
    expect(asks(document, 'other')).toBe('yes');
  });

  it('keeps the statements of other clusters', () => {
    const document = repaired(trusting(oldCluster));
    expect(asks(document, 'cart')).toBe('yes');
    expect(document).toMatchObject({ Statement: [oldCluster, {}] });
  });
});
