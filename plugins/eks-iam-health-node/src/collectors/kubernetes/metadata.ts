import { z } from 'zod';
import { optional, textMap, time } from '../parseReply';

/** The parts of an object's metadata that are kept somewhere. */
export const metadata = z.object({
  name: z.string(),
  namespace: optional(z.string()),
  labels: textMap,
  annotations: textMap,
  creationTimestamp: optional(time),
});

/** An object of which only the metadata matters. */
export const anyObject = z.object({ metadata });

const core = '/api/v1';
const rbac = '/apis/rbac.authorization.k8s.io/v1';

/** The kinds of objects that are read. */
export const resources = {
  configMaps: { api: core, plural: 'configmaps' },
  namespaces: { api: core, plural: 'namespaces' },
  serviceAccounts: { api: core, plural: 'serviceaccounts' },
  pods: { api: core, plural: 'pods' },
  nodes: { api: core, plural: 'nodes' },
  roles: { api: rbac, plural: 'roles' },
  clusterRoles: { api: rbac, plural: 'clusterroles' },
  roleBindings: { api: rbac, plural: 'rolebindings' },
  clusterRoleBindings: { api: rbac, plural: 'clusterrolebindings' },
  daemonSets: { api: '/apis/apps/v1', plural: 'daemonsets' },
  mutatingWebhooks: {
    api: '/apis/admissionregistration.k8s.io/v1',
    plural: 'mutatingwebhookconfigurations',
  },
} as const;
