import { Cause, ErrorFacts } from '../../model';
import { allowRepairs } from '../allowRepair';
import { iamSections } from '../askIam';
import { advice, causeOf } from '../cause';
import { Ground } from '../ground';
import {
  IdentityQuestion,
  judging,
  policiesRead,
  statementEvidence,
  statementWords,
} from './identityQuestion';
import { organizationPolicy } from './organizationPolicy';

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

/** Policies beside those of the principal: of the organization, and of the session, which nobody else can read. */
export function unseenPolicies(
  ground: Ground,
  isSession: boolean,
  facts?: ErrorFacts,
  question?: IdentityQuestion,
): Cause[] {
  return [
    organizationPolicy(ground, facts, question),
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
