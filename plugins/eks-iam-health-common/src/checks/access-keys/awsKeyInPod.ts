import { AccessKey, Pod } from '../../model';
import { defineCheck, Found } from '../defineCheck';
import { groupByWorkload, WorkloadPods } from '../workload-identity/workloads';
import { keysFound, replaceByRole } from './keys';

interface LeakingWorkload extends Found {
  group: WorkloadPods;
  keys: AccessKey[];
  /** variables that take their value from a Secret */
  fromSecret: string[];
}

export const awsKeyInPod = defineCheck({
  id: 'aws-key-in-pod',
  number: 'KEY-008',
  area: 'access-keys',
  topics: ['T5'],
  title: 'AWS access key stands in a pod',
  severity: 'critical',
  why: 'Everybody who may look at pods in the namespace reads the key. SDKs prefer keys in the environment to the role of the service account, so the role has no effect either.',
  documentation:
    'https://docs.aws.amazon.com/eks/latest/userguide/service-accounts.html',
  // Whose key it is comes from `accessKeys` when that was read; the finding does not depend on it.
  needs: ['pods'],
  evaluate: ({ pods, derived }) =>
    groupByWorkload(pods.filter(mayLeak)).map((group): LeakingWorkload => {
      const { keyMaterial } = group.pod;
      const hasSecret = keyMaterial.some(m => m.hasSecret);
      return {
        verdict: hasSecret ? 'fail' : 'warn',
        severity: hasSecret ? 'critical' : 'medium',
        group,
        keys: keysFound(keyMaterial, derived),
        fromSecret: keysFromSecrets(group.pod),
      };
    }),
  subject: e => e.group.key,
  message: ({ group: { pod, workload, key }, fromSecret }) => {
    const pods = `the pods of ${workload.kind} \`${key}\``;
    if (pod.keyMaterial.length === 0) {
      return `${pods} take a long-term AWS key from a Secret: ${fromSecret.join(
        ', ',
      )}`;
    }
    const what = pod.keyMaterial.some(m => m.hasSecret)
      ? 'an AWS access key'
      : 'the id of an AWS access key';
    return `${pods} hold ${what} in clear: ${pod.keyMaterial
      .map(m => m.place)
      .join(', ')}`;
  },
  evidence: ({ group: { pod, podNames }, keys, fromSecret }) => [
    ...pod.keyMaterial.map(material => ({
      fact: material.place,
      value: `${material.maskedKeyId ?? 'no id'}, ${
        material.hasSecret ? 'with its secret' : 'id only'
      }`,
      readFrom: `list pods: ${pod.namespace}/${podNames[0]}`,
    })),
    ...fromSecret.map(place => ({
      fact: place,
      value: 'value from a Secret',
      readFrom: `list pods: ${pod.namespace}/${podNames[0]}`,
    })),
    ...keys.map(key => ({
      fact: 'Owner of the key',
      value: `${key.userArn}, ${key.status}`,
      readFrom: 'iam:ListAccessKeys',
    })),
  ],
  affected: e =>
    e.group.podNames.map(name => `${e.group.pod.namespace}/${name}`),
  remediate: ({ group: { workload, key }, keys }) =>
    replaceByRole(`${workload.kind} \`${key}\``, keys),
});

function mayLeak(pod: Pod): boolean {
  return pod.keyMaterial.length > 0 || keysFromSecrets(pod).length > 0;
}

function keysFromSecrets({ containers }: Pod): string[] {
  return containers.flatMap(container =>
    container.env
      .filter(
        ({ name, source }) =>
          name === 'AWS_ACCESS_KEY_ID' && source === 'secret',
      )
      .map(({ name }) => `container ${container.name}, env ${name}`),
  );
}
