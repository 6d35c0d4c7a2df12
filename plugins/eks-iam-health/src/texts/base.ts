/** Words that every screen shares. */
export const baseTexts = {
  verdict: {
    fail: 'Fail',
    warn: 'Warning',
    unknown: 'Unknown',
    pass: 'Pass',
    waived: 'Waived',
    'not-applicable': 'Not applicable',
  },
  severity: {
    critical: 'Critical',
    high: 'High',
    medium: 'Medium',
    low: 'Low',
    info: 'Info',
  },
  certainty: {
    proven: 'Proven',
    'ruled-out': 'Ruled out',
    unknown: 'Unknown',
    open: 'Possible',
  },
  clusterState: {
    healthy: 'Healthy',
    'needs-attention': 'Needs attention',
    unhealthy: 'Unhealthy',
    'not-known': 'Not known',
    'not-reachable': 'Not reachable',
    stale: 'Stale',
    failed: 'Last scan failed',
    queued: 'Queued',
    scanning: 'Scanning',
    'never-scanned': 'Not scanned yet',
  },
  area: {
    authentication: 'Authentication',
    access: 'Who has access',
    'workload-identity': 'Workload identity',
    rbac: 'Kubernetes RBAC',
    iam: 'IAM and PassRole',
    'access-keys': 'Access keys',
    'cross-account': 'Cross-account',
  },
  copy: {
    button: 'Copy',
    done: 'Copied',
    label: 'Copy: {{what}}',
    announced: 'Copied: {{what}}',
    failed: 'Not copied: select the text instead',
  },
  evidence: {
    caption: 'Evidence',
    fact: 'Fact',
    value: 'Value',
    readFrom: 'Read from',
  },
  repair: {
    with: 'Repair with',
    do: 'Do',
    verify: 'Verify',
    undo: 'Undo',
    needs: 'needs',
    wins_one: 'wins back {{count}} point',
    wins_other: 'wins back {{count}} points',
    class: { safe: 'Safe', review: 'Review first', advice: 'Advice' },
    notRun:
      'Nothing is run from here. The finding is mended when a later scan reads the change.',
    noCommand: 'There is no command for this: it is a decision to take.',
    notRendered:
      'The commands could not be written for this cluster: {{reason}}. Nothing is wrong with the finding itself.',
  },
  state: {
    loading: 'Loading {{what}}',
    tryAgain: 'Try again',
    unanswered: 'the backend did not answer',
    failed: '{{what}} could not be loaded: {{reason}}.',
  },
  coverage: {
    label: 'Coverage',
    value: '{{percent}} percent, {{known}} of {{applicable}} checks',
  },
  score: {
    trend: '{{scans}} scans: from {{first}} to {{last}}',
  },
  // The language in which dates and spans of time are written, as a BCP 47 tag.
  time: { locale: 'en', never: 'never' },
} as const;
