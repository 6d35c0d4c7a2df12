import { shortArn } from '../../arn';

import { withChangedStatement, withCondition } from '../../iam/editPolicy';
import { IamRole, isRead, Repair } from '../../model';
import { Derived } from '../derived';
import { defineCheck, Found } from '../defineCheck';
import { readFrom } from './readFrom';
import { keyOf } from './serviceAccountRoles';
import {
  claimConditions,
  claimKey,
  rolesTrustingCluster,
} from './trustStatements';

/** A condition that names service accounts, some of which do not exist. */
interface NamedMissing {
  statementIndex: number;
  operator: string;
  values: string[];
  missing: string[];
}

interface LatentTrust extends Found {
  role: IamRole;
  accountId: string;
  claim: string;
  conditions: NamedMissing[];
  /** `namespace/name`, each once */
  missing: string[];
  /** namespaces of these that do not exist; absent: namespaces were not read */
  missingNamespaces?: string[];
}

const PREFIX = 'system:serviceaccount:';

export const trustOfMissingServiceAccount = defineCheck({
  id: 'trust-of-missing-service-account',
  number: 'WID-015',
  area: 'workload-identity',
  topics: ['B'],
  title: 'Trust policy names a service account that does not exist',
  severity: 'medium',
  why: 'Whoever may create a service account of that name, or the namespace it is in, gets the role. Often it is a workload that was removed without its role.',
  documentation:
    'https://docs.aws.amazon.com/eks/latest/best-practices/identity-and-access-management.html',
  needs: ['cluster', 'iamRoles', 'serviceAccounts', 'podIdentityAssociations'],
  // The associations only belong to an index that is shared.
  doesNotNeed: () => ['podIdentityAssociations'],
  evaluate: facts => {
    const { cluster, serviceAccounts, derived } = facts;
    const existing = new Set(serviceAccounts.map(keyOf));
    const namespaces = namespacesOf(derived);
    return rolesTrustingCluster(facts).flatMap(({ role, statements }) => {
      const conditions = statements.flatMap(statement =>
        claimConditions(statement, cluster, 'sub')
          .filter(({ isPinning }) => isPinning)
          .flatMap(({ name: operator, values }): NamedMissing[] => {
            const missing = values.filter(value => {
              const key = accountIn(value);
              return key !== undefined && !existing.has(key);
            });
            return missing.length > 0
              ? [
                  {
                    statementIndex: statement.source.index,
                    operator,
                    values,
                    missing,
                  },
                ]
              : [];
          }),
      );
      if (conditions.length === 0) return [];
      const missing = [
        ...new Set(
          conditions.flatMap(c => c.missing.flatMap(v => accountIn(v) ?? [])),
        ),
      ].sort();
      const latent: LatentTrust = {
        verdict: 'warn',
        role,
        accountId: cluster.accountId,
        claim: claimKey(cluster, 'sub'),
        conditions,
        missing,
        missingNamespaces: namespaces && [
          ...new Set(
            missing
              .map(key => key.slice(0, key.indexOf('/')))
              .filter(name => !namespaces.has(name)),
          ),
        ],
      };
      return [latent];
    });
  },
  subject: e => e.role.arn,
  message: ({ role, accountId, missing, missingNamespaces = [] }) => {
    const names = missing.map(key => `\`${key}\``).join(', ');
    const spaces =
      missingNamespaces.length > 0
        ? `, nor ${
            missingNamespaces.length === 1 ? 'does namespace' : 'do namespaces'
          } ${missingNamespaces.map(name => `\`${name}\``).join(', ')}`
        : '';
    return `\`${shortArn(role.arn, accountId)}\` trusts ${names}, which ${
      missing.length === 1 ? 'does' : 'do'
    } not exist${spaces}`;
  },
  evidence: ({ conditions, claim }) =>
    conditions.map(({ statementIndex, operator, values }) => ({
      fact: `Trust policy, statement ${statementIndex}, ${operator} on ${claim}`,
      value: values.join(', '),
      readFrom: readFrom.iam,
    })),
  affected: e => e.missing,
  remediate: repairsOf,
});

/** `namespace/name` of a subject without wildcard. */
function accountIn(subject: string): string | undefined {
  const [namespace, name, ...rest] = subject.slice(PREFIX.length).split(':');
  return subject.startsWith(PREFIX) &&
    namespace &&
    name &&
    rest.length === 0 &&
    !/[*?$]/.test(subject)
    ? `${namespace}/${name}`
    : undefined;
}

function namespacesOf({ snapshot }: Derived): Set<string> | undefined {
  const { namespaces } = snapshot.sections;
  return isRead(namespaces)
    ? new Set(namespaces.value.map(({ name }) => name))
    : undefined;
}

function repairsOf(latent: LatentTrust): Repair[] {
  const { role, missing } = latent;
  const names = missing.map(key => `\`${key}\``).join(', ');
  const document = withoutMissing(latent);
  if (document === undefined) {
    return [
      {
        title: `Take the statement for ${names} out of the trust policy of \`${role.name}\`, or delete the role if nothing else uses it.`,
        class: 'advice',
        actions: [],
        needs: ['iam:UpdateAssumeRolePolicy'],
        cautions: ['Some teams make the role before they deploy: ask first.'],
      },
    ];
  }
  return [
    {
      title: `Take ${names} out of the trust policy of \`${role.name}\`; whoever else it trusts stays.`,
      class: 'review',
      actions: [
        {
          kind: 'update-trust-policy',
          roleName: role.name,
          document,
          before: role.trustPolicy,
        },
      ],
      needs: ['iam:UpdateAssumeRolePolicy'],
      cautions: [
        'Some teams make the role before they deploy: ask first.',
        'The call replaces the whole trust policy; the document is built from what was read at the last scan.',
      ],
    },
  ];
}

/** The trust policy without the names; `undefined` when a statement would be left without any. */
function withoutMissing({ role, conditions, claim }: LatentTrust): unknown {
  const isSplit =
    new Set(conditions.map(c => c.statementIndex)).size < conditions.length;
  if (isSplit) return undefined;
  return conditions.reduce<unknown>((document, condition) => {
    const { statementIndex, operator, values, missing } = condition;
    const kept = values.filter(value => !missing.includes(value));
    return document === undefined || kept.length === 0
      ? undefined
      : withChangedStatement(document, statementIndex, statement =>
          withCondition(statement, claim, operator, kept),
        );
  }, role.trustPolicy);
}
