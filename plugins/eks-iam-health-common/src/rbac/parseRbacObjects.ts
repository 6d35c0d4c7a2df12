import { PolicyRule, RbacBinding, RbacRole, RbacSubject } from '../model';
import { AggregatingRole, aggregateRules } from './aggregateRules';
import { RawLabelSelector } from './labelSelector';
import { RbacObjects } from './rbacIndex';

const rbacGroup = 'rbac.authorization.k8s.io';

/** Roles and bindings of a list of Kubernetes objects, and what in it counts for nothing. @public */
export interface ParsedRbacObjects extends RbacObjects {
  /** lower case, no final period */
  problems: string[];
}

/** An object that has not the shape of its kind, so that nothing can be said about it. @public */
export class RbacObjectError extends Error {}

type Raw = Readonly<Record<string, unknown>>;

/**
 * Reads Roles, ClusterRoles and their bindings from raw Kubernetes objects, lists included; other kinds are passed over.
 * What the API server would refuse (a subject or role of a foreign API group, a RoleBinding without namespace) cannot be
 * in a cluster and is void. Missing fields are empty; a field of the wrong type throws `RbacObjectError`.
 *
 * @public
 */
export function parseRbacObjects(
  objects: readonly unknown[],
): ParsedRbacObjects {
  const roles: RbacRole[] = [];
  const clusterRoles: AggregatingRole[] = [];
  const bindings: RbacBinding[] = [];
  const problems: string[] = [];
  for (const [raw, kind, place] of flatten(objects)) {
    switch (kind) {
      case 'Role':
      case 'ClusterRole': {
        const role = toRole(raw, kind, place);
        if (kind === 'ClusterRole') {
          clusterRoles.push({ role, selectors: toSelectors(raw, place) });
        } else if (role.namespace) roles.push(role);
        else problems.push(`${place} is a Role without namespace`);
        break;
      }
      case 'RoleBinding':
      case 'ClusterRoleBinding': {
        const binding = toBinding(raw, kind, place, problems);
        if (binding) bindings.push(binding);
        break;
      }
      default:
    }
  }
  return {
    roles,
    clusterRoles: aggregateRules(clusterRoles),
    bindings,
    problems,
  };
}

/** Objects with their kind and where they stand. The items of `RoleList` and the like may leave their kind out. */
function* flatten(
  objects: readonly unknown[],
  at = 'objects',
  listed?: string,
): Generator<[Raw, string, string]> {
  for (const [index, object] of objects.entries()) {
    const place = `${at}[${index}]`;
    const raw = toRecord(object, place);
    const { apiVersion = '' } = raw;
    const kind = text(raw.kind ?? listed ?? '', `${place}.kind`);
    if (kind.endsWith('List') && Array.isArray(raw.items)) {
      const items = kind === 'List' ? undefined : kind.slice(0, -'List'.length);
      yield* flatten(raw.items, `${place}.items`, items);
    } else if (
      apiVersion === '' ||
      text(apiVersion, `${place}.apiVersion`).startsWith(`${rbacGroup}/`)
    ) {
      yield [raw, kind, place];
    }
  }
}

function toRole(raw: Raw, kind: string, place: string): RbacRole {
  const { name, namespace, labels, annotations } = toMetadata(raw, place);
  return {
    name,
    ...(kind === 'Role' && { namespace }),
    labels,
    annotations,
    rules: list(raw.rules, `${place}.rules`).map((rule, index) =>
      toPolicyRule(rule, `${place}.rules[${index}]`),
    ),
  };
}

/** A rule as the API writes it: fields that are empty may be missing. @public */
export function toPolicyRule(raw: unknown, place: string): PolicyRule {
  const rule = toRecord(raw, place);
  const texts = (field: keyof PolicyRule) =>
    list(rule[field], `${place}.${field}`).map((item, index) =>
      text(item, `${place}.${field}[${index}]`),
    );
  return {
    apiGroups: texts('apiGroups'),
    resources: texts('resources'),
    verbs: texts('verbs'),
    resourceNames: texts('resourceNames'),
    nonResourceURLs: texts('nonResourceURLs'),
  };
}

