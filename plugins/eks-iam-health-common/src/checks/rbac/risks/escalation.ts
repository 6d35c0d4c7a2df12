import { goodPractices, on, Risk } from './risk';

const rbac = 'rbac.authorization.k8s.io';
const impersonation =
  'https://kubernetes.io/docs/reference/access-authn-authz/authentication/#user-impersonation';

/** Verbs that lift the limits of Kubernetes itself. */
export const escalationRisks: readonly Risk[] = [
  {
    id: 'escalate-cluster-roles',
    may: 'write ClusterRoles that allow more than its own rights',
    severity: 'critical',
    why: 'The verb escalate takes away the guard that nobody hands out rights they do not hold: any ClusterRole that is bound to the holder can become cluster-admin.',
    source: goodPractices,
    reach: 'cluster',
    targets: on(rbac, 'clusterroles', 'escalate'),
  },
  {
    id: 'escalate-roles',
    may: 'write Roles that allow more than its own rights',
    severity: 'critical',
    why: 'The verb escalate on roles makes a bound Role of a namespace into everything that the namespace has.',
    source: goodPractices,
    reach: 'namespace',
    targets: on(rbac, 'roles', 'escalate'),
  },
  {
    id: 'bind-cluster-roles',
    may: 'bind ClusterRoles that allow more than its own rights',
    severity: 'critical',
    why: 'The verb bind lets the holder give itself any ClusterRole it may name in a binding, cluster-admin included.',
    source: goodPractices,
    // A RoleBinding to a ClusterRole asks for the verb in the namespace of the binding.
    reach: 'namespace',
    targets: on(rbac, 'clusterroles', 'bind'),
  },
  {
    id: 'bind-roles',
    may: 'bind Roles that allow more than its own rights',
    severity: 'critical',
    why: 'The verb bind on roles gives the holder every Role of the namespace.',
    source: goodPractices,
    reach: 'namespace',
    targets: on(rbac, 'roles', 'bind'),
  },
  {
    id: 'impersonate-users',
    may: 'act as any user',
    severity: 'critical',
    why: 'Who may impersonate users has the rights of each of them, the control plane’s own included.',
    source: impersonation,
    reach: 'cluster',
    targets: on('core', 'users', 'impersonate'),
  },
  {
    id: 'impersonate-groups',
    may: 'act as a member of any group',
    severity: 'critical',
    why: 'Membership in system:masters, taken by impersonation, passes every authoriser unasked.',
    source: impersonation,
    reach: 'cluster',
    targets: on('core', 'groups', 'impersonate'),
  },
  {
    id: 'impersonate-uids',
    may: 'act under any user id',
    severity: 'high',
    why: 'Authorisers that know callers by their id, as that of EKS access policies does, take the id from the request.',
    source: impersonation,
    reach: 'cluster',
    targets: on('authentication.k8s.io', 'uids', 'impersonate'),
  },
  {
    id: 'impersonate-user-extras',
    may: 'set the extra fields of an identity',
    severity: 'medium',
    why: 'Webhooks and audit read who is behind a request from its extra fields; whoever sets them hides, or seems to be somebody else.',
    source: impersonation,
    reach: 'cluster',
    targets: on('authentication.k8s.io', 'userextras/*', 'impersonate'),
  },
  {
    id: 'impersonate-service-accounts',
    may: 'act as service accounts',
    severity: 'critical',
    why: 'The holder has the rights of every service account that it may impersonate. The ClusterRoles edit and admin hold the verb.',
    source: impersonation,
    reach: 'namespace',
    targets: on('core', 'serviceaccounts', 'impersonate'),
  },
];
