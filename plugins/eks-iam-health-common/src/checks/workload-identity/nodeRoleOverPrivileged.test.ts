import { Nodegroup } from '../../model';
import {
  aDocument,
  anAccessEntry,
  aRole,
  aSnapshot,
  describeCheck,
} from '../../testing';
import { nodeRoleOverPrivileged } from './nodeRoleOverPrivileged';

const role = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
const aws = (name: string, ...statements: unknown[]) => ({
  arn: `arn:aws:iam::aws:policy/${name}`,
  name,
  defaultVersionId: 'v1',
  document: aDocument(...statements),
});
const group = (name: string, nodeRole: string): Nodegroup => ({
  name,
  nodeRoleArn: role(nodeRole),
  status: 'ACTIVE',
  healthIssues: [],
});
const may = (Action: string | string[], Resource: unknown = '*') => ({
  inlinePolicies: [
    {
      name: 'extra',
      document: aDocument({ Effect: 'Allow', Action, Resource }),
    },
  ],
});
const worker = aws('AmazonEKSWorkerNodePolicy', {
  Effect: 'Allow',
  Action: ['ec2:Describe*', 'eks:DescribeCluster'],
  Resource: '*',
});
const admin = aws('AdministratorAccess', {
  Effect: 'Allow',
  Action: '*',
  Resource: '*',
});
const given = aSnapshot().with('iamPolicies', [worker, admin]);

describeCheck(nodeRoleOverPrivileged, [
  {
    shows: 'an administrator, and who reads all secrets and buckets',
    given: given
      .with('nodegroups', [group('a', 'admin'), group('b', 'reader')])
      .with('iamRoles', [
        aRole('admin', { attachedPolicyArns: [admin.arn] }),
        aRole('reader', may(['secretsmanager:Get*', 's3:GetObject'])),
      ]),
    finds: [role('admin'), role('reader')],
    verdict: 'fail',
    message:
      '`role/reader` may read any secret of Secrets Manager, read or write objects of any bucket',
    repairs: [],
  },
  {
    shows: 'a self-managed node that may assume any role',
    given: given
      .with('accessEntries', [anAccessEntry('role/own', { type: 'EC2_LINUX' })])
      .with('iamRoles', [aRole('own', may('sts:AssumeRole'))]),
    finds: [role('own')],
    verdict: 'fail',
    message: 'may assume any role that lets it',
  },
  {
    shows: 'another policy is a warning',
    given: given.with('nodegroups', [group('a', 'nodes')]).with('iamRoles', [
      aRole('nodes', {
        attachedPolicyArns: [worker.arn],
        ...may('s3:GetObject', 'arn:aws:s3:::config/*'),
      }),
    ]),
    finds: [role('nodes')],
    verdict: 'warn',
    message: 'holds more than nodes need: inline policy `extra`',
  },
  {
    shows:
      'what nodes need, a Fargate role, and a mighty role that no node has',
    given: given
      .with('nodegroups', [group('a', 'nodes')])
      .with('accessEntries', [
        anAccessEntry('role/fargate', { type: 'FARGATE_LINUX' }),
      ])
      .with('iamRoles', [
        aRole('nodes', { attachedPolicyArns: [worker.arn] }),
        aRole('fargate', may('s3:*')),
        aRole('stranger', may('*')),
      ]),
    finds: [],
  },
  {
    shows: 'a policy that was not read; one of those that nodes need is known',
    given: given
      .with('nodegroups', [group('a', 'nodes'), group('b', 'fine')])
      .with('iamRoles', [
        aRole('nodes', { attachedPolicyArns: ['arn:aws:iam::1:policy/x'] }),
        aRole('fine', {
          attachedPolicyArns: [
            'arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryPullOnly',
          ],
        }),
      ]),
    finds: [role('nodes')],
    verdict: 'unknown',
  },
  {
    shows: 'roles were not read',
    given: given.unreadable('iamRoles'),
    verdict: 'unknown',
  },
]);
