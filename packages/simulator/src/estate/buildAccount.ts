import { hexId, uniqueId } from './ids';
import { EstateError } from './loadEstate';
import { managedPolicyArn, managedPolicyDocument } from './managedPolicies';
import { toDate } from './moments';
import { AccountDefinition } from './schema';
import { toPolicyDocument, toTrustPolicy, TrustedCluster } from './shorthand';
import { Account, ManagedPolicy, PolicyDocument } from './World';

/** The account as IAM knows it. */
export function buildAccount(
  definition: AccountDefinition,
  now: Date,
  clusterNamed: (name: string) => TrustedCluster,
): Account {
  const { account: id, partition } = definition;
  const arn = (rest: string) => `arn:${partition}:iam::${id}:${rest}`;
  const seed = (kind: string, name: string) => `${id}/${kind}/${name}`;

  const own: ManagedPolicy[] = definition.policies.map(policy => ({
    name: policy.name,
    path: policy.path,
    id: uniqueId('ANPA', seed('policy', policy.name)),
    arn: arn(`policy${policy.path}${policy.name}`),
    createdAt: toDate('400 days ago', now),
    document: toPolicyDocument(policy.document),
  }));
  const awsManaged = new Map<string, ManagedPolicy>();

  const policyArn = (name: string): string => {
    if (name.startsWith('arn:')) return name;
    const ours = own.find(policy => policy.name === name);
    if (ours) return ours.arn;
    const managed = managedPolicyArn(name, partition);
    if (!managed) {
      throw new EstateError(
        `account ${id}: no policy "${name}", neither its own nor a known one of AWS`,
      );
    }
    if (!awsManaged.has(managed)) {
      awsManaged.set(managed, awsPolicy(name, managed));
    }
    return managed;
  };
  const inline = (policies: AccountDefinition['users'][0]['inline']) =>
    Object.entries(policies).map(([name, document]) => ({
      name,
      document: toPolicyDocument(document),
    }));

  const users = definition.users.map(user => ({
    name: user.name,
    path: user.path,
    id: uniqueId('AIDA', seed('user', user.name)),
    arn: arn(`user${user.path}${user.name}`),
    createdAt: toDate(user.created, now),
    groups: user.groups,
    attachedPolicyArns: user.policies.map(policyArn),
    inlinePolicies: inline(user.inline),
    boundaryArn: user.boundary ? policyArn(user.boundary) : undefined,
    tags: user.tags,
    calls: user.calls,
    consolePassword: user.consolePassword,
    keys: user.keys.map(key => ({
      id: key.id,
      secret: key.secret,
      createdAt: toDate(key.created, now),
      active: key.active,
      lastUsedAt: key.lastUsed ? toDate(key.lastUsed, now) : undefined,
      lastUsedService: key.lastUsedService,
      lastUsedRegion: key.lastUsedRegion,
    })),
  }));

  const groups = definition.groups.map(group => ({
    name: group.name,
    id: uniqueId('AGPA', seed('group', group.name)),
    arn: arn(`group/${group.name}`),
    createdAt: toDate('500 days ago', now),
    attachedPolicyArns: group.policies.map(policyArn),
    inlinePolicies: inline(group.inline),
  }));

  const roles = definition.roles.map(role => {
    let trust: PolicyDocument;
    try {
      trust = toTrustPolicy(role.trust, { id, partition }, clusterNamed);
    } catch (error) {
      throw new EstateError(
        `account ${id}, role ${role.name}: ${(error as Error).message}`,
      );
    }
    return {
      name: role.name,
      path: role.path,
      id: uniqueId('AROA', seed('role', role.name)),
      arn: arn(`role${role.path}${role.name}`),
      createdAt: toDate(role.created, now),
      trust,
      attachedPolicyArns: role.policies.map(policyArn),
      inlinePolicies: inline(role.inline),
      boundaryArn: role.boundary ? policyArn(role.boundary) : undefined,
      instanceProfile: role.instanceProfile,
      tags: role.tags,
      calls: role.calls,
    };
  });

  const oidcProviders = definition.oidcProviders.map(provider => {
    const url =
      'cluster' in provider
        ? clusterNamed(provider.cluster).oidcIssuer.replace('https://', '')
        : provider.url;
    return {
      url,
      arn: arn(`oidc-provider/${url}`),
      clientIds: provider.clientIds,
      createdAt: toDate('300 days ago', now),
    };
  });

  return {
    id,
    partition,
    users,
    groups,
    roles,
    policies: [...own, ...awsManaged.values()],
    oidcProviders,
    rootAccessKeys: definition.summary.rootAccessKeys,
    rootMfa: definition.summary.rootMfa,
  };
}

function awsPolicy(name: string, arn: string): ManagedPolicy {
  return {
    name,
    arn,
    path: arn.slice(arn.indexOf(':policy') + 7, -name.length),
    id: `ANPA${hexId(name, 17).replace(/[0189]/g, 'Z')}`,
    createdAt: new Date('2018-05-27T21:00:00Z'),
    document: managedPolicyDocument(name),
  };
}
