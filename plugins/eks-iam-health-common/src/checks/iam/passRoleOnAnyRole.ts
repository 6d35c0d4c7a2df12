import { accountOf, parseArn, shortArn } from '../../arn';
import {
  contextOfPassRole,
  evaluateIdentity,
  PrincipalPolicies,
} from '../../iam';
import { parseOperator } from '../../iam/operators';
import { defineCheck, Found } from '../defineCheck';
import {
  allowsOf,
  HeldStatement,
  ordinaryPrincipals,
  placeOf,
  READ_FROM_IAM,
  unreadOf,
} from './accountPrincipals';

interface BroadPassRole extends Found {
  principal: PrincipalPolicies;
  /** the statement that is too broad; absent when it is not known whether there is one */
  held?: HeldStatement;
  reasons: string[];
}

export const passRoleOnAnyRole = defineCheck({
  id: 'pass-role-on-any-role',
  number: 'PASS-001',
  area: 'iam',
  topics: ['T4'],
  title: 'iam:PassRole is allowed on any role',
  severity: 'critical',
  why: 'Whoever may pass any role to any service can start something with an administrator role and act through it. The right way names the roles and the service.',
  documentation:
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html',
  needs: ['iamRoles', 'iamUsers', 'iamGroups', 'iamPolicies'],
  canProveWithout: ['iamRoles', 'iamUsers', 'iamGroups'],
  evaluate: facts =>
    ordinaryPrincipals(facts)
      .filter(({ arn }) => !facts.settings.allowedAdminArns.includes(arn))
      .flatMap(principal => judge(principal) ?? []),
  subject: e => e.principal.arn,
  message: ({ principal, held, verdict, reasons }) => {
    const who = `${principal.kind} \`${shortArn(
      principal.arn,
      accountOf(principal.arn),
    )}\``;
    if (verdict === 'unknown' || !held) {
      return `whether ${who} may pass any role is not known: ${reasons.join(
        '; ',
      )}`;
    }
    if (verdict === 'fail') {
      return `${who} may pass any role of the account to any service`;
    }
    return isLimited(held)
      ? `${who} may pass any role of the account to the services it is limited to`
      : `${who} may pass every role with a certain beginning to any service`;
  },
  evidence: ({ principal, held, reasons }) => [
    held
      ? {
          fact: `Statement of ${placeOf(held)}`,
          value: JSON.stringify(held.statement.source.source),
          readFrom: READ_FROM_IAM,
        }
      : {
          fact: `Policies of ${principal.name}`,
          value: reasons.join('; '),
          readFrom: READ_FROM_IAM,
        },
  ],
  affected: e => [e.principal.arn],
  remediate: e =>
    e.held
      ? [
          {
            title: `Limit ${placeOf(
              e.held,
            )} to the roles that are really passed, and to the services that get them.`,
            class: 'advice',
            actions: [],
            needs: ['iam:CreatePolicyVersion', 'iam:PutRolePolicy'],
            cautions: [
              'Name the roles by their exact ARNs in `Resource`, and the services in a condition `StringEquals` on `iam:PassedToService`, `eks.amazonaws.com` for node groups.',
              'Look in CloudTrail for the roles the principal passes today: `iam:PassRole` has no event of its own, the role stands in the request of the call that used it.',
            ],
          },
        ]
      : [],
});

const worst = { fail: 0, unknown: 1, warn: 2 };

function judge(principal: PrincipalPolicies): BroadPassRole | undefined {
  const found = allowsOf(principal, 'iam:passrole')
    .flatMap(held => judgeStatement(principal, held) ?? [])
    .sort((a, b) => worst[a.verdict] - worst[b.verdict]);
  const unread = unreadOf(principal);
  if (found.length > 0 || unread.length === 0) return found[0];
  return {
    verdict: 'unknown',
    principal,
    reasons: unread.map(name => `\`${name}\` was not read`),
  };
}

function judgeStatement(
  principal: PrincipalPolicies,
  held: HeldStatement,
): BroadPassRole | undefined {
  const base = { principal, held, reasons: [] };
  if (!coversAnyRole(principal, held)) {
    return hasPrefix(held) && !isLimited(held)
      ? { ...base, verdict: 'warn', severity: 'medium' }
      : undefined;
  }
  if (isLimited(held)) {
    // AWS's own policies are limited as far as AWS could; nobody else can change them.
    return isAwsManaged(held)
      ? undefined
      : { ...base, verdict: 'warn', severity: 'medium' };
  }
  const { effect, reasons } = evaluateIdentity(principal, {
    action: 'iam:PassRole',
    resource: anyRole(principal),
    context: contextOfPassRole(principal, 'ec2.amazonaws.com'),
  });
  if (effect === 'allowed') return { ...base, verdict: 'fail' };
  return effect === 'unknown'
    ? { ...base, verdict: 'unknown', reasons }
    : undefined;
}

/** A role that no policy names: whoever may pass it may pass any. */
function anyRole({ arn }: PrincipalPolicies): string {
  const { partition = 'aws', accountId = '' } = parseArn(arn) ?? {};
  return `arn:${partition}:iam::${accountId}:role/Q7-any-role-of-the-account-Z4`;
}

function coversAnyRole(
  principal: PrincipalPolicies,
  { statement }: HeldStatement,
): boolean {
  const context = contextOfPassRole(principal, 'ec2.amazonaws.com');
  return statement.coversResource(anyRole(principal), context) === 'yes';
}

function hasPrefix({ statement: { source } }: HeldStatement): boolean {
  return (source.resources ?? []).some(resource =>
    /:role\/.*[*?]/.test(resource),
  );
}

/** Limited to services by a condition that really limits. */
function isLimited({ statement }: HeldStatement): boolean {
  return statement.conditions.some(({ key, source }) => {
    const { operator, ifExists, quantifier } = parseOperator(source.operator);
    return (
      (key === 'iam:passedtoservice' || key === 'iam:associatedresourcearn') &&
      operator?.negated === false &&
      !ifExists &&
      quantifier !== 'all' &&
      !source.values.includes('*')
    );
  });
}

function isAwsManaged({ policy }: HeldStatement): boolean {
  return parseArn(policy.arn ?? '')?.accountId === 'aws';
}
