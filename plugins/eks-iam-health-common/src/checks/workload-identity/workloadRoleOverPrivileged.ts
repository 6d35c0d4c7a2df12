import { accountOf, shortArn } from '../../arn';
import {
  escalationPaths,
  FoundEscalation,
  isAdministrator,
  policiesOf,
  PrincipalPolicies,
} from '../../iam';
import { Derived } from '../derived';
import { defineCheck, Found } from '../defineCheck';
import { READ_FROM_IAM, unreadOf } from '../iam/accountPrincipals';
import { broadServices } from '../iam/broadStatements';
import {
  doubtsAbout,
  escalationEvidence,
  escalationsInIam,
  narrowestEscalations,
  wordsOf,
} from '../iam/escalationsOf';
import { WorkloadRole, workloadRoles } from './workloadRoles';

interface TooMuch extends Found {
  workload: WorkloadRole;
  ways: FoundEscalation[];
  /** in words: what it may, or why that is not known */
  what: string;
}

/** Escalation in IAM, and making oneself administrator of a cluster. */
const paths = [
  ...escalationsInIam,
  ...escalationPaths.filter(({ kind }) => kind === 'eks'),
];

export const workloadRoleOverPrivileged = defineCheck({
  id: 'workload-role-over-privileged',
  number: 'WID-028',
  area: 'workload-identity',
  topics: ['T6'],
  title: 'Role of a workload may do far more than a workload needs',
  severity: 'high',
  why: 'Whoever gets into a pod, by a hole in the application or a bad dependency, acts with its role. A role that may write policies, pass any role or manage access to clusters makes that the end of the account.',
  documentation:
    'https://docs.aws.amazon.com/eks/latest/best-practices/identity-and-access-management.html',
  needs: [
    'serviceAccounts',
    'podIdentityAssociations',
    'iamRoles',
    'iamPolicies',
  ],
  canProveWithout: ['serviceAccounts', 'podIdentityAssociations'],
  appliesTo: ({ derived }) => workloadRoles(derived).length > 0,
  evaluate: ({ derived }) =>
    workloadRoles(derived).flatMap(workload => judge(workload, derived)),
  subject: e => e.workload.role.arn,
  message: ({ workload: { role, accounts }, what, verdict }) => {
    const who = `\`${shortArn(role.arn, accountOf(role.arn))}\` of ${namesOf(
      accounts,
    )}`;
    return verdict === 'unknown'
      ? `whether ${who} may do too much is not known: ${what}`
      : `${who} may ${what}`;
  },
  evidence: ({ workload: { role, accounts }, ways, what }) => [
    ...(ways.length > 0
      ? escalationEvidence(ways)
      : [
          {
            fact: `Policies of ${role.name}`,
            value: what,
            readFrom: READ_FROM_IAM,
          },
        ]),
    {
      fact: 'Service accounts with the role',
      value: accounts.join(', '),
      readFrom: 'list serviceaccounts, eks:DescribePodIdentityAssociation',
    },
  ],
  affected: e => e.workload.accounts,
  remediate: ({ workload: { role }, verdict }) =>
    verdict === 'unknown'
      ? []
      : [
          {
            title: `Give \`${role.name}\` only the actions and resources that its workloads use.`,
            class: 'advice',
            actions: [],
            needs: ['iam:PutRolePolicy', 'iam:CreatePolicyVersion'],
            cautions: [
              'IAM Access Analyzer makes a policy of the calls in CloudTrail: a start, which lacks whatever the workload did not do in that time.',
              'A role that several service accounts share has to fit all of them; one role for each is easier to keep small.',
            ],
          },
        ],
});

function judge(workload: WorkloadRole, derived: Derived): TooMuch[] {
  const policies = policiesOf(workload.role.arn, derived.snapshot);
  if (policies.status !== 'read') return [];
  const base = { workload, ways: [] };
  if (isAdministrator(policies)) {
    return [
      { ...base, verdict: 'fail', severity: 'critical', what: 'do everything' },
    ];
  }
  const found = narrowestEscalations(policies, paths);
  const ways = found.filter(({ verdict }) => verdict === 'allowed');
  if (ways.length > 0) {
    return [{ workload, verdict: 'fail', ways, what: wordsOf(ways) }];
  }
  return [...undecided(base, policies, found), ...broad(base, policies)].slice(
    0,
    1,
  );
}

type Base = Pick<TooMuch, 'workload' | 'ways'>;

function undecided(
  base: Base,
  policies: PrincipalPolicies,
  found: readonly FoundEscalation[],
): TooMuch[] {
  const open = found.filter(({ verdict }) => verdict === 'undecided');
  if (open.length === 0) return [];
  const unread = unreadOf(policies).map(name => `\`${name}\` was not read`);
  const what = unread.join('; ') || doubtsAbout(open);
  return [{ ...base, verdict: 'unknown', what }];
}

function broad(base: Base, policies: PrincipalPolicies): TooMuch[] {
  const services = broadServices(policies);
  if (services.length === 0) return [];
  const names = services.map(name => `\`${name}:*\``).join(', ');
  return [
    {
      ...base,
      verdict: 'warn',
      severity: 'medium',
      what: `do everything with whole services: ${names}`,
    },
  ];
}

function namesOf(accounts: readonly string[]): string {
  const [first, ...others] = accounts;
  return others.length === 0
    ? `service account \`${first}\``
    : `${accounts.length} service accounts, \`${first}\` among them,`;
}
