import { IamPolicy, IamRole, IamUser, Repair } from '../model';
import { renderRepair } from '../remediate';
import { aSnapshot, testAccountId } from '../testing';
import { explainError } from './explainError';

const cluster = `arn:aws:eks:eu-west-1:${testAccountId}:cluster/payments-prod`;
const staging = `arn:aws:eks:eu-west-1:${testAccountId}:cluster/payments-staging`;

const policy = (...Statement: unknown[]) => ({
  Version: '2012-10-17',
  Statement,
});
const allow = (Action: string, Resource: string | string[], more = {}) => ({
  Sid: 'ReadStagingCluster',
  Effect: 'Allow',
  Action,
  Resource,
  ...more,
});

function aRole(name: string, documents: unknown[], change = {}): IamRole {
  return {
    arn: `arn:aws:iam::${testAccountId}:role/${name}`,
    name,
    path: '/',
    id: 'AROAEXAMPLE',
    createdAt: '2025-01-01T00:00:00Z',
    trustPolicy: policy(),
    attachedPolicyArns: [],
    inlinePolicies: documents.map((document, i) => ({
      name: `inline-${i}`,
      document,
    })),
    instanceProfileArns: [],
    tags: {},
    ...change,
  };
}

const aUser = (name: string, documents: unknown[]): IamUser => ({
  arn: `arn:aws:iam::${testAccountId}:user/${name}`,
  name,
  path: '/',
  id: 'AIDAEXAMPLE',
  createdAt: '2025-01-01T00:00:00Z',
  groupNames: [],
  attachedPolicyArns: [],
  inlinePolicies: documents.map((document, i) => ({
    name: `inline-${i}`,
    document,
  })),
});

const denied = (
  resource = cluster,
  tail = ' because no identity-based policy allows the eks:DescribeCluster action',
) =>
  `An error occurred (AccessDeniedException) when calling the DescribeCluster operation: User: arn:aws:sts::${testAccountId}:assumed-role/Dev/omar.farouk is not authorized to perform: eks:DescribeCluster on resource: ${resource}${tail}`;

const certainties = (diagnosis: ReturnType<typeof explainError>) =>
  Object.fromEntries(diagnosis.causes.map(c => [c.id, c.certainty]));

/** A statement to copy is all that may be offered where a command would do harm. */
const toolsOf = (repairs: Repair[] = []) =>
  repairs.flatMap(repair =>
    renderRepair(repair, {
      clusterName: 'payments-prod',
      region: 'eu-west-1',
      accountId: testAccountId,
      partition: 'aws',
    }).map(({ tool }) => tool),
  );

