import { AccessEntry, IamRole } from '../model';
import { aSnapshot, testAccountId } from '../testing';
import { explainError } from './explainError';

const session = `arn:aws:sts::${testAccountId}:assumed-role/Dev/omar`;
const role = `arn:aws:iam::${testAccountId}:role/Dev`;
const unauthorized =
  'error: You must be logged in to the server (Unauthorized)';
const withIdentity = `${unauthorized}\n{ "Arn": "${session}" }`;

const rows = (...lines: string[]) =>
  lines
    .map(
      arn =>
        `- rolearn: ${arn}\n  username: dev\n  groups:\n    - developers\n`,
    )
    .join('');

const entry = (change: Partial<AccessEntry> = {}): AccessEntry => ({
  principalArn: role,
  accessEntryArn: `arn:aws:eks:eu-west-1:${testAccountId}:access-entry/payments-prod/role/${testAccountId}/Dev/1`,
  type: 'STANDARD',
  username: `arn:aws:sts::${testAccountId}:assumed-role/Dev/{{SessionName}}`,
  kubernetesGroups: [],
  policies: [],
  createdAt: '2026-01-01T00:00:00Z',
  tags: {},
  ...change,
});

const iamRole = (createdAt: string): IamRole => ({
  arn: role,
  name: 'Dev',
  path: '/',
  id: 'AROAEXAMPLE',
  createdAt,
  trustPolicy: { Version: '2012-10-17', Statement: [] },
  attachedPolicyArns: [],
  inlinePolicies: [],
  instanceProfileArns: [],
  tags: {},
});

const causeOf = (diagnosis: ReturnType<typeof explainError>, id: string) =>
  diagnosis.causes.find(c => c.id === id);

describe('a Forbidden whose mapping is at hand', () => {
  const forbidden = (user: string) =>
    `Error from server (Forbidden): pods is forbidden: User "${user}" cannot list resource "pods" in API group "" in the namespace "shop"`;

  it('proves that the line of this very user lost its groups', () => {
    const given = aSnapshot().withAwsAuth({
      mapRoles: `- rolearn: ${role}\n  username: dev:{{SessionName}}\n  groups: developers\n`,
    });
    const { causes, headline } = explainError(
      forbidden('dev:omar'),
      given.build(),
    );
    expect(causes.map(c => [c.id, c.certainty])).toEqual([
      ['groups-not-a-list', 'proven'],
      ['no-right', 'proven'],
    ]);
    expect(causes[0].repairs[0].actions[0].kind).toBe('patch-aws-auth');
    expect(headline).toContain('is known to the cluster, but nothing lets it');
  });

  it('does not blame the line of somebody else', () => {
    const given = aSnapshot().withAwsAuth({
      mapRoles: `- rolearn: ${role}2\n  username: other\n  groups: developers\n${rows(
        role,
      )}`,
    });
    const { causes } = explainError(forbidden('dev'), given.build());
    expect(causes.map(c => c.id)).toEqual(['no-right']);
  });

  it('stops the anonymous caller at the door of the cluster', () => {
    const { gates } = explainError(
      forbidden('system:anonymous'),
      aSnapshot().build(),
    );
    expect(gates.map(g => g.state)).toEqual([
      'passed',
      'refused',
      'not-reached',
    ]);
  });
});

