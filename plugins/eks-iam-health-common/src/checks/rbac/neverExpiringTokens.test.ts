import { aSnapshot, describeCheck } from '../../testing';
import { neverExpiringTokens } from './neverExpiringTokens';
import { aBinding, aClusterRole, everything } from './__fixtures__/rbac';

const aToken = (name: string, serviceAccountName: string) => ({
  namespace: 'tools',
  name,
  serviceAccountName,
  createdAt: '2024-01-01T00:00:00Z',
  lastUsedOn: '2026-11-20',
});
const admins = aSnapshot()
  .with('clusterRoles', [aClusterRole('cluster-admin', everything)])
  .with('bindings', [
    aBinding('runner', 'cluster-admin', ['ServiceAccount tools/runner']),
  ]);

describeCheck(neverExpiringTokens, [
  {
    shows: 'of an administrator, used or not; of another one, idle',
    given: admins.with('serviceAccountTokens', [
      aToken('runner-token', 'runner'),
      { ...aToken('old', 'reader'), lastUsedOn: '2026-06-01' },
    ]),
    finds: ['tools/runner-token', 'tools/old'],
    verdict: 'fail',
    message: /as good as administrator, never expires[\s\S]*173 days/,
  },
  {
    shows: 'never used: the time since it was made counts',
    given: admins.with('serviceAccountTokens', [
      { ...aToken('old', 'reader'), lastUsedOn: undefined },
    ]),
    finds: ['tools/old'],
    verdict: 'warn',
  },
  {
    shows: 'in use, of an ordinary account',
    given: admins.with('serviceAccountTokens', [aToken('new', 'reader')]),
    finds: [],
  },
  {
    shows: 'in use, when nobody knows whether the account is administrator',
    given: admins
      .with('serviceAccountTokens', [aToken('new', 'reader')])
      .unreadable('bindings'),
    verdict: 'unknown',
  },
  {
    shows: 'Secrets are not read unless somebody opted in',
    given: admins.unreadable('serviceAccountTokens', 'not-collected'),
    verdict: 'unknown',
  },
  { shows: 'there are none', given: aSnapshot(), verdict: 'not-applicable' },
]);
