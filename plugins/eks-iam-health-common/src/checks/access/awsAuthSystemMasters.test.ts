import { aSnapshot, describeCheck } from '../../testing';
import { awsAuthSystemMasters } from './awsAuthSystemMasters';

const role = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
const line = (name: string, group = 'system:masters') =>
  `- rolearn: ${role(name)}\n  username: admin\n  groups:\n  - ${group}\n`;
const entry = (name: string) => ({
  principalArn: role(name),
  accessEntryArn: 'arn',
  type: 'STANDARD',
  username: 'x',
  kubernetesGroups: [],
  policies: [],
  createdAt: '2026-01-01T00:00:00Z',
  tags: {},
});
const given = aSnapshot().withAwsAuth({
  mapRoles: line('Ops') + line('Ci') + line('Dev', 'developers'),
});

describeCheck(awsAuthSystemMasters, [
  {
    shows: 'two masters; an entry replaces the line',
    given,
    finds: [role('Ops'), role('Ci')],
    verdict: 'fail',
    message: '`role/Ops` is in `system:masters`',
    repairs: ['create-access-entry', 'patch-aws-auth'],
  },
  {
    shows: 'in CONFIG_MAP the mode is raised first',
    given: given.withCluster({ authenticationMode: 'CONFIG_MAP' }),
    finds: [role('Ops'), role('Ci')],
    repairs: [
      'set-authentication-mode',
      'create-access-entry',
      'patch-aws-auth',
    ],
  },
  {
    shows: 'the break-glass role is a warning',
    given: aSnapshot().withAwsAuth({ mapRoles: line('Ops') }),
    settings: { allowedAdminArns: [role('emergency/Ops')] },
    finds: [role('Ops')],
    verdict: 'warn',
  },
  {
    shows: 'lines that give nobody anything: shadowed, or of no principal',
    given: aSnapshot()
      .with('accessEntries', [entry('Ops')])
      .withAwsAuth({
        mapRoles: line('Ops') + line('path/Ci') + line('Dev', 'developers'),
      }),
    finds: [],
  },
  {
    shows: 'a text that loses its groups makes nobody master',
    given: aSnapshot().withAwsAuth({
      mapRoles: `- rolearn: ${role(
        'a',
      )}\n  username: a\n  groups: system:masters`,
    }),
    finds: [],
  },
  {
    shows: 'an entry that was not read could answer instead',
    given: given.unreadable('accessEntries'),
    finds: [role('Ops'), role('Ci')],
    verdict: 'unknown',
  },
  {
    shows: 'mode API does not ask aws-auth',
    given: given.withCluster({ authenticationMode: 'API' }),
    verdict: 'not-applicable',
  },
  {
    shows: 'an aws-auth that was not read is no pass',
    given: given.unreadable('awsAuth'),
    verdict: 'unknown',
  },
]);
