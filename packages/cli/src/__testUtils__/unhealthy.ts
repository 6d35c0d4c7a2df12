import {
  aSnapshot,
  SnapshotBuilder,
  testAccountId,
} from 'backstage-plugin-eks-iam-health-common/testing';

/** The role that stands in aws-auth with its path and so never matches. */
export const lostRole = `arn:aws:iam::${testAccountId}:role/eng/Developer`;

/** A role that gets in as administrator. */
export const adminRole = `arn:aws:iam::${testAccountId}:role/Admin`;

/** A cluster with one defect of severity high (AUTHN-004) and one critical (AUTHZ-003). */
export const anUnhealthyCluster = (): SnapshotBuilder =>
  aSnapshot().withAwsAuth({
    mapRoles: `- rolearn: ${lostRole}
  username: developer
  groups: [developers]
- rolearn: ${adminRole}
  username: admin
  groups: [system:masters]
`,
  });
