import { AccessEntry } from '../../model';
import { aDocument, aRole, aSnapshot, describeCheck } from '../../testing';
import { clusterAdminByIam } from './clusterAdminByIam';

const account = '111122223333';
const arn = (name: string) => `arn:aws:iam::${account}:role/${name}`;
const both = ['eks:CreateAccessEntry', 'eks:AssociateAccessPolicy'];
const resources = [
  `arn:aws:eks:eu-west-1:${account}:cluster/payments-prod`,
  `arn:aws:eks:eu-west-1:${account}:access-entry/payments-prod/*`,
];
const manager = (name: string, Action: unknown, more = {}) =>
  aRole(name, {
    inlinePolicies: [
      {
        name: 'manage',
        document: aDocument({
          Effect: 'Allow',
          Action,
          Resource: resources,
          ...more,
        }),
      },
    ],
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
    shows: 'in mode CONFIG_MAP there are no entries to make',
    given: roles(manager('both', both)).withCluster({
      authenticationMode: 'CONFIG_MAP',
    }),
    verdict: 'not-applicable',
  },
  {
    shows: 'access entries were not read',
    given: roles(manager('both', both)).unreadable('accessEntries'),
    verdict: 'unknown',
  },
]);
