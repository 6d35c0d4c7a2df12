import { Cluster, Container, EnvironmentVariable } from '../../model';
import { defineCheck, Found } from '../defineCheck';
import { readFrom } from './readFrom';
import {
  associatedKey,
  keyOf,
  ROLE_ANNOTATION,
  STS_ANNOTATION,
} from './serviceAccountRoles';
import { parseGoBoolean } from '../../webhook';
import {
  groupByWorkload,
  hasTemplate,
  isRestartable,
  WorkloadPods,
} from './workloads';

/** Where a container is told to use the endpoint of no Region. */
interface Setting {
  container: string;
  /** `AWS_ENDPOINT_URL_STS`; absent: an argument */
  variable?: string;
  isLiteral: boolean;
  value: string;
}

interface GlobalEndpoint extends Found {
  group: WorkloadPods;
  /** `namespace/name` */
  account: string;
  hasRole: boolean;
  isAnnotated: boolean;
  annotation?: string;
  settings: Setting[];
  regionalUrl: string;
  /** only partition `aws` has a global endpoint */
  partition: string;
}

const endpointVariables = [
  'AWS_ENDPOINT_URL_STS',
  'AWS_ENDPOINT_URL',
  'AWS_STS_ENDPOINT',
];

/** The host without Region, not the end of `sts.eu-west-1.amazonaws.com` and not `sts.amazonaws.com.cn`. */
const globalHost = /(^|[^\w.-])sts\.amazonaws\.com(?![\w.-])/;

export const stsGlobalEndpoint = defineCheck({
  id: 'sts-global-endpoint',
  number: 'STS-001',
  area: 'workload-identity',
  topics: ['T8'],
  title: 'Pod calls the global STS endpoint explicitly',
  severity: 'medium',
  why: 'EKS sets the SDKs of pods to the STS endpoint of the Region, and they sign for that Region. A request that is sent to `sts.amazonaws.com` all the same is refused: `Credential should be scoped to a valid region`. Endpoints that are set in the code of an application cannot be seen from here.',
  documentation:
    'https://docs.aws.amazon.com/eks/latest/userguide/security-iam-troubleshoot.html',
  needs: ['cluster', 'pods', 'serviceAccounts', 'podIdentityAssociations'],
  evaluate: ({ cluster, pods, serviceAccounts, podIdentityAssociations }) => {
    const annotations = new Map(
      serviceAccounts.map(account => [keyOf(account), account.annotations]),
    );
    const associated = new Set(podIdentityAssociations.map(associatedKey));
    const asking = pods.filter(pod =>
      pod.containers.some(container => settingsOf(container).length > 0),
    );
    return groupByWorkload(asking).flatMap((group): GlobalEndpoint[] => {
      const { pod } = group;
      const account = `${pod.namespace}/${pod.serviceAccountName}`;
      const {
        [ROLE_ANNOTATION]: role,
        [STS_ANNOTATION]: annotation,
      }: Record<string, string | undefined> = annotations.get(account) ?? {};
      // Whoever switched the Region off means the global endpoint: `sts-regional-endpoints-off` speaks of it.
      if (annotation !== undefined && parseGoBoolean(annotation) === false)
        return [];
      const hasRole = role !== undefined || associated.has(account);
      return [
        {
          verdict: hasRole ? 'fail' : 'warn',
          group,
          account,
          hasRole,
          isAnnotated: role !== undefined,
          annotation,
          settings: pod.containers.flatMap(settingsOf),
          regionalUrl: regionalUrlOf(cluster),
          partition: cluster.partition,
        },
      ];
    });
  },
  subject: e => e.group.key,
  message: e =>
    `the pods of ${e.group.workload.kind} \`${
      e.group.key
    }\` are told to use the global STS endpoint: ${e.settings
      .map(s => `${nameOf(s)} of container \`${s.container}\``)
      .join(', ')}${
      e.partition === 'aws'
        ? ''
        : `; partition \`${e.partition}\` has no such endpoint`
    }`,
  evidence: e => [
    ...e.settings.map(setting => ({
      fact: `Container ${setting.container}, ${setting.variable ?? 'argument'}`,
      value: setting.value,
      readFrom: `${readFrom.pods}: ${e.group.pod.namespace}/${e.group.podNames[0]}`,
    })),
    {
      fact: `Service account ${e.account}`,
      value: e.hasRole ? 'has an AWS role' : 'has no AWS role',
      readFrom: `${readFrom.serviceAccounts}, ${readFrom.associations}`,
    },
  ],
  affected: e =>
    e.group.podNames.map(name => `${e.group.pod.namespace}/${name}`),
  remediate: e => [...regional(e), ...optOut(e)],
});

function regional({ settings, group, regionalUrl }: GlobalEndpoint) {
  const { workload, pod } = group;
  const literal = settings.filter(s => s.variable && s.isLiteral);
  const canSet = literal.length === settings.length && hasTemplate(workload);
  return [
    {
      title: `Use the endpoint of the Region, \`${regionalUrl}\`, or no explicit endpoint at all.`,
      class: canSet ? ('safe' as const) : ('advice' as const),
      actions: canSet
        ? literal.map(({ container, variable = '', value }) => ({
            kind: 'set-environment' as const,
            namespace: pod.namespace,
            workload,
            container,
            name: variable,
            value:
              variable === 'AWS_STS_REGIONAL_ENDPOINTS'
                ? 'regional'
                : value.replace('sts.amazonaws.com', hostOf(regionalUrl)),
            before: value,
          }))
        : [],
      needs: [`patch ${workload.kind.toLowerCase()}s`],
      cautions: [
        workload.kind === 'CronJob'
          ? 'It holds from the next run on.'
          : 'The pods are replaced one after the other.',
        'If the workload is deployed from a repository, change it there, or the next deployment brings the old value back.',
      ],
    },
  ];
}

