import { AccessEntry, PolicyRule, RbacBinding, RbacRole } from '../model';
import {
  aDocument,
  aRole,
  aServiceAccount,
  aSnapshot,
  SnapshotBuilder,
  testAccountId,
} from '../testing';
import { describeRule } from '../rbac';
import { AccessChange, diffAccess } from './diffAccess';

const arn = (name: string) => `arn:aws:iam::${testAccountId}:role/${name}`;
const entry = (
  name: string,
  change: Partial<AccessEntry> = {},
): AccessEntry => ({
  principalArn: arn(name),
  accessEntryArn: 'arn',
  type: 'STANDARD',
  username: name,
  kubernetesGroups: [],
  policies: [],
  createdAt: '2026-01-01T00:00:00Z',
  tags: {},
  ...change,
});
const rule = (resource: string, ...verbs: string[]): PolicyRule => ({
  apiGroups: [''],
  resources: [resource],
  verbs,
  resourceNames: [],
  nonResourceURLs: [],
});
const role = (name: string, ...rules: PolicyRule[]): RbacRole => ({
  name,
  labels: {},
  annotations: {},
  rules,
});
const binding = (
  name: string,
  roleName: string,
  group: string,
  namespace?: string,
): RbacBinding => ({
  name,
  ...(namespace && { namespace }),
  roleRef: { kind: 'ClusterRole', name: roleName },
  subjects: [{ kind: 'Group', name: group }],
});
const policy = (name: string, namespace?: string) => ({
  policyArn: `arn:aws:eks::aws:cluster-access-policy/${name}`,
  scope: namespace
    ? { type: 'namespace' as const, namespaces: [namespace] }
    : { type: 'cluster' as const },
});

function inWords({ kind, who, change, what, by }: AccessChange): string {
  const words = () => {
    switch (what.kind) {
      case 'rules':
        return `${what.rules.map(describeRule).join('; ')} in ${
          what.namespace ?? 'all'
        }`;
      case 'role':
        return what.roleArn;
      case 'aws':
        return what.statement;
      default:
        return what.kind;
    }
  };
  return `${kind} ${who.split('/').pop()} ${change} ${words()} by ${by}`;
}
const changes = (before: SnapshotBuilder, after: SnapshotBuilder) =>
  diffAccess(before.build(), after.build()).changes.map(inWords);

const base = aSnapshot()
  .with('clusterRoles', [
    role('reader', rule('pods', 'get', 'list')),
    role('same-reader', rule('pods', 'list'), rule('pods', 'get')),
    role('writer', rule('pods', 'get', 'create')),
    role('all', {
      ...rule('*', '*'),
      apiGroups: ['*'],
    }),
  ])
  .with('accessEntries', [entry('Dev', { kubernetesGroups: ['devs'] })])
  .with('bindings', [binding('b', 'reader', 'devs', 'shop')]);

