import { AdminBinding } from '../../access';
import { parseArn } from '../../arn';
import {
  clusterKeys,
  contextOfPrincipal,
  evaluateIdentity,
  IamDecision,
  KnownKeys,
  PrincipalPolicies,
} from '../../iam';
import { AccessEntry, Cluster } from '../../model';
import { accessPolicyArn } from '../../rbac';

/** A way by the EKS API to the power of an administrator in one cluster, as far as a principal's policies open it. */
export interface WayIntoCluster {
  kind:
    | 'create-and-associate'
    | 'associate'
    | 'create-in-group'
    | 'update-into-group'
    | 'identity-provider'
    | 'raise-mode'
    /** only what the conditions of the policies leave */
    | 'guarded'
    /** the mode alone, from which access entries could follow */
    | 'mode-only';
  decisions: IamDecision[];
  /** the group or user name that is bound to administrators */
  via?: string;
}

export const adminPolicyName = 'AmazonEKSClusterAdminPolicy';

/** Whom an administrator binding names in a way that an access entry or an issuer may claim. */
export interface ClaimableSubject {
  kind: 'Group' | 'User';
  name: string;
}

const reserved = /^(system|eks|aws|amazon|iam):/;

/** https://docs.aws.amazon.com/eks/latest/userguide/creating-access-entries.html */
export function claimableSubjects(
  bindings: readonly AdminBinding[],
): ClaimableSubject[] {
  return bindings.flatMap(({ subjects }) =>
    subjects.flatMap(({ kind, name }): ClaimableSubject[] => {
      if (kind === 'Group' && !name.startsWith('system:')) {
        return [{ kind, name }];
      }
      return kind === 'User' && !reserved.test(name) ? [{ kind, name }] : [];
    }),
  );
}

const isOpen = ({ effect }: IamDecision) =>
  effect === 'allowed' || effect === 'unknown';

/** The ways that are open, or may be; the widest first. */
export function waysIntoCluster(
  principal: PrincipalPolicies,
  entry: AccessEntry | undefined,
  cluster: Cluster,
  claimable: readonly ClaimableSubject[],
): WayIntoCluster[] {
  const ask = asker(principal, entry, cluster);
  const isOff = cluster.authenticationMode === 'CONFIG_MAP';
  const update = ask.updateMode();
  const associate = ask.associate();
  const create = ask.create();
  const found: WayIntoCluster[] = [];
  const add = (
    kind: WayIntoCluster['kind'],
    decisions: IamDecision[],
    via?: string,
  ) => {
    if (decisions.every(isOpen)) found.push({ kind, decisions, via });
  };
  if (isOff) {
    add('raise-mode', [update, create, associate]);
    if (found.length === 0) add('mode-only', [update]);
    return found;
  }
  if (entry) add('associate', [associate]);
  else add('create-and-associate', [create, associate]);
  for (const subject of claimable) {
    const via = `${subject.kind.toLowerCase()} ${subject.name}`;
    if (entry) add('update-into-group', [ask.updateEntry()], via);
    else add('create-in-group', [ask.create(subject)], via);
    add('identity-provider', [ask.identityProvider()], via);
  }
  if (found.length === 0) {
    const guarded = ask.associateSomething();
    add('guarded', entry ? [guarded] : [create, guarded]);
  }
  return found;
}

/** Keys that only an association of a policy has. */
const notAssociating: KnownKeys = {
  'eks:policyArn': 'absent',
  'eks:accessScope': 'absent',
  'eks:namespaces': 'absent',
};

function asker(
  principal: PrincipalPolicies,
  entry: AccessEntry | undefined,
  cluster: Cluster,
) {
  const { partition } = cluster;
  const about: KnownKeys = {
    ...clusterKeys(cluster),
    'eks:clusterName': cluster.name,
    'eks:principalArn': principal.arn,
    'eks:accessEntryType': 'STANDARD',
  };
  const ask = (action: string, resource: string, more: KnownKeys = {}) =>
    evaluateIdentity(principal, {
      action,
      resource,
      context: contextOfPrincipal(principal, { ...about, ...more }),
    });
  const entryArn = entry?.accessEntryArn ?? entryArnOf(principal, cluster);
  const associate = (policy: string, scope: 'cluster' | 'namespace') =>
    ask('eks:AssociateAccessPolicy', entryArn, {
      'eks:policyArn': accessPolicyArn(partition, policy),
      'eks:accessScope': scope,
      'eks:namespaces': scope === 'cluster' ? 'absent' : ['q7-any-z4'],
    });
  return {
    associate: () => associate(adminPolicyName, 'cluster'),
    /** what is left to hand out where the administrator's policy is not */
    associateSomething: () => {
      const tried = [
        associate(adminPolicyName, 'namespace'),
        associate('AmazonEKSAdminPolicy', 'cluster'),
        associate('AmazonEKSEditPolicy', 'namespace'),
        associate('AmazonEKSViewPolicy', 'cluster'),
        associate('AmazonEKSViewPolicy', 'namespace'),
      ];
      return tried.find(({ effect }) => effect === 'allowed') ?? tried[0];
    },
    create: (subject?: ClaimableSubject) =>
      ask('eks:CreateAccessEntry', cluster.arn, {
        ...notAssociating,
        'eks:kubernetesGroups':
          subject?.kind === 'Group' ? [subject.name] : 'absent',
        ...(subject?.kind === 'User' && { 'eks:username': subject.name }),
      }),
    // The keys of this action tell about the entry as it is: the new groups cannot be limited.
    updateEntry: () =>
      ask('eks:UpdateAccessEntry', entryArn, {
        'eks:kubernetesGroups': entry?.kubernetesGroups.length
          ? entry.kubernetesGroups
          : 'absent',
        ...(entry?.username && { 'eks:username': entry.username }),
      }),
    identityProvider: () =>
      ask('eks:AssociateIdentityProviderConfig', cluster.arn),
    updateMode: () =>
      ask('eks:UpdateClusterConfig', cluster.arn, {
        'eks:authenticationMode': 'API_AND_CONFIG_MAP',
      }),
  };
}

/** The ARN that an entry of this principal would get; nobody knows its last part beforehand. */
function entryArnOf({ arn, kind, name }: PrincipalPolicies, cluster: Cluster) {
  const { partition, region, accountId } = cluster;
  const account = parseArn(arn)?.accountId;
  return `arn:${partition}:eks:${region}:${accountId}:access-entry/${cluster.name}/${kind}/${account}/${name}/00000000-0000-0000-0000-000000000000`;
}
