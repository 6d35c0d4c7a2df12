import { aSnapshot, describeCheck } from '../../testing';
import { anEntry, policyOf } from '../rbac/__fixtures__/rbac';
import { accessScopeMisses } from './accessScopeMisses';

const view = 'AmazonEKSViewPolicy';
const names = [
  'kube-system',
  'kube-public',
  'default',
  'shop',
  'checkout',
  'dev-a',
  'dev-b',
];
const given = aSnapshot().with(
  'namespaces',
  names.map(name => ({ name, labels: {} })),
);

describeCheck(accessScopeMisses, [
  {
    shows: 'no namespace matches, by a slip or by a pattern',
    given: given.with('accessEntries', [
      anEntry('Dev', view, ['chekout']),
      anEntry('Ops', view, ['prod-*']),
    ]),
    finds: [policyOf('Dev', view), policyOf('Ops', view)],
    verdict: 'fail',
    message:
      '`AmazonEKSViewPolicy` of `role/Dev` gives nothing: no namespace matches `chekout` (`checkout` exists)',
    repairs: ['associate-access-policy'],
  },
  {
    shows: 'everything, kube-system, and more than half are a warning',
    given: given.with('accessEntries', [
      anEntry('All', view, ['*']),
      anEntry('Kube', view, ['kube-*']),
      anEntry('Half', view, ['d*', 'shop', 'checkout']),
      anEntry('Named', view, ['kube-system', 'nowhere']),
    ]),
    finds: ['All', 'Half', 'Kube', 'Named'].map(name => policyOf(name, view)),
    verdict: 'warn',
    message: 'reaches 5 of 7 namespaces by `d*`, `shop`, `checkout`',
  },
  {
    shows:
      'a team’s pattern, one that exists of two, and the whole cluster, which is no scope',
    given: given.with('accessEntries', [
      anEntry('Dev', view, ['dev-*']),
      anEntry('Shop', view, ['shop', 'nowhere']),
      anEntry('Ops', view),
    ]),
    finds: [],
  },
  {
    shows: 'what is wide is a setting',
    given: given.with('accessEntries', [anEntry('Dev', view, ['dev-*'])]),
    settings: { maxScopeShare: 0.1 },
    finds: [policyOf('Dev', view)],
    verdict: 'warn',
  },
  {
    shows: 'no scopes, nothing to look at',
    given: given.with('accessEntries', [anEntry('Ops', view)]),
    verdict: 'not-applicable',
  },
  {
    shows: 'unread namespaces leave it open',
    given: given
      .with('accessEntries', [anEntry('Dev', view, ['chekout'])])
      .unreadable('namespaces'),
    verdict: 'unknown',
  },
]);