/** The annotation is looked at for IRSA only; a variable that is set by hand stays. */
function optOut(e: GlobalEndpoint) {
  const { isAnnotated, annotation, group, settings, partition } = e;
  if (!isAnnotated || partition !== 'aws') return [];
  if (settings.some(s => s.value === 'legacy')) return [];
  const { namespace, serviceAccountName } = group.pod;
  return [
    {
      title:
        'Or keep the global endpoint: switch the Region off for this service account; pods that are made afterwards follow it.',
      class: 'safe' as const,
      actions: [
        {
          kind: 'annotate-service-account' as const,
          namespace,
          name: serviceAccountName,
          key: STS_ANNOTATION,
          value: 'false',
          before: annotation ?? null,
          restart: isRestartable(group.workload) ? group.workload : undefined,
        },
      ],
      needs: ['patch serviceaccounts'],
      cautions: [
        'All pods of the service account lose the endpoint of the Region, and the global one is not there in Regions that have to be enabled first.',
      ],
    },
  ];
}

function settingsOf({ name, env, stsArguments }: Container): Setting[] {
  return [
    ...env.filter(isGlobal).map(({ name: variable, source, value = '' }) => ({
      container: name,
      variable,
      isLiteral: source === 'literal',
      value,
    })),
    ...stsArguments
      .filter(argument => globalHost.test(argument))
      .map(value => ({ container: name, isLiteral: true, value })),
  ];
}

function isGlobal({ name, value }: EnvironmentVariable): boolean {
  if (value === undefined) return false;
  return name === 'AWS_STS_REGIONAL_ENDPOINTS'
    ? value.toLowerCase() === 'legacy'
    : endpointVariables.includes(name) && globalHost.test(value);
}

function nameOf({ variable, value }: Setting): string {
  return variable ? `\`${variable}\`` : `argument \`${value}\``;
}

function hostOf(url: string): string {
  return url.replace('https://', '');
}

/** https://github.com/kubernetes-sigs/aws-iam-authenticator/blob/master/pkg/endpoints/partitions.go */
const suffixes: Record<string, string> = {
  'aws-cn': 'amazonaws.com.cn',
  'aws-iso': 'c2s.ic.gov',
  'aws-iso-b': 'sc2s.sgov.gov',
  'aws-iso-e': 'cloud.adc-e.uk',
  'aws-iso-f': 'csp.hci.ic.gov',
  'aws-eusc': 'amazonaws.eu',
};

function regionalUrlOf({ region, partition }: Cluster): string {
  const suffix = suffixes[partition] ?? 'amazonaws.com';
  return `https://sts.${region}.${suffix}`;
}
