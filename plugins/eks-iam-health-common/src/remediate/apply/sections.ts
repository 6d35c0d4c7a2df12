import {
  ClusterSnapshot,
  isRead,
  RepairAction,
  SectionName,
  SectionValues,
} from '../../model';

/** Does one kind of action to a snapshot; the snapshot itself stays as it is. */
export type Apply<K extends RepairAction['kind']> = (
  snapshot: ClusterSnapshot,
  action: Extract<RepairAction, { kind: K }>,
) => ClusterSnapshot;

/** The snapshot with another value of one section. What was not read stays unread: nobody knows what it holds. */
export function change<N extends SectionName>(
  snapshot: ClusterSnapshot,
  name: N,
  to: (value: SectionValues[N]) => SectionValues[N],
): ClusterSnapshot {
  const section: ClusterSnapshot['sections'][N] = snapshot.sections[name];
  if (!isRead(section)) return snapshot;
  return {
    ...snapshot,
    sections: {
      ...snapshot.sections,
      [name]: { ...section, value: to(section.value) },
    },
  };
}

/** The value of a section, when it was read. */
export function valueOf<N extends SectionName>(
  snapshot: ClusterSnapshot,
  name: N,
): SectionValues[N] | undefined {
  const section: ClusterSnapshot['sections'][N] = snapshot.sections[name];
  return isRead(section) ? section.value : undefined;
}

/** An ARN of something that the cluster's account would give a name of its own. */
export function arnBeside(
  { arn }: ClusterSnapshot,
  service: 'eks' | 'iam',
  resource: string,
): string {
  const [, partition, , region, accountId] = arn.split(':');
  return `arn:${partition}:${service}:${
    service === 'iam' ? '' : region
  }:${accountId}:${resource}`;
}

/** The name of the cluster, from its ARN. */
export const clusterNameOf = ({ arn }: ClusterSnapshot): string =>
  arn.slice(arn.lastIndexOf('/') + 1);
