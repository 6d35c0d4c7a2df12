import { goodPractices, on, Risk, WRITE } from './risk';

const group = 'admissionregistration.k8s.io';
const policies =
  'https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/';

/** Writing what stands between a request and the store. */
export const admissionRisks: readonly Risk[] = [
  {
    id: 'write-mutating-webhooks',
    may: 'write mutating webhooks',
    severity: 'high',
    why: 'A mutating webhook sees and rewrites every object it registers for, Secrets and pods included; deleting that of EKS leaves pods without AWS credentials.',
    source: goodPractices,
    reach: 'cluster',
    targets: on(group, 'mutatingwebhookconfigurations', WRITE),
  },
  {
    id: 'write-validating-webhooks',
    may: 'write validating webhooks',
    severity: 'high',
    why: 'A validating webhook is sent every object it registers for; deleting one switches a policy engine off.',
    source: goodPractices,
    reach: 'cluster',
    targets: on(group, 'validatingwebhookconfigurations', WRITE),
  },
  {
    id: 'write-validating-policies',
    may: 'write validating admission policies',
    severity: 'high',
    why: 'Without its policy, or with an expression that is always true, what was forbidden is allowed.',
    source: policies,
    reach: 'cluster',
    targets: on(group, 'validatingadmissionpolicies', WRITE),
  },
  {
    id: 'write-validating-policy-bindings',
    may: 'write the bindings of validating admission policies',
    severity: 'high',
    why: 'A policy that is bound to nothing, or only warns, forbids nothing.',
    source: policies,
    reach: 'cluster',
    targets: on(group, 'validatingadmissionpolicybindings', WRITE),
  },
  {
    id: 'write-mutating-policies',
    may: 'write mutating admission policies and their bindings',
    severity: 'high',
    why: 'A mutating policy rewrites objects on their way in, such as the service account or the image of a pod.',
    source:
      'https://kubernetes.io/docs/reference/access-authn-authz/mutating-admission-policy/',
    reach: 'cluster',
    targets: on(
      group,
      'mutatingadmissionpolicies mutatingadmissionpolicybindings',
      WRITE,
    ),
  },
];
