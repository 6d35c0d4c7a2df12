import { DecidingStatement } from '../../iam/evaluateIdentity';
import { IamAsked } from '../askIam';
import { Judgement } from '../cause';
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

export type Asked = Extract<IamAsked, { status: 'asked' }>;

/** Asks once. */
export function once<T>(make: () => T): () => T {
  let kept: { value: T } | undefined;
  return () => {
    kept ??= { value: make() };
    return kept.value;
  };
}

/** How many policies the answer stands on. */
export const policiesRead = ({ policies }: Asked) => {
  const n = policies.identity.length;
  return `${n} ${n === 1 ? 'policy' : 'policies'} of ${policies.kind} \`${
    policies.name
  }\` read`;
};

/** A statement as people find it. */
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

/** A judgement about what the policies say; unknown when they were not read. */
export function judging(
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
