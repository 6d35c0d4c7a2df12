/** A built-in resource of Kubernetes, by its plural name. */
export interface BuiltInResource {
  apiGroup: string;
  isNamespaced: boolean;
  /** what kubectl understands besides the plural */
  short: readonly string[];
}

/** `group: plural(short, ...)`, as `kubectl api-resources` prints them. */
const namespaced: Record<string, string> = {
  '': 'bindings configmaps/configmap/cm endpoints/ep events/event/ev limitranges/limitrange/limits persistentvolumeclaims/persistentvolumeclaim/pvc pods/pod/po podtemplates/podtemplate replicationcontrollers/replicationcontroller/rc resourcequotas/resourcequota/quota secrets/secret serviceaccounts/serviceaccount/sa services/service/svc',
  apps: 'controllerrevisions/controllerrevision daemonsets/daemonset/ds deployments/deployment/deploy replicasets/replicaset/rs statefulsets/statefulset/sts',
  'authorization.k8s.io': 'localsubjectaccessreviews/localsubjectaccessreview',
  autoscaling: 'horizontalpodautoscalers/horizontalpodautoscaler/hpa',
  batch: 'cronjobs/cronjob/cj jobs/job',
  'coordination.k8s.io': 'leases/lease',
  'discovery.k8s.io': 'endpointslices/endpointslice',
  'networking.k8s.io':
    'ingresses/ingress/ing networkpolicies/networkpolicy/netpol',
  policy: 'poddisruptionbudgets/poddisruptionbudget/pdb',
  'rbac.authorization.k8s.io': 'rolebindings/rolebinding roles/role',
};

const clusterScoped: Record<string, string> = {
  '': 'componentstatuses/componentstatus/cs namespaces/namespace/ns nodes/node/no persistentvolumes/persistentvolume/pv',
  'admissionregistration.k8s.io':
    'mutatingwebhookconfigurations/mutatingwebhookconfiguration validatingadmissionpolicies/validatingadmissionpolicy validatingadmissionpolicybindings/validatingadmissionpolicybinding validatingwebhookconfigurations/validatingwebhookconfiguration',
  'apiextensions.k8s.io':
    'customresourcedefinitions/customresourcedefinition/crd/crds',
  'apiregistration.k8s.io': 'apiservices/apiservice',
  'authentication.k8s.io':
    'selfsubjectreviews/selfsubjectreview tokenreviews/tokenreview',
  'authorization.k8s.io':
    'selfsubjectaccessreviews/selfsubjectaccessreview selfsubjectrulesreviews/selfsubjectrulesreview subjectaccessreviews/subjectaccessreview',
  'certificates.k8s.io':
    'certificatesigningrequests/certificatesigningrequest/csr signers/signer',
  'networking.k8s.io': 'ingressclasses/ingressclass',
  'node.k8s.io': 'runtimeclasses/runtimeclass',
  'rbac.authorization.k8s.io':
    'clusterrolebindings/clusterrolebinding clusterroles/clusterrole',
  'scheduling.k8s.io': 'priorityclasses/priorityclass/pc',
  'storage.k8s.io':
    'csidrivers/csidriver csinodes/csinode storageclasses/storageclass/sc volumeattachments/volumeattachment',
};

/** What RBAC knows without there being objects of it. */
const virtual: Record<string, string> = { '': 'users groups' };

function toResources(
  table: Record<string, string>,
  isNamespaced: boolean,
): Array<[string, BuiltInResource]> {
  return Object.entries(table).flatMap(([apiGroup, names]) =>
    names.split(' ').map((one): [string, BuiltInResource] => {
      const [plural, ...short] = one.split('/');
      return [plural, { apiGroup, isNamespaced, short }];
    }),
  );
}

const builtIn: ReadonlyMap<string, BuiltInResource> = new Map([
  ...toResources(virtual, false),
  ...toResources(clusterScoped, false),
  ...toResources(namespaced, true),
]);

const plurals: ReadonlyMap<string, string> = new Map(
  [...builtIn].flatMap(([plural, { short }]) =>
    [plural, ...short].map((name): [string, string] => [name, plural]),
  ),
);

/** The built-in resource that a name, singular, plural or short, stands for. */
export function findBuiltIn(
  name: string,
): { plural: string; resource: BuiltInResource } | undefined {
  const plural = plurals.get(name.toLowerCase());
  const resource = plural === undefined ? undefined : builtIn.get(plural);
  return plural !== undefined && resource ? { plural, resource } : undefined;
}
