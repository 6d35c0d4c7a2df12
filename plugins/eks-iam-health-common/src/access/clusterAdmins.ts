import { Derived } from '../model';
import { RbacBinding, RbacSubject, SectionName } from '../model';
import { addedSubjects, isAdminLike, rbacOf } from '../rbac';
import { MappedPrincipal, principalsIn } from './principals';
import { describeGrant, grantsOf, isClusterAdminGrant } from './rights';

/** Somebody with cluster-admin power, or as good as that, and by what. @public */
export interface ClusterAdmin {
  /** ARN, or `system:serviceaccount:<namespace>:<name>` */
  name: string;
  principal?: MappedPrincipal;
  serviceAccount?: { namespace: string; name: string };
  /** by what, in words */
  path: string;
  readFrom: string;
}

/** Everybody who is administrator of a cluster. @public */
export interface ClusterAdmins {
  admins: readonly ClusterAdmin[];
  /** what was not read and could hold more of them */
  unread: SectionName[];
}

/** A binding to an admin-like ClusterRole, with the subjects that are not there by default. @public */
export interface AdminBinding {
  binding: RbacBinding;
  subjects: RbacSubject[];
}

/** ClusterRoleBindings to roles as good as cluster-admin, without the platform's own subjects. @public */
export function adminBindingsOf(derived: Derived): readonly AdminBinding[] {
  return derived.once('adminBindings', () => {
    const index = rbacOf(derived);
    const adminRoles = new Map<unknown, boolean>();
    const isAdmin = (binding: RbacBinding) => {
      const role = index.roleOf(binding);
      if (!role) return false;
      const known = adminRoles.get(role);
      if (known !== undefined) return known;
      const answer = isAdminLike(role.rules);
      adminRoles.set(role, answer);
      return answer;
    };
    return index.bindings.flatMap(binding => {
      if (binding.namespace !== undefined || !isAdmin(binding)) return [];
      const subjects = addedSubjects(binding);
      return subjects.length > 0 ? [{ binding, subjects }] : [];
    });
  });
}

/**
 * Everybody who has cluster-admin power by any path: mapped principals by group, policy or binding, and service
 * accounts by binding. Entries that AWS makes for its services are left out.
 *
 * @public
 */
export function clusterAdminsOf(derived: Derived): ClusterAdmins {
  return derived.once('clusterAdmins', () => {
    const principals = principalsIn(derived);
    const index = rbacOf(derived);
    const admins = new Map<string, ClusterAdmin>();
    for (const principal of principals.all) {
      if (principal.state !== 'live' || principal.isService) continue;
      const grant = grantsOf(principal, derived).find(isClusterAdminGrant);
      if (!grant) continue;
      admins.set(principal.arn.toLowerCase(), {
        name: principal.arn,
        principal,
        path: describeGrant(grant),
        readFrom: principal.readFrom,
      });
    }
    for (const { binding, subjects } of adminBindingsOf(derived)) {
      for (const { kind, namespace, name } of subjects) {
        if (kind !== 'ServiceAccount' || !namespace) continue;
        const user = `system:serviceaccount:${namespace}:${name}`;
        if (admins.has(user)) continue;
        admins.set(user, {
          name: user,
          serviceAccount: { namespace, name },
          path: `ClusterRoleBinding ${binding.name} to ${binding.roleRef.name}`,
          readFrom: `ClusterRoleBinding ${binding.name}`,
        });
      }
    }
    return {
      admins: [...admins.values()],
      unread: [...principals.unread, ...index.unread],
    };
  });
}
