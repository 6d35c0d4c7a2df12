import { arrivalKey, canonicalArn } from '../arn';
import { AccessEntry, AuthenticationMode } from '../model';
import { AwsAuth, AwsAuthAccount, AwsAuthRow } from './model';
import { NearMiss, nearMisses } from './nearMisses';

/** What decides how identities get in; absent parts were not read. @public */
export interface MappingSources {
  mode?: AuthenticationMode;
  entries?: readonly AccessEntry[];
  /** `null`: the ConfigMap does not exist */
  awsAuth?: AwsAuth | null;
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
      nearMisses: NearMiss[];
      /** in mode `CONFIG_MAP` the creator of the cluster gets in without any line */
      unlessCreator: boolean;
    }
  | { status: 'unknown'; reason: string };

const readsEntries = (mode: AuthenticationMode) => mode !== 'CONFIG_MAP';
const readsAwsAuth = (mode: AuthenticationMode) => mode !== 'API';

/**
 * Whether and as whom an IAM identity arrives in the cluster: access entries first, then aws-auth (roles, users,
 * accounts). `identity` is what `aws sts get-caller-identity` says, or the ARN of a role or user.
 *
 * @public
 */
export function mapIdentity(
  identity: string,
  sources: MappingSources,
): MappingResult {
  const { mode, entries, awsAuth } = sources;
  const canonical = canonicalArn(identity);
  if (!canonical) {
    return { status: 'not-mapped', nearMisses: [], unlessCreator: false };
  }
  if (!mode) {
    return unknownFor('the authentication mode of the cluster was not read');
  }
  if (readsEntries(mode) && !entries) {
    return unknownFor('the access entries of the cluster were not read');
  }
  const key = arrivalKey(identity);
  const render = (text: string) =>
    renderTemplate(text, canonical.sessionName, identity);
  const row =
    awsAuth && readsAwsAuth(mode) ? matchingRow(key, awsAuth) : undefined;

  const entry = readsEntries(mode)
    ? entries?.find(e => arrivalKey(e.principalArn) === key)
    : undefined;
  if (entry) {
    return {
      status: 'mapped',
      by: 'access-entry',
      username: render(entry.username),
      groups: entry.kubernetesGroups.map(render),
      entry,
      ...(row && { shadowed: row }),
    };
  }
  if (readsAwsAuth(mode) && awsAuth === undefined) {
    return unknownFor('the ConfigMap aws-auth was not read');
  }
  if (row) {
    return {
      status: 'mapped',
      by: 'aws-auth-row',
      username: render(row.username),
      groups: row.groups.map(render),
      row,
    };
  }
  const account =
    awsAuth && readsAwsAuth(mode)
      ? awsAuth.accounts.find(a => a.accountId === identity.split(':')[4])
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
  return {
    status: 'not-mapped',
    nearMisses: nearMisses(identity, sources),
    unlessCreator: mode === 'CONFIG_MAP',
  };
}

function unknownFor(reason: string): MappingResult {
  return {
    status: 'unknown',
    reason,
  };
}

/**
 * The line that answers for an identity. Roles before users; among roles the last one with this ARN, among users the
 * last one too (which of two that differ in case answers is left to chance, so any will do).
 *
 * @public
 */
export function matchingRow(
  key: string,
  awsAuth: AwsAuth,
): AwsAuthRow | undefined {
  const matching = awsAuth.rows.filter(row => row.arn.toLowerCase() === key);
  const last = (section: AwsAuthRow['section']) =>
    [...matching].reverse().find(row => row.section === section);
  return last('mapRoles') ?? last('mapUsers');
}

/** Unknown templates stay as they are, and so does the node's name, which only EC2 knows. */
function renderTemplate(
  text: string,
  sessionName: string,
  identity: string,
): string {
  return text
    .replaceAll('{{SessionName}}', () => sessionName.replaceAll('@', '-'))
    .replaceAll('{{SessionNameRaw}}', () => sessionName)
    .replaceAll('{{AccountID}}', () => identity.split(':')[4] ?? '');
}
