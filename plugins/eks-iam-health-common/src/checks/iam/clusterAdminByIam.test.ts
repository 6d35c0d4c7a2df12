import { AccessEntry, IamRole } from '../../model';
import {
  aDocument,
  aRole,
  aSnapshot,
  describeCheck,
  SnapshotBuilder,
} from '../../testing';
import { clusterAdminByIam } from './clusterAdminByIam';

const account = '111122223333';
const arn = (name: string) => `arn:aws:iam::${account}:role/${name}`;
const both = ['eks:CreateAccessEntry', 'eks:AssociateAccessPolicy'];
const resources = [
  `arn:aws:eks:eu-west-1:${account}:cluster/payments-prod`,
  `arn:aws:eks:eu-west-1:${account}:access-entry/payments-prod/*`,
];
const manager = (
  name: string,
  Action: unknown,
  more = {},
  others: unknown[] = [],
) =>
  aRole(name, {
    inlinePolicies: [
      {
        name: 'manage',
        document: aDocument(
          { Effect: 'Allow', Action, Resource: resources, ...more },
          ...others,
        ),
      },
    ],
  });
const trusting = (service: string, role: IamRole): IamRole => ({
  ...role,
  trustPolicy: aDocument({
    Effect: 'Allow',
    Principal: { Service: service },
    Action: 'sts:AssumeRole',
  }),
});
const entry = (name: string, policy?: string): AccessEntry => ({
  principalArn: arn(name),
  accessEntryArn: `arn:aws:eks:eu-west-1:${account}:access-entry/payments-prod/role/${account}/${name}/1`,
  type: 'STANDARD',
  username: 'x',
  kubernetesGroups: [],
  policies: policy
    ? [
        {
          policyArn: `arn:aws:eks::aws:cluster-access-policy/${policy}`,
          scope: { type: 'cluster' },
        },
      ]
    : [],
  createdAt: '2026-01-01T00:00:00Z',
  tags: {},
});
const roles = (...list: ReturnType<typeof aRole>[]) =>
  aSnapshot().with('iamRoles', list);
const bound = (given: SnapshotBuilder, group = 'platform-admins') =>
  given
    .with('clusterRoles', [
      {
        name: 'cluster-admin',
        labels: {},
        annotations: {},
        rules: [
          {
            apiGroups: ['*'],
            resources: ['*'],
            verbs: ['*'],
            resourceNames: [],
            nonResourceURLs: [],
          },
        ],
      },
    ])
    .with('bindings', [
      {
        name: 'platform-admins',
        roleRef: { kind: 'ClusterRole', name: 'cluster-admin' },
        subjects: [{ kind: 'Group', name: group }],
      },
    ]);
const onlyView = {
  Condition: {
    ArnEquals: {
      'eks:policyArn':
        'arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy',
    },
  },
};

describeCheck(clusterAdminByIam, [
  {
    shows: 'both actions without an entry, and one action with an entry',
    given: roles(
      manager('both', both),
      manager('one', 'eks:AssociateAccessPolicy'),
    ).with('accessEntries', [entry('one', 'AmazonEKSViewPolicy')]),
    finds: [arn('both'), arn('one')],
    verdict: 'fail',
    message:
      '`role/one` may associate `AmazonEKSClusterAdminPolicy` with its own access entry',
    repairs: [],
  },
  {
    shows:
      'one of two actions, a condition on the policy, and an administrator',
    given: roles(
      manager('creator', 'eks:CreateAccessEntry'),
      manager('associator', 'eks:AssociateAccessPolicy'),
      manager('fenced', both, onlyView),
      manager('admin', both),
    ).with('accessEntries', [entry('admin', 'AmazonEKSClusterAdminPolicy')]),
    finds: [],
  },
  {
    shows: 'a role that is meant to be administrator',
    given: roles(manager('both', both)),
    settings: { allowedAdminArns: [arn('both')] },
    finds: [],
  },
  {
    shows: 'a condition that nobody can decide from here',
    given: roles(
      manager('both', both, {
        Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } },
      }),
    ),
    finds: [arn('both')],
    verdict: 'unknown',
  },
  {
    shows: 'access managers that are kept within conditions are told of',
    given: roles(
      manager('creator', 'eks:CreateAccessEntry', {}, [
        {
          Effect: 'Allow',
          Action: 'eks:AssociateAccessPolicy',
          Resource: resources,
          ...onlyView,
        },
      ]),
    ),
    finds: [arn('creator')],
    verdict: 'warn',
    message:
      '`role/creator` hands out access to the cluster, within the conditions',
  },
  {
    shows:
      'a group that is bound to administrators, by a new entry and by an old one',
    given: bound(
      roles(
        manager('creator', 'eks:CreateAccessEntry'),
        manager('changer', 'eks:UpdateAccessEntry'),
      ).with('accessEntries', [entry('changer')]),
    ),
    finds: [arn('creator'), arn('changer')],
    verdict: 'fail',
    message:
      /`role\/changer` may give its own access entry group platform-admins, which is bound/,
  },
  {
    shows: 'an issuer of its own, where a group is there to claim',
    given: bound(
      roles(manager('issuer', 'eks:AssociateIdentityProviderConfig')),
    ),
    finds: [arn('issuer')],
    verdict: 'fail',
    message: /may associate an OIDC issuer of its own/,
  },
  {
    shows: 'no group but those of Kubernetes itself is bound to administrators',
    given: bound(
      roles(
        manager('creator', 'eks:CreateAccessEntry'),
        manager('issuer', 'eks:AssociateIdentityProviderConfig'),
      ),
      'system:masters',
    ),
    finds: [],
  },
  {
    shows: 'groups that may not be given',
    given: bound(
      roles(
        manager('creator', 'eks:CreateAccessEntry', {
          Condition: { Null: { 'eks:kubernetesGroups': 'true' } },
        }),
      ),
    ),
    finds: [],
  },
  {
    shows: 'in mode CONFIG_MAP the mode has to be raised first',
    given: roles(
      manager('both', both),
      manager('all', [...both, 'eks:UpdateClusterConfig']),
      manager('mode', 'eks:UpdateClusterConfig'),
    ).withCluster({ authenticationMode: 'CONFIG_MAP' }),
    finds: [arn('all'), arn('mode')],
    verdict: 'fail',
    message: /`role\/mode` may change the authentication mode/,
  },
  {
    shows: 'a role of AWS Backup is nobody’s; one of instances is everybody’s',
    given: roles(
      trusting('backup.amazonaws.com', manager('backup', both)),
      trusting('ec2.amazonaws.com', manager('instance', both)),
    ),
    finds: [arn('instance')],
    verdict: 'fail',
  },
  {
    shows: 'bindings were not read: that matters to who may claim a group',
    given: roles(
      manager('creator', 'eks:CreateAccessEntry'),
      manager('reader', 'eks:DescribeCluster'),
    ).unreadable('bindings'),
    finds: [arn('creator')],
    verdict: 'unknown',
    message: /it may claim a group, .* tell bindings, which were not read/,
  },
  {
    shows: 'bindings were not read: nobody may claim a group',
    given: roles(manager('reader', 'eks:DescribeCluster')).unreadable(
      'bindings',
    ),
    finds: [],
  },
  {
    shows: 'access entries were not read',
    given: roles(manager('both', both)).unreadable('accessEntries'),
    verdict: 'unknown',
  },
]);
