import {
  aDocument,
  anAccessEntry,
  aPolicy,
  aRole,
  aSnapshot,
  aUser,
  describeCheck,
} from '../../testing';
import { mappedPrincipalEscalates } from './mappedPrincipalEscalates';

const account = '111122223333';
const role = (name: string) => `arn:aws:iam::${account}:role/${name}`;
const may = (Action: string | string[], more = {}) => ({
  inlinePolicies: [
    {
      name: 'inline',
      document: aDocument({
        Effect: 'Allow',
        Action,
        Resource: '*',
        ...more,
      }),
    },
  ],
});
const mapped = (...names: string[]) =>
  aSnapshot().with(
    'accessEntries',
    names.map(name => anAccessEntry(`role/${name}`)),
  );

describeCheck(mappedPrincipalEscalates, [
  {
    shows: 'a policy writer, and a passer of roles to functions',
    given: mapped('writer', 'passer').with('iamRoles', [
      aRole('writer', may('iam:CreatePolicyVersion')),
      aRole('passer', may(['iam:PassRole', 'lambda:*'])),
    ]),
    finds: [role('writer'), role('passer')],
    verdict: 'fail',
    message:
      '`role/writer` can give itself more permissions: write a new version of a managed policy (iam-001)',
    repairs: [],
  },
  {
    shows:
      'roles that are named, half of a way, a Deny, an administrator, and one that is not mapped',
    given: mapped('named', 'half', 'denied', 'admin').with('iamRoles', [
      aRole('named', may('iam:PutRolePolicy', { Resource: role('app') })),
      aRole('half', may(['iam:PassRole', 'lambda:CreateFunction'])),
      aRole('denied', {
        inlinePolicies: [
          {
            name: 'inline',
            document: aDocument(
              { Effect: 'Allow', Action: 'iam:*', Resource: '*' },
              { Effect: 'Deny', Action: 'iam:*', Resource: '*' },
            ),
          },
        ],
      }),
      aRole('admin', may('*')),
      aRole('stranger', may('iam:*')),
    ]),
    finds: [],
  },
  {
    shows: 'a boundary that leaves the way open is a warning',
    given: mapped('fenced')
      .with('iamRoles', [
        aRole('fenced', {
          ...may('iam:CreatePolicyVersion'),
          permissionsBoundaryArn: `arn:aws:iam::${account}:policy/wide`,
        }),
      ])
      .with('iamPolicies', [
        aPolicy('wide', { Effect: 'Allow', Action: '*', Resource: '*' }),
      ]),
    finds: [role('fenced')],
    verdict: 'warn',
    message: /\(iam-001\), within its boundary$/,
  },
  {
    shows: 'a boundary that closes the way',
    given: mapped('fenced')
      .with('iamRoles', [
        aRole('fenced', {
          ...may('iam:*'),
          permissionsBoundaryArn: `arn:aws:iam::${account}:policy/narrow`,
        }),
      ])
      .with('iamPolicies', [
        aPolicy('narrow', { Effect: 'Allow', Action: 's3:*', Resource: '*' }),
      ]),
    finds: [],
  },
  {
    shows: 'a user through aws-auth, and what a condition leaves open',
    given: aSnapshot()
      .withAwsAuth({
        mapUsers: `- userarn: arn:aws:iam::${account}:user/jane\n  username: jane\n`,
      })
      .with('iamUsers', [
        aUser(
          'jane',
          may('iam:AttachUserPolicy', {
            Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
          }),
        ),
      ]),
    finds: [`arn:aws:iam::${account}:user/jane`],
    verdict: 'unknown',
    message: /is not known: .*aws:MultiFactorAuthPresent/,
  },
  {
    shows: 'who is meant to be administrator',
    given: mapped('writer').with('iamRoles', [
      aRole('writer', may('iam:CreatePolicyVersion')),
    ]),
    settings: { allowedAdminArns: [role('writer')] },
    finds: [],
  },
  {
    shows: 'roles were not read',
    given: mapped('writer').unreadable('iamRoles'),
    verdict: 'unknown',
  },
]);
