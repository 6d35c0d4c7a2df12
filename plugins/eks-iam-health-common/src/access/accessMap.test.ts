import { Derived, IamRole, PodIdentityAssociation } from '../model';
import {
  aDocument,
  anOidcProvider,
  aPod,
  aRole,
  aServiceAccount,
  aSnapshot,
  SnapshotBuilder,
  testAccountId,
  testIssuer,
  testProviderArn,
} from '../testing';
import { accessMapOf } from './accessMap';
import { awsRightsOf, describeAwsRight } from './awsRights';
import { whoCanAws } from './whoCanAws';
import { workloadRolesOf } from './workloadRoles';

const arn = (name: string) => `arn:aws:iam::${testAccountId}:role/${name}`;
const trusting = (sub: string): unknown =>
  aDocument({
    Effect: 'Allow',
    Principal: { Federated: testProviderArn },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: {
      StringEquals: {
        [`${testIssuer}:sub`]: sub,
        [`${testIssuer}:aud`]: 'sts.amazonaws.com',
      },
    },
  });
const podIdentityTrust = aDocument({
  Effect: 'Allow',
  Principal: { Service: 'pods.eks.amazonaws.com' },
  Action: ['sts:AssumeRole', 'sts:TagSession'],
});
const allowing = (name: string, statement: object): Partial<IamRole> => ({
  inlinePolicies: [
    { name, document: aDocument({ Effect: 'Allow', ...statement }) },
  ],
});
const association = (
  serviceAccount: string,
  role: string,
): PodIdentityAssociation => ({
  associationId: `a-${serviceAccount}`,
  associationArn: 'arn',
  namespace: 'shop',
  serviceAccount,
  roleArn: arn(role),
  disableSessionTags: false,
});
const annotated = (name: string, role: string) =>
  aServiceAccount('shop', name, role);

const world = aSnapshot()
  .with('oidcProviders', [anOidcProvider()])
  .with('iamRoles', [
    aRole('cart', {
      trustPolicy: trusting('system:serviceaccount:shop:cart'),
      ...allowing('carts', {
        Action: 's3:GetObject',
        Resource: 'arn:aws:s3:::carts/*',
      }),
    }),
    aRole('pay', {
      trustPolicy: podIdentityTrust,
      ...allowing('own namespace', {
        Action: 's3:*',
        Resource: 'arn:aws:s3:::pay/*',
        Condition: {
          StringEquals: {
            'aws:PrincipalTag/kubernetes-service-account': 'pay',
          },
        },
      }),
    }),
    aRole('node', allowing('all', { Action: '*', Resource: '*' })),
  ])
  .with('nodegroups', [
    {
      name: 'ng',
      nodeRoleArn: arn('node'),
      status: 'ACTIVE',
      healthIssues: [],
    },
  ])
  .with('serviceAccounts', [
    annotated('cart', 'cart'),
    annotated('thief', 'cart'),
    annotated('lost', 'gone'),
    annotated('pay', 'cart'),
    aServiceAccount('shop', 'plain'),
  ])
  .with('pods', [
    aPod('shop', 'cart-5d-1', {
      serviceAccountName: 'cart',
      owner: { kind: 'ReplicaSet', name: 'cart-5d' },
      labels: { 'pod-template-hash': '5d' },
    }),
    aPod('shop', 'cart-5d-2', {
      serviceAccountName: 'cart',
      owner: { kind: 'ReplicaSet', name: 'cart-5d' },
      labels: { 'pod-template-hash': '5d' },
    }),
  ])
  .with('podIdentityAssociations', [
    association('pay', 'pay'),
    association('ghost', 'pay'),
  ])
  .with('clusterRoles', [
    {
      name: 'view',
      labels: {},
      annotations: {},
      rules: [],
    },
  ])
  .with('bindings', [
    {
      name: 'carts',
      namespace: 'shop',
      roleRef: { kind: 'ClusterRole', name: 'view' },
      subjects: [{ kind: 'ServiceAccount', name: 'cart' }],
    },
    {
      name: 'all',
      roleRef: { kind: 'ClusterRole', name: 'view' },
      subjects: [{ kind: 'Group', name: 'system:authenticated' }],
    },
  ])
  .withAwsAuth({
    mapRoles: `- rolearn: ${arn('node')}\n  username: node\n  groups: [ops]\n`,
  });
const derivedOf = (builder: SnapshotBuilder) => new Derived(builder.build());
const derived = derivedOf(world);

