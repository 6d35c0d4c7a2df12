import { aSnapshot, describeCheck } from '../../testing';
import { aBinding, aClusterRole } from './__fixtures__/rbac';
import { awsThroughResources } from './awsThroughResources';

const given = aSnapshot().with('clusterRoles', [
  aClusterRole('nodes', {
    apiGroups: ['karpenter.k8s.aws'],
    resources: ['ec2nodeclasses'],
    verbs: ['create'],
  }),
  aClusterRole('iam', {
    apiGroups: ['iam.services.k8s.aws'],
    resources: ['roles'],
    verbs: ['patch'],
  }),
  aClusterRole('targets', {
    apiGroups: ['elbv2.k8s.aws'],
    resources: ['targetgroupbindings'],
    verbs: ['create'],
  }),
  aClusterRole('buckets', {
    apiGroups: ['s3.services.k8s.aws'],
    resources: ['buckets'],
    verbs: ['create'],
  }),
  aClusterRole('looks', {
    apiGroups: ['iam.services.k8s.aws'],
    resources: ['*'],
    verbs: ['get', 'list', 'watch'],
  }),
]);

describeCheck(awsThroughResources, [
  {
    shows: 'classes of nodes, and IAM itself',
    given: given.with('bindings', [
      aBinding('a', 'nodes', ['Group devs']),
      aBinding('b', 'iam', ['ServiceAccount shop/ci']),
    ]),
    finds: ['ClusterRoleBinding a', 'ClusterRoleBinding b'],
    verdict: 'fail',
    message:
      'may create IAM roles and policies through a controller in all namespaces by `ClusterRoleBinding b`',
    repairs: ['delete-binding'],
  },
  {
    shows:
      'buckets, looking, a RoleBinding for what belongs to no namespace, and the controller',
    given: given.with('bindings', [
      aBinding('a', 'buckets', ['Group devs']),
      aBinding('b', 'looks', ['Group devs']),
      aBinding('c', 'nodes', ['Group devs'], 'kube-system'),
      aBinding('d', 'nodes', ['ServiceAccount kube-system/karpenter']),
    ]),
    finds: [],
  },
  {
    shows: 'traffic alone is a warning',
    given: given.with('bindings', [aBinding('a', 'targets', ['Group devs'])]),
    finds: ['ClusterRoleBinding a'],
    verdict: 'warn',
  },
  {
    shows: 'unread roles leave it open',
    given: given
      .with('bindings', [aBinding('a', 'nodes', ['Group devs'])])
      .unreadable('clusterRoles'),
    verdict: 'unknown',
  },
]);
