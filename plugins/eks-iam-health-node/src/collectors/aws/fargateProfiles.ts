import { z } from 'zod';
import { defineCollector } from '../defineCollector';
import { optional, parseReply } from '../parseReply';
import { describeEach } from './describeEach';
import { healthIssues } from './healthIssues';

const listReply = z.object({ fargateProfileNames: z.array(z.string()) });

const describeReply = z.object({
  fargateProfile: z.object({
    fargateProfileName: z.string(),
    podExecutionRoleArn: z.string(),
    status: z.string(),
    health: optional(z.object({ issues: healthIssues })),
  }),
});

/** Fargate profiles with their pod execution roles. */
export const fargateProfilesCollector = defineCollector({
  source: 'cluster',
  sections: ['fargateProfiles'],
  doing: 'reading Fargate profiles',
  permissions: ['eks:ListFargateProfiles', 'eks:DescribeFargateProfile'],
  async collect({ aws, target: { name: clusterName } }) {
    const list = 'eks:ListFargateProfiles';
    const pages = await aws.pages(list, { clusterName });
    const names = pages.flatMap(
      page => parseReply(listReply, page, list).fargateProfileNames,
    );
    return {
      fargateProfiles: await describeEach(names, async fargateProfileName => {
        const operation = 'eks:DescribeFargateProfile';
        const input = { clusterName, fargateProfileName };
        const raw = await aws.call(operation, input);
        const { fargateProfile } = parseReply(describeReply, raw, operation);
        return {
          name: fargateProfile.fargateProfileName,
          podExecutionRoleArn: fargateProfile.podExecutionRoleArn,
          status: fargateProfile.status,
          healthIssues: fargateProfile.health?.issues ?? [],
        };
      }),
    };
  },
});
