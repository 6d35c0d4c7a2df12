import { accountOf, principalKind, shortArn } from '../../arn';
import { AwsAuthRow } from '../../awsAuth';
import { findRole, findUser } from '../../iam';
import { AwsAuthConfigMap, Cluster, isRead } from '../../model';
import { defineCheck, Found } from '../defineCheck';
import {
  awsAuthGuide,
  parsedAwsAuth,
  removeRowRepair,
  rowEvidence,
  usesAwsAuth,
} from './awsAuthRepairs';
import { lostLines } from './lostLines';

interface Gone extends Found {
  row: AwsAuthRow;
  configMap: AwsAuthConfigMap;
  cluster: Cluster;
}

export const mappedPrincipalMissing = defineCheck({
  id: 'mapped-principal-missing',
  number: 'AUTHN-011',
  area: 'authentication',
  topics: ['T3'],
  title: 'Mapped principal does not exist',
  severity: 'high',
  why: 'aws-auth knows principals by name only. Whoever may create a role or user of that name gets the rights of the line, silently.',
  documentation: awsAuthGuide,
  needs: ['awsAuth', 'cluster', 'iamRoles', 'iamUsers'],
  canProveWithout: ['iamRoles', 'iamUsers'],
  appliesTo: ({ awsAuth, cluster }) => awsAuth !== null && usesAwsAuth(cluster),
  evaluate: ({ awsAuth, cluster, derived }): Gone[] => {
    if (!awsAuth) return [];
    const { snapshot } = derived;
    const { iamRoles, iamUsers } = snapshot.sections;
    return parsedAwsAuth(awsAuth, derived).rows.flatMap((row): Gone[] => {
      const accountId = accountOf(row.arn);
      const kind = principalKind(row.arn);
      if (kind !== 'role' && kind !== 'user') return [];
      const base = { row, configMap: awsAuth, cluster };
      // Only the account of the cluster was read; a foreign principal may well exist.
      if (accountId !== cluster.accountId) {
        return accountId ? [{ ...base, verdict: 'unknown' }] : [];
      }
      const isGone =
        kind === 'role'
          ? isRead(iamRoles) && !findRole(row.arn, snapshot)
          : isRead(iamUsers) && !findUser(row.arn, snapshot);
      if (!isGone) return [];
      const isMaster = row.groups.includes('system:masters');
      return [
        {
          ...base,
          verdict: 'fail',
          severity: isMaster ? 'critical' : undefined,
        },
      ];
    });
  },
  unjudged: lostLines('mapRoles', 'mapUsers'),
  subject: ({ row }) => row.arn,
  message: ({ row, cluster, verdict }) => {
    const name = `\`${shortArn(row.arn, cluster.accountId)}\``;
    if (verdict === 'unknown') {
      return `whether ${name} exists is not known: its account was not read`;
    }
    return `${name} does not exist; a principal made anew under this name gets in as ${
      row.groups.length > 0
        ? `\`${row.groups.join('`, `')}\``
        : `\`${row.username}\``
    }`;
  },
  evidence: ({ row, verdict }) => [
    rowEvidence(row),
    {
      fact: 'Principal in IAM',
      value: verdict === 'unknown' ? 'account not read' : 'not found',
      readFrom: 'iam:GetAccountAuthorizationDetails',
    },
  ],
  affected: ({ row }) => [row.arn],
  remediate: ({ row, configMap, verdict }) =>
    verdict === 'unknown' ? [] : removeRowRepair(configMap, row),
});
