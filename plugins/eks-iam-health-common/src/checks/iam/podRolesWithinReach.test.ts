import { aDocument, aRole, aSnapshot, describeCheck } from '../../testing';
import { podRolesWithinReach } from './podRolesWithinReach';

const role = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
const trustingPods = (Condition?: unknown) =>
  aDocument({
    Effect: 'Allow',
    Principal: { Service: 'pods.eks.amazonaws.com' },
    Action: ['sts:AssumeRole', 'sts:TagSession'],
    ...(Condition !== undefined && { Condition }),
  });
const may = (...statements: unknown[]) => ({
  inlinePolicies: [{ name: 'inline', document: aDocument(...statements) }],
});
const allow = (
  Action: string | string[],
  Resource: unknown = '*',
  more = {},
) => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...more,
});
const associate = allow('eks:CreatePodIdentityAssociation');
const passAny = allow('iam:PassRole');
const payments = aRole('payments', {
  trustPolicy: trustingPods(),
  ...may(allow('dynamodb:*')),
});
const roles = (...list: ReturnType<typeof aRole>[]) =>
  aSnapshot().with('iamRoles', list);

describeCheck(podRolesWithinReach, [
  {
    shows: 'any role, by a pattern, for a creator and a changer',
    given: roles(
      payments,
      aRole('dev', may(associate, passAny)),
      aRole(
        'ops',
        may(
          allow('eks:UpdatePodIdentityAssociation'),
          allow('iam:PassRole', 'arn:aws:iam::111122223333:role/pay*'),
        ),
      ),
    ),
    finds: [role('dev'), role('ops')],
    verdict: 'fail',
    message:
      '`role/dev` can give role `payments`, which may do more than it may itself, to a pod',
    repairs: [],
  },
  {
    shows:
      'the role is named, is passed to EC2 only, may no more than the principal, or does not trust pods',
    given: roles(
      payments,
      aRole('named', may(associate, allow('iam:PassRole', payments.arn))),
      aRole(
        'ec2',
        may(
          associate,
          allow('iam:PassRole', '*', {
            Condition: {
              StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' },
            },
          }),
        ),
      ),
      aRole('equal', may(associate, passAny, allow('dynamodb:*'))),
      aRole('half', may(passAny)),
      aRole('other', may(allow('s3:*'))),
    ),
    finds: [],
  },
  {
    shows: 'the role is kept for another cluster',
    given: roles(
      aRole('payments', {
        trustPolicy: trustingPods({
          ArnEquals: {
            'aws:SourceArn':
              'arn:aws:eks:eu-west-1:111122223333:cluster/another',
          },
        }),
        ...may(allow('dynamodb:*')),
      }),
      aRole('dev', may(associate, passAny)),
    ),
    finds: [],
  },
  {
    shows: 'the role is kept for one namespace: who gets in there is open',
    given: roles(
      aRole('payments', {
        trustPolicy: trustingPods({
          StringEquals: { 'aws:RequestTag/kubernetes-namespace': 'payments' },
        }),
        ...may(allow('dynamodb:*')),
      }),
      aRole('dev', may(associate, passAny)),
    ),
    finds: [role('dev')],
    verdict: 'unknown',
  },
  {
    shows: 'roles were not read',
    given: aSnapshot().unreadable('iamRoles'),
    verdict: 'unknown',
  },
]);
