import { AuthenticationMode } from '../../model';
import { aSnapshot, describeCheck, testNow } from '../../testing';
import { defaultCheckSettings } from '../defineCheck';
import { runChecks } from '../runChecks';
import { awsAuthSystemMasters } from './awsAuthSystemMasters';

const role = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
const line = (name: string, group = 'system:masters') =>
  `- rolearn: ${role(name)}\n  username: admin\n  groups:\n  - ${group}\n`;
const entry = (name: string) => ({
  principalArn: role(name),
  accessEntryArn: 'arn',
  type: 'STANDARD',
  username: 'x',
  kubernetesGroups: [],
  policies: [],
  createdAt: '2026-01-01T00:00:00Z',
  tags: {},
});
const given = aSnapshot().withAwsAuth({
  mapRoles: line('Ops') + line('Ci') + line('Dev', 'developers'),
});

describeCheck(awsAuthSystemMasters, [
  {
    shows: 'two masters; an entry replaces the line',
    given,
    finds: [role('Ops'), role('Ci')],
    verdict: 'fail',
    message: '`role/Ops` is in `system:masters`',
    repairs: ['create-access-entry', 'patch-aws-auth'],
  },
  {
    shows: 'in CONFIG_MAP the mode is raised first',
    given: given.withCluster({ authenticationMode: 'CONFIG_MAP' }),
    finds: [role('Ops'), role('Ci')],
    repairs: [
      'set-authentication-mode',
      'create-access-entry',
      'patch-aws-auth',
    ],
  },
  {
    shows: 'the break-glass role is a warning',
    given: aSnapshot().withAwsAuth({ mapRoles: line('Ops') }),
    settings: { allowedAdminArns: [role('emergency/Ops')] },
    finds: [role('Ops')],
    verdict: 'warn',
  },
  {
    shows: 'lines that give nobody anything: shadowed, or of no principal',
    given: aSnapshot()
      .with('accessEntries', [entry('Ops')])
      .withAwsAuth({
        mapRoles: line('Ops') + line('path/Ci') + line('Dev', 'developers'),
      }),
    finds: [],
  },
  {
    shows: 'a text that loses its groups makes nobody master',
    given: aSnapshot().withAwsAuth({
      mapRoles: `- rolearn: ${role(
        'a',
      )}\n  username: a\n  groups: system:masters`,
    }),
    finds: [],
  },
  {
    shows: 'an entry that was not read could answer instead',
    given: given.unreadable('accessEntries'),
    finds: [role('Ops'), role('Ci')],
    verdict: 'unknown',
  },
  {
    shows: 'mode API does not ask aws-auth',
    given: given.withCluster({ authenticationMode: 'API' }),
    verdict: 'not-applicable',
  },
  {
    shows: 'an aws-auth that was not read is no pass',
    given: given.unreadable('awsAuth'),
    verdict: 'unknown',
  },
]);

describe('the way from the line to an entry', () => {
  const repairsIn = (authenticationMode: AuthenticationMode) => {
    const snapshot = given.withCluster({ authenticationMode }).build();
    const [outcome] = runChecks(snapshot, [awsAuthSystemMasters], {
      ...defaultCheckSettings,
      now: testNow,
    });
    return outcome.findings[0].repairs;
  };
  const kinds = (authenticationMode: AuthenticationMode) =>
    repairsIn(authenticationMode).map(({ actions }) =>
      actions.map(({ kind }) => kind),
    );

  it('creates the entry first and removes the line apart from it', () => {
    expect(kinds('API_AND_CONFIG_MAP')).toEqual([
      ['create-access-entry'],
      ['patch-aws-auth'],
    ]);
    expect(kinds('CONFIG_MAP')).toEqual([
      ['set-authentication-mode', 'create-access-entry'],
      ['patch-aws-auth'],
    ]);
  });

  it('asks for each step only what that step takes', () => {
    const [create, remove] = repairsIn('CONFIG_MAP');
    expect(create.needs).toEqual([
      'eks:UpdateClusterConfig',
      'eks:CreateAccessEntry',
      'eks:AssociateAccessPolicy',
    ]);
    expect(remove.needs).toEqual(['patch configmaps kube-system/aws-auth']);
    expect(remove.class).toBe('review');
  });

  it('says what EKS may have done already, and what to prove before the line goes', () => {
    const [create, remove] = repairsIn('CONFIG_MAP');
    expect(create.cautions.join('\n')).toMatch(/ResourceInUseException/);
    expect(create.cautions.join('\n')).toMatch(/no way back/);
    expect(remove.cautions[0]).toMatch(/^Prove first/);
  });

  it('keeps the other lines', () => {
    const [, { actions }] = repairsIn('API_AND_CONFIG_MAP');
    expect(actions).toEqual([
      expect.objectContaining({
        data: { mapRoles: line('Ci') + line('Dev', 'developers') },
      }),
    ]);
  });
});
