import { z } from 'zod';
import { newAccessEntry } from '../estate/buildCluster';
import { uniqueId } from '../estate/ids';
import { Account, Cluster, World } from '../estate/World';
import { KubernetesObject } from '../kubernetes/ObjectStore';
import { mergeValue } from '../kubernetes/patch';
import { resources } from '../kubernetes/resources';

const document = z.looseObject({ Statement: z.unknown() });
const objectReference = {
  cluster: z.string(),
  /** plural, `configmaps` */
  resource: z.string(),
  namespace: z.string().optional(),
  name: z.string(),
};

/** A change of the estate as somebody with all rights could have made it, for tests and demonstrations. */
export const editSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('merge-object'),
    ...objectReference,
    /** RFC 7396; makes the object if it is not there */
    patch: z.record(z.string(), z.unknown()),
  }),
  z.strictObject({ kind: z.literal('delete-object'), ...objectReference }),
  z.strictObject({
    kind: z.literal('aws-auth'),
    cluster: z.string(),
    data: z.record(z.string(), z.string()),
  }),
  z.strictObject({
    kind: z.literal('role'),
    account: z.string(),
    role: z.string(),
    trust: document.optional(),
    inline: z.record(z.string(), document).optional(),
    attachedPolicyArns: z.array(z.string()).optional(),
    calls: z
      .strictObject({ allow: z.array(z.string()), deny: z.array(z.string()) })
      .optional(),
  }),
  z.strictObject({
    kind: z.literal('delete-role'),
    account: z.string(),
    role: z.string(),
  }),
  /** deleted and made again under its name: same ARN, another unique id */
  z.strictObject({
    kind: z.literal('recreate-role'),
    account: z.string(),
    role: z.string(),
  }),
  z.strictObject({
    kind: z.literal('access-key'),
    account: z.string(),
    user: z.string(),
    id: z.string(),
    /** `gone` deletes it */
    status: z.enum(['active', 'inactive', 'gone']),
  }),
  z.strictObject({
    kind: z.literal('access-entry'),
    cluster: z.string(),
    principalArn: z.string(),
    /** `null` deletes it */
    entry: z
      .strictObject({
        kubernetesGroups: z.array(z.string()).default([]),
        policies: z
          .array(
            z.strictObject({
              policyArn: z.string(),
              namespaces: z.array(z.string()).default([]),
            }),
          )
          .default([]),
      })
      .nullable(),
  }),
  z.strictObject({
    kind: z.literal('cluster'),
    cluster: z.string(),
    logs: z.array(z.string()).optional(),
    mode: z.enum(['CONFIG_MAP', 'API_AND_CONFIG_MAP', 'API']).optional(),
  }),
  /** continue tokens given so far become too old */
  z.strictObject({ kind: z.literal('compact'), cluster: z.string() }),
]);

/** @public */
export type Edit = z.input<typeof editSchema>;

/** Something named in an edit or a question that the estate does not have. */
export class NotInEstateError extends Error {
  override readonly name = 'NotInEstateError';
}

