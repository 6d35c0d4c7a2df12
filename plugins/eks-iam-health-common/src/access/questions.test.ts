import {
  AccessEntry,
  Derived,
  PolicyRule,
  RbacBinding,
  RbacRole,
  RbacSubject,
} from '../model';
import { aSnapshot, SnapshotBuilder, testAccountId } from '../testing';
import { canI } from './canI';
import { identityReport } from './identityReport';
import { whoCan } from './whoCan';

const role = (name: string) => `arn:aws:iam::${testAccountId}:role/${name}`;
const session = (name: string, as: string) =>
  `arn:aws:sts::${testAccountId}:assumed-role/${name}/${as}`;
const entry = (
  name: string,
  change: Partial<AccessEntry> = {},
): AccessEntry => ({
  principalArn: role(name),
  accessEntryArn: 'arn',
  type: 'STANDARD',
  username: `${session(name, '{{SessionName}}')}`,
  kubernetesGroups: [],
  policies: [],
  createdAt: '2026-01-01T00:00:00Z',
  tags: {},
  ...change,
});
const rule = (
  apiGroup: string,
  resource: string,
  ...verbs: string[]
): PolicyRule => ({
  apiGroups: [apiGroup],
  resources: [resource],
  verbs,
  resourceNames: [],
  nonResourceURLs: [],
});
const clusterRole = (name: string, ...rules: PolicyRule[]): RbacRole => ({
  name,
  labels: {},
  annotations: {},
  rules,
});
const binding = (
  name: string,
  roleName: string,
  subjects: RbacSubject[],
  namespace?: string,
): RbacBinding => ({
  name,
  ...(namespace && { namespace }),
  roleRef: { kind: 'ClusterRole', name: roleName },
  subjects,
});
const group = (name: string): RbacSubject => ({ kind: 'Group', name });
const user = (name: string): RbacSubject => ({ kind: 'User', name });
const policy = (name: string, ...namespaces: string[]) => ({
  policyArn: `arn:aws:eks::aws:cluster-access-policy/${name}`,
  scope:
    namespaces.length > 0
      ? ({ type: 'namespace', namespaces } as const)
      : ({ type: 'cluster' } as const),
});
const mutable = <T>(value: T) => JSON.parse(JSON.stringify(value));

const world = aSnapshot()
  .with('accessEntries', [
    entry('Dev', { kubernetesGroups: ['devs'] }),
    entry('View', {
      policies: [mutable(policy('AmazonEKSViewPolicy', 'dev-*'))],
    }),
    entry('Odd', { policies: [mutable(policy('AmazonEKSNewPolicy'))] }),
    entry('Root', { kubernetesGroups: ['system:masters'] }),
    entry('Node', {
      type: 'EC2_LINUX',
      username: 'system:node:{{EC2PrivateDNSName}}',
      kubernetesGroups: ['system:nodes'],
    }),
    entry('Fake', { username: 'system:serviceaccount:shop:cart' }),
  ])
  .with('clusterRoles', [
    clusterRole(
      'reader',
      rule('', 'pods', 'get', 'list'),
      rule('', 'namespaces', 'get'),
    ),
    clusterRole('secrets', rule('', 'secrets', 'get')),
  ])
  .with('bindings', [
    binding('devs', 'reader', [group('devs')], 'shop'),
    binding('jane', 'secrets', [user(session('Dev', 'jane'))]),
    binding(
      'carts',
      'reader',
      [{ kind: 'ServiceAccount', name: 'cart' }],
      'shop',
    ),
    binding('accounts', 'secrets', [group('system:serviceaccounts:shop')]),
  ]);
const derived = new Derived(world.build());
const pods = { verb: 'list', apiGroup: '', resource: 'pods' };
const secrets = { verb: 'get', apiGroup: '', resource: 'secrets' };

