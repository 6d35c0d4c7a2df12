import { parseRbacObjects, RbacObjectError } from './index';

const group = 'rbac.authorization.k8s.io';
const apiVersion = `${group}/v1`;
const metadata = { name: 'x', namespace: 'shop' };
const binding = (change: object) => ({
  apiVersion,
  kind: 'RoleBinding',
  metadata,
  roleRef: { apiGroup: group, kind: 'Role', name: 'r' },
  subjects: [],
  ...change,
});

describe('parseRbacObjects', () => {
  it('fills what is left out', () => {
    const parsed = parseRbacObjects([
      { kind: 'ClusterRole', metadata: { name: 'r' } },
      {
        apiVersion,
        kind: 'Role',
        metadata: { ...metadata, labels: { a: 'b' } },
        rules: [{ verbs: ['get'] }],
      },
      binding({ subjects: [{ kind: 'ServiceAccount', name: 'cart' }] }),
      { apiVersion, kind: 'ClusterRoleBinding' },
    ]);
    expect(parsed).toEqual({
      clusterRoles: [{ name: 'r', labels: {}, annotations: {}, rules: [] }],
      roles: [
        {
          name: 'x',
          namespace: 'shop',
          labels: { a: 'b' },
          annotations: {},
          rules: [
            {
              apiGroups: [],
              resources: [],
              verbs: ['get'],
              resourceNames: [],
              nonResourceURLs: [],
            },
          ],
        },
      ],
      bindings: [
        {
          name: 'x',
          namespace: 'shop',
          roleRef: { kind: 'Role', name: 'r' },
          subjects: [{ kind: 'ServiceAccount', name: 'cart' }],
        },
      ],
      problems: [
        'objects[3] refers to `` of ``, which a ClusterRoleBinding cannot',
      ],
    });
  });

  it.each<[string, object]>([
    [
      'objects[0] is a RoleBinding without namespace',
      binding({ metadata: { name: 'x' } }),
    ],
    [
      'objects[0] is a Role without namespace',
      { apiVersion, kind: 'Role', metadata: { name: 'x' } },
    ],
    [
      'objects[0] refers to `Role` of `apps`, which a RoleBinding cannot',
      binding({ roleRef: { apiGroup: 'apps', kind: 'Role', name: 'r' } }),
    ],
    [
      'objects[0] refers to `Group` of ``, which a RoleBinding cannot',
      binding({ roleRef: { kind: 'Group', name: 'r' } }),
    ],
    [
      'objects[0] refers to `Role` of `rbac.authorization.k8s.io`, which a ClusterRoleBinding cannot',
      binding({ kind: 'ClusterRoleBinding' }),
    ],
    [
      'objects[0].subjects[0] is a `Robot` of API group ``',
      binding({ subjects: [{ kind: 'Robot', name: 'r' }] }),
    ],
    [
      'objects[0].items[0].subjects[0] is a `Group` of API group `apps`',
      {
        apiVersion,
        kind: 'RoleBindingList',
        items: [
          {
            metadata,
            roleRef: { kind: 'Role', name: 'r' },
            subjects: [{ kind: 'Group', name: 'g', apiGroup: 'apps' }],
          },
        ],
      },
    ],
  ])('tells that %s', (problem, object) => {
    const { problems, bindings } = parseRbacObjects([object]);
    expect(problems).toEqual([problem]);
    expect(bindings.flatMap(b => b.subjects)).toEqual([]);
  });

  it('passes over what is called like a list and is none', () => {
    expect(
      parseRbacObjects([
        { apiVersion: 'v1', kind: 'NodeList' },
        { apiVersion: 'v1', kind: 'List', items: [] },
        { apiVersion: 'example.com/v1', kind: 'Role', metadata: 1 },
      ]),
    ).toEqual({ roles: [], clusterRoles: [], bindings: [], problems: [] });
  });

  it.each<[string, unknown]>([
    ['objects[0] is not an object', null],
    ['objects[0] is not an object', []],
    ['objects[0] is not an object', 'Role'],
    ['objects[0].kind is not text', { kind: 1 }],
    ['objects[0].apiVersion is not text', { kind: 'Role', apiVersion: 1 }],
    [
      'objects[0].metadata.labels.a is not text',
      { kind: 'Role', metadata: { labels: { a: 1 } } },
    ],
    ['objects[0].rules is not a list', { kind: 'Role', rules: {} }],
    ['objects[0].rules[0] is not an object', { kind: 'Role', rules: [1] }],
    ['objects[0].roleRef is not an object', binding({ roleRef: 'r' })],
    ['objects[0].subjects is not a list', binding({ subjects: {} })],
    [
      'objects[0].aggregationRule.clusterRoleSelectors[0].matchExpressions[0].key is not text',
      {
        kind: 'ClusterRole',
        aggregationRule: { clusterRoleSelectors: [{ matchExpressions: [{}] }] },
      },
    ],
  ])('refuses: %s', (message, object) => {
    expect(() => parseRbacObjects([object])).toThrow(RbacObjectError);
    expect(() => parseRbacObjects([object])).toThrow(message);
  });
});
