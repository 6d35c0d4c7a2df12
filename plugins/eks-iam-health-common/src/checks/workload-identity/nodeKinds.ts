import { isRead, Node, Pod } from '../../model';
import { Derived } from '../derived';

/** What a node is: the ways of getting credentials differ. */
export type NodeKind = 'ec2' | 'auto' | 'fargate' | 'hybrid';

/** https://docs.aws.amazon.com/eks/latest/userguide/associate-workload.html */
export function kindOfNode({ name, labels }: Node): NodeKind {
  const computeType = labels['eks.amazonaws.com/compute-type'];
  if (computeType === 'fargate' || name.startsWith('fargate-')) {
    return 'fargate';
  }
  return computeType === 'auto' || computeType === 'hybrid'
    ? computeType
    : 'ec2';
}

export const isWindowsNode = ({ labels }: Node) =>
  (labels['kubernetes.io/os'] ?? labels['beta.kubernetes.io/os']) === 'windows';

/** The nodes that were read, by name; none when they were not. */
export function nodesByName(derived: Derived): ReadonlyMap<string, Node> {
  return derived.once('nodesByName', ({ sections: { nodes } }) => {
    return new Map(
      (isRead(nodes) ? nodes.value : []).map(node => [node.name, node]),
    );
  });
}

/** EKS marks the pods that it runs on Fargate itself. */
export const isFargatePod = ({ labels, nodeName }: Pod) =>
  labels['eks.amazonaws.com/fargate-profile'] !== undefined ||
  nodeName?.startsWith('fargate-') === true;

/** A pod that has ended asks for no credentials any more. */
export const hasEnded = ({ phase }: Pod) =>
  phase === 'Succeeded' || phase === 'Failed';
