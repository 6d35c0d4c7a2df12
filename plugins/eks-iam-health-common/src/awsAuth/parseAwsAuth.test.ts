import { parseAwsAuth } from './parseAwsAuth';

const nodes = `- rolearn: arn:aws:iam::111122223333:role/nodes
  username: system:node:{{EC2PrivateDNSName}}
  groups:
    - system:bootstrappers
    - system:nodes
`;
const codes = (data: Record<string, string>) =>
  parseAwsAuth(data).problems.map(p => `${p.code} ${p.section} ${p.row ?? ''}`);

describe('parseAwsAuth', () => {
  it('reads roles, users and accounts with their places', () => {
    const parsed = parseAwsAuth({
      mapRoles: `# ours\n${nodes}`,
      mapUsers: `- userarn: arn:aws:iam::111122223333:user/eng/jane
  username: jane
  groups: ["developers"]`,
      mapAccounts: '- 012345678901\n- "444455556666"\n',
    });
    expect(parsed).toEqual({
      rows: [
        {
          section: 'mapRoles',
          index: 0,
          line: 2,
          column: 3,
          arn: 'arn:aws:iam::111122223333:role/nodes',
          username: 'system:node:{{EC2PrivateDNSName}}',
          groups: ['system:bootstrappers', 'system:nodes'],
        },
        {
          section: 'mapUsers',
          index: 0,
          line: 1,
          column: 3,
          arn: 'arn:aws:iam::111122223333:user/eng/jane',
          username: 'jane',
          groups: ['developers'],
        },
      ],
      accounts: [
        { index: 0, line: 1, column: 3, accountId: '012345678901' },
        { index: 1, line: 2, column: 3, accountId: '444455556666' },
      ],
      problems: [],
      lostSections: [],
    });
  });

  it.each(['', ' \n', '``', '""', "''", '# nothing', '[]'])(
    'skips %p without a word',
    mapRoles => {
      expect(parseAwsAuth({ mapRoles })).toEqual({
        rows: [],
        accounts: [],
        problems: [],
        lostSections: [],
      });
    },
  );

  it('loses the section for an unquoted template, and only that one', () => {
    const parsed = parseAwsAuth({
      mapRoles: `${nodes}- rolearn: arn:aws:iam::111122223333:role/Dev\n  username: {{SessionName}}\n`,
      mapUsers:
        '- userarn: arn:aws:iam::111122223333:user/jane\n  username: jane',
    });
    expect(parsed.lostSections).toEqual(['mapRoles']);
    expect(parsed.rows.map(r => r.section)).toEqual(['mapUsers']);
    expect(parsed.problems).toEqual([
      expect.objectContaining({ code: 'not-yaml', line: 7, costs: 'section' }),
    ]);
  });

  it.each([
    ['rolearn: x', 'not-a-list'],
    ['{"rolearn": "x"}', 'not-a-list'],
    ['just words', 'not-a-list'],
    ['- a\n\t- b', 'not-yaml'],
  ])('loses %p', (mapRoles, code) => {
    const parsed = parseAwsAuth({ mapRoles });
    expect(parsed.lostSections).toEqual(['mapRoles']);
    expect(parsed.problems[0].code).toBe(code);
  });

  it('drops single lines and keeps their neighbours', () => {
    const mapRoles = `- rolearm: arn:aws:iam::111122223333:role/typo
  username: a
- just text
- null
- rolearn: 12345
  username: b
- sso: {permissionSetName: x}
${nodes}`;
    const parsed = parseAwsAuth({ mapRoles });
    expect(parsed.rows.map(r => r.index)).toEqual([5]);
    expect(codes({ mapRoles })).toEqual([
      'arn-missing mapRoles 0',
      'unknown-field mapRoles 0',
      'row-not-a-map mapRoles 1',
      'row-not-a-map mapRoles 2',
      'arn-not-text mapRoles 3',
      'sso-row mapRoles 4',
    ]);
  });

  it('empties fields of the wrong type and goes on', () => {
    const mapRoles = `- rolearn: arn:aws:iam::111122223333:role/a
  username: yes
  groups: system:masters
- ROLEARN: arn:aws:iam::111122223333:role/b
  username: 12345
  groups: [on, "ok", 1_000, null]
- rolearn: arn:aws:iam::111122223333:role/c
  groups:
  - one
    - two`;
    const parsed = parseAwsAuth({ mapRoles });
    expect(parsed.rows.map(r => [r.username, r.groups])).toEqual([
      ['', []],
      ['', ['', 'ok', '', '']],
      ['', ['one - two']],
    ]);
    expect(codes({ mapRoles })).toEqual([
      'groups-not-a-list mapRoles 0',
      'username-not-text mapRoles 0',
      'group-not-text mapRoles 1',
      'group-not-text mapRoles 1',
      'group-not-text mapRoles 1',
      'username-not-text mapRoles 1',
      'group-folded mapRoles 2',
      'username-missing mapRoles 2',
    ]);
  });

  it('takes base 60 and dates for text, as yaml.v2 does', () => {
    const [row] = parseAwsAuth({
      mapRoles:
        '- rolearn: arn:aws:iam::111122223333:role/a\n  username: 1:30\n  groups: [2026-11-21]',
    }).rows;
    expect(row).toMatchObject({ username: '1:30', groups: ['2026-11-21'] });
  });

  it('lets the later of two equal fields count, with a warning', () => {
    const mapRoles =
      '- rolearn: arn:aws:iam::1:role/a\n  rolearn: arn:aws:iam::1:role/b\n  username: x';
    expect(parseAwsAuth({ mapRoles }).rows[0].arn).toBe(
      'arn:aws:iam::1:role/b',
    );
    expect(codes({ mapRoles })).toEqual(['repeated-key mapRoles ']);
  });

  it('takes the field later in the alphabet where only case differs', () => {
    const mapRoles =
      '- rolearn: arn:aws:iam::1:role/small\n  roleARN: arn:aws:iam::1:role/big\n  username: x';
    expect(parseAwsAuth({ mapRoles }).rows[0].arn).toBe(
      'arn:aws:iam::1:role/small',
    );
  });

  it('minds the case of keys of the ConfigMap', () => {
    expect(codes({ maproles: nodes, notes: 'x' })).toEqual([
      'key-case maproles ',
      'unknown-key notes ',
    ]);
    expect(parseAwsAuth({ maproles: nodes }).rows).toEqual([]);
  });

  it('reads anchors and merge keys', () => {
    const { rows } = parseAwsAuth({
      mapRoles: `- &dev
  rolearn: arn:aws:iam::1:role/a
  username: a
  groups: [g]
- <<: *dev
  rolearn: arn:aws:iam::1:role/b`,
    });
    expect(rows.map(r => [r.arn, r.groups])).toEqual([
      ['arn:aws:iam::1:role/a', ['g']],
      ['arn:aws:iam::1:role/b', ['g']],
    ]);
  });

  it('keeps blanks and strange characters of quoted values', () => {
    const [row] = parseAwsAuth({
      mapRoles: '- rolearn: "arn:aws:iam::1:role/a "\n  username: "x\\u00a0"',
    }).rows;
    expect(row).toMatchObject({
      arn: 'arn:aws:iam::1:role/a ',
      username: 'x\u00a0',
    });
  });
});
