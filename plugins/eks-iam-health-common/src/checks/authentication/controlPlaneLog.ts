import { Cluster, Evidence, Repair } from '../../model';
import { Found } from '../defineCheck';

/** A cluster whose control plane does not write one kind of log. */
export interface LogOff extends Found {
  cluster: Cluster;
  type: string;
}

export const logsGuide =
  'https://docs.aws.amazon.com/eks/latest/userguide/control-plane-logs.html';

/** Nothing if the log is on. */
export const logOff = (cluster: Cluster, type: string): LogOff[] =>
  cluster.enabledLogTypes.includes(type)
    ? []
    : [{ verdict: 'fail', cluster, type }];

export const logEvidence = ({ cluster }: LogOff): Evidence[] => [
  {
    fact: 'Log types that are on',
    value: cluster.enabledLogTypes.join(', ') || 'none',
    readFrom: 'eks:DescribeCluster',
  },
];

export const switchLogOn = ({ type }: LogOff): Repair[] => [
  {
    title: `Switch the ${type} log on; it goes to CloudWatch Logs from then on.`,
    class: 'safe',
    actions: [{ kind: 'enable-cluster-logging', types: [type] }],
    needs: ['eks:UpdateClusterConfig'],
    cautions: [
      'CloudWatch Logs charges for what is written; set a retention for the log group of the cluster.',
    ],
  },
];
