import { Cause, CheckOutcome, Finding } from '../model';
import { advice, causeOf, Judgement } from './cause';
import { Ground } from './ground';

/** A cause that a check of the catalogue finds on a schedule: the explainer says the same as the report. */
export interface CheckCause {
  id: string;
  title: string;
  hint: string;
  /** number in the catalogue, `WID-006` */
  number: string;
  steps?: string[];
  /** the findings that can be behind this error; all of them when it is absent */
  only?: (finding: Finding) => boolean;
  /**
   * `false`: the defect is there, but whether this error is of one of those it touches cannot be told; the cause then
   * stays unknown, with the findings named.
   */
  isConclusive?: boolean;
}

/** Asks the check. What it could not decide stays unknown; only a pass rules the cause out. */
export function checkCause(ground: Ground, spec: CheckCause): Cause {
  const {
    number,
    steps = [],
    only = () => true,
    isConclusive = true,
    ...words
  } = spec;
  const outcome = ground.otherCluster ? undefined : ground.outcomeOf(number);
  return causeOf(ground, {
    ...words,
    repairs: steps.map(step => advice(step)),
    ...(outcome ? { checkId: outcome.checkId } : {}),
    judge: () =>
      outcome
        ? judge(outcome, only, isConclusive)
        : {
            certainty: 'unknown',
            explanation: ground.otherCluster
              ? `the error is about ${ground.otherCluster}, and the snapshot is of \`${ground.clusterName}\``
              : words.hint,
          },
  });
}

function judge(
  outcome: CheckOutcome,
  only: (finding: Finding) => boolean,
  isConclusive: boolean,
): Judgement {
  const defects = outcome.findings.filter(
    f => f.verdict !== 'unknown' && only(f),
  );
  if (defects.length > 0) {
    return {
      certainty: isConclusive ? 'proven' : 'unknown',
      explanation: `${
        isConclusive ? '' : 'this would produce the error, if it is about you: '
      }${inWords(defects)}`,
      evidence: defects.slice(0, 5).flatMap(f => f.evidence),
      repairs: defects.slice(0, 5).flatMap(f => f.repairs),
    };
  }
  const open = outcome.findings.filter(f => f.verdict === 'unknown' && only(f));
  if (open.length > 0) {
    return { certainty: 'unknown', explanation: inWords(open) };
  }
  if (outcome.verdict === 'unknown') {
    const why = outcome.missing.map(
      ({ detail, permission }) =>
        `${detail}${permission ? ` (needs \`${permission}\`)` : ''}`,
    );
    return {
      certainty: 'unknown',
      explanation: why.join('; ') || 'the check could not decide it',
    };
  }
  return { certainty: 'ruled-out', explanation: whyRuledOut(outcome) };
}

function whyRuledOut({ verdict, findings, title }: CheckOutcome): string {
  if (verdict === 'not-applicable') {
    return 'there is nothing here that it could be about';
  }
  return findings.length > 0
    ? `what was found as “${title}” does not lead to this error`
    : `checked: no “${title}”`;
}

function inWords(findings: readonly Finding[]): string {
  const named = findings
    .slice(0, 3)
    .map(({ subject, message }) =>
      message.includes(subject) ? message : `\`${subject}\`: ${message}`,
    );
  const more = findings.length - named.length;
  return `${named.join('; ')}${more > 0 ? `; and ${more} more` : ''}`;
}
