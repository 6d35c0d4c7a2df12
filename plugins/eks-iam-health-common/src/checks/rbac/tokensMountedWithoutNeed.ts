import { Pod, Repair } from '../../model';
import {
  bindingsOf,
  RbacIndex,
  rbacOf,
  serviceAccountIdentity,
} from '../../rbac';
import { defineCheck, Found } from '../defineCheck';
import {
  groupByWorkload,
  isRestartable,
  Workload,
} from '../workload-identity/workloads';

interface IdleMounts extends Found {
  namespace: string;
  accounts: string[];
  pods: number;
  workloads: Workload[];
}

/** The admission plugin of service accounts names the volume it adds like this. */
const TOKEN_VOLUME = 'kube-api-access-';

const mountsToken = ({ volumeNames }: Pod) =>
  volumeNames.some(name => name.startsWith(TOKEN_VOLUME));

/** Whether a binding names the account or those of its namespace; what is bound to everybody is no need of this pod. */
function isNamed(namespace: string, name: string, index: RbacIndex): boolean {
  const identity = serviceAccountIdentity(namespace, name);
  const own = identity.groups.filter(
    group => group === `system:serviceaccounts:${namespace}`,
  );
  return bindingsOf(identity, index, own).length > 0;
}

const cautions = [
  'Tokens for AWS are separate and stay: IRSA and EKS Pod Identity do not depend on this one.',
  'A program that only asks for what everybody may see, such as which resources the API serves, needs the token as well; a pod can still ask for it in its own spec.',
];

export const tokensMountedWithoutNeed = defineCheck({
  id: 'tokens-mounted-without-need',
  number: 'OPS-006',
  area: 'rbac',
  topics: ['B'],
  title: 'Service account tokens are mounted where nothing needs them',
  severity: 'low',
  why: 'A pod whose service account has no rights has no use for its token. Mounted all the same it is an identity for whoever breaks into the pod, and gains whatever is bound to everybody.',
  documentation:
    'https://docs.aws.amazon.com/eks/latest/best-practices/identity-and-access-management.html',
  needs: ['pods', 'bindings'],
  appliesTo: ({ pods }) => pods.some(mountsToken),
  evaluate: ({ pods, derived }): IdleMounts[] => {
    const index = rbacOf(derived);
    const byNamespace = new Map<string, Pod[]>();
    for (const pod of pods) {
      if (pod.namespace === 'kube-system' || !mountsToken(pod)) continue;
      const known = byNamespace.get(pod.namespace);
      if (known) known.push(pod);
      else byNamespace.set(pod.namespace, [pod]);
    }
    return [...byNamespace].flatMap(([namespace, mounting]): IdleMounts[] => {
      const names = new Set(mounting.map(pod => pod.serviceAccountName));
      const accounts = new Set(
        [...names].filter(name => !isNamed(namespace, name, index)),
      );
      const idle = mounting.filter(pod => accounts.has(pod.serviceAccountName));
      if (idle.length === 0) return [];
      return [
        {
          verdict: 'warn',
          namespace,
          accounts: [...accounts].sort(),
          pods: idle.length,
          workloads: groupByWorkload(idle).map(({ workload }) => workload),
        },
      ];
    });
  },
  subject: ({ namespace }) => `namespace ${namespace}`,
  message: ({ namespace, accounts, pods }) =>
    `${pods} ${
      pods === 1 ? 'pod' : 'pods'
    } of \`${namespace}\` mount tokens of ${
      accounts.length === 1
        ? `\`${accounts[0]}\`, which no binding names`
        : `${accounts.length} service accounts that no binding names`
    }`,
  evidence: ({ accounts, pods }) => [
    {
      fact: 'Service accounts without a binding whose tokens are mounted',
      value: accounts.join(', '),
      readFrom: `list pods: volume ${TOKEN_VOLUME}… in ${pods}`,
    },
  ],
  affected: ({ namespace, accounts }) =>
    accounts.map(name => `${namespace}/${name}`),
  remediate: found =>
    found.workloads.every(isRestartable)
      ? [switchOff(found)]
      : [waitForNewPods(found)],
});

function switchOff({ namespace, accounts, workloads }: IdleMounts): Repair {
  return {
    title:
      'Switch off the mounting of the token for these service accounts, and restart what runs with them: only new pods get none.',
    class: 'safe',
    actions: [
      ...accounts.map(name => ({
        kind: 'kubectl-patch' as const,
        resource: 'serviceaccount',
        name,
        namespace,
        patch: { automountServiceAccountToken: false },
        undo: { automountServiceAccountToken: null },
      })),
      ...workloads.map(workload => ({
        kind: 'restart-workload' as const,
        namespace,
        workload,
      })),
    ],
    needs: [
      'patch serviceaccounts',
      ...new Set(workloads.map(({ kind }) => `patch ${kind.toLowerCase()}s`)),
    ],
    cautions,
  };
}

/** Pods of Jobs, and pods that nobody owns, cannot be restarted: no command makes them let go of their token. */
function waitForNewPods({
  namespace,
  accounts,
  workloads,
}: IdleMounts): Repair {
  const stubborn = workloads
    .filter(workload => !isRestartable(workload))
    .map(({ kind, name }) => `${kind} \`${name}\``);
  return {
    title: `Set \`automountServiceAccountToken: false\` in service account \`${accounts.join(
      '`, `',
    )}\` of \`${namespace}\`, and let the pods be created again; ${stubborn
      .slice(0, 3)
      .join(', ')}${
      stubborn.length > 3 ? ` and ${stubborn.length - 3} more` : ''
    } cannot be restarted by kubectl.`,
    class: 'advice',
    actions: [],
    needs: ['patch serviceaccounts'],
    cautions,
  };
}
