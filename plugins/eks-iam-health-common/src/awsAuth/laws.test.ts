import cases from './__cases__/templates.json';
import { mapIdentity } from './mapIdentity';
import { parseAwsAuth } from './parseAwsAuth';
import { renderSection, RowContent } from './editSection';

const account = '111122223333';
const role = (name: string) => `arn:aws:iam::${account}:role/${name}`;
const session = (name: string) =>
  `arn:aws:sts::${account}:assumed-role/${name}/jane@example.com`;

/** The same numbers for the same seed. */
function seeded(seed: number) {
  let state = seed;
  return (limit: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * limit);
  };
}

const names = ['a', 'A', 'b', 'B', 'c', 'nodes'];
/** Texts that YAML, JSON or a shell would like to take for something else. */
const hostile = [
  'admin',
  'yes',
  'null',
  '~',
  '12',
  '1e3',
  '.inf',
  '0x1F',
  '1:30',
  '2026-11-21',
  '{{SessionName}}',
  'dev:{{SessionName}}',
  'a: b',
  'a #b',
  '# a',
  '- a',
  '[a]',
  '{a}',
  '*a',
  '&a',
  '!a',
  '|',
  '>',
  '@a',
  '`a`',
  '%a',
  '"',
  "'",
  "it's",
  '\\',
  ' a',
  'a ',
  'a\nb',
  '\ta',
  'a\u00a0b',
  '\u2028',
  '\u0085',
  '\ufeffa',
  '😀',
  '---',
  '...',
  '<<',
  '?',
  ':',
  '',
];

function someRows(next: (limit: number) => number): RowContent[] {
  return Array.from({ length: next(6) }, () => ({
    arn: role(names[next(names.length)]),
    username: hostile[next(hostile.length)],
    groups: Array.from(
      { length: next(4) },
      () => hostile[next(hostile.length)],
    ),
  }));
}

describe('laws of aws-auth', () => {
  it('what is rendered parses back to what was meant, without complaint', () => {
    const next = seeded(1);
    for (let i = 0; i < 500; i++) {
      const rows = someRows(next);
      const mapRoles = renderSection('mapRoles', rows);
      const parsed = parseAwsAuth({ mapRoles });
      expect(
        parsed.rows.map(({ arn, username, groups }) => ({
          arn,
          username,
          groups,
        })),
      ).toEqual(rows);
      expect(parsed.problems.filter(p => p.costs !== 'nothing')).toEqual([]);
    }
  });

  it('another line never shuts anybody out, and decides for its own principal alone', () => {
    const next = seeded(2);
    for (let i = 0; i < 300; i++) {
      const rows = someRows(next);
      const added = { arn: role('new'), username: 'new', groups: ['g'] };
      const whoIs = (of: RowContent[], name: string) => {
        const result = mapIdentity(session(name), {
          mode: 'CONFIG_MAP',
          awsAuth: parseAwsAuth({ mapRoles: renderSection('mapRoles', of) }),
        });
        return result.status === 'mapped'
          ? [result.username, result.groups]
          : result.status;
      };
      for (const name of names) {
        expect(whoIs([...rows, added], name)).toEqual(whoIs(rows, name));
      }
      expect(whoIs([...rows, added], 'NEW')).toEqual(['new', ['g']]);
    }
  });

  it('a broken section takes nothing from another one', () => {
    const mapUsers = `- userarn: arn:aws:iam::${account}:user/jane\n  username: jane\n`;
    const fine = parseAwsAuth({ mapUsers, mapAccounts: `- "${account}"` });
    for (const mapRoles of ['- {{a}}', '\t- a', 'a: b', '"']) {
      const parsed = parseAwsAuth({
        mapUsers,
        mapAccounts: `- "${account}"`,
        mapRoles,
      });
      expect(parsed.rows).toEqual(fine.rows);
      expect(parsed.accounts).toEqual(fine.accounts);
      expect(parsed.lostSections).toEqual(['mapRoles']);
    }
  });

  it('the order of lines of different principals does not matter', () => {
    const rows = names
      .filter(name => name === name.toLowerCase())
      .map(name => ({ arn: role(name), username: name, groups: [name] }));
    const awsAuth = parseAwsAuth({
      mapRoles: renderSection('mapRoles', [...rows].reverse()),
    });
    for (const { arn, username } of rows) {
      expect(mapIdentity(arn, { mode: 'CONFIG_MAP', awsAuth })).toMatchObject({
        username,
      });
    }
  });

  it('reads a section of 3,000 lines in well under a second', () => {
    const rows = Array.from({ length: 3_000 }, (_, i) => ({
      arn: role(`role-${i}`),
      username: `user-${i}:{{SessionName}}`,
      groups: ['devs', `team-${i}`],
    }));
    const mapRoles = renderSection('mapRoles', rows);
    const began = performance.now();
    const awsAuth = parseAwsAuth({ mapRoles });
    for (const { arn } of rows) {
      mapIdentity(arn, { mode: 'CONFIG_MAP', awsAuth });
    }
    expect(performance.now() - began).toBeLessThan(3_000);
    expect(awsAuth.rows).toHaveLength(3_000);
  });
});