describe('an Unauthorized asked of a snapshot', () => {
  it('proves that an identity has no mapping', () => {
    const diagnosis = explainError(withIdentity, aSnapshot().build());
    expect(diagnosis.causes[0]).toMatchObject({
      id: 'identity-not-mapped',
      certainty: 'proven',
    });
    expect(diagnosis.headline).toBe('The cluster does not know role `Dev`.');
    expect(diagnosis.gates.map(g => g.state)).toEqual([
      'passed',
      'refused',
      'not-reached',
    ]);
    expect(diagnosis.accessRequest?.level).toBe('view');
  });

  it('proves the role path in aws-auth, with the line as evidence', () => {
    const { causes } = explainError(
      withIdentity,
      aSnapshot()
        .withAwsAuth({
          mapRoles: rows(`arn:aws:iam::${testAccountId}:role/eng/platform/Dev`),
        })
        .build(),
    );
    expect(causes[0]).toMatchObject({
      id: 'identity-not-mapped',
      certainty: 'proven',
      title: expect.stringContaining('path of the role'),
    });
    expect(causes[0].evidence[0].readFrom).toContain('mapRoles[0]');
    expect(
      causes[0].repairs.flatMap(r => r.actions.map(a => a.kind)),
    ).toContain('patch-aws-auth');
  });

  it('proves that the section with its line is lost', () => {
    const { causes } = explainError(
      withIdentity,
      aSnapshot()
        .withAwsAuth({ mapRoles: `${rows(role)}\tx: [` })
        .build(),
    );
    expect(causes[0]).toMatchObject({
      certainty: 'proven',
      title: expect.stringContaining('mapRoles of aws-auth cannot be parsed'),
    });
    expect(causes[0].repairs.length).toBeGreaterThan(0);
  });

  it('takes the identity from whoever asks, when the text has none', () => {
    const { causes } = explainError(unauthorized, aSnapshot().build(), {
      principalArn: session,
    });
    expect(causes[0].certainty).toBe('proven');
  });

  it('rules it out for an identity that is mapped', () => {
    const diagnosis = explainError(
      withIdentity,
      aSnapshot()
        .with('accessEntries', [entry()])
        .with('iamRoles', [iamRole('2025-01-01T00:00:00Z')])
        .build(),
    );
    expect(causeOf(diagnosis, 'identity-not-mapped')?.certainty).toBe(
      'ruled-out',
    );
    expect(diagnosis.headline).toContain('did not accept the token');
  });

  it('proves an entry that is of a former role', () => {
    const { causes } = explainError(
      withIdentity,
      aSnapshot()
        .with('accessEntries', [entry()])
        .with('iamRoles', [iamRole('2026-06-01T00:00:00Z')])
        .build(),
    );
    expect(causes[0]).toMatchObject({
      certainty: 'proven',
      title: 'The access entry is of a former principal of the same name',
    });
  });

  it('proves an entry whose role is gone, also where aws-auth was not read', () => {
    const diagnosis = explainError(
      withIdentity,
      aSnapshot()
        .with('accessEntries', [entry()])
        .unreadable('awsAuth', 'unreachable')
        .build(),
    );
    expect(diagnosis.causes).toHaveLength(1);
    expect(diagnosis.causes[0]).toMatchObject({
      certainty: 'proven',
      repairs: [{ actions: [{ kind: 'delete-access-entry' }] }],
    });
    expect(diagnosis.headline).toBe(
      'The cluster has a mapping for role `Dev` that does not let it in.',
    );
  });

  it('proves the lost section in mode CONFIG_MAP too: the creator has no line in it', () => {
    const { causes } = explainError(
      withIdentity,
      aSnapshot()
        .withCluster({ authenticationMode: 'CONFIG_MAP' })
        .withAwsAuth({
          mapRoles: rows(role).replace('dev', '{{SessionName}}'),
        })
        .build(),
    );
    expect(causes.map(c => [c.id, c.certainty])).toEqual([
      ['identity-not-mapped', 'proven'],
    ]);
    expect(causes[0].repairs[0].actions[0].kind).toBe('patch-aws-auth');
  });

  it('names no defect that lets its principal in all the same', () => {
    const { causes } = explainError(
      unauthorized,
      aSnapshot()
        .with('accessEntries', [entry()])
        .with('iamRoles', [iamRole('2025-01-01T00:00:00Z')])
        .withAwsAuth({
          mapRoles: rows(role),
          mapUsers: `- userarn: ${role}2\n  username: x\n`,
        })
        .build(),
    );
    const isOut = ({ certainty }: { certainty: string }) =>
      certainty === 'ruled-out';
    expect(causes.filter(isOut).map(c => c.id)).toEqual(
      expect.arrayContaining(['arn-never-matches', 'line-without-effect']),
    );
    // What is ruled out comes after what may be, and last what nobody but the asker sees.
    expect(causes.slice(-2).map(c => c.id)).toEqual([
      'other-identity',
      'expired-credentials',
    ]);
    expect(causes.findIndex(isOut)).toBeGreaterThan(0);
  });

  it('proves nothing about somebody it does not know, and names the defects', () => {
    const diagnosis = explainError(
      unauthorized,
      aSnapshot()
        .withAwsAuth({
          mapRoles: rows(`arn:aws:iam::${testAccountId}:role/eng/platform/Dev`),
        })
        .build(),
    );
    expect(diagnosis.causes.some(c => c.certainty === 'proven')).toBe(false);
    const path = causeOf(diagnosis, 'role-path-in-aws-auth');
    expect(path).toMatchObject({
      certainty: 'unknown',
      checkId: expect.any(String),
    });
    expect(path?.explanation).toContain('role/eng/platform/Dev');
    expect(path?.repairs.length).toBeGreaterThan(0);
    expect(diagnosis.summary).toContain('get-caller-identity');
  });

  it('leaves it unknown where a source was not read', () => {
    const diagnosis = explainError(
      withIdentity,
      aSnapshot().unreadable('awsAuth', 'unreachable').build(),
    );
    expect(causeOf(diagnosis, 'identity-not-mapped')).toMatchObject({
      certainty: 'unknown',
      explanation: expect.stringContaining('aws-auth could not be read'),
    });
  });

  it('does not prove it against the creator in mode CONFIG_MAP', () => {
    const diagnosis = explainError(
      withIdentity,
      aSnapshot().withCluster({ authenticationMode: 'CONFIG_MAP' }).build(),
    );
    expect(causeOf(diagnosis, 'identity-not-mapped')?.certainty).toBe(
      'unknown',
    );
  });

  it('proves nothing from the snapshot of another cluster', () => {
    const diagnosis = explainError(
      `${withIdentity}\narn:aws:eks:eu-west-1:${testAccountId}:cluster/another`,
      aSnapshot().build(),
    );
    expect(causeOf(diagnosis, 'identity-not-mapped')).toMatchObject({
      certainty: 'unknown',
      explanation: expect.stringContaining('another'),
    });
  });
});

