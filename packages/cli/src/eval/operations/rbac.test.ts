import { InputError } from '../operation';
import { rbacAuthorize } from './rbacAuthorize';
import { rbacCovers } from './rbacCovers';

const role = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'Role',
  metadata: { name: 'reader', namespace: 'shop' },
  rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }],
};
const binding = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'RoleBinding',
  metadata: { name: 'readers', namespace: 'shop' },
  roleRef: {
    apiGroup: 'rbac.authorization.k8s.io',
    kind: 'Role',
    name: 'reader',
  },
  subjects: [{ kind: 'Group', name: 'devs' }],
};
const objects = [role, binding];

describe('rbac.authorize', () => {
  it('names what allows', () => {
    const attributes = { verb: 'get', resource: 'pods', namespace: 'shop' };
    expect(
      rbacAuthorize({ objects, user: 'jane', groups: ['devs'], attributes }),
    ).toEqual({
      decision: 'allow',
      by: 'RoleBinding "readers/shop" of Role "reader" to Group "devs"',
    });
    expect(rbacAuthorize({ objects, user: 'jane', attributes })).toEqual({
      decision: 'deny',
      by: '',
    });
  });

  it('takes null for what is left out', () => {
    expect(
      rbacAuthorize({
        objects,
        user: null,
        groups: ['devs'],
        attributes: {
          verb: 'get',
          apiGroup: '',
          resource: 'pods',
          subresource: '',
          name: null,
          namespace: 'shop',
          path: null,
        },
      }),
    ).toMatchObject({ decision: 'allow' });
  });

  it('asks about a path where there is one', () => {
    expect(
      rbacAuthorize({
        objects,
        groups: ['devs'],
        attributes: {
          verb: 'get',
          resource: 'pods',
          namespace: 'shop',
          path: '/api',
        },
      }),
    ).toMatchObject({ decision: 'deny' });
  });

  it.each([
    [{ objects }, '`attributes` must be an object'],
    [{ objects: {}, attributes: {} }, '`objects` must be a list'],
    [{ objects: ['x'], attributes: {} }, 'objects[0] is not an object'],
    [
      { objects: [{ ...role, rules: [{ verbs: 'get' }] }], attributes: {} },
      'objects[0].rules[0].verbs is not a list',
    ],
    [{ objects, groups: 'devs', attributes: {} }, '`groups` must be a list'],
    [{ objects, attributes: { verb: 1 } }, '`verb` must be a string'],
  ])('refuses %j', (input, message) => {
    expect(() => rbacAuthorize(input)).toThrow(InputError);
    expect(() => rbacAuthorize(input)).toThrow(message);
  });
});

describe('rbac.covers', () => {
  it('tells what is missing, part by part', () => {
    const rule = { apiGroups: [''], resources: ['pods'], verbs: ['get'] };
    expect(rbacCovers({ owner: [rule], servant: [rule] })).toEqual({
      covered: true,
      uncovered: [],
    });
    expect(
      rbacCovers({
        owner: [rule],
        servant: [
          { ...rule, verbs: ['get', 'list'], resourceNames: ['a'] },
          { nonResourceURLs: ['/logs'], verbs: ['get'] },
        ],
      }),
    ).toEqual({
      covered: false,
      uncovered: [
        {
          apiGroups: [''],
          resources: ['pods'],
          verbs: ['list'],
          resourceNames: ['a'],
        },
        { nonResourceURLs: ['/logs'], verbs: ['get'] },
      ],
    });
  });

  it('takes what is left out for nothing', () => {
    expect(rbacCovers({})).toEqual({ covered: true, uncovered: [] });
    expect(rbacCovers({ owner: null, servant: null })).toEqual({
      covered: true,
      uncovered: [],
    });
  });

  it('refuses what is no rule', () => {
    expect(() => rbacCovers({ owner: [1] })).toThrow(InputError);
    expect(() => rbacCovers({ servant: [{ verbs: [1] }] })).toThrow(
      'servant[0].verbs[0] is not text',
    );
  });
});
