import { isRead, Pod } from '../../model';
import { WorkloadRole } from '../workloadRoles';
import {
  ClusterEscalation,
  clusterEscalationTitles,
} from './ClusterEscalation';
import { Ask } from './ask';

/** Enough of them show what is meant. */
const SHOWN = 3;

interface Hit {
  workload: WorkloadRole;
  because: string;
  isCertain: boolean;
  /** the pod of it */
  pod?: string;
}

/** The ways to the roles of workloads: a token, a shell, a pod of one's own. */
export function workloadWays(
  workloads: readonly WorkloadRole[],
  ask: Ask,
): ClusterEscalation[] {
  const podsOf = podsByAccount(ask);
  const usable = workloads.filter(({ admitted }) => admitted !== 'no');
  const hits = (
    asked: readonly WorkloadRole[],
    ways: (workload: WorkloadRole) => Omit<Hit, 'workload'>[],
  ): Hit[] =>
    asked.flatMap(workload => {
      const found = ways(workload);
      const best = found.find(({ isCertain }) => isCertain) ?? found[0];
      return best
        ? [
            {
              ...best,
              workload,
              isCertain: best.isCertain && workload.admitted === 'yes',
            },
          ]
        : [];
    });

  const tokens = hits(
    usable.filter(({ via }) => via === 'irsa'),
    ({ serviceAccount: { namespace, name } }) =>
      ask.may({
        verb: 'create',
        apiGroup: '',
        resource: 'serviceaccounts',
        subresource: 'token',
        namespace,
        name,
      }),
  );
  const shells = hits(usable, ({ serviceAccount }) =>
    (
      podsOf.get(`${serviceAccount.namespace}/${serviceAccount.name}`) ?? []
    ).flatMap(pod =>
      ['create', 'get'].flatMap(verb =>
        ask
          .may({
            verb,
            apiGroup: '',
            resource: 'pods',
            subresource: 'exec',
            namespace: pod.namespace,
            name: pod.name,
          })
          .map(hit => ({ ...hit, pod: pod.name })),
      ),
    ),
  );
  const pods = hits(usable, ({ serviceAccount: { namespace } }) =>
    ask.may({ verb: 'create', apiGroup: '', resource: 'pods', namespace }),
  );
  return [
    ...toEscalation('k8s-create-token', tokens, ({ workload }) => {
      const { namespace, name } = workload.serviceAccount;
      return [
        `Request a token of service account \`${namespace}/${name}\` for the audience \`sts.amazonaws.com\`.`,
        `Exchange it for \`${workload.roleArn}\` by \`sts:AssumeRoleWithWebIdentity\`, from anywhere.`,
      ];
    }),
    ...toEscalation('k8s-exec-into-pod', shells, ({ workload, pod }) => [
      `Open a shell in pod \`${workload.serviceAccount.namespace}/${pod}\`.`,
      `Act with \`${workload.roleArn}\`, whose credentials any AWS SDK finds there.`,
    ]),
    ...toEscalation('k8s-create-pod', pods, ({ workload }) => {
      const { namespace, name } = workload.serviceAccount;
      return [
        `Create a pod in \`${namespace}\` with service account \`${name}\` and an image of one’s own.`,
        `Act with \`${workload.roleArn}\` from it.`,
      ];
    }),
  ];
}

function toEscalation(
  id: ClusterEscalation['id'],
  hits: readonly Hit[],
  stepsOf: (hit: Hit) => string[],
): ClusterEscalation[] {
  const certain = hits.filter(({ isCertain }) => isCertain);
  const counted = certain.length > 0 ? certain : hits;
  if (counted.length === 0) return [];
  return [
    {
      id,
      title: clusterEscalationTitles[id],
      verdict: certain.length > 0 ? 'allowed' : 'undecided',
      targets: [...new Set(counted.map(({ workload }) => workload.roleArn))],
      steps: stepsOf(counted[0]),
      because: [...new Set(counted.map(({ because }) => because))].slice(
        0,
        SHOWN,
      ),
    },
  ];
}

function podsByAccount({ snapshot }: Ask): Map<string, Pod[]> {
  const { pods } = snapshot.sections;
  const found = new Map<string, Pod[]>();
  for (const pod of isRead(pods) ? pods.value : []) {
    const key = `${pod.namespace}/${pod.serviceAccountName}`;
    const known = found.get(key);
    if (known) known.push(pod);
    else found.set(key, [pod]);
  }
  return found;
}
