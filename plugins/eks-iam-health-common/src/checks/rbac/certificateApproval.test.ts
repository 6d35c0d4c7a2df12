import { aSnapshot, describeCheck } from '../../testing';
import { certificateApproval } from './certificateApproval';
import { aBinding, aClusterRole } from './__fixtures__/rbac';

const apiGroups = ['certificates.k8s.io'];
const approval = {
  apiGroups,
  resources: ['certificatesigningrequests/approval'],
  verbs: ['update'],
};
const signers = { apiGroups, resources: ['signers'], verbs: ['approve'] };
const kubelets = {
  ...signers,
  resourceNames: ['kubernetes.io/kubelet-serving'],
};
const given = aSnapshot().with('clusterRoles', [
  aClusterRole('both', approval, signers),
  aClusterRole('approval', approval),
  aClusterRole('signers', signers),
  aClusterRole('kubelets', approval, kubelets),
  aClusterRole('clients', approval, {
    ...signers,
    resourceNames: ['kubernetes.io/kube-apiserver-client'],
  }),
  aClusterRole('domain', approval, {
    ...signers,
    resourceNames: ['kubernetes.io/*'],
  }),
  aClusterRole('requests', {
    apiGroups,
    resources: ['certificatesigningrequests'],
    verbs: ['create', 'get'],
  }),
]);

describeCheck(certificateApproval, [
  {
    shows: 'both rights in one role, and for signers of clients',
    given: given.with('bindings', [
      aBinding('a', 'both', ['Group devs']),
      aBinding('b', 'clients', ['Group ops']),
      aBinding('c', 'domain', ['User jane']),
    ]),
    finds: [
      'ClusterRoleBinding a',
      'ClusterRoleBinding b',
      'ClusterRoleBinding c',
    ],
    verdict: 'fail',
    message: 'mark certificate requests as approved and approve for signers',
    repairs: ['delete-binding'],
  },
  {
    shows: 'both rights of one subject by two bindings',
    given: given.with('bindings', [
      aBinding('a', 'approval', ['Group devs', 'Group ops']),
      aBinding('b', 'signers', ['Group devs']),
    ]),
    finds: ['ClusterRoleBinding a', 'ClusterRoleBinding b'],
    verdict: 'fail',
  },
  {
    shows: 'one of both is a warning, also where another subject has the other',
    given: given.with('bindings', [
      aBinding('a', 'approval', ['Group devs']),
      aBinding('b', 'signers', ['Group ops']),
    ]),
    finds: ['ClusterRoleBinding a', 'ClusterRoleBinding b'],
    verdict: 'warn',
  },
  {
    shows:
      'approving for named signers of servers, and asking for certificates',
    given: given.with('bindings', [
      aBinding('a', 'kubelets', ['ServiceAccount shop/approver']),
      aBinding('b', 'requests', ['Group devs']),
      aBinding('c', 'both', ['Group devs'], 'shop'),
    ]),
    finds: [],
  },
  {
    shows: 'unread roles leave it open',
    given: given
      .with('bindings', [aBinding('a', 'both', ['Group devs'])])
      .unreadable('clusterRoles'),
    verdict: 'unknown',
  },
]);
