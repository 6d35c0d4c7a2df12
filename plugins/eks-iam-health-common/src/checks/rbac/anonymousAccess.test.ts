import { aSnapshot, describeCheck } from '../../testing';
import { anonymousAccess } from './anonymousAccess';
import { aBinding } from './__fixtures__/rbac';

const given = aSnapshot().withCluster({ version: '1.31' });
const stock = aBinding(
  'system:public-info-viewer',
  'system:public-info-viewer',
  ['Group system:authenticated', 'Group system:unauthenticated'],
);

describeCheck(anonymousAccess, [
  {
    shows: 'anonymous users and the group of the unauthenticated',
    given: given.with('bindings', [
      stock,
      aBinding('a', 'cluster-admin', ['User system:anonymous']),
      aBinding('b', 'view', ['Group system:unauthenticated'], 'shop'),
    ]),
    finds: ['ClusterRoleBinding a', 'RoleBinding shop/b'],
    verdict: 'fail',
    message: '`User system:anonymous` is bound to `cluster-admin`',
    repairs: ['delete-binding'],
  },
  {
    shows: 'bindings that old clusters were born with are a warning',
    given: given.with('bindings', [
      aBinding('system:discovery', 'system:discovery', [
        'Group system:authenticated',
        'Group system:unauthenticated',
      ]),
    ]),
    finds: ['ClusterRoleBinding system:discovery'],
    verdict: 'warn',
    repairs: ['kubectl-patch'],
  },
  {
    shows: 'on 1.32 and later the binding waits',
    given: aSnapshot().with('bindings', [
      aBinding('a', 'view', ['User system:anonymous']),
    ]),
    finds: ['ClusterRoleBinding a'],
    verdict: 'fail',
    message: 'but the binding waits',
  },
  {
    shows: 'health paths are public, and a group called anonymous is nobody',
    given: given.with('bindings', [
      stock,
      aBinding('x', 'view', ['Group system:anonymous']),
    ]),
    finds: [],
  },
  {
    shows: 'unread bindings leave it open',
    given: given.unreadable('bindings'),
    verdict: 'unknown',
  },
]);
