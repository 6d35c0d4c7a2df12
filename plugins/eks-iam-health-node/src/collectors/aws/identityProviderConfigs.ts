import { z } from 'zod';
import { defineCollector } from '../defineCollector';
import { optional, parseReply } from '../parseReply';
import { describeEach } from './describeEach';

const listReply = z.object({
  identityProviderConfigs: z.array(
    z.object({ type: z.string(), name: z.string() }),
  ),
});

const describeReply = z.object({
  identityProviderConfig: z.object({
    oidc: z.object({
      identityProviderConfigName: z.string(),
      issuerUrl: z.string(),
      clientId: z.string(),
      usernameClaim: optional(z.string()),
      usernamePrefix: optional(z.string()),
      groupsClaim: optional(z.string()),
      groupsPrefix: optional(z.string()),
      status: z.string(),
    }),
  }),
});

/** External OIDC providers whose users and groups the API server takes at their word. EKS knows no other type. */
export const identityProviderConfigsCollector = defineCollector({
  source: 'cluster',
  sections: ['identityProviderConfigs'],
  doing: 'reading external identity providers',
  permissions: [
    'eks:ListIdentityProviderConfigs',
    'eks:DescribeIdentityProviderConfig',
  ],
  async collect({ aws, target: { name: clusterName } }) {
    const list = 'eks:ListIdentityProviderConfigs';
    const pages = await aws.pages(list, { clusterName });
    const found = pages.flatMap(
      page => parseReply(listReply, page, list).identityProviderConfigs,
    );
    return {
      identityProviderConfigs: await describeEach(
        found,
        async identityProviderConfig => {
          const operation = 'eks:DescribeIdentityProviderConfig';
          const input = { clusterName, identityProviderConfig };
          const raw = await aws.call(operation, input);
          const { oidc } = parseReply(
            describeReply,
            raw,
            operation,
          ).identityProviderConfig;
          const { identityProviderConfigName: name, ...rest } = oidc;
          return { name, ...rest };
        },
      ),
    };
  },
});
