import { parseArn, shortArn } from '../../arn';
import { oidcProviderArn, statementsTrusting } from '../../iam';
import { Cluster, isRead, KnownIssuers } from '../../model';
import { Derived } from '../derived';
import { defineCheck, Found } from '../defineCheck';
import { givenRoles } from './givenRoles';
import { readFrom } from './readFrom';
import { isRoleArn } from './serviceAccountRoles';

type OtherCluster = KnownIssuers['clusters'][number];

interface SharedRole extends Found {
  roleArn: string;
  accountId: string;
  /** `namespace/name`, of this cluster */
  accounts: string[];
  namespaces: string[];
  others: OtherCluster[];
}

export const roleShared = defineCheck({
  id: 'role-shared',
  number: 'WID-014',
  area: 'workload-identity',
  topics: ['B'],
  title: 'One AWS role serves several namespaces or clusters',
  severity: 'medium',
  why: 'A role that several workloads share has the rights of all of them. Whoever takes over one, perhaps in a test cluster, has what the others need, and no log tells which of them it was.',
  documentation:
    'https://docs.aws.amazon.com/eks/latest/best-practices/identity-and-access-management.html',
  needs: [
    'cluster',
    'serviceAccounts',
    'podIdentityAssociations',
    'iamRoles',
    'issuers',
  ],
  canProveWithout: [
    'serviceAccounts',
    'podIdentityAssociations',
    'iamRoles',
    'issuers',
  ],
  // Other clusters count only where a role that is in use here trusts a provider besides that of this cluster.
  doesNotNeed: snapshot =>
    isRead(snapshot.sections.issuers) || trustsOthers(new Derived(snapshot))
      ? []
      : ['issuers'],
  evaluate: ({ cluster, derived }) => {
    const users = new Map<
      string,
      { accounts: string[]; spaces: Set<string> }
    >();
    for (const given of givenRoles(derived).values()) {
      const roleArn = given.association?.roleArn ?? given.annotation ?? '';
      if (!isRoleArn(roleArn)) continue;
      const known = users.get(roleArn) ?? { accounts: [], spaces: new Set() };
      users.set(roleArn, known);
      known.accounts.push(given.key);
      known.spaces.add(given.key.slice(0, given.key.indexOf('/')));
    }
    const clustersOf = otherClustersByRole(cluster, derived);
    return [...users].flatMap(([roleArn, { accounts, spaces }]) => {
      const others = clustersOf.get(roleArn) ?? [];
      if (spaces.size + others.length < 2) return [];
      const stages = new Set(
        [cluster.tags, ...others.map(({ tags }) => tags)].flatMap(
          tags => stageOf(tags) ?? [],
        ),
      );
      const shared: SharedRole = {
        verdict: stages.size > 1 ? 'fail' : 'warn',
        roleArn,
        accountId: cluster.accountId,
        accounts: accounts.sort(),
        namespaces: [...spaces].sort(),
        others,
      };
      return [shared];
    });
  },
  subject: e => e.roleArn,
  message: ({ verdict, roleArn, accountId, namespaces, others }) => {
    const parts = [
      ...(namespaces.length > 1 ? [`namespaces ${listed(namespaces)}`] : []),
      ...(others.length > 0
        ? [`this cluster and ${listed(others.map(({ arn }) => nameOf(arn)))}`]
        : []),
    ];
    return `role \`${shortArn(roleArn, accountId)}\` serves ${parts.join(
      ' and ',
    )}${verdict === 'fail' ? ', production and other stages alike' : ''}`;
  },
  evidence: ({ accounts, others }) => [
    {
      fact: 'Service accounts of this cluster',
      value: accounts.slice(0, 50).join(', '),
      readFrom: `${readFrom.serviceAccounts}, ${readFrom.associations}`,
    },
    ...others.map(({ arn, tags }) => ({
      fact: `Trusted besides: ${nameOf(arn)}`,
      value: `${arn}${stageOf(tags) ? `, ${stageOf(tags)}` : ''}`,
      readFrom: `${readFrom.iam}, eks:ListClusters`,
    })),
  ],
  affected: e => e.accounts,
  remediate: ({ roleArn }) => [
    {
      title: `Give each workload a role of its own instead of \`${roleArn}\`, with the rights that it needs alone.`,
      class: 'advice',
      actions: [],
      needs: ['iam:CreateRole', 'iam:PutRolePolicy'],
      cautions: [
        'Look in CloudTrail or the access advisor for what each of them uses, before rights are taken away.',
      ],
    },
  ],
});

function listed(names: readonly string[]): string {
  const told = names.slice(0, 5).map(name => `\`${name}\``);
  const more = names.length - told.length;
  return `${told.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function nameOf(clusterArn: string): string {
  return clusterArn.slice(clusterArn.lastIndexOf('/') + 1);
}

/** The roles that web identities of other living clusters may assume. */
function otherClustersByRole(
  cluster: Cluster,
  derived: Derived,
): Map<string, OtherCluster[]> {
  const { issuers } = derived.snapshot.sections;
  const found = new Map<string, OtherCluster[]>();
  for (const other of isRead(issuers) ? issuers.value.clusters : []) {
    if (other.arn === cluster.arn || other.issuer === cluster.oidcIssuer) {
      continue;
    }
    const provider = oidcProviderArn(cluster.roleArn, other.issuer);
    const trusting = statementsTrusting(provider, derived.snapshot)
      .filter(({ statement }) =>
        statement.coversAction('sts:assumerolewithwebidentity'),
      )
      .map(({ role }) => role.arn);
    for (const arn of new Set(trusting)) {
      found.set(arn, [...(found.get(arn) ?? []), other]);
    }
  }
  return found;
}

/** Whether a role of this cluster's pods trusts an identity provider of another cluster. */
function trustsOthers(derived: Derived): boolean {
  const { iamRoles, cluster } = derived.snapshot.sections;
  if (!isRead(iamRoles) || !isRead(cluster)) return true;
  const { oidcIssuer, roleArn } = cluster.value;
  const own = oidcIssuer ? oidcProviderArn(roleArn, oidcIssuer) : '';
  const used = new Set(
    [...givenRoles(derived).values()].map(
      ({ association, annotation }) => association?.roleArn ?? annotation,
    ),
  );
  return iamRoles.value.some(
    role =>
      used.has(role.arn) &&
      federatedIn(role.trustPolicy).some(
        provider => provider !== own && /oidc[.-]eks\./.test(provider),
      ),
  );
}

/** Every identity provider a document names, whatever its form. */
function federatedIn(document: unknown): string[] {
  return (
    JSON.stringify(document)?.match(
      /arn:[\w-]+:iam::\d{12}:oidc-provider\/[^"\\]+/g,
    ) ?? []
  ).filter(arn => parseArn(arn) !== undefined);
}

/** What a cluster is for, where a tag says it. */
function stageOf(
  tags: Readonly<Record<string, string>> | undefined,
): 'production' | 'not production' | undefined {
  const [, value] =
    Object.entries(tags ?? {}).find(
      ([key, text]) => text !== '' && /^(environment|env|stage)$/i.test(key),
    ) ?? [];
  if (value === undefined) return undefined;
  return /^(prod|production|prd|live)$/i.test(value)
    ? 'production'
    : 'not production';
}
