import { KnownGrant } from 'backstage-plugin-eks-iam-health-common';
import { Knex } from 'knex';
import { GrantRow, RequestRow } from './rows';

/** More than a cluster sees in the time for which requests are kept; a bound all the same. */
const MOST = 2_000;

/**
 * What the request flow recorded for one cluster, newest first: the checks compare it with what is in force. A grant
 * that is being made or taken away counts as active, since it may exist.
 */
export async function knownGrants(
  db: Knex,
  clusterArn: string,
): Promise<KnownGrant[]> {
  const rows = await db<GrantRow>('access_grant')
    .join<GrantRow & RequestRow>(
      'access_request',
      'access_request.id',
      'access_grant.request_id',
    )
    .where('access_request.cluster_arn', clusterArn)
    .orderBy('access_grant.starts_at', 'desc')
    .limit(MOST)
    .select(
      'access_grant.request_id',
      'access_grant.status',
      'access_grant.policy_arn',
      'access_grant.scope',
      'access_grant.ends_at',
      'access_request.principal_arn',
    );
  return rows.map(row => ({
    requestId: row.request_id,
    principalArn: row.principal_arn,
    state: row.status === 'ended' ? 'ended' : 'active',
    accessPolicies: [
      { policyArn: row.policy_arn, scope: JSON.parse(row.scope) },
    ],
    kubernetesGroups: [],
    ...(row.ends_at && { expiresAt: row.ends_at }),
  }));
}
