import {
  clusterAdminsOf,
  MappedPrincipal,
  principalsIn,
  unaskedSources,
} from '../../access';
import { arrivalKey, principalKind, shortArn } from '../../arn';
import {
  AccessEntry,
  Cluster,
  ClusterCreation,
  Derived,
  Repair,
} from '../../model';
import { accessPolicyName } from '../../rbac';
import { defineCheck, Found } from '../defineCheck';
import { entryBefore } from './awsAuthRepairs';
import { isAssumedByMachines, isAssumedByPeople } from './humanRoles';

interface Creator extends Found {
  cluster: Cluster;
  creation: ClusterCreation | null;
  /** absent: mode CONFIG_MAP, where nothing shows the creator */
  entry?: AccessEntry;
  policyArn?: string;
  /** others that administer the cluster, without whom the rights have to stay */
  otherAdmins: string[];
}

/** The entry of the creator is made together with the cluster. */
const TOGETHER_MILLISECONDS = 15 * 60_000;

const wasMadeWith = (entry: AccessEntry, cluster: Cluster) =>
  Math.abs(Date.parse(entry.createdAt) - Date.parse(cluster.createdAt)) <=
  TOGETHER_MILLISECONDS;

/** Whether an identity was made to run a pipeline, or is one that nobody should work with. */
function verdictFor(
  { arn }: MappedPrincipal,
  derived: Derived,
): Creator['verdict'] | undefined {
  if (principalKind(arn) !== 'role') return 'fail';
  if (isAssumedByMachines({ arn }, derived.snapshot) === 'yes') return 'fail';
  return isAssumedByPeople({ arn }, derived.snapshot) === 'yes'
    ? undefined
    : 'unknown';
}

export const creatorKeepsAdministrator = defineCheck({
  id: 'creator-keeps-administrator',
  number: 'AUTHN-021',
  area: 'authentication',
  topics: ['B'],
  title: 'Creator of the cluster keeps the rights of an administrator',
  severity: 'medium',
  why: 'Whoever creates a cluster becomes its administrator. That is often a pipeline or a user of the first day, whose rights nobody looks at again.',
  documentation:
    'https://docs.aws.amazon.com/eks/latest/best-practices/identity-and-access-management.html',
  needs: [
    'cluster',
    'accessEntries',
    'iamRoles',
    'bindings',
    'clusterRoles',
    'clusterCreation',
  ],
  canProveWithout: [
    'accessEntries',
    'iamRoles',
    'bindings',
    'clusterRoles',
    'clusterCreation',
  ],
  // The event helps where it is there; the dates tell without it.
  doesNotNeed: snapshot => [
    ...unaskedSources(snapshot),
    'bindings',
    'clusterRoles',
    'clusterCreation',
  ],
  evaluate: ({ cluster, clusterCreation, derived, settings }): Creator[] => {
    const base = { cluster, creation: clusterCreation };
    if (cluster.authenticationMode === 'CONFIG_MAP') {
      return [{ ...base, verdict: 'warn', otherAdmins: [] }];
    }
    const allowed = new Set(settings.allowedAdminArns.map(arrivalKey));
    const creators = principalsIn(derived).all.flatMap(
      (principal): Creator[] => {
        const { door, isService, isNode, arn } = principal;
        if (door.kind !== 'access-entry' || isService || isNode) return [];
        const { entry } = door;
        const policy = entry.policies.find(
          ({ policyArn, scope }) =>
            accessPolicyName(policyArn) === 'AmazonEKSClusterAdminPolicy' &&
            scope.type === 'cluster',
        );
        const isCreator = clusterCreation
          ? arrivalKey(clusterCreation.principalArn) === arrivalKey(arn)
          : wasMadeWith(entry, cluster);
        if (!policy || !isCreator || allowed.has(arrivalKey(arn))) return [];
        const verdict = verdictFor(principal, derived);
        if (!verdict) return [];
        const { policyArn } = policy;
        return [{ ...base, verdict, entry, policyArn, otherAdmins: [] }];
      },
    );
    // Whoever is to lose these rights as well is nobody to rely on.
    const leaving = new Set(
      creators.map(({ entry }) => arrivalKey(entry?.principalArn ?? '')),
    );
    const otherAdmins = clusterAdminsOf(derived)
      .admins.filter(
        ({ principal }) =>
          principal &&
          !principal.isNode &&
          !leaving.has(arrivalKey(principal.arn)),
      )
      .map(({ name }) => name);
    return creators.map(creator => ({ ...creator, otherAdmins }));
  },
  subject: ({ entry, cluster }) => entry?.principalArn ?? cluster.arn,
  message: ({ entry, cluster, creation, verdict }) => {
    if (!entry) {
      const name = creation
        ? `\`${shortArn(creation.principalArn, cluster.accountId)}\``
        : 'the creator';
      return `${name} created the cluster and administers it for good: in mode \`CONFIG_MAP\` nothing shows or ends that`;
    }
    const name = `\`${shortArn(entry.principalArn, cluster.accountId)}\``;
    return verdict === 'unknown'
      ? `${name} administers the cluster since it was created; whether a pipeline or people use it is not known`
      : `${name} administers the cluster since it was created`;
  },
  evidence: ({ entry, cluster, creation }) => [
    {
      fact: 'Cluster created',
      value: creation
        ? `${creation.at} by ${creation.principalArn}`
        : cluster.createdAt,
      readFrom: creation ? 'cloudtrail:LookupEvents' : 'eks:DescribeCluster',
    },
    entry
      ? {
          fact: 'Access entry',
          value: `${entry.principalArn}, made ${entry.createdAt}`,
          readFrom: 'eks:DescribeAccessEntry',
        }
      : {
          fact: 'Authentication mode',
          value: 'CONFIG_MAP',
          readFrom: 'eks:DescribeCluster',
        },
  ],
  affected: ({ entry }) => (entry ? [entry.principalArn] : []),
  remediate: found => (found.verdict === 'unknown' ? [] : [repairOf(found)]),
});

