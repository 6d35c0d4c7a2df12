import { on, Risk } from './risk';

/** Lowering what Pod Security asks of pods. */
export const podSecurityRisks: readonly Risk[] = [
  {
    id: 'label-namespaces',
    may: 'change the labels of namespaces',
    severity: 'medium',
    why: 'The labels of a namespace say what Pod Security forbids in it, which network policies let it through and which webhooks look at it.',
    source:
      'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#namespace-modification',
    // A RoleBinding reaches the namespace that it lies in.
    reach: 'namespace',
    targets: on('core', 'namespaces', 'update patch'),
  },
  {
    id: 'use-pod-security-policies',
    may: 'use every PodSecurityPolicy',
    severity: 'medium',
    why: 'Below Kubernetes 1.25 whoever may use all policies may use the privileged one.',
    source: 'https://kubernetes.io/docs/concepts/security/pod-security-policy/',
    reach: 'namespace',
    targets: [
      ...on('policy', 'podsecuritypolicies', 'use'),
      ...on('extensions', 'podsecuritypolicies', 'use'),
    ],
  },
];
