import { Cause, ErrorFacts } from '../../model';
import { isSampleArn } from '../askIam';
import { causeOf } from '../cause';
import { Ground } from '../ground';

/** A call about a cluster may name one that is not there. */
export function clusterIsGone(
  ground: Ground,
  { resource, clusterName, region }: ErrorFacts,
): Cause[] {
  if (!clusterName) return [];
  return [
    causeOf(ground, {
      id: 'wrong-account-or-region',
      title: 'Wrong account or Region, or the cluster is gone',
      hint: 'AWS refuses in the same words when the cluster does not exist: compare account, Region and name with `aws sts get-caller-identity` and `aws configure get region`.',
      needs: ['cluster'],
      judge: ({ cluster }) => {
        if (resource && isSampleArn(resource)) {
          return {
            certainty: 'unknown',
            explanation: `the text is a sample (Region \`${region}\`), so the cluster it means cannot be told`,
          };
        }
        return {
          certainty: 'ruled-out',
          explanation: `the cluster in the error is known and ${cluster.status}`,
          evidence: [
            {
              fact: 'Cluster',
              value: `${cluster.arn}, ${cluster.status}`,
              readFrom: 'eks:DescribeCluster',
            },
          ],
        };
      },
    }),
  ];
}
