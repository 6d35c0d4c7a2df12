import { Pod } from '../../model';
import { defineCheck, Found } from '../defineCheck';
import { readFrom } from './readFrom';
import { associatedKey, keyOf, ROLE_ANNOTATION } from './serviceAccountRoles';
import { groupByWorkload, WorkloadPods } from './workloads';

/** A variable that makes the SDK look elsewhere before it asks for the role. */
interface Shadow {
  container: string;
  variable: string;
  source: string;
  isKey: boolean;
}

interface ShadowedRole extends Found {
  group: WorkloadPods;
  account: string;
  shadows: Shadow[];
}

const keyVariables = ['AWS_ACCESS_KEY_ID', 'AWS_SHARED_CREDENTIALS_FILE'];

export const staticKeysShadowRole = defineCheck({
  id: 'static-keys-shadow-role',
  number: 'WID-012',
  area: 'workload-identity',
  topics: ['T5'],
  title: 'Static credentials shadow the role of the service account',
  severity: 'high',
  why: 'SDKs look at keys in the environment and in credentials files before they ask for the role, so the pod uses the long-term key and the role has no effect.',
  documentation:
    'https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html',
  needs: ['pods', 'serviceAccounts', 'podIdentityAssociations'],
  evaluate: ({ pods, serviceAccounts, podIdentityAssociations }) => {
    const annotated = new Map(
      serviceAccounts.map(a => [keyOf(a), a.annotations[ROLE_ANNOTATION]]),
    );
    const associated = new Set(podIdentityAssociations.map(associatedKey));
    const withRole = pods.filter(pod => {
      const account = `${pod.namespace}/${pod.serviceAccountName}`;
      return annotated.get(account) !== undefined || associated.has(account);
    });
    return groupByWorkload(withRole).flatMap((group): ShadowedRole[] => {
      const account = `${group.pod.namespace}/${group.pod.serviceAccountName}`;
      // The webhook sets the role of the annotation, in pods that are older than an association too.
      const roleArn = annotated.get(account);
      const shadows = shadowsOf(group.pod, roleArn);
      if (shadows.length === 0) return [];
      const verdict = shadows.some(({ isKey }) => isKey) ? 'fail' : 'warn';
      return [{ verdict, group, account, shadows }];
    });
  },
  subject: e => e.group.key,
  message: ({ group: { workload, key }, account, shadows }) =>
    `the pods of ${
      workload.kind
    } \`${key}\` do not use the role of service account \`${account}\`: ${shadows
      .map(s => `\`${s.variable}\` is set in container \`${s.container}\``)
      .join(', ')}`,
  evidence: ({ group: { pod, podNames }, shadows }) =>
    shadows.map(({ container, variable, source }) => ({
      fact: `Container ${container}, ${variable}`,
      value: `set from ${source}`,
      readFrom: `${readFrom.pods}: ${pod.namespace}/${podNames[0]}`,
    })),
  affected: ({ group: { pod, podNames } }) =>
    podNames.map(name => `${pod.namespace}/${name}`),
  remediate: ({ shadows, group: { workload, key } }) => [
    {
      title: `Take ${shadows
        .map(s => `\`${s.variable}\``)
        .join(', ')} out of the pod template of ${
        workload.kind
      } \`${key}\`; the pods then use the role.`,
      class: 'advice',
      actions: [],
      needs: ['patch deployments'],
      cautions: [
        'The role has to allow what the key was used for.',
        'Take the secret key and the session token out together with the key id, and deactivate the key afterwards.',
      ],
    },
  ],
});

function shadowsOf({ containers }: Pod, roleArn: string | undefined): Shadow[] {
  return containers.flatMap(container =>
    container.env
      .filter(({ name, source, value }) => {
        if (keyVariables.includes(name) || name === 'AWS_PROFILE') return true;
        return (
          name === 'AWS_ROLE_ARN' && source === 'literal' && value !== roleArn
        );
      })
      .map(({ name, source }) => ({
        container: container.name,
        variable: name,
        source,
        isKey: keyVariables.includes(name),
      })),
  );
}
