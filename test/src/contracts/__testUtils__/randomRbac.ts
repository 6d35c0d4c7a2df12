import { SeededRandom } from './seededRandom';

/** A rule as the API writes it. */
export interface RawRule {
  apiGroups?: string[];
  resources?: string[];
  verbs: string[];
  resourceNames?: string[];
  nonResourceURLs?: string[];
}

/** A Kubernetes object of RBAC. */
export interface RawRbacObject {
  apiVersion: string;
  kind: string;
  metadata: {
    name: string;
    namespace?: string;
    labels?: Record<string, string>;
  };
  [field: string]: unknown;
}

/** A question as the batch mode and `SubjectAccessReview` put it. */
export interface RawQuestion {
  user: string;
  groups: string[];
  attributes: Record<string, string>;
}

/*
 * A small world, so that rules and questions meet often. It holds what is easily mistaken: names that begin like others,
 * patterns where there are none, users that are called like service accounts and groups that are called like users.
 */
export const namespaces = ['shop', 'shop-2', 'web', 'kube-system'];
const accounts = ['cart', 'default', 'cart-2'];
const users = [
  'jane',
  'Jane',
  'system:serviceaccount:shop:cart',
  'system:serviceaccount:web:default',
  'devs',
  'arn:aws:sts::111122223333:assumed-role/dev/jane',
  '*',
];
const groups = [
  'devs',
  'Devs',
  'system:authenticated',
  'system:unauthenticated',
  'system:serviceaccounts',
  'system:serviceaccounts:shop',
  'jane',
  'system:nodes',
  '*',
];
const verbs = ['get', 'list', 'watch', 'create', 'delete', 'escalate', 'GET'];
const apiGroups = ['', 'apps', 'batch', 'rbac.authorization.k8s.io'];
const resources = ['pods', 'deployments', 'secrets', 'clusterroles', 'pod'];
const subresources = ['exec', 'log', 'scale', 'status', 'token'];
const names = ['a', 'b', 'aws-auth'];
const paths = ['/healthz', '/logs', '/logs/', '/logs/a', '/api', '/apis/x'];
const labelKeys = ['aggregate-to-x', 'aggregate-to-y', 'tier'];
const labelValues = ['true', 'false', 'front'];

const urls = [...paths, '*', '/logs/*', '/logs*', '/*', '/api**', '/l*s', ''];
const resourcePatterns = [
  ...resources,
  ...resources.flatMap(r => [`${r}/exec`, `${r}/scale`, `${r}/*`]),
  'pods/log',
  '*',
  '*/exec',
  '*/scale',
  '*/*',
  'po*',
];

/** A rule; `mayBeRefused` ones have shapes that the API server would not store but its authoriser understands. */
export function aRule(
  random: SeededRandom,
  { mayBeRefused, hasPaths }: { mayBeRefused: boolean; hasPaths: boolean },
): RawRule {
  const ruleVerbs = random.some([...verbs, '*'], mayBeRefused ? 0 : 1, 3);
  const onPaths = hasPaths && random.chance(0.25);
  const both = mayBeRefused && random.chance(0.1);
  const least = mayBeRefused ? 0 : 1;
  return {
    verbs: ruleVerbs,
    ...((onPaths || both) && {
      nonResourceURLs: random.some(urls, 1, 3),
    }),
    ...((!onPaths || both) && {
      apiGroups: random.some([...apiGroups, '*'], least, 3),
      resources: random.some(resourcePatterns, least, 5),
      ...(random.chance(0.3) && {
        resourceNames: random.some([...names, '', '*', 'a*'], 1, 2),
      }),
    }),
  };
}

const rbac = 'rbac.authorization.k8s.io';
const apiVersion = `${rbac}/v1`;

function rulesOf(
  random: SeededRandom,
  options: { mayBeRefused: boolean; hasPaths: boolean },
): RawRule[] {
  return Array.from({ length: random.below(4) }, () => aRule(random, options));
}

