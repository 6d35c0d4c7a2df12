import { on, Risk, WRITE } from './risk';

const rbac = 'rbac.authorization.k8s.io';
const guard =
  'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#privilege-escalation-prevention-and-bootstrapping';

/** Writing roles and bindings within the guard: nobody gains by it, but others can lose. */
export const rbacObjectRisks: readonly Risk[] = [
  {
    id: 'write-cluster-role-bindings',
    may: 'write ClusterRoleBindings',
    severity: 'medium',
    why: 'The guard keeps the holder from handing out what it does not hold, but all that it holds can be given to anybody, and everybody’s bindings can be deleted, those of EKS included.',
    source: guard,
    reach: 'cluster',
    targets: on(rbac, 'clusterrolebindings', WRITE),
  },
  {
    id: 'write-role-bindings',
    may: 'write RoleBindings',
    severity: 'low',
    why: 'All that the holder has can be given to anybody, and the rights of others in the namespace can be taken away.',
    source: guard,
    reach: 'namespace',
    targets: on(rbac, 'rolebindings', WRITE),
  },
  {
    id: 'write-cluster-roles',
    may: 'write ClusterRoles',
    severity: 'medium',
    why: 'A ClusterRole with an aggregation label widens view, edit or admin for everybody who is bound to them; one that is emptied takes rights from all its holders.',
    source: guard,
    reach: 'cluster',
    targets: on(rbac, 'clusterroles', WRITE),
  },
  {
    id: 'write-roles',
    may: 'write Roles',
    severity: 'low',
    why: 'Whoever writes a bound Role gives its holders what the writer has, or takes from them what they need.',
    source: guard,
    reach: 'namespace',
    targets: on(rbac, 'roles', WRITE),
  },
];
