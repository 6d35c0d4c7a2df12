import { Derived } from '../model';
import { PolicyRule, RbacBinding, RbacRole, RbacSubject } from '../model';
import { aSnapshot } from '../testing';
import {
  accessPolicyArn,
  accessPolicyRules,
  addedSubjects,
  allGroupsOf,
  authenticatedGroupsOf,
  evaluateRbac,
  isAdminLike,
  isClusterAdminRole,
  isStockBinding,
  isStockSubject,
  rbacOf,
  RbacRequest,
  ruleAllows,
  serviceAccountIdentity,
} from './index';

const rule = (change: Partial<PolicyRule>): PolicyRule => ({
  apiGroups: [''],
  resources: [],
  verbs: [],
  resourceNames: [],
  nonResourceURLs: [],
  ...change,
});
const ask = (change: Partial<RbacRequest> = {}): RbacRequest =>
  ({ verb: 'get', apiGroup: '', resource: 'pods', ...change } as RbacRequest);

describe('ruleAllows', () => {
  it.each<[string, boolean, Partial<PolicyRule>, Partial<RbacRequest>]>([
    ['exact', true, { resources: ['pods'], verbs: ['get'] }, {}],
    ['other verb', false, { resources: ['pods'], verbs: ['list'] }, {}],
    ['any verb', true, { resources: ['pods'], verbs: ['*'] }, {}],
    [
      'verbs have no patterns',
      false,
      { resources: ['pods'], verbs: ['g*'] },
      {},
    ],
    [
      'other group',
      false,
      { apiGroups: ['apps'], resources: ['pods'], verbs: ['get'] },
      {},
    ],
    [
      'any group',
      true,
      { apiGroups: ['*'], resources: ['pods'], verbs: ['get'] },
      {},
    ],
    [
      'pods is not pods/exec',
      false,
      { resources: ['pods'], verbs: ['get'] },
      { subresource: 'exec' },
    ],
    [
      'pods/exec is not pods',
      false,
      { resources: ['pods/exec'], verbs: ['get'] },
      {},
    ],
    [
      'pods/exec',
      true,
      { resources: ['pods/exec'], verbs: ['get'] },
      { subresource: 'exec' },
    ],
    [
      'pods/* is no pattern',
      false,
      { resources: ['pods/*'], verbs: ['get'] },
      { subresource: 'exec' },
    ],
    [
      '*/exec',
      true,
      { resources: ['*/exec'], verbs: ['get'] },
      { subresource: 'exec' },
    ],
    [
      '*/exec is not */log',
      false,
      { resources: ['*/exec'], verbs: ['get'] },
      { subresource: 'log' },
    ],
    [
      '* covers subresources',
      true,
      { resources: ['*'], verbs: ['get'] },
      { subresource: 'exec' },
    ],
    [
      'resources have no patterns',
      false,
      { resources: ['po*'], verbs: ['get'] },
      {},
    ],
    [
      'name listed',
      true,
      { resources: ['pods'], verbs: ['get'], resourceNames: ['a'] },
      { name: 'a' },
    ],
    [
      'name not listed',
      false,
      { resources: ['pods'], verbs: ['get'], resourceNames: ['a'] },
      { name: 'b' },
    ],
    [
      'no name asked, names in the rule',
      false,
      { resources: ['pods'], verbs: ['get'], resourceNames: ['a'] },
      {},
    ],
  ])('%s', (_, expected, change, request) => {
    expect(ruleAllows(rule(change), ask(request))).toBe(expected);
  });

  it.each([
    ['/logs', '/logs', true],
    ['/logs', '/logs/a', false],
    ['/logs/*', '/logs/a', true],
    ['*', '/anything', true],
    ['/l*s', '/logs', false],
  ])('path %s for %s', (url, path, expected) => {
    const given = rule({ nonResourceURLs: [url], verbs: ['get'] });
    expect(ruleAllows(given, { verb: 'get', path })).toBe(expected);
  });
});

const clusterRole = (name: string, ...rules: PolicyRule[]): RbacRole => ({
  name,
  labels: {},
  annotations: {},
  rules,
});
const binding = (
  name: string,
  role: string,
  subjects: RbacSubject[],
  namespace?: string,
): RbacBinding => ({
  name,
  ...(namespace && { namespace }),
  roleRef: { kind: 'ClusterRole', name: role },
  subjects,
});
const reader = clusterRole(
  'reader',
  rule({ resources: ['pods'], verbs: ['get', 'list'] }),
  rule({ apiGroups: [], nonResourceURLs: ['/logs'], verbs: ['get'] }),
);
const group = (name: string): RbacSubject => ({ kind: 'Group', name });

