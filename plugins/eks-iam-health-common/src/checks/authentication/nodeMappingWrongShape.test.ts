import { aSnapshot, describeCheck } from '../../testing';
import { nodeMappingWrongShape } from './nodeMappingWrongShape';

const arn = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
const ng = (role: string, amiType = 'AL2023_x86_64_STANDARD') => ({
  name: `ng-${role}`,
  nodeRoleArn: arn(role),
  amiType,
  status: 'ACTIVE',
  healthIssues: [],
});
const entry = (role: string, type: string) => ({
  principalArn: arn(role),
  accessEntryArn: 'arn',
  type,
  username: 'u',
  kubernetesGroups: [],
  policies: [],
  createdAt: '2026-01-01T00:00:00Z',
  tags: {},
});
const line = (
  role: string,
  groups: string,
  username = 'system:node:{{EC2PrivateDNSName}}',
) =>
  `- rolearn: ${arn(role)}\n  username: ${username}\n  groups: [${groups}]\n`;
const both = 'system:bootstrappers, system:nodes';

describeCheck(nodeMappingWrongShape, [
  {
    shows: 'a STANDARD entry for a node role is made again with its type',
    given: aSnapshot()
      .with('nodegroups', [ng('a')])
      .with('accessEntries', [entry('a', 'STANDARD')]),
    finds: [arn('a')],
    verdict: 'fail',
    repairs: ['delete-access-entry', 'create-access-entry'],
  },
  {
    shows: 'lines without the group or the name of nodes',
    given: aSnapshot()
      .with('nodegroups', [
        ng('a'),
        ng('b'),
        ng('w', 'WINDOWS_CORE_2022_x86_64'),
      ])
      .with('fargateProfiles', [
        { name: 'fp', podExecutionRoleArn: arn('f'), status: 'ACTIVE' },
      ])
      .withAwsAuth({
        mapRoles:
          line('a', 'system:bootstrappers') +
          line('b', both, 'nodes') +
          line('w', both) +
          line('f', both, 'system:node:{{SessionName}}'),
      }),
    finds: [arn('a'), arn('b'), arn('w'), arn('f')],
    verdict: 'fail',
    message: /without the group `system:nodes`/,
    repairs: ['create-access-entry'],
  },
  {
    shows: 'in CONFIG_MAP a person changes the line',
    given: aSnapshot()
      .withCluster({ authenticationMode: 'CONFIG_MAP' })
      .with('nodegroups', [ng('a')])
      .withAwsAuth({ mapRoles: line('a', 'system:bootstrappers') }),
    finds: [arn('a')],
    repairs: [],
  },
  {
    shows: 'a group too many is a warning',
    given: aSnapshot()
      .with('nodegroups', [ng('a')])
      .withAwsAuth({ mapRoles: line('a', `${both}, developers`) }),
    finds: [arn('a')],
    verdict: 'warn',
  },
  {
    shows:
      'a missing system:bootstrappers is no fault, nor is a shared Windows entry',
    given: aSnapshot()
      .with('nodegroups', [ng('a'), ng('b')])
      .with('accessEntries', [entry('b', 'EC2_WINDOWS')])
      .withAwsAuth({ mapRoles: line('a', 'system:nodes') }),
    finds: [],
  },
  {
    shows: 'an aws-auth that was not read is no pass',
    given: aSnapshot()
      .with('nodegroups', [ng('a')])
      .unreadable('awsAuth'),
    verdict: 'unknown',
  },
  {
    shows: 'a line that does not parse does not matter beside the right entry',
    given: aSnapshot()
      .with('nodegroups', [ng('a')])
      .with('accessEntries', [entry('a', 'EC2_LINUX')])
      .withAwsAuth({ mapRoles: 'a: b' }),
    finds: [],
  },
  {
    shows: 'lines of a section that does not parse are not judged',
    given: aSnapshot()
      .with('nodegroups', [ng('a')])
      .withAwsAuth({ mapRoles: 'a: b' }),
    finds: ['mapRoles'],
    verdict: 'unknown',
    message: 'the lines of `mapRoles` could not be judged',
    repairs: [],
  },
]);
