import { accountOf, shortArn } from '../../arn';
import { findRole, policiesOf } from '../../iam/policiesOf';
import { contextOfPrincipal } from '../../iam/requestContext';
import { unknownContext } from '../../iam/context';
import { evaluateTrust } from '../../iam/trustPolicy';
import { Cause, ErrorFacts } from '../../model';
import { advice, causeOf } from '../cause';
import { IdentityQuestion } from './identityQuestion';

/** AssumeRole is refused in the same words for either side, and when the role is not there. */
export function assumeRoleCauses(
  { ground, refusal }: IdentityQuestion,
  { resource = '', principal = '' }: ErrorFacts,
): Cause[] {
  const short = `\`${shortArn(resource, refusal.who.accountId)}\``;
  const isElsewhere = accountOf(resource) !== ground.accountId;
  const elsewhere = {
    certainty: 'unknown',
    explanation: `the role belongs to account \`${
      accountOf(resource) ?? 'unknown'
    }\`, whose roles are not in this snapshot`,
  } as const;
  return [
    causeOf(ground, {
      id: 'role-does-not-exist',
      title: 'The role to assume does not exist',
      hint: 'STS does not tell whether a role exists: compare the ARN, with its path, letter by letter.',
      needs: ['iamRoles'],
      judge: () => {
        if (isElsewhere || !ground.snapshot) return elsewhere;
        const role = findRole(resource, ground.snapshot);
        if (!role) {
          return {
            certainty: 'proven',
            explanation: `the account has no role ${short}`,
            evidence: [
              {
                fact: 'Roles of the account',
                value: `none is ${resource}`,
                readFrom: 'iam:GetAccountAuthorizationDetails',
              },
            ],
            repairs: [
              advice(`Use the ARN of a role that exists instead of ${short}.`),
            ],
          };
        }
        return role.arn === resource
          ? { certainty: 'ruled-out', explanation: 'the account has this role' }
          : {
              certainty: 'proven',
              title: 'The ARN of the role lacks its path',
              explanation: `the role's ARN is \`${role.arn}\``,
              evidence: [
                {
                  fact: 'ARN of the role',
                  value: role.arn,
                  readFrom: 'iam:GetAccountAuthorizationDetails',
                },
              ],
              repairs: [advice(`Use \`${role.arn}\`.`)],
            };
      },
    }),
    causeOf(ground, {
      id: 'trust-does-not-admit',
      title: 'The trust policy of the role does not admit the caller',
      hint: 'The trust policy of the target role must name the caller or its account; across accounts both sides must allow.',
      repairs: [
        advice(`Let the trust policy of ${short} admit ${refusal.who.words}.`),
      ],
      needs: ['iamRoles'],
      judge: () => {
        const { snapshot } = ground;
        if (isElsewhere || !snapshot) return elsewhere;
        const role = findRole(resource, snapshot);
        if (!role) {
          return {
            certainty: 'unknown',
            explanation: 'there is no such role to look at',
          };
        }
        const caller = policiesOf(principal, snapshot);
        const decision = evaluateTrust(role.trustPolicy, {
          caller: { kind: 'aws', arn: caller.arn },
          action: 'sts:AssumeRole',
          context:
            caller.status === 'read'
              ? contextOfPrincipal(caller)
              : unknownContext,
        });
        if (decision.answer === 'unknown') {
          return {
            certainty: 'unknown',
            explanation: decision.reasons.join('; '),
          };
        }
        const evidence = [
          {
            fact: `Trust policy of ${role.name}`,
            value: JSON.stringify(role.trustPolicy),
            readFrom: 'iam:GetAccountAuthorizationDetails',
          },
        ];
        return decision.answer === 'no'
          ? {
              certainty: 'proven',
              explanation: decision.by
                ? `statement ${
                    decision.by.sid ?? decision.by.index + 1
                  } of the trust policy of ${short} denies it`
                : `no statement of the trust policy of ${short} admits ${refusal.who.words}`,
              evidence,
            }
          : {
              certainty: 'ruled-out',
              explanation: decision.throughAccount
                ? 'the trust policy admits the whole account; the caller needs an Allow of its own'
                : 'the trust policy admits the caller',
              evidence,
            };
      },
    }),
  ];
}
