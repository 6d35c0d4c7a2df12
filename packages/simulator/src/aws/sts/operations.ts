import { randomBytes } from 'node:crypto';
import { Role, World } from '../../estate/World';
import { Caller } from '../caller';
import { AwsError } from '../errors';
import type { QueryOperation } from '../query';
import { trustAdmits } from './trust';

/** The operations of STS that a portal needs. */
export const stsOperations: Record<string, QueryOperation> = {
  /** Needs no permission, and no policy can refuse it. */
  GetCallerIdentity({ caller }) {
    return {
      Arn: caller.arn,
      UserId: caller.userId,
      Account: caller.account.id,
    };
  },

  AssumeRole(call, parameters) {
    const roleArn = parameters.get('RoleArn') ?? '';
    const sessionName = parameters.get('RoleSessionName') ?? '';
    const durationSeconds = Number(parameters.get('DurationSeconds') ?? 3600);
    if (!/^[\w+=,.@-]{2,64}$/.test(sessionName)) {
      throw new AwsError(
        'ValidationError',
        `1 validation error detected: Value '${sessionName}' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*`,
      );
    }
    if (!(durationSeconds >= 900 && durationSeconds <= 3600)) {
      throw new AwsError(
        'ValidationError',
        'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
      );
    }
    call.authorize(roleArn);
    const role = findRole(call.world, roleArn);
    const externalId = parameters.get('ExternalId') ?? undefined;
    // STS tells neither that a role is missing nor which part of its trust refused
    if (!role || !trustAdmits(role.trust, call.caller, externalId)) {
      throw refused(call.caller, roleArn);
    }
    return issue(call.world, role, sessionName, durationSeconds);
  },
};

function refused(caller: Caller, roleArn: string) {
  return new AwsError(
    'AccessDenied',
    `User: ${caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`,
    403,
  );
}

function findRole(world: World, arn: string): Role | undefined {
  return world.accounts
    .get(arn.split(':')[4])
    ?.roles.find(role => role.arn === arn);
}

function issue(
  world: World,
  role: Role,
  sessionName: string,
  durationSeconds: number,
) {
  const [, partition, , , accountId] = role.arn.split(':');
  const expiresAt = new Date(world.now().getTime() + durationSeconds * 1000);
  const session = {
    accessKeyId: `ASIA${base32(16)}`,
    secret: randomBytes(30).toString('base64'),
    token: randomBytes(180).toString('base64'),
    expiresAt,
    accountId,
    roleArn: role.arn,
    roleId: role.id,
    sessionName,
  };
  world.sessions.set(session.accessKeyId, session);
  return {
    Credentials: {
      AccessKeyId: session.accessKeyId,
      SecretAccessKey: session.secret,
      SessionToken: session.token,
      Expiration: expiresAt,
    },
    AssumedRoleUser: {
      AssumedRoleId: `${role.id}:${sessionName}`,
      Arn: `arn:${partition}:sts::${accountId}:assumed-role/${role.name}/${sessionName}`,
    },
  };
}

function base32(length: number): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  return [...randomBytes(length)].map(byte => alphabet[byte & 31]).join('');
}
