import { AccessEntry, ClusterSnapshot, Derived, RbacBinding } from '../model';
import { aSnapshot, SnapshotBuilder } from '../testing';
import { clusterAdminsOf } from './clusterAdmins';
import { MappedPrincipal, principalsIn, principalsOf } from './principals';
import { evaluateAccess, isInScope, matchesTemplate } from './rights';

const account = '111122223333';
const role = (name: string) => `arn:aws:iam::${account}:role/${name}`;
const line = (arn: string, group = 'g', username = 'u') =>
  `- rolearn: ${arn}\n  username: ${username}\n  groups:\n  - ${group}\n`;
const entry = (
  arn: string,
  change: Partial<AccessEntry> = {},
): AccessEntry => ({
  principalArn: arn,
  accessEntryArn: 'arn',
  type: 'STANDARD',
  username: 'x',
  kubernetesGroups: [],
  policies: [],
  createdAt: '2026-01-01T00:00:00Z',
  tags: {},
  ...change,
});
const states = (builder: SnapshotBuilder) =>
  principalsOf(builder.build()).all.map(p => `${p.readFrom} ${p.state}`);

describe('principalsOf', () => {
  const given = aSnapshot()
    .with('accessEntries', [entry(role('eng/A'))])
    .withAwsAuth({
      mapRoles:
        line(role('a')) +
        line(role('B'), 'x') +
        line(role('b'), 'y') +
        line(role('p/Dead')),
    });

  it('says which mapping answers', () => {
    expect(states(given)).toEqual([
      `access entry of ${role('eng/A')} live`,
      'kube-system/aws-auth, mapRoles[0] (line 1) shadowed',
      'kube-system/aws-auth, mapRoles[1] (line 5) shadowed',
      'kube-system/aws-auth, mapRoles[2] (line 9) live',
      'kube-system/aws-auth, mapRoles[3] (line 13) dead',
    ]);
  });

  it('follows the mode', () => {
    const inMode = (authenticationMode: 'API' | 'CONFIG_MAP') =>
      states(given.withCluster({ authenticationMode })).map(s =>
        s.split(' ').pop(),
      );
    expect(inMode('API')).toEqual([
      'live',
      'ignored',
      'ignored',
      'ignored',
      'ignored',
    ]);
    expect(inMode('CONFIG_MAP')).toEqual([
      'ignored',
      'live',
      'shadowed',
      'live',
      'dead',
    ]);
  });

  it('does not call a line live while the entries are unread', () => {
    const { all, unread } = principalsOf(
      given.unreadable('accessEntries').build(),
    );
    expect(all.map(p => p.state)).toEqual([
      'unknown',
      'shadowed',
      'unknown',
      'dead',
    ]);
    expect(unread).toEqual(['accessEntries']);
  });

  it('knows the entries that AWS makes for itself, and only those', () => {
    const trust = (service: string) => ({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: service },
          Action: 'sts:AssumeRole',
        },
      ],
    });
    const iamRole = (name: string, service: string) => ({
      arn: role(name),
      name,
      path: '/',
      id: 'AROA',
      createdAt: '2025-01-01T00:00:00Z',
      trustPolicy: trust(service),
      attachedPolicyArns: [],
      inlinePolicies: [],
      instanceProfileArns: [],
      tags: {},
    });
    const snapshot = aSnapshot()
      .with('iamRoles', [
        iamRole('Backup', 'backup.amazonaws.com'),
        iamRole('Builder', 'codebuild.amazonaws.com'),
      ])
      .with('accessEntries', [
        entry(role('Backup')),
        entry(role('Builder')),
        entry(role('payments-prod-cluster')),
        entry(
          role('aws-service-role/eks.amazonaws.com/AWSServiceRoleForAmazonEKS'),
        ),
      ])
      .build();
    expect(principalsOf(snapshot).all.map(p => p.isService)).toEqual([
      true,
      false,
      true,
      true,
    ]);
  });
});

