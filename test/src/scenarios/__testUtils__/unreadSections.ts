import {
  ClusterSnapshot,
  isRead,
  Observed,
  sectionNames,
} from 'backstage-plugin-eks-iam-health-common';
import { sectionsOfOthers } from 'backstage-plugin-eks-iam-health-node';

/** Sections that should have been read and were not, by reason; those that no collector reads are no failure. */
export function unreadSections({
  sections,
}: ClusterSnapshot): Partial<Record<string, string[]>> {
  const byReason: Record<string, string[]> = {};
  for (const name of sectionNames) {
    const section: Observed<unknown> = sections[name];
    if (isRead(section)) continue;
    const isExpected =
      section.reason === 'not-collected' && name in sectionsOfOthers;
    if (!isExpected) (byReason[section.reason] ??= []).push(name);
  }
  return byReason;
}
