import {
  HealthReport,
  SectionName,
} from 'backstage-plugin-eks-iam-health-common';

/** Sections that were not read for one and the same reason. */
export interface UnreadGroup {
  sections: SectionName[];
  reason: string;
  detail: string;
  permission?: string;
  /** each check counted once, however many of the sections it lacks */
  checksLeftUnknown: number;
}

/** What could not be read, by cause: one refusal often leaves several sections unread. */
export function unreadGroups(report: HealthReport): UnreadGroup[] {
  const groups = new Map<string, UnreadGroup>();
  for (const { section, reason, detail, permission } of report.unread) {
    const key = [reason, detail, permission].join('\n');
    const group = groups.get(key) ?? {
      sections: [],
      reason,
      detail,
      permission,
      checksLeftUnknown: 0,
    };
    group.sections.push(section);
    groups.set(key, group);
  }
  const unknown = report.checks.filter(check => check.verdict === 'unknown');
  return [...groups.values()]
    .map(group => ({
      ...group,
      checksLeftUnknown: unknown.filter(check =>
        check.missing.some(missing => group.sections.includes(missing.section)),
      ).length,
    }))
    .sort((a, b) => b.checksLeftUnknown - a.checksLeftUnknown);
}
