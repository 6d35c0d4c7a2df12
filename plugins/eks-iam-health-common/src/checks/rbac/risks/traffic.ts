import { CHANGE, on, Risk, WRITE } from './risk';

const network = 'networking.k8s.io';

/** Leading the traffic of others elsewhere. */
export const trafficRisks: readonly Risk[] = [
  {
    id: 'write-endpoints',
    may: 'write Endpoints',
    severity: 'medium',
    why: 'Endpoints say where a Service leads: to a pod of the holder, or to an address outside that network policies would not let it reach.',
    source: 'https://github.com/kubernetes/kubernetes/issues/103675',
    reach: 'namespace',
    targets: on('core', 'endpoints', CHANGE),
  },
  {
    id: 'write-endpoint-slices',
    may: 'write EndpointSlices',
    severity: 'medium',
    why: 'EndpointSlices say where a Service leads, as Endpoints do.',
    source:
      'https://kubernetes.io/docs/concepts/services-networking/endpoint-slices/',
    reach: 'namespace',
    targets: on('discovery.k8s.io', 'endpointslices', CHANGE),
  },
  {
    id: 'write-services',
    may: 'write Services',
    severity: 'low',
    why: 'A Service with an external IP draws traffic for that address to itself (CVE-2020-8554); one with another selector leads its callers elsewhere.',
    source: 'https://github.com/kubernetes/kubernetes/issues/97076',
    reach: 'namespace',
    targets: on('core', 'services', CHANGE),
  },
  {
    id: 'write-service-status',
    may: 'write the status of Services',
    severity: 'low',
    why: 'The address of a load balancer in the status draws traffic for it to the Service (CVE-2020-8554).',
    source: 'https://github.com/kubernetes/kubernetes/issues/97076',
    reach: 'namespace',
    targets: on('core', 'services/status', 'update patch'),
  },
  {
    id: 'write-pod-status',
    may: 'write the status of pods',
    severity: 'low',
    why: 'The status says which address a pod has and whether it is ready: Services lead where it says.',
    source: 'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/',
    reach: 'namespace',
    targets: on('core', 'pods/status', 'update patch'),
  },
  {
    id: 'write-ingresses',
    may: 'write Ingresses',
    severity: 'low',
    why: 'An Ingress takes over a host or path that another one serves, and some controllers run what stands in its annotations.',
    source: 'https://kubernetes.io/docs/concepts/services-networking/ingress/',
    reach: 'namespace',
    targets: on(network, 'ingresses', CHANGE),
  },
  {
    id: 'write-ingress-classes',
    may: 'write IngressClasses',
    severity: 'low',
    why: 'The class decides which controller serves an Ingress, with which load balancer and certificate.',
    source:
      'https://kubernetes.io/docs/concepts/services-networking/ingress/#ingress-class',
    reach: 'cluster',
    targets: on(network, 'ingressclasses', CHANGE),
  },
  {
    id: 'write-gateways',
    may: 'write Gateways and the routes of other namespaces',
    severity: 'low',
    why: 'A Gateway or a route takes over hosts; a ReferenceGrant lets routes of one namespace lead into another.',
    source: 'https://gateway-api.sigs.k8s.io/guides/security/',
    reach: 'namespace',
    targets: on(
      'gateway.networking.k8s.io',
      'gateways httproutes grpcroutes tlsroutes tcproutes referencegrants',
      CHANGE,
    ),
  },
  {
    id: 'write-network-policies',
    may: 'change or remove NetworkPolicies',
    severity: 'low',
    why: 'Without its policy a pod is reached by all others.',
    source:
      'https://kubernetes.io/docs/concepts/services-networking/network-policies/',
    reach: 'namespace',
    targets: on(network, 'networkpolicies', WRITE),
  },
];
