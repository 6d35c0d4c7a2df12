import { accountOf, parseArn } from '../arn';
import {
  Answer,
  findRole,
  oidcProviderArn,
  POD_IDENTITY_SERVICE,
  ServiceAccountToken,
  subjectOf,
  trustsPodIdentity,
  trustsServiceAccount,
  WEB_IDENTITY_ACTION,
} from '../iam';
import {
  Cluster,
  Derived,
  IamRole,
  isRead,
  PodIdentityAssociation,
  SectionName,
  ServiceAccount,
} from '../model';

/** A service account by name. @public */
export interface ServiceAccountName {
  namespace: string;
  name: string;
}

/** A way from a service account to an IAM role, and whether it can be gone. @public */
export interface WorkloadRole {
  serviceAccount: ServiceAccountName;
  roleArn: string;
  /** the role that a Pod Identity association assumes after the first one */
  via: 'irsa' | 'pod-identity' | 'pod-identity-target';
  /** the session carries the tags of Pod Identity */
  hasSessionTags: boolean;
  /** absent: not in what was read */
  role?: IamRole;
  /** whether the role's trust policy and the provider let the service account in */
  admitted: Answer;
  /** why it is `no` or `unknown`; empty for `yes` */
  because: string;
  /** `annotation of shop/cart`, `Pod Identity association a-1` */
  readFrom: string;
}

/** All ways from service accounts to roles, found from both ends. @public */
export interface WorkloadRoles {
  all: readonly WorkloadRole[];
  /** by `namespace/name` of the service account */
  byServiceAccount: ReadonlyMap<string, readonly WorkloadRole[]>;
  byRole: ReadonlyMap<string, readonly WorkloadRole[]>;
  /** what was not read and could hold more */
  unread: SectionName[];
}

/** `namespace/name`. @public */
export const serviceAccountKey = ({ namespace, name }: ServiceAccountName) =>
  `${namespace}/${name}`;

/**
 * Which roles the pods of service accounts run with: by Pod Identity association, else by the annotation for IRSA. An
 * association hides the annotation.
 * https://docs.aws.amazon.com/eks/latest/userguide/service-accounts.html
 *
 * @public
 */
export function workloadRolesOf(derived: Derived): WorkloadRoles {
  return derived.once('workloadRoles', snapshot => {
    const { sections } = snapshot;
    const needed: readonly SectionName[] = [
      'cluster',
      'serviceAccounts',
      'podIdentityAssociations',
      'iamRoles',
    ];
    const cluster = isRead(sections.cluster)
      ? sections.cluster.value
      : undefined;
    const associations = isRead(sections.podIdentityAssociations)
      ? sections.podIdentityAssociations.value
      : [];
    const accounts = isRead(sections.serviceAccounts)
      ? sections.serviceAccounts.value
      : [];
    const associated = new Set(
      associations.map(a => `${a.namespace}/${a.serviceAccount}`),
    );
    const all = [
      ...associations.flatMap(a => byAssociation(a, cluster, derived)),
      ...accounts
        .filter(account => !associated.has(serviceAccountKey(account)))
        .flatMap(account => byAnnotation(account, cluster, derived)),
    ];
    return {
      all,
      byServiceAccount: groupBy(all, w => serviceAccountKey(w.serviceAccount)),
      byRole: groupBy(all, w => w.roleArn),
      unread: needed.filter(name => sections[name].status !== 'read'),
    };
  });
}

function byAssociation(
  association: PodIdentityAssociation,
  cluster: Cluster | undefined,
  derived: Derived,
): WorkloadRole[] {
  const { namespace, serviceAccount: name, associationId } = association;
  const readFrom = `Pod Identity association ${associationId}`;
  const serviceAccount = { namespace, name };
  const first = (): WorkloadRole => {
    const { roleArn } = association;
    const role = roleOf(roleArn, derived);
    const base = {
      serviceAccount,
      roleArn,
      via: 'pod-identity',
      hasSessionTags: !association.disableSessionTags,
      readFrom,
    } as const;
    if (!role) return { ...base, ...roleIsNotThere(roleArn, derived) };
    if (!cluster) {
      return {
        ...base,
        role,
        admitted: 'unknown',
        because: 'cluster not read',
      };
    }
    const { answer } = trustsPodIdentity(role.trustPolicy, {
      clusterArn: cluster.arn,
      clusterName: cluster.name,
      accountId: cluster.accountId,
      namespace,
      serviceAccount: name,
      disableSessionTags: association.disableSessionTags,
    });
    return {
      ...base,
      role,
      admitted: answer,
      because: becauseOf(answer, POD_IDENTITY_SERVICE),
    };
  };
  const { targetRoleArn } = association;
  return [
    first(),
    ...(targetRoleArn
      ? [
          {
            serviceAccount,
            roleArn: targetRoleArn,
            via: 'pod-identity-target' as const,
            hasSessionTags: false,
            role: roleOf(targetRoleArn, derived),
            admitted: 'unknown' as const,
            because: `whether ${association.roleArn} may assume it is for both roles to say`,
            readFrom,
          },
        ]
      : []),
  ];
}

