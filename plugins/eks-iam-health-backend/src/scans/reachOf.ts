import {
  ClusterSnapshot,
  isRead,
  Observed,
  SectionName,
} from 'backstage-plugin-eks-iam-health-common';
import { ScanOutcome } from '../store';

/** What is asked of the Kubernetes API. */
export const kubernetesSections = [
  'awsAuth',
  'namespaces',
  'serviceAccounts',
  'pods',
  'leakingConfigMaps',
  'roles',
  'clusterRoles',
  'bindings',
  'daemonSets',
  'nodes',
  'webhooks',
  'nodeClasses',
  'leakingSecrets',
  'serviceAccountTokens',
] as const satisfies readonly SectionName[];

/**
 * Whether the score of a snapshot counts. It does as long as the cluster itself answered, even if much was denied: that
 * shows in the coverage. It does not when the cluster is unknown to us, or its Kubernetes API could not be reached at
 * all; then the last score stays, marked old, instead of one that rises because nothing was seen.
 */
export function reachOf(snapshot: ClusterSnapshot): ScanOutcome['reach'] {
  const { cluster } = snapshot.sections;
  if (!isRead(cluster)) {
    return {
      full: false,
      kind: cluster.reason === 'unreachable' ? 'not-reachable' : 'failed',
      message: cluster.detail,
    };
  }
  const sections: Array<Observed<unknown>> = kubernetesSections.map(
    name => snapshot.sections[name],
  );
  if (sections.some(isRead)) return { full: true };
  for (const section of sections) {
    if (!isRead(section) && section.reason === 'unreachable') {
      return { full: false, kind: 'not-reachable', message: section.detail };
    }
  }
  return { full: true };
}
