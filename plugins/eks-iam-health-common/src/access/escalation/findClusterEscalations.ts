import { contextOfPrincipal, evaluateIdentity, policiesOf } from '../../iam';
import { Cluster, Derived, isRead } from '../../model';
import { Asker } from '../canI';
import { WorkloadRole, workloadRolesOf } from '../workloadRoles';
import { Ask, asking } from './ask';
import {
  ClusterEscalation,
  clusterEscalationTitles,
} from './ClusterEscalation';
import { nodeWays } from './nodeWays';
import { workloadWays } from './workloadWays';

/**
 * The ways that somebody's rights in a cluster open to more: to its administration, to the roles of its workloads and
 * nodes. An IAM identity is asked also what it may do to the roles of workloads in IAM. Ways by permissions in AWS alone
 * are found by `findEscalations`.
 *
 * @public
 */
export function findClusterEscalations(
  who: Asker,
  derived: Derived,
): ClusterEscalation[] {
  const { cluster } = derived.snapshot.sections;
  if (!isRead(cluster)) return [];
  const ask = asking(who, derived);
  const { all } = workloadRolesOf(derived);
  return [
    ...awsAuthWay(cluster.value, ask),
    ...workloadWays(all, ask),
    ...nodeWays(cluster.value, ask),
    ...trustWay(all, who, derived),
  ];
}

/** https://docs.aws.amazon.com/eks/latest/userguide/auth-configmap.html */
function awsAuthWay(cluster: Cluster, ask: Ask): ClusterEscalation[] {
  if (cluster.authenticationMode === 'API') return [];
  const { awsAuth } = ask.snapshot.sections;
  const isThere = isRead(awsAuth) && awsAuth.value !== null;
  const requests = isThere
    ? ['update', 'patch'].map(verb => ({ verb, name: 'aws-auth' }))
    : [{ verb: 'create' }];
  const leaves = requests.flatMap(request =>
    ask.may({
      ...request,
      apiGroup: '',
      resource: 'configmaps',
      namespace: 'kube-system',
    }),
  );
  const best = leaves.find(({ isCertain }) => isCertain) ?? leaves[0];
  if (!best) return [];
  const id = 'k8s-edit-aws-auth';
  return [
    {
      id,
      title: clusterEscalationTitles[id],
      verdict: best.isCertain ? 'allowed' : 'undecided',
      targets: ['administrator of the cluster'],
      steps: [
        `${
          isThere ? 'Add a line to' : 'Create'
        } the ConfigMap \`kube-system/aws-auth\` that maps a role or user one can use to the group \`system:masters\`.`,
        'Come back as that role or user: the API server asks nothing more of the group.',
      ],
      because: [best.because],
    },
  ];
}

/** Who may write the trust policy of a workload's role needs no pod of it. */
function trustWay(
  workloads: readonly WorkloadRole[],
  who: Asker,
  { snapshot }: Derived,
): ClusterEscalation[] {
  if (!('arn' in who)) return [];
  const policies = policiesOf(who.arn, snapshot);
  if (policies.status !== 'read') return [];
  const asked = [...new Set(workloads.flatMap(({ role }) => role?.arn ?? []))]
    .filter(arn => arn !== policies.arn)
    .map(arn => ({
      arn,
      ...evaluateIdentity(policies, {
        action: 'iam:UpdateAssumeRolePolicy',
        resource: arn,
        context: contextOfPrincipal(policies),
      }),
    }));
  const allowed = asked.filter(({ effect }) => effect === 'allowed');
  const open = asked.filter(({ effect }) => effect === 'unknown');
  const counted = allowed.length > 0 ? allowed : open;
  if (counted.length === 0) return [];
  const id = 'eks-update-irsa-trust';
  return [
    {
      id,
      title: clusterEscalationTitles[id],
      verdict: allowed.length > 0 ? 'allowed' : 'undecided',
      targets: counted.map(({ arn }) => arn),
      steps: [
        `Write the own ARN, or a service account one controls, into the trust policy of \`${counted[0].arn}\`.`,
        'Assume the role; its workload notices nothing.',
      ],
      because: [
        ...new Set(
          counted.flatMap(({ by, reasons }) =>
            by
              ? [`statement ${by.sid ?? by.index} of ${by.policyName}`]
              : reasons,
          ),
        ),
      ],
    },
  ];
}
