import { AwsAuthConfigMap, Cluster, Repair } from '../../model';
import { defineCheck, Found } from '../defineCheck';
import {
  awsAuthGuide,
  modeEvidence,
  parsedAwsAuth,
  patchRepair,
} from './awsAuthRepairs';
import { NodeRole, nodeRolesOf, nodeRowFor } from './nodeRoles';

interface Missing extends Found {
  cluster: Cluster;
  configMap: AwsAuthConfigMap | null;
  roles: NodeRole[];
  nodes: number;
}

export const awsAuthMissing = defineCheck({
  id: 'aws-auth-missing',
  number: 'AUTHN-003',
  area: 'authentication',
  topics: ['T3'],
  title: 'aws-auth is missing or empty where it is the only source',
  severity: 'critical',
  why: 'In mode CONFIG_MAP only the creator of the cluster and the lines of aws-auth get in. Without a line for their role the nodes are refused.',
  documentation: awsAuthGuide,
  needs: ['cluster', 'awsAuth', 'nodegroups', 'fargateProfiles', 'nodes'],
  canProveWithout: ['nodegroups', 'fargateProfiles', 'nodes'],
  appliesTo: ({ cluster }) => cluster.authenticationMode === 'CONFIG_MAP',
  evaluate: ({
    cluster,
    awsAuth,
    nodegroups,
    fargateProfiles,
    nodes,
    derived,
  }): Missing[] => {
    const { rows, lostSections } = parsedAwsAuth(awsAuth, derived);
    // A section that does not parse is a defect of its own, with another repair.
    if (rows.some(row => row.section === 'mapRoles')) return [];
    if (lostSections.includes('mapRoles')) return [];
    const roles = nodeRolesOf(cluster, nodegroups, fargateProfiles);
    const hasCompute = roles.length + nodes.length > 0;
    return [
      {
        verdict: hasCompute ? 'fail' : 'warn',
        cluster,
        configMap: awsAuth,
        roles,
        nodes: nodes.length,
      },
    ];
  },
  subject: ({ cluster }) => cluster.arn,
  message: ({ configMap, verdict }) =>
    `aws-auth ${configMap ? 'has no line in `mapRoles`' : 'does not exist'}${
      verdict === 'fail' ? ', so the nodes of the cluster are refused' : ''
    }`,
  evidence: ({ cluster, configMap, roles, nodes }) => [
    modeEvidence(cluster),
    {
      fact: 'ConfigMap aws-auth',
      value: configMap
        ? `keys: ${Object.keys(configMap.data).join(', ') || 'none'}`
        : 'does not exist',
      readFrom: 'get configmaps kube-system/aws-auth',
    },
    {
      fact: 'Compute',
      value: [
        ...roles.flatMap(role => role.usedBy),
        `${nodes} ${nodes === 1 ? 'node' : 'nodes'}`,
      ].join(', '),
      readFrom: 'eks:ListNodegroups, eks:ListFargateProfiles, list nodes',
    },
  ],
  affected: ({ roles }) => roles.map(role => role.arn),
  remediate: ({ configMap, roles }) => [
    ...linesRepair(configMap, roles),
    {
      title:
        'Let the cluster ask access entries as well, and create the entries of its node roles.',
      class: 'review',
      actions: [
        { kind: 'set-authentication-mode', mode: 'API_AND_CONFIG_MAP' },
      ],
      needs: ['eks:UpdateClusterConfig'],
      cautions: ['There is no way back to CONFIG_MAP.'],
    },
  ],
});

function linesRepair(
  configMap: AwsAuthConfigMap | null,
  roles: readonly NodeRole[],
): Repair[] {
  return roles.length === 0
    ? []
    : patchRepair(
        'Write the lines of the node roles; the nodes join within a minute.',
        configMap,
        'mapRoles',
        roles.map(role => ({ kind: 'add-row', row: nodeRowFor(role) })),
      );
}
