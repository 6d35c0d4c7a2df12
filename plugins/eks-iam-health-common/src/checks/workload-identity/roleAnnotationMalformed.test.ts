import {
  aPod,
  aRole,
  aServiceAccount,
  aSnapshot,
  describeCheck,
} from '../../testing';
import { roleAnnotationMalformed } from './roleAnnotationMalformed';

const annotation = 'eks.amazonaws.com/role-arn';
const accounts = (...values: string[]) =>
  aSnapshot().with(
    'serviceAccounts',
    values.map((value, i) =>
      aServiceAccount('shop', `sa${i}`, undefined, { [annotation]: value }),
    ),
  );

describeCheck(roleAnnotationMalformed, [
  {
    shows: 'a blank at the end is corrected',
    given: accounts('arn:aws:iam::111122223333:role/cart '),
    finds: ['shop/sa0'],
    message: 'role/cart\\u0020',
    repairs: ['annotate-service-account'],
  },
  {
    shows: 'the name of a role that exists becomes its ARN',
    given: accounts('cart').with('iamRoles', [aRole('cart')]),
    finds: ['shop/sa0'],
    repairs: ['annotate-service-account'],
  },
  {
    shows: 'a policy and an instance profile: two findings, no guess',
    given: accounts(
      'arn:aws:iam::111122223333:policy/cart',
      'arn:aws:iam::111122223333:instance-profile/cart',
    ),
    finds: ['shop/sa0', 'shop/sa1'],
    repairs: [],
  },
  {
    shows: 'a role of another partition',
    given: accounts('arn:aws-cn:iam::111122223333:role/cart'),
    finds: ['shop/sa0'],
    message: /is of partition `aws-cn` and can never be assumed from here/,
    repairs: [],
  },
  {
    shows: 'a role of another partition that has a namesake here',
    given: accounts('arn:aws-cn:iam::111122223333:role/team/cart').with(
      'iamRoles',
      [aRole('cart')],
    ),
    finds: ['shop/sa0'],
    repairs: ['annotate-service-account'],
  },
  {
    shows: 'a path is part of a well-formed ARN',
    given: accounts('arn:aws:iam::111122223333:role/team/shop/cart'),
    finds: [],
  },
  {
    shows: 'a mistyped key',
    given: aSnapshot().with('serviceAccounts', [
      aServiceAccount('shop', 'cart', undefined, {
        'eks.amazonaws.com/role_arn': 'arn:aws:iam::111122223333:role/cart',
      }),
    ]),
    finds: ['shop/cart'],
    verdict: 'warn',
    repairs: ['annotate-service-account'],
  },
  {
    shows: 'an annotation on the pod',
    given: aSnapshot().with('pods', [
      aPod('shop', 'cart', {
        annotations: { [annotation]: 'arn:aws:iam::111122223333:role/cart' },
      }),
    ]),
    finds: ['shop/cart (Deployment)'],
    verdict: 'warn',
  },
  {
    shows: 'keys of kube2iam, of another domain and without one',
    given: aSnapshot().with(
      'serviceAccounts',
      [
        'iam.amazonaws.com/role',
        'eks.amazonaws.com/iam-role',
        'role-arn',
        'eks.amazonaws.com/rolearn',
      ].map((key, i) =>
        aServiceAccount('shop', `sa${i}`, undefined, {
          [key]: 'arn:aws:iam::111122223333:role/cart',
        }),
      ),
    ),
    finds: ['shop/sa0', 'shop/sa1', 'shop/sa2', 'shop/sa3'],
    verdict: 'warn',
  },
  {
    shows: 'annotations of others that name a role',
    given: aSnapshot().with('serviceAccounts', [
      aServiceAccount('shop', 'cart', undefined, {
        'vault.example.com/role-arn': 'arn:aws:iam::111122223333:role/cart',
        'eks.amazonaws.com/audience': 'sts.amazonaws.com',
        'meta.helm.sh/release-name': 'cart',
      }),
    ]),
    finds: [],
  },
  {
    shows: 'an annotation on the namespace',
    given: aSnapshot().with('namespaces', [
      {
        name: 'shop',
        labels: {},
        annotations: { [annotation]: 'arn:aws:iam::111122223333:role/cart' },
      },
    ]),
    finds: ['shop (Namespace)'],
    verdict: 'warn',
    message: /on namespace `shop` has no effect/,
    repairs: [],
  },
  {
    shows: 'service accounts were not read',
    given: aSnapshot().unreadable('serviceAccounts'),
    verdict: 'unknown',
  },
  {
    shows: 'pods were not read: what is proven stays, the rest is open',
    given: accounts('arn:aws:iam::111122223333:role/cart').unreadable('pods'),
    verdict: 'unknown',
  },
]);
