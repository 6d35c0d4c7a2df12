import { z } from 'zod';
import { parseClusterArn } from '../api/clusterId';
import {
  ClusterSnapshot,
  Observed,
  SectionName,
  sectionNames,
  Sections,
  SectionValues,
  SNAPSHOT_SCHEMA_VERSION,
  unreadable,
} from '../model';
import * as aws from './awsSchemas';
import * as kubernetes from './kubernetesSchemas';
import * as surroundings from './surroundingsSchemas';
import { time } from './times';

/** One thing that keeps a value from being a snapshot. @public */
export interface SnapshotProblem {
  /** `sections.accessEntries.value[2].type`; empty for the whole */
  path: string;
  message: string;
}

/** A snapshot, or everything that is wrong with the value. @public */
export type SnapshotParse =
  | { status: 'parsed'; snapshot: ClusterSnapshot }
  | { status: 'invalid'; problems: SnapshotProblem[] };

const values: { [K in SectionName]: z.ZodType<SectionValues[K]> } = {
  cluster: aws.cluster,
  accessEntries: aws.accessEntries,
  podIdentityAssociations: aws.podIdentityAssociations,
  addons: aws.addons,
  nodegroups: aws.nodegroups,
  fargateProfiles: aws.fargateProfiles,
  iamRoles: aws.iamRoles,
  iamUsers: aws.iamUsers,
  iamGroups: aws.iamGroups,
  iamPolicies: aws.iamPolicies,
  oidcProviders: aws.oidcProviders,
  accessKeys: aws.accessKeys,
  accountSummary: aws.accountSummary,
  awsAuth: kubernetes.awsAuth,
  namespaces: kubernetes.namespaces,
  serviceAccounts: kubernetes.serviceAccounts,
  pods: kubernetes.pods,
  leakingConfigMaps: kubernetes.leakingConfigMaps,
  roles: kubernetes.roles,
  clusterRoles: kubernetes.clusterRoles,
  bindings: kubernetes.bindings,
  daemonSets: kubernetes.daemonSets,
  nodes: kubernetes.nodes,
  webhooks: kubernetes.webhooks,
  leakingSecrets: kubernetes.leakingSecrets,
  serviceAccountTokens: kubernetes.serviceAccountTokens,
  foundKeys: kubernetes.foundKeys,
  identityProviderConfigs: surroundings.identityProviderConfigs,
  instances: surroundings.instances,
  launchTemplates: surroundings.launchTemplates,
  nodeClasses: surroundings.nodeClasses,
  network: surroundings.network,
  stsRegion: surroundings.stsRegion,
  organization: surroundings.organization,
  organizationPolicies: surroundings.organizationPolicies,
  issuers: surroundings.issuers,
  quotas: surroundings.quotas,
  externalAccess: surroundings.externalAccess,
  deniedCalls: surroundings.deniedCalls,
  clusterCreation: surroundings.clusterCreation,
  logObservations: surroundings.logObservations,
  grants: surroundings.grants,
};

const unreadableSection = z.object({
  status: z.literal('unreadable'),
  reason: z.enum([
    'denied',
    'unreachable',
    'throttled',
    'malformed',
    'not-collected',
  ]),
  detail: z.string(),
  call: z.string().optional(),
  permission: z.string().optional(),
  at: time,
});

const observed = (value: z.ZodType) =>
  z
    .discriminatedUnion('status', [
      z.object({ status: z.literal('read'), value, at: time }),
      unreadableSection,
    ])
    .optional();

const sections = z.strictObject(
  Object.fromEntries(sectionNames.map(name => [name, observed(values[name])])),
);

const frame = z.object({
  schemaVersion: z.literal(SNAPSHOT_SCHEMA_VERSION),
  arn: z
    .string()
    .refine(
      arn => parseClusterArn(arn) !== undefined,
      'is not the ARN of an EKS cluster',
    ),
  collectedAt: time,
  source: z.enum(['live', 'files']),
  sections,
  calls: z.record(z.string(), z.number()).default({}),
});

/**
 * Makes a snapshot of a value from outside, or of JSON text: every problem is told with its path, sections that nobody
 * knows are refused, sections that are missing were not collected. Fields that nobody knows are left out.
 *
 * @public
 */
export function parseSnapshot(json: unknown): SnapshotParse {
  const value = typeof json === 'string' ? parseJson(json) : json;
  if (value instanceof Error)
    return invalid('', `is not JSON: ${value.message}`);
  const version = versionOf(value);
  if (version !== SNAPSHOT_SCHEMA_VERSION) {
    return invalid('schemaVersion', versionWords(version));
  }
  const parse = frame.safeParse(value);
  if (!parse.success) {
    return {
      status: 'invalid',
      problems: parse.error.issues.flatMap(toProblems),
    };
  }
  const { data } = parse;
  const snapshot: ClusterSnapshot = {
    ...data,
    sections: complete(data.sections, data.collectedAt),
  };
  const { cluster } = snapshot.sections;
  return cluster.status === 'read' && cluster.value.arn !== snapshot.arn
    ? invalid(
        'sections.cluster.value.arn',
        `is not the cluster of the snapshot, \`${snapshot.arn}\``,
      )
    : { status: 'parsed', snapshot };
}

function invalid(path: string, message: string): SnapshotParse {
  return { status: 'invalid', problems: [{ path, message }] };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function versionOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'schemaVersion' in value
    ? value.schemaVersion
    : undefined;
}

function versionWords(version: unknown): string {
  if (version === undefined) return 'is missing: this is no snapshot';
  return typeof version === 'number' && version > SNAPSHOT_SCHEMA_VERSION
    ? `is ${version}: the snapshot was made by a newer version than this one, which reads version ${SNAPSHOT_SCHEMA_VERSION}`
    : `is \`${JSON.stringify(
        version,
      )}\`: only version ${SNAPSHOT_SCHEMA_VERSION} can be read`;
}

/** Each section was checked by its own schema above, so its value has the type that belongs to its name. */
function complete(
  given: Partial<Record<string, Observed<unknown>>>,
  at: string,
): Sections {
  return Object.fromEntries(
    sectionNames.map(name => [
      name,
      given[name] ??
        unreadable(
          'not-collected',
          `the snapshot has no section \`${name}\``,
          at,
        ),
    ]),
  ) as unknown as Sections;
}

type Issue = z.core.$ZodIssue;

function toProblems(issue: Issue): SnapshotProblem[] {
  const path = pathOf(issue.path);
  return issue.code === 'unrecognized_keys'
    ? issue.keys.map(key => ({
        path: path ? `${path}.${key}` : key,
        message: 'is not known',
      }))
    : [{ path, message: issue.message }];
}

/** `sections.pods.value[3].name` */
function pathOf(path: readonly PropertyKey[]): string {
  return path
    .map((key, i) => {
      if (typeof key === 'number') return `[${key}]`;
      return `${i === 0 ? '' : '.'}${String(key)}`;
    })
    .join('');
}
