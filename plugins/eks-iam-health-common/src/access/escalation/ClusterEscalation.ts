/** A way that starts inside a cluster, or leads there by a role of it, to more than somebody holds. @public */
export interface ClusterEscalation {
  id: keyof typeof clusterEscalationTitles;
  title: string;
  /** `undecided`: something that would tell was not read, or is not published */
  verdict: 'allowed' | 'undecided';
  /** what is reached: `administrator of the cluster`, or the ARNs of roles */
  targets: string[];
  /** full sentences, in order, with the names of this cluster */
  steps: string[];
  /** what allows it, or why nobody can tell; one each */
  because: string[];
}

/** Our own ways, by their ids; those that permissions in AWS open are in `escalationPaths`. @public */
export const clusterEscalationTitles = {
  'k8s-edit-aws-auth': 'Write oneself into aws-auth',
  'k8s-create-token': 'Issue the token of a service account that has a role',
  'k8s-exec-into-pod': 'Open a shell in a pod that has a role',
  'k8s-create-pod': 'Start a pod as a service account that has a role',
  'k8s-node-role': 'Take the node role from the metadata service',
  'eks-update-irsa-trust': 'Change whom the role of a workload trusts',
} as const;
