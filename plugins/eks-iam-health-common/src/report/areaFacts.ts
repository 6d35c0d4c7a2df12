import { clusterAdminsOf } from '../access/clusterAdmins';
import { awsAuthOf, principalsIn } from '../access/principals';
import { accountOf } from '../arn';
import { Derived } from '../checks/derived';
import {
  Area,
  Cluster,
  ClusterSnapshot,
  HealthReport,
  isRead,
  Observed,
  PodIdentityAssociation,
  RbacBinding,
  SectionName,
  SectionValues,
  ServiceAccount,
} from '../model';

type FactList = HealthReport['facts'][Area];

const NOT_READ = 'not read';
const ROLE_ANNOTATION = 'eks.amazonaws.com/role-arn';

/**
 * The short facts at the head of each area's card. A fact whose sections were not read says `not read`, never zero:
 * a count is shown only where everything it counts was read.
 *
 * @public
 */
export function areaFacts(snapshot: ClusterSnapshot): HealthReport['facts'] {
  const from = readerOf(snapshot);
  const derived = new Derived(snapshot);
  return {
    authentication: authenticationFacts(from, derived),
    access: accessFacts(from, derived),
    'workload-identity': workloadFacts(from),
    rbac: rbacFacts(from),
    iam: iamFacts(from),
    'access-keys': accessKeyFacts(from, snapshot.collectedAt),
    'cross-account': crossAccountFacts(from, derived),
  };
}

type Reader = <N extends SectionName>(
  names: readonly N[],
  value: (sections: { [K in N]: SectionValues[K] }) => string,
) => string;

/** Gives the sections to `value` if all of them were read. */
function readerOf(snapshot: ClusterSnapshot): Reader {
  return (names, value) => {
    const values: Partial<Record<SectionName, unknown>> = {};
    for (const name of names) {
      const section: Observed<unknown> = snapshot.sections[name];
      if (!isRead(section)) return NOT_READ;
      values[name] = section.value;
    }
    return value(values as Parameters<typeof value>[0]);
  };
}

const count = (n: number, one: string, many = `${one}s`) =>
  `${n} ${n === 1 ? one : many}`;

function authenticationFacts(from: Reader, derived: Derived): FactList {
  return [
    {
      label: 'Mode',
      value: from(
        ['cluster'],
        ({ cluster }) => cluster.authenticationMode ?? 'not told by EKS',
      ),
    },
    {
      label: 'Access entries',
      value: from(['cluster', 'accessEntries'], ({ cluster, accessEntries }) =>
        cluster.authenticationMode === 'CONFIG_MAP'
          ? 'not used in this mode'
          : `${accessEntries.length}`,
      ),
    },
    {
      label: 'aws-auth',
      value: from(['awsAuth', 'cluster'], ({ cluster }) =>
        awsAuthWords(cluster, derived),
      ),
    },
    {
      label: 'Endpoint',
      value: from(['cluster'], ({ cluster }) => endpointOf(cluster)),
    },
  ];
}

/** `4 roles, 0 users`; a section that does not parse is said so rather than counted as none. */
function awsAuthWords(
  { authenticationMode }: Cluster,
  derived: Derived,
): string {
  if (authenticationMode === 'API') return 'not used in this mode';
  const awsAuth = awsAuthOf(derived);
  if (!awsAuth) return 'does not exist';
  const rows = (section: 'mapRoles' | 'mapUsers', one: string) =>
    awsAuth.lostSections.includes(section)
      ? `${one}s not readable`
      : count(awsAuth.rows.filter(row => row.section === section).length, one);
  const accounts = awsAuth.accounts.length;
  return [
    rows('mapRoles', 'role'),
    rows('mapUsers', 'user'),
    ...(accounts > 0 ? [count(accounts, 'account')] : []),
  ].join(', ');
}

