import { trustsServiceAccount } from '../../iam';
import { defaultCheckSettings, runChecks } from '..';
import {
  aDocument,
  aRole,
  aServiceAccount,
  aSnapshot,
  describeCheck,
  testIssuer,
  testNow,
  testProviderArn,
  trustFor,
} from '../../testing';
import { irsaTrustOpenSubject } from './irsaTrustOpenSubject';
import { irsaTrustUnsafeOperator } from './irsaTrustUnsafeOperator';

const arn = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
const sub = `${testIssuer}:sub`;
const aud = { [`${testIssuer}:aud`]: 'sts.amazonaws.com' };
const subject = (name: string) => `system:serviceaccount:shop:${name}`;
const role = (name: string, condition: unknown) =>
  aRole(name, { trustPolicy: aDocument(trustFor('', '', condition)) });
const given = (...conditions: unknown[]) =>
  aSnapshot()
    .with(
      'iamRoles',
      conditions.map((condition, i) => role(`r${i}`, condition)),
    )
    .with('serviceAccounts', [
      aServiceAccount('shop', 'cart', 'r0'),
      aServiceAccount('ledger', 'api'),
    ]);

describeCheck(irsaTrustOpenSubject, [
  {
    shows: 'no condition on the subject',
    given: given({ StringEquals: aud }),
    finds: [arn('r0')],
    verdict: 'fail',
    message: /any service account of the cluster can assume `r0`: 2 today/,
    repairs: ['update-trust-policy'],
  },
  {
    shows: 'more service accounts than any trust policy can name',
    given: given({ StringEquals: aud }).with(
      'serviceAccounts',
      Array.from({ length: 250 }, (_, i) =>
        aServiceAccount('shop', `worker-${i}`, 'r0'),
      ),
    ),
    finds: [arn('r0')],
    repairs: [],
  },
  {
    shows: 'a pattern over several namespaces; nobody to pin it to',
    given: given(
      { StringEquals: { [sub]: subject('cart') } },
      { StringLike: { [sub]: 'system:serviceaccount:sh*' } },
      { StringLike: { [sub]: 'system:serviceaccount:*:api' } },
    ),
    finds: [arn('r1'), arn('r2')],
    verdict: 'fail',
    message: /`system:serviceaccount:\*:api`: 1 today/,
    repairs: [],
  },
  {
    shows: 'all accounts of one namespace',
    given: given({ StringLike: { [sub]: subject('*') } }),
    finds: [arn('r0')],
    verdict: 'warn',
  },
  {
    shows: 'negated, or true without the claim: not pinned',
    given: given(
      { StringNotEquals: { [sub]: subject('x') } },
      { StringEqualsIfExists: { [sub]: subject('x') } },
    ),
    finds: [arn('r0'), arn('r1')],
    verdict: 'fail',
  },
  {
    shows: 'exact, an asterisk that is a letter, and the narrower of two',
    given: given(
      { StringEquals: { [sub]: [subject('cart'), subject('till')] } },
      { StringEquals: { [sub]: subject('*') } },
      {
        StringLike: { [sub]: 'system:serviceaccount:*' },
        StringEquals: { [sub]: subject('cart') },
      },
    ),
    finds: [],
  },
  {
    shows: 'an operator that IAM does not know',
    given: given({ StringMatches: { [sub]: subject('cart') } }),
    finds: [arn('r0')],
    verdict: 'unknown',
  },
  {
    shows: 'roles were not read',
    given: given({}).unreadable('iamRoles'),
    verdict: 'unknown',
  },
]);

describeCheck(irsaTrustUnsafeOperator, [
  {
    shows: 'operators that hold without the claim',
    given: given(
      { 'ForAllValues:StringEquals': { [sub]: subject('cart'), ...aud } },
      { StringEqualsIfExists: { [sub]: subject('cart') }, StringEquals: aud },
    ),
    finds: [arn('r0'), arn('r1')],
    verdict: 'fail',
    message: /`StringEqualsIfExists` on `sub` holds also without the claim/,
    repairs: ['update-trust-policy'],
  },
  {
    shows: 'only negated',
    given: given({ StringNotLike: { [sub]: subject('*') }, StringEquals: aud }),
    finds: [arn('r0')],
    verdict: 'fail',
    repairs: [],
  },
  {
    shows: 'the audience is not checked',
    given: given({ StringEquals: { [sub]: subject('cart') } }),
    finds: [arn('r0')],
    verdict: 'warn',
    repairs: ['update-trust-policy'],
  },
  {
    shows: 'plain operators on both',
    given: given({
      StringLike: { [sub]: subject('*') },
      StringEquals: aud,
    }),
    finds: [],
  },
  {
    shows: 'roles were not read',
    given: given({}).unreadable('iamRoles'),
    verdict: 'unknown',
  },
]);

describe('mended trust policies', () => {
  it.each([
    [irsaTrustOpenSubject, { StringEquals: aud }, 'no'],
    [
      irsaTrustUnsafeOperator,
      { 'ForAllValues:StringEquals': { [sub]: subject('cart'), ...aud } },
      'no',
    ],
    [irsaTrustUnsafeOperator, { StringLike: { [sub]: subject('*') } }, 'yes'],
  ] as const)(
    '%#: the annotated service account stays admitted',
    (check, condition, neighbour) => {
      const [{ findings }] = runChecks(given(condition).build(), [check], {
        ...defaultCheckSettings,
        now: testNow,
      });
      const document = findings[0].repairs[0].actions.flatMap(action =>
        action.kind === 'update-trust-policy' ? [action.document] : [],
      )[0];
      const asks = (name: string) =>
        trustsServiceAccount(document, {
          providerArn: testProviderArn,
          issuer: testIssuer,
          sub: subject(name),
          aud: 'sts.amazonaws.com',
        }).answer;
      expect(asks('cart')).toBe('yes');
      expect(asks('other')).toBe(neighbour);
    },
  );
});
