import { newAccessEntry } from '../../estate/buildCluster';
import { AccessEntry, Cluster } from '../../estate/World';
import { accessPolicyNames } from '../../kubernetes/accessPolicies';
import { AwsError } from '../errors';
import { Call } from '../Operation';
import {
  checkGroups,
  checkPolicy,
  checkPrincipal,
  checkType,
  checkUsername,
  invalid,
  toScope,
} from './accessEntryRules';
import { clusterOf, eksPage, seconds } from './clusters';
import { EksInput } from './routes';

/** ListAccessEntries, also filtered by an associated policy. */
export function listAccessEntries(
  call: Call,
  { path: [name], query }: EksInput,
) {
  const cluster = accessCluster(call, name);
  const policy = query.get('associatedPolicyArn');
  const arns = cluster.accessEntries
    .filter(e => !policy || e.policies.some(p => p.policyArn === policy))
    .map(e => e.principalArn);
  const { items, nextToken } = eksPage(arns, query);
  return { accessEntries: items, nextToken };
}

/** DescribeAccessEntry. */
export function describeAccessEntry(
  call: Call,
  { path: [name, arn] }: EksInput,
) {
  const cluster = accessCluster(call, name, arn);
  return { accessEntry: toEntry(cluster, entryOf(cluster, arn)) };
}

/** CreateAccessEntry, with the refusals of EKS. */
export function createAccessEntry(
  call: Call,
  { path: [name], body }: EksInput,
) {
  const cluster = accessCluster(call, name);
  const input = body as {
    principalArn?: string;
    type?: string;
    username?: string;
    kubernetesGroups?: string[];
    tags?: Record<string, string>;
  };
  const principalArn = input.principalArn ?? '';
  const type = input.type ?? 'STANDARD';
  checkPrincipal(call, cluster, principalArn, type);
  checkType(type);
  checkUsername(input.username);
  checkGroups(input.kubernetesGroups);
  if (
    type !== 'STANDARD' &&
    (input.kubernetesGroups?.length || input.username)
  ) {
    throw invalid(
      `Kubernetes groups and username cannot be specified for an access entry of type ${type}`,
    );
  }
  if (cluster.accessEntries.some(e => e.principalArn === principalArn)) {
    throw new AwsError(
      'ResourceInUseException',
      'The specified access entry resource is already in use on this cluster.',
      409,
      { clusterName: name },
    );
  }
  const entry = newAccessEntry(cluster, call.world.accounts, {
    principalArn,
    type,
    username: input.username,
    kubernetesGroups: input.kubernetesGroups ?? [],
    tags: input.tags ?? {},
    policies: [],
    createdAt: call.world.now(),
  });
  cluster.accessEntries.push(entry);
  return { accessEntry: toEntry(cluster, entry) };
}

/** UpdateAccessEntry: the groups are replaced as a whole. */
export function updateAccessEntry(
  call: Call,
  { path: [name, arn], body }: EksInput,
) {
  const cluster = accessCluster(call, name, arn);
  const entry = entryOf(cluster, arn);
  const input = body as { username?: string; kubernetesGroups?: string[] };
  checkUsername(input.username);
  checkGroups(input.kubernetesGroups);
  if (entry.type !== 'STANDARD') {
    throw invalid(
      `Access entry of type ${entry.type} does not support kubernetesGroups or username`,
    );
  }
  if (input.kubernetesGroups) entry.kubernetesGroups = input.kubernetesGroups;
  if (input.username) entry.username = input.username;
  entry.modifiedAt = call.world.now();
  return { accessEntry: toEntry(cluster, entry) };
}

/** DeleteAccessEntry; its associations go with it. */
export function deleteAccessEntry(call: Call, { path: [name, arn] }: EksInput) {
  const cluster = accessCluster(call, name, arn);
  const entry = entryOf(cluster, arn);
  cluster.accessEntries = cluster.accessEntries.filter(e => e !== entry);
  return {};
}

/** ListAssociatedAccessPolicies. */
export function listAssociatedAccessPolicies(
  call: Call,
  { path: [name, arn], query }: EksInput,
) {
  const cluster = accessCluster(call, name, arn);
  const { items, nextToken } = eksPage(entryOf(cluster, arn).policies, query);
  return {
    clusterName: name,
    principalArn: arn,
    associatedAccessPolicies: items.map(toAssociation),
    nextToken,
  };
}

