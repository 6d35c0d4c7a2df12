import { AwsError } from '../errors';
import type { QueryOperation } from '../query';
import { XmlMap } from '../xml';
import { accountAuthorizationDetails } from './accountAuthorizationDetails';
import { credentialReport, generateCredentialReport } from './credentialReport';
import { iamPage } from './page';
import { oidcProviders } from './oidcProviders';
import { toRole, toUser } from './shapes';
import { iamWrites } from './writes';

/** The operations of IAM. */
export const iamOperations: Record<string, QueryOperation> = {
  GetAccountAuthorizationDetails: accountAuthorizationDetails,
  GenerateCredentialReport: generateCredentialReport,
  GetCredentialReport: credentialReport,
  ...oidcProviders,
  ...iamWrites,

  GetAccountSummary(call) {
    call.authorize('*');
    const { account } = call.caller;
    const summary = {
      Users: account.users.length,
      Groups: account.groups.length,
      Roles: account.roles.length,
      Policies: account.policies.filter(p => !p.arn.includes(':iam::aws:'))
        .length,
      AccountMFAEnabled: account.rootMfa ? 1 : 0,
      AccountAccessKeysPresent: account.rootAccessKeys,
      AccountPasswordPresent: 1,
      AccessKeysPerUserQuota: 2,
      AssumeRolePolicySizeQuota: 2048,
    };
    return { SummaryMap: new XmlMap(summary) };
  },

  ListUsers(call, parameters) {
    const { account } = call.caller;
    call.authorize(`arn:${account.partition}:iam::${account.id}:user/`);
    const { items, fields } = iamPage(account.users, parameters);
    return { Users: items.map(toUser), ...fields };
  },

  GetUser(call, parameters) {
    const { account } = call.caller;
    const name = parameters.get('UserName') ?? call.caller.principalName;
    const found = account.users.find(u => same(u.name, name));
    call.authorize(
      found?.arn ?? `arn:${account.partition}:iam::${account.id}:user/${name}`,
    );
    if (!found) {
      throw noSuchEntity(`The user with name ${name} cannot be found.`);
    }
    return { User: toUser(found) };
  },

  GetRole(call, parameters) {
    const { account } = call.caller;
    const name = parameters.get('RoleName') ?? '';
    const found = account.roles.find(r => same(r.name, name));
    call.authorize(
      found?.arn ?? `arn:${account.partition}:iam::${account.id}:role/${name}`,
    );
    if (!found) {
      throw noSuchEntity(`The role with name ${name} cannot be found.`);
    }
    return { Role: toRole(found) };
  },

  ListRoles(call, parameters) {
    const { account } = call.caller;
    call.authorize(`arn:${account.partition}:iam::${account.id}:role/`);
    const prefix = parameters.get('PathPrefix') ?? '/';
    const { items, fields } = iamPage(
      account.roles.filter(r => r.path.startsWith(prefix)),
      parameters,
    );
    return { Roles: items.map(toRole), ...fields };
  },

  ListAccessKeys(call, parameters) {
    const { account } = call.caller;
    const name = parameters.get('UserName') ?? call.caller.principalName;
    const found = account.users.find(u => same(u.name, name));
    call.authorize(
      found?.arn ?? `arn:${account.partition}:iam::${account.id}:user/${name}`,
    );
    if (!found) {
      throw noSuchEntity(`The user with name ${name} cannot be found.`);
    }
    const { items, fields } = iamPage(found.keys, parameters);
    return {
      AccessKeyMetadata: items.map(key => ({
        UserName: found.name,
        AccessKeyId: key.id,
        Status: key.active ? 'Active' : 'Inactive',
        CreateDate: key.createdAt,
      })),
      ...fields,
    };
  },

  GetAccessKeyLastUsed(call, parameters) {
    const id = parameters.get('AccessKeyId') ?? '';
    const { account } = call.caller;
    const user = account.users.find(u => u.keys.some(k => k.id === id));
    call.authorize(
      user?.arn ?? `arn:${account.partition}:iam::${account.id}:user/*`,
    );
    const key = user?.keys.find(k => k.id === id);
    if (!user || !key) {
      throw noSuchEntity(`The Access Key with id ${id} cannot be found`);
    }
    return {
      UserName: user.name,
      AccessKeyLastUsed: {
        LastUsedDate: key.lastUsedAt,
        ServiceName: key.lastUsedAt ? key.lastUsedService : 'N/A',
        Region: key.lastUsedAt ? key.lastUsedRegion : 'N/A',
      },
    };
  },
};

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function noSuchEntity(message: string) {
  return new AwsError('NoSuchEntity', message, 404);
}
