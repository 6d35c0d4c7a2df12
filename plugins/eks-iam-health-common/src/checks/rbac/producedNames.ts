import { matchesTemplate, principalsIn } from '../../access';
import { accountOf, principalKind } from '../../arn';
import { Derived, isRead, RbacSubject } from '../../model';

/** The user names and groups that the mappings of a cluster can give. */
export interface ProducedNames {
  gives: (subject: RbacSubject) => boolean;
  /** a name that is given and differs in case only */
  nearest: (kind: RbacSubject['kind'], name: string) => string | undefined;
  /** names of an OIDC provider cannot be listed; its prefix tells which may be its */
  mayComeFromOidc: (kind: RbacSubject['kind'], name: string) => boolean;
}

/** Built once for all who ask. */
export function producedNames(derived: Derived): ProducedNames {
  return derived.once('producedNames', () => build(derived));
}

function build(derived: Derived): ProducedNames {
  const live = principalsIn(derived).all.filter(
    ({ state }) => state === 'live' || state === 'unknown',
  );
  const users = new Set(live.map(({ username }) => username));
  const templates = [...users].filter(name => name.includes('{{'));
  const groups = new Set(live.flatMap(principal => principal.groups));
  const accounts = new Set(
    live.flatMap(({ door }) =>
      door.kind === 'aws-auth-account' ? [door.account.accountId] : [],
    ),
  );
  const folded = {
    User: foldedNames(users),
    Group: foldedNames(groups),
    ServiceAccount: new Map<string, string>(),
  };
  const prefixes = oidcPrefixes(derived);

  return {
    gives: ({ kind, name }) =>
      kind === 'Group'
        ? groups.has(name)
        : users.has(name) ||
          templates.some(template => matchesTemplate(template, name)) ||
          isArnOfAccount(name, accounts),
    nearest: (kind, name) => folded[kind].get(name.toLowerCase()),
    mayComeFromOidc: (kind, name) =>
      prefixes === undefined ||
      prefixes.some(prefix =>
        name.startsWith(kind === 'Group' ? prefix.groups : prefix.users),
      ),
  };
}

function foldedNames(names: Iterable<string>): Map<string, string> {
  return new Map([...names].map(name => [name.toLowerCase(), name]));
}

/** Whoever of an account that mapAccounts names is known by their ARN, as the token tells it: without a path of a role. */
function isArnOfAccount(name: string, accounts: ReadonlySet<string>): boolean {
  const account = accountOf(name);
  if (!account || !accounts.has(account)) return false;
  return principalKind(name) !== 'role' || name.split('/').length === 2;
}

interface Prefix {
  users: string;
  groups: string;
}

/** `undefined`: whether there is a provider was not read. */
function oidcPrefixes({ snapshot }: Derived): Prefix[] | undefined {
  const { identityProviderConfigs: configs } = snapshot.sections;
  if (!isRead(configs)) return undefined;
  return configs.value.map(({ usernamePrefix, groupsPrefix }) => ({
    users: usernamePrefix ?? '',
    groups: groupsPrefix ?? '',
  }));
}
