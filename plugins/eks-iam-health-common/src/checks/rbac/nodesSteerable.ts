import { defineCheck } from '../defineCheck';
import { furtherRisks } from './furtherRisks';
import { nodeSteeringRisks } from './risks';

export const nodesSteerable = defineCheck(
  furtherRisks({
    id: 'nodes-steerable',
    number: 'AUTHZ-031',
    title: 'Nodes and the places of pods can be steered',
    severity: 'medium',
    why: 'Whoever decides on which node a pod runs draws sensitive pods to a node that they control, or drives all of them away.',
    documentation:
      'https://kubernetes.io/docs/concepts/security/rbac-good-practices/',
    risks: nodeSteeringRisks,
    advice:
      'Leave nodes, evictions and leases to the autoscaler and to the nodes themselves; people who drain nodes need the right while they do it.',
  }),
);