function aSubject(random: SeededRandom, isNamespaced: boolean) {
  switch (random.below(3)) {
    case 0:
      return { kind: 'User', name: random.one(users), apiGroup: rbac };
    case 1:
      return { kind: 'Group', name: random.one(groups), apiGroup: rbac };
    default:
      return {
        kind: 'ServiceAccount',
        name: random.one(accounts),
        ...((!isNamespaced || random.chance(0.6)) && {
          namespace: random.one(namespaces),
        }),
      };
  }
}

/** Roles and bindings, some to roles that do not exist. */
export function someRbacObjects(
  random: SeededRandom,
  count: { roles: number; bindings: number },
  { mayBeRefused }: { mayBeRefused: boolean },
): RawRbacObject[] {
  const roleName = () => `role-${random.below(count.roles)}`;
  const objects: RawRbacObject[] = [];
  for (let index = 0; index < count.roles; index++) {
    const name = `role-${index}`;
    if (random.chance(0.8)) {
      objects.push({
        apiVersion,
        kind: 'ClusterRole',
        metadata: {
          name,
          labels: Object.fromEntries(
            random
              .some(labelKeys, 0, 2)
              .map(key => [key, random.one(labelValues)]),
          ),
        },
        rules: rulesOf(random, { mayBeRefused, hasPaths: true }),
      });
    }
    for (const namespace of random.some(namespaces, 0, 3)) {
      objects.push({
        apiVersion,
        kind: 'Role',
        metadata: { name, namespace },
        rules: rulesOf(random, { mayBeRefused, hasPaths: mayBeRefused }),
      });
    }
  }
  for (let index = 0; index < count.bindings; index++) {
    const isNamespaced = random.chance(0.6);
    const namespace = random.one(namespaces);
    objects.push({
      apiVersion,
      kind: isNamespaced ? 'RoleBinding' : 'ClusterRoleBinding',
      metadata: {
        name: `binding-${index}`,
        ...(isNamespaced && { namespace }),
      },
      roleRef: {
        apiGroup: rbac,
        kind: isNamespaced && random.chance(0.5) ? 'Role' : 'ClusterRole',
        name: random.chance(0.95) ? roleName() : 'gone',
      },
      subjects: Array.from({ length: random.below(4) }, () =>
        aSubject(random, isNamespaced),
      ),
    });
  }
  return objects;
}

/** ClusterRoles that are put together from others by their labels, some of them from one another. */
export function someAggregatedRoles(
  random: SeededRandom,
  count: number,
): RawRbacObject[] {
  const expression = () => {
    const operator = random.one(['In', 'NotIn', 'Exists', 'DoesNotExist']);
    return {
      key: random.one(labelKeys),
      operator,
      ...(operator.endsWith('In') && {
        values: random.some(labelValues, 1, 2),
      }),
    };
  };
  const selector = () => ({
    // Every selector wants a label of ours, for without one it selects the roles that the server made for itself.
    matchLabels: { [random.one(labelKeys)]: random.one(labelValues) },
    ...(random.chance(0.5) && { matchExpressions: [expression()] }),
  });
  return Array.from({ length: count }, (_, index) => ({
    apiVersion,
    kind: 'ClusterRole',
    metadata: {
      name: `aggregated-${index}`,
      ...(random.chance(0.3) && {
        labels: { [random.one(labelKeys)]: random.one(labelValues) },
      }),
    },
    aggregationRule: {
      clusterRoleSelectors: Array.from(
        { length: 1 + random.below(2) },
        selector,
      ),
    },
    rules: random.chance(0.3)
      ? [aRule(random, { mayBeRefused: false, hasPaths: true })]
      : [],
  }));
}

/** Who asks: a user, a service account with its groups or without them, sometimes a member of `system:masters`. */
function aUser(random: SeededRandom): Pick<RawQuestion, 'user' | 'groups'> {
  const some = random.some(groups, 0, 3);
  if (random.chance(0.01)) {
    return { user: 'root', groups: [...some, 'system:masters'] };
  }
  if (random.chance(0.3)) {
    const namespace = random.one(namespaces);
    return {
      user: `system:serviceaccount:${namespace}:${random.one(accounts)}`,
      groups: random.chance(0.7)
        ? [
            'system:serviceaccounts',
            `system:serviceaccounts:${namespace}`,
            'system:authenticated',
          ]
        : some,
    };
  }
  return { user: random.one(users), groups: some };
}

