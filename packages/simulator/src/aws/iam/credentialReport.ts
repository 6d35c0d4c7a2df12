import { AccessKey, Account } from '../../estate/World';
import { AwsError } from '../errors';
import type { QueryOperation } from '../query';

const COLUMNS = [
  'user',
  'arn',
  'user_creation_time',
  'password_enabled',
  'password_last_used',
  'password_last_changed',
  'password_next_rotation',
  'mfa_active',
  'access_key_1_active',
  'access_key_1_last_rotated',
  'access_key_1_last_used_date',
  'access_key_1_last_used_region',
  'access_key_1_last_used_service',
  'access_key_2_active',
  'access_key_2_last_rotated',
  'access_key_2_last_used_date',
  'access_key_2_last_used_region',
  'access_key_2_last_used_service',
  'cert_1_active',
  'cert_1_last_rotated',
  'cert_2_active',
  'cert_2_last_rotated',
];

const FOUR_HOURS = 4 * 3_600_000;

/** GenerateCredentialReport: STARTED, then COMPLETE; a report younger than four hours is kept. */
export const generateCredentialReport: QueryOperation = call => {
  call.authorize('*');
  const { account } = call.caller;
  const now = call.world.now();
  const made = account.credentialReportAt;
  if (made && now.getTime() - made.getTime() < FOUR_HOURS) {
    return { State: 'COMPLETE' };
  }
  account.credentialReportAt = now;
  return {
    State: 'STARTED',
    Description: 'No report exists. Starting a new report generation task',
  };
};

/** GetCredentialReport: the CSV, in base64. */
export const credentialReport: QueryOperation = call => {
  call.authorize('*');
  const { account } = call.caller;
  if (!account.credentialReportAt) {
    throw new AwsError(
      'ReportNotPresent',
      'No report exists. Call GenerateCredentialReport first.',
      410,
    );
  }
  return {
    Content: Buffer.from(toCsv(account)).toString('base64'),
    ReportFormat: 'text/csv',
    GeneratedTime: account.credentialReportAt,
  };
};

function toCsv(account: Account): string {
  const root = [
    '<root_account>',
    `arn:${account.partition}:iam::${account.id}:root`,
    '2021-03-02T09:00:00+00:00',
    'not_supported',
    'no_information',
    'not_supported',
    'not_supported',
    String(account.rootMfa),
    String(account.rootAccessKeys > 0),
    ...Array(4).fill('N/A'),
    String(account.rootAccessKeys > 1),
    ...Array(4).fill('N/A'),
    'false',
    'N/A',
    'false',
    'N/A',
  ];
  const users = account.users.map(user => [
    user.name,
    user.arn,
    time(user.createdAt),
    String(user.consolePassword),
    user.consolePassword ? 'no_information' : 'N/A',
    user.consolePassword ? time(user.createdAt) : 'N/A',
    'N/A',
    'false',
    ...keyColumns(user.keys[0]),
    ...keyColumns(user.keys[1]),
    'false',
    'N/A',
    'false',
    'N/A',
  ]);
  return [COLUMNS, root, ...users].map(row => row.join(',')).join('\n');
}

function keyColumns(key: AccessKey | undefined): string[] {
  if (!key) return ['false', 'N/A', 'N/A', 'N/A', 'N/A'];
  return [
    String(key.active),
    time(key.createdAt),
    key.lastUsedAt ? time(key.lastUsedAt) : 'N/A',
    key.lastUsedAt ? key.lastUsedRegion : 'N/A',
    key.lastUsedAt ? key.lastUsedService : 'N/A',
  ];
}

function time(date: Date): string {
  return `${date.toISOString().slice(0, 19)}+00:00`;
}
