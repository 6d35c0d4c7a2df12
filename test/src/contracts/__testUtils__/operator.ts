import { SimulatedAccount } from '../../scenarios/__testUtils__/simulatedAccount';

const reader = 'EksIamHealthReader';

/**
 * Whoever carries a repair out may do so: the reader role gets every right in AWS and in the cluster. The simulator does
 * not derive AWS rights from policies, so of this only the binding shows in what is collected.
 */
export function giveAllRights(account: SimulatedAccount, cluster: string) {
  account.simulator.edit({
    kind: 'role',
    account: account.arnOf(cluster).split(':')[4],
    role: reader,
    calls: { allow: ['*'], deny: [] },
  });
  account.simulator.edit({
    kind: 'merge-object',
    cluster,
    resource: 'clusterrolebindings',
    name: 'operator',
    patch: {
      roleRef: {
        apiGroup: 'rbac.authorization.k8s.io',
        kind: 'ClusterRole',
        name: 'cluster-admin',
      },
      subjects: [
        {
          apiGroup: 'rbac.authorization.k8s.io',
          kind: 'Group',
          name: 'eks-iam-health:readers',
        },
      ],
    },
  });
}
