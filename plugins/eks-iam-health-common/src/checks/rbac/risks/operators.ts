import { CHANGE, on, Risk } from './risk';

/** Custom resources behind which a controller acts in the cluster, with more rights than their writer. */
export const operatorRisks: readonly Risk[] = [
  {
    id: 'write-argo-applications',
    may: 'have Argo CD deploy anything',
    severity: 'high',
    why: 'Argo CD applies what an Application names with its own rights, which are those of cluster-admin as a rule; an AppProject says what is allowed.',
    source:
      'https://argo-cd.readthedocs.io/en/stable/operator-manual/app-any-namespace/',
    reach: 'namespace',
    targets: on(
      'argoproj.io',
      'applications applicationsets appprojects',
      CHANGE,
    ),
  },
  {
    id: 'write-argo-workflows',
    may: 'have Argo Workflows start pods',
    severity: 'medium',
    why: 'A workflow names the service account that its pods run as.',
    source: 'https://argo-workflows.readthedocs.io/en/latest/security/',
    reach: 'namespace',
    targets: on(
      'argoproj.io',
      'workflows cronworkflows workflowtemplates',
      CHANGE,
    ),
  },
  {
    id: 'write-flux-deployments',
    may: 'have Flux deploy anything',
    severity: 'high',
    why: 'Kustomizations and HelmReleases that name no service account are applied with the rights of Flux, which are those of cluster-admin as a rule.',
    source: 'https://fluxcd.io/flux/security/',
    reach: 'namespace',
    targets: [
      ...on('kustomize.toolkit.fluxcd.io', 'kustomizations', CHANGE),
      ...on('helm.toolkit.fluxcd.io', 'helmreleases', CHANGE),
    ],
  },
  {
    id: 'write-tekton-runs',
    may: 'have Tekton start pods',
    severity: 'medium',
    why: 'A run names the service account that its pods run as.',
    source: 'https://tekton.dev/docs/pipelines/auth/',
    reach: 'namespace',
    targets: on('tekton.dev', 'taskruns pipelineruns', CHANGE),
  },
  {
    id: 'write-kyverno-policies',
    may: 'have Kyverno change or make objects',
    severity: 'high',
    why: 'A policy that mutates or generates does so with the rights of Kyverno; an exception switches a policy off.',
    source: 'https://kyverno.io/docs/installation/customization/',
    reach: 'cluster',
    targets: on('kyverno.io', 'clusterpolicies', CHANGE),
  },
  {
    id: 'write-constraints',
    may: 'change the rules of Gatekeeper',
    severity: 'medium',
    why: 'A constraint that is changed forbids nothing any more.',
    source: 'https://open-policy-agent.github.io/gatekeeper/website/docs/',
    reach: 'cluster',
    targets: on('templates.gatekeeper.sh', 'constrainttemplates', CHANGE),
  },
  {
    id: 'write-external-secrets',
    may: 'have External Secrets fetch Secrets from outside',
    severity: 'medium',
    why: 'An ExternalSecret copies any secret that the role of its store may read into a Secret of the namespace.',
    source:
      'https://external-secrets.io/latest/guides/security-best-practices/',
    reach: 'namespace',
    targets: on('external-secrets.io', 'externalsecrets pushsecrets', CHANGE),
  },
  {
    id: 'write-secret-stores',
    may: 'choose the identity by which External Secrets reads',
    severity: 'high',
    why: 'A store names the role or the service account that External Secrets takes on.',
    source:
      'https://external-secrets.io/latest/guides/security-best-practices/',
    reach: 'namespace',
    targets: on('external-secrets.io', 'secretstores', CHANGE),
  },
  {
    id: 'write-cluster-secret-stores',
    may: 'choose what External Secrets reads for all namespaces',
    severity: 'high',
    why: 'A ClusterSecretStore may name a service account of any namespace, and a ClusterExternalSecret makes Secrets in all of them.',
    source:
      'https://external-secrets.io/latest/guides/security-best-practices/',
    reach: 'cluster',
    targets: on(
      'external-secrets.io',
      'clustersecretstores clusterexternalsecrets',
      CHANGE,
    ),
  },
  {
    id: 'write-secret-provider-classes',
    may: 'have secrets of AWS mounted into pods',
    severity: 'low',
    why: 'A SecretProviderClass names secrets that the roles of the namespace’s pods can read and, if it says so, copies them into Secrets.',
    source: 'https://secrets-store-csi-driver.sigs.k8s.io/concepts',
    reach: 'namespace',
    targets: on('secrets-store.csi.x-k8s.io', 'secretproviderclasses', CHANGE),
  },
  {
    id: 'write-cluster-issuers',
    may: 'choose who signs certificates for the whole cluster',
    severity: 'medium',
    why: 'A ClusterIssuer signs for every namespace, with the credentials of cert-manager.',
    source: 'https://cert-manager.io/docs/configuration/',
    reach: 'cluster',
    targets: on('cert-manager.io', 'clusterissuers', CHANGE),
  },
];
