import { z } from 'zod';
import { setTimeout as sleep } from 'node:timers/promises';
import { AwsReader } from '../../clients/AwsReader';
import { ReadError } from '../../clients/ReadError';
import { parseReply } from '../parseReply';

/** One key of a user in the credential report; the report does not tell the key's id. */
export interface ReportedKey {
  active: boolean;
  /** ISO 8601 with seconds: when it was made or last changed */
  rotatedAt: string;
  lastUsedAt?: string;
  lastUsedService?: string;
}

/** A user of the credential report. */
export interface ReportedUser {
  name: string;
  arn: string;
  keys: ReportedKey[];
}

const stateReply = z.object({ State: z.string() });
const contentReply = z.object({
  Content: z.union([z.instanceof(Uint8Array), z.string()]),
});

const POLLS = 15;

/**
 * The account's credential report, made if AWS has none that is younger than four hours.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html
 */
export async function readCredentialReport(
  aws: AwsReader,
  signal: AbortSignal,
  pollMs = 1_000,
): Promise<ReportedUser[]> {
  const generate = 'iam:GenerateCredentialReport';
  for (let poll = 0; poll < POLLS; poll++) {
    const raw = await aws.call(generate, {});
    if (parseReply(stateReply, raw, generate).State === 'COMPLETE') {
      const get = 'iam:GetCredentialReport';
      const { Content } = parseReply(
        contentReply,
        await aws.call(get, {}),
        get,
      );
      return parseCredentialReport(toText(Content));
    }
    await sleep(pollMs, undefined, { signal });
  }
  throw new ReadError(
    'unreachable',
    'the credential report was not made in time',
    {
      call: generate,
    },
  );
}

/** The API gives bytes, the AWS CLI prints them as base64. */
function toText(content: Uint8Array | string): string {
  return typeof content === 'string'
    ? Buffer.from(content, 'base64').toString('utf8')
    : Buffer.from(content).toString('utf8');
}

/** Parses the CSV; no column of it needs quotes. The row of the root user is left out: it is in the account summary. */
export function parseCredentialReport(csv: string): ReportedUser[] {
  const [header = '', ...lines] = csv.trim().split(/\r?\n/);
  const columns = header.split(',');
  if (!['user', 'arn', 'access_key_1_active'].every(c => columns.includes(c))) {
    throw new ReadError(
      'malformed',
      'the credential report lacks the columns that it should have',
      { call: 'iam:GetCredentialReport' },
    );
  }
  return lines
    .map(line => {
      const cells = line.split(',');
      return new Map(columns.map((column, i) => [column, cells[i] ?? '']));
    })
    .filter(row => row.get('user') !== '<root_account>')
    .map(row => ({
      name: row.get('user') ?? '',
      arn: row.get('arn') ?? '',
      keys: [toKey(row, 1), toKey(row, 2)].flatMap(key => key ?? []),
    }));
}

function toKey(row: Map<string, string>, slot: 1 | 2): ReportedKey | undefined {
  const cell = (name: string) => {
    const value = row.get(`access_key_${slot}_${name}`) ?? '';
    return ['', 'N/A', 'no_information', 'not_supported'].includes(value)
      ? undefined
      : value;
  };
  const active = cell('active') === 'true';
  const rotated = cell('last_rotated');
  // A slot without a key is not active and was never rotated.
  if (!active && !rotated) return undefined;
  const lastUsed = cell('last_used_date');
  return {
    active,
    rotatedAt: rotated ? toSeconds(rotated) : '',
    lastUsedAt: lastUsed && toSeconds(lastUsed),
    lastUsedService: lastUsed && cell('last_used_service'),
  };
}

function toSeconds(text: string): string {
  const date = new Date(text);
  return Number.isNaN(date.getTime())
    ? ''
    : `${date.toISOString().slice(0, 19)}Z`;
}
