import { aSnapshot, describeCheck } from '../../testing';
import {
  aBinding,
  aClusterRole,
  anAccount,
  anEntry,
  policyOf,
} from './__fixtures__/rbac';
import { podsAccessible } from './podsAccessible';

const given = aSnapshot().with('clusterRoles', [
  aClusterRole('exec', { resources: ['pods/exec'], verbs: ['create'] }),
  aClusterRole('any-exec', { resources: ['*/attach'], verbs: ['create'] }),
  aClusterRole('debug', {
    resources: ['pods/ephemeralcontainers'],
    verbs: ['patch'],
  }),
  aClusterRole('get-exec', { resources: ['pods/exec'], verbs: ['get'] }),
  aClusterRole('reader', { resources: ['*'], verbs: ['get', 'list', 'watch'] }),
  aClusterRole('forward', {
    resources: ['pods/portforward'],
    verbs: ['create'],
  }),
  aClusterRole('get-forward', {
    resources: ['pods/portforward'],
    verbs: ['get'],
  }),
  aClusterRole('one', {
    resources: ['pods/exec'],
    verbs: ['create'],
    resourceNames: ['db-0'],
  }),
  aClusterRole('pods', { resources: ['pods', 'pods/log'], verbs: ['*'] }),
]);
const of = (...roles: string[]) =>
  given.with(
    'bindings',
    roles.map(role => aBinding(role, role, ['Group devs'])),
  );
const finds = (...roles: string[]) =>
  roles.map(role => `ClusterRoleBinding ${role}`);

describeCheck(podsAccessible, [
  {
    shows: 'exec, attach by any resource, and ephemeral containers',
    given: of('exec', 'any-exec', 'debug'),
    finds: finds('exec', 'any-exec', 'debug'),
    verdict: 'fail',
    message:
      '`Group devs` may run commands in pods in all namespaces by `ClusterRoleBinding exec`',
    repairs: ['delete-binding'],
  },
  {
    shows: 'below 1.35 get on pods/exec runs commands as well',
    given: of('get-exec').withCluster({ version: '1.34' }),
    finds: finds('get-exec'),
    verdict: 'fail',
    message: 'by the verb get',
  },
  {
    shows: 'from 1.35 on it does not',
    given: of('get-exec', 'get-forward').withCluster({ version: '1.35' }),
    finds: [],
  },
  {
    shows:
      'a role that reads everything is a warning, with pods/proxy in any version',
    given: of('reader').withCluster({ version: '1.35' }),
    finds: finds('reader'),
    verdict: 'warn',
    message: 'send requests to pods',
  },
  {
    shows: 'connections to ports, and one pod by its name, are a warning',
    given: of('forward', 'one'),
    finds: finds('forward', 'one'),
    verdict: 'warn',
  },
  {
    shows: 'ordinary namespaces, pods themselves and their logs',
    given: of('pods').with('bindings', [
      aBinding('a', 'exec', ['Group devs'], 'shop'),
      aBinding('b', 'pods', ['Group devs']),
    ]),
    finds: [],
  },
  {
    shows: 'the edit policy of EKS in kube-system',
    given: given.with('accessEntries', [
      anEntry('Dev', 'AmazonEKSEditPolicy', ['kube-system']),
      anEntry('Team', 'AmazonEKSEditPolicy', ['shop']),
    ]),
    finds: [policyOf('Dev', 'AmazonEKSEditPolicy')],
    verdict: 'fail',
  },
  {
    shows: 'beside an AWS role that cannot be looked at it is open',
    given: given
      .with('serviceAccounts', [anAccount('shop', 'cart', 'Reader')])
      .with('bindings', [aBinding('a', 'exec', ['Group devs'], 'shop')])
      .unreadable('iamRoles'),
    finds: ['RoleBinding shop/a'],
    verdict: 'unknown',
    message: 'could not be read',
  },
  {
    shows: 'unread roles leave it open',
    given: of('exec').unreadable('clusterRoles'),
    verdict: 'unknown',
  },
]);
