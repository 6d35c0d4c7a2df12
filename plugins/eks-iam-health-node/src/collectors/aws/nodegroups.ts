import { z } from 'zod';
import { defineCollector } from '../defineCollector';
import { optional, parseReply } from '../parseReply';
import { describeEach } from './describeEach';
import { healthIssues } from './healthIssues';

const listReply = z.object({ nodegroups: z.array(z.string()) });

const describeReply = z.object({
  nodegroup: z.object({
    nodegroupName: z.string(),
    nodeRole: z.string(),
    amiType: optional(z.string()),
    status: z.string(),
    health: optional(z.object({ issues: healthIssues })),
    subnets: optional(z.array(z.string())),
    launchTemplate: optional(
      z.object({ id: optional(z.string()), version: optional(z.string()) }),
    ),
  }),
});

/** Managed node groups with their roles and health. */
export const nodegroupsCollector = defineCollector({
  source: 'cluster',
  sections: ['nodegroups'],
  doing: 'reading node groups',
  permissions: ['eks:ListNodegroups', 'eks:DescribeNodegroup'],
  async collect({ aws, target: { name: clusterName } }) {
    const pages = await aws.pages('eks:ListNodegroups', { clusterName });
    const names = pages.flatMap(
      page => parseReply(listReply, page, 'eks:ListNodegroups').nodegroups,
    );
    return {
      nodegroups: await describeEach(names, async nodegroupName => {
        const operation = 'eks:DescribeNodegroup';
        const raw = await aws.call(operation, { clusterName, nodegroupName });
        const { nodegroup } = parseReply(describeReply, raw, operation);
        const { id, version } = nodegroup.launchTemplate ?? {};
        return {
          name: nodegroup.nodegroupName,
          nodeRoleArn: nodegroup.nodeRole,
          amiType: nodegroup.amiType,
          status: nodegroup.status,
          healthIssues: nodegroup.health?.issues ?? [],
          subnetIds: nodegroup.subnets,
          ...(id && version && { launchTemplate: { id, version } }),
        };
      }),
    };
  },
});
