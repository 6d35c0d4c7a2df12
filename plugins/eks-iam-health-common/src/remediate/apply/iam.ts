import { ClusterSnapshot, IamRole, NamedPolicyDocument } from '../../model';
import { Apply, arnBeside, change } from './sections';

function changeRole(
  snapshot: ClusterSnapshot,
  roleName: string,
  to: (role: IamRole) => IamRole,
): ClusterSnapshot {
  return change(snapshot, 'iamRoles', roles =>
    roles.map(role => (role.name === roleName ? to(role) : role)),
  );
}

const withPolicy = (
  policies: readonly NamedPolicyDocument[],
  policy: NamedPolicyDocument,
) => [...policies.filter(({ name }) => name !== policy.name), policy];

export const updateTrustPolicy: Apply<'update-trust-policy'> = (
  snapshot,
  { roleName, document },
) =>
  changeRole(snapshot, roleName, role => ({ ...role, trustPolicy: document }));

export const putRolePolicy: Apply<'put-role-policy'> = (
  snapshot,
  { principal, policyName, document },
) => {
  const policy = { name: policyName, document };
  return principal.kind === 'role'
    ? changeRole(snapshot, principal.name, role => ({
        ...role,
        inlinePolicies: withPolicy(role.inlinePolicies, policy),
      }))
    : change(snapshot, 'iamUsers', users =>
        users.map(user =>
          user.name === principal.name
            ? {
                ...user,
                inlinePolicies: withPolicy(user.inlinePolicies, policy),
              }
            : user,
        ),
      );
};

export const attachRolePolicy: Apply<'attach-role-policy'> = (
  snapshot,
  { roleName, policyArn },
) =>
  changeRole(snapshot, roleName, role => ({
    ...role,
    attachedPolicyArns: [...new Set([...role.attachedPolicyArns, policyArn])],
  }));

export const createOidcProvider: Apply<'create-oidc-provider'> = (
  snapshot,
  { issuer, clientIds },
) => {
  const url = issuer.replace(/^https:\/\//, '');
  const arn = arnBeside(snapshot, 'iam', `oidc-provider/${url}`);
  return change(snapshot, 'oidcProviders', providers => [
    ...providers.filter(provider => provider.arn !== arn),
    { arn, url, clientIds, thumbprints: [] },
  ]);
};

export const addOidcClientId: Apply<'add-oidc-client-id'> = (
  snapshot,
  { providerArn, clientId },
) =>
  change(snapshot, 'oidcProviders', providers =>
    providers.map(provider =>
      provider.arn === providerArn
        ? {
            ...provider,
            clientIds: [...new Set([...provider.clientIds, clientId])],
          }
        : provider,
    ),
  );

export const deactivateAccessKey: Apply<'deactivate-access-key'> = (
  snapshot,
  { userName, keyId },
) =>
  change(snapshot, 'accessKeys', keys =>
    keys.map(key =>
      key.userName === userName && key.id === keyId
        ? { ...key, status: 'Inactive' as const }
        : key,
    ),
  );

/** The whole rotation, its last step included: a new key, and the old one switched off. */
export const rotateAccessKey: Apply<'rotate-access-key'> = (snapshot, action) =>
  change(
    deactivateAccessKey(snapshot, { ...action, kind: 'deactivate-access-key' }),
    'accessKeys',
    keys =>
      keys.flatMap(key =>
        key.userName === action.userName && key.id === action.keyId
          ? [
              key,
              {
                userName: key.userName,
                userArn: key.userArn,
                id: `AKIA${'A'.repeat(15)}${key.id.slice(-1)}`,
                status: 'Active' as const,
                createdAt: snapshot.collectedAt,
                lastUsedAt: snapshot.collectedAt,
              },
            ]
          : [key],
      ),
  );
