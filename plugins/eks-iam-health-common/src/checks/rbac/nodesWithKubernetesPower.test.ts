import { aSnapshot, describeCheck } from '../../testing';
import { aBinding, aClusterRole, anEntry } from './__fixtures__/rbac';
import { nodesWithKubernetesPower } from './nodesWithKubernetesPower';

const role = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
const row = (name: string, groups: string) =>
  `- {rolearn: "${role(
    name,
  )}", username: "system:node:{{EC2PrivateDNSName}}", groups: [${groups}]}`;
const nodes = 'system:bootstrappers, system:nodes';
const stock = aBinding('eks:node-bootstrapper', 'eks:node-bootstrapper', [
  'Group system:bootstrappers',
  'Group system:nodes',
]);
const given = aSnapshot()
  .withAwsAuth({ mapRoles: row('node', nodes) })
  .with('bindings', [stock]);

describeCheck(nodesWithKubernetesPower, [
  {
    shows: 'nodes as masters, with a policy, and bound to more',
    given: given
      .withAwsAuth({ mapRoles: row('node', `${nodes}, system:masters`) })
      .with('accessEntries', [
        { ...anEntry('linux', 'AmazonEKSViewPolicy'), type: 'EC2_LINUX' },
      ])
      .with('bindings', [stock, aBinding('b', 'view', ['Group system:nodes'])]),
    finds: [role('node'), role('linux'), 'ClusterRoleBinding b'],
    verdict: 'fail',
    message: '`role/node` is a role of nodes and has `system:masters` as well',
    repairs: [],
  },
  {
    shows: 'the role of a node group, whatever it is mapped as',
    given: given
      .with('nodegroups', [
        {
          name: 'ng',
          nodeRoleArn: role('shared'),
          status: 'ACTIVE',
          healthIssues: [],
        },
      ])
      .with('accessEntries', [anEntry('shared', 'AmazonEKSEditPolicy')]),
    finds: [role('shared')],
    verdict: 'fail',
  },
  {
    shows: 'nodes in a group that may change things; one that reads is none',
    given: given
      .withAwsAuth({
        mapRoles: [
          row('a', `${nodes}, deployers`),
          row('b', `${nodes}, viewers`),
        ].join('\n'),
      })
      .with('clusterRoles', [
        aClusterRole('edit', { resources: ['pods'], verbs: ['create'] }),
        aClusterRole('view', { resources: ['pods'], verbs: ['get'] }),
      ])
      .with('bindings', [
        stock,
        aBinding('e', 'edit', ['Group deployers'], 'shop'),
        aBinding('v', 'view', ['Group viewers']),
      ]),
    finds: [role('a')],
    verdict: 'fail',
  },
  {
    shows: 'the group is taken off a binding that others need',
    given: given.with('bindings', [
      aBinding('b', 'view', ['Group ops', 'Group system:bootstrappers']),
    ]),
    finds: ['ClusterRoleBinding b'],
    repairs: ['kubectl-patch'],
  },
  {
    shows:
      'nodes as they should be, Auto Mode with its policy, people with theirs',
    given: given.with('accessEntries', [
      { ...anEntry('auto', 'AmazonEKSAutoNodePolicy'), type: 'EC2' },
      anEntry('Dev', 'AmazonEKSEditPolicy'),
    ]),
    finds: [],
  },
  {
    shows:
      'the policy of Auto Mode on another type, and a stock binding with another role',
    given: given
      .with('accessEntries', [
        { ...anEntry('linux', 'AmazonEKSAutoNodePolicy'), type: 'EC2_LINUX' },
      ])
      .with('bindings', [
        aBinding('eks:node-bootstrapper', 'cluster-admin', [
          'Group system:nodes',
        ]),
      ]),
    finds: [role('linux'), 'ClusterRoleBinding eks:node-bootstrapper'],
    verdict: 'fail',
  },
  {
    shows: 'unread entries leave it open',
    given: given.unreadable('accessEntries'),
    verdict: 'unknown',
  },
]);
