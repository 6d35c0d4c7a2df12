import { AwsAuthAccount, placeInAwsAuth } from '../../awsAuth';
import { AwsAuthConfigMap } from '../../model';
import { defineCheck, Found } from '../defineCheck';
import {
  awsAuthCautions,
  awsAuthNeeds,
  parsedAwsAuth,
  usesAwsAuth,
} from './awsAuthRepairs';
import { lostLines } from './lostLines';

interface WholeAccount extends Found {
  account: AwsAuthAccount;
  isOwn: boolean;
  configMap: AwsAuthConfigMap;
}

export const mapAccountsInUse = defineCheck({
  id: 'map-accounts-in-use',
  number: 'AUTHN-018',
  area: 'authentication',
  topics: ['T7'],
  title: 'Whole accounts are mapped by mapAccounts',
  severity: 'medium',
  why: 'Every role and user of such an account gets into the cluster under its ARN, without anybody naming it, and holds whatever system:authenticated and bindings to that ARN give.',
  documentation: 'https://github.com/kubernetes-sigs/aws-iam-authenticator',
  needs: ['awsAuth', 'cluster'],
  appliesTo: ({ awsAuth, cluster }) => awsAuth !== null && usesAwsAuth(cluster),
  evaluate: ({ awsAuth, cluster, derived, settings }): WholeAccount[] => {
    if (!awsAuth) return [];
    const known = [cluster.accountId, ...settings.trustedAccountIds];
    return parsedAwsAuth(awsAuth, derived).accounts.map(account => ({
      verdict: known.includes(account.accountId) ? 'warn' : 'fail',
      account,
      isOwn: account.accountId === cluster.accountId,
      configMap: awsAuth,
    }));
  },
  unjudged: lostLines('mapAccounts'),
  subject: ({ account }) => account.accountId,
  message: ({ account, isOwn }) =>
    `everybody of account \`${account.accountId}\`${
      isOwn ? ', the own one,' : ''
    } gets in`,
  evidence: ({ account }) => [
    {
      fact: 'Account in aws-auth',
      value: account.accountId,
      readFrom: placeInAwsAuth({ section: 'mapAccounts', ...account }),
    },
  ],
  affected: ({ account }) => [account.accountId],
  remediate: ({ configMap }) => [
    {
      title:
        'Empty mapAccounts, and map the roles that really need access one by one.',
      class: 'review',
      actions: [
        {
          kind: 'patch-aws-auth',
          data: { mapAccounts: '[]\n' },
          before: { mapAccounts: configMap.data.mapAccounts },
          resourceVersion: configMap.resourceVersion,
        },
      ],
      needs: awsAuthNeeds,
      cautions: [
        'The audit log tells who gets in this way today: user names that are ARNs.',
        ...awsAuthCautions.slice(0, 1),
      ],
    },
  ],
});
