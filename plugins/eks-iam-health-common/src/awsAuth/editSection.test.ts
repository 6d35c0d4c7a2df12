import { editSection, renderSection, SectionEdit } from './editSection';
import { mendBrokenSection } from './mendBroken';
import { parseAwsAuth } from './parseAwsAuth';

const text = `# kept by team platform
- rolearn: arn:aws:iam::111122223333:role/nodes   # nodes
  username: system:node:{{EC2PrivateDNSName}}
  groups:
  - system:bootstrappers
  - system:nodes

# people
- rolearn: "arn:aws:iam::111122223333:role/eng/Dev" # they said
  username: 'dev:{{SessionName}}'
  groups:
  - developers
  - viewers
- groups: system:masters
  rolearn: arn:aws:iam::111122223333:role/Ops
# the end
`;
const edit = (change: SectionEdit, of = text) =>
  editSection('mapRoles', of, change);
const rows = (mapRoles: string) => parseAwsAuth({ mapRoles }).rows;

describe('editSection', () => {
  it('edits behind a byte order mark, which the authenticator skips, as it edits without one', () => {
    const change: SectionEdit = { kind: 'remove-row', index: 1 };
    expect(rows(`\ufeff${text}`)).toEqual(rows(text));
    expect(edit(change, `\ufeff${text}`)).toBe(`\ufeff${edit(change)}`);
  });

  it('replaces an ARN and nothing else', () => {
    expect(
      edit({
        kind: 'replace-arn',
        index: 1,
        arn: 'arn:aws:iam::111122223333:role/Dev',
      }),
    ).toBe(
      text.replace(
        '"arn:aws:iam::111122223333:role/eng/Dev"',
        'arn:aws:iam::111122223333:role/Dev',
      ),
    );
  });

  it('makes a list of groups that were text', () => {
    const edited = edit({
      kind: 'replace-groups',
      index: 2,
      groups: ['system:masters'],
    });
    expect(edited).toBe(
      text.replace('groups: system:masters', 'groups: [system:masters]'),
    );
  });

  it('replaces a block list of groups without eating the next entry', () => {
    const edited = edit({ kind: 'replace-groups', index: 1, groups: ['a'] });
    expect(rows(edited!).map(r => r.groups)).toEqual([
      ['system:bootstrappers', 'system:nodes'],
      ['a'],
      [],
    ]);
    expect(edited).toContain('# kept by team platform');
  });

  it('adds a field that was missing', () => {
    const edited = edit({
      kind: 'replace-username',
      index: 2,
      username: 'yes',
    });
    expect(rows(edited!)[2].username).toBe('yes');
  });

  it('removes one entry and leaves comments and neighbours', () => {
    const edited = edit({ kind: 'remove-row', index: 1 });
    expect(rows(edited!).map(r => r.arn)).toEqual([
      'arn:aws:iam::111122223333:role/nodes',
      'arn:aws:iam::111122223333:role/Ops',
    ]);
    expect(edited).toContain('# people');
    expect(edited).toContain('# the end');
  });

  it('removes the only entry', () => {
    const one = '- rolearn: a\n  username: b\n';
    expect(edit({ kind: 'remove-row', index: 0 }, one)).toBe('[]\n');
  });

  it.each([
    text,
    '',
    '[]',
    '# only words\n',
    '  - rolearn: a\n    username: b',
  ])('adds an entry to %p', given => {
    const row = {
      arn: 'arn:aws:iam::111122223333:role/new',
      username: '{{SessionName}}',
      groups: ['on', 'team:x'],
    };
    const edited = edit({ kind: 'add-row', row }, given)!;
    expect(rows(edited).pop()).toMatchObject(row);
    expect(
      rows(edited)
        .slice(0, -1)
        .map(r => r.arn),
    ).toEqual(rows(given).map(r => r.arn));
  });

  it('refuses what it cannot change alone: an alias, a flow list, a broken text', () => {
    const shared = `- &a
  rolearn: x
  username: u
  groups: &g [a]
- rolearn: z
  username: v
  groups: *g`;
    expect(
      edit({ kind: 'replace-groups', index: 1, groups: ['b'] }, shared),
    ).toBeUndefined();
    // The anchor's own line is shared as well: changing it would change the other one.
    expect(
      edit({ kind: 'replace-groups', index: 0, groups: ['b'] }, shared),
    ).toBeUndefined();
    expect(
      edit({ kind: 'remove-row', index: 0 }, '[{rolearn: a, username: b}]'),
    ).toBeUndefined();
    expect(
      edit({ kind: 'remove-row', index: 0 }, '- a: {{b}}'),
    ).toBeUndefined();
  });
});

describe('renderSection', () => {
  it('parses back to what was meant', () => {
    const given = [
      { arn: 'arn:aws:iam::1:role/a', username: '{{SessionName}}', groups: [] },
      {
        arn: 'arn:aws:iam::1:role/b ',
        username: '123',
        groups: ['no', "it's"],
      },
    ];
    expect(rows(renderSection('mapRoles', given))).toMatchObject(given);
    const users = parseAwsAuth({ mapUsers: renderSection('mapUsers', given) });
    expect(users.rows).toMatchObject(given);
  });
});

describe('mendBrokenSection', () => {
  it('quotes templates and leaves every other line', () => {
    const broken = text.replace("'dev:{{SessionName}}'", '{{SessionName}}');
    const mended = mendBrokenSection('mapRoles', broken);
    expect(mended?.text).toBe(
      text.replace("'dev:{{SessionName}}'", "'{{SessionName}}'"),
    );
    expect(mended?.rows).toHaveLength(3);
  });

  it('expands tabs', () => {
    const mended = mendBrokenSection(
      'mapRoles',
      '- rolearn: a\n\tusername: b\n',
    );
    expect(mended?.rows).toMatchObject([{ arn: 'a', username: 'b' }]);
  });

  it('gives up on what it does not understand', () => {
    expect(mendBrokenSection('mapRoles', '- rolearn: "open')).toBeUndefined();
    expect(mendBrokenSection('mapRoles', 'rolearn: a')).toBeUndefined();
  });
});
