import { OidcProvider } from '../../estate/World';
import { AwsError } from '../errors';
import { Call } from '../Operation';
import type { QueryOperation } from '../query';

/** Identity providers of an account. */
export const oidcProviders: Record<string, QueryOperation> = {
  ListOpenIDConnectProviders(call) {
    const { account } = call.caller;
    call.authorize(
      `arn:${account.partition}:iam::${account.id}:oidc-provider/*`,
    );
    return {
      OpenIDConnectProviderList: account.oidcProviders.map(({ arn }) => ({
        Arn: arn,
      })),
    };
  },

  GetOpenIDConnectProvider(call, parameters) {
    const found = providerOf(call, parameters);
    return {
      Url: found.url,
      ClientIDList: found.clientIds,
      ThumbprintList: ['9e99a48a9960b14926bb7f3b02e22da2b0ab7280'],
      CreateDate: found.createdAt,
      Tags: [],
    };
  },

  CreateOpenIDConnectProvider(call, parameters) {
    const { account } = call.caller;
    const url = parameters.get('Url') ?? '';
    const host = url.replace(/^https:\/\//, '');
    const arn = `arn:${account.partition}:iam::${account.id}:oidc-provider/${host}`;
    call.authorize(arn);
    if (host === url || host === '') {
      throw new AwsError('InvalidInput', `Invalid Open ID Connect url ${url}`);
    }
    if (account.oidcProviders.some(provider => provider.arn === arn)) {
      throw new AwsError(
        'EntityAlreadyExists',
        `Provider with url ${url} already exists.`,
        409,
      );
    }
    account.oidcProviders = [
      ...account.oidcProviders,
      {
        arn,
        url: host,
        clientIds: membersOf(parameters, 'ClientIDList'),
        createdAt: call.world.now(),
      },
    ];
    return { OpenIDConnectProviderArn: arn };
  },

  DeleteOpenIDConnectProvider(call, parameters) {
    const { account } = call.caller;
    const arn = parameters.get('OpenIDConnectProviderArn') ?? '';
    call.authorize(arn);
    // deleting what is not there is no error
    account.oidcProviders = account.oidcProviders.filter(p => p.arn !== arn);
    return {};
  },

  AddClientIDToOpenIDConnectProvider(call, parameters) {
    const provider = providerOf(call, parameters);
    const clientId = parameters.get('ClientID') ?? '';
    provider.clientIds = [...new Set([...provider.clientIds, clientId])];
    return {};
  },

  RemoveClientIDFromOpenIDConnectProvider(call, parameters) {
    const provider = providerOf(call, parameters);
    const clientId = parameters.get('ClientID') ?? '';
    provider.clientIds = provider.clientIds.filter(id => id !== clientId);
    return {};
  },
};

function providerOf(call: Call, parameters: URLSearchParams): OidcProvider {
  const arn = parameters.get('OpenIDConnectProviderArn') ?? '';
  call.authorize(arn);
  const found = call.caller.account.oidcProviders.find(p => p.arn === arn);
  if (!found) {
    throw new AwsError(
      'NoSuchEntity',
      `OpenIDConnect Provider not found for arn ${arn}`,
      404,
    );
  }
  return found;
}

/** `ClientIDList.member.1=sts.amazonaws.com` */
function membersOf(parameters: URLSearchParams, list: string): string[] {
  return [...parameters]
    .filter(([name]) => name.startsWith(`${list}.member.`))
    .map(([, value]) => value);
}
