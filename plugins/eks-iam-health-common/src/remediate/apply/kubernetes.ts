import {
  ClusterSnapshot,
  Pod,
  PolicyRule,
  RbacBinding,
  RbacRole,
  ServiceAccount,
} from '../../model';
import { patched } from './patchDocument';
import { recreatePods } from './pods';
import { Apply, change } from './sections';

export const annotateServiceAccount: Apply<'annotate-service-account'> = (
  snapshot,
  { namespace, name, key, value, restart },
) => {
  const annotated = changeAccount(snapshot, namespace, name, account => {
    const { [key]: before, ...others } = account.annotations;
    return {
      ...account,
      annotations: value === null ? others : { ...others, [key]: value },
    };
  });
  return restart ? recreatePods(annotated, namespace, restart) : annotated;
};

function changeAccount(
  snapshot: ClusterSnapshot,
  namespace: string,
  name: string,
  to: (account: ServiceAccount) => ServiceAccount,
): ClusterSnapshot {
  return change(snapshot, 'serviceAccounts', accounts =>
    accounts.map(account =>
      account.namespace === namespace && account.name === name
        ? to(account)
        : account,
    ),
  );
}

const isNamed =
  (name: string, namespace: string | undefined) =>
  (object: { name: string; namespace?: string }) =>
    object.name === name && object.namespace === namespace;

export const createRoleBinding: Apply<'create-role-binding'> = (
  snapshot,
  { name, namespace, clusterRole, group },
) =>
  change(snapshot, 'bindings', bindings => [
    ...bindings.filter(binding => !isNamed(name, namespace)(binding)),
    {
      name,
      namespace,
      roleRef: { kind: 'ClusterRole', name: clusterRole },
      subjects: [{ kind: 'Group', name: group }],
      createdAt: snapshot.collectedAt,
    },
  ]);

export const deleteBinding: Apply<'delete-binding'> = (
  snapshot,
  { name, namespace },
) =>
  change(snapshot, 'bindings', bindings =>
    bindings.filter(binding => !isNamed(name, namespace)(binding)),
  );

type Template = Pick<
  Pod,
  'annotations' | 'labels' | 'automountServiceAccountToken'
>;

export const kubectlPatch: Apply<'kubectl-patch'> = (
  snapshot,
  { resource, name, namespace, patch },
) => {
  switch (resource.split('.')[0].replace(/s$/, '')) {
    case 'clusterrolebinding':
    case 'rolebinding':
      return change(snapshot, 'bindings', bindings =>
        bindings.map(binding =>
          isNamed(name, namespace)(binding)
            ? (patched(binding, patch) as RbacBinding)
            : binding,
        ),
      );
    case 'clusterrole':
      return change(snapshot, 'clusterRoles', roles =>
        roles.map(role =>
          role.name === name ? patchedRole(role, patch) : role,
        ),
      );
    case 'role':
      return change(snapshot, 'roles', roles =>
        roles.map(role =>
          isNamed(name, namespace)(role) ? patchedRole(role, patch) : role,
        ),
      );
    case 'serviceaccount':
      return changeAccount(snapshot, namespace ?? 'default', name, account =>
        patchedAccount(account, patch),
      );
    case 'deployment':
    case 'daemonset':
    case 'statefulset':
    case 'cronjob':
      return recreatePods(
        snapshot,
        namespace ?? 'default',
        { kind: resource, name },
        pod => ({ ...pod, ...patchedTemplate(pod, patch) }),
      );
    default:
      // nothing that a snapshot holds
      return snapshot;
  }
};

function patchedAccount(
  account: ServiceAccount,
  patch: unknown,
): ServiceAccount {
  const { annotations, automountServiceAccountToken } = account;
  const object = { metadata: { annotations }, automountServiceAccountToken };
  const result = patched(object, patch) as Partial<typeof object>;
  return {
    ...account,
    annotations: result.metadata?.annotations ?? {},
    automountServiceAccountToken: result.automountServiceAccountToken,
  };
}

/** Rules as Kubernetes writes them may leave lists out. */
function patchedRole(role: RbacRole, patch: unknown): RbacRole {
  const result = patched(
    {
      ...role,
      metadata: { labels: role.labels, annotations: role.annotations },
    },
    patch,
  ) as RbacRole & { rules?: Array<Partial<PolicyRule>> } & {
    metadata?: {
      labels?: Record<string, string>;
      annotations?: Record<string, string>;
    };
  };
  return {
    ...role,
    labels: result.metadata?.labels ?? {},
    annotations: result.metadata?.annotations ?? {},
    rules: (result.rules ?? []).map(rule => ({
      apiGroups: rule.apiGroups ?? [],
      resources: rule.resources ?? [],
      verbs: rule.verbs ?? [],
      resourceNames: rule.resourceNames ?? [],
      nonResourceURLs: rule.nonResourceURLs ?? [],
    })),
  };
}

/** The part of a pod template that a snapshot knows of its pods. */
function patchedTemplate(pod: Pod, patch: unknown): Template {
  const { annotations, labels, automountServiceAccountToken } = pod;
  const template = {
    metadata: { annotations, labels },
    spec: { automountServiceAccountToken },
  };
  const document = patched(
    { spec: { template, jobTemplate: { spec: { template } } } },
    patch,
  ) as {
    spec: {
      template: typeof template;
      jobTemplate: { spec: { template: typeof template } };
    };
  };
  const inJob = document.spec.jobTemplate.spec.template;
  const isJob = JSON.stringify(inJob) !== JSON.stringify(template);
  const { metadata, spec } = isJob ? inJob : document.spec.template;
  return {
    annotations: metadata.annotations ?? {},
    labels: metadata.labels ?? {},
    automountServiceAccountToken: spec.automountServiceAccountToken,
  };
}
