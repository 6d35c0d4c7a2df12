import { IamRole } from '../../model';
import {
  aDocument,
  anAssociation,
  aRole,
  aSnapshot,
  describeCheck,
} from '../../testing';
import { tagConditionsWithoutTags } from './tagConditionsWithoutTags';

const arn = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
const trust = (condition?: unknown) =>
  aDocument({
    Effect: 'Allow',
    Principal: { Service: 'pods.eks.amazonaws.com' },
    Action: ['sts:AssumeRole', 'sts:TagSession'],
    ...(condition ? { Condition: condition } : {}),
  });
const reading = (condition: unknown, resource = '*') => ({
  Effect: 'Allow',
  Action: 's3:GetObject',
  Resource: resource,
  Condition: condition,
});
const role = (
  name: string,
  statement: unknown,
  change: Partial<IamRole> = {},
) =>
  aRole(name, {
    trustPolicy: trust(),
    inlinePolicies: [{ name: 'own', document: aDocument(statement) }],
    ...change,
  });
const off = (...names: string[]) =>
  aSnapshot().with(
    'podIdentityAssociations',
    names.map(name =>
      anAssociation('shop', name, name, { disableSessionTags: true }),
    ),
  );
const on = aSnapshot().with('podIdentityAssociations', [
  anAssociation('shop', 'cart', 'cart'),
]);
const inNamespace = {
  StringEquals: { 'aws:PrincipalTag/kubernetes-namespace': 'shop' },
};

describeCheck(tagConditionsWithoutTags, [
  {
    shows: 'tags off: one policy goes by a tag, another by a variable',
    given: off('cart', 'till').with('iamRoles', [
      role('cart', reading(inNamespace)),
      role(
        'till',
        reading({
          StringEquals: {
            's3:ExistingObjectTag/ns':
              '${aws:PrincipalTag/kubernetes-namespace}',
          },
        }),
      ),
    ]),
    finds: ['shop/cart', 'shop/till'],
    verdict: 'fail',
    message:
      /^the association of `shop\/cart` has session tags off, but `role\/cart` needs `kubernetes-namespace`$/m,
    repairs: [],
  },
  {
    shows: 'tags off: the trust policy goes by a tag',
    given: off('cart').with('iamRoles', [
      aRole('cart', {
        trustPolicy: trust({
          StringEquals: { 'aws:RequestTag/kubernetes-namespace': 'shop' },
        }),
      }),
    ]),
    finds: ['shop/cart'],
    verdict: 'fail',
  },
  {
    shows: 'tags off, and nothing that needs them',
    given: off('cart').with('iamRoles', [
      role(
        'cart',
        reading({
          StringNotEquals: { 'aws:PrincipalTag/kubernetes-namespace': 'lab' },
          StringEqualsIfExists: {
            'aws:PrincipalTag/kubernetes-service-account': 'cart',
          },
          StringEquals: { 'aws:PrincipalTag/team': 'shop' },
        }),
      ),
    ]),
    finds: [],
  },
  {
    shows: 'tags off, but the role has a tag of that name itself',
    given: off('cart').with('iamRoles', [
      role('cart', reading(inNamespace), {
        tags: { 'kubernetes-namespace': 'shop' },
      }),
    ]),
    finds: [],
  },
  {
    shows: 'the namespace without the cluster',
    given: on.with('iamRoles', [role('cart', reading(inNamespace))]),
    finds: [arn('cart')],
    verdict: 'warn',
    message:
      '`role/cart` goes by `kubernetes-namespace` without the ARN of the cluster',
  },
  {
    shows: 'the namespace as part of a name',
    given: on.with('iamRoles', [
      role('cart', {
        ...reading({}),
        Resource:
          'arn:aws:s3:::data/${aws:PrincipalTag/kubernetes-namespace}/*',
      }),
    ]),
    finds: [arn('cart')],
    verdict: 'warn',
  },
  {
    shows: 'the namespace with the cluster, or a role for one cluster alone',
    given: on
      .with('podIdentityAssociations', [
        anAssociation('shop', 'cart', 'cart'),
        anAssociation('shop', 'till', 'till'),
      ])
      .with('iamRoles', [
        role(
          'cart',
          reading({
            StringEquals: {
              'aws:PrincipalTag/kubernetes-namespace': 'shop',
              'aws:PrincipalTag/eks-cluster-arn':
                'arn:aws:eks:eu-west-1:111122223333:cluster/payments-prod',
            },
          }),
        ),
        role('till', reading(inNamespace), {
          trustPolicy: trust({
            StringEquals: {
              'aws:SourceArn':
                'arn:aws:eks:eu-west-1:111122223333:cluster/payments-prod',
            },
          }),
        }),
      ]),
    finds: [],
  },
  {
    shows: 'tags off, and a policy that was not read',
    given: off('cart').with('iamRoles', [
      aRole('cart', {
        trustPolicy: trust(),
        attachedPolicyArns: ['arn:aws:iam::111122223333:policy/x'],
      }),
    ]),
    finds: ['shop/cart'],
    verdict: 'unknown',
  },
  {
    shows: 'no association',
    given: aSnapshot(),
    verdict: 'not-applicable',
  },
  {
    shows: 'roles were not read',
    given: on.unreadable('iamRoles'),
    verdict: 'unknown',
  },
]);
