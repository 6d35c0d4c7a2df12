import { aSnapshot, describeCheck } from '../../testing';
import { aBinding, aClusterRole, everything } from './__fixtures__/rbac';
import { wildcardRules } from './wildcardRules';

const full = aClusterRole('full', { resources: ['*'], verbs: ['*'] });
const half = aClusterRole('half', { resources: ['pods'], verbs: ['*'] });

describeCheck(wildcardRules, [
  {
    shows: 'a bound role of stars fails, one star is a warning',
    given: aSnapshot()
      .with('clusterRoles', [full, half])
      .with('roles', [{ ...half, namespace: 'shop' }])
      .with('bindings', [aBinding('b', 'full', ['Group devs'])]),
    finds: ['ClusterRole full', 'ClusterRole half', 'Role shop/half'],
    verdict: 'fail',
    message: '`ClusterRole full` allows `*` on `*` of groups `core`',
    repairs: [],
  },
  {
    shows: 'unbound, or bound to controllers only, is a warning',
    given: aSnapshot()
      .with('clusterRoles', [full, aClusterRole('ctl', everything)])
      .with('bindings', [
        aBinding('b', 'ctl', [
          'ServiceAccount argocd/argocd-application-controller',
        ]),
      ]),
    finds: ['ClusterRole full', 'ClusterRole ctl'],
    verdict: 'warn',
  },
  {
    shows: 'stock roles and written-out ones are fine',
    given: aSnapshot().with('clusterRoles', [
      aClusterRole('cluster-admin', everything),
      aClusterRole('eks:addon-manager', everything),
      {
        ...aClusterRole('system:x', everything),
        labels: { 'kubernetes.io/bootstrapping': 'rbac-defaults' },
      },
      aClusterRole('small', { resources: ['pods'], verbs: ['get'] }),
    ]),
    finds: [],
  },
  {
    shows:
      'a part of an aggregated role is bound where that role is, and its rules are told once',
    given: aSnapshot()
      .with('clusterRoles', [
        { ...full, labels: { 'aggregate-to-ops': 'true' } },
        {
          ...aClusterRole('ops', ...full.rules),
          aggregation: [{ 'aggregate-to-ops': 'true' }],
        },
      ])
      .with('bindings', [aBinding('b', 'ops', ['Group devs'])]),
    finds: ['ClusterRole full'],
    verdict: 'fail',
  },
  {
    shows: 'the prefix system: alone exempts nobody',
    given: aSnapshot()
      .with('clusterRoles', [aClusterRole('system:mine', everything)])
      .with('bindings', [aBinding('b', 'system:mine', ['Group devs'])]),
    finds: ['ClusterRole system:mine'],
    verdict: 'fail',
  },
  {
    shows: 'unread bindings leave it open',
    given: aSnapshot().with('clusterRoles', [full]).unreadable('bindings'),
    verdict: 'unknown',
  },
]);
