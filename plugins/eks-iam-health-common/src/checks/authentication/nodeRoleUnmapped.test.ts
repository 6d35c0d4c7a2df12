import { aSnapshot, describeCheck } from '../../testing';
import { nodeRoleUnmapped } from './nodeRoleUnmapped';

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
  username: 'system:node:{{EC2PrivateDNSName}}',
  kubernetesGroups: ['system:nodes'],
  policies: [],
  createdAt: '2026-01-01T00:00:00Z',
  tags: {},
});
const line = (role: string) => ({
  mapRoles: `- rolearn: ${arn(role)}
  username: system:node:{{EC2PrivateDNSName}}
  groups: [system:bootstrappers, system:nodes]\n`,
});

describeCheck(nodeRoleUnmapped, [
  {
    shows: 'a node role without mapping gets an entry of its type',
    given: aSnapshot()
      .with('nodegroups', [ng('a'), ng('b', 'WINDOWS_CORE_2022_x86_64')])
      .withAwsAuth({}),
    finds: [arn('a'), arn('b')],
    verdict: 'fail',
    message: '`role/a` of node group ng-a is not mapped',
    repairs: ['create-access-entry'],
  },
  {
    shows: 'in CONFIG_MAP the line is added, and entries count for nothing',
    given: aSnapshot()
      .withCluster({ authenticationMode: 'CONFIG_MAP' })
      .with('nodegroups', [ng('a'), ng('b')])
      .with('accessEntries', [entry('a', 'EC2_LINUX')])
      .withAwsAuth(line('b')),
    finds: [arn('a')],
    repairs: ['patch-aws-auth'],
  },
  {
    shows: 'a broken mapRoles leaves the nodes unmapped',
    given: aSnapshot()
      .with('nodegroups', [ng('a')])
      .withAwsAuth({ mapRoles: `${line('a').mapRoles}- a: {{b}}` }),
    finds: [arn('a')],
  },
  {
    shows: 'a line in aws-auth does not help in mode API',
    given: aSnapshot()
      .withCluster({ authenticationMode: 'API' })
      .with('fargateProfiles', [
        { name: 'fp', podExecutionRoleArn: arn('a'), status: 'ACTIVE' },
      ])
      .withAwsAuth(line('a')),
    finds: [arn('a')],
    message: /Fargate profile fp/,
  },
  {
    shows: 'entries and lines are fine, whatever the path of the role',
    given: aSnapshot()
      .with('nodegroups', [ng('eks/a'), ng('b')])
      .with('accessEntries', [entry('b', 'EC2_LINUX')])
      .withAwsAuth(line('a')),
    finds: [],
  },
  {
    shows: 'without node groups there is nothing to map',
    given: aSnapshot(),
    verdict: 'not-applicable',
  },
  {
    shows: 'an unread aws-auth is no failure where the mode asks it',
    given: aSnapshot()
      .with('nodegroups', [ng('a')])
      .unreadable('awsAuth'),
    finds: [arn('a')],
    verdict: 'unknown',
  },
  {
    shows: 'but mode API does not need it',
    given: aSnapshot()
      .withCluster({ authenticationMode: 'API' })
      .with('nodegroups', [ng('a')])
      .with('accessEntries', [entry('a', 'EC2_LINUX')])
      .unreadable('awsAuth'),
    finds: [],
  },
  {
    shows: 'unread entries leave it open',
    given: aSnapshot()
      .with('nodegroups', [ng('a')])
      .unreadable('accessEntries'),
    verdict: 'unknown',
  },
]);
