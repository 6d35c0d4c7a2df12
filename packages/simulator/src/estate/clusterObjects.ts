import { isoSeconds, toDate } from './moments';
import {
  BindingDefinition,
  ClusterDefinition,
  NamespaceDefinition,
  PolicyRuleDefinition,
} from './schema';
import { emptyNamespace, generated, withPlatform } from './namespaces';
import { addNodes } from './nodes';
import { addIdentityWebhook, addStockObjects } from './stockObjects';
import { Cluster } from './World';
import { addWorkload } from './workloads';

/** Everything that lives in the cluster's Kubernetes API. */
export function addClusterObjects(
  cluster: Cluster,
  definition: ClusterDefinition,
  now: Date,
): void {
  const nodes = addNodes(cluster, definition, now);
  addStockObjects(cluster);
  if (definition.identityWebhook) addIdentityWebhook(cluster);

  const namespaces: Record<string, NamespaceDefinition> = {
    'kube-system': emptyNamespace(),
    'kube-public': emptyNamespace(),
    'kube-node-lease': emptyNamespace(),
    default: emptyNamespace(),
    ...definition.namespaces,
    ...generated(definition),
  };
  namespaces['kube-system'] = withPlatform(
    namespaces['kube-system'],
    definition,
  );
  const context = { cluster, definition, nodes, now };
  for (const [name, namespace] of Object.entries(namespaces)) {
    addNamespace(context, name, namespace);
  }
  for (const [name, rules] of Object.entries(definition.clusterRoles)) {
    cluster.objects.add(
      'clusterroles',
      { metadata: { name }, rules: rules.map(toRule) },
      cluster.createdAt,
    );
  }
  for (const [name, binding] of Object.entries(
    definition.clusterRoleBindings,
  )) {
    cluster.objects.add(
      'clusterrolebindings',
      { metadata: { name }, ...toBinding(binding) },
      binding.created ? toDate(binding.created, now) : cluster.createdAt,
    );
  }
  addAwsAuth(cluster, definition, now);
}

interface Context {
  cluster: Cluster;
  definition: ClusterDefinition;
  nodes: string[];
  now: Date;
}

function addNamespace(
  context: Context,
  name: string,
  definition: NamespaceDefinition,
) {
  const { cluster, now } = context;
  const { objects, createdAt } = cluster;
  const created = definition.created
    ? toDate(definition.created, now)
    : createdAt;
  objects.add(
    'namespaces',
    {
      metadata: {
        name,
        labels: { 'kubernetes.io/metadata.name': name, ...definition.labels },
      },
      spec: { finalizers: ['kubernetes'] },
      status: { phase: 'Active' },
    },
    created,
  );
  objects.add(
    'configmaps',
    {
      metadata: { name: 'kube-root-ca.crt', namespace: name },
      data: { 'ca.crt': 'the certificate of this cluster' },
    },
    created,
  );
  const accounts: NamespaceDefinition['serviceAccounts'] = {
    default: null,
    ...definition.serviceAccounts,
  };
  for (const [account, value] of Object.entries(accounts)) {
    const role = value?.role?.startsWith('role/')
      ? `arn:${cluster.partition}:iam::${cluster.accountId}:${value.role}`
      : value?.role;
    const annotations = {
      ...(role ? { 'eks.amazonaws.com/role-arn': role } : {}),
      ...value?.annotations,
    };
    objects.add(
      'serviceaccounts',
      {
        metadata: {
          name: account,
          namespace: name,
          ...(Object.keys(annotations).length ? { annotations } : {}),
        },
        ...(value?.mountToken === undefined
          ? {}
          : { automountServiceAccountToken: value.mountToken }),
      },
      value?.created ? toDate(value.created, now) : created,
    );
  }
  for (const [workload, value] of Object.entries(definition.workloads)) {
    addWorkload(context, name, workload, value);
  }
  for (const [configMap, data] of Object.entries(definition.configMaps)) {
    objects.add(
      'configmaps',
      { metadata: { name: configMap, namespace: name }, data },
      created,
    );
  }
  for (const [role, rules] of Object.entries(definition.roles)) {
    objects.add(
      'roles',
      { metadata: { name: role, namespace: name }, rules: rules.map(toRule) },
      created,
    );
  }
  for (const [binding, value] of Object.entries(definition.bindings)) {
    objects.add(
      'rolebindings',
      { metadata: { name: binding, namespace: name }, ...toBinding(value) },
      value.created ? toDate(value.created, now) : created,
    );
  }
}

/** A rule of the compact format as a PolicyRule. */
function toRule(rule: PolicyRuleDefinition) {
  return {
    verbs: rule.verbs,
    ...(rule.urls
      ? { nonResourceURLs: rule.urls }
      : { apiGroups: rule.groups ?? [''], resources: rule.resources ?? [] }),
    ...(rule.names ? { resourceNames: rule.names } : {}),
  };
}

function toBinding({ role, to }: BindingDefinition) {
  const [kind, name] = split(role);
  return {
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind, name },
    subjects: to.map(text => {
      const [subjectKind, subjectName] = split(text);
      if (subjectKind !== 'ServiceAccount') {
        return {
          apiGroup: 'rbac.authorization.k8s.io',
          kind: subjectKind,
          name: subjectName,
        };
      }
      const [namespace, account] = subjectName.split('/');
      return { kind: subjectKind, name: account, namespace };
    }),
  };
}

function split(text: string): [string, string] {
  const at = text.indexOf(' ');
  return [text.slice(0, at), text.slice(at + 1)];
}

function addAwsAuth(
  cluster: Cluster,
  { awsAuth }: ClusterDefinition,
  now: Date,
) {
  if (!awsAuth) return;
  const fields = Object.keys(awsAuth.data).map(key => [`f:${key}`, {}]);
  cluster.objects.add(
    'configmaps',
    {
      metadata: {
        name: 'aws-auth',
        namespace: 'kube-system',
        managedFields: [
          {
            manager: awsAuth.manager,
            operation: 'Update',
            apiVersion: 'v1',
            time: isoSeconds(
              awsAuth.changed
                ? toDate(awsAuth.changed, now)
                : cluster.createdAt,
            ),
            fieldsType: 'FieldsV1',
            fieldsV1: { 'f:data': { '.': {}, ...Object.fromEntries(fields) } },
          },
        ],
      },
      data: { ...awsAuth.data },
    },
    cluster.createdAt,
  );
}
