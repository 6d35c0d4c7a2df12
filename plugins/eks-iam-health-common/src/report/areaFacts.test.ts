import { areas } from '../model';
import { aSnapshot, testAccountId, testNow } from '../testing';
import { areaFacts } from './areaFacts';

const valueOf = (
  facts: ReturnType<typeof areaFacts>,
  area: keyof ReturnType<typeof areaFacts>,
  label: string,
) => facts[area].find(fact => fact.label === label)?.value;

describe('areaFacts', () => {
  it('has facts for every area', () => {
    const facts = areaFacts(aSnapshot().build());
    for (const area of areas) expect(facts[area].length).toBeGreaterThan(0);
  });

  it('says not read instead of a count when a section is missing', () => {
    const facts = areaFacts(
      aSnapshot()
        .unreadable('accessKeys')
        .unreadable('podIdentityAssociations')
        .build(),
    );
    expect(valueOf(facts, 'access-keys', 'Users with keys')).toBe('not read');
    expect(valueOf(facts, 'workload-identity', 'Pod Identity')).toBe(
      'not read',
    );
    expect(
      valueOf(facts, 'workload-identity', 'Accounts with an AWS role'),
    ).toBe('not read');
    expect(valueOf(facts, 'workload-identity', 'IRSA')).toBe('0');
  });

  it('tells how the endpoint is open', () => {
    const endpoint = (
      change: Parameters<ReturnType<typeof aSnapshot>['withCluster']>[0],
    ) =>
      valueOf(
        areaFacts(aSnapshot().withCluster(change).build()),
        'authentication',
        'Endpoint',
      );
    expect(endpoint({})).toBe('private, public for 1 range');
    expect(
      endpoint({
        endpointPrivateAccess: false,
        publicAccessCidrs: ['0.0.0.0/0'],
      }),
    ).toBe('public for everyone');
    expect(endpoint({ endpointPublicAccess: false })).toBe('private');
  });

  it('counts a service account with annotation and association once', () => {
    const facts = areaFacts(
      aSnapshot()
        .with('serviceAccounts', [
          {
            namespace: 'shop',
            name: 'cart',
            annotations: {
              'eks.amazonaws.com/role-arn': `arn:aws:iam::444455556666:role/cart`,
            },
          },
        ])
        .with('podIdentityAssociations', [
          {
            associationId: 'a-1',
            associationArn: `arn:aws:eks:eu-west-1:${testAccountId}:podidentityassociation/payments-prod/a-1`,
            namespace: 'shop',
            serviceAccount: 'cart',
            roleArn: `arn:aws:iam::${testAccountId}:role/cart`,
            disableSessionTags: false,
          },
        ])
        .build(),
    );
    expect(
      valueOf(facts, 'workload-identity', 'Accounts with an AWS role'),
    ).toBe('1');
    expect(valueOf(facts, 'cross-account', 'Workload roles elsewhere')).toBe(
      '1',
    );
  });

  it('tells the age of the oldest active key at the time of the snapshot', () => {
    const aKey = (createdAt: string, status: 'Active' | 'Inactive') => ({
      userName: 'ci',
      userArn: `arn:aws:iam::${testAccountId}:user/ci`,
      id: 'AKIAIOSFODNN7EXAMPLE',
      status,
      createdAt,
    });
    const facts = areaFacts(
      aSnapshot()
        .with('accessKeys', [
          aKey('2020-01-01T00:00:00Z', 'Inactive'),
          aKey('2026-11-11T14:14:00Z', 'Active'),
        ])
        .build(),
    );
    expect(testNow).toContain('2026-11-21');
    expect(valueOf(facts, 'access-keys', 'Oldest active key')).toBe('10 days');
    expect(valueOf(facts, 'access-keys', 'Active keys')).toBe('1');
  });

  it('does not count access entries in a mode that ignores them', () => {
    const facts = areaFacts(
      aSnapshot().withCluster({ authenticationMode: 'CONFIG_MAP' }).build(),
    );
    expect(valueOf(facts, 'authentication', 'Access entries')).toBe(
      'not used in this mode',
    );
  });

  it('counts the lines of aws-auth, and says which section is not readable', () => {
    const awsAuth = (data: Record<string, string>) =>
      valueOf(
        areaFacts(aSnapshot().withAwsAuth(data).build()),
        'authentication',
        'aws-auth',
      );
    const line = `- rolearn: arn:aws:iam::${testAccountId}:role/Dev\n  username: dev\n`;
    expect(awsAuth({ mapRoles: line })).toBe('1 role, 0 users');
    expect(awsAuth({ mapRoles: `${line}\tx: [` })).toBe(
      'roles not readable, 0 users',
    );
    expect(
      valueOf(areaFacts(aSnapshot().build()), 'authentication', 'aws-auth'),
    ).toBe('does not exist');
  });

  it('counts who gets in and who rules, or nobody when a source was not read', () => {
    const admin = {
      principalArn: `arn:aws:iam::444455556666:role/Ops`,
      accessEntryArn: `arn:aws:eks:eu-west-1:${testAccountId}:access-entry/payments-prod/role/444455556666/Ops/1`,
      type: 'STANDARD',
      username: 'ops',
      kubernetesGroups: [],
      policies: [
        {
          policyArn:
            'arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy',
          scope: { type: 'cluster' as const },
        },
      ],
      createdAt: testNow,
      tags: {},
    };
    const given = aSnapshot().with('accessEntries', [admin]);
    const values = (snapshot: typeof given) => {
      const facts = areaFacts(snapshot.build());
      return [
        valueOf(facts, 'access', 'Principals'),
        valueOf(facts, 'access', 'Cluster administrators'),
        valueOf(facts, 'cross-account', 'Mapped principals of other accounts'),
      ];
    };
    expect(values(given)).toEqual(['1', '1', '1']);
    expect(values(given.unreadable('bindings'))).toEqual([
      '1',
      'not read',
      '1',
    ]);
    expect(values(given.unreadable('awsAuth'))).toEqual([
      'not read',
      'not read',
      'not read',
    ]);
  });
});
