import { z } from 'zod';
import { defineCollector } from '../defineCollector';
import { listOf, optional, parseReply } from '../parseReply';
import { describeEach } from './describeEach';
import { healthIssues } from './healthIssues';

const listReply = z.object({ addons: z.array(z.string()) });

const describeReply = z.object({
  addon: z.object({
    addonName: z.string(),
    addonVersion: optional(z.string()),
    status: z.string(),
    serviceAccountRoleArn: optional(z.string()),
    podIdentityAssociations: listOf(z.string()),
    health: optional(z.object({ issues: healthIssues })),
  }),
});

/** Add-ons with their roles and health. */
export const addonsCollector = defineCollector({
  source: 'cluster',
  sections: ['addons'],
  doing: 'reading add-ons',
  permissions: ['eks:ListAddons', 'eks:DescribeAddon'],
  async collect({ aws, target: { name: clusterName } }) {
    const pages = await aws.pages('eks:ListAddons', { clusterName });
    const names = pages.flatMap(
      page => parseReply(listReply, page, 'eks:ListAddons').addons,
    );
    return {
      addons: await describeEach(names, async addonName => {
        const operation = 'eks:DescribeAddon';
        const raw = await aws.call(operation, { clusterName, addonName });
        const { addon } = parseReply(describeReply, raw, operation);
        return {
          name: addon.addonName,
          version: addon.addonVersion,
          status: addon.status,
          serviceAccountRoleArn: addon.serviceAccountRoleArn,
          podIdentityAssociationArns: addon.podIdentityAssociations,
          healthIssues: addon.health?.issues ?? [],
        };
      }),
    };
  },
});
