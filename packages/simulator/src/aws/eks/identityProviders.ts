import { AwsError } from '../errors';
import { Call } from '../Operation';
import { clusterOf, eksPage } from './clusters';
import { EksInput } from './routes';

/** ListIdentityProviderConfigs. */
export function listIdentityProviderConfigs(
  call: Call,
  { path: [name], query }: EksInput,
) {
  const { identityProviders } = clusterOf(call, name);
  const { items, nextToken } = eksPage(identityProviders, query);
  return {
    identityProviderConfigs: items.map(provider => ({
      type: 'oidc',
      name: provider.name,
    })),
    nextToken,
  };
}

/** DescribeIdentityProviderConfig: a POST, since the name stands in its body. */
export function describeIdentityProviderConfig(
  call: Call,
  { path: [clusterName], body }: EksInput,
) {
  const { identityProviderConfig } = body as {
    identityProviderConfig?: { type?: string; name?: string };
  };
  const wanted = identityProviderConfig?.name ?? '';
  const { partition, id: accountId } = call.caller.account;
  const cluster = clusterOf(
    call,
    clusterName,
    `arn:${partition}:eks:${call.region}:${accountId}:identityproviderconfig/${clusterName}/oidc/${wanted}`,
  );
  const found = cluster.identityProviders.find(({ name }) => name === wanted);
  if (!found) {
    throw new AwsError(
      'ResourceNotFoundException',
      `Identity provider config is not associated with cluster ${clusterName}`,
      404,
      { clusterName },
    );
  }
  return {
    identityProviderConfig: {
      oidc: {
        identityProviderConfigName: found.name,
        identityProviderConfigArn: `arn:${partition}:eks:${call.region}:${accountId}:identityproviderconfig/${clusterName}/oidc/${found.name}/1`,
        clusterName,
        issuerUrl: found.issuer,
        clientId: found.clientId,
        usernameClaim: found.usernameClaim,
        usernamePrefix: found.usernamePrefix,
        groupsClaim: found.groupsClaim,
        groupsPrefix: found.groupsPrefix,
        requiredClaims: {},
        tags: {},
        status: found.status,
      },
    },
  };
}
