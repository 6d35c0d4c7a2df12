import { aDocument, aRole, aSnapshot, describeCheck } from '../../testing';
import {
  aBinding,
  aClusterRole,
  anAccount,
  anEntry,
  everything,
  policyOf,
} from './__fixtures__/rbac';
import { podsCreatable } from './podsCreatable';

const administrator = aRole('Administrator', {
  inlinePolicies: [
    {
      name: 'all',
      document: aDocument({ Effect: 'Allow', Action: '*', Resource: '*' }),
    },
  ],
});
const reader = aRole('Reader');

const given = aSnapshot()
  .with('clusterRoles', [
    aClusterRole('pods', { resources: ['pods'], verbs: ['create'] }),
    aClusterRole('jobs', {
      apiGroups: ['batch'],
      resources: ['cronjobs'],
      verbs: ['patch'],
    }),
    aClusterRole('old', {
      apiGroups: ['extensions'],
      resources: ['deployments'],
      verbs: ['create'],
    }),
    aClusterRole('exec', { resources: ['pods/*', 'pods/exec'], verbs: ['*'] }),
    aClusterRole('looks', { resources: ['*'], verbs: ['get', 'list'] }),
    aClusterRole('named', {
      apiGroups: ['apps'],
      resources: ['deployments'],
      verbs: ['create', 'update'],
      resourceNames: ['web'],
    }),
    aClusterRole('all', everything),
  ])
  .with('iamRoles', [administrator, reader]);

