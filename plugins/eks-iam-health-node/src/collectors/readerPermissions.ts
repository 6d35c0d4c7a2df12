import { builtInCollectors } from './builtInCollectors';
import { Collector } from './defineCollector';
import { resources } from './kubernetes/metadata';

/** What a Kubernetes role allows. @public */
export interface KubernetesRule {
  apiGroups: string[];
  resources: string[];
  resourceNames?: string[];
  verbs: string[];
}

/** What the collectors must be allowed to read. @public */
export interface ReaderPermissions {
  /** AWS actions, in alphabetical order */
  awsActions: string[];
  /** for a ClusterRole that is bound to the reader's group */
  kubernetesRules: KubernetesRule[];
}

/**
 * The least that the reader needs, made of what the collectors say they use.
 *
 * @public
 */
export function readerPermissions(
  collectors: readonly Collector[] = builtInCollectors,
): ReaderPermissions {
  const permissions = new Set(collectors.flatMap(one => one.permissions));
  return {
    awsActions: [...permissions]
      .filter(permission => /^[a-z]+:[A-Z]/.test(permission))
      .sort(),
    kubernetesRules: rulesOf(permissions),
  };
}

/** One rule per API group for what is listed, and one for aws-auth, which is asked for by its name. */
function rulesOf(permissions: ReadonlySet<string>): KubernetesRule[] {
  const byGroup = new Map<string, string[]>();
  for (const { api, plural } of Object.values(resources)) {
    if (!permissions.has(`list ${plural}`)) continue;
    const group = /^\/apis\/([^/]+)\//.exec(api)?.[1] ?? '';
    byGroup.set(group, [...(byGroup.get(group) ?? []), plural]);
  }
  return [
    {
      apiGroups: [''],
      resources: ['configmaps'],
      resourceNames: ['aws-auth'],
      verbs: ['get'],
    },
    ...[...byGroup].sort().map(([group, plurals]) => ({
      apiGroups: [group],
      resources: plurals.sort(),
      verbs: ['list'],
    })),
  ];
}