function repairOf({ entry, policyArn, otherAdmins }: Creator): Repair {
  if (!entry || !policyArn) {
    return {
      title:
        'Move on to access entries: the creator then has an entry, which can be taken away.',
      class: 'advice',
      actions: [],
      needs: ['eks:UpdateClusterConfig', 'eks:DisassociateAccessPolicy'],
      cautions: ['There is no way back to mode CONFIG_MAP.'],
    };
  }
  const never =
    'Do not change bootstrap_cluster_creator_admin_permissions in Terraform for this: that destroys the cluster and makes a new one.';
  if (otherAdmins.length === 0) {
    return {
      title:
        'Give the rights of an administrator to a role for emergencies first; then take them from the creator.',
      class: 'advice',
      actions: [],
      needs: ['eks:CreateAccessEntry', 'eks:AssociateAccessPolicy'],
      cautions: [never],
    };
  }
  const isAll =
    entry.kubernetesGroups.length === 0 && entry.policies.length === 1;
  const { principalArn } = entry;
  const stays =
    otherAdmins.length === 1 ? 'administrator stays' : 'administrators stay';
  return {
    title: `${
      isAll
        ? 'Delete the access entry of the creator, which gives nothing else'
        : 'Take the rights of an administrator from the creator'
    }; ${otherAdmins.length} ${stays}.`,
    class: 'review',
    actions: [
      isAll
        ? {
            kind: 'delete-access-entry',
            principalArn,
            before: entryBefore(entry),
          }
        : { kind: 'disassociate-access-policy', principalArn, policyArn },
    ],
    needs: [isAll ? 'eks:DeleteAccessEntry' : 'eks:DisassociateAccessPolicy'],
    cautions: [
      'Make sure that no pipeline works with these rights any more.',
      never,
    ],
  };
}
