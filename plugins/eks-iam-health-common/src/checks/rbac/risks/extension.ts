import { CHANGE, on, Risk, WRITE } from './risk';

/** Changing what the API server itself offers, and to whom first. */
export const extensionRisks: readonly Risk[] = [
  {
    id: 'write-custom-resource-definitions',
    may: 'change the definitions of custom resources',
    severity: 'high',
    why: 'A definition can name a conversion webhook, which then sees and rewrites every object of its kind; deleting it deletes them all.',
    source:
      'https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definition-versioning/',
    reach: 'cluster',
    // A new definition alone is about objects that nobody has yet.
    targets: on(
      'apiextensions.k8s.io',
      'customresourcedefinitions',
      'update patch delete deletecollection',
    ),
  },
  {
    id: 'write-api-services',
    may: 'register API servers of its own',
    severity: 'high',
    why: 'An aggregated API server is sent requests together with the names and groups of those who made them, and answers in the cluster’s name.',
    source:
      'https://kubernetes.io/docs/concepts/extend-kubernetes/api-extension/apiserver-aggregation/',
    reach: 'cluster',
    targets: on('apiregistration.k8s.io', 'apiservices', WRITE),
  },
  {
    id: 'write-flow-control',
    may: 'change the priority of requests',
    severity: 'low',
    why: 'Flow schemas decide whose requests wait: controllers and kubelets can be starved.',
    source:
      'https://kubernetes.io/docs/concepts/cluster-administration/flow-control/',
    reach: 'cluster',
    targets: on(
      'flowcontrol.apiserver.k8s.io',
      'flowschemas prioritylevelconfigurations',
      WRITE,
    ),
  },
  {
    id: 'write-priority-classes',
    may: 'write PriorityClasses',
    severity: 'low',
    why: 'Pods of a higher class push others off their nodes.',
    source:
      'https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/',
    reach: 'cluster',
    targets: on('scheduling.k8s.io', 'priorityclasses', CHANGE),
  },
];
