import { Derived, Instance, PolicyRule } from '../../model';
import {
  aDocument,
  anAccessEntry,
  anAssociation,
  anOidcProvider,
  aPod,
  aRole,
  aServiceAccount,
  aSnapshot,
  SnapshotBuilder,
  trustFor,
} from '../../testing';
import { findClusterEscalations } from './findClusterEscalations';

const arn = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
const rule = (
  resources: string[],
  verbs: string[],
  resourceNames: string[] = [],
): PolicyRule => ({
  apiGroups: [''],
  resources,
  verbs,
  resourceNames,
  nonResourceURLs: [],
});

/** `role/Dev` is in group `dev`, which holds these rules in a namespace. */
function holding(
  given: SnapshotBuilder,
  namespace: string,
  rules: PolicyRule[],
) {
  return given
    .with('accessEntries', [
      anAccessEntry('role/Dev', { kubernetesGroups: ['dev'] }),
    ])
    .with('roles', [
      { name: 'dev', namespace, labels: {}, annotations: {}, rules },
    ])
    .with('bindings', [
      {
        name: 'dev',
        namespace,
        roleRef: { kind: 'Role', name: 'dev' },
        subjects: [{ kind: 'Group', name: 'dev' }],
      },
    ]);
}

const shop = aSnapshot()
  .with('oidcProviders', [anOidcProvider()])
  .with('namespaces', [{ name: 'shop', labels: {} }])
  .with('serviceAccounts', [
    aServiceAccount('shop', 'cart', 'cart'),
    aServiceAccount('shop', 'closed', 'closed'),
  ])
  .with('iamRoles', [
    aRole('cart', { trustPolicy: aDocument(trustFor('shop', 'cart')) }),
    aRole('closed', { trustPolicy: aDocument(trustFor('else', 'where')) }),
    aRole('till', {
      trustPolicy: aDocument({
        Effect: 'Allow',
        Principal: { Service: 'pods.eks.amazonaws.com' },
        Action: ['sts:AssumeRole', 'sts:TagSession'],
      }),
    }),
    aRole('Dev'),
  ])
  .with('podIdentityAssociations', [anAssociation('shop', 'till', 'till')])
  .with('pods', [aPod('shop', 'cart')]);

const find = (given: SnapshotBuilder) =>
  findClusterEscalations({ arn: arn('Dev') }, new Derived(given.build()));
const summary = (given: SnapshotBuilder) =>
  find(given).map(({ id, verdict, targets }) => [id, verdict, targets]);

