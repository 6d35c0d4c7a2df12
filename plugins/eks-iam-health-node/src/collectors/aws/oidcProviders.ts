import { z } from 'zod';
import { defineCollector } from '../defineCollector';
import { listOf, optional, parseReply } from '../parseReply';
import { describeEach } from './describeEach';

const listReply = z.object({
  OpenIDConnectProviderList: z.array(z.object({ Arn: z.string() })),
});

const getReply = z.object({
  Url: optional(z.string()),
  ClientIDList: listOf(z.string()),
  ThumbprintList: listOf(z.string()),
});

/** OIDC providers of the account with their audiences. */
export const oidcProvidersCollector = defineCollector({
  source: 'account',
  sections: ['oidcProviders'],
  doing: 'reading OIDC providers',
  permissions: [
    'iam:ListOpenIDConnectProviders',
    'iam:GetOpenIDConnectProvider',
  ],
  async collect({ aws }) {
    const list = 'iam:ListOpenIDConnectProviders';
    const get = 'iam:GetOpenIDConnectProvider';
    const { OpenIDConnectProviderList } = parseReply(
      listReply,
      await aws.call(list, {}),
      list,
    );
    return {
      oidcProviders: await describeEach(
        OpenIDConnectProviderList,
        async ({ Arn: arn }) => {
          const input = { OpenIDConnectProviderArn: arn };
          const raw = await aws.call(get, input);
          const provider = parseReply(getReply, raw, get);
          return {
            arn,
            url: provider.Url ?? arn.slice(arn.indexOf('/') + 1),
            clientIds: provider.ClientIDList,
            thumbprints: provider.ThumbprintList,
          };
        },
      ),
    };
  },
});