describe('canI', () => {
  const ask = (
    arn: string,
    request: Parameters<typeof canI>[1],
    at: Derived = derived,
  ) => {
    const { decision, because } = canI({ arn }, request, at);
    return `${decision}: ${because}`;
  };

  it('names what allows', () => {
    expect(ask(role('Dev'), { ...pods, namespace: 'shop' })).toBe(
      'allowed: RoleBinding shop/devs to reader by devs allows it',
    );
    expect(ask(role('Dev'), pods)).toMatch(/^denied: /);
    expect(ask(role('View'), { ...pods, namespace: 'dev-a' })).toBe(
      'allowed: AmazonEKSViewPolicy on dev-* allows it',
    );
    expect(ask(role('View'), { ...pods, namespace: 'prod' })).toMatch(
      /^denied: /,
    );
    expect(ask(role('Root'), { verb: 'get', path: '/metrics' })).toMatch(
      /^allowed: group system:masters/,
    );
  });

  it('decides by the name of the session where a binding names it', () => {
    expect(ask(session('Dev', 'jane'), secrets)).toMatch(/^allowed: /);
    expect(ask(session('Dev', 'john'), secrets)).toMatch(/^denied: /);
    // Who may assume the role may call the session as they like, or not: nobody can tell from here.
    expect(ask(role('Dev'), secrets)).toBe(
      `unknown: ClusterRoleBinding jane to secrets by ${session(
        'Dev',
        'jane',
      )} allows it to sessions that arrive as ${session('Dev', 'jane')}`,
    );
  });

  it('asks about a namespace in that namespace', () => {
    const namespaces = { verb: 'get', apiGroup: '', resource: 'namespaces' };
    expect(ask(role('Dev'), { ...namespaces, name: 'shop' })).toMatch(
      /^allowed: /,
    );
    expect(ask(role('Dev'), { ...namespaces, name: 'web' })).toMatch(
      /^denied: /,
    );
  });

  it('says unknown where others decide, or rules are not published', () => {
    expect(ask(role('Odd'), pods)).toMatch(/^unknown: AWS does not publish/);
    // Kubernetes' role `edit` has it, the table of AWS's policy has not.
    const tokens = { ...pods, resource: 'serviceaccounts', verb: 'create' };
    const edit = new Derived(
      world
        .with('accessEntries', [
          entry('Edit', { policies: [mutable(policy('AmazonEKSEditPolicy'))] }),
        ])
        .build(),
    );
    expect(
      ask(role('Edit'), { ...tokens, subresource: 'token' }, edit),
    ).toMatch(/^unknown: AWS does not publish whether AmazonEKSEditPolicy/);
    expect(ask(role('Edit'), tokens, edit)).toMatch(/^allowed: /);
    expect(ask(role('Edit'), { ...pods, resource: 'nodes' }, edit)).toMatch(
      /^denied: /,
    );
    expect(ask(role('Node'), pods)).toMatch(/^unknown: the Node authoriser/);
    expect(
      ask(role('Dev'), pods, new Derived(world.unreadable('bindings').build())),
    ).toBe('unknown: bindings not read');
  });

  it('lets nobody in whom nothing maps', () => {
    expect(ask(role('Nobody'), pods)).toBe(
      'denied: the cluster does not map it, so it is not let in at all',
    );
    const unreadMode = new Derived(world.unreadable('cluster').build());
    expect(ask(role('Nobody'), pods, unreadMode)).toMatch(/^unknown: /);
  });

  it('knows the creator of a cluster that asks its ConfigMap alone', () => {
    const configMap = world.withCluster({ authenticationMode: 'CONFIG_MAP' });
    const created = (at: SnapshotBuilder) => new Derived(at.build());
    const by = configMap.with('clusterCreation', {
      principalArn: role('eng/Maker'),
      at: '2026-01-01T00:00:00Z',
    });
    expect(ask(role('Maker'), pods, created(by))).toMatch(/^allowed: /);
    expect(ask(session('Maker', 'x'), pods, created(by))).toMatch(/^allowed/);
    expect(ask(role('Other'), pods, created(by))).toMatch(/^denied: /);
    expect(ask(role('Other'), pods, created(configMap))).toMatch(/^unknown: /);
  });

  it('gives the groups of service accounts to service accounts alone', () => {
    const of = (who: Parameters<typeof canI>[0]) =>
      canI(who, secrets, derived).decision;
    expect(of({ serviceAccount: { namespace: 'shop', name: 'cart' } })).toBe(
      'allowed',
    );
    // It is called like one, but came with no token of one.
    expect(of({ arn: role('Fake') })).toBe('denied');
    expect(of({ user: { username: 'jane', groups: ['devs'] } })).toBe('denied');
  });
});