describe('evaluateRbac', () => {
  const index = (...bindings: RbacBinding[]) =>
    rbacOf(
      new Derived(
        aSnapshot()
          .with('clusterRoles', [reader])
          .with('roles', [{ ...reader, namespace: 'shop' }])
          .with('bindings', bindings)
          .build(),
      ),
    );
  const jane = { username: 'jane', groups: ['devs'] };
  const decide = (request: RbacRequest, ...bindings: RbacBinding[]) =>
    evaluateRbac(jane, request, index(...bindings));

  it('names the binding that allows', () => {
    expect(
      decide(
        ask({ namespace: 'shop' }),
        binding('b', 'reader', [group('devs')]),
      ),
    ).toMatchObject({
      decision: 'allowed',
      by: { binding: { name: 'b' }, subject: { name: 'devs' } },
    });
  });

  it('keeps a RoleBinding in its namespace, without paths', () => {
    const inShop = binding('b', 'reader', [group('devs')], 'shop');
    expect(decide(ask({ namespace: 'shop' }), inShop).decision).toBe('allowed');
    expect(decide(ask({ namespace: 'web' }), inShop).decision).toBe('denied');
    expect(decide(ask({ verb: 'list' }), inShop).decision).toBe('denied');
    expect(decide({ verb: 'get', path: '/logs' }, inShop).decision).toBe(
      'denied',
    );
    expect(
      decide(
        { verb: 'get', path: '/logs' },
        { ...inShop, namespace: undefined },
      ).decision,
    ).toBe('allowed');
  });

  it('reads a RoleBinding to a Role of its namespace only', () => {
    const toRole = {
      ...binding('b', 'reader', [group('devs')], 'shop'),
      roleRef: { kind: 'Role' as const, name: 'reader' },
    };
    expect(decide(ask({ namespace: 'shop' }), toRole).decision).toBe('allowed');
    expect(
      decide(ask({ namespace: 'web' }), { ...toRole, namespace: 'web' })
        .decision,
    ).toBe('denied');
  });

  it('compares users exactly and knows service accounts by both names', () => {
    const cart = { username: 'system:serviceaccount:shop:cart', groups: [] };
    const request = ask({ namespace: 'shop' });
    const allowed = (subject: RbacSubject, namespace?: string) =>
      evaluateRbac(
        cart,
        request,
        index(binding('b', 'reader', [subject], namespace)),
      ).decision;
    expect(
      allowed({ kind: 'ServiceAccount', name: 'cart', namespace: 'shop' }),
    ).toBe('allowed');
    expect(allowed({ kind: 'ServiceAccount', name: 'cart' }, 'shop')).toBe(
      'allowed',
    );
    expect(allowed({ kind: 'ServiceAccount', name: 'cart' })).toBe('denied');
    expect(allowed({ kind: 'User', name: cart.username })).toBe('allowed');
    expect(allowed(group('system:serviceaccounts:shop'))).toBe('allowed');
    expect(allowed(group('system:serviceaccounts:web'))).toBe('denied');
    expect(allowed(group('system:authenticated'))).toBe('allowed');
    expect(
      allowed({ kind: 'User', name: 'SYSTEM:serviceaccount:shop:cart' }),
    ).toBe('denied');
  });

  it('takes a binding to a missing role as void', () => {
    expect(decide(ask(), binding('b', 'gone', [group('devs')])).decision).toBe(
      'denied',
    );
  });

  it('asks nobody about system:masters', () => {
    expect(
      evaluateRbac(
        { username: '', groups: ['system:masters'] },
        ask(),
        index(),
      ),
    ).toEqual({ decision: 'allowed', by: 'system:masters' });
  });

  it('says unknown where bindings were not read, unless it is allowed anyway', () => {
    const partly = (name: 'roles' | 'bindings') =>
      rbacOf(
        new Derived(
          aSnapshot()
            .with('clusterRoles', [reader])
            .with('bindings', [binding('b', 'reader', [group('devs')])])
            .unreadable(name)
            .build(),
        ),
      );
    expect(evaluateRbac(jane, ask(), partly('bindings')).decision).toBe(
      'unknown',
    );
    expect(evaluateRbac(jane, ask(), partly('roles')).decision).toBe('allowed');
    expect(
      evaluateRbac(jane, ask({ verb: 'delete' }), partly('roles')),
    ).toEqual({ decision: 'unknown', unread: ['roles'] });
  });

  it('never grants more when a binding is removed', () => {
    const all = [
      binding('a', 'reader', [group('devs')], 'shop'),
      binding('b', 'reader', [group('devs')]),
    ];
    expect(decide(ask(), ...all).decision).toBe('allowed');
    expect(decide(ask(), all[0]).decision).toBe('denied');
    expect(decide(ask()).decision).toBe('denied');
  });
});

