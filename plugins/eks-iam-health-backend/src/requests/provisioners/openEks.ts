import { EKSClient } from '@aws-sdk/client-eks';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { AwsClients, AwsSession } from 'backstage-plugin-eks-iam-health-node';
import { OpenEks } from './sdkEksAccess';

const SESSION_SECONDS = 900;
/** Well before the session ends, since a client is used for one more call after it was opened. */
const KEPT_MS = 600_000;

/**
 * Opens clients with the account's own credentials, or with a role that they may assume and that alone may write. The
 * session is named after the request, so that CloudTrail says on whose account a call was made.
 */
export function openEksWith(
  clients: AwsClients,
  writeRoles: Readonly<Record<string, string>>,
  now: () => number = Date.now,
): OpenEks {
  const sessions = new Map<string, AwsSession>();
  const writers = new Map<string, { eks: EKSClient; until: number }>();
  return async ({ partition, accountId, region }, requestId) => {
    const key = `${partition}/${accountId}/${region}`;
    const session =
      sessions.get(key) ?? clients.open({ partition, accountId, region });
    sessions.set(key, session);
    const roleName = writeRoles[accountId];
    if (!roleName) return session.eks;

    for (const [name, { until }] of writers) {
      if (until <= now()) writers.delete(name);
    }
    const writer = `${key}/${requestId}`;
    const known = writers.get(writer);
    if (known) return known.eks;
    const eks = await assumeWriter(
      session,
      `arn:${partition}:iam::${accountId}:role/${roleName}`,
      `bs-${requestId}`,
    );
    writers.set(writer, { eks, until: now() + KEPT_MS });
    return eks;
  };
}

async function assumeWriter(
  session: AwsSession,
  roleArn: string,
  sessionName: string,
): Promise<EKSClient> {
  const { Credentials: given } = await session.sts.send(
    new AssumeRoleCommand({
      RoleArn: roleArn,
      RoleSessionName: sessionName,
      DurationSeconds: SESSION_SECONDS,
    }),
  );
  if (!given?.AccessKeyId || !given.SecretAccessKey) {
    throw new Error(`\`${roleArn}\` gave no credentials`);
  }
  const { endpoint, requestHandler } = session.eks.config;
  return new EKSClient({
    region: session.target.region,
    requestHandler,
    ...(endpoint && { endpoint }),
    customUserAgent: 'backstage-eks-iam-health',
    credentials: {
      accessKeyId: given.AccessKeyId,
      secretAccessKey: given.SecretAccessKey,
      sessionToken: given.SessionToken,
    },
  });
}
