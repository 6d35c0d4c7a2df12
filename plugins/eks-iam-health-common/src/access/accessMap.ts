import { arrivalKey } from '../arn';
import { Derived, isRead, SectionName } from '../model';
import {
  BindingMatch,
  bindingsOf,
  rbacOf,
  serviceAccountGroups,
  serviceAccountUser,
} from '../rbac';
import { creatorPrincipal } from './arrival';
import { MappedPrincipal, principalsIn } from './principals';
import { describeGrant, Grant, grantsOf, isClusterAdminGrant } from './rights';
import {
  serviceAccountKey,
  ServiceAccountName,
  WorkloadRole,
  workloadRolesOf,
} from './workloadRoles';
import { Workload, workloadOf } from './workloadOf';

/** A principal, how it gets in, as whom, and what it holds then. @public */
export interface PrincipalAccess {
  arn: string;
  /** the object behind the way in; `creator` has none, for EKS keeps that mapping to itself */
  path: {
    kind: MappedPrincipal['door']['kind'];
    readFrom: string;
    state: MappedPrincipal['state'];
  };
  identity: { username: string; groups: readonly string[] };
  /** each with the object that gives it; those of `system:authenticated` are in `everybody` */
  rights: Array<{ grant: Grant; by: string }>;
  isClusterAdmin: boolean;
  principal?: MappedPrincipal;
}

/** A service account, what it holds in the cluster and which roles it runs with. @public */
export interface WorkloadAccess {
  serviceAccount: ServiceAccountName;
  /** the service account exists; a role may wait for one that does not */
  exists: boolean;
  /** what runs with it */
  workloads: readonly Workload[];
  /** bindings that name it or the service accounts of its namespace */
  bindings: readonly BindingMatch[];
  /** roles in AWS; what they may do there tells `awsRightsOf` */
  roles: readonly WorkloadRole[];
}

/** Who reaches what, by which objects; found from both ends. @public */
export interface AccessMap {
  principals: readonly PrincipalAccess[];
  workloads: readonly WorkloadAccess[];
  /** bindings of everybody who is authenticated, and of nobody in particular */
  everybody: readonly BindingMatch[];
  /** whoever arrives with an ARN, path of the role or not, session or not */
  principalsOf: (arn: string) => readonly PrincipalAccess[];
  /** whoever arrives with a group or user name */
  principalsInGroup: (group: string) => readonly PrincipalAccess[];
  principalsNamed: (username: string) => readonly PrincipalAccess[];
  workloadOf: (account: ServiceAccountName) => WorkloadAccess | undefined;
  /** the service accounts that run with a role */
  workloadsWithRole: (roleArn: string) => readonly WorkloadAccess[];
  /** what was not read and could hold more */
  unread: SectionName[];
}

/** Built once per snapshot. @public */
export function accessMapOf(derived: Derived): AccessMap {
  return derived.once('accessMap', () => build(derived));
}

function build(derived: Derived): AccessMap {
  const index = rbacOf(derived);
  const mapped = principalsIn(derived);
  const roles = workloadRolesOf(derived);
  const principals = [
    ...creatorOf(derived),
    ...mapped.all.map(principal => toAccess(principal, derived)),
  ];
  const workloads = workloadsOf(derived);
  const byArn = indexBy(principals, ({ arn }) => [arrivalKey(arn)]);
  const byGroup = indexBy(principals, ({ identity }) => identity.groups);
  const byName = indexBy(principals, ({ identity }) => [identity.username]);
  const byAccount = new Map(
    workloads.map(w => [serviceAccountKey(w.serviceAccount), w]),
  );
  const byRole = indexBy(workloads, w => w.roles.map(r => r.roleArn));
  return {
    principals,
    workloads,
    everybody: bindingsOf({ username: '', groups: [] }, index, [
      'system:authenticated',
    ]),
    principalsOf: arn => byArn.get(arrivalKey(arn)) ?? [],
    principalsInGroup: group => byGroup.get(group) ?? [],
    principalsNamed: name => byName.get(name) ?? [],
    workloadOf: account => byAccount.get(serviceAccountKey(account)),
    workloadsWithRole: arn => byRole.get(arn) ?? [],
    unread: [...new Set([...mapped.unread, ...index.unread, ...roles.unread])],
  };
}