describe('diffAccess', () => {
  it('finds nothing in the same, and nothing where the same is said otherwise', () => {
    expect(changes(base, base)).toEqual([]);
    const otherwise = base.with('bindings', [
      binding('renamed', 'same-reader', 'devs', 'shop'),
    ]);
    expect(changes(base, otherwise)).toEqual([]);
  });

  it('names who gained cluster-admin, and by what', () => {
    const entries = [
      entry('Dev', {
        kubernetesGroups: ['devs'],
        policies: [policy('AmazonEKSClusterAdminPolicy')],
      }),
    ];
    expect(changes(base, base.with('accessEntries', entries))).toEqual([
      `principal Dev gained cluster-admin by AmazonEKSClusterAdminPolicy on the whole cluster, access entry of ${arn(
        'Dev',
      )}`,
    ]);
    expect(changes(base.with('accessEntries', entries), base)).toEqual([
      `principal Dev lost cluster-admin by AmazonEKSClusterAdminPolicy on the whole cluster, access entry of ${arn(
        'Dev',
      )}`,
    ]);
  });

  it('tells what is gained and lost, for the group and for those in it', () => {
    const after = base.with('bindings', [
      binding('b', 'writer', 'devs', 'shop'),
    ]);
    expect(changes(base, after)).toEqual([
      `principal Dev lost list pods in shop by RoleBinding shop/b to reader by devs, access entry of ${arn(
        'Dev',
      )}`,
      `principal Dev gained create pods in shop by RoleBinding shop/b to writer by devs, access entry of ${arn(
        'Dev',
      )}`,
      'group devs lost list pods in shop by RoleBinding shop/b to reader',
      'group devs gained create pods in shop by RoleBinding shop/b to writer',
    ]);
  });

  it('knows that the whole cluster is more than a namespace, and a pattern more than one', () => {
    const clusterWide = base.with('bindings', [binding('b', 'reader', 'devs')]);
    expect(changes(base, clusterWide)).toContain(
      'group devs gained get, list pods in all by ClusterRoleBinding b to reader',
    );
    expect(changes(clusterWide, base)).not.toContainEqual(
      expect.stringContaining('group devs gained'),
    );
    const with_ = (namespace: string) =>
      base.with('accessEntries', [
        entry('Dev', {
          policies: [policy('AmazonEKSSecretReaderPolicy', namespace)],
        }),
      ]);
    const one = with_('dev-a');
    const many = with_('dev-*');
    expect(changes(many, one).filter(c => c.includes('gained'))).toEqual([]);
    expect(changes(one, many).filter(c => c.includes('gained'))).toHaveLength(
      1,
    );
  });

  it('tells who gets in and under which name', () => {
    const after = base.with('accessEntries', [
      entry('Dev', { kubernetesGroups: ['devs'], username: 'other' }),
      entry('New'),
    ]);
    expect(changes(base, after)).toEqual([
      `principal Dev lost entrance by access entry of ${arn('Dev')}`,
      `principal Dev gained entrance by access entry of ${arn('Dev')}`,
      `principal New gained entrance by access entry of ${arn('New')}`,
    ]);
  });

  it('sees an aws-auth line become an entry without a change of rights', () => {
    const line = base.with('accessEntries', []).withAwsAuth({
      mapRoles: `- rolearn: ${arn('Dev')}\n  username: Dev\n  groups: [devs]\n`,
    });
    expect(changes(line, base)).toEqual([]);
  });

  it('follows the roles of service accounts and their policies', () => {
    const workload = (...actions: string[]) =>
      base
        .with('serviceAccounts', [aServiceAccount('shop', 'cart', 'cart')])
        .with('podIdentityAssociations', [
          {
            associationId: 'a-1',
            associationArn: 'arn',
            namespace: 'shop',
            serviceAccount: 'cart',
            roleArn: arn('cart'),
            disableSessionTags: false,
          },
        ])
        .with('iamRoles', [
          aRole('cart', {
            trustPolicy: aDocument({
              Effect: 'Allow',
              Principal: { Service: 'pods.eks.amazonaws.com' },
              Action: ['sts:AssumeRole', 'sts:TagSession'],
            }),
            inlinePolicies: [
              {
                name: 'p',
                document: aDocument(
                  ...actions.map(Action => ({
                    Effect: 'Allow',
                    Action,
                    Resource: '*',
                  })),
                ),
              },
            ],
          }),
        ]);
    const one = workload('s3:GetObject');
    expect(changes(base, one)).toEqual([
      `workload cart gained ${arn('cart')} by Pod Identity association a-1`,
    ]);
    expect(changes(one, workload('s3:PutObject', 's3:GetObject'))).toEqual([
      'role cart gained Allow s3:PutObject on * (policy p) by policy p',
    ]);
  });

  it('compares policies whose rules nobody knows by their name and scope', () => {
    const holding = (...policies: AccessEntry['policies']) =>
      base.with('accessEntries', [
        entry('Dev', { kubernetesGroups: ['devs'], policies }),
      ]);
    const one = holding(policy('AmazonEKSNewPolicy', 'shop'));
    expect(changes(one, one)).toEqual([]);
    expect(changes(base, one)).toEqual([
      `principal Dev gained unpublished by AmazonEKSNewPolicy on shop, access entry of ${arn(
        'Dev',
      )}`,
    ]);
    expect(changes(one, holding(policy('AmazonEKSNewPolicy')))).toHaveLength(2);
    expect(
      changes(one, holding(policy('AmazonEKSOtherPolicy', 'shop'))),
    ).toHaveLength(2);
  });

  it('says what it could not compare', () => {
    expect(
      diffAccess(base.build(), base.unreadable('bindings').build()).unread,
    ).toEqual(['bindings']);
  });
});
