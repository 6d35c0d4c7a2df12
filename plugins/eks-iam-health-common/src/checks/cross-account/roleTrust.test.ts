import {
  aDocument,
  anAccessEntry,
  anAssociation,
  aRole,
  aServiceAccount,
  aSnapshot,
  describeCheck,
} from '../../testing';
import { crossAccountIrsaIncomplete } from './crossAccountIrsaIncomplete';
import { deletedPrincipalInTrust } from './deletedPrincipalInTrust';
import { roleTrustedByEveryone } from './roleTrustedByEveryone';
import { thirdPartyWithoutExternalId } from './thirdPartyWithoutExternalId';
import { trustInWholeForeignAccount } from './trustInWholeForeignAccount';

const arn = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
const assume = (Principal: unknown, Condition?: unknown) => ({
  Effect: 'Allow',
  Principal,
  Action: 'sts:AssumeRole',
  ...(Condition === undefined ? {} : { Condition }),
});
const vendor = { AWS: 'arn:aws:iam::444455556666:root' };
const vendorRole = { AWS: 'arn:aws:iam::444455556666:role/agent' };
const role = (name: string, ...statements: unknown[]) =>
  aRole(name, { trustPolicy: aDocument(...statements) });

/** Roles that are mapped by access entries. */
const mapped = (...roles: ReturnType<typeof aRole>[]) =>
  aSnapshot()
    .with('iamRoles', roles)
    .with(
      'accessEntries',
      roles.map(({ name }) => anAccessEntry(`role/${name}`)),
    );
const malformed = aRole('Odd', { trustPolicy: { Statement: 'x' } });

describeCheck(roleTrustedByEveryone, [
  {
    shows: 'a mapped role and the role of a workload',
    given: mapped(role('Dev', assume('*')))
      .with('iamRoles', [
        role('Dev', assume('*')),
        role('cart', assume({ AWS: ['*'] })),
        role('Unrelated', assume('*')),
      ])
      .with('podIdentityAssociations', [anAssociation('shop', 'cart', 'cart')]),
    finds: [arn('Dev'), arn('cart')],
    verdict: 'fail',
    message: /every AWS account in the world can assume `Dev`/,
    repairs: [],
  },
  {
    shows: 'limited to an organisation',
    given: mapped(
      role(
        'Dev',
        assume('*', { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } }),
      ),
    ),
    finds: [arn('Dev')],
    verdict: 'warn',
    message: /limited only by `aws:principalorgid`/,
  },
  {
    shows: 'a condition that limits nobody',
    given: mapped(
      role('Dev', assume('*', { StringLike: { 'aws:PrincipalArn': '*' } })),
    ),
    finds: [arn('Dev')],
    verdict: 'fail',
  },
  {
    shows: 'conditions on what anybody sends or is as it likes',
    given: mapped(
      role(
        'Dev',
        assume('*', {
          Bool: { 'aws:MultiFactorAuthPresent': 'true' },
          StringEquals: { 'aws:PrincipalTag/team': 'dev' },
        }),
      ),
    ),
    finds: [arn('Dev')],
    verdict: 'fail',
  },
  {
    shows: 'a Deny for everybody outside the organization limits as well',
    given: mapped(
      role('Dev', assume('*'), {
        Effect: 'Deny',
        Principal: '*',
        Action: 'sts:AssumeRole',
        Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-1' } },
      }),
    ),
    finds: [arn('Dev')],
    verdict: 'warn',
    message: /limited only by a Deny/,
  },
  {
    shows: 'everyone is denied something, one account is allowed',
    given: mapped(
      role('Dev', assume({ AWS: '111122223333' }), {
        Effect: 'Deny',
        Principal: '*',
        Action: 'sts:*',
      }),
    ),
    finds: [],
  },
  {
    shows: 'a trust policy that is none',
    given: mapped(malformed),
    finds: [arn('Odd')],
    verdict: 'unknown',
  },
  {
    shows: 'roles were not read',
    given: mapped().unreadable('iamRoles'),
    verdict: 'unknown',
  },
  {
    shows: 'service accounts were not read: what is known is judged',
    given: mapped(role('Dev', assume('*'))).unreadable('serviceAccounts'),
    finds: [arn('Dev')],
    verdict: 'fail',
  },
]);

