import {
  ClusterSnapshot,
  isRead,
  Repair,
  renderRepair,
  repairTargetOf,
} from 'backstage-plugin-eks-iam-health-common';
import { plain } from './plain';

/** A repair as data, and the text of it for one tool where a cluster is known. */
export interface RepairText {
  title: string;
  cautions: string[];
  /** commands, line by line */
  commands: string[];
}

/** What to do, in words and as commands for the cluster that was read. */
export function repairTexts(
  repairs: readonly Repair[],
  snapshot: ClusterSnapshot | undefined,
): RepairText[] {
  const cluster = snapshot?.sections.cluster;
  const target =
    cluster && isRead(cluster) ? repairTargetOf(cluster.value) : undefined;
  return repairs.map(repair => ({
    title: plain(repair.title),
    cautions: repair.cautions.map(plain),
    commands: (target ? renderRepair(repair, target).slice(0, 1) : []).flatMap(
      ({ do: commands }) => commands.split('\n').map(plain),
    ),
  }));
}

/** The same as lines for a terminal. */
export function repairLines(
  repairs: readonly Repair[],
  snapshot: ClusterSnapshot | undefined,
  indent: string,
): string[] {
  return repairTexts(repairs, snapshot).flatMap(
    ({ title, cautions, commands }) => [
      `${indent}to do: ${title}`,
      ...cautions.map(caution => `${indent}mind: ${caution}`),
      ...commands.map(line => `${indent}  ${line}`),
    ],
  );
}
