import {
  Instance,
  isRead,
  LaunchTemplateVersion,
  MetadataOptions,
  Node,
  NodeClass,
  Pod,
  Repair,
} from '../../model';
import { Derived } from '../derived';
import { CheckSettings, defineCheck, Found } from '../defineCheck';
import { defectsOf, isOpen, optionsOf } from './metadataOptions';
import { hasEnded, kindOfNode } from './nodeKinds';
import { instanceIdOf } from './nodeRoleOf';
import { readFrom } from './readFrom';
import { groupByWorkload, WorkloadPods } from './workloads';

interface Reachable extends Found {
  /** `node group blue`, `instance i-0abc` */
  subject: string;
  /** instances that are open today */
  instances: Instance[];
  /** what the next instances get: a template or a class */
  template?: { name: string; metadata: Partial<MetadataOptions> };
  /** pods that stand in the network of their node */
  group?: WorkloadPods;
}

export const instanceMetadataReachable = defineCheck({
  id: 'instance-metadata-reachable',
  number: 'WID-027',
  area: 'workload-identity',
  topics: ['B'],
  title: 'Pods can reach the instance metadata of their node',
  severity: 'high',
  why: 'Whoever reaches the metadata service gets the credentials of the node role, whatever role the pod itself has. With required tokens and a hop limit of 1 pods with a network of their own cannot reach it.',
  documentation:
    'https://docs.aws.amazon.com/eks/latest/best-practices/identity-and-access-management.html',
  needs: [
    'nodegroups',
    'nodes',
    'instances',
    'launchTemplates',
    'nodeClasses',
    'pods',
  ],
  canProveWithout: ['instances', 'launchTemplates', 'nodeClasses', 'pods'],
  // Fargate, Auto Mode and hybrid nodes have no instance that one could look at.
  doesNotNeed: ({ sections: { nodes, nodegroups } }) =>
    isRead(nodes) &&
    isRead(nodegroups) &&
    nodegroups.value.length === 0 &&
    !nodes.value.some(isInstance)
      ? ['instances', 'launchTemplates', 'nodeClasses', 'pods']
      : [],
  appliesTo: ({ nodegroups, nodes, instances, nodeClasses }) =>
    nodegroups.length > 0 ||
    nodes.some(isInstance) ||
    instances.length > 0 ||
    nodeClasses.some(({ kind }) => kind === 'EC2NodeClass'),
  evaluate: ({ instances, launchTemplates, nodeClasses, pods, ...facts }) => [
    ...openInstances(instances, launchTemplates, facts.derived),
    ...openTemplates(instances, launchTemplates),
    ...openNodeClasses(nodeClasses),
    ...hostNetworkPods(pods, instances, facts.settings),
  ],
  subject: e => e.subject,
  message: e => {
    if (e.group) {
      const { workload, key } = e.group;
      return `the pods of ${workload.kind} \`${key}\` stand in the network of their node and reach its metadata, whatever the hop limit`;
    }
    if (e.instances.length === 0) {
      return `the next instances of \`${
        e.subject
      }\` will be open to pods: ${defectsOf(e.template?.metadata ?? {})}`;
    }
    const [{ metadata }] = e.instances;
    return `pods reach the instance metadata on ${
      e.instances.length === 1
        ? 'an instance'
        : `${e.instances.length} instances`
    } of \`${e.subject}\`: ${defectsOf(metadata)}`;
  },
  evidence: ({ instances, template, group }) => [
    ...instances.slice(0, 20).map(({ id, metadata }) => ({
      fact: `Instance ${id}`,
      value: optionsOf(metadata),
      readFrom: readFrom.instances,
    })),
    ...(instances.length > 20
      ? [
          {
            fact: 'Further instances',
            value: String(instances.length - 20),
            readFrom: readFrom.instances,
          },
        ]
      : []),
    ...(template
      ? [
          {
            fact: template.name,
            value: optionsOf(template.metadata),
            readFrom: template.name.startsWith('Launch')
              ? readFrom.launchTemplates
              : 'list ec2nodeclasses',
          },
        ]
      : []),
    ...(group
      ? [
          {
            fact: `Pod ${group.podNames[0]}`,
            value: 'hostNetwork: true',
            readFrom: readFrom.pods,
          },
        ]
      : []),
  ],
  affected: e =>
    e.group
      ? e.group.podNames.map(name => `${e.group?.pod.namespace}/${name}`)
      : e.instances.map(({ id }) => id),
  remediate: repairsOf,
});

function isInstance(node: Node): boolean {
  return kindOfNode(node) === 'ec2';
}

