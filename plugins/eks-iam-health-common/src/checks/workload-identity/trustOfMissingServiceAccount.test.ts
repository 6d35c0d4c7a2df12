import {
  aDocument,
  aRole,
  aServiceAccount,
  aSnapshot,
  describeCheck,
  testIssuer,
  trustFor,
} from '../../testing';
import { trustOfMissingServiceAccount } from './trustOfMissingServiceAccount';

const arn = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
const trusting = (name: string, ...statements: unknown[]) =>
  aRole(name, { trustPolicy: aDocument(...statements) });
const subjects = (operator: string, ...subs: string[]) =>
  trustFor('', '', {
    [operator]: { [`${testIssuer}:sub`]: subs },
    StringEquals: { [`${testIssuer}:aud`]: 'sts.amazonaws.com' },
  });
const of = (...names: string[]) =>
  names.map(name => `system:serviceaccount:shop:${name}`);
const shop = aSnapshot()
  .with('namespaces', [{ name: 'shop', labels: {} }])
  .with('serviceAccounts', [aServiceAccount('shop', 'cart')]);

describeCheck(trustOfMissingServiceAccount, [
  {
    shows: 'two roles of accounts that do not exist, one without its namespace',
    given: shop.with('iamRoles', [
      trusting('till', trustFor('shop', 'till')),
      trusting('lab', trustFor('lab', 'lab')),
    ]),
    finds: [arn('till'), arn('lab')],
    verdict: 'warn',
    message:
      /^`role\/lab` trusts `lab\/lab`, which does not exist, nor does namespace `lab`$/m,
    repairs: [],
  },
  {
    shows: 'the account exists',
    given: shop.with('iamRoles', [trusting('cart', trustFor('shop', 'cart'))]),
    finds: [],
  },
  {
    shows: 'one of two in a list: the other stays',
    given: shop.with('iamRoles', [
      trusting('both', subjects('StringLike', ...of('cart', 'till'))),
    ]),
    finds: [arn('both')],
    verdict: 'warn',
    repairs: ['update-trust-policy'],
  },
  {
    shows: 'patterns, Denies and issuers of others name nobody',
    given: shop.with('iamRoles', [
      trusting('pattern', subjects('StringLike', ...of('t*'))),
      trusting('not', subjects('StringNotEquals', ...of('till'))),
      trusting('deny', {
        ...(trustFor('shop', 'till') as object),
        Effect: 'Deny',
      }),
      trusting('other', {
        Effect: 'Allow',
        Principal: {
          Federated:
            'arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/OTHER',
        },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: {
          StringEquals: {
            'oidc.eks.eu-west-1.amazonaws.com/id/OTHER:sub': of('till'),
          },
        },
      }),
    ]),
    finds: [],
  },
  {
    shows: 'service accounts were not read',
    given: shop
      .with('iamRoles', [trusting('till', trustFor('shop', 'till'))])
      .unreadable('serviceAccounts'),
    verdict: 'unknown',
  },
]);