describe('an AccessDenied asked of a snapshot', () => {
  it('is left open without one', () => {
    const { causes, gates, pattern } = explainError(denied());
    expect(pattern).toBe('access-denied');
    expect(causes.length).toBeGreaterThan(4);
    expect(new Set(causes.map(c => c.certainty))).toEqual(new Set(['open']));
    expect(gates.map(g => g.state)).toEqual([
      'refused',
      'not-reached',
      'not-reached',
    ]);
  });

  it('proves that the only Allow names another cluster, and widens that statement', () => {
    const document = policy(allow('eks:DescribeCluster', staging));
    const diagnosis = explainError(
      denied(),
      aSnapshot()
        .with('iamRoles', [aRole('Dev', [document])])
        .build(),
    );
    expect(diagnosis.causes[0]).toMatchObject({
      id: 'allow-names-another-resource',
      certainty: 'proven',
      title: 'The only statement that allows it names another cluster',
    });
    expect(diagnosis.causes[0].explanation).toContain('ReadStagingCluster');
    expect(diagnosis.causes[0].repairs[0].actions).toEqual([
      {
        kind: 'put-role-policy',
        principal: { kind: 'role', name: 'Dev' },
        policyName: 'inline-0',
        document: policy(
          allow('eks:DescribeCluster', [staging, cluster] as never),
        ),
        before: document,
      },
    ]);
    expect(certainties(diagnosis)).toMatchObject({
      'no-allow': 'ruled-out',
      'explicit-deny': 'ruled-out',
      'permissions-boundary': 'ruled-out',
      'wrong-account-or-region': 'ruled-out',
      // the account of the tests belongs to no organization
      'organization-policy': 'ruled-out',
      'session-policy': 'unknown',
    });
  });

  it('does not widen a statement that allows more than the action', () => {
    const { causes } = explainError(
      denied(),
      aSnapshot()
        .with('iamRoles', [aRole('Dev', [policy(allow('eks:*', staging))])])
        .build(),
    );
    const [action] = causes[0].repairs[0].actions;
    expect(action).toMatchObject({
      kind: 'put-role-policy',
      policyName: 'AllowDescribeCluster',
      document: {
        Statement: [{ Action: 'eks:DescribeCluster', Resource: cluster }],
      },
    });
  });

  it('proves that nothing allows it, for a user too', () => {
    const text = `User: arn:aws:iam::${testAccountId}:user/marymajor is not authorized to perform: eks:DescribeCluster on resource: ${cluster}`;
    const diagnosis = explainError(
      text,
      aSnapshot()
        .with('iamUsers', [aUser('marymajor', [policy(allow('s3:*', '*'))])])
        .build(),
    );
    expect(diagnosis.causes[0]).toMatchObject({
      id: 'no-allow',
      certainty: 'proven',
    });
    expect(diagnosis.causes[0].repairs[0].actions[0]).toMatchObject({
      principal: { kind: 'user', name: 'marymajor' },
    });
  });

  it('never offers an Allow where a Deny decides', () => {
    const deny = { ...allow('eks:*', '*'), Effect: 'Deny', Sid: 'NoEks' };
    const snapshot = aSnapshot()
      .with('iamRoles', [
        aRole('Dev', [policy(deny, allow('eks:DescribeCluster', cluster))]),
      ])
      .build();
    for (const tail of [
      '',
      ' with an explicit deny',
      ' with an explicit deny in an identity-based policy',
      ' with an explicit deny in a service control policy: arn:aws:organizations::999988887777:policy/o-abc/service_control_policy/p-abc123',
      ' with an explicit deny in a permissions boundary',
    ]) {
      const { causes } = explainError(denied(cluster, tail), snapshot);
      const actions = causes.flatMap(c => c.repairs.flatMap(r => r.actions));
      expect(actions).toEqual([]);
    }
    const { causes, headline } = explainError(
      denied(cluster, ' with an explicit deny in an identity-based policy'),
      snapshot,
    );
    expect(causes[0]).toMatchObject({
      id: 'explicit-deny',
      certainty: 'proven',
    });
    expect(causes[0].explanation).toContain('NoEks');
    expect(headline).toContain('explicit deny');
  });

  it('proves a boundary that leaves it out', () => {
    const boundary: IamPolicy = {
      arn: `arn:aws:iam::${testAccountId}:policy/fence`,
      name: 'fence',
      defaultVersionId: 'v1',
      document: policy(allow('s3:*', '*')),
    };
    const { causes } = explainError(
      denied(
        cluster,
        ' because no permissions boundary allows the eks:DescribeCluster action',
      ),
      aSnapshot()
        .with('iamPolicies', [boundary])
        .with('iamRoles', [
          aRole('Dev', [policy(allow('eks:DescribeCluster', '*'))], {
            permissionsBoundaryArn: boundary.arn,
          }),
        ])
        .build(),
    );
    const judged = causes.find(c => c.id === 'permissions-boundary');
    expect(judged).toMatchObject({ certainty: 'proven' });
    expect(toolsOf(judged?.repairs)).toEqual(['policy']);
  });

  it('leaves a condition that only the call would tell unknown', () => {
    const conditional = allow('eks:DescribeCluster', cluster, {
      Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
    });
    const diagnosis = explainError(
      denied(),
      aSnapshot()
        .with('iamRoles', [aRole('Dev', [policy(conditional)])])
        .build(),
    );
    expect(certainties(diagnosis)).toMatchObject({
      'condition-does-not-hold': 'unknown',
      'no-allow': 'unknown',
      'allow-names-another-resource': 'unknown',
    });
  });

  it('says that the policies allow it by now', () => {
    const diagnosis = explainError(
      denied(),
      aSnapshot()
        .with('iamRoles', [aRole('Dev', [policy(allow('eks:*', '*'))])])
        .build(),
    );
    expect(certainties(diagnosis)).toMatchObject({
      'changed-since': 'unknown',
      'no-allow': 'ruled-out',
    });
  });

  it('leaves unknown what was not read, and names the reason', () => {
    const { causes, restsOn } = explainError(
      denied(),
      aSnapshot().unreadable('iamRoles').build(),
    );
    const noAllow = causes.find(c => c.id === 'no-allow');
    expect(noAllow?.certainty).toBe('unknown');
    expect(noAllow?.explanation).toContain('iamRoles could not be read');
    expect(restsOn.some(r => !r.known && r.text.includes('roles'))).toBe(true);
  });

  it('proves nothing about a cluster that is not the one of the snapshot', () => {
    const other = `arn:aws:eks:eu-west-1:${testAccountId}:cluster/another`;
    const diagnosis = explainError(
      denied(other),
      aSnapshot()
        .with('iamRoles', [aRole('Dev', [policy(allow('eks:*', cluster))])])
        .build(),
    );
    expect(certainties(diagnosis)).toMatchObject({
      'allow-names-another-resource': 'proven', // policies belong to the account, not to the cluster
      'wrong-account-or-region': 'unknown',
    });
    expect(diagnosis.restsOn.filter(({ known }) => !known)).toHaveLength(1);
  });

  it('says nothing about principals of another account', () => {
    const { causes } = explainError(
      denied().replace(testAccountId, '444455556666'),
      aSnapshot()
        .with('iamRoles', [aRole('Dev', [])])
        .build(),
    );
    expect(causes.find(c => c.id === 'no-allow')).toMatchObject({
      certainty: 'unknown',
      explanation: 'the policies of account 444455556666 are not read',
    });
  });

  it('does not widen the role of a node for one of its pods', () => {
    const { causes, gates } = explainError(
      denied().replace('omar.farouk', 'i-0abcdef0123456789'),
      aSnapshot()
        .with('iamRoles', [aRole('Dev', [])])
        .build(),
    );
    expect(causes[0]).toMatchObject({ id: 'no-allow', certainty: 'proven' });
    expect(toolsOf(causes[0].repairs)).toEqual(['policy']);
    expect(causes[0].repairs[0].title).toContain('service account');
    expect(gates).toEqual([]);
  });

  it('sends people to the permission set, not to its role', () => {
    const name = 'AWSReservedSSO_PaymentsDeveloper_8c1f0a2b3d4e5f60';
    const { causes, summary } = explainError(
      denied().replace('/Dev/', `/${name}/`),
      aSnapshot()
        .with('iamRoles', [
          aRole(name, [policy(allow('eks:DescribeCluster', staging))], {
            arn: `arn:aws:iam::${testAccountId}:role/aws-reserved/sso.amazonaws.com/eu-west-1/${name}`,
            path: '/aws-reserved/sso.amazonaws.com/eu-west-1/',
          }),
        ])
        .build(),
    );
    expect(summary).toContain('permission set `PaymentsDeveloper`');
    expect(causes[0].certainty).toBe('proven');
    expect(toolsOf(causes[0].repairs)).toEqual(['policy']);
    expect(causes[0].repairs[0].cautions.join(' ')).toContain(
      'Identity Center overwrites the role',
    );
  });
});

