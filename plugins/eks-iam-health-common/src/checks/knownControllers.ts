/**
 * Service accounts of EKS add-ons and of well-known controllers, as `namespace/name` where their own instructions put
 * them. What they hold is told, since whoever takes them over has it, but their power is what they were installed for.
 * A star stands for any characters; a namespace is never left open here, because every team may name an account.
 *
 * @public
 */
export const defaultKnownControllers: readonly string[] = [
  // what EKS installs, or describes the installation of
  'kube-system/aws-node',
  'kube-system/coredns',
  'kube-system/kube-proxy',
  'kube-system/metrics-server',
  'kube-system/snapshot-controller',
  'kube-system/eks-pod-identity-agent',
  'kube-system/eks-node-monitoring-agent',
  'kube-system/ebs-csi-controller-sa',
  'kube-system/ebs-csi-node-sa',
  'kube-system/efs-csi-controller-sa',
  'kube-system/efs-csi-node-sa',
  'kube-system/fsx-csi-controller-sa',
  'kube-system/fsx-csi-node-sa',
  'kube-system/s3-csi-driver-controller-sa',
  'kube-system/s3-csi-driver-sa',
  'kube-system/secrets-store-csi-driver',
  'kube-system/secrets-store-csi-driver-provider-aws',
  'kube-system/aws-load-balancer-controller',
  'kube-system/aws-network-policy-agent',
  'kube-system/aws-node-termination-handler',
  'kube-system/cluster-autoscaler',
  'kube-system/external-dns',
  'kube-system/karpenter',
  'karpenter/karpenter',
  'external-dns/external-dns',
  'amazon-cloudwatch/amazon-cloudwatch-observability-controller-manager',
  'amazon-cloudwatch/cloudwatch-agent',
  'amazon-cloudwatch/fluent-bit',
  'amazon-guardduty/aws-guardduty-agent',
  'opentelemetry-operator-system/opentelemetry-operator',
  'ack-system/ack-*-controller',
  'aws-application-networking-system/gateway-api-controller',
  'fluent-bit/fluent-bit',
  'kube-state-metrics/kube-state-metrics',
  'kube-system/csi-secrets-store-provider-aws',
  'prometheus-node-exporter/prometheus-node-exporter',
  'external-secrets/external-secrets',
  'external-secrets/external-secrets-cert-controller',
  'external-secrets/external-secrets-webhook',
  'cert-manager/cert-manager',
  'cert-manager/cert-manager-cainjector',
  'cert-manager/cert-manager-webhook',
  // delivery
  'argocd/argocd-application-controller',
  'argocd/argocd-applicationset-controller',
  'argocd/argocd-notifications-controller',
  'argocd/argocd-repo-server',
  'argocd/argocd-server',
  'argo-cd/argocd-application-controller',
  'argo-cd/argocd-applicationset-controller',
  'argo-cd/argocd-notifications-controller',
  'argo-cd/argocd-repo-server',
  'argo-cd/argocd-server',
  'argo/argo',
  'argo/argo-server',
  'argo/argo-workflows-server',
  'argo/argo-workflows-workflow-controller',
  'argo-rollouts/argo-rollouts',
  'flux-system/helm-controller',
  'flux-system/image-automation-controller',
  'flux-system/image-reflector-controller',
  'flux-system/kustomize-controller',
  'flux-system/notification-controller',
  'flux-system/source-controller',
  'tekton-pipelines/tekton-pipelines-controller',
  // policy and security
  'gatekeeper-system/gatekeeper-admin',
  'kyverno/kyverno-*',
  'falco/falco',
  'trivy-system/trivy-operator',
  'kube-system/sealed-secrets-controller',
  'vault/vault',
  'vault/vault-agent-injector',
  // networking, scaling, storage, watching
  'calico-system/calico-kube-controllers',
  'calico-system/calico-node',
  'calico-system/calico-typha',
  'tigera-operator/tigera-operator',
  'kube-system/cilium',
  'kube-system/cilium-operator',
  'linkerd/linkerd-destination',
  'linkerd/linkerd-identity',
  'linkerd/linkerd-proxy-injector',
  'kube-system/descheduler',
  'kube-system/kube-state-metrics',
  'kube-system/kured',
  'kube-system/node-problem-detector',
  'kured/kured',
  'monitoring/kube-state-metrics',
  'ingress-nginx/ingress-nginx',
  'ingress-nginx/ingress-nginx-admission',
  'istio-system/istiod',
  'istio-system/istiod-service-account',
  'keda/keda-operator',
  'keda/keda-metrics-server',
  'crossplane-system/crossplane',
  'crossplane-system/provider-*',
  'crossplane-system/rbac-manager',
  'velero/velero',
  'velero/velero-server',
  'monitoring/kube-prometheus-stack-*',
  'monitoring/prometheus-*',
  'prometheus/prometheus-*',
  'datadog/datadog*',
];

/** Agents that ask the kubelet by nodes/proxy as they are shipped, in whatever namespace; for `nodes-proxy` alone. @public */
export const defaultNodeAgents: readonly string[] = [
  '*/*cloudwatch*',
  '*/*prometheus*',
  '*/*datadog*',
  '*/*newrelic*',
  '*/*dynatrace*',
  '*/*otel*',
  '*/*opentelemetry*',
  '*/*grafana*',
  '*/*alloy*',
  '*/*fluent*',
  '*/*node-exporter*',
];

/** CSI drivers that create volumes for claims; for `persistent-volumes-creatable` alone. @public */
export const defaultVolumeProvisioners: readonly string[] = [
  'kube-system/ebs-csi-controller-sa',
  'kube-system/efs-csi-controller-sa',
  'kube-system/fsx-csi-controller-sa',
  'kube-system/s3-csi-driver-controller-sa',
];

const compiled = new WeakMap<readonly string[], (text: string) => boolean>();

/** Whether `namespace/name` is in a list whose entries may hold stars; the list is made ready once. */
export function isListed(list: readonly string[], name: string): boolean {
  let matches = compiled.get(list);
  if (!matches) {
    const exact = new Set(list.filter(entry => !entry.includes('*')));
    const patterns = list
      .filter(entry => entry.includes('*'))
      .map(
        entry =>
          new RegExp(
            `^${entry
              .split('*')
              .map(part => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
              .join('[^/]*')}$`,
          ),
      );
    matches = text =>
      exact.has(text) || patterns.some(pattern => pattern.test(text));
    compiled.set(list, matches);
  }
  return matches(name);
}