/** AssociateAccessPolicy: once per policy and entry, so calling again replaces the scope. */
export function associateAccessPolicy(
  call: Call,
  { path: [name, arn], body }: EksInput,
) {
  const cluster = accessCluster(call, name, arn);
  const entry = entryOf(cluster, arn);
  const { policyArn = '', accessScope } = body as {
    policyArn?: string;
    accessScope?: { type?: string; namespaces?: string[] };
  };
  checkPolicy(cluster, policyArn);
  if (entry.type !== 'STANDARD' && entry.type !== 'EC2') {
    throw new AwsError(
      'InvalidRequestException',
      `Access policies cannot be associated with access entries of type ${entry.type}`,
    );
  }
  const scope = toScope(accessScope);
  const now = call.world.now();
  const existing = entry.policies.find(p => p.policyArn === policyArn);
  if (existing) {
    existing.scope = scope;
    existing.modifiedAt = now;
  } else {
    entry.policies.push({
      policyArn,
      scope,
      associatedAt: now,
      modifiedAt: now,
    });
  }
  const association = entry.policies.find(p => p.policyArn === policyArn);
  return {
    clusterName: name,
    principalArn: arn,
    associatedAccessPolicy: association && toAssociation(association),
  };
}

/** DisassociateAccessPolicy. */
export function disassociateAccessPolicy(
  call: Call,
  { path: [name, arn, policyArn] }: EksInput,
) {
  const cluster = accessCluster(call, name, arn);
  const entry = entryOf(cluster, arn);
  const rest = entry.policies.filter(p => p.policyArn !== policyArn);
  if (rest.length === entry.policies.length) {
    throw new AwsError(
      'ResourceNotFoundException',
      'The specified access policy association could not be found.',
      404,
      { clusterName: name },
    );
  }
  entry.policies = rest;
  return {};
}

/** ListAccessPolicies. */
export function listAccessPolicies(call: Call, { query }: EksInput) {
  call.authorize('*');
  const { partition } = call.caller.account;
  const policies = accessPolicyNames.map(name => ({
    name,
    arn: `arn:${partition}:eks::aws:cluster-access-policy/${name}`,
  }));
  const { items, nextToken } = eksPage(policies, query);
  return { accessPolicies: items, nextToken };
}

function accessCluster(
  call: Call,
  name: string,
  principalArn?: string,
): Cluster {
  const { partition, id } = call.caller.account;
  const arn = principalArn
    ? call.world.clusters
        .find(c => c.name === name && c.accountId === id)
        ?.accessEntries.find(e => e.principalArn === principalArn)
        ?.accessEntryArn
    : undefined;
  const cluster = clusterOf(
    call,
    name,
    arn ?? `arn:${partition}:eks:${call.region}:${id}:cluster/${name}`,
  );
  if (cluster.mode === 'CONFIG_MAP') {
    throw new AwsError(
      'InvalidRequestException',
      "The cluster's authentication mode must be set to one of [API, API_AND_CONFIG_MAP] to perform this operation.",
      400,
      { clusterName: name },
    );
  }
  return cluster;
}

function entryOf(cluster: Cluster, principalArn: string): AccessEntry {
  const found = cluster.accessEntries.find(
    e => e.principalArn === principalArn,
  );
  if (!found) {
    throw new AwsError(
      'ResourceNotFoundException',
      "The specified principalArn could not be found. You can view your available access entries with 'list-access-entries'.",
      404,
      { clusterName: cluster.name },
    );
  }
  return found;
}

function toEntry(cluster: Cluster, entry: AccessEntry) {
  return {
    clusterName: cluster.name,
    principalArn: entry.principalArn,
    kubernetesGroups: entry.kubernetesGroups,
    accessEntryArn: entry.accessEntryArn,
    createdAt: seconds(entry.createdAt),
    modifiedAt: seconds(entry.modifiedAt),
    tags: entry.tags,
    username: entry.username,
    type: entry.type,
  };
}

function toAssociation(policy: AccessEntry['policies'][number]) {
  return {
    policyArn: policy.policyArn,
    accessScope: policy.scope,
    associatedAt: seconds(policy.associatedAt),
    modifiedAt: seconds(policy.modifiedAt),
  };
}
