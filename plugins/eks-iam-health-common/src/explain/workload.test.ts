import { IamRole, Pod, ServiceAccount } from '../model';
import { aCluster, aSnapshot, testAccountId } from '../testing';
import { explainError } from './explainError';

const issuer = (aCluster().oidcIssuer ?? '').replace('https://', '');
const provider = `arn:aws:iam::${testAccountId}:oidc-provider/${issuer}`;
const refused =
  'An error occurred (AccessDenied) when calling the AssumeRoleWithWebIdentity operation: Not authorized to perform sts:AssumeRoleWithWebIdentity';

const account = (name: string, roleName = name): ServiceAccount => ({
  namespace: 'checkout',
  name,
  annotations: {
    'eks.amazonaws.com/role-arn': `arn:aws:iam::${testAccountId}:role/${roleName}`,
  },
});

const role = (name: string, sub: string): IamRole => ({
  arn: `arn:aws:iam::${testAccountId}:role/${name}`,
  name,
  path: '/',
  id: 'AROAEXAMPLE',
  createdAt: '2025-01-01T00:00:00Z',
  trustPolicy: {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Federated: provider },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: {
          StringEquals: {
            [`${issuer}:sub`]: sub,
            [`${issuer}:aud`]: 'sts.amazonaws.com',
          },
        },
      },
    ],
  },
  attachedPolicyArns: [],
  inlinePolicies: [],
  instanceProfileArns: [],
  tags: {},
});

const given = () =>
  aSnapshot()
    .with('oidcProviders', [
      {
        arn: provider,
        url: issuer,
        clientIds: ['sts.amazonaws.com'],
        thumbprints: [],
      },
    ])
    .with('serviceAccounts', [account('cart'), account('ledger')])
    .with('iamRoles', [
      role('cart', 'system:serviceaccount:checkout:cart'),
      role('ledger', 'system:serviceaccount:checkout:ledger-writer'),
    ]);

const causeOf = (diagnosis: ReturnType<typeof explainError>, id: string) =>
  diagnosis.causes.find(c => c.id === id);

describe('a refused web identity', () => {
  it('names the accounts whose trust does not admit them, and the part that fails', () => {
    const { causes, headline } = explainError(refused, given().build());
    expect(causes[0]).toMatchObject({
      id: 'trust-does-not-admit',
      certainty: 'proven',
      checkId: 'irsa-trust-does-not-admit',
    });
    expect(causes[0].explanation).toContain('checkout/ledger');
    expect(causes[0].explanation).not.toContain('checkout/cart');
    expect(causes[0].repairs[0].actions[0].kind).toBe('update-trust-policy');
    expect(headline).toBe(
      'The trust policy of the role does not admit the service account.',
    );
  });

  it('looks at the account that the text names only', () => {
    const text = `${refused} (system:serviceaccount:checkout:cart)`;
    const diagnosis = explainError(text, given().build());
    expect(causeOf(diagnosis, 'trust-does-not-admit')?.certainty).toBe(
      'ruled-out',
    );
    const other = explainError(refused, given().build(), {
      serviceAccount: { namespace: 'checkout', name: 'ledger' },
    });
    expect(causeOf(other, 'trust-does-not-admit')?.certainty).toBe('proven');
  });

  it('proves that the role does not exist', () => {
    const { causes } = explainError(
      refused,
      given()
        .with('serviceAccounts', [account('cart', 'gone')])
        .build(),
    );
    expect(causes[0]).toMatchObject({
      id: 'role-missing',
      certainty: 'proven',
    });
  });

  it('leaves the trust unknown when roles could not be read', () => {
    const diagnosis = explainError(
      refused,
      given().unreadable('iamRoles').build(),
    );
    expect(causeOf(diagnosis, 'trust-does-not-admit')?.certainty).toBe(
      'unknown',
    );
    expect(diagnosis.restsOn.some(r => !r.known)).toBe(true);
  });

  it('proves a missing provider', () => {
    const { causes } = explainError(
      `An error occurred (InvalidIdentityToken) when calling the AssumeRoleWithWebIdentity operation: No OpenIDConnect provider found in your account for https://${issuer}`,
      given().with('oidcProviders', []).build(),
    );
    expect(causes[0]).toMatchObject({
      id: 'oidc-provider-missing',
      certainty: 'proven',
    });
  });

  it('proves nothing about a former cluster with another issuer', () => {
    const { causes } = explainError(
      'An error occurred (InvalidIdentityToken) when calling the AssumeRoleWithWebIdentity operation: No OpenIDConnect provider found in your account for https://oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF',
      given().with('oidcProviders', []).build(),
    );
    expect(causes.some(c => c.certainty === 'proven')).toBe(false);
  });

  it('leaves a Deny that AWS names to the general refusal', () => {
    const diagnosis = explainError(
      `User: arn:aws:sts::${testAccountId}:assumed-role/a/b is not authorized to perform: sts:AssumeRoleWithWebIdentity on resource: arn:aws:iam::${testAccountId}:role/cart with an explicit deny in a resource control policy`,
      given().build(),
    );
    expect(diagnosis.pattern).toBe('access-denied');
    expect(
      diagnosis.causes.flatMap(c => c.repairs.flatMap(r => r.actions)),
    ).toEqual([]);
  });
});

describe('a credential scoped to another Region', () => {
  const text =
    'An error occurred (SignatureDoesNotMatch) when calling the GetCallerIdentity operation: Credential should be scoped to a valid region';
  const pod: Pod = {
    namespace: 'batch',
    name: 'nightly-1',
    serviceAccountName: 'nightly',
    createdAt: '2026-11-01T00:00:00Z',
    hostNetwork: false,
    labels: {},
    annotations: {},
    containers: [
      {
        name: 'app',
        isInit: false,
        env: [
          {
            name: 'AWS_ENDPOINT_URL_STS',
            source: 'literal',
            value: 'https://sts.amazonaws.com',
          },
        ],
        stsArguments: [],
        volumeMountNames: [],
      },
    ],
    volumeNames: [],
    keyMaterial: [],
  };

  it('finds the pods that call the global endpoint', () => {
    const { causes } = explainError(
      text,
      aSnapshot().with('pods', [pod]).build(),
    );
    expect(causes[0]).toMatchObject({
      id: 'global-endpoint',
      certainty: 'proven',
      checkId: expect.any(String),
    });
    expect(causes[0].explanation).toContain('batch/nightly');
  });

  it('rules it out when no pod does', () => {
    const diagnosis = explainError(text, aSnapshot().build());
    expect(causeOf(diagnosis, 'global-endpoint')?.certainty).toBe('ruled-out');
  });

  it('does not know when pods were not read', () => {
    const diagnosis = explainError(
      text,
      aSnapshot().unreadable('pods').build(),
    );
    expect(causeOf(diagnosis, 'global-endpoint')?.certainty).toBe('unknown');
  });
});
