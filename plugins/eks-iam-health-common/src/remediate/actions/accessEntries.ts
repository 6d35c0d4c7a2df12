import { RepairTarget } from '../../model';
import { ActionWriter, undoTerraform, verifyTerraform } from '../actionText';
import { cloudFormationResource, logicalId } from '../cloudFormation';
import { hclList, hclName, hclResource, quoteHcl } from '../hcl';
import {
  command,
  lines,
  listOption,
  option,
  quoteJson,
  remark,
} from '../shell';

interface Entry {
  principalArn: string;
  type: string;
  username?: string;
  kubernetesGroups: string[];
  policies: Array<{ policyArn: string; namespaces?: string[] }>;
}

type Association = {
  principalArn: string;
  policyArn: string;
  namespaces?: string[];
};

const onCluster = (target: RepairTarget) => [
  option('--cluster-name', target.clusterName),
  option('--region', target.region),
];

const createEntry = (entry: Entry, target: RepairTarget): string =>
  command(
    'aws eks create-access-entry',
    ...onCluster(target),
    option('--principal-arn', entry.principalArn),
    option('--type', entry.type),
    entry.username !== undefined && option('--username', entry.username),
    entry.kubernetesGroups.length > 0 &&
      listOption('--kubernetes-groups', entry.kubernetesGroups),
  );

/** The CLI's short form knows no quotes, so anything but plain names and patterns goes as JSON. */
function scopeOption(namespaces: string[] | undefined): string {
  if (!namespaces) return '--access-scope type=cluster';
  return namespaces.length > 0 &&
    namespaces.every(n => /^[a-z0-9*.-]+$/.test(n))
    ? option(
        '--access-scope',
        `type=namespace,namespaces=${namespaces.join(',')}`,
      )
    : `--access-scope ${quoteJson({ type: 'namespace', namespaces })}`;
}

const associate = (a: Association, target: RepairTarget): string =>
  command(
    'aws eks associate-access-policy',
    ...onCluster(target),
    option('--principal-arn', a.principalArn),
    option('--policy-arn', a.policyArn),
    scopeOption(a.namespaces),
  );

const disassociate = (a: Association, target: RepairTarget): string =>
  command(
    'aws eks disassociate-access-policy',
    ...onCluster(target),
    option('--principal-arn', a.principalArn),
    option('--policy-arn', a.policyArn),
  );

const createWhole = (entry: Entry, target: RepairTarget): string =>
  lines(
    createEntry(entry, target),
    ...entry.policies.map(policy =>
      associate({ principalArn: entry.principalArn, ...policy }, target),
    ),
  );

/** Commands, or remarks as long as EKS would refuse them: it looks the principal up. */
function createAgain(
  entry: Entry,
  target: RepairTarget,
  isPrincipalGone = false,
): string {
  const commands = createWhole(entry, target);
  if (!isPrincipalGone) return commands;
  return lines(
    remark(
      'EKS takes an entry only for a principal that exists. Once it does:',
    ),
    ...commands.replaceAll(' \\\n  ', ' ').split('\n').map(remark),
  );
}

const deleteEntry = (principalArn: string, target: RepairTarget): string =>
  command(
    'aws eks delete-access-entry',
    ...onCluster(target),
    option('--principal-arn', principalArn),
  );

const describeEntry = (principalArn: string, target: RepairTarget): string =>
  command(
    'aws eks describe-access-entry',
    ...onCluster(target),
    option('--principal-arn', principalArn),
  );

const listPolicies = (principalArn: string, target: RepairTarget): string =>
  command(
    'aws eks list-associated-access-policies',
    ...onCluster(target),
    option('--principal-arn', principalArn),
  );

const nameFor = (principalArn: string) =>
  hclName(principalArn.slice(principalArn.lastIndexOf('/') + 1));

const policyNameOf = (policyArn: string) =>
  policyArn.slice(policyArn.lastIndexOf('/') + 1);

function associationBlock(a: Association, target: RepairTarget): string {
  const scope = a.namespaces
    ? `{\n    type       = "namespace"\n    namespaces = ${hclList(
        a.namespaces,
      )}\n  }`
    : '{\n    type = "cluster"\n  }';
  return hclResource(
    'aws_eks_access_policy_association',
    `${nameFor(a.principalArn)}_${hclName(policyNameOf(a.policyArn))}`,
    [
      ['cluster_name', quoteHcl(target.clusterName)],
      ['principal_arn', quoteHcl(a.principalArn)],
      ['policy_arn', quoteHcl(a.policyArn)],
      ['access_scope', scope],
    ],
  );
}

function entryBlocks(entry: Entry, target: RepairTarget): string {
  const { principalArn, type, username, kubernetesGroups } = entry;
  return [
    hclResource('aws_eks_access_entry', nameFor(principalArn), [
      ['cluster_name', quoteHcl(target.clusterName)],
      ['principal_arn', quoteHcl(principalArn)],
      ['type', quoteHcl(type)],
      username === undefined ? undefined : ['user_name', quoteHcl(username)],
      kubernetesGroups.length > 0
        ? ['kubernetes_groups', hclList(kubernetesGroups)]
        : undefined,
    ]),
    ...entry.policies.map(policy =>
      associationBlock({ principalArn, ...policy }, target),
    ),
  ].join('\n\n');
}

