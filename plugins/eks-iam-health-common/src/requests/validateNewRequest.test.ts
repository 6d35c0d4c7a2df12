import { NewAccessRequest } from '../api';
import { AccessEntry, AccessLevel } from '../model';
import { noFacts, TargetFacts } from './targetFacts';
import {
  defaultRequestLimits,
  durationWords,
  RequestLimits,
  validateNewRequest,
} from './validateNewRequest';

const wish: NewAccessRequest = {
  clusterId: 'aws.111122223333.eu-west-1.payments-prod',
  subjectRef: 'group:default/checkout',
  principalArn: 'arn:aws:iam::111122223333:role/team/checkout-developer',
  level: 'edit',
  scope: { type: 'namespace', namespaces: ['checkout', 'cart'] },
  durationSeconds: 4 * 3600,
  reason: 'mend the failing payment job',
};
const withClusterAdmin: RequestLimits = {
  ...defaultRequestLimits,
  levels: ['view', 'edit', 'admin', 'cluster-admin'],
};
const entry: AccessEntry = {
  principalArn: wish.principalArn,
  accessEntryArn: 'arn:aws:eks:eu-west-1:111122223333:access-entry/x',
  type: 'STANDARD',
  username: 'u',
  kubernetesGroups: [],
  policies: [],
  createdAt: '2026-01-01T00:00:00Z',
  tags: {},
};
const namespaces = (...names: string[]) => ({
  scope: { type: 'namespace' as const, namespaces: names },
});
const mapped = (...groups: string[]): TargetFacts => ({
  ...noFacts,
  authenticationMode: 'API_AND_CONFIG_MAP',
  entry: { known: true },
  awsAuth: { known: true, lines: [{ groups }] },
});

