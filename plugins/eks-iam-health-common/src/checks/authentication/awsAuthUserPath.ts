import { principalKind, shortArn } from '../../arn';
import { AwsAuthRow } from '../../awsAuth';
import { findUser } from '../../iam';
import { AwsAuthConfigMap, Cluster } from '../../model';
import { defineCheck, Found } from '../defineCheck';
import {
  awsAuthGuide,
  parsedAwsAuth,
  replaceArnRepair,
  rowEvidence,
  usesAwsAuth,
} from './awsAuthRepairs';
import { lostLines } from './lostLines';

interface WrongPath extends Found {
  row: AwsAuthRow;
  configMap: AwsAuthConfigMap;
  cluster: Cluster;
  userArn: string;
}

/** Lines of users count in either section. */
const linesOfUsers = lostLines('mapRoles', 'mapUsers');

export const awsAuthUserPath = defineCheck({
  id: 'aws-auth-user-path',
  number: 'AUTHN-012',
  area: 'authentication',
  topics: ['T3'],
  title: 'User ARN in aws-auth differs from IAM',
  severity: 'high',
  why: 'Users, unlike roles, arrive with their path. A line with another path, or without it, equals nobody.',
  documentation: awsAuthGuide,
  needs: ['awsAuth', 'cluster', 'iamUsers'],
  appliesTo: ({ awsAuth, cluster, derived }) =>
    awsAuth !== null &&
    usesAwsAuth(cluster) &&
    (parsedAwsAuth(awsAuth, derived).rows.some(
      row => principalKind(row.arn) === 'user',
    ) ||
      linesOfUsers({ derived }).length > 0),
  evaluate: ({ awsAuth, cluster, derived }): WrongPath[] => {
    if (!awsAuth) return [];
    return parsedAwsAuth(awsAuth, derived).rows.flatMap((row): WrongPath[] => {
      const user = findUser(row.arn, derived.snapshot);
      return user && user.arn.toLowerCase() !== row.arn.toLowerCase()
        ? [
            {
              verdict: 'fail',
              row,
              configMap: awsAuth,
              cluster,
              userArn: user.arn,
            },
          ]
        : [];
    });
  },
  unjudged: linesOfUsers,
  subject: ({ row }) => row.arn,
  message: ({ row, cluster, userArn }) =>
    `\`${shortArn(
      row.arn,
      cluster.accountId,
    )}\` never matches: the user arrives as \`${shortArn(
      userArn,
      cluster.accountId,
    )}\``,
  evidence: ({ row, userArn }) => [
    rowEvidence(row),
    {
      fact: 'User in IAM',
      value: userArn,
      readFrom: 'iam:GetAccountAuthorizationDetails',
    },
  ],
  affected: ({ userArn }) => [userArn],
  remediate: ({ row, configMap, userArn }) =>
    replaceArnRepair(configMap, row, userArn),
});
