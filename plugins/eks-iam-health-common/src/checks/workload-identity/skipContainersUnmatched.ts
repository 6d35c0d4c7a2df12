import { Pod } from '../../model';
import { firstCsvRecord, webhookAnnotations } from '../../webhook';
import { defineCheck, Found } from '../defineCheck';
import { hasEnded } from './nodeKinds';
import { readFrom } from './readFrom';
import {
  groupByWorkload,
  hasTemplate,
  Workload,
  WorkloadPods,
} from './workloads';

interface Unmatched extends Found {
  group: WorkloadPods;
  value: string;
  /** names that are no container; absent: the list cannot be read at all */
  names?: string[];
  /** the same list with the names that are meant */
  proposal?: string;
}

const key = webhookAnnotations.skipContainers;

export const skipContainersUnmatched = defineCheck({
  id: 'skip-containers-unmatched',
  number: 'WID-011',
  area: 'workload-identity',
  topics: ['B'],
  title: 'Annotation skip-containers names no container of the pod',
  severity: 'low',
  why: 'The identity webhook compares the names as they are, blanks included. A container whose name does not match gets the role although it should not.',
  documentation:
    'https://docs.aws.amazon.com/eks/latest/userguide/pod-configuration.html',
  needs: ['pods'],
  appliesTo: ({ pods }) => pods.some(isAnnotated),
  evaluate: ({ pods }) =>
    groupByWorkload(
      pods.filter(pod => isAnnotated(pod) && !hasEnded(pod)),
    ).flatMap((group): Unmatched[] => {
      const { annotations, containers } = group.pod;
      const value = annotations[key];
      const names = firstCsvRecord(value);
      if (!names) return [{ verdict: 'warn', group, value }];
      const existing = new Set(containers.map(({ name }) => name));
      const wrong = names.filter(name => !existing.has(name));
      if (wrong.length === 0) return [];
      const meant = names.map(name => name.trim());
      return [
        {
          verdict: 'warn',
          group,
          value,
          names: wrong,
          proposal: meant.every(name => existing.has(name))
            ? meant.join(',')
            : undefined,
        },
      ];
    }),
  subject: e => e.group.key,
  message: ({ group: { workload, key: workloadKey }, names, value }) => {
    const pods = `the pods of ${workload.kind} \`${workloadKey}\``;
    return names
      ? `${names
          .map(name => `\`${name}\``)
          .join(', ')} in annotation \`${key}\` ${
          names.length === 1 ? 'is no container' : 'are no containers'
        } of ${pods}`
      : `annotation \`${key}\` of ${pods} cannot be read as a list and skips nothing: \`${value}\``;
  },
  evidence: ({ group: { pod, podNames }, value }) => [
    {
      fact: `Annotation ${key}`,
      value: JSON.stringify(value),
      readFrom: `${readFrom.pods}: ${pod.namespace}/${podNames[0]}`,
    },
    {
      fact: 'Containers of the pod',
      value: pod.containers.map(({ name }) => name).join(', '),
      readFrom: `${readFrom.pods}: ${pod.namespace}/${podNames[0]}`,
    },
  ],
  affected: ({ group: { pod, podNames } }) =>
    podNames.map(name => `${pod.namespace}/${name}`),
  remediate: ({ group: { pod, workload }, value, proposal }) =>
    proposal !== undefined && hasTemplate(workload)
      ? [
          {
            title: 'Write the list without blanks in the pod template.',
            class: 'safe',
            actions: [
              {
                kind: 'kubectl-patch',
                resource: workload.kind.toLowerCase(),
                name: workload.name,
                namespace: pod.namespace,
                patch: templateWith(workload, proposal),
                undo: templateWith(workload, value),
              },
            ],
            needs: [`patch ${workload.kind.toLowerCase()}s`],
            cautions: [
              'The pods are replaced one after the other.',
              'If the workload is deployed from a repository, change it there, or the next deployment brings the old value back.',
            ],
          },
        ]
      : [
          {
            title:
              'Name the containers in the pod template as they are called, separated by commas alone.',
            class: 'advice',
            actions: [],
            needs: [],
            cautions: [],
          },
        ],
});

/** Without text there is nothing to skip, and nothing wrong. */
function isAnnotated({ annotations }: Pod): boolean {
  return Boolean(annotations[key]);
}

function templateWith({ kind }: Workload, value: string) {
  const template = {
    spec: { template: { metadata: { annotations: { [key]: value } } } },
  };
  return kind === 'CronJob' ? { spec: { jobTemplate: template } } : template;
}
