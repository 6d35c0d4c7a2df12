import {
  Container,
  EnvironmentVariable,
  Pod,
} from 'backstage-plugin-eks-iam-health-common';
import { z } from 'zod';
import { defineCollector } from '../defineCollector';
import { findKeyMaterial, PlacedText } from '../keyMaterial';
import { listOf, optional, parseReply } from '../parseReply';
import { metadata, resources } from './metadata';

const present = optional(z.looseObject({}));

const variable = z.object({
  name: z.string(),
  value: optional(z.string()),
  valueFrom: optional(
    z.object({
      secretKeyRef: present,
      configMapKeyRef: present,
      fieldRef: present,
    }),
  ),
});

const container = z.object({
  name: z.string(),
  env: listOf(variable),
  command: listOf(z.string()),
  args: listOf(z.string()),
  volumeMounts: listOf(z.object({ name: z.string() })),
});
type RawContainer = z.output<typeof container>;

const pod = z.object({
  metadata: metadata.extend({
    ownerReferences: listOf(
      z.object({
        kind: z.string(),
        name: z.string(),
        controller: optional(z.boolean()),
      }),
    ),
  }),
  spec: z.object({
    serviceAccountName: optional(z.string()),
    nodeName: optional(z.string()),
    hostNetwork: optional(z.boolean()),
    automountServiceAccountToken: optional(z.boolean()),
    containers: listOf(container),
    initContainers: listOf(container),
    volumes: listOf(z.object({ name: z.string() })),
  }),
  status: optional(z.object({ phase: optional(z.string()) })),
});

/** The AWS SDK's settings whose values are not secret and decide how a pod gets credentials. */
const keptValues = new Set([
  'AWS_ROLE_ARN',
  'AWS_ROLE_SESSION_NAME',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
  'AWS_CONTAINER_CREDENTIALS_FULL_URI',
  'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE',
  'AWS_STS_REGIONAL_ENDPOINTS',
  'AWS_DEFAULT_REGION',
  'AWS_REGION',
  'AWS_ENDPOINT_URL',
  'AWS_ENDPOINT_URL_STS',
  'AWS_STS_ENDPOINT',
  'AWS_PROFILE',
  'AWS_EC2_METADATA_DISABLED',
  'AWS_USE_FIPS_ENDPOINT',
  'AWS_USE_DUALSTACK_ENDPOINT',
]);

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** Pods, reduced to what identity needs. Values of variables are looked at for keys and then dropped. */
export const podsCollector = defineCollector({
  source: 'kubernetes',
  sections: ['pods'],
  doing: 'reading pods',
  permissions: ['list pods'],
  collect: async ({ kubernetes }) => ({
    pods: await kubernetes.list(resources.pods, toPod),
  }),
});

function toPod(raw: unknown): Pod {
  const found = parseReply(pod, raw, 'list pods');
  const { name, namespace, labels, annotations } = found.metadata;
  const { spec } = found;
  const owner =
    found.metadata.ownerReferences.find(reference => reference.controller) ??
    found.metadata.ownerReferences[0];
  return {
    namespace: namespace ?? '',
    name,
    serviceAccountName: spec.serviceAccountName ?? 'default',
    nodeName: spec.nodeName,
    phase: found.status?.phase,
    createdAt: found.metadata.creationTimestamp ?? '',
    hostNetwork: spec.hostNetwork ?? false,
    automountServiceAccountToken: spec.automountServiceAccountToken,
    labels,
    annotations: Object.fromEntries(
      Object.entries(annotations).filter(([key]) =>
        key.startsWith('eks.amazonaws.com/'),
      ),
    ),
    ...(owner && { owner: { kind: owner.kind, name: owner.name } }),
    containers: [
      ...spec.initContainers.map(one => toContainer(one, true)),
      ...spec.containers.map(one => toContainer(one, false)),
    ],
    volumeNames: spec.volumes.map(volume => volume.name),
    keyMaterial: findKeyMaterial([
      ...[...spec.initContainers, ...spec.containers].flatMap(textsOf),
      ...(annotations[LAST_APPLIED]
        ? [
            {
              place: 'annotation last-applied-configuration',
              name: LAST_APPLIED,
              text: annotations[LAST_APPLIED],
            },
          ]
        : []),
    ]),
  };
}

function toContainer(raw: RawContainer, isInit: boolean): Container {
  return {
    name: raw.name,
    isInit,
    env: raw.env.map(toVariable),
    stsArguments: [...raw.command, ...raw.args].filter(isStsArgument),
    volumeMountNames: raw.volumeMounts.map(mount => mount.name),
  };
}

function toVariable(raw: z.output<typeof variable>): EnvironmentVariable {
  const { name, value, valueFrom } = raw;
  if (valueFrom?.secretKeyRef) return { name, source: 'secret' };
  if (valueFrom?.configMapKeyRef) return { name, source: 'configMap' };
  if (valueFrom?.fieldRef) return { name, source: 'field' };
  if (valueFrom) return { name, source: 'other' };
  return keptValues.has(name) && value !== undefined && isHarmless(value)
    ? { name, source: 'literal', value }
    : { name, source: 'literal' };
}

/** An argument is kept only if it is about an STS endpoint and carries nothing else. */
function isStsArgument(argument: string): boolean {
  return (
    /sts\.([a-z0-9-]+\.)?amazonaws\.com/.test(argument) && isHarmless(argument)
  );
}

/** Even a setting's value can carry a key, or a password in a URL. */
function isHarmless(text: string): boolean {
  return (
    text.length <= 500 &&
    !/:\/\/[^/\s]*@/.test(text) &&
    findKeyMaterial([{ place: '', name: 'aws_secret', text }]).length === 0
  );
}

function textsOf(raw: RawContainer): PlacedText[] {
  return [
    ...raw.env.map(({ name, value }) => ({
      place: `container ${raw.name}, env ${name}`,
      name,
      text: value ?? '',
    })),
    ...[...raw.command, ...raw.args].map(text => ({
      place: `container ${raw.name}, arguments`,
      name: 'arguments',
      text,
    })),
  ];
}