describe('workloadRolesOf', () => {
  const told = (at: Derived) =>
    workloadRolesOf(at).all.map(
      ({ serviceAccount, via, roleArn, admitted, because }) =>
        `${serviceAccount.name} ${via} ${roleArn.split('/')[1]} ${admitted}${
          because && `: ${because}`
        }`,
    );

  it('knows by which object a service account gets which role, and whether it is let in', () => {
    expect(told(derived)).toEqual([
      'pay pod-identity pay yes',
      'ghost pod-identity pay yes',
      'cart irsa cart yes',
      'thief irsa cart no: the trust policy does not admit sts:AssumeRoleWithWebIdentity for it',
      'lost irsa gone no: the account has no such role',
    ]);
  });

  it('needs the provider, and its audience', () => {
    const cart = (builder: SnapshotBuilder) =>
      told(derivedOf(builder)).find(line => line.startsWith('cart'));
    expect(cart(world.with('oidcProviders', []))).toBe(
      `cart irsa cart no: there is no provider ${testProviderArn}`,
    );
    expect(
      cart(world.with('oidcProviders', [anOidcProvider({ clientIds: ['x'] })])),
    ).toMatch(/ no: .* does not know audience sts.amazonaws.com$/);
    expect(cart(world.unreadable('oidcProviders'))).toBe(
      'cart irsa cart unknown: oidcProviders not read',
    );
    expect(cart(world.unreadable('iamRoles'))).toBe(
      'cart irsa cart unknown: iamRoles not read',
    );
  });
});

describe('accessMapOf', () => {
  const map = accessMapOf(derived);

  it('is found from both ends', () => {
    expect(map.workloadOf({ namespace: 'shop', name: 'cart' })).toMatchObject({
      exists: true,
      workloads: [{ kind: 'Deployment', name: 'cart' }],
      bindings: [{ binding: { name: 'carts' } }],
      roles: [{ readFrom: 'annotation of shop/cart' }],
    });
    expect(map.workloadOf({ namespace: 'shop', name: 'ghost' })).toMatchObject({
      exists: false,
      bindings: [],
    });
    expect(
      map.workloadsWithRole(arn('pay')).map(w => w.serviceAccount.name),
    ).toEqual(['pay', 'ghost']);
    expect(map.principalsInGroup('ops').map(p => p.arn)).toEqual([arn('node')]);
    expect(map.principalsNamed('node')[0].path).toEqual({
      kind: 'aws-auth-row',
      readFrom: 'kube-system/aws-auth, mapRoles[0] (line 1)',
      state: 'live',
    });
    expect(
      map.principalsOf(`arn:aws:sts::${testAccountId}:assumed-role/node/i-1`),
    ).toHaveLength(1);
    expect(map.everybody.map(({ binding }) => binding.name)).toEqual(['all']);
  });

  it('has the creator where the ConfigMap alone is asked', () => {
    const mode = world.withCluster({ authenticationMode: 'CONFIG_MAP' });
    const [creator] = accessMapOf(derivedOf(mode)).principals;
    expect(creator).toMatchObject({
      path: { kind: 'creator' },
      isClusterAdmin: true,
    });
    expect(map.principals.some(p => p.path.kind === 'creator')).toBe(false);
  });

  it('tells what was not read', () => {
    expect(map.unread).toEqual([]);
    expect(accessMapOf(derivedOf(world.unreadable('roles'))).unread).toEqual([
      'roles',
    ]);
  });
});

describe('whoCanAws', () => {
  const ask = (action: string, resource: string) =>
    whoCanAws(action, resource, derived).holders.map(h => [
      h.arn.split('/')[1],
      h.decision,
      h.workloads.map(w => w.serviceAccount.name),
      h.machines,
    ]);

  it('names roles and who runs with them', () => {
    expect(ask('s3:GetObject', 'arn:aws:s3:::carts/1')).toEqual([
      ['cart', 'allowed', ['cart'], []],
      ['node', 'allowed', [], ['node group ng']],
    ]);
    expect(ask('s3:PutObject', 'arn:aws:s3:::carts/1')).toEqual([
      ['node', 'allowed', [], ['node group ng']],
    ]);
  });

  it('decides by the tags of the session which service account may', () => {
    expect(ask('s3:PutObject', 'arn:aws:s3:::pay/1')).toEqual([
      ['pay', 'allowed', ['pay'], []],
      ['node', 'allowed', [], ['node group ng']],
    ]);
  });

  it('reads the rights of a role', () => {
    const rights = awsRightsOf(arn('pay'), derived.snapshot);
    expect(rights.rights.map(describeAwsRight)).toEqual([
      'Allow s3:* on arn:aws:s3:::pay/*, with conditions (policy own namespace)',
    ]);
    expect(awsRightsOf(arn('node'), derived.snapshot).isAdministrator).toBe(
      true,
    );
    expect(awsRightsOf(arn('gone'), derived.snapshot).unread).toEqual([
      'the account has no such role',
    ]);
  });
});
