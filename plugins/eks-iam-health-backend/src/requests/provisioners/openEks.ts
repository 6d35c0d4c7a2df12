import { EKSClient } from '@aws-sdk/client-eks';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { AwsClients, AwsSession } from 'backstage-plugin-eks-iam-health-node';
import { OpenEks } from './sdkEksAccess';

const SESSION_SECONDS = 900;

/**
 * Opens clients with the account's own credentials, or with a role that they may assume and that alone may write. The
 * session is named after the request, so that CloudTrail says on whose account a call was made.
 */
export function openEksWith(
  clients: AwsClients,
  writeRoles: Readonly<Record<string, string>>,
): OpenEks {
  const sessions = new Map<string, AwsSession>();
  return async ({ partition, accountId, region }, requestId) => {
    const key = `${partition}/${accountId}/${region}`;
    const session =
      sessions.get(key) ?? clients.open({ partition, accountId, region });
    sessions.set(key, session);
    const roleName = writeRoles[accountId];
    if (!roleName) return session.eks;

    const { Credentials: given } = await session.sts.send(
      new AssumeRoleCommand({
        RoleArn: `arn:${partition}:iam::${accountId}:role/${roleName}`,
        RoleSessionName: `bs-${requestId}`,
        DurationSeconds: SESSION_SECONDS,
      }),
    );
    if (!given?.AccessKeyId || !given.SecretAccessKey) {
      throw new Error(`\`${roleName}\` gave no credentials`);
    }
    const { endpoint, requestHandler } = session.eks.config;
    return new EKSClient({
      region,
      requestHandler,
      ...(endpoint && { endpoint }),
      customUserAgent: 'backstage-eks-iam-health',
      credentials: {
        accessKeyId: given.AccessKeyId,
        secretAccessKey: given.SecretAccessKey,
        sessionToken: given.SessionToken,
      },
    });
  };
}
