import { aSnapshot, describeCheck } from '../../testing';
import {
  aBinding,
  aClusterRole,
  anEntry,
  everything,
  policyOf,
} from './__fixtures__/rbac';
import { nodesProxy } from './nodesProxy';

const given = aSnapshot().with('clusterRoles', [
  aClusterRole('kubelet', { resources: ['nodes/proxy'], verbs: ['get'] }),
  aClusterRole('proxies', { resources: ['*/proxy'], verbs: ['create'] }),
  aClusterRole('reader', { resources: ['*'], verbs: ['get'] }),
  aClusterRole('nodes', { resources: ['nodes', 'nodes/*'], verbs: ['*'] }),
  aClusterRole('metrics', { resources: ['nodes/metrics'], verbs: ['get'] }),
  aClusterRole('all', everything),
]);

describeCheck(nodesProxy, [
  {
    shows: 'by name, by */proxy and by a star, which covers subresources',
    given: given.with('bindings', [
      aBinding('a', 'kubelet', ['ServiceAccount kubeflow/controller']),
      aBinding('b', 'proxies', ['User jane']),
      aBinding('c', 'reader', ['Group viewers']),
    ]),
    finds: [
      'ClusterRoleBinding a',
      'ClusterRoleBinding b',
      'ClusterRoleBinding c',
    ],
    verdict: 'fail',
    message:
      '`ServiceAccount kubeflow/controller` may get `nodes/proxy`, and so run commands in every pod, by `ClusterRoleBinding a`',
    repairs: ['delete-binding'],
  },
  {
    shows: 'a known monitoring agent is warned of, in whatever namespace',
    given: given.with('bindings', [
      aBinding('a', 'kubelet', ['ServiceAccount observability/datadog-agent']),
    ]),
    finds: ['ClusterRoleBinding a'],
    verdict: 'warn',
    repairs: [],
  },
  {
    shows: 'a person of that name, or one beside the agent, is no agent',
    given: given.with('bindings', [
      aBinding('a', 'kubelet', ['User datadog-agent']),
      aBinding('b', 'kubelet', [
        'ServiceAccount observability/datadog-agent',
        'Group devs',
      ]),
    ]),
    finds: ['ClusterRoleBinding a', 'ClusterRoleBinding b'],
    verdict: 'fail',
  },
  {
    shows:
      'policies that read everything read this too, but not in a namespace',
    given: given.with('accessEntries', [
      anEntry('Auditor', 'AmazonEKSAdminViewPolicy'),
      anEntry('Team', 'AmazonEKSAdminViewPolicy', ['*']),
    ]),
    finds: [policyOf('Auditor', 'AmazonEKSAdminViewPolicy')],
    verdict: 'fail',
  },
  {
    shows:
      'nodes/* is no pattern, metrics are harmless, a RoleBinding reaches no node, administrators have a check of their own',
    given: given.with('bindings', [
      aBinding('a', 'nodes', ['User jane']),
      aBinding('b', 'metrics', ['User jane']),
      aBinding('c', 'kubelet', ['User jane'], 'shop'),
      aBinding('d', 'all', ['User jane']),
    ]),
    finds: [],
  },
  {
    shows: 'roles were not read',
    given: given
      .with('bindings', [aBinding('a', 'kubelet', ['User jane'])])
      .unreadable('clusterRoles'),
    verdict: 'unknown',
  },
]);
