import {
  accessPolicyArn,
  ClusterSnapshot,
  isRead,
  parseArn,
  parseAwsAuth,
  Repair,
  RepairAction,
  SectionName,
  SectionValues,
} from 'backstage-plugin-eks-iam-health-common';
import {
  aDocument,
  anAccessEntry,
  aRole,
  aServiceAccount,
  aUser,
  trustFor,
} from 'backstage-plugin-eks-iam-health-common/testing';

function withItems<N extends SectionName>(
  snapshot: ClusterSnapshot,
  name: N,
  add: (value: SectionValues[N]) => SectionValues[N],
): ClusterSnapshot {
  const section = snapshot.sections[name];
  if (!isRead(section)) return snapshot;
  return {
    ...snapshot,
    sections: {
      ...snapshot.sections,
      [name]: { ...section, value: add(section.value as SectionValues[N]) },
    },
  };
}

/** The identities that an action lets in. */
function principalsOf(action: RepairAction): string[] {
  switch (action.kind) {
    case 'create-access-entry':
    case 'associate-access-policy':
      return [action.principalArn];
    case 'patch-aws-auth':
      return rowsOf(action).map(({ arn }) => arn);
    default:
      return [];
  }
}

function groupsOf(action: RepairAction): string[] {
  switch (action.kind) {
    case 'create-access-entry':
      return action.kubernetesGroups;
    case 'patch-aws-auth':
      return rowsOf(action).flatMap(({ groups }) => groups);
    default:
      return [];
  }
}

function rowsOf(action: Extract<RepairAction, { kind: 'patch-aws-auth' }>) {
  const texts = Object.entries(action.data).flatMap(([key, text]) =>
    text === null ? [] : [[key, text] as const],
  );
  return parseAwsAuth(Object.fromEntries(texts)).rows;
}

/** Whoever uses a cluster from outside needs this of AWS. */
const describing = {
  name: 'describe',
  document: aDocument({
    Effect: 'Allow',
    Action: 'eks:DescribeCluster',
    Resource: '*',
  }),
};

/** Roles and users that the repair speaks of are there, as they are where somebody meant them. */
export function withPrincipals(
  snapshot: ClusterSnapshot,
  { actions }: Repair,
): ClusterSnapshot {
  return actions.flatMap(principalsOf).reduce((world, text) => {
    const arn = parseArn(text);
    const [kind, ...path] = arn?.resource.split('/') ?? [];
    const name = path[path.length - 1];
    if (!arn || !name) return world;
    if (kind === 'role') {
      return withItems(world, 'iamRoles', roles =>
        roles.some(role => role.name === name)
          ? roles
          : [
              ...roles,
              aRole(name, { arn: text, inlinePolicies: [describing] }),
            ],
      );
    }
    return kind === 'user'
      ? withItems(world, 'iamUsers', users =>
          users.some(user => user.name === name)
            ? users
            : [
                ...users,
                aUser(name, { arn: text, inlinePolicies: [describing] }),
              ],
        )
      : world;
  }, snapshot);
}

/** Service accounts that the repair speaks of are there, and the roles given to them admit them. */
export function withAccounts(
  snapshot: ClusterSnapshot,
  { actions }: Repair,
): ClusterSnapshot {
  return actions.reduce((world, action) => {
    if (
      action.kind === 'kubectl-patch' &&
      action.resource === 'serviceaccount'
    ) {
      return withAccount(world, action.namespace ?? 'default', action.name);
    }
    const arn =
      action.kind === 'annotate-service-account' ? action.value : undefined;
    if (action.kind !== 'annotate-service-account' || !arn) return world;
    const { namespace, name } = action;
    const trustPolicy = aDocument(trustFor(namespace, name));
    const roleName = arn.slice(arn.lastIndexOf('/') + 1);
    return withItems(withAccount(world, namespace, name), 'iamRoles', roles => [
      ...roles.filter(role => role.arn !== arn),
      aRole(roleName, { arn, trustPolicy }),
    ]);
  }, snapshot);
}

function withAccount(world: ClusterSnapshot, namespace: string, name: string) {
  return withItems(world, 'serviceAccounts', accounts =>
    accounts.some(a => a.namespace === namespace && a.name === name)
      ? accounts
      : [...accounts, aServiceAccount(namespace, name)],
  );
}

/** Groups that the repair maps mean something. */
export function withBindings(
  snapshot: ClusterSnapshot,
  { actions }: Repair,
): ClusterSnapshot {
  const groups = [...new Set(actions.flatMap(groupsOf))].filter(
    group => group !== '' && !group.startsWith('system:'),
  );
  return groups.length === 0
    ? snapshot
    : withItems(snapshot, 'bindings', bindings => [
        ...bindings,
        {
          name: 'of-the-mapped',
          namespace: 'shop',
          roleRef: { kind: 'ClusterRole', name: 'view' },
          subjects: groups.map(name => ({ kind: 'Group', name })),
        },
      ]);
}

/** The cluster has administrators of its own, beside those that the case is about. */
export function withAdministrators(snapshot: ClusterSnapshot): ClusterSnapshot {
  const { cluster } = snapshot.sections;
  if (!isRead(cluster) || cluster.value.authenticationMode === 'CONFIG_MAP') {
    return snapshot;
  }
  const { partition, accountId } = cluster.value;
  const policy = {
    policyArn: accessPolicyArn(partition, 'AmazonEKSClusterAdminPolicy'),
    scope: { type: 'cluster' as const },
  };
  const names = ['Administrators', 'BreakGlass'];
  const world = withItems(snapshot, 'iamRoles', roles => [
    ...roles,
    ...names.map(name => aRole(name, { inlinePolicies: [describing] })),
  ]);
  return withItems(world, 'accessEntries', entries => [
    ...entries,
    ...names.map(name =>
      anAccessEntry(`role/${name}`, {
        principalArn: `arn:${partition}:iam::${accountId}:role/${name}`,
        policies: [policy],
      }),
    ),
  ]);
}
