import { aContext, denied, recordedAws } from '../__testUtils__/aContext';
import { accessKeysCollector } from './accessKeys';
import { parseCredentialReport } from './credentialReport';

const header =
  'user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,mfa_active,access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_1_last_used_region,access_key_1_last_used_service,access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,access_key_2_last_used_region,access_key_2_last_used_service,cert_1_active,cert_1_last_rotated,cert_2_active,cert_2_last_rotated';
const arnOf = (path: string) => `arn:aws:iam::111122223333:user${path}`;
const report = [
  header,
  `<root_account>,arn:aws:iam::111122223333:root,2020-01-01T00:00:00+00:00,not_supported,N/A,not_supported,not_supported,true,true,2020-01-01T00:00:00+00:00,N/A,N/A,N/A,false,N/A,N/A,N/A,N/A,false,N/A,false,N/A`,
  `deployer,${arnOf(
    '/ci/deployer',
  )},2024-01-01T00:00:00+00:00,false,N/A,N/A,N/A,false,true,2024-01-01T00:00:00+00:00,2026-11-01T10:00:00+00:00,eu-west-1,eks,true,2026-01-01T00:00:00+00:00,N/A,N/A,N/A,false,N/A,false,N/A`,
  `person,${arnOf(
    '/person',
  )},2024-01-01T00:00:00+00:00,true,N/A,N/A,N/A,true,false,N/A,N/A,N/A,N/A,false,N/A,N/A,N/A,N/A,false,N/A,false,N/A`,
  `retired,${arnOf(
    '/retired',
  )},2024-01-01T00:00:00+00:00,false,N/A,N/A,N/A,false,false,2026-05-05T00:00:00+00:00,no_information,N/A,N/A,false,N/A,N/A,N/A,N/A,false,N/A,false,N/A`,
].join('\n');

const keys: Record<string, Array<[id: string, status: string, at: string]>> = {
  deployer: [
    ['AKIAFIRST', 'Active', '2024-01-01T00:00:00Z'],
    ['AKIASECOND', 'Active', '2026-01-01T00:00:00Z'],
  ],
  // deactivated after it was made, so that the report's time is another one
  retired: [['AKIATHIRD', 'Inactive', '2024-02-02T00:00:00Z']],
  person: [],
};

const listKeys = (input: Record<string, unknown>) => ({
  AccessKeyMetadata: keys[String(input.UserName)].map(
    ([AccessKeyId, Status, at]) => ({
      UserName: input.UserName,
      AccessKeyId,
      Status,
      CreateDate: new Date(at),
    }),
  ),
});

const collected = [
  {
    userName: 'deployer',
    userArn: arnOf('/ci/deployer'),
    id: 'AKIAFIRST',
    status: 'Active',
    createdAt: '2024-01-01T00:00:00Z',
    lastUsedAt: '2026-11-01T10:00:00Z',
    lastUsedService: 'eks',
  },
  {
    userName: 'deployer',
    userArn: arnOf('/ci/deployer'),
    id: 'AKIASECOND',
    status: 'Active',
    createdAt: '2026-01-01T00:00:00Z',
  },
  {
    userName: 'retired',
    userArn: arnOf('/retired'),
    id: 'AKIATHIRD',
    status: 'Inactive',
    createdAt: '2024-02-02T00:00:00Z',
    lastUsedAt: '2025-05-05T00:00:00Z',
    lastUsedService: 's3',
  },
];

const lastUses: Record<string, unknown> = {
  AKIAFIRST: {
    LastUsedDate: new Date('2026-11-01T10:00:00Z'),
    ServiceName: 'eks',
    Region: 'eu-west-1',
  },
  AKIASECOND: { ServiceName: 'N/A', Region: 'N/A' },
  AKIATHIRD: {
    LastUsedDate: new Date('2025-05-05T00:00:00Z'),
    ServiceName: 's3',
    Region: 'N/A',
  },
};

const replies = {
  'iam:GenerateCredentialReport': { State: 'COMPLETE' },
  'iam:GetCredentialReport': { Content: Buffer.from(report) },
  'iam:ListAccessKeys': listKeys,
  'iam:GetAccessKeyLastUsed': (input: Record<string, unknown>) => ({
    AccessKeyLastUsed: lastUses[String(input.AccessKeyId)],
  }),
  'iam:ListUsers': {
    Users: [
      { UserName: 'deployer', Arn: arnOf('/ci/deployer') },
      { UserName: 'person', Arn: arnOf('/person') },
      { UserName: 'retired', Arn: arnOf('/retired') },
    ],
  },
};

describe('accessKeys', () => {
  it('asks only for users that have a key, and for the last use only where the report does not tell it', async () => {
    const aws = recordedAws(replies);
    const { accessKeys } = await accessKeysCollector.collect(aContext({ aws }));
    expect(accessKeys).toEqual(collected);
    expect(aws.asked).toEqual([
      'iam:GenerateCredentialReport',
      'iam:GetCredentialReport',
      'iam:ListAccessKeys',
      'iam:ListAccessKeys',
      'iam:GetAccessKeyLastUsed',
    ]);
  });

  it('learns the same without the report', async () => {
    const aws = recordedAws({
      ...replies,
      'iam:GenerateCredentialReport': denied('iam:GenerateCredentialReport'),
    });
    const { accessKeys } = await accessKeysCollector.collect(aContext({ aws }));
    expect(accessKeys).toEqual(collected);
  });

  it('reads the base64 that the AWS CLI prints', async () => {
    const Content = Buffer.from(report).toString('base64');
    const aws = recordedAws({
      ...replies,
      'iam:GetCredentialReport': { Content },
    });
    const { accessKeys } = await accessKeysCollector.collect(aContext({ aws }));
    expect(accessKeys).toEqual(collected);
  });

  it('is denied when neither way is allowed', async () => {
    const aws = recordedAws({
      'iam:GenerateCredentialReport': denied('iam:GenerateCredentialReport'),
      'iam:ListUsers': denied('iam:ListUsers'),
    });
    await expect(
      accessKeysCollector.collect(aContext({ aws })),
    ).rejects.toMatchObject({ reason: 'denied', permission: 'iam:ListUsers' });
  });
});

it('a credential report without its columns is malformed', () =>
  expect(() => parseCredentialReport('<html>')).toThrow('columns'));