function byAnnotation(
  account: ServiceAccount,
  cluster: Cluster | undefined,
  derived: Derived,
): WorkloadRole[] {
  const { namespace, name, annotations } = account;
  const roleArn = annotations['eks.amazonaws.com/role-arn'];
  if (!roleArn) return [];
  const base = {
    serviceAccount: { namespace, name },
    roleArn,
    via: 'irsa' as const,
    hasSessionTags: false,
    readFrom: `annotation of ${namespace}/${name}`,
  };
  const role = roleOf(roleArn, derived);
  if (!role) return [{ ...base, ...roleIsNotThere(roleArn, derived) }];
  if (!cluster) {
    return [
      { ...base, role, admitted: 'unknown', because: 'cluster not read' },
    ];
  }
  const { oidcIssuer } = cluster;
  if (!oidcIssuer) {
    return [
      {
        ...base,
        role,
        admitted: 'no',
        because: 'the cluster has no OIDC issuer',
      },
    ];
  }
  const token: ServiceAccountToken = {
    providerArn: oidcProviderArn(roleArn, oidcIssuer),
    issuer: oidcIssuer,
    sub: subjectOf(namespace, name),
    aud: annotations['eks.amazonaws.com/audience'] ?? 'sts.amazonaws.com',
  };
  const provider = providerAdmits(token, derived);
  const { answer } = trustsServiceAccount(role.trustPolicy, token);
  if (answer !== 'yes') {
    return [
      {
        ...base,
        role,
        admitted: answer,
        because: becauseOf(answer, WEB_IDENTITY_ACTION),
      },
    ];
  }
  return [{ ...base, role, ...provider }];
}

/** The provider must exist in the role's account and know the audience of the token. */
function providerAdmits(
  { providerArn, aud }: ServiceAccountToken,
  derived: Derived,
): Pick<WorkloadRole, 'admitted' | 'because'> {
  const { oidcProviders } = derived.snapshot.sections;
  if (!isRead(oidcProviders)) {
    return { admitted: 'unknown', because: 'oidcProviders not read' };
  }
  const provider = oidcProviders.value.find(
    ({ arn }) => arn.toLowerCase() === providerArn.toLowerCase(),
  );
  if (!provider) {
    return { admitted: 'no', because: `there is no provider ${providerArn}` };
  }
  return provider.clientIds.includes(aud)
    ? { admitted: 'yes', because: '' }
    : {
        admitted: 'no',
        because: `${providerArn} does not know audience ${aud}`,
      };
}

function becauseOf(answer: Answer, asked: string): string {
  switch (answer) {
    case 'yes':
      return '';
    case 'no':
      return `the trust policy does not admit ${asked} for it`;
    default:
      return `whether the trust policy admits ${asked} for it is open`;
  }
}

/** Only the role with exactly this ARN: a role of the same name at another path is another one. */
function roleOf(arn: string, derived: Derived): IamRole | undefined {
  const role = findRole(arn, derived.snapshot);
  return role?.arn === arn ? role : undefined;
}

function roleIsNotThere(
  roleArn: string,
  { snapshot }: Derived,
): Pick<WorkloadRole, 'admitted' | 'because'> {
  if (!isRead(snapshot.sections.iamRoles)) {
    return { admitted: 'unknown', because: 'iamRoles not read' };
  }
  const account = accountOf(roleArn);
  if (account && account !== parseArn(snapshot.arn)?.accountId) {
    return {
      admitted: 'unknown',
      because: `the roles of account ${account} are not read`,
    };
  }
  return { admitted: 'no', because: 'the account has no such role' };
}

function groupBy<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
