import { Pod } from '../../model';
import { aSnapshot, describeCheck } from '../../testing';
import { tokensMountedWithoutNeed } from './tokensMountedWithoutNeed';
import { aBinding } from './__fixtures__/rbac';

const aPod = (
  place: string,
  serviceAccountName: string,
  volumeNames = ['kube-api-access-x7k2p'],
): Pod => {
  const [namespace, name] = place.split('/');
  return {
    namespace,
    name,
    serviceAccountName,
    createdAt: '2026-11-01T00:00:00Z',
    hostNetwork: false,
    labels: { 'pod-template-hash': '5d8f' },
    owner: { kind: 'ReplicaSet', name: `${name.split('-')[0]}-5d8f` },
    annotations: {},
    containers: [],
    volumeNames,
    keyMaterial: [],
  };
};

describeCheck(tokensMountedWithoutNeed, [
  {
    shows: 'two namespaces, one with two accounts',
    given: aSnapshot().with('pods', [
      aPod('shop/cart-1', 'cart'),
      aPod('shop/cart-2', 'cart'),
      aPod('shop/web-1', 'default'),
      aPod('blog/web-1', 'default'),
    ]),
    finds: ['namespace shop', 'namespace blog'],
    verdict: 'warn',
    message: /3 pods of `shop` mount tokens of 2 service accounts/,
    repairs: [
      'kubectl-patch',
      'kubectl-patch',
      'restart-workload',
      'restart-workload',
    ],
  },
  {
    shows:
      'a pod that nobody owns cannot be restarted, so there are words alone',
    given: aSnapshot().with('pods', [
      { ...aPod('shop/debug', 'default'), owner: undefined },
    ]),
    finds: ['namespace shop'],
    repairs: [],
  },
  {
    shows: 'an account with a binding, one whose namespace has one',
    given: aSnapshot()
      .with('pods', [
        aPod('shop/cart-1', 'cart'),
        aPod('tools/runner-1', 'runner'),
      ])
      .with('bindings', [
        aBinding('cart', 'view', ['ServiceAccount shop/cart'], 'shop'),
        aBinding('tools', 'view', ['Group system:serviceaccounts:tools']),
      ]),
    finds: [],
  },
  {
    shows: 'what is bound to all service accounts is no need of this one',
    given: aSnapshot()
      .with('pods', [aPod('shop/cart-1', 'cart')])
      .with('bindings', [
        aBinding('all', 'view', ['Group system:serviceaccounts']),
      ]),
    finds: ['namespace shop'],
  },
  {
    shows: 'pods without the token, and those of the platform',
    given: aSnapshot().with('pods', [
      aPod('shop/cart-1', 'cart', ['aws-iam-token']),
      aPod('shop/cart-2', 'cart', ['data']),
      aPod('kube-system/aws-node-1', 'aws-node'),
    ]),
    finds: [],
  },
  {
    shows: 'bindings that were not read may name it',
    given: aSnapshot()
      .with('pods', [aPod('shop/cart-1', 'cart')])
      .unreadable('bindings'),
    verdict: 'unknown',
  },
]);