describe('groups that the API server adds', () => {
  it.each<[string, string[], string[]]>([
    ['jane', ['devs'], ['devs', 'system:authenticated']],
    ['jane', ['system:authenticated', 'a'], ['system:authenticated', 'a']],
    ['jane', ['system:unauthenticated'], ['system:unauthenticated']],
    ['system:anonymous', ['devs'], ['devs']],
    [
      'system:serviceaccount:shop:cart',
      ['devs'],
      ['devs', 'system:authenticated'],
    ],
  ])('to %s of %j', (username, groups, expected) => {
    expect(authenticatedGroupsOf({ username, groups })).toEqual(expected);
  });

  it('takes a name of a service account for one where nothing else is known', () => {
    expect(
      allGroupsOf({ username: 'system:serviceaccount:shop:cart', groups: [] }),
    ).toEqual([
      'system:serviceaccounts',
      'system:serviceaccounts:shop',
      'system:authenticated',
    ]);
    expect(
      allGroupsOf({ username: 'system:serviceaccount:shop:a:b', groups: [] }),
    ).toEqual(['system:authenticated']);
    expect(
      allGroupsOf({ username: 'system:anonymous', groups: ['x'] }),
    ).toEqual(['system:unauthenticated']);
    expect(serviceAccountIdentity('shop', 'cart')).toEqual({
      username: 'system:serviceaccount:shop:cart',
      groups: ['system:serviceaccounts', 'system:serviceaccounts:shop'],
    });
  });
});

describe('stock bindings', () => {
  const masters = group('system:masters');
  it('exempts whole tuples only', () => {
    expect(
      isStockSubject(binding('cluster-admin', 'cluster-admin', []), masters),
    ).toBe(true);
    expect(isStockSubject(binding('mine', 'cluster-admin', []), masters)).toBe(
      false,
    );
    expect(
      isStockSubject(binding('cluster-admin', 'cluster-admin', []), {
        kind: 'User',
        name: 'system:masters',
      }),
    ).toBe(false);
    const added = group('developers');
    expect(
      addedSubjects(
        binding('cluster-admin', 'cluster-admin', [masters, added]),
      ),
    ).toEqual([added]);
    expect(
      addedSubjects(
        binding('eks:node-bootstrapper', 'eks:node-bootstrapper', [
          group('system:bootstrappers'),
          group('system:nodes'),
        ]),
      ),
    ).toEqual([]);
    expect(
      isStockSubject(
        binding('eks:node-manager', 'eks:node-manager', [], 'kube-system'),
        {
          kind: 'User',
          name: 'eks:node-manager',
        },
      ),
    ).toBe(true);
    expect(
      isStockSubject(
        binding('eks:node-manager', 'eks:node-manager', [], 'shop'),
        {
          kind: 'User',
          name: 'eks:node-manager',
        },
      ),
    ).toBe(false);
  });

  const scheduler = 'system::leader-locking-kube-scheduler';
  const schedulerUser = {
    kind: 'User',
    name: 'system:kube-scheduler',
  } as const;
  it.each([
    ['as Kubernetes makes it', 'kube-system', scheduler, schedulerUser, true],
    ['elsewhere', 'shop', scheduler, schedulerUser, false],
    ['another role', 'kube-system', 'eks:node-manager', schedulerUser, false],
    [
      'another user of the control plane',
      'kube-system',
      scheduler,
      { kind: 'User', name: 'eks:node-manager' },
      false,
    ],
    [
      'another account of kube-system',
      'kube-system',
      scheduler,
      { kind: 'ServiceAccount', namespace: 'kube-system', name: 'mine' },
      false,
    ],
    [
      'a group of that name',
      'kube-system',
      scheduler,
      { kind: 'Group', name: 'system:kube-scheduler' },
      false,
    ],
  ] as const)(
    'knows a binding of kube-system as a whole: %s',
    (_, namespace, role, subject, isStock) => {
      const given = binding(scheduler, role, [subject], namespace);
      expect(isStockSubject(given, subject)).toBe(isStock);
      expect(isStockBinding(given)).toBe(isStock);
    },
  );
});