/** A question about a resource or a path. */
export function aQuestion(random: SeededRandom): RawQuestion {
  const verb = random.one([...verbs, ...(random.chance(0.1) ? ['*'] : [])]);
  if (random.chance(0.15)) {
    return {
      ...aUser(random),
      attributes: { verb, path: random.one(paths) },
    };
  }
  const resource = random.chance(0.03) ? '*' : random.one(resources);
  return {
    ...aUser(random),
    attributes: {
      verb,
      apiGroup: random.chance(0.03) ? '*' : random.one(apiGroups),
      resource,
      ...(random.chance(0.4) && { subresource: random.one(subresources) }),
      ...(random.chance(0.5) && { name: random.one(names) }),
      ...(random.chance(0.7) && { namespace: random.one(namespaces) }),
    },
  };
}

interface RawSubject {
  kind: string;
  name: string;
  namespace?: string;
}

/** A question that a binding and a rule of its role nearly or wholly answer, so that allowed ones are not rare. */
export function aQuestionNear(
  random: SeededRandom,
  objects: readonly RawRbacObject[],
): RawQuestion {
  const question = aQuestion(random);
  const binding = random.one(objects.filter(o => o.kind.endsWith('Binding')));
  const subjects = binding.subjects as RawSubject[];
  const { kind, name } = binding.roleRef as { kind: string; name: string };
  const { namespace } = binding.metadata;
  const role = objects.find(
    o =>
      o.kind === kind &&
      o.metadata.name === name &&
      (kind === 'ClusterRole' || o.metadata.namespace === namespace),
  );
  const rules = (role?.rules ?? []) as RawRule[];
  if (subjects.length === 0 || rules.length === 0) return question;
  const subject = random.one(subjects);
  const rule = random.one(rules);
  const asks = {
    ...question,
    ...askedBy(subject, namespace, question.groups),
    attributes: attributesOf(random, rule, namespace),
  };
  if (random.chance(0.5)) return asks;
  // One thing is different, and the answer with it, or not.
  const other = question.attributes;
  const field = random.one(['user', 'groups', ...Object.keys(other)]);
  if (field === 'user') return { ...asks, user: question.user };
  if (field === 'groups') return { ...asks, groups: question.groups };
  if ('path' in other !== 'path' in asks.attributes) return asks;
  return { ...asks, attributes: { ...asks.attributes, [field]: other[field] } };
}

function askedBy(
  subject: RawSubject,
  namespace = '',
  others: readonly string[],
): Partial<RawQuestion> {
  switch (subject.kind) {
    case 'Group':
      return { groups: [...others, subject.name] };
    case 'User':
      return { user: subject.name };
    default:
      return {
        user: `system:serviceaccount:${subject.namespace ?? namespace}:${
          subject.name
        }`,
      };
  }
}

function attributesOf(
  random: SeededRandom,
  rule: RawRule,
  namespace: string | undefined,
): Record<string, string> {
  const verb = concrete(random, rule.verbs, verbs);
  const { nonResourceURLs = [], apiGroups: ofRule = [] } = rule;
  if (nonResourceURLs.length > 0) {
    const path = random.one(nonResourceURLs).replace(/\*+$/, 'a');
    return { verb, path: path || '/' };
  }
  const [resource, subresource] = concrete(
    random,
    rule.resources ?? [],
    resources,
  ).split('/');
  return {
    verb,
    apiGroup: concrete(random, ofRule, apiGroups),
    resource: resource === '*' ? random.one(resources) : resource,
    ...(subresource && { subresource }),
    ...(rule.resourceNames
      ? { name: random.one(rule.resourceNames) }
      : random.chance(0.5) && { name: random.one(names) }),
    ...(namespace
      ? { namespace }
      : random.chance(0.5) && { namespace: random.one(namespaces) }),
  };
}

/** One of a rule's values, where `*` stands for any. */
function concrete(
  random: SeededRandom,
  values: readonly string[],
  any: readonly string[],
): string {
  const value = values.length > 0 ? random.one(values) : '*';
  return value === '*' ? random.one(any) : value;
}