describe('validateNewRequest', () => {
  it('has nothing against a decent wish', () => {
    expect(validateNewRequest(wish, defaultRequestLimits, noFacts)).toEqual([]);
    expect(
      validateNewRequest(
        { ...wish, level: 'view', scope: { type: 'cluster' } },
        defaultRequestLimits,
        noFacts,
      ),
    ).toEqual([]);
  });

  it.each<[string, Partial<NewAccessRequest>, keyof NewAccessRequest, RegExp]>([
    ['duration 0', { durationSeconds: 0 }, 'durationSeconds', /between/],
    ['negative', { durationSeconds: -1 }, 'durationSeconds', /between/],
    ['NaN', { durationSeconds: NaN }, 'durationSeconds', /between/],
    ['infinite', { durationSeconds: Infinity }, 'durationSeconds', /between/],
    ['a fraction', { durationSeconds: 900.5 }, 'durationSeconds', /between/],
    ['too long', { durationSeconds: 28_801 }, 'durationSeconds', /8 hours/],
    ['huge', { durationSeconds: 1e18 }, 'durationSeconds', /between/],
    ['a glob', namespaces('kube-*'), 'scope', /`kube-\*` is a pattern/],
    ['the star', namespaces('*'), 'scope', /is a pattern/],
    [
      'kube-system',
      namespaces('kube-system'),
      'scope',
      /good as cluster admin/,
    ],
    ['upper case', namespaces('Checkout'), 'scope', /lower case/],
    ['an empty name', namespaces(''), 'scope', /no namespace name/],
    ['a long name', namespaces('a'.repeat(64)), 'scope', /at most 63/],
    [
      'twice the same',
      namespaces('a', 'b', 'a'),
      'scope',
      /`a` is named twice/,
    ],
    ['no namespace', namespaces(), 'scope', /at least one/],
    [
      'edit on the cluster',
      { scope: { type: 'cluster' } },
      'scope',
      /name the namespaces instead/,
    ],
    [
      'a level that is not offered',
      { level: 'cluster-admin', scope: { type: 'cluster' } },
      'level',
      /offered are `view`, `edit`, `admin`/,
    ],
    ['a short reason', { reason: '   please   ' }, 'reason', /at least 10/],
    ['a long reason', { reason: 'x'.repeat(4097) }, 'reason', /4096/],
    [
      'a service-linked role',
      {
        principalArn:
          'arn:aws:iam::111122223333:role/aws-service-role/eks.amazonaws.com/AWSServiceRoleForAmazonEKS',
      },
      'principalArn',
      /service-linked/,
    ],
    [
      'a session',
      { principalArn: 'arn:aws:sts::111122223333:assumed-role/dev/me' },
      'principalArn',
      /no IAM role or user/,
    ],
    [
      'the root',
      { principalArn: 'arn:aws:iam::111122223333:root' },
      'principalArn',
      /no IAM role or user/,
    ],
  ])('refuses %s', (_, change, field, message) => {
    const problems = validateNewRequest(
      { ...wish, ...change },
      defaultRequestLimits,
      noFacts,
    );
    expect(problems).toEqual([
      { field, message: expect.stringMatching(message) },
    ]);
  });

  it('lets edit into protected places where cluster admin is offered', () => {
    for (const change of [
      namespaces('kube-system'),
      { scope: { type: 'cluster' as const } },
    ]) {
      expect(
        validateNewRequest({ ...wish, ...change }, withClusterAdmin, noFacts),
      ).toEqual([]);
    }
    expect(
      validateNewRequest(
        { ...wish, ...namespaces('*') },
        withClusterAdmin,
        noFacts,
      ),
    ).toHaveLength(1);
  });

  it('wants cluster admin for the whole cluster only', () => {
    const asked = { ...wish, level: 'cluster-admin' as AccessLevel };
    expect(
      validateNewRequest(asked, withClusterAdmin, noFacts)[0],
    ).toMatchObject({ field: 'scope' });
  });

  it('tells several problems at once', () => {
    const problems = validateNewRequest(
      { ...wish, durationSeconds: 0, reason: '', ...namespaces('A', 'kube-*') },
      defaultRequestLimits,
      noFacts,
    );
    expect(problems.map(p => p.field)).toEqual([
      'scope',
      'scope',
      'durationSeconds',
      'reason',
    ]);
  });

  it.each<[string, TargetFacts, RegExp]>([
    [
      'a node entry',
      {
        ...noFacts,
        entry: { known: true, value: { ...entry, type: 'EC2_LINUX' } },
      },
      /type `EC2_LINUX`/,
    ],
    [
      'a role that is gone',
      { ...noFacts, principal: { exists: 'no' } },
      /does not exist/,
    ],
    ['a node line in aws-auth', mapped('system:nodes'), /`system:nodes`/],
    [
      'the masters line in aws-auth',
      mapped('system:masters'),
      /`system:masters`/,
    ],
  ])('refuses %s', (_, facts, message) => {
    expect(validateNewRequest(wish, defaultRequestLimits, facts)).toEqual([
      { field: 'principalArn', message: expect.stringMatching(message) },
    ]);
  });

  it('does not mind aws-auth lines that can be hidden or are hidden already', () => {
    expect(
      validateNewRequest(wish, defaultRequestLimits, mapped('developers')),
    ).toEqual([]);
    expect(
      validateNewRequest(wish, defaultRequestLimits, {
        ...mapped('system:masters'),
        entry: { known: true, value: entry },
      }),
    ).toEqual([]);
  });

  it('refuses a cluster where entries have no effect', () => {
    expect(
      validateNewRequest(wish, defaultRequestLimits, {
        ...noFacts,
        authenticationMode: 'CONFIG_MAP',
      }),
    ).toEqual([
      { field: 'clusterId', message: expect.stringMatching(/`CONFIG_MAP`/) },
    ]);
  });
});

it.each([
  [14_400, '4 hours'],
  [3600, '1 hour'],
  [5400, '90 minutes'],
  [45, '45 seconds'],
  [0, '0 seconds'],
])('durationWords(%s) is %s', (seconds, expected) => {
  expect(durationWords(seconds)).toBe(expected);
});
