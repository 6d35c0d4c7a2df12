import { AccessEntry } from '../model';
import { aCluster, aSnapshot, testAccountId, testNow } from '../testing';
import { planMigration } from './planMigration';

const role = (name: string) => `arn:aws:iam::${testAccountId}:role/${name}`;
const iamRole = (
  path: string,
  name: string,
  service = 'ec2.amazonaws.com',
) => ({
  arn: role(`${path}${name}`),
  name,
  path: `/${path}`,
  id: `AROA${name}`,
  createdAt: '2025-01-01T00:00:00Z',
  trustPolicy: {
    Version: '2012-10-17',
    Statement: {
      Effect: 'Allow',
      Principal: { Service: service },
      Action: 'sts:AssumeRole',
    },
  },
  attachedPolicyArns: [],
  inlinePolicies: [],
  instanceProfileArns: [],
  tags: {},
});

const nodes = `- rolearn: ${role('nodes')}
  username: system:node:{{EC2PrivateDNSName}}
  groups: [system:bootstrappers, system:nodes]
`;
const admins = `- rolearn: ${role('Admin')}
  username: admin:{{SessionName}}
  groups: [system:masters]
`;
const devs = `- rolearn: ${role('Dev')}
  username: dev:{{SessionName}}
  groups: [devs]
`;
const given = (mapRoles: string, data: Record<string, string> = {}) =>
  aSnapshot()
    .with('cluster', aCluster({ authenticationMode: 'CONFIG_MAP' }))
    .withAwsAuth({ mapRoles, ...data })
    .with('iamRoles', [
      iamRole('', 'nodes'),
      iamRole('people/', 'Admin'),
      iamRole('', 'Dev'),
    ])
    .with('clusterRoles', [
      {
        name: 'dev',
        labels: {},
        annotations: {},
        rules: [
          {
            apiGroups: [''],
            resources: ['pods'],
            verbs: ['get'],
            resourceNames: [],
            nonResourceURLs: [],
          },
        ],
      },
    ])
    .with('bindings', [
      {
        name: 'devs',
        roleRef: { kind: 'ClusterRole', name: 'dev' },
        subjects: [
          { kind: 'Group', name: 'devs' },
          { kind: 'Group', name: 'system:devs' },
        ],
      },
    ]);
const codes = (snapshot: ReturnType<typeof given>) =>
  planMigration(snapshot.build()).blockers.map(({ code }) => code);