describe('evaluateAccess', () => {
  const view = 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy';
  const given = aSnapshot()
    .with('clusterRoles', [
      {
        name: 'edit',
        labels: {},
        annotations: {},
        rules: [
          {
            apiGroups: [''],
            resources: ['pods'],
            verbs: ['delete'],
            resourceNames: [],
            nonResourceURLs: [],
          },
        ],
      },
    ])
    .with('bindings', [
      {
        name: 'b',
        namespace: 'shop',
        roleRef: { kind: 'ClusterRole', name: 'edit' },
        subjects: [{ kind: 'Group', name: 'devs' }],
      },
    ])
    .with('accessEntries', [
      entry(role('A'), {
        kubernetesGroups: ['devs'],
        policies: [
          {
            policyArn: view,
            scope: { type: 'namespace', namespaces: ['dev-*'] },
          },
        ],
      }),
    ]);
  const decide = (
    verb: string,
    namespace: string | undefined,
    snapshot: ClusterSnapshot = given.build(),
  ) => {
    const derived = new Derived(snapshot);
    return evaluateAccess(
      principalsIn(derived).all[0],
      { verb, apiGroup: '', resource: 'pods', namespace },
      derived,
    );
  };

  it('joins policies and bindings, each in its scope', () => {
    expect(decide('list', 'dev-1')).toMatchObject({
      decision: 'allowed',
      by: { kind: 'access-policy' },
    });
    expect(decide('delete', 'shop')).toMatchObject({
      decision: 'allowed',
      by: { kind: 'binding', via: 'devs' },
    });
    expect(decide('list', 'shop').decision).toBe('denied');
    expect(decide('delete', 'dev-1').decision).toBe('denied');
    expect(decide('list', undefined).decision).toBe('denied');
  });

  it('does not deny where it could not read, or where AWS publishes nothing', () => {
    expect(
      decide('list', 'shop', given.unreadable('bindings').build()).decision,
    ).toBe('unknown');
    expect(
      decide(
        'list',
        'shop',
        given
          .with('accessEntries', [
            entry(role('A'), {
              policies: [
                {
                  policyArn:
                    'arn:aws:eks::aws:cluster-access-policy/AmazonEMRJobPolicy',
                  scope: { type: 'cluster' },
                },
              ],
            }),
          ])
          .build(),
      ),
    ).toMatchObject({ decision: 'unknown', because: /AmazonEMRJobPolicy/ });
  });
});

describe('patterns', () => {
  it('matches what a template may become', () => {
    expect(matchesTemplate('a:{{SessionName}}', 'a:jane')).toBe(true);
    expect(matchesTemplate('a:{{SessionName}}', 'a:')).toBe(false);
    expect(matchesTemplate('a.b', 'axb')).toBe(false);
  });

  it('reads stars of a scope, and nothing else, as a pattern', () => {
    const inScope = (pattern: string, namespace: string) =>
      isInScope({ type: 'namespace', namespaces: [pattern] }, namespace);
    expect(inScope('dev-*', 'dev-1')).toBe(true);
    expect(inScope('dev-*', 'xdev-1')).toBe(false);
    expect(inScope('a.c', 'abc')).toBe(false);
  });
});

describe('a large cluster', () => {
  it('is indexed: 3,000 entries and 10,000 bindings take no all-pairs', () => {
    const bindings: RbacBinding[] = Array.from({ length: 10_000 }, (_, i) => ({
      name: `b${i}`,
      namespace: `ns${i % 500}`,
      roleRef: { kind: 'ClusterRole', name: 'edit' },
      subjects: [
        { kind: 'Group', name: `g${i}` },
        { kind: 'ServiceAccount', namespace: `ns${i % 500}`, name: `sa${i}` },
        { kind: 'User', name: `team${i % 3000}:user${i}` },
      ],
    }));
    const snapshot = aSnapshot()
      .with('bindings', bindings)
      .with(
        'accessEntries',
        Array.from({ length: 3000 }, (_, i) =>
          entry(role(`R${i}`), {
            username: `team${i}:{{SessionName}}`,
            kubernetesGroups: [`g${i}`],
          }),
        ),
      )
      .build();
    const derived = new Derived(snapshot);
    const started = process.cpuUsage();
    clusterAdminsOf(derived);
    const { user } = process.cpuUsage(started);
    expect(user / 1000).toBeLessThan(1000);
    const first: MappedPrincipal = principalsIn(derived).all[0];
    expect(first.state).toBe('live');
  });
});
