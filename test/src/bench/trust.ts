import {
  ClusterSnapshot,
  oidcProviderArn,
  rolesTrusting,
  subjectOf,
} from 'backstage-plugin-eks-iam-health-common';
import { measure } from './measure';

/** Milliseconds that matching all service accounts of a snapshot with all its trust policies takes, once indexed. */
export async function trustMatching(
  snapshot: ClusterSnapshot,
): Promise<{ roles: number; accounts: number; found: number; wallMs: number }> {
  const { cluster, serviceAccounts, iamRoles } = snapshot.sections;
  if (
    cluster.status !== 'read' ||
    serviceAccounts.status !== 'read' ||
    iamRoles.status !== 'read'
  ) {
    throw new Error('the snapshot lacks what trust is made of');
  }
  const { oidcIssuer = '' } = cluster.value;
  const [role] = iamRoles.value;
  const tokens = serviceAccounts.value.map(({ namespace, name }) => ({
    providerArn: oidcProviderArn(role.arn, oidcIssuer),
    issuer: oidcIssuer,
    sub: subjectOf(namespace, name),
    aud: 'sts.amazonaws.com',
  }));
  let found = 0;
  const { wallMs } = await measure(() => {
    found = 0;
    for (const token of tokens) found += rolesTrusting(token, snapshot).length;
  });
  return {
    roles: iamRoles.value.length,
    accounts: tokens.length,
    found,
    wallMs,
  };
}
