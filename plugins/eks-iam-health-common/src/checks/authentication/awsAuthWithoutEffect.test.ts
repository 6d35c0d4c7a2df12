import { AccessEntry, IamRole } from '../../model';
import { aSnapshot, describeCheck } from '../../testing';
import { awsAuthWithoutEffect } from './awsAuthWithoutEffect';

const arn = (name: string, account = '111122223333') =>
  `arn:aws:iam::${account}:role/${name}`;
const role = (name: string, createdAt: string): IamRole => ({
  arn: arn(name),
  name: name.slice(name.lastIndexOf('/') + 1),
  path: '/',
  id: 'AROA',
  createdAt,
  trustPolicy: {},
  attachedPolicyArns: [],
  inlinePolicies: [],
  instanceProfileArns: [],
  tags: {},
});
const entry = (principalArn: string, groups: string[] = []): AccessEntry => ({
  principalArn,
  accessEntryArn: 'arn',
  type: 'STANDARD',
  username: 'x',
  kubernetesGroups: groups,
  policies: [],
  createdAt: '2026-01-01T00:00:00Z',
  tags: {},
});
const old = '2025-01-01T00:00:00Z';
const young = '2026-06-01T00:00:00Z';
const line = (name: string, group: string, username = 'u') => ({
  mapRoles: `- rolearn: ${arn(
    name,
  )}\n  username: ${username}\n  groups:\n  - ${group}\n`,
});

describeCheck(awsAuthWithoutEffect, [
  {
    shows: 'a line beside an entry with other rights',
    given: aSnapshot()
      .with('iamRoles', [role('A', old)])
      .with('accessEntries', [entry(arn('A'), ['readers'])])
      .withAwsAuth(line('A', 'admins')),
    finds: [arn('A')],
    verdict: 'warn',
    message: 'its access entry answers, with other rights',
    repairs: ['patch-aws-auth'],
  },
  {
    shows: 'each such line',
    given: aSnapshot()
      .with('iamRoles', [role('A', old), role('B', old)])
      .with('accessEntries', [entry(arn('A')), entry(arn('B'))])
      .withAwsAuth({
        mapRoles: line('A', 'admins').mapRoles + line('B', 'admins').mapRoles,
      }),
    finds: [arn('A'), arn('B')],
  },
  {
    shows: 'beside a stale entry the line is in effect, and stays',
    given: aSnapshot()
      .with('iamRoles', [role('A', young)])
      .with('accessEntries', [entry(arn('A'), ['readers'])])
      .withAwsAuth(line('A', 'admins')),
    finds: [arn('A')],
    message: 'is in effect, since its access entry is stale',
    repairs: [],
  },
  {
    shows: 'mode API reads nothing',
    given: aSnapshot()
      .withCluster({ authenticationMode: 'API' })
      .withAwsAuth(line('A', 'admins')),
    finds: ['arn:aws:eks:eu-west-1:111122223333:cluster/payments-prod'],
    repairs: ['patch-aws-auth'],
  },
  {
    shows: 'the same rights twice do not mislead',
    given: aSnapshot()
      .with('accessEntries', [entry(arn('A'), ['admins'])])
      .withAwsAuth(line('A', 'admins', 'x')),
    finds: [],
  },
  {
    shows: 'an emptied ConfigMap misleads nobody',
    given: aSnapshot()
      .withCluster({ authenticationMode: 'API' })
      .withAwsAuth({ mapRoles: '[]' }),
    finds: [],
  },
  {
    shows: 'CONFIG_MAP reads aws-auth',
    given: aSnapshot()
      .withCluster({ authenticationMode: 'CONFIG_MAP' })
      .withAwsAuth(line('A', 'admins')),
    verdict: 'not-applicable',
  },
  {
    shows: 'unread entries leave it open',
    given: aSnapshot()
      .withAwsAuth(line('A', 'admins'))
      .unreadable('accessEntries'),
    verdict: 'unknown',
  },
  {
    shows: 'in mode API a broken section is as much without effect as any',
    given: aSnapshot()
      .withCluster({ authenticationMode: 'API' })
      .withAwsAuth({ mapRoles: 'a: b' }),
    verdict: 'warn',
  },
  {
    shows: 'lines of a section that does not parse are not judged',
    given: aSnapshot().withAwsAuth({ mapRoles: 'a: b' }),
    finds: ['mapRoles'],
    verdict: 'unknown',
    message: 'the lines of `mapRoles` could not be judged',
    repairs: [],
  },
]);
