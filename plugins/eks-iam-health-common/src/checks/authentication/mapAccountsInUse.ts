import { AwsAuthAccount, placeInAwsAuth } from '../../awsAuth';
import { AwsAuthConfigMap } from '../../model';
import { AccountStanding, standingOf } from '../cross-account/accountStanding';
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
  standing: AccountStanding;
  configMap: AwsAuthConfigMap;
}

const wordsFor: Record<AccountStanding, string> = {
  own: ', the own one,',
  trusted: ', a trusted one,',
  inside: ', one of the organization,',
  foreign: ', a foreign one,',
  unknown: '',
};

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
  evaluate: ({ awsAuth, derived, settings }): WholeAccount[] => {
    if (!awsAuth) return [];
    return parsedAwsAuth(awsAuth, derived).accounts.map(account => {
      const standing = standingOf(
        account.accountId,
        derived,
        settings.trustedAccountIds,
      );
      return {
        // A whole account is a warning whosever it is; nobody is called foreign who may be one of ours.
        verdict: standing === 'foreign' ? 'fail' : 'warn',
        account,
        standing,
        configMap: awsAuth,
      };
    });
  },
  unjudged: lostLines('mapAccounts'),
  subject: ({ account }) => account.accountId,
  message: ({ account, standing }) =>
    `everybody of account \`${account.accountId}\`${wordsFor[standing]} gets in`,
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
