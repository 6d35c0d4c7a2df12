import { LogObservation } from '../../model';
import { defineCheck, Found } from '../defineCheck';

interface Refused extends Found {
  observation: LogObservation;
}

/** What the authenticator or the API server wrote, and which check names the cause. */
const words: Record<
  LogObservation['kind'],
  { what: (subject: string) => string; advice: string }
> = {
  'identity-not-mapped': {
    what: subject => `\`${subject}\` tried to get in and is mapped by nothing`,
    advice:
      'If it should get in, give it an access entry; the checks of aws-auth tell when a line was meant for it and does not match.',
  },
  'arn-does-not-match-user-id': {
    what: subject =>
      `\`${subject}\` was refused: it is not the principal its access entry was made for, but one of the same name`,
    advice:
      'Delete the access entry and create it again, after making sure that the new principal of that name is meant to get in.',
  },
  'configmap-error': {
    what: subject =>
      `\`${subject}\` of aws-auth was refused by the authenticator`,
    advice:
      'See the checks of aws-auth for the line, and mend it: what stands behind the error is not in effect.',
  },
  'template-error': {
    what: subject =>
      `the user name or group of \`${subject}\` holds a template that could not be filled`,
    advice: 'Use a fixed name, or a template that this principal can fill.',
  },
  forbidden: {
    what: subject => `\`${subject}\` gets in and is refused again and again`,
    advice:
      'See what its groups and policies allow, and give it the role it needs; or find the program that asks for too much.',
  },
};

export const refusedInLogs = defineCheck({
  id: 'refused-in-logs',
  number: 'OPS-010',
  area: 'authentication',
  topics: ['T1', 'T3'],
  title: 'Somebody was refused in the last day',
  severity: 'medium',
  why: 'The control plane logs tell who is locked out before they write a ticket, and which mapping the authenticator could not use.',
  documentation:
    'https://docs.aws.amazon.com/eks/latest/userguide/control-plane-logs.html',
  needs: ['cluster', 'logObservations'],
  // An empty answer proves nothing while the log is not written.
  unjudged: ({ cluster, logObservations }) =>
    logObservations.length === 0 &&
    !cluster.enabledLogTypes.includes('authenticator')
      ? [
          {
            subject: cluster.arn,
            message:
              'the log `authenticator` is off, so nobody knows who was refused',
            evidence: [
              {
                fact: 'Log types that are on',
                value: cluster.enabledLogTypes.join(', ') || 'none',
                readFrom: 'eks:DescribeCluster',
              },
            ],
          },
        ]
      : [],
  evaluate: ({ logObservations, settings }): Refused[] =>
    logObservations
      .filter(
        ({ kind, count }) =>
          kind !== 'forbidden' || count > settings.maxForbiddenPerDay,
      )
      .map(observation => ({ verdict: 'fail', observation })),
  subject: ({ observation: { kind, subject } }) => `${subject}: ${kind}`,
  message: ({ observation: { kind, subject } }) => words[kind].what(subject),
  evidence: ({ observation: { kind, count, lastAt } }) => [
    {
      fact: `Lines in the last 24 hours (${kind})`,
      value: `${count}, the last at ${lastAt}`,
      readFrom: 'logs:FilterLogEvents',
    },
  ],
  affected: ({ observation: { subject } }) => [subject],
  remediate: ({ observation: { kind } }) => [
    {
      title: words[kind].advice,
      class: 'advice',
      actions: [],
      needs: [],
      cautions: [],
    },
  ],
});