function toSelectors(raw: Raw, place: string): RawLabelSelector[] | undefined {
  if (!raw.aggregationRule) return undefined;
  const at = `${place}.aggregationRule`;
  const rule = toRecord(raw.aggregationRule, at);
  return list(rule.clusterRoleSelectors, `${at}.clusterRoleSelectors`).map(
    (item, index): RawLabelSelector => {
      const here = `${at}.clusterRoleSelectors[${index}]`;
      const selector = toRecord(item, here);
      return {
        matchLabels: toTexts(selector.matchLabels, `${here}.matchLabels`),
        matchExpressions: list(
          selector.matchExpressions,
          `${here}.matchExpressions`,
        ).map((expression, i) => {
          const there = `${here}.matchExpressions[${i}]`;
          const { key, operator, values } = toRecord(expression, there);
          return {
            key: text(key, `${there}.key`),
            operator: text(operator, `${there}.operator`),
            values: list(values, `${there}.values`).map(value =>
              text(value, `${there}.values`),
            ),
          };
        }),
      };
    },
  );
}

function toBinding(
  raw: Raw,
  kind: string,
  place: string,
  problems: string[],
): RbacBinding | undefined {
  const { name, namespace } = toMetadata(raw, place);
  const roleRef = toRecord(raw.roleRef ?? {}, `${place}.roleRef`);
  const role = {
    apiGroup: text(roleRef.apiGroup ?? '', `${place}.roleRef.apiGroup`),
    kind: text(roleRef.kind ?? '', `${place}.roleRef.kind`),
    name: text(roleRef.name ?? '', `${place}.roleRef.name`),
  };
  const isNamespaced = kind === 'RoleBinding';
  const kinds = isNamespaced ? ['Role', 'ClusterRole'] : ['ClusterRole'];
  if (isNamespaced && !namespace) {
    problems.push(`${place} is a RoleBinding without namespace`);
    return undefined;
  }
  if (!['', rbacGroup].includes(role.apiGroup) || !kinds.includes(role.kind)) {
    problems.push(
      `${place} refers to \`${role.kind}\` of \`${role.apiGroup}\`, which a ${kind} cannot`,
    );
    return undefined;
  }
  return {
    name,
    ...(isNamespaced && { namespace }),
    roleRef: {
      kind: role.kind as RbacBinding['roleRef']['kind'],
      name: role.name,
    },
    subjects: list(raw.subjects, `${place}.subjects`).flatMap((item, index) =>
      toSubject(item, `${place}.subjects[${index}]`, problems),
    ),
  };
}

/** Users and groups belong to RBAC's own API group, service accounts to the core group; an empty group means the right one. */
function toSubject(
  raw: unknown,
  place: string,
  problems: string[],
): RbacSubject[] {
  const subject = toRecord(raw, place);
  const kind = text(subject.kind ?? '', `${place}.kind`);
  const name = text(subject.name ?? '', `${place}.name`);
  const group = text(subject.apiGroup ?? '', `${place}.apiGroup`);
  const namespace = text(subject.namespace ?? '', `${place}.namespace`);
  if (kind === 'ServiceAccount' && group === '') {
    return [{ kind, name, ...(namespace && { namespace }) }];
  }
  if (
    (kind === 'User' || kind === 'Group') &&
    ['', rbacGroup].includes(group)
  ) {
    return [{ kind, name }];
  }
  problems.push(`${place} is a \`${kind}\` of API group \`${group}\``);
  return [];
}

function toMetadata(raw: Raw, place: string) {
  const at = `${place}.metadata`;
  const { name, namespace, labels, annotations } = toRecord(
    raw.metadata ?? {},
    at,
  );
  return {
    name: text(name ?? '', `${at}.name`),
    namespace: text(namespace ?? '', `${at}.namespace`),
    labels: toTexts(labels, `${at}.labels`),
    annotations: toTexts(annotations, `${at}.annotations`),
  };
}

function toRecord(value: unknown, place: string): Raw {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new RbacObjectError(`${place} is not an object`);
  }
  return value as Raw;
}

function list(value: unknown, place: string): readonly unknown[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value))
    throw new RbacObjectError(`${place} is not a list`);
  return value;
}

function text(value: unknown, place: string): string {
  if (typeof value !== 'string') {
    throw new RbacObjectError(`${place} is not text`);
  }
  return value;
}

function toTexts(value: unknown, place: string): Record<string, string> {
  if (value === undefined || value === null) return {};
  return Object.fromEntries(
    Object.entries(toRecord(value, place)).map(([key, item]) => [
      key,
      text(item, `${place}.${key}`),
    ]),
  );
}