function openInstances(
  instances: readonly Instance[],
  templates: readonly LaunchTemplateVersion[],
  derived: Derived,
): Reachable[] {
  const { nodes } = derived.snapshot.sections;
  const autoMode = new Set(
    (isRead(nodes) ? nodes.value : [])
      .filter(node => kindOfNode(node) === 'auto')
      .map(instanceIdOf),
  );
  const bySubject = new Map<string, Instance[]>();
  for (const instance of instances) {
    const { id, nodegroupName, metadata } = instance;
    if (!isOpen(metadata) || autoMode.has(id)) continue;
    const subject = nodegroupName ?? id;
    bySubject.set(subject, [...(bySubject.get(subject) ?? []), instance]);
  }
  return [...bySubject].map(([subject, found]) => {
    const template = templates.find(t => t.nodegroupNames.includes(subject));
    return {
      verdict: 'fail',
      subject,
      instances: found,
      template: template && named(template),
    };
  });
}

/** Templates that open what is closed today. */
function openTemplates(
  instances: readonly Instance[],
  templates: readonly LaunchTemplateVersion[],
): Reachable[] {
  const openToday = new Set(
    instances
      .filter(({ metadata }) => isOpen(metadata))
      .map(({ nodegroupName }) => nodegroupName),
  );
  return templates
    .filter(({ metadata }) => isOpen(metadata))
    .flatMap(template =>
      template.nodegroupNames
        .filter(name => !openToday.has(name))
        .map(
          (subject): Reachable => ({
            verdict: 'warn',
            subject,
            instances: [],
            template: named(template),
          }),
        ),
    );
}

function named({ id, version, metadata }: LaunchTemplateVersion) {
  return { name: `Launch template ${id}, version ${version}`, metadata };
}

function openNodeClasses(nodeClasses: readonly NodeClass[]): Reachable[] {
  return nodeClasses
    .filter(({ kind }) => kind === 'EC2NodeClass')
    .flatMap(({ name, metadata }): Reachable[] =>
      metadata && isOpen(metadata)
        ? [
            {
              verdict: 'warn',
              subject: `EC2NodeClass ${name}`,
              instances: [],
              template: { name: `EC2NodeClass ${name}`, metadata },
            },
          ]
        : [],
    );
}

/** Agents of the platform need the network of the node; others are worth a look. */
function hostNetworkPods(
  pods: readonly Pod[],
  instances: readonly Instance[],
  { nodeAgents }: CheckSettings,
): Reachable[] {
  const isOff =
    instances.length > 0 &&
    instances.every(({ metadata }) => metadata.endpoint === 'disabled');
  if (isOff) return [];
  const standing = pods.filter(
    pod =>
      pod.hostNetwork &&
      pod.namespace !== 'kube-system' &&
      !hasEnded(pod) &&
      !isListed(`${pod.namespace}/${pod.serviceAccountName}`, nodeAgents),
  );
  return groupByWorkload(standing).map(group => ({
    verdict: 'warn',
    severity: 'low',
    subject: group.key,
    instances: [],
    group,
  }));
}

function isListed(account: string, patterns: readonly string[]): boolean {
  return patterns.some(pattern => {
    const parts = pattern
      .split('*')
      .map(part => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
    return new RegExp(`^${parts.join('.*')}$`).test(account);
  });
}

const breaks =
  'Pods without a role of their own lose that of the node, and controllers that look up Region or VPC id in the metadata (AWS Load Balancer Controller, older CSI drivers) stop working: list them first.';

function repairsOf({
  instances,
  group,
  template,
  subject,
}: Reachable): Repair[] {
  if (group) {
    return [
      {
        title: `Take \`hostNetwork\` out of the pod template of ${group.workload.kind} \`${group.key}\`, unless it is an agent that needs it.`,
        class: 'advice',
        actions: [],
        needs: [],
        cautions: [],
      },
    ];
  }
  const next: Repair = {
    title: template
      ? `Set \`HttpTokens=required\` and \`HttpPutResponseHopLimit=1\` in ${template.name}, so that new instances have it.`
      : `Give \`${subject}\` a launch template with \`HttpTokens=required\` and \`HttpPutResponseHopLimit=1\`.`,
    class: 'advice',
    actions: [],
    needs: ['ec2:CreateLaunchTemplateVersion', 'eks:UpdateNodegroupVersion'],
    cautions: [breaks],
  };
  if (instances.length === 0) return [next];
  return [
    {
      title: `Close the instances that run today: \`aws ec2 modify-instance-metadata-options --instance-id ${
        instances[0].id
      } --http-tokens required --http-put-response-hop-limit 1\`${
        instances.length > 1 ? ', and so for each of them' : ''
      }.`,
      class: 'advice',
      actions: [],
      needs: ['ec2:ModifyInstanceMetadataOptions'],
      cautions: [breaks],
    },
    ...(template && !isOpen(template.metadata) ? [] : [next]),
  ];
}