function toAccess(
  principal: MappedPrincipal,
  derived: Derived,
): PrincipalAccess {
  const { arn, door, readFrom, state, username, groups } = principal;
  const grants = grantsOf(principal, derived);
  return {
    arn,
    path: { kind: door.kind, readFrom, state },
    identity: { username, groups },
    rights: grants.map(grant => ({ grant, by: describeGrant(grant) })),
    isClusterAdmin: state === 'live' && grants.some(isClusterAdminGrant),
    principal,
  };
}

const masters: Grant = { kind: 'system:masters' };

/**
 * Where the cluster asks only its ConfigMap, whoever created it is administrator without any line.
 * https://docs.aws.amazon.com/eks/latest/userguide/grant-k8s-access.html
 */
function creatorOf(derived: Derived): PrincipalAccess[] {
  const { cluster, clusterCreation } = derived.snapshot.sections;
  if (!isRead(cluster) || cluster.value.authenticationMode !== 'CONFIG_MAP') {
    return [];
  }
  const creation = isRead(clusterCreation) ? clusterCreation.value : null;
  const known = creation && toAccess(creatorPrincipal(creation), derived);
  const unknown: PrincipalAccess = {
    arn: 'the creator of the cluster',
    path: {
      kind: 'creator',
      readFrom: 'nothing tells who created the cluster',
      state: 'live',
    },
    identity: { username: 'kubernetes-admin', groups: ['system:masters'] },
    rights: [{ grant: masters, by: describeGrant(masters) }],
    isClusterAdmin: true,
  };
  return [known ?? unknown];
}

function workloadsOf(derived: Derived): WorkloadAccess[] {
  const index = rbacOf(derived);
  const { byServiceAccount } = workloadRolesOf(derived);
  const { serviceAccounts } = derived.snapshot.sections;
  const existing = isRead(serviceAccounts) ? serviceAccounts.value : [];
  const running = workloadsByAccount(derived);
  const names = new Map<string, [ServiceAccountName, boolean]>();
  for (const { namespace, name } of existing) {
    names.set(`${namespace}/${name}`, [{ namespace, name }, true]);
  }
  for (const [key, [role]] of byServiceAccount) {
    if (!names.has(key)) names.set(key, [role.serviceAccount, false]);
  }
  return [...names].map(([key, [serviceAccount, exists]]) => {
    const { namespace, name } = serviceAccount;
    const username = serviceAccountUser(namespace, name);
    return {
      serviceAccount,
      exists,
      workloads: running.get(key) ?? [],
      bindings: bindingsOf(
        { username, groups: [] },
        index,
        serviceAccountGroups(namespace).slice(1),
      ),
      roles: byServiceAccount.get(key) ?? [],
    };
  });
}

/** Pods of one workload are many; the workload is told once. */
function workloadsByAccount({
  snapshot: { sections },
}: Derived): ReadonlyMap<string, Workload[]> {
  const found = new Map<string, Map<string, Workload>>();
  for (const pod of isRead(sections.pods) ? sections.pods.value : []) {
    const key = `${pod.namespace}/${pod.serviceAccountName}`;
    const workload = workloadOf(pod);
    const same = found.get(key) ?? new Map<string, Workload>();
    same.set(`${workload.kind}/${workload.name}`, workload);
    found.set(key, same);
  }
  return new Map([...found].map(([key, all]) => [key, [...all.values()]]));
}

function indexBy<T>(
  items: readonly T[],
  keysOf: (item: T) => readonly string[],
): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const item of items) {
    for (const key of new Set(keysOf(item))) {
      const same = found.get(key);
      if (same) same.push(item);
      else found.set(key, [item]);
    }
  }
  return found;
}
