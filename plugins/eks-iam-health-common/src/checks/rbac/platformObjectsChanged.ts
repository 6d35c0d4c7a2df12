import {
  Addon,
  Derived,
  Evidence,
  isRead,
  Nodegroup,
  RbacBinding,
} from '../../model';
import { rbacOf } from '../../rbac';
import { defineCheck, Found } from '../defineCheck';
import { bindingName } from './bindingWords';

interface Broken extends Found {
  subject: string;
  message: string;
  evidence: Evidence[];
  /** what to do, a full sentence */
  fix: string;
}

const AUTOUPDATE = 'rbac.authorization.kubernetes.io/autoupdate';
const guide =
  'https://docs.aws.amazon.com/eks/latest/userguide/troubleshooting.html';

export const platformObjectsChanged = defineCheck({
  id: 'platform-objects-changed',
  number: 'AUTHZ-027',
  area: 'rbac',
  topics: ['B'],
  title: 'RBAC objects of the platform are missing or changed',
  severity: 'high',
  why: 'EKS works in the cluster by roles and bindings like everybody else. Without them node groups cannot be upgraded and add-ons cannot be managed, and nobody’s access is any narrower for it.',
  documentation: guide,
  needs: ['bindings', 'clusterRoles', 'roles', 'nodegroups', 'addons'],
  canProveWithout: [
    'bindings',
    'clusterRoles',
    'roles',
    'nodegroups',
    'addons',
  ],
  evaluate: ({ derived, nodegroups, addons }): Broken[] => [
    ...(nodegroups.length > 0 ? missing('eks:node-manager', derived) : []),
    ...(addons.length > 0 ? missing('eks:addon-manager', derived) : []),
    ...(addons.length > 0 ? missingClusterAdmin(derived) : []),
    ...unhealthy(nodegroups, addons),
    ...frozen(derived),
  ],
  subject: ({ subject }) => subject,
  message: ({ message }) => message,
  evidence: ({ evidence }) => evidence,
  remediate: ({ fix, verdict }) => [
    {
      title: fix,
      class: 'advice',
      actions: [],
      needs: ['create clusterroles, clusterrolebindings'],
      cautions:
        verdict === 'fail'
          ? [
              `The manifests of the objects stand on ${guide}; whoever applies them must hold what they give.`,
            ]
          : [],
    },
  ],
});

/** The ClusterRole and the ClusterRoleBinding of one name, for the user of that name. */
function missing(name: string, derived: Derived): Broken[] {
  const { clusterRoles, bindings } = derived.snapshot.sections;
  const found: Broken[] = [];
  const report = (kind: string, what: string, readFrom: string) =>
    found.push({
      verdict: 'fail',
      subject: `${kind} ${name}`,
      message: `\`${kind} ${name}\` ${what}`,
      evidence: [{ fact: `${kind} ${name}`, value: what, readFrom }],
      fix: `Apply AWS's manifest of ${kind} ${name} again.`,
    });
  if (
    isRead(clusterRoles) &&
    !clusterRoles.value.some(role => role.name === name)
  ) {
    report('ClusterRole', 'is missing', 'list clusterroles');
  }
  if (isRead(bindings)) {
    const binding = bindings.value.find(
      one => one.namespace === undefined && one.name === name,
    );
    if (!binding) {
      report('ClusterRoleBinding', 'is missing', 'list clusterrolebindings');
    } else if (binding.roleRef.name !== name || !binds(binding, name)) {
      report(
        'ClusterRoleBinding',
        `does not give ClusterRole \`${name}\` to User \`${name}\` any more`,
        'list clusterrolebindings',
      );
    }
  }
  return found;
}

function binds({ subjects }: RbacBinding, user: string): boolean {
  return subjects.some(({ kind, name }) => kind === 'User' && name === user);
}

/** By which EKS installs add-ons whose rights it does not hold itself. */
function missingClusterAdmin(derived: Derived): Broken[] {
  if (!isRead(derived.snapshot.sections.bindings)) return [];
  const user = 'eks:addon-manager';
  const held = (rbacOf(derived).bindingsOfUser.get(user) ?? []).some(
    ({ namespace, roleRef }) =>
      namespace === undefined && roleRef.name === 'cluster-admin',
  );
  const name = 'eks:addon-cluster-admin';
  return held
    ? []
    : [
        {
          verdict: 'warn',
          severity: 'medium',
          subject: `ClusterRoleBinding ${name}`,
          message: `\`ClusterRoleBinding ${name}\` is missing: the cluster runs on, but EKS can no longer manage add-ons`,
          evidence: [
            {
              fact: `ClusterRoleBinding ${name}`,
              value: 'missing',
              readFrom: 'list clusterrolebindings',
            },
          ],
          fix: `Bind ClusterRole cluster-admin to User ${user} again, by a ClusterRoleBinding ${name}.`,
        },
      ];
}

const named = /eks:(?:node-manager|addon-manager|addon-cluster-admin)/;

/** EKS says so itself. */
function unhealthy(
  nodegroups: readonly Nodegroup[],
  addons: readonly Addon[],
): Broken[] {
  const sick = [
    ...nodegroups.map(one => ({
      ...one,
      kind: 'node group',
      code: 'AccessDenied',
    })),
    ...addons.map(one => ({
      ...one,
      kind: 'add-on',
      code: 'AddonPermissionFailure',
    })),
  ];
  return sick.flatMap(({ kind, name, healthIssues, code }) =>
    healthIssues
      .filter(
        issue =>
          (issue.code === code || issue.code === 'AccessDenied') &&
          named.test([issue.message, ...issue.resourceIds].join(' ')),
      )
      .map(
        (issue): Broken => ({
          verdict: 'fail',
          subject: `${kind} ${name}`,
          message: `${kind} \`${name}\` is not healthy for want of rights of EKS: ${issue.code}`,
          evidence: [
            {
              fact: 'Health issue',
              value: issue.message,
              readFrom:
                kind === 'add-on'
                  ? 'eks:DescribeAddon'
                  : 'eks:DescribeNodegroup',
            },
          ],
          fix: "Apply AWS's manifest of the object that the issue names again.",
        }),
      ),
  );
}

/** Objects of Kubernetes that no longer heal when the API server starts. */
function frozen(derived: Derived): Broken[] {
  const { clusterRoles, roles, bindings } = derived.snapshot.sections;
  const objects = [
    ...(isRead(clusterRoles) ? clusterRoles.value : []).map(role => ({
      name: role.name,
      shown: `ClusterRole ${role.name}`,
      annotations: role.annotations,
    })),
    ...(isRead(roles) ? roles.value : []).map(role => ({
      name: role.name,
      shown: `Role ${role.namespace}/${role.name}`,
      annotations: role.annotations,
    })),
    ...(isRead(bindings) ? bindings.value : []).map(binding => ({
      name: binding.name,
      shown: bindingName(binding),
      annotations: binding.annotations ?? {},
    })),
  ];
  return objects
    .filter(
      ({ name, annotations }) =>
        name.startsWith('system:') && annotations[AUTOUPDATE] === 'false',
    )
    .map(
      ({ shown }): Broken => ({
        verdict: 'warn',
        severity: 'low',
        subject: shown,
        message: `\`${shown}\` is not kept up to date: autoupdate is switched off`,
        evidence: [
          {
            fact: `Annotation ${AUTOUPDATE}`,
            value: 'false',
            readFrom: shown,
          },
        ],
        fix: 'Set the annotation to "true", unless a default subject was taken away on purpose.',
      }),
    );
}
