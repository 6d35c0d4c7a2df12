import { AccessEntry } from '../../model';
import { aDocument, aRole, aSnapshot, describeCheck } from '../../testing';
import { sharedUsername } from './sharedUsername';

const arn = (name: string, account = '111122223333') =>
  `arn:aws:iam::${account}:role/${name}`;
const sso = 'AWSReservedSSO_View_0123456789abcdef';
const row = (name: string, username: string, account?: string) =>
  `- rolearn: ${arn(name, account)}\n  username: ${username}\n  groups: [g]\n`;
const entry = (name: string, username: string): AccessEntry => ({
  principalArn: arn(name),
  accessEntryArn: 'arn',
  type: 'STANDARD',
  username,
  kubernetesGroups: [],
  policies: [],
  createdAt: '2026-01-01T00:00:00Z',
  tags: {},
});
const federated = (name: string, provider: string) =>
  aRole(name, {
    trustPolicy: aDocument({
      Effect: 'Allow',
      Principal: { Federated: `arn:aws:iam::111122223333:${provider}` },
      Action: 'sts:AssumeRoleWithSAML',
    }),
  });

describeCheck(sharedUsername, [
  {
    shows: 'a permission set under one name',
    given: aSnapshot().withAwsAuth({ mapRoles: row(sso, 'viewer') }),
    finds: [arn(sso)],
    verdict: 'warn',
    message: /is `viewer` to Kubernetes/,
    repairs: ['patch-aws-auth'],
  },
  {
    shows: 'an entry for a role of SAML beside a line without name',
    given: aSnapshot()
      .withAwsAuth({ mapRoles: `- rolearn: ${arn(sso)}\n  groups: [g]\n` })
      .with('accessEntries', [entry('Saml', 'team')])
      .with('iamRoles', [federated('Saml', 'saml-provider/corp')]),
    finds: [arn(sso), arn('Saml')],
    verdict: 'warn',
    message: /a user without name/,
    repairs: [],
  },
  {
    shows:
      'the name of the session tells them apart; pipelines and services are not people',
    given: aSnapshot()
      .withAwsAuth({
        mapRoles:
          row(sso, '"view:{{SessionName}}"') +
          row('Pipeline', 'ci') +
          row('Plain', 'x'),
      })
      .with('iamRoles', [
        federated(
          'Pipeline',
          'oidc-provider/token.actions.githubusercontent.com',
        ),
        aRole('Plain'),
      ]),
    finds: [],
  },
  {
    shows: 'of roles of other accounts nobody knows who assumes them',
    given: aSnapshot().withAwsAuth({
      mapRoles: row('Ops', 'ops', '444455556666'),
    }),
    finds: [arn('Ops', '444455556666')],
    verdict: 'unknown',
  },
  {
    shows: 'roles were not read',
    given: aSnapshot()
      .withAwsAuth({ mapRoles: row('Dev', 'dev') })
      .unreadable('iamRoles'),
    verdict: 'unknown',
  },
]);