describe('planMigration', () => {
  it('carries everybody over, nodes first, with the path that IAM has', () => {
    const plan = planMigration(given(admins + devs + nodes).build());
    expect(plan).toMatchObject({
      status: 'ready',
      changes: [],
      blockers: [],
      unread: [],
      lockOut: { isSafe: 'yes', administrators: [role('people/Admin')] },
    });
    expect(plan.steps.map(({ actions }) => actions[0]?.kind ?? 'look')).toEqual(
      [
        'set-authentication-mode',
        'create-access-entry',
        'create-access-entry',
        'create-access-entry',
        'look',
        'set-authentication-mode',
        'patch-aws-auth',
      ],
    );
    expect(plan.lines.map(({ entry }) => entry)).toEqual([
      {
        kind: 'create-access-entry',
        principalArn: role('people/Admin'),
        type: 'STANDARD',
        username: 'admin:{{SessionName}}',
        kubernetesGroups: [],
        policies: [
          {
            policyArn:
              'arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy',
          },
        ],
      },
      expect.objectContaining({
        username: 'dev:{{SessionName}}',
        kubernetesGroups: ['devs'],
      }),
      expect.objectContaining({
        type: 'EC2_LINUX',
        principalArn: role('nodes'),
        kubernetesGroups: [],
      }),
    ]);
    expect(plan.steps[1].actions[0]).toMatchObject({ type: 'EC2_LINUX' });
  });

  it('never goes to mode API while something is in the way', () => {
    const missing = devs.replace('role/Dev', 'role/Gone');
    const plan = planMigration(given(admins + nodes + missing).build());
    expect(plan.status).toBe('blocked');
    expect(plan.steps.flatMap(({ actions }) => actions)).not.toContainEqual({
      kind: 'set-authentication-mode',
      mode: 'API',
    });
    expect(plan.steps[plan.steps.length - 1].title).toContain('(1)');
  });

  it.each([
    ['principal-missing', devs.replace('role/Dev', 'role/Gone')],
    ['foreign-principal', devs.replace(testAccountId, '444455556666')],
    ['system-group', devs.replace('[devs]', '["system:devs"]')],
    ['username-refused', devs.replace('dev:{{', '"{{').replace('}}', '}}"')],
    ['username-refused', devs.replace('dev:', 'aws:')],
    ['node-kind-unclear', devs.replace('[devs]', '["system:nodes"]')],
    ['not-a-principal', devs.replace('role/Dev', 'root')],
    ['section-lost', '- rolearn: {{x}}'],
  ])('%s stands in the way', (code, mapRoles) => {
    expect(
      codes(
        code === 'not-a-principal'
          ? given('', { mapUsers: mapRoles.replace('rolearn', 'userarn') })
          : given(mapRoles),
      ).filter(found => found === code),
    ).toEqual([code]);
  });

  it('tells what going on regardless would change', () => {
    const refused = devs.replace('[devs]', '["system:devs"]');
    const plan = planMigration(given(admins + refused).build());
    expect(plan.changes).toEqual([
      expect.objectContaining({
        who: role('Dev'),
        change: 'lost',
        what: { kind: 'entrance', username: 'dev:{{SessionName}}' },
      }),
      expect.objectContaining({
        who: role('Dev'),
        change: 'lost',
        what: expect.objectContaining({ kind: 'rules' }),
      }),
    ]);
  });

  it('tells that an empty user name becomes another one', () => {
    const nameless = devs.replace('username: dev:{{SessionName}}\n  ', '');
    const plan = planMigration(given(admins + nameless).build());
    expect(plan.blockers).toEqual([]);
    expect(plan.changes.map(({ change, what }) => [change, what])).toEqual([
      ['lost', { kind: 'entrance', username: '' }],
      [
        'gained',
        {
          kind: 'entrance',
          username: `arn:aws:sts::${testAccountId}:assumed-role/Dev/{{SessionName}}`,
        },
      ],
    ]);
  });

  it('is not safe when nobody is left who administers', () => {
    const plan = planMigration(given(devs + nodes).build());
    expect(plan).toMatchObject({
      status: 'blocked',
      blockers: [],
      lockOut: { isSafe: 'no', administrators: [] },
    });
    expect(plan.steps.some(({ title }) => /entries alone/.test(title))).toBe(
      false,
    );
  });

  it('cannot be sure of what it did not read', () => {
    const plan = planMigration(
      given(admins + devs)
        .unreadable('iamRoles')
        .build(),
    );
    expect(plan.status).toBe('blocked');
    expect(plan.unread).toContain('iamRoles');
    expect(plan.lockOut.isSafe).not.toBe('yes');
    expect(
      planMigration(given(devs).unreadable('awsAuth').build()),
    ).toMatchObject({ status: 'unknown', unread: ['awsAuth'], steps: [] });
    expect(
      planMigration(given(admins).unreadable('nodegroups').build()),
    ).toMatchObject({ status: 'unknown', unread: ['nodegroups'] });
  });

  it('takes the last of equal lines, and drops what matches nobody', () => {
    const first = devs.replace('[devs]', '[old]');
    const withPath = devs.replace('role/Dev', 'role/eng/Dev');
    const plan = planMigration(given(admins + first + withPath + devs).build());
    expect(
      plan.lines.map(({ outcome, entry }) => [
        outcome,
        entry?.kubernetesGroups,
      ]),
    ).toEqual([
      ['create', []],
      ['drop', undefined],
      ['drop', undefined],
      ['create', ['devs']],
    ]);
    expect(plan).toMatchObject({ status: 'ready', changes: [] });
  });

  it('does not decide what chance decides', () => {
    const user = (name: string, group: string) =>
      `- userarn: arn:aws:iam::${testAccountId}:user/${name}\n  username: j\n  groups: [${group}]\n`;
    expect(
      codes(given('', { mapUsers: user('jane', 'a') + user('Jane', 'b') })),
    ).toContain('chance-decides');
  });

  it('leaves principals alone that have an entry, unless it is stale', () => {
    const entry: AccessEntry = {
      principalArn: role('Dev'),
      accessEntryArn: '',
      type: 'STANDARD',
      username: 'dev',
      kubernetesGroups: [],
      policies: [],
      createdAt: testNow,
      tags: {},
    };
    const withEntry = given(admins + devs)
      .withCluster({ authenticationMode: 'API_AND_CONFIG_MAP' })
      .with('accessEntries', [entry]);
    expect(planMigration(withEntry.build())).toMatchObject({
      status: 'ready',
      lines: [{ outcome: 'create' }, { outcome: 'exists' }],
    });
    expect(
      codes(
        withEntry.with('accessEntries', [
          { ...entry, createdAt: '2024-01-01T00:00:00Z' },
        ]),
      ),
    ).toEqual(['entry-is-stale']);
  });

  it('gives an entry to roles of nodes that have no line', () => {
    const plan = planMigration(
      given(admins)
        .with('nodegroups', [
          {
            name: 'ng',
            nodeRoleArn: role('nodes'),
            amiType: 'WINDOWS_CORE_2022_x86_64',
            status: 'ACTIVE',
            healthIssues: [],
          },
        ])
        .build(),
    );
    expect(plan.lines[1]).toMatchObject({
      section: 'nodes',
      outcome: 'create',
      entry: { type: 'EC2_WINDOWS', principalArn: role('nodes') },
    });
  });

  it('knows nodes of Fargate and hybrid ones by whom their role trusts', () => {
    const session = nodes.replace('EC2PrivateDNSName', 'SessionName');
    const typeFor = (service: string) =>
      planMigration(
        given(session)
          .with('iamRoles', [iamRole('', 'nodes', service)])
          .build(),
      ).lines[0].entry?.type;
    expect(typeFor('eks-fargate-pods.amazonaws.com')).toBe('FARGATE_LINUX');
    expect(typeFor('ssm.amazonaws.com')).toBe('HYBRID_LINUX');
    expect(typeFor('lambda.amazonaws.com')).toBeUndefined();
  });

  it('cannot replace a whole account, and has nothing to do in mode API', () => {
    expect(codes(given('', { mapAccounts: '- "444455556666"' }))).toEqual([
      'whole-account',
    ]);
    expect(
      planMigration(
        given(devs).withCluster({ authenticationMode: 'API' }).build(),
      ).status,
    ).toBe('done');
  });
});