describeCheck(podsCreatable, [
  {
    shows: 'by a pod and by what makes pods, in all namespaces',
    given: given.with('bindings', [
      aBinding('a', 'pods', ['Group devs']),
      aBinding('b', 'jobs', ['User jane']),
    ]),
    finds: ['ClusterRoleBinding a', 'ClusterRoleBinding b'],
    verdict: 'fail',
    message:
      '`User jane` may start pods (cronjobs) in all namespaces by `ClusterRoleBinding b`',
    repairs: ['delete-binding'],
  },
  {
    shows:
      'in kube-system, beside an administrator of the cluster, beside one of the account',
    given: given
      .with('serviceAccounts', [
        anAccount('infra', 'terraform', 'Administrator'),
        anAccount('ops', 'runner'),
      ])
      .with('bindings', [
        aBinding('a', 'pods', ['Group devs'], 'kube-system'),
        aBinding('b', 'pods', ['Group devs'], 'infra'),
        aBinding('c', 'pods', ['Group devs'], 'ops'),
        aBinding('d', 'all', ['ServiceAccount ops/runner']),
      ]),
    finds: [
      'RoleBinding kube-system/a',
      'RoleBinding infra/b',
      'RoleBinding ops/c',
    ],
    verdict: 'fail',
  },
  {
    shows:
      'beside a role that can make itself administrator, of the account or of the cluster',
    given: given
      .with('iamRoles', [
        aRole('Climber', {
          inlinePolicies: [
            {
              name: 'p',
              document: aDocument({
                Effect: 'Allow',
                Action: 'iam:PutRolePolicy',
                Resource: '*',
              }),
            },
          ],
        }),
        aRole('Opener', {
          inlinePolicies: [
            {
              name: 'p',
              document: aDocument({
                Effect: 'Allow',
                Action: ['eks:CreateAccessEntry', 'eks:AssociateAccessPolicy'],
                Resource: '*',
              }),
            },
          ],
        }),
      ])
      .with('serviceAccounts', [
        anAccount('a', 'x', 'Climber'),
        anAccount('b', 'x', 'Opener'),
      ])
      .with('bindings', [
        aBinding('a', 'pods', ['Group devs'], 'a'),
        aBinding('b', 'pods', ['Group devs'], 'b'),
      ]),
    finds: ['RoleBinding a/a', 'RoleBinding b/b'],
    verdict: 'fail',
  },
  {
    shows: 'beside any AWS role is a warning, by whichever way it is given',
    given: given
      .with('serviceAccounts', [anAccount('shop', 'cart', 'Reader')])
      .with('podIdentityAssociations', [
        {
          associationId: 'a-1',
          associationArn: 'arn',
          namespace: 'pay',
          serviceAccount: 'api',
          roleArn: reader.arn,
          disableSessionTags: false,
        },
      ])
      .with('bindings', [
        aBinding('a', 'pods', ['Group devs'], 'shop'),
        aBinding('b', 'pods', ['Group devs'], 'pay'),
      ]),
    finds: ['RoleBinding shop/a', 'RoleBinding pay/b'],
    verdict: 'warn',
  },
  {
    shows: 'a role that cannot be looked at proves no more than that',
    given: given
      .with('serviceAccounts', [anAccount('shop', 'cart', 'Administrator')])
      .with('bindings', [aBinding('a', 'pods', ['Group devs'], 'shop')])
      .unreadable('iamRoles'),
    finds: ['RoleBinding shop/a'],
    verdict: 'warn',
  },
  {
    shows: 'the edit policy of EKS by the namespaces that its scope reaches',
    given: given.with('accessEntries', [
      anEntry('Everywhere', 'AmazonEKSEditPolicy', ['*']),
      anEntry('Pattern', 'AmazonEKSEditPolicy', ['kube-*']),
      anEntry('Team', 'AmazonEKSEditPolicy', ['shop', 'dev-*']),
    ]),
    finds: [
      policyOf('Everywhere', 'AmazonEKSEditPolicy'),
      policyOf('Pattern', 'AmazonEKSEditPolicy'),
    ],
    verdict: 'fail',
  },
  {
    shows: 'changing what has one name is a warning where it has power',
    given: given.with('bindings', [
      aBinding('a', 'named', ['Group devs']),
      aBinding('b', 'named', ['Group devs'], 'kube-system'),
    ]),
    finds: ['ClusterRoleBinding a', 'RoleBinding kube-system/b'],
    verdict: 'warn',
    message: '(only `web`)',
  },
  {
    shows:
      'ordinary namespaces, other groups, subresources, reading, single names, administrators',
    given: given.with('bindings', [
      aBinding('a', 'pods', ['Group devs'], 'shop'),
      aBinding('b', 'old', ['Group devs']),
      aBinding('c', 'exec', ['Group devs']),
      aBinding('d', 'looks', ['Group devs']),
      aBinding('e', 'named', ['Group devs'], 'shop'),
      aBinding('f', 'all', ['Group devs']),
    ]),
    finds: [],
  },
  {
    shows:
      'the controllers of Kubernetes by their whole binding, a look-alike not',
    given: given
      .with('clusterRoles', [
        aClusterRole('system:controller:job-controller', {
          resources: ['pods'],
          verbs: ['create'],
        }),
      ])
      .with('bindings', [
        aBinding(
          'system:controller:job-controller',
          'system:controller:job-controller',
          ['ServiceAccount kube-system/job-controller'],
        ),
        aBinding('job-controller', 'system:controller:job-controller', [
          'ServiceAccount jobs/job-controller',
        ]),
      ]),
    finds: ['ClusterRoleBinding job-controller'],
    verdict: 'fail',
  },
  {
    shows:
      'policies of entries are open where it is not known whether entries count',
    given: given
      .withCluster({ authenticationMode: undefined })
      .with('accessEntries', [anEntry('Dev', 'AmazonEKSEditPolicy')]),
    finds: [policyOf('Dev', 'AmazonEKSEditPolicy')],
    verdict: 'unknown',
  },
  {
    shows: 'unread service accounts leave ordinary namespaces open',
    given: given
      .with('bindings', [aBinding('a', 'pods', ['Group devs'], 'shop')])
      .unreadable('serviceAccounts'),
    verdict: 'unknown',
  },
]);
