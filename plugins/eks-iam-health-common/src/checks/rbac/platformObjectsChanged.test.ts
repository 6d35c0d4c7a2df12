import { Nodegroup } from '../../model';
import { aSnapshot, describeCheck } from '../../testing';
import { aBinding, aClusterRole } from './__fixtures__/rbac';
import { platformObjectsChanged } from './platformObjectsChanged';

const nodegroup: Nodegroup = {
  name: 'ng',
  nodeRoleArn: 'arn:aws:iam::111122223333:role/node',
  status: 'ACTIVE',
  healthIssues: [],
};
const addon = {
  name: 'coredns',
  status: 'ACTIVE',
  podIdentityAssociationArns: [],
  healthIssues: [],
};
const roles = ['eks:node-manager', 'eks:addon-manager'].map(name =>
  aClusterRole(name),
);
const own = (name: string) => aBinding(name, name, [`User ${name}`]);
const clusterAdmin = aBinding('eks:addon-cluster-admin', 'cluster-admin', [
  'User eks:addon-manager',
]);
const bindings = [
  own('eks:node-manager'),
  own('eks:addon-manager'),
  clusterAdmin,
];
const healthy = aSnapshot()
  .with('nodegroups', [nodegroup])
  .with('addons', [addon])
  .with('clusterRoles', roles)
  .with('bindings', bindings);
const autoupdate = (value: string) => ({
  'rbac.authorization.kubernetes.io/autoupdate': value,
});

describeCheck(platformObjectsChanged, [
  {
    shows: 'the role and the binding of the node manager are gone',
    given: healthy
      .with('clusterRoles', roles.slice(1))
      .with('bindings', bindings.slice(1)),
    finds: [
      'ClusterRole eks:node-manager',
      'ClusterRoleBinding eks:node-manager',
    ],
    verdict: 'fail',
    message: '`ClusterRole eks:node-manager` is missing',
    repairs: [],
  },
  {
    shows: 'a binding that names somebody else is as good as gone',
    given: healthy.with('bindings', [
      aBinding('eks:node-manager', 'eks:node-manager', ['Group devs']),
      aBinding('eks:addon-manager', 'view', ['User eks:addon-manager']),
      clusterAdmin,
    ]),
    finds: [
      'ClusterRoleBinding eks:node-manager',
      'ClusterRoleBinding eks:addon-manager',
    ],
    verdict: 'fail',
  },
  {
    shows: 'EKS says itself what it lacks',
    given: healthy.with('addons', [
      {
        ...addon,
        healthIssues: [
          {
            code: 'AddonPermissionFailure',
            message: 'User "eks:addon-manager" cannot patch resource',
            resourceIds: [],
          },
        ],
      },
    ]),
    finds: ['add-on coredns'],
    verdict: 'fail',
  },
  {
    shows: 'add-ons without their administrator, and objects that do not heal',
    given: healthy
      .with('bindings', [
        ...bindings.slice(0, 2),
        {
          ...aBinding('system:discovery', 'system:discovery', []),
          annotations: autoupdate('false'),
        },
      ])
      .with('clusterRoles', [
        ...roles,
        {
          ...aClusterRole('system:basic-user'),
          annotations: autoupdate('false'),
        },
      ]),
    finds: [
      'ClusterRoleBinding eks:addon-cluster-admin',
      'ClusterRole system:basic-user',
      'ClusterRoleBinding system:discovery',
    ],
    verdict: 'warn',
  },
  {
    shows:
      'all there; without node groups and add-ons nothing is missed; other health issues, and other people’s annotations',
    given: aSnapshot()
      .with('nodegroups', [])
      .with('addons', [])
      .with('clusterRoles', [
        { ...aClusterRole('mine'), annotations: autoupdate('false') },
        {
          ...aClusterRole('system:basic-user'),
          annotations: autoupdate('true'),
        },
      ]),
    finds: [],
  },
  {
    shows: 'a healthy cluster whose nodes have other troubles',
    given: healthy.with('nodegroups', [
      {
        ...nodegroup,
        healthIssues: [
          {
            code: 'AccessDenied',
            message: 'no access to ECR',
            resourceIds: [],
          },
        ],
      },
    ]),
    finds: [],
  },
  {
    shows: 'what was not read is not missing',
    given: healthy.unreadable('bindings').unreadable('clusterRoles'),
    finds: [],
    verdict: 'unknown',
  },
]);