describe('findClusterEscalations', () => {
  it('finds the token of a service account, whose role lets it in', () => {
    const given = holding(shop, 'shop', [
      rule(['serviceaccounts/token'], ['create']),
    ]);
    expect(find(given)).toEqual([
      {
        id: 'k8s-create-token',
        title: 'Issue the token of a service account that has a role',
        verdict: 'allowed',
        targets: [arn('cart')],
        steps: [
          'Request a token of service account `shop/cart` for the audience `sts.amazonaws.com`.',
          `Exchange it for \`${arn(
            'cart',
          )}\` by \`sts:AssumeRoleWithWebIdentity\`, from anywhere.`,
        ],
        because: [expect.stringContaining('dev')],
      },
    ]);
  });

  it('keeps to the names that a rule holds', () => {
    expect(
      summary(
        holding(shop, 'shop', [
          rule(['serviceaccounts/token'], ['create'], ['till']),
        ]),
      ),
    ).toEqual([]);
  });

  it('finds a shell in a pod, and a pod of one’s own', () => {
    expect(
      summary(holding(shop, 'shop', [rule(['pods/exec'], ['create'])])),
    ).toEqual([['k8s-exec-into-pod', 'allowed', [arn('cart')]]]);
    expect(
      summary(holding(shop, 'shop', [rule(['pods'], ['create'])])),
    ).toEqual([['k8s-create-pod', 'allowed', [arn('till'), arn('cart')]]]);
    expect(
      summary(holding(shop, 'other', [rule(['pods', 'pods/exec'], ['*'])])),
    ).toEqual([]);
  });

  it('finds aws-auth, unless the mode does not ask it', () => {
    const given = holding(
      aSnapshot().withAwsAuth({ mapRoles: '[]' }),
      'kube-system',
      [rule(['configmaps'], ['patch'], ['aws-auth'])],
    );
    expect(summary(given)).toEqual([
      ['k8s-edit-aws-auth', 'allowed', ['administrator of the cluster']],
    ]);
    expect(summary(given.withCluster({ authenticationMode: 'API' }))).toEqual(
      [],
    );
  });

  describe('the node role', () => {
    const instance = (hopLimit: number): Instance => ({
      id: 'i-1',
      nodegroupName: 'ng-1',
      metadata: { endpoint: 'enabled', tokens: 'required', hopLimit },
    });
    const given = holding(
      aSnapshot()
        .with('namespaces', [{ name: 'shop', labels: {} }])
        .with('nodegroups', [
          {
            name: 'ng-1',
            nodeRoleArn: arn('nodes'),
            status: 'ACTIVE',
            healthIssues: [],
          },
        ]),
      'shop',
      [rule(['pods'], ['create']), rule(['pods/exec'], ['get'])],
    );

    it('is within reach where pods reach the metadata service', () => {
      expect(summary(given.with('instances', [instance(2)]))).toEqual([
        ['k8s-node-role', 'allowed', [arn('nodes')]],
      ]);
      expect(summary(given.with('instances', [instance(1)]))).toEqual([]);
    });

    it('is within reach of a pod in the network of its node, whatever the limit', () => {
      const agent = aPod('shop', 'agent', { hostNetwork: true });
      expect(
        summary(given.with('instances', [instance(1)]).with('pods', [agent])),
      ).toEqual([['k8s-node-role', 'allowed', [arn('nodes')]]]);
    });

    it('may be within reach where the instances were not read', () => {
      expect(summary(given.unreadable('instances'))).toEqual([
        ['k8s-node-role', 'undecided', [arn('nodes')]],
      ]);
    });
  });

  it('finds who may write the trust policy of a workload’s role', () => {
    const given = shop.with('iamRoles', [
      aRole('cart', { trustPolicy: aDocument(trustFor('shop', 'cart')) }),
      aRole('Dev', {
        inlinePolicies: [
          {
            name: 'roles',
            document: aDocument({
              Sid: 'Trust',
              Effect: 'Allow',
              Action: 'iam:UpdateAssumeRolePolicy',
              Resource: arn('cart'),
            }),
          },
        ],
      }),
    ]);
    expect(find(given)).toMatchObject([
      {
        id: 'eks-update-irsa-trust',
        verdict: 'allowed',
        targets: [arn('cart')],
        because: ['statement Trust of roles'],
      },
    ]);
  });

  it('leaves open what unread bindings could give, and says nothing of an unread cluster', () => {
    const given = holding(shop, 'shop', []).unreadable('bindings');
    expect(new Set(find(given).map(({ verdict }) => verdict))).toEqual(
      new Set(['undecided']),
    );
    expect(find(shop.unreadable('cluster'))).toEqual([]);
  });

  it('asks service accounts as well', () => {
    const given = shop
      .with('roles', [
        {
          name: 'exec',
          namespace: 'shop',
          labels: {},
          annotations: {},
          rules: [rule(['pods/exec'], ['create'])],
        },
      ])
      .with('bindings', [
        {
          name: 'exec',
          namespace: 'shop',
          roleRef: { kind: 'Role', name: 'exec' },
          subjects: [{ kind: 'ServiceAccount', namespace: 'ops', name: 'bot' }],
        },
      ]);
    const found = findClusterEscalations(
      { serviceAccount: { namespace: 'ops', name: 'bot' } },
      new Derived(given.build()),
    );
    expect(found.map(({ id }) => id)).toEqual(['k8s-exec-into-pod']);
  });
});
