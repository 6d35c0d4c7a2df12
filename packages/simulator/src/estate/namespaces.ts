import { ClusterDefinition, NamespaceDefinition } from './schema';

/** A namespace in which nothing is. */
export function emptyNamespace(): NamespaceDefinition {
  return {
    labels: {},
    serviceAccounts: {},
    workloads: {},
    configMaps: {},
    roles: {},
    bindings: {},
  };
}

/** What EKS itself runs in kube-system. */
export function withPlatform(
  namespace: NamespaceDefinition,
  definition: ClusterDefinition,
): NamespaceDefinition {
  const common = {
    env: {},
    args: [],
    annotations: {},
    labels: {},
    hostNetwork: true,
    mountToken: true,
    injected: true,
    ready: true,
    replicas: 1,
    created: '60 days ago',
  };
  const agent = definition.addons.some(
    a => a.name === 'eks-pod-identity-agent',
  );
  return {
    ...namespace,
    serviceAccounts: {
      'aws-node': null,
      'kube-proxy': null,
      coredns: null,
      ...(agent ? { 'eks-pod-identity-agent': null } : {}),
      ...namespace.serviceAccounts,
    },
    workloads: {
      'aws-node': { ...common, kind: 'DaemonSet', serviceAccount: 'aws-node' },
      'kube-proxy': {
        ...common,
        kind: 'DaemonSet',
        serviceAccount: 'kube-proxy',
      },
      coredns: {
        ...common,
        kind: 'Deployment',
        serviceAccount: 'coredns',
        replicas: 2,
        hostNetwork: false,
      },
      ...(agent
        ? {
            'eks-pod-identity-agent': {
              ...common,
              kind: 'DaemonSet' as const,
              serviceAccount: 'default',
              mountToken: false,
              labels: { 'app.kubernetes.io/name': 'eks-pod-identity-agent' },
            },
          }
        : {}),
      ...namespace.workloads,
    },
  };
}

/** The namespaces of `generate:`, for size. */
export function generated(
  definition: ClusterDefinition,
): Record<string, NamespaceDefinition> {
  const { generate } = definition;
  if (!generate) return {};
  const namespaces: Record<string, NamespaceDefinition> = {};
  let count = 0;
  for (let n = 1; n <= generate.namespaces; n++) {
    const namespace = emptyNamespace();
    for (let s = 1; s <= generate.serviceAccountsEach; s++) {
      const annotated = count % generate.annotatedEvery === 0;
      const name = `trainer-${String(s).padStart(2, '0')}`;
      namespace.serviceAccounts[name] = annotated
        ? { role: generate.role, annotations: {} }
        : null;
      count += 1;
      if (s <= generate.podsEach) {
        namespace.workloads[name] = {
          kind: 'Pod',
          serviceAccount: name,
          replicas: 1,
          env: {},
          args: [],
          annotations: {},
          labels: {},
          hostNetwork: false,
          mountToken: annotated,
          injected: true,
          created: '3 days ago',
          ready: true,
        };
      }
    }
    namespaces[`${generate.namespacePrefix}-${String(n).padStart(2, '0')}`] =
      namespace;
  }
  return namespaces;
}
