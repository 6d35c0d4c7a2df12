import {
  accountOf,
  arrivalKey,
  isServiceLinkedRole,
  parseArn,
  principalKind,
} from '../arn';
import {
  AwsAuth,
  AwsAuthAccount,
  AwsAuthRow,
  isNodeRow,
  matchingRow,
  parseAwsAuth,
  placeInAwsAuth,
} from '../awsAuth';
import { Derived } from '../model';
import { parsePolicy } from '../iam';
import {
  AccessEntry,
  AssociatedAccessPolicy,
  ClusterCreation,
  ClusterSnapshot,
  IamRole,
  isRead,
  SectionName,
} from '../model';

/** How a principal gets into the cluster. @public */
export type Door =
  | { kind: 'access-entry'; entry: AccessEntry }
  | { kind: 'aws-auth-row'; row: AwsAuthRow }
  | { kind: 'aws-auth-account'; account: AwsAuthAccount }
  /** without any line, where the cluster asks only its ConfigMap; never in `principalsIn` */
  | { kind: 'creator'; creation: ClusterCreation };

/** A principal that a cluster maps, by one door. @public */
export interface MappedPrincipal {
  /** as it is written: with path in an entry, whatever stands there in aws-auth; the account id for an account */
  arn: string;
  accountId?: string;
  door: Door;
  username: string;
  groups: string[];
  policies: AssociatedAccessPolicy[];
  /**
   * `live`: this mapping answers. `shadowed`: an access entry or a later line answers instead. `dead`: the ARN can
   * match nobody. `ignored`: the mode does not ask this source. `unknown`: the mode or the entries were not read.
   */
  state: 'live' | 'shadowed' | 'dead' | 'ignored' | 'unknown';
  /** a kubelet's mapping, not a person's or a pipeline's */
  isNode: boolean;
  /** AWS made the mapping for a service of its own */
  isService: boolean;
  /** `access entry of role/eng/Dev` or `kube-system/aws-auth, mapRoles[2]` */
  readFrom: string;
}

/** All mappings of a cluster. @public */
export interface Principals {
  all: readonly MappedPrincipal[];
  /** sources that were not read and could hold more */
  unread: SectionName[];
}

/** aws-auth of the snapshot, parsed once. `undefined`: not read; `null`: there is none. @public */
export function awsAuthOf(derived: Derived): AwsAuth | null | undefined {
  return derived.once('awsAuth', awsAuthIn);
}

function awsAuthIn({ sections }: ClusterSnapshot): AwsAuth | null | undefined {
  if (!isRead(sections.awsAuth)) return undefined;
  return sections.awsAuth.value && parseAwsAuth(sections.awsAuth.value.data);
}

/** Every principal the cluster maps, with its door, names, groups and policies. @public */
export function principalsIn(derived: Derived): Principals {
  return derived.once('principals', snapshot =>
    buildPrincipals(snapshot, awsAuthOf(derived)),
  );
}

/** The sources that the mode of the cluster does not ask: whether they were read does not matter. @public */
export function unaskedSources({
  sections,
}: ClusterSnapshot): readonly SectionName[] {
  if (!isRead(sections.cluster)) return [];
  switch (sections.cluster.value.authenticationMode) {
    case 'API':
      return ['awsAuth'];
    case 'CONFIG_MAP':
      return ['accessEntries'];
    default:
      return [];
  }
}

/** The same for a snapshot alone. @public */
export const principalsOf = (snapshot: ClusterSnapshot): Principals =>
  principalsIn(new Derived(snapshot));

