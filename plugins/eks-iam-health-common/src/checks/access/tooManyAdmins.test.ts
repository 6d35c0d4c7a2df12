import { RbacRole } from '../../model';
import { aCluster, aSnapshot, describeCheck } from '../../testing';
import { tooManyAdmins } from './tooManyAdmins';

const { arn } = aCluster();
const lines = (count: number) => ({
  mapRoles: Array.from(
    { length: count },
    (_, i) =>
      `- rolearn: arn:aws:iam::111122223333:role/R${i}\n  username: u\n  groups: ["system:masters"]\n`,
  ).join(''),
});
const god: RbacRole = {
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
};
const toAccounts = aSnapshot()
  .with('clusterRoles', [god])
  .with('bindings', [
    {
      name: 'tools',
      roleRef: { kind: 'ClusterRole', name: 'cluster-admin' },
      subjects: [
        { kind: 'ServiceAccount', namespace: 'argo', name: 'server' },
        { kind: 'ServiceAccount', namespace: 'argo', name: 'controller' },
      ],
    },
    {
      name: 'cluster-admin',
      roleRef: { kind: 'ClusterRole', name: 'cluster-admin' },
      subjects: [{ kind: 'Group', name: 'system:masters' }],
    },
  ]);

describeCheck(tooManyAdmins, [
  {
    shows: 'people and service accounts together',
    given: toAccounts.withAwsAuth(lines(4)),
    finds: [arn],
    verdict: 'fail',
    message: '6 principals administer the cluster; at most 5 are allowed',
  },
  {
    shows: 'three to five are a warning',
    given: toAccounts.withAwsAuth(lines(1)),
    finds: [arn],
    verdict: 'warn',
  },
  {
    shows: 'allowed roles do not count, nor do platform subjects',
    given: toAccounts.withAwsAuth(lines(1)),
    settings: { allowedAdminArns: ['arn:aws:iam::111122223333:role/R0'] },
    finds: [],
  },
  {
    shows: 'what is proven stays proven',
    given: aSnapshot().withAwsAuth(lines(6)).unreadable('bindings'),
    finds: [arn],
    verdict: 'fail',
  },
  {
    shows: 'few in half of the sources is no pass',
    given: aSnapshot().withAwsAuth(lines(1)).unreadable('bindings'),
    verdict: 'unknown',
  },
]);