describe('isAdminLike', () => {
  it.each<[string, boolean, PolicyRule[]]>([
    [
      'everything',
      true,
      [rule({ apiGroups: ['*'], resources: ['*'], verbs: ['*'] })],
    ],
    [
      // the core group holds users and groups, and `*` is also the verb impersonate
      'everything of the core group',
      true,
      [rule({ resources: ['*'], verbs: ['*'] })],
    ],
    [
      'everything of another group',
      false,
      [rule({ apiGroups: ['apps'], resources: ['*'], verbs: ['*'] })],
    ],
    [
      'read everything',
      false,
      [rule({ apiGroups: ['*'], resources: ['*'], verbs: ['get', 'list'] })],
    ],
    [
      'escalate and update',
      true,
      [
        rule({
          apiGroups: ['rbac.authorization.k8s.io'],
          resources: ['clusterroles'],
          verbs: ['escalate', 'update'],
        }),
      ],
    ],
    [
      'bind named roles',
      false,
      [
        rule({
          apiGroups: ['rbac.authorization.k8s.io'],
          resources: ['clusterroles'],
          verbs: ['bind'],
          resourceNames: ['view'],
        }),
        rule({
          apiGroups: ['rbac.authorization.k8s.io'],
          resources: ['clusterrolebindings'],
          verbs: ['create'],
        }),
      ],
    ],
    [
      'impersonate users and groups',
      true,
      [rule({ resources: ['users', 'groups'], verbs: ['impersonate'] })],
    ],
    [
      'impersonate accounts only',
      false,
      [rule({ resources: ['serviceaccounts'], verbs: ['impersonate'] })],
    ],
  ])('%s', (_, expected, rules) => expect(isAdminLike(rules)).toBe(expected));
});

describe('isClusterAdminRole', () => {
  const all = { apiGroups: ['*'], resources: ['*'], verbs: ['*'] };
  it.each<[string, boolean, Partial<PolicyRule>]>([
    ['everything', true, all],
    ['among others', true, { ...all, verbs: ['get', '*'] }],
    ['not all groups', false, { ...all, apiGroups: ['', 'apps'] }],
    ['not all resources', false, { ...all, resources: ['pods', '*/exec'] }],
    ['not all verbs', false, { ...all, verbs: ['get', 'delete'] }],
    ['not all names', false, { ...all, resourceNames: ['a'] }],
  ])('%s', (_, expected, change) =>
    expect(isClusterAdminRole([rule(change)])).toBe(expected),
  );
});

describe('accessPolicyRules', () => {
  const allows = (name: string, request: Partial<RbacRequest>) =>
    accessPolicyRules(accessPolicyArn('aws-cn', name))?.some(r =>
      ruleAllows(r, ask(request)),
    );
  it('follows the page of AWS', () => {
    expect(allows('AmazonEKSViewPolicy', {})).toBe(true);
    expect(allows('AmazonEKSViewPolicy', { resource: 'secrets' })).toBe(false);
    expect(allows('AmazonEKSViewPolicy', { resource: 'nodes' })).toBe(false);
    expect(allows('AmazonEKSAdminViewPolicy', { resource: 'secrets' })).toBe(
      true,
    );
    expect(
      allows('AmazonEKSEditPolicy', { resource: 'secrets', verb: 'create' }),
    ).toBe(true);
    expect(
      allows('AmazonEKSEditPolicy', { verb: 'create', subresource: 'exec' }),
    ).toBe(true);
    expect(
      allows('AmazonEKSAdminPolicy', {
        apiGroup: 'rbac.authorization.k8s.io',
        resource: 'rolebindings',
        verb: 'create',
      }),
    ).toBe(true);
    expect(
      accessPolicyRules(accessPolicyArn('aws', 'AmazonEKSAdminPolicy'))!.some(
        r => isAdminLike([r]),
      ),
    ).toBe(false);
    expect(
      isAdminLike(
        accessPolicyRules(
          accessPolicyArn('aws', 'AWSBackupFullAccessPolicyForRestore'),
        )!,
      ),
    ).toBe(true);
    expect(
      accessPolicyRules('arn:aws:eks::aws:cluster-access-policy/New'),
    ).toBeUndefined();
  });
});
