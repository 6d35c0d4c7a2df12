import { issuerPath, oidcProviderArn, statementsTrusting } from '../../iam';
import { PreparedStatement } from '../../iam/preparePolicy';
import { parseOperator } from '../../iam/operators';
import {
  Cluster,
  IamRole,
  PodIdentityAssociation,
  ServiceAccount,
} from '../../model';
import { Derived } from '../derived';
import { AnnotatedAccount, annotatedAccounts } from './serviceAccountRoles';

/** The Allow statements of one role that admit tokens of this cluster. */
export interface RoleTrustingCluster {
  role: IamRole;
  statements: PreparedStatement[];
  /** service accounts that are annotated with the role today */
  users: AnnotatedAccount[];
}

interface Facts {
  cluster: Cluster;
  serviceAccounts: ServiceAccount[];
  podIdentityAssociations: PodIdentityAssociation[];
  derived: Derived;
}

/** The roles of the account that trust the issuer of the cluster. */
export function rolesTrustingCluster(facts: Facts): RoleTrustingCluster[] {
  const { cluster, derived } = facts;
  const { oidcIssuer } = cluster;
  if (!oidcIssuer) return [];
  return derived.once('rolesTrustingCluster', snapshot => {
    const provider = oidcProviderArn(cluster.roleArn, oidcIssuer);
    const byRole = new Map<string, RoleTrustingCluster>();
    const usersByRole = new Map<string, AnnotatedAccount[]>();
    for (const account of annotatedAccounts(facts)) {
      const users = usersByRole.get(account.roleArn);
      if (users) users.push(account);
      else usersByRole.set(account.roleArn, [account]);
    }
    for (const { role, statement } of statementsTrusting(provider, snapshot)) {
      if (!statement.coversAction('sts:assumerolewithwebidentity')) continue;
      const known = byRole.get(role.arn);
      if (known) known.statements.push(statement);
      else {
        const users = usersByRole.get(role.arn) ?? [];
        byRole.set(role.arn, { role, statements: [statement], users });
      }
    }
    return [...byRole.values()];
  });
}

/** The name of the condition key for a claim of the cluster's tokens. */
export function claimKey({ oidcIssuer = '' }: Cluster, claim: 'sub' | 'aud') {
  return `${issuerPath(oidcIssuer)}:${claim}`;
}

/** A condition on a claim, and what its operator means for who is admitted. */
export interface ClaimCondition {
  /** name of the operator, as written */
  name: string;
  values: string[];
  /** IAM has the operator */
  known: boolean;
  negated: boolean;
  ifExists: boolean;
  quantifier: 'all' | 'any' | 'none';
  /** knows wildcards */
  isLike: boolean;
  /** admits only tokens whose claim is among the values */
  isPinning: boolean;
}

/** The conditions of a statement on a claim. */
export function claimConditions(
  { conditions }: PreparedStatement,
  cluster: Cluster,
  claim: 'sub' | 'aud',
): ClaimCondition[] {
  const key = claimKey(cluster, claim).toLowerCase();
  return conditions
    .filter(condition => condition.key === key)
    .map(({ source: { operator: name, values } }) => {
      const { operator, isNull, ifExists, quantifier } = parseOperator(name);
      const negated = operator?.negated ?? false;
      return {
        name,
        values,
        known: operator !== undefined || isNull,
        negated,
        ifExists,
        quantifier,
        isLike: /like/i.test(name),
        isPinning:
          operator !== undefined &&
          !negated &&
          !ifExists &&
          quantifier !== 'all',
      };
    });
}
