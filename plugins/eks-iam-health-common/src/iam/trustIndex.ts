import { ClusterSnapshot, IamRole, isRead } from '../model';
import { parseOperator } from './operators';
import { PolicyCondition } from './parsePolicy';
import { PreparedStatement, preparePolicy } from './preparePolicy';
import {
  ServiceAccountToken,
  trustsServiceAccount,
  WEB_IDENTITY_ACTION,
} from './trustsServiceAccount';

/** A statement that trusts an identity provider, and the role it belongs to. @public */
export interface FederatedStatement {
  role: IamRole;
  statement: PreparedStatement;
}

/** A role that says all about a subject by plain comparisons: nothing is left to evaluate. */
interface PlainTrust {
  role: IamRole;
  /** absent: any audience */
  audiences?: readonly string[];
}

interface ProviderIndex {
  statements: FederatedStatement[];
  /** what is certain, by subject; most trust policies are of this kind */
  plain: Map<string, PlainTrust[]>;
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

const nobody: readonly IamRole[] = [];

/**
 * The roles that a service account may assume with its token. Most trust policies pin subject and audience to plain
 * values, so the answer is looked up; only roles with patterns, other conditions or a Deny are asked.
 *
 * @public
 */
export function rolesTrusting(
  token: ServiceAccountToken,
  snapshot: ClusterSnapshot,
): readonly IamRole[] {
  const index = trustIndexOf(snapshot).get(token.providerArn);
  if (!index) return nobody;
  const plain = index.plain.get(token.sub);
  const candidates = candidatesFor(token.sub, index);
  // Most service accounts are named by no role at all, or by one that says all about them.
  if (!plain && !candidates) return nobody;
  if (!candidates && plain?.length === 1) {
    const [{ role, audiences }] = plain;
    return !audiences || audiences.includes(token.aud) ? [role] : nobody;
  }
  const found = new Set<IamRole>();
  for (const { role, audiences } of plain ?? []) {
    if (!audiences || audiences.includes(token.aud)) found.add(role);
  }
  for (const role of candidates ?? []) {
    if (
      !found.has(role) &&
      trustsServiceAccount(role.trustPolicy, token).answer === 'yes'
    ) {
      found.add(role);
    }
  }
  return [...found];
}

/** The roles that have to be asked about a subject; `undefined` when there are none. */
function candidatesFor(
  subject: string,
  { bySubject, byNamespace, open }: ProviderIndex,
): Set<IamRole> | undefined {
  const exact = bySubject.size > 0 ? bySubject.get(subject) : undefined;
  const namespace = byNamespace.size > 0 ? namespaceOf(subject) : undefined;
  const patterned = namespace ? byNamespace.get(namespace) : undefined;
  if (!exact && !patterned && open.size === 0) return undefined;
  return new Set([...(exact ?? []), ...(patterned ?? []), ...open]);
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
    const hasDeny = prepared.statements.some(
      ({ source }) => source.effect === 'Deny',
    );
    for (const statement of prepared.statements) {
      if (statement.source.effect !== 'Allow') continue;
      for (const arn of statement.source.principals?.federated ?? []) {
        let provider = index.get(arn);
        if (!provider) {
          provider = {
            statements: [],
            plain: new Map(),
            bySubject: new Map(),
            byNamespace: new Map(),
            open: new Set(),
          };
          index.set(arn, provider);
        }
        addStatement(provider, role, statement, arn, hasDeny);
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
  hasDeny: boolean,
) {
  provider.statements.push({ role, statement });
  const plain = hasDeny ? undefined : plainTrust(statement, providerArn);
  if (plain) {
    for (const subject of plain.subjects) {
      const trusts = provider.plain.get(subject);
      const trust = { role, audiences: plain.audiences };
      if (trusts) trusts.push(trust);
      else provider.plain.set(subject, [trust]);
    }
    return;
  }
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

/**
 * Subjects and audiences of a statement that compares nothing else, and those with plain values only; `undefined` for any
 * other statement.
 */
function plainTrust(
  { conditions, coversAction }: PreparedStatement,
  providerArn: string,
): { subjects: string[]; audiences?: string[] } | undefined {
  const [, issuer = ''] = providerArn.toLowerCase().split(':oidc-provider/');
  const [sub, aud] = ['sub', 'aud'].map(claim => {
    const on = conditions.filter(({ key }) => key === `${issuer}:${claim}`);
    return on.length === 1 && isPlain(on[0].source) ? on : [];
  });
  const isAll = sub.length + aud.length === conditions.length;
  if (!isAll || sub.length === 0) return undefined;
  if (!coversAction(WEB_IDENTITY_ACTION.toLowerCase())) {
    return { subjects: [] };
  }
  return { subjects: sub[0].source.values, audiences: aud[0]?.source.values };
}

/** Under StringEquals a star is a star, but a variable is a variable. */
function isPlain({ operator, values }: PolicyCondition): boolean {
  if (/^stringequals$/i.test(operator)) {
    return !values.some(value => value.includes('$'));
  }
  return (
    /^stringlike$/i.test(operator) && !values.some(value => /[*?$]/.test(value))
  );
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