/** An ARN that an identity can arrive with: a role without path, a user, root or a federated user. @public */
export function canArrive(arn: string): boolean {
  if (/[^\x21-\x7e]|[*?"']/.test(arn) || !accountOf(arn)) return false;
  const kind = principalKind(arn);
  if (kind === 'role') return arn.split('/').length === 2;
  return ['user', 'root', 'federated-user'].includes(kind);
}

/** Whether a line is the one that answers; of user lines that differ in case only, any may. */
const isAnswering = (row: AwsAuthRow, answering: AwsAuthRow | undefined) =>
  answering === row ||
  (row.section === 'mapUsers' &&
    answering?.section === 'mapUsers' &&
    answering.arn !== row.arn);

const serviceTrust = new Set([
  'eks.amazonaws.com',
  'capabilities.eks.amazonaws.com',
  'backup.amazonaws.com',
]);

/** A role whose trust admits only services of AWS that make entries for themselves. */
function isServiceRole(role: IamRole | undefined): boolean {
  const services = role && trustedServices(role.trustPolicy);
  return (
    services !== undefined &&
    services.length > 0 &&
    services.every(service => serviceTrust.has(service))
  );
}

/** The services a trust policy admits; `undefined` when it admits anybody else too, or cannot be understood. */
function trustedServices(trustPolicy: unknown): string[] | undefined {
  const parsed = parsePolicy(trustPolicy);
  if (parsed.status !== 'parsed') return undefined;
  const services: string[] = [];
  for (const { effect, principals } of parsed.policy.statements) {
    if (effect !== 'Allow') continue;
    if (!principals) return undefined;
    const { everyone, aws, federated, canonicalUser, service } = principals;
    const others = [...aws, ...federated, ...canonicalUser];
    if (everyone || others.length > 0) return undefined;
    services.push(...service);
  }
  return services;
}

function buildPrincipals(
  snapshot: ClusterSnapshot,
  awsAuth: AwsAuth | null | undefined,
): Principals {
  const { sections } = snapshot;
  const cluster = isRead(sections.cluster) ? sections.cluster.value : undefined;
  const mode = cluster?.authenticationMode;
  const entries = isRead(sections.accessEntries)
    ? sections.accessEntries.value
    : undefined;
  const sources: readonly SectionName[] = [
    'cluster',
    'awsAuth',
    'accessEntries',
  ];
  const unasked = unaskedSources(snapshot);
  const unread = sources.filter(
    name => sections[name].status !== 'read' && !unasked.includes(name),
  );
  const byEntry = new Map(
    (entries ?? []).map(entry => [arrivalKey(entry.principalArn), entry]),
  );

  const rolesByArn = new Map(
    (isRead(sections.iamRoles) ? sections.iamRoles.value : []).map(role => [
      role.arn,
      role,
    ]),
  );

  const stateOfEntry = (): MappedPrincipal['state'] => {
    if (!mode) return 'unknown';
    return mode === 'CONFIG_MAP' ? 'ignored' : 'live';
  };
  const stateOfRow = (row: AwsAuthRow): MappedPrincipal['state'] => {
    if (mode === 'API') return 'ignored';
    if (!canArrive(row.arn)) return 'dead';
    if (cluster && parseArn(row.arn)?.partition !== cluster.partition) {
      return 'dead';
    }
    const key = row.arn.toLowerCase();
    if (awsAuth && !isAnswering(row, matchingRow(key, awsAuth))) {
      return 'shadowed';
    }
    if (mode === 'CONFIG_MAP') return 'live';
    if (!mode || !entries) return 'unknown';
    return byEntry.has(key) ? 'shadowed' : 'live';
  };

  const ofEntries = (entries ?? []).map((entry): MappedPrincipal => {
    const { principalArn, username, kubernetesGroups, policies, type } = entry;
    return {
      arn: principalArn,
      accountId: accountOf(principalArn),
      door: { kind: 'access-entry', entry },
      username,
      groups: kubernetesGroups,
      policies,
      state: stateOfEntry(),
      isNode: type !== 'STANDARD',
      isService:
        isServiceLinkedRole(principalArn) ||
        principalArn === cluster?.roleArn ||
        isServiceRole(rolesByArn.get(principalArn)),
      readFrom: `access entry of ${principalArn}`,
    };
  });
  const ofRows = (awsAuth?.rows ?? []).map(
    (row): MappedPrincipal => ({
      arn: row.arn,
      accountId: accountOf(row.arn),
      door: { kind: 'aws-auth-row', row },
      username: row.username,
      groups: row.groups,
      policies: [],
      state: stateOfRow(row),
      isNode: isNodeRow(row),
      isService: isServiceLinkedRole(row.arn),
      readFrom: placeInAwsAuth(row),
    }),
  );
  const ofAccounts = (awsAuth?.accounts ?? []).map(
    (account): MappedPrincipal => ({
      arn: account.accountId,
      accountId: account.accountId,
      door: { kind: 'aws-auth-account', account },
      username: '',
      groups: [],
      policies: [],
      state: mode === 'API' ? 'ignored' : 'live',
      isNode: false,
      isService: false,
      readFrom: placeInAwsAuth({ section: 'mapAccounts', ...account }),
    }),
  );
  return { all: [...ofEntries, ...ofRows, ...ofAccounts], unread };
}
