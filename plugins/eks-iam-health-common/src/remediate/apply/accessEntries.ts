import { parseArn } from '../../arn';
import {
  AccessEntry,
  AssociatedAccessPolicy,
  ClusterSnapshot,
} from '../../model';
import { Apply, arnBeside, change, clusterNameOf } from './sections';

/** EKS gives entries of nodes their user name and group by the type alone. */
const nodeName = 'system:node:{{EC2PrivateDNSName}}';
const sessionName = 'system:node:{{SessionName}}';
const ofNodes: Record<string, string> = {
  EC2_LINUX: nodeName,
  EC2_WINDOWS: nodeName,
  EC2: nodeName,
  FARGATE_LINUX: sessionName,
  HYBRID_LINUX: sessionName,
  HYPERPOD_LINUX: sessionName,
};

/** The user name that EKS makes when none is given. */
function defaultUsername(principalArn: string, type: string): string {
  const ofNode = ofNodes[type];
  if (ofNode) return ofNode;
  const arn = parseArn(principalArn);
  const [kind, ...path] = arn?.resource.split('/') ?? [];
  return arn && kind === 'role'
    ? `arn:${arn.partition}:sts::${arn.accountId}:assumed-role/${
        path[path.length - 1]
      }/{{SessionName}}`
    : principalArn;
}

function toScope(
  namespaces: string[] | undefined,
): AssociatedAccessPolicy['scope'] {
  return namespaces ? { type: 'namespace', namespaces } : { type: 'cluster' };
}

function toAssociated(
  { collectedAt }: ClusterSnapshot,
  { policyArn, namespaces }: { policyArn: string; namespaces?: string[] },
): AssociatedAccessPolicy {
  return { policyArn, scope: toScope(namespaces), associatedAt: collectedAt };
}

function changeEntry(
  snapshot: ClusterSnapshot,
  principalArn: string,
  to: (entry: AccessEntry) => AccessEntry,
): ClusterSnapshot {
  return change(snapshot, 'accessEntries', entries =>
    entries.map(entry =>
      entry.principalArn === principalArn ? to(entry) : entry,
    ),
  );
}

export const createAccessEntry: Apply<'create-access-entry'> = (
  snapshot,
  { principalArn, type, username, kubernetesGroups, policies },
) =>
  change(snapshot, 'accessEntries', entries => [
    ...entries.filter(entry => entry.principalArn !== principalArn),
    {
      principalArn,
      accessEntryArn: arnBeside(
        snapshot,
        'eks',
        `access-entry/${clusterNameOf(snapshot)}/${
          parseArn(principalArn)?.resource ?? principalArn
        }/new`,
      ),
      type,
      username: username ?? defaultUsername(principalArn, type),
      kubernetesGroups:
        type in ofNodes && kubernetesGroups.length === 0
          ? ['system:nodes']
          : kubernetesGroups,
      policies: policies.map(policy => toAssociated(snapshot, policy)),
      createdAt: snapshot.collectedAt,
      modifiedAt: snapshot.collectedAt,
      tags: {},
    },
  ]);

export const deleteAccessEntry: Apply<'delete-access-entry'> = (
  snapshot,
  { principalArn },
) =>
  change(snapshot, 'accessEntries', entries =>
    entries.filter(entry => entry.principalArn !== principalArn),
  );

export const associateAccessPolicy: Apply<'associate-access-policy'> = (
  snapshot,
  action,
) =>
  changeEntry(snapshot, action.principalArn, entry => ({
    ...entry,
    policies: [
      ...entry.policies.filter(
        ({ policyArn }) => policyArn !== action.policyArn,
      ),
      toAssociated(snapshot, action),
    ],
  }));

export const disassociateAccessPolicy: Apply<'disassociate-access-policy'> = (
  snapshot,
  action,
) =>
  changeEntry(snapshot, action.principalArn, entry => ({
    ...entry,
    policies: entry.policies.filter(
      ({ policyArn }) => policyArn !== action.policyArn,
    ),
  }));