describe('the doors behind an AccessDenied', () => {
  const denied = `User: ${session} is not authorized to perform: eks:DescribeCluster on resource: arn:aws:eks:eu-west-1:${testAccountId}:cluster/payments-prod`;
  const states = (snapshot = aSnapshot()) =>
    explainError(denied, snapshot.build()).gates.map(g => g.state);

  it('tells that the next one is shut as well', () => {
    expect(states()).toEqual(['refused', 'refused', 'not-reached']);
    expect(
      explainError(denied, aSnapshot().build()).accessRequest,
    ).toBeDefined();
  });

  it('tells that the next ones are open', () => {
    const snapshot = aSnapshot().with('accessEntries', [
      entry({
        policies: [
          {
            policyArn:
              'arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy',
            scope: { type: 'cluster' },
          },
        ],
      }),
    ]);
    expect(states(snapshot)).toEqual(['refused', 'passed', 'passed']);
  });

  it('does not know what was not read', () => {
    expect(states(aSnapshot().unreadable('accessEntries'))).toEqual([
      'refused',
      'unknown',
      'not-reached',
    ]);
  });
});

describe('the console without Kubernetes objects', () => {
  const text = `Your current user or role does not have access to Kubernetes objects on this EKS cluster (${session})`;

  it('tells both doors apart', () => {
    const { causes, gates } = explainError(
      text,
      aSnapshot()
        .with('iamRoles', [iamRole('2025-01-01T00:00:00Z')])
        .build(),
    );
    expect(causes.filter(c => c.certainty === 'proven').map(c => c.id)).toEqual(
      ['identity-not-mapped', 'console-iam-missing'],
    );
    expect(gates.map(g => g.state)).toEqual(['refused', 'refused', 'unknown']);
  });

  it('finds that the view policy shows no nodes', () => {
    const allow = {
      name: 'console',
      document: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 'eks:*', Resource: '*' }],
      },
    };
    const diagnosis = explainError(
      text,
      aSnapshot()
        .with('iamRoles', [
          { ...iamRole('2025-01-01T00:00:00Z'), inlinePolicies: [allow] },
        ])
        .with('accessEntries', [
          entry({
            policies: [
              {
                policyArn:
                  'arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy',
                scope: { type: 'cluster' },
              },
            ],
          }),
        ])
        .build(),
    );
    expect(diagnosis.causes[0]).toMatchObject({
      id: 'no-read-rights',
      certainty: 'proven',
      explanation: expect.stringContaining('no nodes'),
    });
    expect(diagnosis.gates.map(g => g.state)).toEqual([
      'passed',
      'passed',
      'refused',
    ]);
  });

  it('proves nothing without an identity', () => {
    const { causes } = explainError(
      'Your current user or role does not have access to Kubernetes objects on this EKS cluster',
      aSnapshot().build(),
    );
    expect(causes.some(c => c.certainty === 'proven')).toBe(false);
  });
});

