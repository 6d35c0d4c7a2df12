import { z } from 'zod';
import { defineCollector } from '../defineCollector';
import { optional, parseReply, time } from '../parseReply';
import { describeEach } from './describeEach';

const listReply = z.object({
  associations: z.array(z.object({ associationId: z.string() })),
});

const association = z.object({
  associationId: z.string(),
  associationArn: z.string(),
  namespace: z.string(),
  serviceAccount: z.string(),
  roleArn: z.string(),
  targetRoleArn: optional(z.string()),
  externalId: optional(z.string()),
  disableSessionTags: optional(z.boolean()),
  ownerArn: optional(z.string()),
  createdAt: optional(time),
});
const describeReply = z.object({ association });

/** Pod Identity associations; the listing does not tell the role, so each is described. */
export const podIdentityAssociationsCollector = defineCollector({
  source: 'cluster',
  sections: ['podIdentityAssociations'],
  doing: 'reading Pod Identity associations',
  permissions: [
    'eks:ListPodIdentityAssociations',
    'eks:DescribePodIdentityAssociation',
  ],
  async collect({ aws, target: { name: clusterName } }) {
    const list = 'eks:ListPodIdentityAssociations';
    const describe = 'eks:DescribePodIdentityAssociation';
    const pages = await aws.pages(list, { clusterName });
    const found = pages.flatMap(
      page => parseReply(listReply, page, list).associations,
    );
    return {
      podIdentityAssociations: await describeEach(
        found,
        async ({ associationId }) => {
          const raw = await aws.call(describe, { clusterName, associationId });
          const described = parseReply(describeReply, raw, describe);
          return {
            ...described.association,
            disableSessionTags:
              described.association.disableSessionTags ?? false,
          };
        },
      ),
    };
  },
});