/** The options of eksctl take groups as one list with commas, and no policy. */
const fitsOptions = (entry: Entry) =>
  entry.policies.length === 0 &&
  entry.kubernetesGroups.every(group => !/[",]/.test(group));

/** Everything else goes through its configuration file, on standard input. https://docs.aws.amazon.com/eks/latest/eksctl/access-entries.html */
function eksctlConfig(entry: Entry, target: RepairTarget): string {
  const config = {
    apiVersion: 'eksctl.io/v1alpha5',
    kind: 'ClusterConfig',
    metadata: { name: target.clusterName, region: target.region },
    accessConfig: {
      accessEntries: [
        {
          principalARN: entry.principalArn,
          type: entry.type,
          kubernetesUsername: entry.username,
          kubernetesGroups:
            entry.kubernetesGroups.length > 0
              ? entry.kubernetesGroups
              : undefined,
          accessPolicies:
            entry.policies.length > 0
              ? entry.policies.map(({ policyArn, namespaces }) => ({
                  policyARN: policyArn,
                  accessScope: namespaces
                    ? { type: 'namespace', namespaces }
                    : { type: 'cluster' },
                }))
              : undefined,
        },
      ],
    },
  };
  return `printf '%s' ${quoteJson(
    config,
  )} |\n  eksctl create accessentry --config-file -`;
}

const eksctlCluster = (target: RepairTarget) => [
  option('--cluster', target.clusterName),
  option('--region', target.region),
];

export const createAccessEntry: ActionWriter<'create-access-entry'> = (
  action,
  target,
) => ({
  aws: {
    do: createWhole(action, target),
    verify: lines(
      describeEntry(action.principalArn, target),
      action.policies.length > 0 && listPolicies(action.principalArn, target),
    ),
    undo: deleteEntry(action.principalArn, target),
  },
  eksctl: {
    do: fitsOptions(action)
      ? command(
          'eksctl create accessentry',
          ...eksctlCluster(target),
          option('--principal-arn', action.principalArn),
          option('--type', action.type),
          action.username !== undefined &&
            option('--kubernetes-username', action.username),
          action.kubernetesGroups.length > 0 &&
            option('--kubernetes-groups', action.kubernetesGroups.join(',')),
        )
      : eksctlConfig(action, target),
    verify: command(
      'eksctl get accessentry',
      ...eksctlCluster(target),
      option('--principal-arn', action.principalArn),
    ),
    undo: command(
      'eksctl delete accessentry',
      ...eksctlCluster(target),
      option('--principal-arn', action.principalArn),
    ),
  },
  terraform: {
    do: entryBlocks(action, target),
    verify: verifyTerraform,
    undo: undoTerraform,
  },
  cloudformation: cloudFormationResource(
    logicalId('access entry', action.principalArn.split('/').pop() ?? ''),
    'AWS::EKS::AccessEntry',
    {
      ClusterName: target.clusterName,
      PrincipalArn: action.principalArn,
      Type: action.type,
      Username: action.username,
      KubernetesGroups:
        action.kubernetesGroups.length > 0
          ? action.kubernetesGroups
          : undefined,
      AccessPolicies:
        action.policies.length > 0
          ? action.policies.map(({ policyArn, namespaces }) => ({
              PolicyArn: policyArn,
              AccessScope: namespaces
                ? { Type: 'namespace', Namespaces: namespaces }
                : { Type: 'cluster' },
            }))
          : undefined,
    },
    describeEntry(action.principalArn, target),
  ),
});

export const deleteAccessEntry: ActionWriter<'delete-access-entry'> = (
  { principalArn, before, isPrincipalGone },
  target,
) => ({
  aws: {
    do: lines(
      !before &&
        lines(
          remark('Keep what the entry grants, to be able to make it again:'),
          `${describeEntry(principalArn, target)} > access-entry.backup.json`,
          `${listPolicies(principalArn, target)} > access-policies.backup.json`,
        ),
      deleteEntry(principalArn, target),
    ),
    verify: command(
      'aws eks list-access-entries',
      ...onCluster(target),
      "--query 'accessEntries'",
    ),
    undo: before
      ? createAgain({ principalArn, ...before }, target, isPrincipalGone)
      : remark(
          'Create the entry again with the groups and policies kept in access-entry.backup.json and access-policies.backup.json',
        ),
  },
  eksctl: {
    do: command(
      'eksctl delete accessentry',
      ...eksctlCluster(target),
      option('--principal-arn', principalArn),
    ),
    verify: command('eksctl get accessentry', ...eksctlCluster(target)),
    undo: before
      ? createAgain({ principalArn, ...before }, target, isPrincipalGone)
      : remark('Create the entry again with the groups and policies it had'),
  },
});

export const associateAccessPolicy: ActionWriter<'associate-access-policy'> = (
  action,
  target,
) => ({
  aws: {
    do: associate(action, target),
    verify: listPolicies(action.principalArn, target),
    undo: action.before
      ? associate({ ...action, namespaces: action.before.namespaces }, target)
      : disassociate(action, target),
  },
  terraform: {
    do: associationBlock(action, target),
    verify: verifyTerraform,
    undo: undoTerraform,
  },
});

export const disassociateAccessPolicy: ActionWriter<
  'disassociate-access-policy'
> = (action, target) => ({
  aws: {
    do: disassociate(action, target),
    verify: listPolicies(action.principalArn, target),
    undo: associate(action, target),
  },
});