/** Carries out one edit. */
export function applyEdit(world: World, input: Edit): void {
  const edit = editSchema.parse(input);
  switch (edit.kind) {
    case 'merge-object':
      return mergeObject(world, edit);
    case 'delete-object': {
      const { objects } = clusterNamed(world, edit.cluster);
      if (!objects.delete(edit.resource, edit.namespace, edit.name)) {
        throw new NotInEstateError(`no ${edit.resource} ${edit.name}`);
      }
      return undefined;
    }
    case 'aws-auth':
      return mergeObject(world, {
        cluster: edit.cluster,
        resource: 'configmaps',
        namespace: 'kube-system',
        name: 'aws-auth',
        patch: { data: edit.data },
      });
    case 'role': {
      const role = roleNamed(accountOf(world, edit.account), edit.role);
      if (edit.trust) role.trust = { ...edit.trust };
      if (edit.attachedPolicyArns) {
        role.attachedPolicyArns = edit.attachedPolicyArns;
      }
      if (edit.inline) {
        role.inlinePolicies = Object.entries(edit.inline).map(
          ([name, value]) => ({ name, document: { ...value } }),
        );
      }
      if (edit.calls) role.calls = edit.calls;
      return undefined;
    }
    case 'delete-role': {
      const account = accountOf(world, edit.account);
      const gone = roleNamed(account, edit.role);
      account.roles = account.roles.filter(role => role !== gone);
      return undefined;
    }
    case 'recreate-role': {
      const role = roleNamed(accountOf(world, edit.account), edit.role);
      role.createdAt = world.now();
      role.id = uniqueId('AROA', `${role.arn}/${role.createdAt.getTime()}`);
      return undefined;
    }
    case 'access-key':
      return editAccessKey(accountOf(world, edit.account), edit);
    case 'access-entry':
      return editAccessEntry(world, edit);
    case 'cluster': {
      const cluster = clusterNamed(world, edit.cluster);
      if (edit.logs) cluster.logs = edit.logs;
      if (edit.mode) cluster.mode = edit.mode;
      return undefined;
    }
    case 'compact': {
      const { objects } = clusterNamed(world, edit.cluster);
      objects.compactedRevision = objects.currentRevision + 1;
      return undefined;
    }
    default:
      throw new Error('an edit of no known kind');
  }
}

/** The cluster of that name. */
export function clusterNamed(world: World, name: string): Cluster {
  const found = world.clusters.find(cluster => cluster.name === name);
  if (!found) throw new NotInEstateError(`no cluster ${name}`);
  return found;
}

function accountOf(world: World, id: string): Account {
  const found = world.accounts.get(id);
  if (!found) throw new NotInEstateError(`no account ${id}`);
  return found;
}

function roleNamed(account: Account, name: string) {
  const found = account.roles.find(role => role.name === name);
  if (!found) throw new NotInEstateError(`no role ${name} in ${account.id}`);
  return found;
}

function mergeObject(
  world: World,
  edit: {
    cluster: string;
    resource: string;
    namespace?: string;
    name: string;
    patch: Record<string, unknown>;
  },
) {
  const { objects } = clusterNamed(world, edit.cluster);
  if (!resources.some(resource => resource.plural === edit.resource)) {
    throw new NotInEstateError(`no resource ${edit.resource}`);
  }
  const current = objects.get(edit.resource, edit.namespace, edit.name);
  if (!current) {
    const made: KubernetesObject = {
      metadata: { name: edit.name, namespace: edit.namespace },
    };
    objects.add(
      edit.resource,
      mergeValue(made, edit.patch) as KubernetesObject,
      world.now(),
    );
    return;
  }
  objects.put(
    edit.resource,
    mergeValue(current, edit.patch) as KubernetesObject,
  );
}

function editAccessKey(
  account: Account,
  edit: { user: string; id: string; status: 'active' | 'inactive' | 'gone' },
) {
  const user = account.users.find(u => u.name === edit.user);
  const key = user?.keys.find(k => k.id === edit.id);
  if (!user || !key) {
    throw new NotInEstateError(`no such access key of ${edit.user}`);
  }
  if (edit.status === 'gone') user.keys = user.keys.filter(k => k !== key);
  else key.active = edit.status === 'active';
}

function editAccessEntry(
  world: World,
  edit: Extract<z.infer<typeof editSchema>, { kind: 'access-entry' }>,
) {
  const cluster = clusterNamed(world, edit.cluster);
  cluster.accessEntries = cluster.accessEntries.filter(
    entry => entry.principalArn !== edit.principalArn,
  );
  if (!edit.entry) return;
  const now = world.now();
  cluster.accessEntries.push(
    newAccessEntry(cluster, world.accounts, {
      principalArn: edit.principalArn,
      type: 'STANDARD',
      kubernetesGroups: edit.entry.kubernetesGroups,
      tags: {},
      createdAt: now,
      policies: edit.entry.policies.map(({ policyArn, namespaces }) => ({
        policyArn,
        scope: {
          type: namespaces.length
            ? ('namespace' as const)
            : ('cluster' as const),
          namespaces,
        },
        associatedAt: now,
        modifiedAt: now,
      })),
    }),
  );
}