describe('templates', () => {
  it.each(cases.map(c => [c.shows, c] as const))('%s', (_, c) => {
    const result = mapIdentity(
      {
        arn: session('Dev'),
        accountId: account,
        sessionName: c.sessionName ?? 'jane@example.com',
        accessKeyId: 'ASIAEXAMPLE',
        privateDnsName: 'ip-10-0-0-1.ec2.internal',
      },
      {
        mode: 'CONFIG_MAP',
        awsAuth: parseAwsAuth({
          mapRoles: renderSection('mapRoles', [
            { arn: role('Dev'), username: c.template, groups: [c.template] },
          ]),
        }),
      },
    );
    const mapped = { status: 'mapped', username: c.is, groups: [c.is] };
    const refused = {
      status: 'not-mapped',
      reason: `the session name \`${
        c.sessionName ?? 'jane@example.com'
      }\` is no instance id, so \`{{EC2PrivateDNSName}}\` cannot be filled in`,
      refusedBy: { row: { index: 0 } },
    };
    expect(result).toMatchObject(c.refused ? refused : mapped);
  });

  it('stay where nobody knows what to fill in', () => {
    const awsAuth = parseAwsAuth({
      mapRoles: renderSection('mapRoles', [
        {
          arn: role('Dev'),
          username: '{{SessionName}} {{AccessKeyID}} {{EC2PrivateDNSName}}',
          groups: [],
        },
      ]),
    });
    expect(
      mapIdentity(role('eng/Dev'), { mode: 'CONFIG_MAP', awsAuth }),
    ).toMatchObject({
      status: 'mapped',
      username: '{{SessionName}} {{AccessKeyID}} {{EC2PrivateDNSName}}',
    });
  });
});

describe('what chance decides', () => {
  it('is told, unless it makes no difference', () => {
    const user = (name: string, group: string) =>
      `- userarn: arn:aws:iam::${account}:user/${name}\n  username: j\n  groups: [${group}]\n`;
    const map = (mapUsers: string) =>
      mapIdentity(`arn:aws:iam::${account}:user/jane`, {
        mode: 'CONFIG_MAP',
        awsAuth: parseAwsAuth({ mapUsers }),
      });
    expect(map(user('jane', 'a') + user('Jane', 'b'))).toMatchObject({
      status: 'mapped',
      row: { index: 1 },
      alternatives: [{ index: 0 }],
    });
    expect(map(user('jane', 'a') + user('Jane', 'a'))).not.toHaveProperty(
      'alternatives',
    );
    expect(map(user('jane', 'a') + user('jane', 'b'))).not.toHaveProperty(
      'alternatives',
    );
  });

  it('a stale entry answers for nobody, and the next source is asked', () => {
    const entry = {
      principalArn: role('Dev'),
      accessEntryArn: '',
      type: 'STANDARD',
      username: 'entry',
      kubernetesGroups: [],
      policies: [],
      createdAt: '2026-01-01T00:00:00Z',
      tags: {},
    };
    const awsAuth = parseAwsAuth({
      mapRoles: `- rolearn: ${role('Dev')}\n  username: line\n`,
    });
    const map = (mode: 'API' | 'API_AND_CONFIG_MAP', isStale: 'yes' | 'no') =>
      mapIdentity(session('Dev'), {
        mode,
        entries: [entry],
        awsAuth,
        isStale: () => isStale,
      });
    expect(map('API_AND_CONFIG_MAP', 'no')).toMatchObject({
      username: 'entry',
    });
    expect(map('API_AND_CONFIG_MAP', 'yes')).toMatchObject({
      username: 'line',
    });
    expect(map('API', 'yes')).toMatchObject({
      status: 'not-mapped',
      nearMisses: [
        { reason: 'mode-ignores-aws-auth' },
        { reason: 'stale-entry' },
      ],
    });
  });
});
