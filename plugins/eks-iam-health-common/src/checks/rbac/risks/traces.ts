import { on, Risk } from './risk';

const guide =
  'https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/event-v1/';

/** Wiping out what tells of a deed. */
export const traceRisks: readonly Risk[] = [
  {
    id: 'delete-events',
    may: 'delete events',
    severity: 'low',
    why: 'Events are what people look at first after something happened; the audit log of EKS keeps the deletion, if it is switched on.',
    source: guide,
    reach: 'namespace',
    targets: [
      ...on('core', 'events', 'delete deletecollection'),
      ...on('events.k8s.io', 'events', 'delete deletecollection'),
    ],
  },
  {
    id: 'delete-policy-reports',
    may: 'delete the reports of policy engines',
    severity: 'low',
    why: 'The report of a violation is gone before somebody reads it.',
    source: 'https://github.com/kubernetes-sigs/wg-policy-prototypes',
    reach: 'namespace',
    targets: on('wgpolicyk8s.io', 'policyreports', 'delete deletecollection'),
  },
];
