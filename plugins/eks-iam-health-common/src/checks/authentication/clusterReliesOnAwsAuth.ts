import { awsAuthOf } from '../../access';
import { isNodeRow } from '../../awsAuth';
import { Cluster } from '../../model';
import { defineCheck, Found } from '../defineCheck';
import { modeEvidence } from './awsAuthRepairs';
import { lostLines } from './lostLines';

interface Reliance extends Found {
  cluster: Cluster;
  /** lines for people and pipelines; absent when aws-auth was not read */
  lines?: number;
}

export const clusterReliesOnAwsAuth = defineCheck({
  id: 'cluster-relies-on-aws-auth',
  number: 'AUTHN-001',
  area: 'authentication',
  topics: ['T3'],
  title: 'Cluster relies on aws-auth',
  severity: 'medium',
  why: 'The ConfigMap is deprecated: it is not checked when it is written, one slip can lock out everybody with the nodes, and changes to it leave no trace in CloudTrail. Access entries have none of these faults.',
  documentation:
    'https://docs.aws.amazon.com/eks/latest/userguide/setting-up-access-entries.html',
  needs: ['cluster'],
  evaluate: ({ cluster, derived }): Reliance[] => {
    const awsAuth = awsAuthOf(derived);
    const lines = awsAuth?.rows.filter(row => !isNodeRow(row)).length;
    switch (cluster.authenticationMode) {
      case 'API':
        return [];
      case 'CONFIG_MAP':
        return [{ verdict: 'fail', cluster, lines }];
      case 'API_AND_CONFIG_MAP':
        if (awsAuth === undefined) return [{ verdict: 'unknown', cluster }];
        return (lines ?? 0) > 0 ? [{ verdict: 'warn', cluster, lines }] : [];
      default:
        return [{ verdict: 'unknown', cluster, lines }];
    }
  },
  // In mode CONFIG_MAP, and in one that is not told, lines change nothing.
  unjudged: ({ cluster, derived }) =>
    cluster.authenticationMode === 'API_AND_CONFIG_MAP'
      ? lostLines('mapRoles', 'mapUsers')({ derived })
      : [],
  subject: ({ cluster }) => cluster.arn,
  message: ({ verdict, cluster, lines }) => {
    if (verdict === 'fail') return 'aws-auth is the only way into the cluster';
    if (verdict === 'warn') {
      return `aws-auth still has ${lines} ${
        lines === 1 ? 'line' : 'lines'
      } for people or pipelines beside the access entries`;
    }
    return cluster.authenticationMode
      ? 'whether aws-auth still lets people in is not known, since it was not read'
      : 'the authentication mode was not told by EKS';
  },
  evidence: ({ cluster, lines }) => [
    modeEvidence(cluster),
    {
      fact: 'Lines for people and pipelines',
      value: lines === undefined ? 'not read' : `${lines}`,
      readFrom: 'kube-system/aws-auth',
    },
    {
      fact: 'Platform version',
      value: cluster.platformVersion ?? 'not told by EKS',
      readFrom: 'eks:DescribeCluster',
    },
  ],
  remediate: ({ cluster, verdict }) => {
    if (verdict === 'fail') {
      return [
        {
          title:
            'Let the cluster ask access entries as well; the lines of aws-auth keep working.',
          class: 'review',
          actions: [
            { kind: 'set-authentication-mode', mode: 'API_AND_CONFIG_MAP' },
          ],
          needs: ['eks:UpdateClusterConfig'],
          cautions: [
            'There is no way back to CONFIG_MAP.',
            'From then on whoever may call eks:CreateAccessEntry and eks:AssociateAccessPolicy can give anybody access.',
          ],
        },
      ];
    }
    return verdict === 'warn' && cluster.authenticationMode
      ? [
          {
            title:
              'Make an access entry for every line of a person or pipeline, test it, then remove the line.',
            class: 'advice',
            actions: [],
            needs: ['eks:CreateAccessEntry', 'eks:AssociateAccessPolicy'],
            cautions: [
              'An access entry answers instead of the line for the same principal, even when it grants nothing.',
            ],
          },
        ]
      : [];
  },
});
