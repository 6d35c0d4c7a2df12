import { Cluster, RbacBinding, RbacSubject } from '../../model';
import { isStockSubject } from '../../rbac';
import { defineCheck, Found } from '../defineCheck';
import {
  bindingEvidence,
  bindingName,
  deleteBinding,
  removeSubjects,
  subjectName,
} from './bindingWords';

interface Anonymous extends Found {
  binding: RbacBinding;
  subjects: RbacSubject[];
  cluster: Cluster;
  isLatent: boolean;
}

const oldDefaults = new Set(['system:discovery', 'system:basic-user']);

export const anonymousAccess = defineCheck({
  id: 'anonymous-access',
  number: 'AUTHZ-021',
  area: 'rbac',
  topics: ['B'],
  title: 'Anonymous access',
  severity: 'critical',
  why: 'Whoever reaches the endpoint of the cluster is system:anonymous without any credential. Every right bound to it is a right of everybody. From Kubernetes 1.32 on EKS refuses anonymous requests beyond the health paths, but the binding waits.',
  documentation:
    'https://docs.aws.amazon.com/eks/latest/best-practices/identity-and-access-management.html',
  needs: ['bindings', 'cluster'],
  evaluate: ({ bindings, cluster }): Anonymous[] => {
    const isLatent = minorOf(cluster.version) >= 32;
    return bindings.flatMap((binding): Anonymous[] => {
      const subjects = binding.subjects.filter(
        subject => isAnonymous(subject) && !isHarmless(binding, subject),
      );
      if (subjects.length === 0) return [];
      const isOld =
        binding.namespace === undefined &&
        oldDefaults.has(binding.roleRef.name);
      return [
        {
          verdict: isOld ? 'warn' : 'fail',
          severity: isLatent ? 'high' : 'critical',
          binding,
          subjects,
          cluster,
          isLatent,
        },
      ];
    });
  },
  subject: ({ binding }) => bindingName(binding),
  message: ({ binding, subjects, isLatent }) =>
    `\`${subjects.map(subjectName).join('`, `')}\` is bound to \`${
      binding.roleRef.name
    }\` by \`${bindingName(binding)}\`${
      isLatent
        ? '; this version refuses such requests, but the binding waits'
        : ''
    }`,
  evidence: ({ binding, subjects, cluster }) => [
    bindingEvidence(binding, subjects),
    {
      fact: 'Kubernetes version',
      value: cluster.version,
      readFrom: 'eks:DescribeCluster',
    },
  ],
  affected: ({ subjects }) => subjects.map(subjectName),
  remediate: ({ binding, subjects }) => [
    subjects.length < binding.subjects.length
      ? removeSubjects(
          binding,
          subjects,
          'Take the subject off the binding; the others stay.',
          [
            'Leave the annotation autoupdate as it is: this subject is no default of the version and does not come back.',
          ],
        )
      : deleteBinding(binding, 'Delete the binding.'),
  ],
});

function isAnonymous({ kind, name }: RbacSubject): boolean {
  return (
    (kind === 'User' && name === 'system:anonymous') ||
    (kind === 'Group' && name === 'system:unauthenticated')
  );
}

/** Health paths and version only, by its own binding or another one. */
function isHarmless(binding: RbacBinding, subject: RbacSubject) {
  return (
    isStockSubject(binding, subject) ||
    (binding.roleRef.kind === 'ClusterRole' &&
      binding.roleRef.name === 'system:public-info-viewer')
  );
}

function minorOf(version: string): number {
  return Number(version.split('.')[1] ?? 0);
}
