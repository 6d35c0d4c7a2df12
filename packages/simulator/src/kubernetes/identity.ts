import { parseAllDocuments, isMap, isScalar, visit } from 'yaml';
import { Caller } from '../aws/caller';
import { AccessEntry, Cluster } from '../estate/World';
import { unauthorized } from './status';

/** Who a caller is inside the cluster. */
export interface Identity {
  username: string;
  groups: string[];
  uid: string;
  extra: Record<string, string[]>;
  /** the entry that answered, whose access policies count beside RBAC */
  entry?: AccessEntry;
}

/** Maps a caller as the cluster's mode says: access entries, then aws-auth. No mapping is 401. */
export function identityOf(cluster: Cluster, caller: Caller): Identity {
  const entry =
    cluster.mode === 'CONFIG_MAP' ? undefined : entryOf(cluster, caller);
  if (entry) {
    return {
      ...identity(
        caller,
        render(entry.username, caller),
        entry.kubernetesGroups.map(group => render(group, caller)),
      ),
      entry,
    };
  }
  if (
    cluster.mode === 'CONFIG_MAP' &&
    cluster.creatorArn === caller.principalArn
  ) {
    return identity(caller, 'kubernetes-admin', ['system:masters']);
  }
  if (cluster.mode !== 'API') {
    const line = awsAuthLine(cluster, caller);
    if (line) {
      return identity(
        caller,
        render(line.username, caller),
        line.groups.map(group => render(group, caller)),
      );
    }
  }
  throw unauthorized();
}

function entryOf(cluster: Cluster, caller: Caller): AccessEntry | undefined {
  const entry = cluster.accessEntries.find(
    e => e.principalId === caller.principalId,
  );
  // the id is the key; a principal that was renamed or moved since is refused outright
  if (entry && entry.principalArn !== caller.principalArn) throw unauthorized();
  return entry;
}

function identity(
  caller: Caller,
  username: string,
  groups: string[],
): Identity {
  return {
    username,
    groups: [...groups, 'system:authenticated'],
    uid: `aws-iam-authenticator:${caller.account.id}:${caller.principalId}`,
    extra: {
      accessKeyId: [caller.accessKeyId],
      arn: [caller.arn],
      canonicalArn: [canonicalArn(caller)],
      principalId: [caller.principalId],
      sessionName: [caller.sessionName],
      'sigs.k8s.io/aws-iam-authenticator/principalId': [caller.principalId],
    },
  };
}

/** Roles lose their path, since STS does not tell it; users keep theirs. */
function canonicalArn({ account, arn, principalName }: Caller): string {
  return arn.includes(':assumed-role/')
    ? `arn:${account.partition}:iam::${account.id}:role/${principalName}`
    : arn;
}

function render(template: string, caller: Caller): string {
  return template
    .replaceAll('{{SessionNameRaw}}', caller.sessionName)
    .replaceAll('{{SessionName}}', caller.sessionName.replaceAll('@', '-'))
    .replaceAll('{{AccountID}}', caller.account.id)
    .replaceAll('{{AccessKeyID}}', caller.accessKeyId);
}

interface Line {
  username: string;
  groups: string[];
}

/** The line of aws-auth that answers: roles before users before accounts, the last of equal ones. */
function awsAuthLine(cluster: Cluster, caller: Caller): Line | undefined {
  const data =
    (cluster.objects.get('configmaps', 'kube-system', 'aws-auth')?.data as
      | Record<string, string>
      | undefined) ?? {};
  const wanted = canonicalArn(caller).toLowerCase();
  for (const [key, field] of [
    ['mapRoles', 'rolearn'],
    ['mapUsers', 'userarn'],
  ]) {
    const found = parseSection(data[key])
      .filter(line => line.get(field)?.toString().toLowerCase() === wanted)
      .pop();
    if (found) {
      const groups = found.get('groups');
      const username = found.get('username');
      return {
        username: typeof username === 'string' ? username : '',
        groups: Array.isArray(groups)
          ? groups.map(group => (typeof group === 'string' ? group : ''))
          : [],
      };
    }
  }
  if (parseAccounts(data.mapAccounts).includes(caller.account.id)) {
    return { username: canonicalArn(caller), groups: [] };
  }
  return undefined;
}

/** A section that does not parse has no lines at all, as in the authenticator. */
function parseSection(text: string | undefined): Array<Map<string, unknown>> {
  const value = parseYaml(text);
  if (!Array.isArray(value)) return [];
  return value
    .filter(
      (line): line is Record<string, unknown> =>
        typeof line === 'object' && line !== null && !Array.isArray(line),
    )
    .map(
      line =>
        new Map(
          Object.entries(line).map(([key, field]) => [
            key.toLowerCase(),
            field,
          ]),
        ),
    );
}

function parseAccounts(text: string | undefined): string[] {
  const value = parseYaml(text);
  return Array.isArray(value) ? value.map(String) : [];
}

function parseYaml(text: string | undefined): unknown {
  if (!text) return undefined;
  const document = parseAllDocuments(text, {
    version: '1.1',
    uniqueKeys: false,
    merge: true,
  });
  if (!Array.isArray(document) || document.length === 0) return undefined;
  const [first] = document;
  if (first.errors.length > 0) return undefined;
  let odd = false;
  visit(first, {
    Pair(_, pair) {
      // the authenticator goes through JSON, which knows no key but text
      if (!isScalar(pair.key)) odd = true;
    },
  });
  if (odd || isMap(first.contents)) return undefined;
  return first.toJS();
}
