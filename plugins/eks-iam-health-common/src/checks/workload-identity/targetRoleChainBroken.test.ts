import { IamRole } from '../../model';
import {
  aDocument,
  anAssociation,
  aRole,
  aSnapshot,
  describeCheck,
} from '../../testing';
import { targetRoleChainBroken } from './targetRoleChainBroken';

const arn = (name: string, account = '111122223333') =>
  `arn:aws:iam::${account}:role/${name}`;
const both = ['sts:AssumeRole', 'sts:TagSession'];
const podRole = (name: string, actions: string[] = both): IamRole =>
  aRole(name, {
    inlinePolicies: [
      {
        name: 'chain',
        document: aDocument({
          Effect: 'Allow',
          Action: actions,
          Resource: '*',
        }),
      },
    ],
  });
const target = (
  principal: string,
  {
    actions = both,
    condition,
  }: { actions?: string[]; condition?: unknown } = {},
) =>
  aRole('data', {
    trustPolicy: aDocument({
      Effect: 'Allow',
      Principal: { AWS: principal },
      Action: actions,
      ...(condition ? { Condition: condition } : {}),
    }),
  });
const chained = (
  change: { disableSessionTags?: boolean; targetRoleArn?: string } = {},
) =>
  aSnapshot().with('podIdentityAssociations', [
    anAssociation('shop', 'cart', 'cart', {
      targetRoleArn: arn('data'),
      ...change,
    }),
  ]);
const tagged = (namespace: string) => ({
  condition: {
    StringEquals: { 'aws:RequestTag/kubernetes-namespace': namespace },
  },
});
const root = 'arn:aws:iam::111122223333:root';

describeCheck(targetRoleChainBroken, [
  {
    shows: 'the target trusts neither of two pod roles',
    given: aSnapshot()
      .with('podIdentityAssociations', [
        anAssociation('shop', 'cart', 'cart', { targetRoleArn: arn('data') }),
        anAssociation('shop', 'till', 'till', { targetRoleArn: arn('data') }),
      ])
      .with('iamRoles', [
        podRole('cart'),
        podRole('till'),
        target(arn('other')),
      ]),
    finds: ['shop/cart', 'shop/till'],
    verdict: 'fail',
    message:
      /`role\/cart` cannot get to `role\/data`: the trust policy of the target does not allow `sts:AssumeRole` and `sts:TagSession`/,
    repairs: ['update-trust-policy'],
  },
  {
    shows: 'both sides allow it',
    given: chained().with('iamRoles', [
      podRole('cart'),
      target(root, tagged('shop')),
    ]),
    finds: [],
  },
  {
    shows:
      'the target names the role itself: its own policies need not allow it',
    given: chained().with('iamRoles', [aRole('cart'), target(arn('cart'))]),
    finds: [],
  },
  {
    shows: 'the target trusts the account, and the pod role may not',
    given: chained().with('iamRoles', [podRole('cart', []), target(root)]),
    finds: ['shop/cart'],
    verdict: 'fail',
    message: /the pod role does not allow/,
    repairs: ['put-role-policy'],
  },
  {
    shows: 'tags are sent, and the target does not take them',
    given: chained().with('iamRoles', [
      podRole('cart'),
      target(arn('cart'), { actions: ['sts:AssumeRole'] }),
    ]),
    finds: ['shop/cart'],
    message: /does not allow `sts:TagSession`$/,
    repairs: ['update-trust-policy'],
  },
  {
    shows: 'no tags are sent: assuming is enough',
    given: chained({ disableSessionTags: true }).with('iamRoles', [
      podRole('cart', ['sts:AssumeRole']),
      target(root, {
        actions: ['sts:AssumeRole'],
        condition: {
          StringEquals: {
            'sts:ExternalId': 'eu-west-1/111122223333/payments-prod/shop/cart',
          },
        },
      }),
    ]),
    finds: [],
  },
  {
    shows: 'the tags are those of another namespace',
    given: chained().with('iamRoles', [
      podRole('cart'),
      target(root, tagged('lab')),
    ]),
    finds: ['shop/cart'],
    verdict: 'fail',
  },
  {
    shows: 'the target is in an account that is not read',
    given: chained({ targetRoleArn: arn('data', '444455556666') }).with(
      'iamRoles',
      [podRole('cart')],
    ),
    finds: ['shop/cart'],
    verdict: 'unknown',
  },
  {
    shows:
      'the target is in another account, and the pod role may not go there',
    given: chained({ targetRoleArn: arn('data', '444455556666') }).with(
      'iamRoles',
      [aRole('cart')],
    ),
    finds: ['shop/cart'],
    verdict: 'fail',
    repairs: ['put-role-policy'],
  },
  {
    shows: 'a policy of the pod role that was not read',
    given: chained().with('iamRoles', [
      aRole('cart', { attachedPolicyArns: ['arn:aws:iam::aws:policy/X'] }),
      target(root),
    ]),
    finds: ['shop/cart'],
    verdict: 'unknown',
  },
  {
    shows: 'no association has a target',
    given: aSnapshot().with('podIdentityAssociations', [
      anAssociation('shop', 'cart', 'cart'),
    ]),
    verdict: 'not-applicable',
  },
  {
    shows: 'roles were not read',
    given: chained().unreadable('iamRoles'),
    verdict: 'unknown',
  },
]);
