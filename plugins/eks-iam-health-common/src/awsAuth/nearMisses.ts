import { canonicalArn, parseArn, principalKind, withoutRolePath } from '../arn';
import { AccessEntry } from '../model';
import type { MappingSources } from './mapIdentity';
import { AwsAuthRow } from './model';

/** A mapping that somebody may have meant for an identity, and why it does not answer. @public */
export interface NearMiss {
  reason:
    | 'role-path'
    | 'user-path'
    | 'session-arn'
    | 'stray-characters'
    | 'other-account'
    | 'other-partition'
    | 'instance-profile'
    | 'other-sso-suffix'
    | 'mode-ignores-aws-auth'
    | 'mode-ignores-access-entries'
    | 'stale-entry';
  row?: AwsAuthRow;
  entry?: AccessEntry;
}

/** The name at the end of a role's or user's ARN, without what Identity Center appends to it. */
function nameOf(text: string): string {
  const resource = parseArn(text)?.resource ?? '';
  return resource.slice(resource.lastIndexOf('/') + 1).toLowerCase();
}

const ssoSet = /^(awsreservedsso_.+)_[0-9a-f]{16}$/;

/** Blanks, invisible characters and quotes that no ARN has. @public */
export const withoutStray = (text: string): string =>
  text.replace(/[^\x21-\x7e]|["'`]/g, '');

/**
 * Lines and entries that look like the identity but do not match it. Exact matches count only where the mode keeps
 * their source from being asked.
 *
 * @public
 */
export function nearMisses(
  identity: string,
  sources: MappingSources,
): NearMiss[] {
  const canonical = canonicalArn(identity)?.arn;
  if (!canonical) return [];
  const found: NearMiss[] = [];
  for (const row of sources.awsAuth?.rows ?? []) {
    const reason = missOf(row.arn, canonical);
    if (reason) found.push({ reason, row });
    else if (sources.mode === 'API' && isSame(row.arn, canonical)) {
      found.push({ reason: 'mode-ignores-aws-auth', row });
    }
  }
  for (const entry of sources.entries ?? []) {
    const arrived = withoutRolePath(entry.principalArn);
    const reason = missOf(arrived, canonical);
    if (reason) found.push({ reason, entry });
    else if (sources.mode === 'CONFIG_MAP' && isSame(arrived, canonical)) {
      found.push({ reason: 'mode-ignores-access-entries', entry });
    } else if (isSame(arrived, canonical)) {
      if (sources.isStale?.(entry) === 'yes') {
        found.push({ reason: 'stale-entry', entry });
      }
    }
  }
  return found;
}

function isSame(a: string, b: string) {
  return a.toLowerCase() === b.toLowerCase();
}

function missOf(
  mapped: string,
  canonical: string,
): NearMiss['reason'] | undefined {
  if (isSame(mapped, canonical)) return undefined;
  if (isSame(withoutStray(mapped), canonical)) return 'stray-characters';
  const clean = withoutStray(mapped);
  if (isSame(withoutRolePath(clean), withoutRolePath(canonical))) {
    return 'role-path';
  }
  const kind = principalKind(clean);
  if (
    kind === 'assumed-role' &&
    isSame(canonicalArn(clean)?.arn ?? '', canonical)
  ) {
    return 'session-arn';
  }
  const meant = parseArn(canonical);
  const arn = parseArn(clean);
  if (!meant || !arn) return undefined;
  const sameName = nameOf(clean) === nameOf(canonical);
  if (arn.accountId === meant.accountId && sameName) {
    if (arn.partition !== meant.partition) return 'other-partition';
    if (kind === 'user' && principalKind(canonical) === 'user') {
      return 'user-path';
    }
    if (kind === 'instance-profile') return 'instance-profile';
  }
  if (sameName && arn.accountId !== meant.accountId) {
    return kind === principalKind(canonical) ? 'other-account' : undefined;
  }
  const set = ssoSet.exec(nameOf(clean))?.[1];
  return set && set === ssoSet.exec(nameOf(canonical))?.[1]
    ? 'other-sso-suffix'
    : undefined;
}