describe('canI of an account that is mapped as a whole', () => {
  const other = 'arn:aws:iam::444455556666:role/Guest';
  const mapped = new Derived(
    world
      .withAwsAuth({ mapAccounts: '- "444455556666"\n' })
      .with('bindings', [
        binding('guest', 'secrets', [user(other)]),
        binding('all', 'reader', [group('system:authenticated')]),
      ])
      .build(),
  );
  const ask = (arn: string, request: Parameters<typeof canI>[1]) =>
    canI({ arn }, request, mapped).decision;

  it('knows its identities by their ARN, without path and session', () => {
    expect(ask(other, secrets)).toBe('allowed');
    expect(
      ask('arn:aws:sts::444455556666:assumed-role/Guest/jane', secrets),
    ).toBe('allowed');
    expect(ask('arn:aws:iam::444455556666:role/Host', secrets)).toBe('denied');
    expect(ask('arn:aws:iam::444455556666:role/Host', pods)).toBe('allowed');
    expect(ask('arn:aws:iam::777788889999:role/Guest', pods)).toBe('denied');
    expect(identityReport(other, mapped).principal?.readFrom).toMatch(
      /mapAccounts\[0\]/,
    );
  });

  it('tells which mappings name an identity and do not answer', () => {
    const twice = new Derived(
      world
        .withAwsAuth({
          mapRoles: `- rolearn: ${role('Dev')}\n  username: dev\n`,
        })
        .build(),
    );
    const { principal, others } = identityReport(role('Dev'), twice);
    expect(principal?.door.kind).toBe('access-entry');
    expect(others.map(o => [o.door.kind, o.state])).toEqual([
      ['aws-auth-row', 'shadowed'],
    ]);
  });

  it('has words for members of system:masters', () => {
    const masters = { username: 'x', groups: ['system:masters'] };
    expect(canI({ user: masters }, pods, derived)).toEqual({
      decision: 'allowed',
      because: 'group system:masters allows everything',
    });
    expect(
      canI(
        { serviceAccount: { namespace: 'shop', name: 'cart' } },
        { ...pods, namespace: 'shop' },
        derived,
      ).because,
    ).toBe(
      'RoleBinding "carts/shop" of ClusterRole "reader" to ServiceAccount "cart/shop" allows it',
    );
  });
});

describe('whoCan', () => {
  const names = (
    request: Parameters<typeof whoCan>[0],
    kind: 'holders' | 'perhaps' = 'holders',
  ) => whoCan(request, derived)[kind].map(h => `${h.kind} ${h.name}`);

  it('finds subjects and the principals that arrive as them', () => {
    expect(names({ ...pods, namespace: 'shop' })).toEqual([
      'group devs',
      `principal ${role('Dev')}`,
      'service-account shop/cart',
      `principal ${role('Fake')}`,
      `principal ${role('Root')}`,
      'group system:masters',
    ]);
    expect(names(pods)).toEqual([
      `principal ${role('Root')}`,
      'group system:masters',
    ]);
    expect(names({ ...pods, namespace: 'dev-x' })).toContain(
      `principal ${role('View')}`,
    );
  });

  it('keeps apart of whom it is not known', () => {
    expect(names(secrets, 'perhaps')).toEqual([
      `principal ${role('Dev')}`,
      `principal ${role('Odd')}`,
    ]);
    expect(names(secrets)).toEqual([
      `user ${session('Dev', 'jane')}`,
      'group system:serviceaccounts:shop',
      `principal ${role('Root')}`,
      'group system:masters',
    ]);
  });

  it('agrees with canI about every principal', () => {
    const requests = [
      pods,
      secrets,
      { ...pods, namespace: 'shop' },
      { ...pods, namespace: 'dev-a' },
      { ...secrets, namespace: 'shop' },
    ];
    for (const request of requests) {
      const { holders, perhaps } = whoCan(request, derived);
      for (const name of ['Dev', 'View', 'Odd', 'Root', 'Fake', 'Nobody']) {
        const arn = role(name);
        const isIn = (list: typeof holders) => list.some(h => h.name === arn);
        let expected = 'denied';
        if (isIn(perhaps)) expected = 'unknown';
        if (isIn(holders)) expected = 'allowed';
        const { decision } = canI({ arn }, request, derived);
        expect([name, request, decision]).toEqual([name, request, expected]);
      }
    }
  });
});

describe('identityReport', () => {
  it('tells the way in, the names, and what is held by what', () => {
    const report = identityReport(session('Dev', 'jane'), derived);
    expect(report.kubernetes).toEqual({
      username: session('Dev', 'jane'),
      groups: ['devs', 'system:authenticated'],
    });
    expect(
      report.grants.map(g => g.kind === 'binding' && g.binding.name),
    ).toEqual(['jane', 'devs']);
    expect(report.isClusterAdmin).toBe(false);
    expect(report.unread).toEqual([]);
    expect(identityReport(role('Root'), derived).isClusterAdmin).toBe(true);
    expect(identityReport(role('Nobody'), derived)).toMatchObject({
      grants: [],
      isClusterAdmin: false,
    });
  });
});
