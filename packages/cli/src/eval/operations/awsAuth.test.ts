import { arnCanonicalize } from './arnCanonicalize';
import { awsAuthMap } from './awsAuthMap';
import { awsAuthParse } from './awsAuthParse';

const account = '111122223333';
const mapRoles = `
- rolearn: arn:aws:iam::${account}:role/nodes
  username: system:node:{{EC2PrivateDNSName}}
  groups: [system:nodes]
- rolearn: arn:aws:iam::${account}:role/Dev
  username: dev:{{SessionName}}
  groups: [devs, "{{AccountID}}:{{SessionNameRaw}}"]
- rolearn: arn:aws:iam::${account}:role/quiet
- sso: {permissionSetName: View, accountID: "${account}"}
`;

describe('arn.canonicalize', () => {
  it('makes a role of a session', () => {
    expect(
      arnCanonicalize({ arn: `arn:aws:sts::${account}:assumed-role/Dev/jane` }),
    ).toEqual({ arn: `arn:aws:iam::${account}:role/Dev` });
  });

  it('answers with an error for what is no identity', () => {
    expect(() => arnCanonicalize({ arn: 'arn:aws:s3:::bucket' })).toThrow(
      /no service of identities/,
    );
    expect(() => arnCanonicalize({})).toThrow(/must be a string/);
  });
});

describe('awsAuth.parse', () => {
  it('keeps a row without name and drops one of Identity Center', () => {
    const answer = awsAuthParse({
      data: { mapRoles, mapUsers: 'a: [', mapAccounts: '- 012345678901' },
    });
    expect(answer).toMatchObject({
      roles: [
        { rolearn: `arn:aws:iam::${account}:role/nodes` },
        { rolearn: `arn:aws:iam::${account}:role/Dev` },
        {
          rolearn: `arn:aws:iam::${account}:role/quiet`,
          username: '',
          groups: [],
        },
      ],
      users: [],
      accounts: ['012345678901'],
      problems: [
        { code: 'username-missing', row: 2 },
        { code: 'sso-row', row: 3, line: 9 },
        { code: 'not-yaml', section: 'mapUsers' },
      ],
    });
  });

  it('wants texts', () => {
    expect(() => awsAuthParse({ data: { mapRoles: [] } })).toThrow(
      /`data.mapRoles` must be a string/,
    );
  });
});

describe('awsAuth.map', () => {
  const map = (identity: Record<string, unknown>) =>
    awsAuthMap({ data: { mapRoles }, identity });

  it('fills in the templates', () => {
    expect(
      map({ arn: `arn:aws:sts::${account}:assumed-role/dev/jane@example.com` }),
    ).toMatchObject({
      mapped: true,
      username: 'dev:jane-example.com',
      groups: ['devs', `${account}:jane@example.com`],
      by: { section: 'mapRoles', index: 1, line: 5 },
    });
  });

  it('takes a canonical ARN with its session beside it', () => {
    expect(
      map({ arn: `arn:aws:iam::${account}:role/Dev`, sessionName: 'x' }),
    ).toMatchObject({ mapped: true, username: 'dev:x' });
  });

  it('refuses a node role to whoever is no instance', () => {
    const arn = `arn:aws:sts::${account}:assumed-role/nodes/jane`;
    expect(map({ arn })).toMatchObject({
      mapped: false,
      reason: expect.stringContaining('no instance id'),
    });
    const node = `arn:aws:sts::${account}:assumed-role/nodes/i-0123456789abcdef0`;
    expect(map({ arn: node, privateDnsName: 'ip-1' })).toMatchObject({
      mapped: true,
      username: 'system:node:ip-1',
    });
  });

  it('says why nothing answers', () => {
    expect(map({ arn: `arn:aws:iam::${account}:role/eng/Dev` })).toMatchObject({
      mapped: false,
      nearMisses: [{ reason: 'role-path' }],
    });
  });
});
