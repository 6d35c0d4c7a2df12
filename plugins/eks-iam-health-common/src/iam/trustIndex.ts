import { ClusterSnapshot, IamRole, isRead } from '../model';
import { parseOperator } from './operators';
import { PreparedStatement, preparePolicy } from './preparePolicy';
import {
  ServiceAccountToken,
  trustsServiceAccount,
} from './trustsServiceAccount';

/** A statement that trusts an identity provider, and the role it belongs to. @public */
export interface FederatedStatement {
  role: IamRole;
  statement: PreparedStatement;
}

interface ProviderIndex {
  statements: FederatedStatement[];
  /** roles that may admit a subject, by the subject or the namespace their condition pins */
  bySubject: Map<string, Set<IamRole>>;
  byNamespace: Map<string, Set<IamRole>>;
  /** roles whose conditions pin neither */
  open: Set<IamRole>;
}

const indexes = new WeakMap<ClusterSnapshot, Map<string, ProviderIndex>>();

/** The statements of all roles that trust a provider, by its ARN. @public */
export function statementsTrusting(
  providerArn: string,
  snapshot: ClusterSnapshot,
): readonly FederatedStatement[] {
  return trustIndexOf(snapshot).get(providerArn)?.statements ?? [];
}

/**
 * The roles that a service account may assume with its token. Most trust policies pin the subject, so only the few roles
 * that name it, its namespace or neither are asked.
 *
 * @public
 */
export function rolesTrusting(
  token: ServiceAccountToken,
  snapshot: ClusterSnapshot,
): IamRole[] {
  const index = trustIndexOf(snapshot).get(token.providerArn);
  if (!index) return [];
  const exact = index.bySubject.get(token.sub);
  const namespace = index.byNamespace.size > 0 && namespaceOf(token.sub);
  const patterned = namespace ? index.byNamespace.get(namespace) : undefined;
  // Most service accounts are named by no role at all.
  if (!exact && !patterned && index.open.size === 0) return [];
  const candidates = new Set([
    ...(exact ?? []),
    ...(patterned ?? []),
    ...index.open,
  ]);
  return [...candidates].filter(
    role => trustsServiceAccount(role.trustPolicy, token).answer === 'yes',
  );
}

function trustIndexOf(snapshot: ClusterSnapshot): Map<string, ProviderIndex> {
  let index = indexes.get(snapshot);
  if (!index) {
    index = build(snapshot);
    indexes.set(snapshot, index);
  }
  return index;
}

function build({ sections: { iamRoles } }: ClusterSnapshot) {
  const index = new Map<string, ProviderIndex>();
  for (const role of isRead(iamRoles) ? iamRoles.value : []) {
    const prepared = preparePolicy(role.trustPolicy);
    if (prepared.status === 'malformed') continue;
    for (const statement of prepared.statements) {
      if (statement.source.effect !== 'Allow') continue;
      for (const arn of statement.source.principals?.federated ?? []) {
        let provider = index.get(arn);
        if (!provider) {
          provider = {
            statements: [],
            bySubject: new Map(),
            byNamespace: new Map(),
            open: new Set(),
          };
          index.set(arn, provider);
        }
        addStatement(provider, role, statement, arn);
      }
    }
  }
  return index;
}

function addStatement(
  provider: ProviderIndex,
  role: IamRole,
  statement: PreparedStatement,
  providerArn: string,
) {
  provider.statements.push({ role, statement });
  const subjects = pinnedSubjects(statement, providerArn);
  if (!subjects) {
    provider.open.add(role);
    return;
  }
  for (const subject of subjects) {
    const namespace = namespaceOf(subject);
    if (!/[*?$]/.test(subject)) {
      addTo(provider.bySubject, subject, role);
    } else if (namespace && !/[*?$]/.test(namespace)) {
      addTo(provider.byNamespace, namespace, role);
    } else {
      provider.open.add(role);
    }
  }
}

/** The values of a positive condition on the subject: whoever is admitted matches one of them. */
function pinnedSubjects(
  { conditions }: PreparedStatement,
  providerArn: string,
): string[] | undefined {
  const [, issuer = ''] = providerArn.split(':oidc-provider/');
  const key = `${issuer.toLowerCase()}:sub`;
  return conditions.find(condition => {
    const { operator, quantifier, ifExists } = parseOperator(
      condition.source.operator,
    );
    const isLike = /string(like|equals)$/i.test(condition.source.operator);
    return (
      condition.key === key &&
      operator?.negated === false &&
      quantifier === 'none' &&
      !ifExists &&
      isLike
    );
  })?.source.values;
}

function namespaceOf(subject: string): string | undefined {
  const [system, kind, namespace, ...rest] = subject.split(':');
  return system === 'system' && kind === 'serviceaccount' && rest.length > 0
    ? namespace
    : undefined;
}

function addTo(index: Map<string, Set<IamRole>>, key: string, role: IamRole) {
  const roles = index.get(key);
  if (roles) roles.add(role);
  else index.set(key, new Set([role]));
}
