import { NewAccessRequest } from '../api';
import { AccessLevel } from '../model';
import { levelInfo } from './levels';
import { TargetFacts } from './targetFacts';

/** The bounds that the configuration sets. @public */
export interface RequestLimits {
  levels: readonly AccessLevel[];
  minDurationSeconds: number;
  maxDurationSeconds: number;
  minReasonLength: number;
  /** changing anything here is as good as cluster admin, so it needs that level */
  protectedNamespaces: readonly string[];
}

/** The bounds where the configuration says nothing. @public */
export const defaultRequestLimits: RequestLimits = {
  levels: ['view', 'edit', 'admin'],
  minDurationSeconds: 5 * 60,
  maxDurationSeconds: 8 * 3600,
  minReasonLength: 10,
  protectedNamespaces: ['kube-system', 'kube-public', 'kube-node-lease'],
};

/** A rule that a wish breaks, and the field in which it does. @public */
export interface RequestProblem {
  field: keyof NewAccessRequest;
  message: string;
}

const MAX_REASON = 4096;
const MAX_NAMESPACES = 50;
const RFC_1123_LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

/** Every rule that a wish breaks, each with the field and the way out; nothing means it may be asked for. Pure. @public */
export function validateNewRequest(
  wish: NewAccessRequest,
  limits: RequestLimits,
  facts: TargetFacts,
): RequestProblem[] {
  return [
    ...levelProblems(wish, limits),
    ...scopeProblems(wish, limits),
    ...durationProblems(wish, limits),
    ...reasonProblems(wish, limits),
    ...principalProblems(wish, facts),
    ...clusterProblems(facts),
  ];
}

function levelProblems(
  { level }: NewAccessRequest,
  { levels }: RequestLimits,
): RequestProblem[] {
  if (levels.includes(level)) return [];
  return [
    {
      field: 'level',
      message: `${levelInfo(
        level,
      ).title.toLowerCase()} cannot be asked for here; offered are ${words(
        levels,
      )}`,
    },
  ];
}

function scopeProblems(
  { level, scope }: NewAccessRequest,
  { levels, protectedNamespaces }: RequestLimits,
): RequestProblem[] {
  const problem = (message: string): RequestProblem => ({
    field: 'scope',
    message,
  });
  // With Edit in kube-system one changes aws-auth; so that needs the level that says so.
  const needsClusterAdmin =
    (level === 'edit' || level === 'admin') &&
    !levels.includes('cluster-admin');

  if (scope.type === 'cluster') {
    return needsClusterAdmin
      ? [
          problem(
            `${level} on the whole cluster includes \`kube-system\`, which is as good as cluster admin; name the namespaces instead`,
          ),
        ]
      : [];
  }
  if (level === 'cluster-admin') {
    return [
      problem(
        'cluster admin is for the whole cluster; choose admin for namespaces',
      ),
    ];
  }
  const { namespaces } = scope;
  const problems: RequestProblem[] = [];
  if (namespaces.length === 0) {
    problems.push(problem('at least one namespace is needed'));
  }
  if (namespaces.length > MAX_NAMESPACES) {
    problems.push(problem(`at most ${MAX_NAMESPACES} namespaces at once`));
  }
  for (const namespace of new Set(namespaces)) {
    if (namespace.includes('*')) {
      problems.push(
        problem(`\`${namespace}\` is a pattern; name each namespace`),
      );
    } else if (!RFC_1123_LABEL.test(namespace)) {
      problems.push(
        problem(
          `\`${namespace}\` is no namespace name: lower case letters, digits and \`-\`, at most 63`,
        ),
      );
    } else if (needsClusterAdmin && protectedNamespaces.includes(namespace)) {
      problems.push(
        problem(
          `${level} in \`${namespace}\` is as good as cluster admin and not offered; leave it out or ask for view`,
        ),
      );
    }
    if (namespaces.filter(n => n === namespace).length > 1) {
      problems.push(problem(`\`${namespace}\` is named twice`));
    }
  }
  return problems;
}

