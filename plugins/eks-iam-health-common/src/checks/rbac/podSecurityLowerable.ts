import { Derived, isRead } from '../../model';
import { defineCheck } from '../defineCheck';
import { furtherRisks } from './furtherRisks';
import { podSecurityRisks } from './risks';

export const podSecurityLowerable = defineCheck(
  furtherRisks({
    id: 'pod-security-lowerable',
    number: 'AUTHZ-032',
    title: 'Pod Security of namespaces can be lowered',
    severity: 'medium',
    why: 'What Pod Security forbids stands in labels of the namespace: whoever changes them lets privileged pods in, and is let through by network policies that select namespaces.',
    documentation:
      'https://kubernetes.io/docs/concepts/security/rbac-good-practices/',
    risks: podSecurityRisks,
    counts: ({ risk }, derived) =>
      risk.id !== 'use-pod-security-policies' ||
      hasPodSecurityPolicies(derived),
    advice:
      'Let a pipeline with review own the namespaces, or refuse changes of pod-security labels by an admission policy.',
  }),
);

/** They were taken out with Kubernetes 1.25. */
function hasPodSecurityPolicies({ snapshot: { sections } }: Derived): boolean {
  if (!isRead(sections.cluster)) return false;
  const [, minor] = /^1\.(\d+)/.exec(sections.cluster.value.version) ?? [];
  return minor !== undefined && Number(minor) < 25;
}
