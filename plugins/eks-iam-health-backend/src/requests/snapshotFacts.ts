import {
  arrivalKey,
  ClusterSnapshot,
  isRead,
  noFacts,
  Observed,
  parseAwsAuth,
  TargetFacts,
} from 'backstage-plugin-eks-iam-health-common';

/** What a snapshot says about one principal of a cluster; what it does not say stays unknown. */
export function snapshotFacts(
  snapshot: ClusterSnapshot | undefined,
  principalArn: string,
): TargetFacts {
  if (!snapshot) return noFacts;
  const { cluster, accessEntries, awsAuth, namespaces } = snapshot.sections;
  const facts: TargetFacts = {
    ...noFacts,
    asOf: snapshot.collectedAt,
    principal: principalFacts(snapshot, principalArn),
  };
  if (isRead(cluster)) {
    facts.clusterCreatedAt = cluster.value.createdAt;
    facts.authenticationMode = cluster.value.authenticationMode;
  }
  if (isRead(accessEntries)) {
    facts.entry = {
      known: true,
      value: accessEntries.value.find(e => e.principalArn === principalArn),
    };
  }
  if (isRead(awsAuth)) {
    // Lines carry roles without their path, in any case of letters.
    const key = arrivalKey(principalArn);
    const parsed = awsAuth.value ? parseAwsAuth(awsAuth.value.data) : undefined;
    if (!parsed || parsed.lostSections.length === 0) {
      facts.awsAuth = {
        known: true,
        lines: (parsed?.rows ?? [])
          .filter(row => row.arn.toLowerCase() === key)
          .map(({ groups, username }) => ({ groups, username })),
      };
    }
  }
  if (isRead(namespaces)) {
    facts.namespaces = {
      known: true,
      value: namespaces.value.map(n => n.name).sort(),
    };
  }
  return facts;
}

function principalFacts(
  snapshot: ClusterSnapshot,
  principalArn: string,
): TargetFacts['principal'] {
  const { iamRoles, iamUsers } = snapshot.sections;
  const section: Observed<Array<{ arn: string; id: string }>> =
    principalArn.includes(':user/') ? iamUsers : iamRoles;
  // The snapshot holds the cluster's own account; nothing is known of others.
  const sameAccount = principalArn.split(':')[4] === snapshot.arn.split(':')[4];
  if (!isRead(section) || !sameAccount) return { exists: 'unknown' };
  const found = section.value.find(p => p.arn === principalArn);
  return found ? { exists: 'yes', uid: found.id } : { exists: 'no' };
}