describe('a refused PassRole', () => {
  const node = `arn:aws:iam::${testAccountId}:role/eks/payments-node`;
  const text = (
    operation = 'CreateNodegroup',
    resource: string | undefined = node,
  ) =>
    `An error occurred (AccessDeniedException) when calling the ${operation} operation: User: arn:aws:iam::${testAccountId}:user/ops is not authorized to perform: iam:PassRole${
      resource ? ` on resource: ${resource}` : ''
    } because no identity-based policy allows the iam:PassRole action`;
  const given = (...statements: unknown[]) =>
    aSnapshot()
      .with('iamUsers', [aUser('ops', [policy(...statements)])])
      .build();

  it('finds the Resource that lacks the path of the role', () => {
    const { causes, pattern } = explainError(
      text(),
      given(
        allow(
          'iam:PassRole',
          `arn:aws:iam::${testAccountId}:role/payments-node`,
        ),
      ),
    );
    expect(pattern).toBe('pass-role');
    expect(causes[0]).toMatchObject({
      id: 'allow-names-another-resource',
      certainty: 'proven',
    });
    expect(causes[0].repairs[0].actions[0]).toMatchObject({
      document: {
        Statement: [
          {
            Action: 'iam:PassRole',
            Resource: node,
            Condition: {
              StringEquals: { 'iam:PassedToService': ['eks.amazonaws.com'] },
            },
          },
        ],
      },
    });
  });

  it('finds a condition for another service', () => {
    const { causes } = explainError(
      text(),
      given(
        allow('iam:PassRole', node, {
          Condition: {
            StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' },
          },
        }),
      ),
    );
    expect(causes[0]).toMatchObject({
      id: 'condition-does-not-hold',
      certainty: 'proven',
    });
  });

  it('concludes nothing from the condition when several services are possible', () => {
    const diagnosis = explainError(
      text('CreateAccessEntry'),
      given(
        allow('iam:PassRole', node, {
          Condition: {
            StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' },
          },
        }),
      ),
    );
    expect(certainties(diagnosis)['condition-does-not-hold']).toBe('unknown');
  });

  it('never allows PassRole on everything because the text names no role', () => {
    const seed =
      'User: arn:aws:iam::111122223333:user/ops is not authorized to perform: iam:PassRole';
    const missing = explainError(seed, given(allow('iam:GetRole', '*')));
    expect(missing.causes[0]).toMatchObject({
      id: 'no-allow',
      certainty: 'proven',
    });
    expect(
      missing.causes.flatMap(c => c.repairs.flatMap(r => r.actions)),
    ).toEqual([]);
    const some = explainError(seed, given(allow('iam:PassRole', node)));
    expect(certainties(some)['no-allow']).toBe('unknown');
  });
});
