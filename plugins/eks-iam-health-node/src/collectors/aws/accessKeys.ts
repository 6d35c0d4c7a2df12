import { AccessKey } from 'backstage-plugin-eks-iam-health-common';
import { z } from 'zod';
import { AwsReader } from '../../clients/AwsReader';
import { isNotFound, ReadError } from '../../clients/ReadError';
import { CollectContext, defineCollector } from '../defineCollector';
import { optional, parseReply, time } from '../parseReply';
import {
  readCredentialReport,
  ReportedKey,
  ReportedUser,
} from './credentialReport';
import { describeEach } from './describeEach';

const usersReply = z.object({
  Users: z.array(z.object({ UserName: z.string(), Arn: z.string() })),
});

const keysReply = z.object({
  AccessKeyMetadata: z.array(
    z.object({
      UserName: z.string(),
      AccessKeyId: z.string(),
      Status: z.enum(['Active', 'Inactive', 'Expired']),
      CreateDate: time,
    }),
  ),
});

const lastUsedReply = z.object({
  AccessKeyLastUsed: optional(
    z.object({
      LastUsedDate: optional(time),
      ServiceName: optional(z.string()),
    }),
  ),
});

/**
 * Access keys: who has one and when it was used comes from the credential report, one call for the whole account; ids
 * and today's status from listing the keys of those who have one. Without the report each user is asked.
 */
export const accessKeysCollector = defineCollector({
  source: 'account',
  sections: ['accessKeys'],
  doing: 'reading access keys',
  permissions: [
    'iam:GenerateCredentialReport',
    'iam:GetCredentialReport',
    'iam:ListUsers',
    'iam:ListAccessKeys',
    'iam:GetAccessKeyLastUsed',
  ],
  async collect(context) {
    const reported = await reportOrNothing(context);
    const users =
      reported?.filter(user => user.keys.length > 0) ??
      (await allUsers(context.aws));
    const keys = await describeEach(users, user => keysOf(user, context.aws));
    return { accessKeys: keys.flat() };
  },
});

async function reportOrNothing({
  aws,
  signal,
}: CollectContext): Promise<ReportedUser[] | undefined> {
  try {
    return await readCredentialReport(aws, signal);
  } catch (error) {
    // Denied, not made in time or not in the folder: there is another way to learn the same.
    if (error instanceof ReadError && error.reason !== 'throttled') {
      return undefined;
    }
    throw error;
  }
}

async function allUsers(aws: AwsReader): Promise<ReportedUser[]> {
  const operation = 'iam:ListUsers';
  const pages = await aws.pages(operation, {});
  return pages.flatMap(page =>
    parseReply(usersReply, page, operation).Users.map(user => ({
      name: user.UserName,
      arn: user.Arn,
      keys: [],
    })),
  );
}

async function keysOf(
  user: ReportedUser,
  aws: AwsReader,
): Promise<AccessKey[]> {
  const operation = 'iam:ListAccessKeys';
  const pages = await aws.pages(operation, { UserName: user.name });
  const listed = pages.flatMap(
    page => parseReply(keysReply, page, operation).AccessKeyMetadata,
  );
  return describeEach(listed, async key => {
    const lastUse =
      reportedFor(key.CreateDate, user.keys) ??
      (await lastUseOf(key.AccessKeyId, aws));
    return {
      userName: user.name,
      userArn: user.arn,
      id: key.AccessKeyId,
      status: key.Status,
      createdAt: key.CreateDate,
      lastUsedAt: lastUse.lastUsedAt,
      lastUsedService: lastUse.lastUsedService,
    };
  });
}

/** The report knows keys by the time they were made; a key that was changed since has another time there. */
function reportedFor(
  createdAt: string,
  reported: ReportedKey[],
): ReportedKey | undefined {
  const same = reported.filter(
    key => key.rotatedAt === `${createdAt.slice(0, 19)}Z`,
  );
  return same.length === 1 ? same[0] : undefined;
}

async function lastUseOf(
  accessKeyId: string,
  aws: AwsReader,
): Promise<Pick<AccessKey, 'lastUsedAt' | 'lastUsedService'>> {
  const operation = 'iam:GetAccessKeyLastUsed';
  try {
    const raw = await aws.call(operation, { AccessKeyId: accessKeyId });
    const { AccessKeyLastUsed } = parseReply(lastUsedReply, raw, operation);
    return AccessKeyLastUsed?.LastUsedDate
      ? {
          lastUsedAt: AccessKeyLastUsed.LastUsedDate,
          lastUsedService: AccessKeyLastUsed.ServiceName,
        }
      : {};
  } catch (error) {
    if (isNotFound(error)) return {};
    throw error;
  }
}
