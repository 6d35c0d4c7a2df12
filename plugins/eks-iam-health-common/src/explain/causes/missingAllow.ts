import { Cause } from '../../model';
import { allowRepairs } from '../allowRepair';
import { iamSections, NearStatement } from '../askIam';
import { advice, causeOf, Judgement } from '../cause';
import {
  Asked,
  IdentityQuestion,
  judging,
  policiesRead,
  statementWords,
} from './identityQuestion';

/** What every cause about a missing Allow says when there is no implicit deny by the identity's policies. */
function notMissing({ decision }: Asked): Judgement | undefined {
  const { effect, layer, by, reasons } = decision;
  if (
    effect === 'allowed' ||
    (effect === 'implicitDeny' && layer === 'boundary')
  ) {
    return {
      certainty: 'ruled-out',
      explanation: by
        ? `as read, ${statementWords(by)} allows it`
        : 'the policies allow it as far as the boundary lets them',
    };
  }
  if (effect === 'explicitDeny') {
    return {
      certainty: 'ruled-out',
      explanation: 'a Deny matches, so no Allow would count',
    };
  }
  if (effect === 'unknown') {
    return {
      certainty: 'unknown',
      explanation: reasons.join('; ') || 'the policies do not decide it',
    };
  }
  return undefined;
}

const resourceWords = (near: NearStatement[]) =>
  near
    .slice(0, 3)
    .map(
      ({ name, policy, resources }) =>
        `statement \`${name}\` of ${
          policy.arn ? 'policy' : 'inline policy'
        } \`${policy.name}\`: resource is \`${resources.join('`, `')}\``,
    )
    .join('; ');

/** There is an Allow, for something else. */
export function anotherResource(question: IdentityQuestion): Cause {
  const { ground, refusal } = question;
  const isCluster = refusal.action.startsWith('eks:');
  const thing = isCluster ? 'cluster' : 'resource';
  return causeOf(ground, {
    id: 'allow-names-another-resource',
    title: `A statement allows it on another ${thing} only`,
    hint: `The policies of the principal may allow \`${refusal.action}\` on another ${thing}: compare \`Resource\` with ${refusal.target}.`,
    repairs: [
      advice(
        `Add ${refusal.target} to the statement that allows \`${refusal.action}\`.`,
      ),
    ],
    needs: iamSections,
    judge: judging(question, asked => {
      const near = asked.near.filter(({ misses }) => misses === 'resource');
      const otherwise = notMissing(asked);
      if (otherwise) return otherwise;
      if (near.length === 0) {
        return {
          certainty: 'ruled-out',
          explanation: `${policiesRead(
            asked,
          )}, none allows it on anything else`,
        };
      }
      const only = near.length === 1 && asked.near.length === 1;
      return {
        certainty: 'proven',
        title: only
          ? `The only statement that allows it names another ${thing}`
          : `The statements that allow it name another ${thing}`,
        explanation: `${resourceWords(near)}; ${policiesRead(
          asked,
        )}, no other statement matches`,
        evidence: near.map(({ evidence }) => evidence),
        repairs: allowRepairs(asked, refusal.who, refusal.action, question),
      };
    }),
  });
}

/** There is an Allow, and a condition keeps it from counting. */
export function conditionFails(question: IdentityQuestion): Cause {
  const { ground, refusal } = question;
  return causeOf(ground, {
    id: 'condition-does-not-hold',
    title: 'A condition keeps the Allow from matching',
    hint: 'A `Condition` on the statement (MFA, source address, tag, time) may not hold for this call.',
    needs: iamSections,
    judge: judging(question, asked => {
      const { effect, reasons } = asked.decision;
      const near = asked.near.filter(({ misses }) => misses === 'condition');
      if (effect === 'implicitDeny' && near.length > 0) {
        return {
          certainty: 'proven',
          explanation: near
            .map(
              ({ name, policy, conditions }) =>
                `statement \`${name}\` of \`${
                  policy.name
                }\` allows it only if \`${conditions.join('` and `')}\``,
            )
            .join('; '),
          evidence: near.map(({ evidence }) => evidence),
          repairs: [
            advice(
              `Make the call so that the condition holds, or change the condition of statement \`${near[0].name}\`.`,
            ),
          ],
        };
      }
      return effect === 'unknown'
        ? { certainty: 'unknown', explanation: reasons.join('; ') }
        : {
            certainty: 'ruled-out',
            explanation:
              'no statement for this action hangs on a condition that fails',
          };
    }),
    repairs: [
      advice(
        `Look for a \`Condition\` on every statement that names \`${refusal.action}\`.`,
      ),
    ],
  });
}

/** No Allow at all. */
export function noAllow(question: IdentityQuestion): Cause {
  const { ground, refusal } = question;
  return causeOf(ground, {
    id: 'no-allow',
    title: `No policy of the principal allows \`${refusal.action}\``,
    hint: 'The usual case. List the policies of the principal and look for the action.',
    repairs: [
      advice(
        `Allow \`${refusal.action}\` on ${refusal.target} in a policy of ${refusal.who.words}.`,
        refusal.who.permissionSet
          ? {
              cautions: [
                'Change the permission set, not the role: Identity Center overwrites the role.',
              ],
            }
          : {},
      ),
    ],
    needs: iamSections,
    judge: judging(question, asked => {
      const otherwise = notMissing(asked);
      if (otherwise) return otherwise;
      if (asked.near.length > 0) {
        return {
          certainty: 'ruled-out',
          explanation:
            'there is an Allow for the action; it does not match this call',
        };
      }
      return {
        certainty: 'proven',
        explanation: `${policiesRead(asked)}, none allows \`${
          refusal.action
        }\` on any resource`,
        evidence: [
          {
            fact: `Policies of ${asked.policies.kind} ${asked.policies.name}`,
            value:
              asked.policies.identity.map(({ name }) => name).join(', ') ||
              'none',
            readFrom: asked.policies.arn,
          },
        ],
        repairs: allowRepairs(asked, refusal.who, refusal.action, question),
      };
    }),
  });
}