function durationProblems(
  { durationSeconds }: NewAccessRequest,
  { minDurationSeconds, maxDurationSeconds }: RequestLimits,
): RequestProblem[] {
  const fits =
    Number.isInteger(durationSeconds) &&
    durationSeconds >= minDurationSeconds &&
    durationSeconds <= maxDurationSeconds;
  if (fits) return [];
  return [
    {
      field: 'durationSeconds',
      message: `must be between ${durationWords(
        minDurationSeconds,
      )} and ${durationWords(maxDurationSeconds)}`,
    },
  ];
}

function reasonProblems(
  { reason }: NewAccessRequest,
  { minReasonLength }: RequestLimits,
): RequestProblem[] {
  const { length } = reason.trim();
  if (length < minReasonLength) {
    return [
      {
        field: 'reason',
        message: `at least ${minReasonLength} characters, so that the one who decides knows why`,
      },
    ];
  }
  if (reason.length > MAX_REASON) {
    return [{ field: 'reason', message: `at most ${MAX_REASON} characters` }];
  }
  return [];
}

function principalProblems(
  { principalArn, level }: NewAccessRequest,
  facts: TargetFacts,
): RequestProblem[] {
  const problems: RequestProblem[] = [];
  const problem = (message: string) =>
    problems.push({ field: 'principalArn', message });

  const impossible = impossiblePrincipal(principalArn);
  if (impossible) problem(impossible);
  if (facts.principal.exists === 'no') {
    problem(
      `\`${principalArn}\` does not exist in the account; tell whoever configures the principals`,
    );
  }
  if (facts.entry.known && facts.entry.value) {
    const { type } = facts.entry.value;
    if (type !== 'STANDARD') {
      problem(
        `the access entry of this principal is of type \`${type}\`, which is for nodes; use a role of people`,
      );
    }
  }
  const lineIsHiddenAlready = facts.entry.known && facts.entry.value;
  if (facts.awsAuth.known && !lineIsHiddenAlready) {
    const groups = facts.awsAuth.lines.flatMap(line => line.groups);
    const system = groups.filter(group => group.startsWith('system:'));
    const masters = system.includes('system:masters');
    // An entry hides the line, and no entry can carry a group that starts with `system:`.
    if (system.length > 0 && !(masters && level === 'cluster-admin')) {
      problem(
        `aws-auth maps this principal to \`${system[0]}\`; an access entry would hide that line and take the right away, so it is not made here`,
      );
    }
  }
  return problems;
}

/** Why this can be no principal of a STANDARD access entry that people ask for; undefined when it can. @public */
export function impossiblePrincipal(principalArn: string): string | undefined {
  const match = /^arn:aws[a-z-]*:iam::\d{12}:(role|user)\/[\w+=,.@/-]+$/.exec(
    principalArn,
  );
  if (!match) {
    return `\`${principalArn}\` is no IAM role or user; sessions and roots have no access entries`;
  }
  if (principalArn.includes(':role/aws-service-role/')) {
    return 'a service-linked role belongs to AWS and gets no access entry by request';
  }
  return undefined;
}

function clusterProblems(facts: TargetFacts): RequestProblem[] {
  if (facts.authenticationMode !== 'CONFIG_MAP') return [];
  return [
    {
      field: 'clusterId',
      message:
        'the cluster is in authentication mode `CONFIG_MAP`, where access entries have no effect; move it to `API_AND_CONFIG_MAP` first',
    },
  ];
}

function words(items: readonly string[]): string {
  return items.map(item => `\`${item}\``).join(', ');
}

/** `4 hours`, `90 minutes`, `45 seconds`. @public */
export function durationWords(seconds: number): string {
  const count = (n: number, unit: string) =>
    `${n} ${unit}${n === 1 ? '' : 's'}`;
  if (seconds > 0 && seconds % 3600 === 0) return count(seconds / 3600, 'hour');
  if (seconds > 0 && seconds % 60 === 0) return count(seconds / 60, 'minute');
  return count(seconds, 'second');
}
