import { AccessEntry, AuthenticationMode } from '../model';
import { mapIdentity, MappingSources } from './mapIdentity';
import { parseAwsAuth } from './parseAwsAuth';

const account = '111122223333';
const role = (name: string) => `arn:aws:iam::${account}:role/${name}`;
const user = (name: string) => `arn:aws:iam::${account}:user/${name}`;
const session = (name: string, as = 'jane@example.com') =>
  `arn:aws:sts::${account}:assumed-role/${name}/${as}`;

const entry = (principalArn: string, groups: string[] = []): AccessEntry => ({
  principalArn,
  accessEntryArn: 'arn',
  type: 'STANDARD',
  username: `entry:{{SessionNameRaw}}`,
  kubernetesGroups: groups,
  policies: [],
  createdAt: '2026-01-01T00:00:00Z',
  tags: {},
});

const sources = (
  mode: AuthenticationMode,
  rows: Array<[string, string?]>,
  entries: AccessEntry[] = [],
  accounts: string[] = [],
): MappingSources => ({
  mode,
  entries,
  awsAuth: parseAwsAuth({
    mapRoles: JSON.stringify(
      rows.map(([arn, group = 'g']) => ({
        rolearn: arn,
        username: 'aws:{{SessionName}}',
        groups: [group],
      })),
    ),
    mapAccounts: JSON.stringify(accounts),
  }),
});

describe('mapIdentity', () => {
  it('asks access entries first and names the line they hide', () => {
    const result = mapIdentity(
      session('Dev'),
      sources(
        'API_AND_CONFIG_MAP',
        [[role('dev')]],
        [entry(role('eng/Dev'), ['x'])],
      ),
    );
    expect(result).toMatchObject({
      status: 'mapped',
      by: 'access-entry',
      username: 'entry:jane@example.com',
      groups: ['x'],
      shadowed: { index: 0 },
    });
  });

  it('takes the last of equal roles in aws-auth, without regard to case', () => {
    expect(
      mapIdentity(
        session('Dev'),
        sources('CONFIG_MAP', [
          [role('Dev'), 'first'],
          [role('DEV'), 'last'],
        ]),
      ),
    ).toMatchObject({
      by: 'aws-auth-row',
      username: 'aws:jane-example.com',
      groups: ['last'],
      row: { index: 1 },
    });
  });

  it('keeps the path of users', () => {
    const given = sources('CONFIG_MAP', [[user('jane')]]);
    expect(mapIdentity(user('eng/jane'), given)).toMatchObject({
      status: 'not-mapped',
      nearMisses: [{ reason: 'user-path' }],
      unlessCreator: true,
    });
    expect(mapIdentity(user('Jane'), given)).toMatchObject({
      status: 'mapped',
    });
  });

  it('falls back to accounts, with the ARN as name and no groups', () => {
    expect(
      mapIdentity(
        session('Any'),
        sources('API_AND_CONFIG_MAP', [], [], [account]),
      ),
    ).toMatchObject({
      by: 'aws-auth-account',
      username: role('Any'),
      groups: [],
    });
  });

  it.each([
    [role('eng/Dev'), 'role-path'],
    [session('Dev'), 'session-arn'],
    [`${role('Dev')} `, 'stray-characters'],
    ['arn:aws:iam::999999999999:role/Dev', 'other-account'],
    [`arn:aws-cn:iam::${account}:role/Dev`, 'other-partition'],
    [`arn:aws:iam::${account}:instance-profile/Dev`, 'instance-profile'],
  ])('%s almost matches: %s', (mapped, reason) => {
    expect(
      mapIdentity(session('Dev'), sources('CONFIG_MAP', [[mapped]])),
    ).toMatchObject({ status: 'not-mapped', nearMisses: [{ reason }] });
  });

  it('knows a permission set whose role got a new suffix', () => {
    const sso = (suffix: string) => `AWSReservedSSO_Dev_${suffix}`;
    expect(
      mapIdentity(
        session(sso('0123456789abcdef')),
        sources('CONFIG_MAP', [[role(sso('fedcba9876543210'))]]),
      ),
    ).toMatchObject({ nearMisses: [{ reason: 'other-sso-suffix' }] });
  });

  it('says that the mode keeps a source from being asked', () => {
    expect(
      mapIdentity(session('Dev'), sources('API', [[role('Dev')]])),
    ).toMatchObject({
      status: 'not-mapped',
      nearMisses: [{ reason: 'mode-ignores-aws-auth' }],
      unlessCreator: false,
    });
    expect(
      mapIdentity(
        session('Dev'),
        sources('CONFIG_MAP', [], [entry(role('Dev'))]),
      ),
    ).toMatchObject({
      nearMisses: [{ reason: 'mode-ignores-access-entries' }],
    });
  });

  it('does not guess about what was not read', () => {
    const given = sources('API_AND_CONFIG_MAP', [[role('Dev')]]);
    expect(
      mapIdentity(session('Dev'), { ...given, mode: undefined }).status,
    ).toBe('unknown');
    expect(
      mapIdentity(session('Dev'), { ...given, entries: undefined }).status,
    ).toBe('unknown');
    expect(
      mapIdentity(session('Dev'), { ...given, awsAuth: undefined }).status,
    ).toBe('unknown');
    expect(
      mapIdentity(session('Dev'), {
        mode: 'API_AND_CONFIG_MAP',
        entries: [entry(role('Dev'))],
      }).status,
    ).toBe('mapped');
    expect(
      mapIdentity(session('Dev'), { mode: 'API', entries: [] }).status,
    ).toBe('not-mapped');
  });
});
