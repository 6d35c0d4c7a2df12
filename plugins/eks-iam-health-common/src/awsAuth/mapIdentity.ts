import { arrivalKey, canonicalizeArn, foldArn, withoutRolePath } from '../arn';
import { AccessEntry, AuthenticationMode } from '../model';
import { matchingRows } from './matchingRow';
import { AwsAuth, AwsAuthAccount, AwsAuthRow } from './model';
import { NearMiss, nearMisses } from './nearMisses';
import { renderMapping, RenderedMapping } from './renderTemplate';

/** What decides how identities get in; absent parts were not read. @public */
export interface MappingSources {
  mode?: AuthenticationMode;
  entries?: readonly AccessEntry[];
  /** `null`: the ConfigMap does not exist */
  awsAuth?: AwsAuth | null;
  /**
   * Whether the principal of an entry was deleted, or made anew since: EKS remembers its unique id, so that the entry
   * answers for nobody and the next source is asked. Absent: not looked at.
   */
  isStale?: (entry: AccessEntry) => 'yes' | 'no' | 'unknown';
}

/** Who is at the door, as STS and the token tell. Absent: not known. @public */
export interface CallerIdentity {
  /** `GetCallerIdentity.Arn`, or what the authenticator makes of it */
  arn: string;
  accountId?: string;
  /** `GetCallerIdentity.UserId`: `AROA...:session`, `AIDA...` */
  userId?: string;
  sessionName?: string;
  /** of the key that signed the token */
  accessKeyId?: string;
  /** of the instance whose id is the session name */
  privateDnsName?: string;
}

/** Where an identity ends up. @public */
export type MappingResult =
  | {
      status: 'mapped';
      by: 'access-entry';
      username: string;
      groups: string[];
      entry: AccessEntry;
      /** the line of aws-auth that the entry hides */
      shadowed?: AwsAuthRow;
    }
  | {
      status: 'mapped';
      by: 'aws-auth-row';
      username: string;
      groups: string[];
      row: AwsAuthRow;
      /** lines that answer as well, with other names or groups: which of them does is left to chance */
      alternatives?: AwsAuthRow[];
    }
  | {
      status: 'mapped';
      by: 'aws-auth-account';
      username: string;
      groups: string[];
      account: AwsAuthAccount;
    }
  | {
      status: 'not-mapped';
      reason: string;
      nearMisses: NearMiss[];
      /** the mapping that was found, but whose templates cannot be filled in for this identity */
      refusedBy?: { entry?: AccessEntry; row?: AwsAuthRow };
      /** in mode `CONFIG_MAP` the creator of the cluster gets in without any line */
      unlessCreator: boolean;
    }
  | { status: 'unknown'; reason: string };

const saysTheSame = (a: AwsAuthRow, b: AwsAuthRow) =>
  a.username === b.username && a.groups.join('\n') === b.groups.join('\n');

const readsEntries = (mode: AuthenticationMode) => mode !== 'CONFIG_MAP';
const readsAwsAuth = (mode: AuthenticationMode) => mode !== 'API';

/**
 * Whether and as whom an IAM identity arrives in the cluster: access entries first, then aws-auth (roles, users,
 * accounts). A text is what `aws sts get-caller-identity` says or the ARN of a role or user as IAM has it, whose path
 * STS does not tell; an object is taken as it arrives.
 *
 * @public
 */
export function mapIdentity(
  identity: string | CallerIdentity,
  sources: MappingSources,
): MappingResult {
  const caller =
    typeof identity === 'string'
      ? { arn: withoutRolePath(identity) }
      : identity;
  const canonical = canonicalizeArn(caller.arn);
  if (canonical.status === 'refused') {
    const { reason } = canonical;
    return {
      status: 'not-mapped',
      reason,
      nearMisses: [],
      unlessCreator: false,
    };
  }
  const { mode, entries, awsAuth } = sources;
  if (!mode) {
    return unknownFor('the authentication mode of the cluster was not read');
  }
  if (readsEntries(mode) && !entries) {
    return unknownFor('the access entries of the cluster were not read');
  }
  const key = foldArn(canonical.arn);
  const rows = awsAuth && readsAwsAuth(mode) ? matchingRows(key, awsAuth) : [];
  const [row] = rows;
  const refuse = (
    reason: string,
    refusedBy?: { entry?: AccessEntry; row?: AwsAuthRow },
  ): MappingResult => ({
    status: 'not-mapped',
    reason,
    nearMisses: nearMisses(caller.arn, sources),
    ...(refusedBy && { refusedBy }),
    unlessCreator: !refusedBy && mode === 'CONFIG_MAP',
  });
  const render = (mapping: RenderedMapping) =>
    renderMapping(mapping, caller, canonical);

  const entry = readsEntries(mode)
    ? entries?.find(
        e =>
          arrivalKey(e.principalArn) === key && sources.isStale?.(e) !== 'yes',
      )
    : undefined;
  if (entry) {
    const { username, kubernetesGroups: groups } = entry;
    const rendered = render({ username, groups });
    if (rendered.status === 'refused') {
      return refuse(rendered.reason, { entry });
    }
    return {
      status: 'mapped',
      by: 'access-entry',
      username: rendered.username,
      groups: rendered.groups,
      entry,
      ...(row && { shadowed: row }),
    };
  }
  if (readsAwsAuth(mode) && awsAuth === undefined) {
    return unknownFor('the ConfigMap aws-auth was not read');
  }
  if (row) {
    const rendered = render(row);
    if (rendered.status === 'refused') return refuse(rendered.reason, { row });
    const alternatives = rows.filter(other => !saysTheSame(other, row));
    return {
      status: 'mapped',
      by: 'aws-auth-row',
      username: rendered.username,
      groups: rendered.groups,
      row,
      ...(alternatives.length > 0 && { alternatives }),
    };
  }
  const accountId = caller.accountId ?? caller.arn.split(':')[4];
  const account =
    awsAuth && readsAwsAuth(mode) && accountId
      ? awsAuth.accounts.find(a => a.accountId === accountId)
      : undefined;
  if (account) {
    return {
      status: 'mapped',
      by: 'aws-auth-account',
      username: canonical.arn,
      groups: [],
      account,
    };
  }
  return refuse(`no mapping answers for \`${canonical.arn}\``);
}

function unknownFor(reason: string): MappingResult {
  return { status: 'unknown', reason };
}
