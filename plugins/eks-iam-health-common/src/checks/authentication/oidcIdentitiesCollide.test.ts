import { IdentityProviderConfig, RbacBinding, RbacRole } from '../../model';
import { aSnapshot, describeCheck } from '../../testing';
import { oidcIdentitiesCollide } from './oidcIdentitiesCollide';

const provider = (
  change: Partial<IdentityProviderConfig> = {},
): IdentityProviderConfig => ({
  name: 'corp',
  issuerUrl: 'https://login.example.com',
  clientId: 'kubernetes',
  status: 'ACTIVE',
  usernameClaim: 'email',
  usernamePrefix: 'oidc:',
  groupsClaim: 'groups',
  groupsPrefix: 'oidc:',
  ...change,
});
const admin: RbacRole = {
  name: 'cluster-admin',
  labels: {},
  annotations: {},
  rules: [
    {
      apiGroups: ['*'],
      resources: ['*'],
      verbs: ['*'],
      resourceNames: [],
      nonResourceURLs: [],
    },
  ],
};
const bound = (group: string): RbacBinding => ({
  name: `admins-${group}`,
  roleRef: { kind: 'ClusterRole', name: 'cluster-admin' },
  subjects: [{ kind: 'Group', name: group }],
});
const given = (configs: IdentityProviderConfig[], group = 'ops') =>
  aSnapshot()
    .with('identityProviderConfigs', configs)
    .with('clusterRoles', [admin])
    .with('bindings', [bound(group)]);

describeCheck(oidcIdentitiesCollide, [
  {
    shows: 'a group of administrators that the provider can claim',
    given: given([provider({ groupsPrefix: undefined })]),
    finds: ['corp'],
    verdict: 'fail',
    message: /into `ops`, bound to administrators/,
    repairs: [],
  },
  {
    shows: 'no such group yet, or none that was read, is a warning',
    given: given([provider({ groupsPrefix: '' })], 'system:ops').unreadable(
      'clusterRoles',
    ),
    finds: ['corp'],
    verdict: 'warn',
    message: /no prefix for groups/,
  },
  {
    shows: 'two providers, each with its own fault',
    given: given([
      provider({ name: 'a', usernamePrefix: undefined }),
      provider({ name: 'b', status: 'CREATING' }),
    ]),
    finds: ['a', 'b'],
    verdict: 'warn',
    message: /no prefix for user names[\s\S]*`CREATING`/,
  },
  {
    shows: 'prefixes are fine',
    given: given([provider()]),
    finds: [],
  },
  {
    shows:
      'no claim for groups brings none, and the issuer stands before a subject',
    given: given([
      provider({
        groupsClaim: undefined,
        groupsPrefix: undefined,
        usernameClaim: 'sub',
        usernamePrefix: undefined,
      }),
    ]),
    finds: [],
  },
  {
    shows: 'a dash switches the prefix off',
    given: given([provider({ usernameClaim: 'sub', usernamePrefix: '-' })]),
    finds: ['corp'],
    verdict: 'warn',
  },
  {
    shows: 'no provider',
    given: given([]),
    verdict: 'not-applicable',
  },
  {
    shows: 'providers were not read',
    given: given([]).unreadable('identityProviderConfigs'),
    verdict: 'unknown',
  },
]);
