import { AccessEntry, RbacBinding } from '../../model';
import { aDocument, aRole, aSnapshot, describeCheck } from '../../testing';
import { mappingTemplateMisused } from './mappingTemplateMisused';

const arn = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
const row = (name: string, username: string, ...groups: string[]) =>
  `- rolearn: ${arn(
    name,
  )}\n  username: "${username}"\n  groups: ${JSON.stringify(groups)}\n`;
const entry = (name: string, username: string): AccessEntry => ({
  principalArn: arn(name),
  accessEntryArn: 'arn',
  type: 'STANDARD',
  username,
  kubernetesGroups: ['devs'],
  policies: [],
  createdAt: '2026-01-01T00:00:00Z',
  tags: {},
});
const toUser = (name: string): RbacBinding => ({
  name: 'janes',
  roleRef: { kind: 'ClusterRole', name: 'edit' },
  subjects: [{ kind: 'User', name }],
});
const assumable = (conditions?: unknown) =>
  aRole('Dev', {
    trustPolicy: aDocument({
      Effect: 'Allow',
      Principal: { AWS: '111122223333' },
      Action: 'sts:AssumeRole',
      ...(conditions ? { Condition: conditions } : {}),
    }),
  });
const bound = aSnapshot()
  .with('accessEntries', [entry('Dev', 'dev:{{SessionName}}')])
  .with('bindings', [toUser('dev:jane')]);

describeCheck(mappingTemplateMisused, [
  {
    shows: 'a group that the session chooses, and a token that nobody fills in',
    given: aSnapshot().withAwsAuth({
      mapRoles:
        row('Dev', 'dev', 'team:{{SessionName}}', 'fixed') +
        row('Ops', 'ops:{{Session}}'),
    }),
    finds: [
      `${arn('Dev')} team:{{SessionName}}`,
      `${arn('Ops')} ops:{{Session}}`,
    ],
    verdict: 'fail',
    message: /chooses the group `team:\{\{SessionName\}\}`/,
    repairs: ['patch-aws-auth'],
  },
  {
    shows: 'a user of a binding whose name the session chooses',
    given: bound.with('iamRoles', [assumable()]),
    finds: [`${arn('Dev')} janes to dev:jane`],
    verdict: 'warn',
    message: /can be the user of `janes to dev:jane`/,
    repairs: [],
  },
  {
    shows: 'the trust policy pins the name of the session',
    given: bound.with('iamRoles', [
      assumable({ StringEquals: { 'sts:RoleSessionName': 'jane' } }),
    ]),
    finds: [],
  },
  {
    shows: 'templates in names that nobody binds, and those of nodes, are fine',
    given: aSnapshot()
      .withAwsAuth({
        mapRoles:
          row('Dev', 'dev:{{SessionName}}:{{AccountID}}', 'devs') +
          row('nodes', 'system:node:{{EC2PrivateDNSName}}', 'system:nodes'),
      })
      .with('iamRoles', [assumable()]),
    finds: [],
  },
  {
    shows: 'the name of a node for people',
    given: aSnapshot().withAwsAuth({
      mapRoles: row('Dev', 'dev:{{EC2PrivateDNSName}}', 'devs'),
    }),
    finds: [`${arn('Dev')} {{EC2PrivateDNSName}}`],
    verdict: 'warn',
    message: /only instances get in by it/,
  },
  {
    shows: 'a bound name of a role that was not read',
    given: bound.unreadable('iamRoles'),
    finds: [`${arn('Dev')} janes to dev:jane`],
    verdict: 'unknown',
  },
]);