describe('a Forbidden asked of a snapshot', () => {
  const forbidden = (user = session, namespace = 'shop') =>
    `Error from server (Forbidden): pods is forbidden: User "${user}" cannot list resource "pods" in API group "" in the namespace "${namespace}"`;
  const viewOn = (...namespaces: string[]) =>
    entry({
      policies: [
        {
          policyArn:
            'arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy',
          scope: { type: 'namespace', namespaces },
        },
      ],
    });

  it('proves that the right is for another namespace, and keeps that one in the repair', () => {
    const diagnosis = explainError(
      forbidden(),
      aSnapshot()
        .with('accessEntries', [viewOn('billing')])
        .build(),
    );
    expect(diagnosis.causes[0]).toMatchObject({
      id: 'no-right',
      certainty: 'proven',
      title: 'The right exists in other namespaces only',
    });
    expect(diagnosis.causes[0].repairs[0].actions).toEqual([
      {
        kind: 'associate-access-policy',
        principalArn: role,
        policyArn: 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy',
        namespaces: ['billing', 'shop'],
        before: { namespaces: ['billing'] },
      },
    ]);
    expect(diagnosis.accessRequest).toMatchObject({
      level: 'view',
      namespaces: ['shop'],
    });
  });

  it('proves that no group has a binding, and binds one', () => {
    const { causes } = explainError(
      forbidden('dev'),
      aSnapshot()
        .withAwsAuth({ mapRoles: rows(role) })
        .build(),
    );
    expect(causes[0]).toMatchObject({
      certainty: 'proven',
      title: 'None of its groups has a binding',
    });
    expect(causes[0].repairs[0].actions[0]).toMatchObject({
      kind: 'create-role-binding',
      namespace: 'shop',
      clusterRole: 'view',
      group: 'developers',
    });
  });

  it('proves it for a service account by RBAC alone, and offers no request', () => {
    const diagnosis = explainError(
      forbidden('system:serviceaccount:shop:cart'),
      aSnapshot().build(),
    );
    expect(diagnosis.causes[0]).toMatchObject({
      id: 'no-right',
      certainty: 'proven',
    });
    expect(diagnosis.accessRequest).toBeUndefined();
    expect(diagnosis.gates).toEqual([]);
  });

  it('rules it out when the right is there by now', () => {
    const diagnosis = explainError(
      forbidden(),
      aSnapshot()
        .with('accessEntries', [viewOn('shop')])
        .build(),
    );
    expect(causeOf(diagnosis, 'no-right')?.certainty).toBe('ruled-out');
    expect(causeOf(diagnosis, 'changed-since')?.certainty).toBe('unknown');
  });

  it('does not know the groups of a user that no mapping gives', () => {
    const diagnosis = explainError(forbidden('stranger'), aSnapshot().build());
    expect(causeOf(diagnosis, 'no-right')).toMatchObject({
      certainty: 'unknown',
      explanation: expect.stringContaining('stranger'),
    });
  });

  it('leaves it unknown where RBAC was not read', () => {
    const diagnosis = explainError(
      forbidden(),
      aSnapshot()
        .with('accessEntries', [entry()])
        .unreadable('bindings')
        .build(),
    );
    expect(causeOf(diagnosis, 'no-right')?.certainty).toBe('unknown');
  });

  it('believes the text that a bound role is missing', () => {
    const { causes } = explainError(
      `${forbidden()}: RBAC: clusterrole.rbac.authorization.k8s.io "reader" not found`,
      aSnapshot().build(),
    );
    expect(causes[0]).toMatchObject({
      id: 'binding-to-missing-role',
      certainty: 'proven',
    });
  });
});
