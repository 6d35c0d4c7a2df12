import { awsAuthOf, unaskedSources } from '../../access';
import { accountOf, roleNameOf, shortArn, withoutRolePath } from '../../arn';
import { AwsAuthRow, placeInAwsAuth } from '../../awsAuth';
import {
  AccessEntry,
  AwsAuthConfigMap,
  Cluster,
  IamRole,
  Repair,
} from '../../model';
import { defineCheck, Found } from '../defineCheck';
import {
  entryBefore,
  entryNeeds,
  removeRowRepair,
  replaceArnRepair,
  usesAwsAuth,
  usesEntries,
} from './awsAuthRepairs';

interface StaleRole extends Found {
  arn: string;
  cluster: Cluster;
  configMap: AwsAuthConfigMap | null;
  row?: AwsAuthRow;
  entry?: AccessEntry;
  /** the role of the same permission set, as it is called now */
  current?: IamRole;
}

const setOf = (name: string): string | undefined =>
  /^(AWSReservedSSO_.+)_[0-9a-f]{16}$/i.exec(name)?.[1].toLowerCase();

export const identityCenterRoleStale = defineCheck({
  id: 'identity-center-role-stale',
  number: 'AUTHN-013',
  area: 'authentication',
  topics: ['T3'],
  title: 'Stale role of Identity Center is mapped',
  severity: 'high',
  why: 'When the last assignment of a permission set to the account is removed and made again, its role gets another name. The old mapping then lets nobody in, and people lose access without any change to the cluster.',
  documentation:
    'https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html',
  needs: ['cluster', 'awsAuth', 'accessEntries', 'iamRoles'],
  canProveWithout: ['awsAuth', 'accessEntries'],
  doesNotNeed: unaskedSources,
  evaluate: ({
    cluster,
    awsAuth,
    accessEntries,
    iamRoles,
    derived,
  }): StaleRole[] => {
    const judge = (arn: string, isWholeArn: boolean): StaleRole[] => {
      const set = setOf(roleNameOf(arn) ?? '');
      if (!set) return [];
      const base = { arn, cluster, configMap: awsAuth };
      if (accountOf(arn) !== cluster.accountId) {
        return [{ ...base, verdict: 'unknown' }];
      }
      const isMeant = (role: IamRole) =>
        isWholeArn
          ? role.arn === arn
          : role.name.toLowerCase() === roleNameOf(arn)?.toLowerCase();
      if (iamRoles.some(isMeant)) return [];
      const current = iamRoles.find(({ name }) => setOf(name) === set);
      return [{ ...base, verdict: 'fail', ...(current && { current }) }];
    };
    const rows = usesAwsAuth(cluster) ? awsAuthOf(derived)?.rows ?? [] : [];
    const entries = usesEntries(cluster) ? accessEntries : [];
    return [
      ...rows.flatMap(row =>
        judge(row.arn, false).map(found => ({ ...found, row })),
      ),
      ...entries.flatMap(entry =>
        judge(entry.principalArn, true).map(found => ({ ...found, entry })),
      ),
    ];
  },
  subject: ({ arn }) => arn,
  message: ({ arn, cluster, current, verdict }) => {
    const name = `\`${shortArn(arn, cluster.accountId)}\``;
    if (verdict === 'unknown') {
      return `whether ${name} is still the role of its permission set is not known: its account was not read`;
    }
    return current
      ? `${name} is mapped, and the role of that permission set is now \`${shortArn(
          current.arn,
          cluster.accountId,
        )}\``
      : `${name} is mapped, and no permission set has a role of that name`;
  },
  evidence: ({ arn, row, current, verdict }) => [
    {
      fact: 'Mapped role',
      value: arn,
      readFrom: row ? placeInAwsAuth(row) : 'eks:DescribeAccessEntry',
    },
    {
      fact: 'Role of the permission set',
      value:
        current?.arn ?? (verdict === 'unknown' ? 'not read' : 'does not exist'),
      readFrom: 'iam:GetAccountAuthorizationDetails',
    },
  ],
  affected: ({ row, entry }) => row?.groups ?? entry?.kubernetesGroups ?? [],
  remediate: found => (found.verdict === 'unknown' ? [] : repairsOf(found)),
});

function repairsOf({ row, entry, current, configMap }: StaleRole): Repair[] {
  if (row && configMap) {
    const repairs = current
      ? replaceArnRepair(configMap, row, withoutRolePath(current.arn))
      : removeRowRepair(configMap, row);
    if (repairs.length > 0) return repairs;
  }
  if (entry) {
    const before = entryBefore(entry);
    const remove = {
      kind: 'delete-access-entry' as const,
      principalArn: entry.principalArn,
      isPrincipalGone: true,
      before,
    };
    const create = current && {
      kind: 'create-access-entry' as const,
      principalArn: current.arn,
      ...before,
    };
    return [
      {
        title: create
          ? 'Create an access entry for the role as it is called now, with the same groups and policies, and delete the old one.'
          : 'Delete the access entry.',
        class: 'review',
        actions: create ? [create, remove] : [remove],
        needs: ['eks:DeleteAccessEntry', ...(create ? entryNeeds(create) : [])],
        cautions: [
          'Make sure that whoever has the permission set now is meant to have these rights.',
        ],
      },
    ];
  }
  return [
    {
      title: 'Correct the line by hand.',
      class: 'advice',
      actions: [],
      needs: ['patch configmaps kube-system/aws-auth'],
      cautions: [],
    },
  ];
}
