import { parseArn } from '../../arn';
import { iamIndexOf } from '../../iam';
import { Cluster } from '../../model';
import { defineCheck, Found } from '../defineCheck';
import { readFrom } from './readFrom';
import { isRoleArn, keyOf, ROLE_ANNOTATION } from './serviceAccountRoles';
import { groupByWorkload, restartOf, Workload } from './workloads';

interface MalformedAnnotation extends Found {
  /** what is wrong: the annotation's key, its value, the partition in it, or that it stands on a pod or namespace */
  defect: 'key' | 'value' | 'partition' | 'pod' | 'namespace';
  partition: string;
  key: string;
  /** of the service account */
  namespace: string;
  name: string;
  where: string;
  value: string;
  /** the ARN that is most likely meant */
  proposal?: string;
  restart?: Workload;
}

const isOfPartition = (roleArn: string, { partition }: Cluster) =>
  parseArn(roleArn)?.partition === partition;

const whereRead: Partial<Record<MalformedAnnotation['defect'], string>> = {
  pod: readFrom.pods,
  namespace: 'list namespaces',
};

export const roleAnnotationMalformed = defineCheck({
  id: 'role-annotation-malformed',
  number: 'WID-004',
  area: 'workload-identity',
  topics: ['B'],
  title: 'Role annotation of a service account is malformed',
  severity: 'high',
  why: 'EKS hands the annotation to the pods as it is. What is not the ARN of a role makes every call of their SDK to STS fail; an annotation with another key, or on a pod, is not looked at and the pods run as the node.',
  documentation:
    'https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html',
  needs: ['cluster', 'serviceAccounts', 'pods', 'namespaces'],
  canProveWithout: ['pods', 'namespaces'],
  evaluate: ({ cluster, serviceAccounts, pods, namespaces, derived }) => {
    const roles = iamIndexOf(derived.snapshot);
    const onAccounts = serviceAccounts.flatMap(
      (account): MalformedAnnotation[] => {
        const { namespace, name, annotations } = account;
        const value = annotations[ROLE_ANNOTATION];
        const restart = restartOf(namespace, name, derived);
        const { partition } = cluster;
        const base = {
          key: keyOf(account),
          namespace,
          name,
          restart,
          partition,
        };
        if (value === undefined) {
          const typo = Object.keys(annotations).find(key =>
            isAlmostTheKey(key, annotations[key]),
          );
          return typo === undefined
            ? []
            : [
                {
                  ...base,
                  verdict: 'warn',
                  defect: 'key',
                  where: typo,
                  value: annotations[typo],
                  proposal: isRoleArn(annotations[typo])
                    ? annotations[typo]
                    : undefined,
                },
              ];
        }
        if (isRoleArn(value) && isOfPartition(value, cluster)) return [];
        const cleaned = value.replace(/[\s"'\u200b\u00a0\ufeff]/g, '');
        const named = roles.rolesByName.get(cleaned.toLowerCase());
        const isElsewhere = isRoleArn(value);
        const sameName = roles.rolesByName.get(
          value.slice(value.lastIndexOf('/') + 1).toLowerCase(),
        );
        const meant = isElsewhere ? sameName : named;
        const proposal =
          isRoleArn(cleaned) && !isElsewhere ? cleaned : meant?.arn;
        return [
          {
            ...base,
            verdict: 'fail',
            defect: isElsewhere ? 'partition' : 'value',
            where: ROLE_ANNOTATION,
            value,
            proposal:
              proposal && isOfPartition(proposal, cluster)
                ? proposal
                : undefined,
          },
        ];
      },
    );
    const onPods = groupByWorkload(
      pods.filter(pod => pod.annotations[ROLE_ANNOTATION] !== undefined),
    ).map(
      ({ pod, workload, key }): MalformedAnnotation => ({
        verdict: 'warn',
        defect: 'pod',
        partition: cluster.partition,
        key: `${key} (${workload.kind})`,
        namespace: pod.namespace,
        name: pod.serviceAccountName,
        where: ROLE_ANNOTATION,
        value: pod.annotations[ROLE_ANNOTATION],
      }),
    );
    const onNamespaces = namespaces.flatMap(
      ({ name, annotations = {} }): MalformedAnnotation[] => {
        const value = annotations[ROLE_ANNOTATION];
        return value === undefined
          ? []
          : [
              {
                verdict: 'warn',
                defect: 'namespace',
                partition: cluster.partition,
                key: `${name} (Namespace)`,
                namespace: name,
                name: '*',
                where: ROLE_ANNOTATION,
                value,
              },
            ];
      },
    );
    return [...onAccounts, ...onPods, ...onNamespaces];
  },
  subject: e => e.key,
  message: e => {
    if (e.defect === 'key') {
      return `annotation \`${e.where}\` has no effect: the key is \`${ROLE_ANNOTATION}\``;
    }
    if (e.defect === 'partition') {
      return `role \`${e.value}\` is of partition \`${
        parseArn(e.value)?.partition
      }\` and can never be assumed from here: the cluster is of \`${
        e.partition
      }\``;
    }
    if (e.defect === 'namespace') {
      return `annotation \`${e.where}\` on namespace \`${e.namespace}\` has no effect: it belongs on each service account`;
    }
    return e.defect === 'pod'
      ? `annotation \`${e.where}\` on a pod has no effect: it belongs on service account \`${e.namespace}/${e.name}\``
      : `annotation \`${e.where}\` is not the ARN of a role: \`${visible(
          e.value,
        )}\``;
  },
  evidence: e => [
    {
      fact: `Annotation ${e.where}`,
      value: visible(e.value),
      readFrom: whereRead[e.defect] ?? readFrom.serviceAccounts,
    },
  ],
  affected: e => [
    e.defect === 'namespace' ? e.namespace : `${e.namespace}/${e.name}`,
  ],
  remediate: e =>
    e.proposal
      ? [
          {
            title: 'Annotate the service account with the ARN of the role.',
            class: 'safe',
            actions: [
              {
                kind: 'annotate-service-account',
                namespace: e.namespace,
                name: e.name,
                key: ROLE_ANNOTATION,
                value: e.proposal,
                before: e.defect === 'key' ? null : e.value,
                restart: e.restart,
              },
            ],
            needs: ['patch serviceaccounts'],
            cautions: ['Pods take the annotation when they are created.'],
          },
        ]
      : [
          {
            title:
              'Annotate the service account with the full ARN of the role it is meant to use, and restart its pods.',
            class: 'advice',
            actions: [],
            needs: ['patch serviceaccounts'],
            cautions: [],
          },
        ],
});

/** `eks.amazonaws.com/role_arn`, `eks.amazonaws.com/roleArn`, `eks.amazon.com/role-arn`, `iam.amazonaws.com/role`. */
function isAlmostTheKey(key: string, value: string): boolean {
  if (key === ROLE_ANNOTATION) return false;
  const letters = key.toLowerCase().replace(/[^a-z]/g, '');
  if (/^eksamazon(aws)?comrolearns?$/.test(letters)) return true;
  // Another domain or a shorter name: the value tells what was meant, or who once read it (kube2iam, kiam).
  return (
    (/amazon(aws)?com/.test(letters) || !key.includes('/')) &&
    /(^|com)(iam)?role(s?arn|name)?$/.test(letters) &&
    (isRoleArn(value.trim()) || letters === 'iamamazonawscomrole')
  );
}

/** Characters that nobody sees are written as their number. */
function visible(value: string): string {
  return value.replace(
    /[^\x21-\x7e ]|^ | $/g,
    char => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