describeCheck(thirdPartyWithoutExternalId, [
  {
    shows: 'two roles, for the account and for a role of it',
    given: mapped(role('A', assume(vendor)), role('B', assume(vendorRole))),
    settings: { trustedAccountIds: ['123412341234'] },
    finds: [arn('A'), arn('B')],
    verdict: 'fail',
    message: /`A` trusts foreign account `444455556666` without an external id/,
  },
  {
    shows: 'an external id of its own',
    given: mapped(
      role(
        'A',
        assume(vendor, {
          StringEquals: { 'sts:ExternalId': 'c0ffee-8f2e-4a' },
        }),
      ),
    ),
    finds: [],
  },
  {
    shows: 'an external id that anybody guesses',
    given: mapped(
      role('A', assume(vendor, { StringEquals: { 'sts:ExternalId': '42' } })),
    ),
    settings: { trustedAccountIds: ['123412341234'] },
    finds: [arn('A')],
    verdict: 'warn',
  },
  {
    shows: 'IfExists wants nothing',
    given: mapped(
      role(
        'A',
        assume(vendor, {
          StringEqualsIfExists: { 'sts:ExternalId': 'c0ffee-8f2e-4a' },
        }),
      ),
    ),
    settings: { trustedAccountIds: ['123412341234'] },
    finds: [arn('A')],
    verdict: 'fail',
  },
  {
    shows: 'an account that is not foreign, the own one, the organisation',
    given: mapped(
      role('A', assume(vendor)),
      role('B', assume({ AWS: 'arn:aws:iam::111122223333:root' })),
      role(
        'C',
        assume(
          { AWS: '777788889999' },
          { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } },
        ),
      ),
    ),
    settings: { trustedAccountIds: ['444455556666'] },
    finds: [],
  },
  {
    shows: 'the same external id for two roles',
    given: mapped(
      ...['A', 'B'].map(name =>
        role(
          name,
          assume(vendor, {
            StringEquals: { 'sts:ExternalId': 'c0ffee-8f2e-4a' },
          }),
        ),
      ),
    ),
    finds: [arn('A'), arn('B')],
    verdict: 'warn',
    message: /with an external id that other roles have as well/,
  },
  {
    shows: 'an account of the organization, and one that is not',
    given: mapped(
      role('A', assume(vendor)),
      role('B', assume({ AWS: '777788889999' })),
    ).with('organization', {
      id: 'o-1',
      managementAccountId: '777788889999',
      memberAccountIds: ['777788889999', '111122223333'],
    }),
    finds: [arn('A')],
    verdict: 'fail',
  },
  {
    shows: 'nobody said which accounts are ours, so it may be one of them',
    given: mapped(role('A', assume(vendor))).unreadable('organization'),
    finds: [arn('A')],
    verdict: 'unknown',
    message: /whether that account is foreign cannot be told/,
  },
  {
    shows: 'a trust policy that is none',
    given: mapped(malformed),
    finds: [arn('Odd')],
    verdict: 'unknown',
  },
  {
    shows: 'roles were not read',
    given: mapped().unreadable('iamRoles'),
    verdict: 'unknown',
  },
]);

describeCheck(trustInWholeForeignAccount, [
  {
    shows: 'as root ARN and as bare number',
    given: mapped(
      role('A', assume(vendor)),
      role('B', assume({ AWS: '444455556666' })),
    ),
    finds: [arn('A'), arn('B')],
    verdict: 'fail',
  },
  {
    shows: 'an account of the organization is milder',
    given: mapped(role('A', assume(vendor))).with('organization', {
      id: 'o-1',
      managementAccountId: '777788889999',
      memberAccountIds: ['444455556666'],
    }),
    finds: [arn('A')],
    verdict: 'warn',
    message: /it belongs to the organization/,
  },
  {
    shows: 'an organization whose accounts could not be listed',
    given: mapped(role('A', assume(vendor))).with('organization', {
      id: 'o-1',
      managementAccountId: '777788889999',
    }),
    finds: [arn('A')],
    verdict: 'unknown',
    message: /whether that account is foreign cannot be told/,
    repairs: [],
  },
  {
    shows: 'an account that is trusted',
    given: mapped(role('A', assume(vendor))).unreadable('organization'),
    settings: { trustedAccountIds: ['444455556666'] },
    finds: [],
  },
  {
    shows: 'one role of the account, or a condition on the principal',
    given: mapped(
      role('A', assume(vendorRole)),
      role(
        'B',
        assume(vendor, {
          ArnLike: {
            'aws:PrincipalArn': 'arn:aws:iam::444455556666:role/ci/*',
          },
        }),
      ),
    ),
    finds: [],
  },
  {
    shows: 'a trust policy that is none',
    given: mapped(malformed),
    verdict: 'unknown',
  },
  {
    shows: 'roles were not read',
    given: mapped().unreadable('iamRoles'),
    verdict: 'unknown',
  },
]);

describeCheck(deletedPrincipalInTrust, [
  {
    shows: 'a dead principal beside a living one',
    given: mapped(
      role('A', assume({ AWS: ['AROAEXAMPLEEXAMPLE1', vendorRole.AWS] })),
    ),
    finds: [arn('A')],
    verdict: 'warn',
    message: /names `AROAEXAMPLEEXAMPLE1`, which was deleted/,
    repairs: ['update-trust-policy'],
  },
  {
    shows: 'two roles that name nobody else',
    given: mapped(
      role('A', assume({ AWS: 'AIDAEXAMPLEEXAMPLE1' })),
      role('B', assume({ AWS: 'AROAEXAMPLEEXAMPLE1' })),
    ),
    finds: [arn('A'), arn('B')],
    repairs: [],
  },
  {
    shows: 'principals that exist',
    given: mapped(role('A', assume(vendorRole))),
    finds: [],
  },
  {
    shows: 'a trust policy that is none',
    given: mapped(malformed),
    verdict: 'unknown',
  },
  {
    shows: 'roles were not read',
    given: mapped().unreadable('iamRoles'),
    verdict: 'unknown',
  },
]);

const foreign = (name: string) =>
  aServiceAccount('shop', name, 'arn:aws:iam::444455556666:role/cart');

describeCheck(crossAccountIrsaIncomplete, [
  {
    shows: 'two service accounts with a role of another account',
    given: aSnapshot().with('serviceAccounts', [foreign('a'), foreign('b')]),
    finds: ['shop/a', 'shop/b'],
    verdict: 'unknown',
    message: /account `444455556666`/,
  },
  {
    shows: 'an association takes precedence',
    given: aSnapshot()
      .with('serviceAccounts', [foreign('a')])
      .with('podIdentityAssociations', [anAssociation('shop', 'a', 'x')]),
    finds: [],
  },
  {
    shows: 'roles of the own account',
    given: aSnapshot().with('serviceAccounts', [
      aServiceAccount('shop', 'cart', 'cart'),
    ]),
    verdict: 'not-applicable',
  },
  {
    shows: 'service accounts were not read',
    given: aSnapshot().unreadable('serviceAccounts'),
    verdict: 'unknown',
  },
]);