function endpointOf(cluster: Cluster): string {
  const isOpen = cluster.publicAccessCidrs.some(
    cidr => cidr === '0.0.0.0/0' || cidr === '::/0',
  );
  const publicPart = isOpen
    ? 'public for everyone'
    : `public for ${count(cluster.publicAccessCidrs.length, 'range')}`;
  return (
    [
      cluster.endpointPrivateAccess ? 'private' : undefined,
      cluster.endpointPublicAccess ? publicPart : undefined,
    ]
      .filter(part => part !== undefined)
      .join(', ') || 'not told by EKS'
  );
}

function accessFacts(from: Reader, derived: Derived): FactList {
  // Each source counts only where the mode asks it; what the mode leaves out need not be read.
  const ifSourcesRead = (value: () => string) =>
    principalsIn(derived).unread.length > 0 ? NOT_READ : value();
  return [
    {
      label: 'Principals',
      value: ifSourcesRead(() => {
        const live = principalsIn(derived).all.filter(
          ({ state, isNode, isService }) =>
            state === 'live' && !isNode && !isService,
        );
        return `${new Set(live.map(({ arn }) => arn.toLowerCase())).size}`;
      }),
    },
    {
      label: 'Cluster administrators',
      value: ifSourcesRead(() =>
        from(
          ['bindings', 'roles', 'clusterRoles'],
          () => `${clusterAdminsOf(derived).admins.length}`,
        ),
      ),
    },
  ];
}

const key = (object: { namespace: string }, name: string) =>
  `${object.namespace}/${name}`;

const annotated = (accounts: readonly ServiceAccount[]) =>
  new Set(
    accounts
      .filter(account => account.annotations[ROLE_ANNOTATION] !== undefined)
      .map(account => key(account, account.name)),
  );

const associated = (associations: readonly PodIdentityAssociation[]) =>
  new Set(associations.map(a => key(a, a.serviceAccount)));

function workloadFacts(from: Reader): FactList {
  return [
    {
      label: 'Accounts with an AWS role',
      value: from(
        ['serviceAccounts', 'podIdentityAssociations'],
        ({ serviceAccounts, podIdentityAssociations }) =>
          `${
            new Set([
              ...annotated(serviceAccounts),
              ...associated(podIdentityAssociations),
            ]).size
          }`,
      ),
    },
    {
      label: 'IRSA',
      value: from(
        ['serviceAccounts'],
        ({ serviceAccounts }) => `${annotated(serviceAccounts).size}`,
      ),
    },
    {
      label: 'Pod Identity',
      value: from(
        ['podIdentityAssociations'],
        ({ podIdentityAssociations }) =>
          `${associated(podIdentityAssociations).size}`,
      ),
    },
    {
      label: 'Agent',
      value: from(['cluster', 'daemonSets'], ({ cluster, daemonSets }) => {
        const agents = daemonSets.filter(
          ({ name, namespace, labels }) =>
            labels['app.kubernetes.io/name'] === 'eks-pod-identity-agent' ||
            (namespace === 'kube-system' && name === 'eks-pod-identity-agent'),
        );
        if (agents.length === 0) {
          // Auto Mode brings the agent along without a DaemonSet.
          return cluster.computeConfig?.enabled
            ? 'part of Auto Mode'
            : 'not installed';
        }
        const sum = (pick: (a: (typeof agents)[number]) => number) =>
          agents.reduce((total, agent) => total + pick(agent), 0);
        return `${sum(a => a.ready)} of ${sum(a => a.desired)} ready`;
      }),
    },
  ];
}

const isToClusterAdmin = ({ roleRef }: RbacBinding) =>
  roleRef.kind === 'ClusterRole' && roleRef.name === 'cluster-admin';

