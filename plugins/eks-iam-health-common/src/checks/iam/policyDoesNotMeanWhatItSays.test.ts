import {
  aDocument,
  aPolicy,
  aRole,
  aSnapshot,
  describeCheck,
} from '../../testing';
import { policyDoesNotMeanWhatItSays } from './policyDoesNotMeanWhatItSays';

const arn = (path: string) => `arn:aws:iam::111122223333:${path}`;
const cluster = 'arn:aws:eks:eu-west-1:111122223333:cluster/payments-prod';
const holding = (...statements: unknown[]) =>
  aSnapshot().with('iamPolicies', [aPolicy('Dev', ...statements)]);
const describing = (more: Record<string, unknown> = {}) => ({
  Effect: 'Allow',
  Action: 'eks:DescribeCluster',
  Resource: cluster,
  ...more,
});
const dev = [arn('policy/Dev')];

describeCheck(policyDoesNotMeanWhatItSays, [
  {
    shows: 'a misspelt action, in a managed and in an inline policy',
    given: holding(describing({ Action: 'eks:DescribeClusters' })).with(
      'iamRoles',
      [
        aRole('Ops', {
          inlinePolicies: [
            {
              name: 'own',
              document: aDocument(describing({ Action: 'iam:PasRole' })),
            },
          ],
        }),
      ],
    ),
    finds: [...dev, `${arn('role/Ops')}/own`],
    verdict: 'fail',
    message: /AWS has no action `eks:DescribeClusters` \(statement 0\)/,
  },
  {
    shows: 'a wildcard under StringEquals',
    given: holding(
      describing({
        Action: '*',
        Resource: '*',
        Condition: { StringEquals: { 'aws:PrincipalArn': arn('role/dev-*') } },
      }),
    ),
    finds: dev,
    verdict: 'fail',
    message: /takes the wildcard/,
  },
  {
    shows: 'a misspelt condition key',
    given: holding(
      describing({
        Action: 'iam:PassRole',
        Resource: '*',
        Condition: {
          StringEquals: { 'iam:PassedToServices': 'eks.amazonaws.com' },
        },
      }),
    ),
    finds: dev,
    verdict: 'fail',
  },
  {
    shows: 'a variable in a policy without version',
    given: aSnapshot().with('iamPolicies', [
      {
        ...aPolicy('Dev'),
        document: {
          Statement: [
            describing({
              Action: 's3:GetObject',
              Resource: 'arn:aws:s3:::home/${aws:username}/*',
            }),
          ],
        },
      },
    ]),
    finds: dev,
    verdict: 'fail',
    message: /is text/,
  },
  {
    shows: 'another partition',
    given: holding(
      describing({ Resource: cluster.replace('arn:aws:', 'arn:aws-cn:') }),
    ),
    finds: dev,
    verdict: 'fail',
    message: /partition `aws-cn`/,
  },
  {
    shows: 'a resource of another type',
    given: holding(describing({ Action: 'eks:DescribeNodegroup' })),
    finds: dev,
    verdict: 'fail',
  },
  {
    shows: 'an action that knows no resource',
    given: holding(
      describing({ Action: ['eks:DescribeCluster', 'eks:ListClusters'] }),
    ),
    finds: dev,
    verdict: 'fail',
    message: /`eks:ListClusters` never meets/,
  },
  {
    shows: 'NotAction with Allow',
    given: holding({ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }),
    finds: dev,
    verdict: 'warn',
  },
  {
    shows: 'ForAllValues without Null',
    given: holding(
      describing({
        Condition: { 'ForAllValues:StringEquals': { 'aws:TagKeys': 'team' } },
      }),
    ),
    finds: dev,
    verdict: 'warn',
  },
  {
    shows: 'IfExists in an Allow',
    given: holding(
      describing({
        Condition: { StringEqualsIfExists: { 'aws:SourceVpce': 'vpce-1' } },
      }),
    ),
    finds: dev,
    verdict: 'warn',
  },
  {
    shows: 'the same in a Deny, and what looks alike, is as it should be',
    given: holding(
      describing(),
      describing({ Action: ['eks:Describe*', 'eks:List*'], Resource: '*' }),
      describing({
        Action: 'eks:DescribeNodegroup',
        Resource: 'arn:aws:eks:*:*:nodegroup/payments-prod/*',
      }),
      describing({
        Action: 'eks:DescribeNodegroup',
        Resource: 'arn:aws:eks:*',
      }),
      {
        Effect: 'Deny',
        NotAction: 'iam:*',
        Resource: '*',
        Condition: {
          BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' },
          StringNotLike: { 'aws:PrincipalArn': arn('role/dev-*') },
        },
      },
      describing({
        Condition: {
          'ForAllValues:StringEquals': { 'aws:TagKeys': 'team' },
          Null: { 'AWS:tagkeys': 'false' },
          StringEquals: {
            'aws:ResourceTag/team': '${aws:PrincipalTag/team}',
            'eks:accessScope': 'cluster',
          },
        },
      }),
    ),
    finds: [],
  },
  {
    shows: 'policies of AWS are its own',
    given: aSnapshot().with('iamPolicies', [
      {
        ...aPolicy('X', { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }),
        arn: 'arn:aws:iam::aws:policy/X',
      },
    ]),
    finds: [],
  },
  {
    shows: 'a document that is none',
    given: aSnapshot().with('iamPolicies', [
      { ...aPolicy('Dev'), document: { Statement: 'x' } },
    ]),
    finds: dev,
    verdict: 'unknown',
  },
  {
    shows: 'policies were not read',
    given: aSnapshot().unreadable('iamPolicies', 'denied'),
    verdict: 'unknown',
  },
]);
