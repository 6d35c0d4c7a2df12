import { accountOf, parseArn } from '../../arn';
import {
  findRole,
  oidcProviderArn,
  ServiceAccountToken,
  subjectOf,
} from '../../iam';
import {
  Cluster,
  IamRole,
  PodIdentityAssociation,
  ServiceAccount,
} from '../../model';
import { Derived } from '../derived';

export const ROLE_ANNOTATION = 'eks.amazonaws.com/role-arn';
export const AUDIENCE_ANNOTATION = 'eks.amazonaws.com/audience';
export const STS_ANNOTATION = 'eks.amazonaws.com/sts-regional-endpoints';
export const DEFAULT_AUDIENCE = 'sts.amazonaws.com';

/** The form that the identity webhook expects, with a known kind of partition. */
const roleArnForm =
  /^arn:aws(-cn|-us-gov|-iso|-iso-[bef]|-eusc)?:iam::\d{12}:role\/[\w\-/.@+=,]+$/;

export const isRoleArn = (value: string) => roleArnForm.test(value);

/** A service account with a well-formed role annotation, and the token its pods show to STS. */
export interface AnnotatedAccount {
  account: ServiceAccount;
  /** `namespace/name` */
  key: string;
  roleArn: string;
  token: ServiceAccountToken;
  clusterAccountId: string;
  /** the role belongs to another account, whose IAM is not read */
  isForeign: boolean;
  /** a Pod Identity association takes precedence over the annotation */
  isAssociated: boolean;
  /** the role with exactly this ARN */
  role?: IamRole;
}

interface Facts {
  cluster: Cluster;
  serviceAccounts: ServiceAccount[];
  podIdentityAssociations: PodIdentityAssociation[];
  derived: Derived;
}

export const keyOf = (item: { namespace: string; name: string }) =>
  `${item.namespace}/${item.name}`;

/** `namespace/name` of the service account of an association. */
export const associatedKey = (association: PodIdentityAssociation) =>
  `${association.namespace}/${association.serviceAccount}`;

/** The annotated service accounts of a cluster that has an issuer. */
export function annotatedAccounts(facts: Facts): AnnotatedAccount[] {
  return facts.derived.once('annotatedAccounts', () => build(facts));
}

function build(facts: Facts): AnnotatedAccount[] {
  const { cluster, serviceAccounts, derived } = facts;
  const { oidcIssuer, accountId, partition } = cluster;
  if (!oidcIssuer) return [];
  const associated = new Set(facts.podIdentityAssociations.map(associatedKey));
  return serviceAccounts.flatMap(account => {
    const roleArn = account.annotations[ROLE_ANNOTATION];
    if (roleArn === undefined || !isRoleArn(roleArn)) return [];
    // No role of another partition can be assumed, whether it exists or not: `role-annotation-malformed` tells.
    if (parseArn(roleArn)?.partition !== partition) return [];
    const role = findRole(roleArn, derived.snapshot);
    const { namespace, name, annotations } = account;
    return [
      {
        account,
        key: keyOf(account),
        roleArn,
        token: {
          providerArn: oidcProviderArn(roleArn, oidcIssuer),
          issuer: oidcIssuer,
          sub: subjectOf(namespace, name),
          aud: annotations[AUDIENCE_ANNOTATION] ?? DEFAULT_AUDIENCE,
        },
        clusterAccountId: accountId,
        isForeign: accountOf(roleArn) !== accountId,
        isAssociated: associated.has(keyOf(account)),
        role: role?.arn === roleArn ? role : undefined,
      },
    ];
  });
}