function rbacFacts(from: Reader): FactList {
  return [
    {
      label: 'Bindings',
      value: from(['bindings'], ({ bindings }) => `${bindings.length}`),
    },
    {
      label: 'Bound to cluster-admin',
      value: from(
        ['bindings'],
        ({ bindings }) =>
          `${
            new Set(
              bindings
                .filter(isToClusterAdmin)
                .flatMap(({ subjects }) => subjects)
                .map(s => `${s.kind}:${s.namespace ?? ''}/${s.name}`),
            ).size
          }`,
      ),
    },
    {
      label: 'Roles with wildcards',
      value: from(
        ['roles', 'clusterRoles'],
        ({ roles, clusterRoles }) =>
          `${
            [...roles, ...clusterRoles].filter(({ rules }) =>
              rules.some(
                ({ verbs, resources }) =>
                  verbs.includes('*') || resources.includes('*'),
              ),
            ).length
          }`,
      ),
    },
  ];
}

function iamFacts(from: Reader): FactList {
  return [
    {
      label: 'Roles read',
      value: from(['iamRoles'], ({ iamRoles }) => `${iamRoles.length}`),
    },
    {
      label: 'Cluster role',
      value: from(['cluster', 'iamRoles'], ({ cluster, iamRoles }) =>
        iamRoles.some(role => role.arn === cluster.roleArn)
          ? 'found'
          : 'not found',
      ),
    },
    {
      label: 'Node roles',
      value: from(
        ['nodegroups'],
        ({ nodegroups }) =>
          `${new Set(nodegroups.map(group => group.nodeRoleArn)).size}`,
      ),
    },
  ];
}

const DAY = 24 * 60 * 60 * 1000;

function accessKeyFacts(from: Reader, now: string): FactList {
  return [
    {
      label: 'Users with keys',
      value: from(
        ['accessKeys'],
        ({ accessKeys }) =>
          `${new Set(accessKeys.map(({ userArn }) => userArn)).size}`,
      ),
    },
    {
      label: 'Active keys',
      value: from(
        ['accessKeys'],
        ({ accessKeys }) =>
          `${accessKeys.filter(({ status }) => status === 'Active').length}`,
      ),
    },
    {
      label: 'Oldest active key',
      value: from(['accessKeys'], ({ accessKeys }) => {
        const ages = accessKeys
          .filter(({ status }) => status === 'Active')
          .map(({ createdAt }) =>
            Math.floor((Date.parse(now) - Date.parse(createdAt)) / DAY),
          )
          .filter(Number.isFinite);
        return ages.length === 0
          ? 'none'
          : count(
              ages.reduce((oldest, age) => Math.max(oldest, age), 0),
              'day',
            );
      }),
    },
    {
      label: 'Root key',
      value: from(['accountSummary'], ({ accountSummary }) =>
        accountSummary.accountAccessKeysPresent > 0 ? 'exists' : 'none',
      ),
    },
  ];
}

function crossAccountFacts(from: Reader, derived: Derived): FactList {
  return [
    {
      label: 'Mapped principals of other accounts',
      value:
        principalsIn(derived).unread.length > 0
          ? NOT_READ
          : from(
              ['cluster'],
              ({ cluster }) =>
                `${
                  principalsIn(derived).all.filter(
                    ({ accountId, state }) =>
                      state === 'live' &&
                      accountId !== undefined &&
                      accountId !== cluster.accountId,
                  ).length
                }`,
            ),
    },
    {
      label: 'Workload roles elsewhere',
      value: from(
        ['cluster', 'serviceAccounts', 'podIdentityAssociations'],
        ({ cluster, serviceAccounts, podIdentityAssociations }) => {
          const arns = [
            ...serviceAccounts.map(sa => sa.annotations[ROLE_ANNOTATION] ?? ''),
            ...podIdentityAssociations.flatMap(a => [
              a.roleArn,
              a.targetRoleArn ?? '',
            ]),
          ];
          const elsewhere = arns.filter(arn => {
            const account = accountOf(arn.trim());
            return account !== undefined && account !== cluster.accountId;
          });
          return `${new Set(elsewhere).size}`;
        },
      ),
    },
  ];
}
