import { PolicyRule, RbacRole } from 'backstage-plugin-eks-iam-health-common';
import { z } from 'zod';
import { defineCollector } from '../defineCollector';
import { listOf, optional, parseReply, textMap } from '../parseReply';
import { metadata, resources } from './metadata';

const rule = z
  .object({
    apiGroups: listOf(z.string()),
    resources: listOf(z.string()),
    verbs: listOf(z.string()),
    resourceNames: listOf(z.string()),
    nonResourceURLs: listOf(z.string()),
  })
  .transform((value): PolicyRule => value);

const role = z.object({
  metadata,
  rules: listOf(rule),
  aggregationRule: optional(
    z.object({
      clusterRoleSelectors: listOf(z.object({ matchLabels: textMap })),
    }),
  ),
});

const binding = z.object({
  metadata,
  roleRef: z.object({
    kind: z.enum(['Role', 'ClusterRole']),
    name: z.string(),
  }),
  subjects: listOf(
    z.object({
      kind: z.enum(['User', 'Group', 'ServiceAccount']),
      name: z.string(),
      namespace: optional(z.string()),
    }),
  ),
});

/** What keeps an object of Kubernetes from being mended at each start, when it says `false`. */
const AUTOUPDATE = 'rbac.authorization.kubernetes.io/autoupdate';
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

function toRole(raw: unknown, call: string): RbacRole {
  const found = parseReply(role, raw, call);
  const { [LAST_APPLIED]: _, ...annotations } = found.metadata.annotations;
  return {
    name: found.metadata.name,
    namespace: found.metadata.namespace,
    labels: found.metadata.labels,
    annotations,
    rules: found.rules,
    aggregation: found.aggregationRule?.clusterRoleSelectors.map(
      selector => selector.matchLabels,
    ),
  };
}

/** Roles of all namespaces. */
export const rolesCollector = defineCollector({
  source: 'kubernetes',
  sections: ['roles'],
  doing: 'reading Kubernetes roles',
  permissions: ['list roles'],
  collect: async ({ kubernetes }) => ({
    roles: await kubernetes.list(resources.roles, raw =>
      toRole(raw, 'list roles'),
    ),
  }),
});

/** ClusterRoles; their rules are what the API server aggregated. */
export const clusterRolesCollector = defineCollector({
  source: 'kubernetes',
  sections: ['clusterRoles'],
  doing: 'reading Kubernetes cluster roles',
  permissions: ['list clusterroles'],
  collect: async ({ kubernetes }) => ({
    clusterRoles: await kubernetes.list(resources.clusterRoles, raw =>
      toRole(raw, 'list clusterroles'),
    ),
  }),
});

/** RoleBindings and ClusterRoleBindings together: half of them would look like less access than there is. */
export const bindingsCollector = defineCollector({
  source: 'kubernetes',
  sections: ['bindings'],
  doing: 'reading Kubernetes role bindings',
  permissions: ['list rolebindings', 'list clusterrolebindings'],
  async collect({ kubernetes }) {
    const toBinding = (call: string) => (raw: unknown) => {
      const found = parseReply(binding, raw, call);
      const autoupdate = found.metadata.annotations[AUTOUPDATE];
      return {
        name: found.metadata.name,
        namespace: found.metadata.namespace,
        roleRef: found.roleRef,
        subjects: found.subjects,
        createdAt: found.metadata.creationTimestamp,
        ...(autoupdate !== undefined && {
          annotations: { [AUTOUPDATE]: autoupdate },
        }),
      };
    };
    const [inNamespaces, clusterWide] = await Promise.all([
      kubernetes.list(resources.roleBindings, toBinding('list rolebindings')),
      kubernetes.list(
        resources.clusterRoleBindings,
        toBinding('list clusterrolebindings'),
      ),
    ]);
    return { bindings: [...inNamespaces, ...clusterWide] };
  },
});
