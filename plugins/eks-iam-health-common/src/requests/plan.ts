import { NewAccessRequest } from '../api';
import { AccessRequestDetail } from '../model';
import { levelInfo } from './levels';
import { coveredBy, scopeWords, toScope, toScopeSet, union } from './scopes';
import { MappedLine, TargetFacts } from './targetFacts';
import { durationWords } from './validateNewRequest';

/** What is asked for, as far as the plan needs it. @public */
export type PlannedAccess = Pick<
  NewAccessRequest,
  'principalArn' | 'level' | 'scope' | 'durationSeconds'
> & { clusterName: string };

/** What is created in EKS and how it ends, one sentence per step. Pure. @public */
export function planWords(wish: PlannedAccess, facts: TargetFacts): string[] {
  const { policyName } = levelInfo(wish.level);
  const entry = facts.entry.known ? facts.entry.value : undefined;
  const before = entry?.policies.find(p =>
    p.policyArn.endsWith(`/${policyName}`),
  )?.scope;
  const wanted = toScopeSet(wish.scope);
  const after = toScope(union(wanted, toScopeSet(before)));
  const time = durationWords(wish.durationSeconds);
  const steps: string[] = [];

  if (!facts.entry.known) {
    steps.push(
      `make sure that \`${wish.principalArn}\` has an access entry on \`${wish.clusterName}\`: one that exists is kept, else one is created`,
    );
  } else if (entry) {
    steps.push(
      `keep the access entry that \`${wish.principalArn}\` has on \`${wish.clusterName}\``,
    );
  } else {
    steps.push(
      `create an access entry for \`${wish.principalArn}\` on \`${wish.clusterName}\``,
    );
  }

  if (before && coveredBy(wanted, toScopeSet(before)).size === wanted.size) {
    steps.push(
      `\`${policyName}\` covers ${scopeWords(
        wish.scope,
      )} already, so nothing more is associated`,
    );
  } else if (before && after) {
    steps.push(
      `widen \`${policyName}\` from ${scopeWords(before)} to ${scopeWords(
        after,
      )}`,
    );
  } else {
    steps.push(`associate \`${policyName}\` for ${scopeWords(wish.scope)}`);
  }
  steps.push('read both back; only then the access counts as active');

  if (before) {
    steps.push(
      `after ${time}: set \`${policyName}\` back to ${scopeWords(
        before,
      )}, keep the access entry`,
    );
  } else if (entry) {
    steps.push(
      `after ${time}: take \`${policyName}\` away, keep the access entry`,
    );
  } else {
    steps.push(
      `after ${time}: take \`${policyName}\` away, and the access entry when it was created for this and nobody added to it`,
    );
  }
  return steps;
}

/** What the one who decides should know. Pure. @public */
export function planRisks(
  wish: PlannedAccess,
  facts: TargetFacts,
): AccessRequestDetail['risks'] {
  const risks: AccessRequestDetail['risks'] = [];
  const warn = (text: string) => risks.push({ level: 'warning', text });
  const ok = (text: string) => risks.push({ level: 'ok', text });

  const isRole = wish.principalArn.includes(':role/');
  warn(
    isRole
      ? `everybody who can assume \`${wish.principalArn}\` gains this access, not only the members of the group`
      : `\`${wish.principalArn}\` is an IAM user with long-lived keys; a role is safer`,
  );
  if (wish.level === 'edit' || wish.level === 'admin') {
    warn(
      'includes reading and writing Secrets and opening shells in pods, so also what those pods may do in AWS',
    );
  }
  if (wish.level === 'admin') {
    warn('can give Roles in the namespaces to others, and those outlive it');
  }
  if (wish.level === 'cluster-admin') {
    warn('everything on everything, including access that outlives this one');
  }
  awsAuthRisk(wish, facts, warn, ok);
  if (!facts.entry.known) {
    warn('whether the principal has an access entry already is not known');
  } else if (facts.entry.value) {
    ok('the access entry exists already and is left as it was at the end');
  }
  if (facts.principal.exists === 'unknown') {
    warn('whether the principal exists in the account is not known');
  }
  if (wish.scope.type === 'namespace' && facts.namespaces.known) {
    const existing = facts.namespaces.value;
    const missing = wish.scope.namespaces.filter(n => !existing.includes(n));
    if (missing.length > 0) {
      warn(
        `${scopeWords({
          type: 'namespace',
          namespaces: missing,
        })} did not exist when the cluster was last read; whoever creates it shares it`,
      );
    }
  }
  ok(
    `ends by itself after ${durationWords(
      wish.durationSeconds,
    )}; shells and port-forwards that are open then may live on until closed`,
  );
  return risks;
}

function awsAuthRisk(
  { principalArn }: PlannedAccess,
  facts: TargetFacts,
  warn: (text: string) => void,
  ok: (text: string) => void,
) {
  if (facts.authenticationMode === 'API') return;
  const hasEntry = facts.entry.known && facts.entry.value !== undefined;
  if (hasEntry) return; // the line is hidden already
  if (!facts.awsAuth.known) {
    warn(
      'aws-auth could not be read: if it maps this principal, the access entry hides that line while it exists',
    );
    return;
  }
  const { lines } = facts.awsAuth;
  if (lines.length === 0) {
    ok('aws-auth does not map this principal');
    return;
  }
  warn(
    `aws-auth maps \`${principalArn}\` to ${groupWords(
      lines,
    )}; the access entry hides that line while it exists, so those rights pause`,
  );
}

function groupWords(lines: readonly MappedLine[]): string {
  const groups = [...new Set(lines.flatMap(line => line.groups))];
  if (groups.length === 0) return 'no group';
  return groups.map(group => `\`${group}\``).join(', ');
}
