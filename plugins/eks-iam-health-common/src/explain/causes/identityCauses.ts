import { Cause } from '../../model';
import { DecidingStatement } from '../../iam/evaluateIdentity';
import { allowRepairs } from '../allowRepair';
import { IamAsked, iamSections, NearStatement } from '../askIam';
import { advice, causeOf, Judgement } from '../cause';
import { Ground } from '../ground';
import { Refusal } from '../refusal';

/** The one who was refused, and a way to ask the policies that were read. */
export interface IdentityQuestion {
  ground: Ground;
  refusal: Refusal;
  /** asked at most once, and only after `iamSections` were read */
  ask: () => IamAsked;
  passedToService?: string[];
  /** the text itself says that it was not an explicit deny */
  notExplicit?: boolean;
}

type Asked = Extract<IamAsked, { status: 'asked' }>;

/** Asks once. */
export function once<T>(make: () => T): () => T {
  let kept: { value: T } | undefined;
  return () => {
    kept ??= { value: make() };
    return kept.value;
  };
}

const policiesRead = ({ policies }: Asked) => {
  const n = policies.identity.length;
  return `${n} ${n === 1 ? 'policy' : 'policies'} of ${policies.kind} \`${
    policies.name
  }\` read`;
};

export const statementWords = ({
  sid,
  index,
  policyName,
  policyArn,
  groupName,
}: DecidingStatement) => {
  const statement = `statement \`${sid ?? index + 1}\``;
  const policy = policyArn
    ? `policy \`${policyName}\``
    : `inline policy \`${policyName}\``;
  return `${statement} of ${policy}${
    groupName ? ` of group \`${groupName}\`` : ''
  }`;
};

export const statementEvidence = (by: DecidingStatement) => ({
  fact: 'Statement that decides',
  value: JSON.stringify(by.statement),
  readFrom: by.policyArn ?? `inline policy ${by.policyName}`,
});

function judging(
  question: IdentityQuestion,
  judge: (asked: Asked) => Judgement,
): () => Judgement {
  return () => {
    const asked = question.ask();
    return asked.status === 'asked'
      ? judge(asked)
      : { certainty: 'unknown', explanation: asked.why };
  };
}

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

/** A Deny in what the account itself holds. */
export function explicitDeny(
  question: IdentityQuestion,
  saidSo = false,
): Cause {
  const { ground, refusal } = question;
  return causeOf(ground, {
    id: 'explicit-deny',
    title: 'An explicit deny in a policy of the principal',
    hint: saidSo
      ? 'Find the Deny statement that matches; adding an Allow has no effect.'
      : 'A Deny wins over every Allow; most messages then say “with an explicit deny”.',
    ...(saidSo
      ? {
          repairs: [
            advice(
              'Find the Deny that matches, and narrow it with its owner.',
              {
                cautions: [
                  'Adding an Allow has no effect while a Deny matches.',
                ],
              },
            ),
          ],
        }
      : {}),
    needs: iamSections,
    judge: judging(question, ({ decision, policies, ...asked }) => {
      const { effect, by, layer } = decision;
      if (effect === 'explicitDeny' && by && layer === 'identity') {
        return {
          certainty: 'proven',
          explanation: `${statementWords(by)} denies it`,
          evidence: [statementEvidence(by)],
          repairs: [
            advice(
              `Narrow or remove ${statementWords(
                by,
              )}, with whoever put it there.`,
              {
                cautions: [
                  'Adding an Allow has no effect while a Deny matches.',
                ],
              },
            ),
          ],
        };
      }
      if (effect === 'unknown') {
        return {
          certainty: 'unknown',
          explanation: decision.reasons.join('; '),
        };
      }
      const seen = policiesRead({ decision, policies, ...asked });
      if (saidSo) {
        return {
          certainty: 'unknown',
          explanation: `AWS says so, but ${seen} hold no Deny for it: they were changed since, or the Deny is in a policy that cannot be read from here`,
        };
      }
      const said = question.notExplicit
        ? ', and AWS would have written “with an explicit deny”'
        : '';
      return {
        certainty: 'ruled-out',
        explanation: `${seen}, none holds a Deny for \`${refusal.action}\`${said}`,
      };
    }),
  });
}

/** The boundary has no Allow, or a Deny. */
export function boundary(question: IdentityQuestion): Cause {
  const { ground, refusal } = question;
  return causeOf(ground, {
    id: 'permissions-boundary',
    title: 'A permissions boundary leaves it out',
    hint: 'With a permissions boundary both the boundary and a policy must allow.',
    needs: iamSections,
    judge: judging(question, asked => {
      const { decision, policies } = asked;
      if (decision.layer === 'boundary') {
        const by = decision.by ? `: ${statementWords(decision.by)}` : '';
        return {
          certainty: 'proven',
          explanation: `boundary \`${policies.boundary?.name}\` ${
            decision.effect === 'explicitDeny' ? 'denies' : 'does not allow'
          } \`${refusal.action}\`${by}`,
          evidence: [
            {
              fact: 'Permissions boundary',
              value: policies.boundary?.name ?? '',
              readFrom: policies.boundary?.arn ?? policies.arn,
            },
          ],
          repairs: allowRepairs(asked, refusal.who, refusal.action, question),
        };
      }
      if (!policies.boundary && policies.unread.length === 0) {
        return {
          certainty: 'ruled-out',
          explanation: `the ${policies.kind} has no permissions boundary`,
        };
      }
      if (decision.effect === 'unknown') {
        return {
          certainty: 'unknown',
          explanation: decision.reasons.join('; '),
        };
      }
      return {
        certainty: decision.effect === 'allowed' ? 'ruled-out' : 'unknown',
        explanation:
          decision.effect === 'allowed'
            ? `boundary \`${policies.boundary?.name}\` allows it too`
            : 'the other policies refuse already, so the boundary was not decisive; it may refuse as well',
      };
    }),
  });
}

/** Kinds of policies that no snapshot holds. */
export function unseenPolicies(ground: Ground, isSession: boolean): Cause[] {
  return [
    causeOf(ground, {
      id: 'organization-policy',
      title:
        'A service control policy or resource control policy refuses it as well',
      hint: 'AWS names one kind of policy even when several refuse.',
      unseen:
        'organization policies are not read; if so, the next error will name a service control policy',
    }),
    ...(isSession
      ? [
          causeOf(ground, {
            id: 'session-policy',
            title: 'A session policy narrows the role',
            hint: 'A session has the rights that its policy and the role have in common.',
            unseen:
              'session policies cannot be read by anyone but the maker of the session',
          }),
        ]
      : []),
  ];
}

/** The snapshot allows what was refused. */
export function changedSince(question: IdentityQuestion): Cause[] {
  const { ground } = question;
  if (ground.look(iamSections).state !== 'seen') return [];
  const asked = question.ask();
  if (asked.status !== 'asked' || asked.decision.effect !== 'allowed')
    return [];
  const { by } = asked.decision;
  return [
    {
      id: 'changed-since',
      title: 'The policies were changed after the error',
      certainty: 'unknown',
      explanation: `as read, ${
        by ? statementWords(by) : 'a policy'
      } allows it: try the call again; if it is still refused, a policy that cannot be read from here is in the way`,
      evidence: by ? [statementEvidence(by)] : [],
      repairs: [],
    },
  ];
}
