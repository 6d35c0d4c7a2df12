import { Derived } from '../model';
import {
  ClusterSnapshot,
  isRead,
  PolicyRule,
  RbacBinding,
  RbacRole,
  RbacSubject,
  SectionName,
} from '../model';
import {
  allGroupsOf,
  KubernetesIdentity,
  serviceAccountUser,
} from './identity';

/** Bindings and roles of a cluster, found by subject and by name. @public */
export interface RbacIndex {
  /** what was not read; then an answer other than "allowed" is unknown */
  unread: SectionName[];
  bindings: readonly RbacBinding[];
  bindingsOfUser: ReadonlyMap<string, readonly RbacBinding[]>;
  bindingsOfGroup: ReadonlyMap<string, readonly RbacBinding[]>;
  roleOf: (binding: RbacBinding) => RbacRole | undefined;
}

/** The user name of a subject that is a user or service account. @public */
export function usernameOf(
  subject: RbacSubject,
  binding: RbacBinding,
): string | undefined {
  if (subject.kind === 'User') return subject.name;
  if (subject.kind !== 'ServiceAccount') return undefined;
  const namespace = subject.namespace || binding.namespace;
  return namespace ? serviceAccountUser(namespace, subject.name) : undefined;
}

const roleKey = (kind: string, namespace: string | undefined, name: string) =>
  `${kind}/${kind === 'Role' ? namespace ?? '' : ''}/${name}`;

/** Roles and bindings, wherever they come from. @public */
export interface RbacObjects {
  roles: readonly RbacRole[];
  clusterRoles: readonly RbacRole[];
  bindings: readonly RbacBinding[];
}

/** Built once per snapshot; see `rbacOf`. @public */
export function buildRbacIndex(snapshot: ClusterSnapshot): RbacIndex {
  const { bindings, roles, clusterRoles } = snapshot.sections;
  const names: readonly SectionName[] = ['bindings', 'roles', 'clusterRoles'];
  const objects: RbacObjects = {
    roles: isRead(roles) ? roles.value : [],
    clusterRoles: isRead(clusterRoles) ? clusterRoles.value : [],
    bindings: isRead(bindings) ? bindings.value : [],
  };
  return indexRbac(
    objects,
    names.filter(name => snapshot.sections[name].status !== 'read'),
  );
}

/** Finds bindings by subject and roles by name. @public */
export function indexRbac(
  { roles, clusterRoles, bindings }: RbacObjects,
  unread: SectionName[] = [],
): RbacIndex {
  const byRole = new Map<string, RbacRole>();
  for (const role of roles) {
    byRole.set(roleKey('Role', role.namespace, role.name), role);
  }
  for (const role of clusterRoles) {
    byRole.set(roleKey('ClusterRole', undefined, role.name), role);
  }

  const bindingsOfUser = new Map<string, RbacBinding[]>();
  const bindingsOfGroup = new Map<string, RbacBinding[]>();
  const add = (
    to: Map<string, RbacBinding[]>,
    key: string,
    binding: RbacBinding,
  ) => {
    const found = to.get(key);
    if (!found) to.set(key, [binding]);
    else if (found[found.length - 1] !== binding) found.push(binding);
  };
  for (const binding of bindings) {
    for (const subject of binding.subjects) {
      if (subject.kind === 'Group') add(bindingsOfGroup, subject.name, binding);
      const username = usernameOf(subject, binding);
      if (username !== undefined) add(bindingsOfUser, username, binding);
    }
  }
  return {
    unread,
    bindings,
    bindingsOfUser,
    bindingsOfGroup,
    roleOf: ({ roleRef, namespace }) =>
      byRole.get(roleKey(roleRef.kind, namespace, roleRef.name)),
  };
}

/** The RBAC objects of the snapshot, indexed once for all checks. @public */
export function rbacOf(derived: Derived): RbacIndex {
  return derived.once('rbac', buildRbacIndex);
}

/** A binding that speaks of an identity. @public */
export interface BindingMatch {
  binding: RbacBinding;
  subject: RbacSubject;
}

/** All bindings of an identity, each once, with the subject that names it. @public */
export function bindingsOf(
  identity: KubernetesIdentity,
  index: RbacIndex,
  groups: readonly string[] = allGroupsOf(identity),
): BindingMatch[] {
  const found = new Map<RbacBinding, RbacSubject>();
  const note = (
    bindings: readonly RbacBinding[] | undefined,
    is: (subject: RbacSubject, binding: RbacBinding) => boolean,
  ) => {
    for (const binding of bindings ?? []) {
      const subject = binding.subjects.find(s => is(s, binding));
      if (subject && !found.has(binding)) found.set(binding, subject);
    }
  };
  note(
    index.bindingsOfUser.get(identity.username),
    (subject, binding) => usernameOf(subject, binding) === identity.username,
  );
  for (const group of groups) {
    note(
      index.bindingsOfGroup.get(group),
      subject => subject.kind === 'Group' && subject.name === group,
    );
  }
  return [...found].map(([binding, subject]) => ({ binding, subject }));
}

/** A rule that an identity holds, and where it holds it. @public */
export interface HeldRule {
  rule: PolicyRule;
  /** absent: cluster-wide */
  namespace?: string;
  binding: RbacBinding;
  subject: RbacSubject;
}

/**
 * The rules an identity holds through RBAC. In a namespace a ClusterRole's paths count for nothing. A role that does
 * not exist makes its binding void.
 *
 * @public
 */
export function rulesFor(
  identity: KubernetesIdentity,
  index: RbacIndex,
  groups?: readonly string[],
): HeldRule[] {
  return bindingsOf(identity, index, groups).flatMap(({ binding, subject }) =>
    (index.roleOf(binding)?.rules ?? []).map(rule => ({
      rule,
      namespace: binding.namespace,
      binding,
      subject,
    })),
  );
}
