import { AwsAuthProblem, placeInAwsAuth } from '../../awsAuth';
import { AwsAuthConfigMap, Repair } from '../../model';
import { defineCheck, Found } from '../defineCheck';
import {
  awsAuthCautions,
  awsAuthNeeds,
  parsedAwsAuth,
  usesAwsAuth,
} from './awsAuthRepairs';
import { lostLines } from './lostLines';

interface Ignored extends Found {
  problem: AwsAuthProblem;
  configMap: AwsAuthConfigMap;
}

const verdicts: Partial<Record<AwsAuthProblem['code'], 'fail' | 'warn'>> = {
  'arn-missing': 'fail',
  'key-case': 'fail',
  'sso-row': 'warn',
  'unknown-field': 'warn',
  'unknown-key': 'warn',
};
const sections = ['mapRoles', 'mapUsers', 'mapAccounts'];

export const awsAuthIgnored = defineCheck({
  id: 'aws-auth-ignored',
  number: 'AUTHN-010',
  area: 'authentication',
  topics: ['T3'],
  title: 'Entry or key of aws-auth is silently ignored',
  severity: 'medium',
  why: 'Fields and keys that EKS does not know are passed over without an error. With a slip in rolearn or mapRoles an entry, or all of them, is as good as not written.',
  documentation: 'https://github.com/kubernetes-sigs/aws-iam-authenticator',
  needs: ['awsAuth', 'cluster'],
  appliesTo: ({ awsAuth, cluster }) => awsAuth !== null && usesAwsAuth(cluster),
  evaluate: ({ awsAuth, derived }): Ignored[] =>
    !awsAuth
      ? []
      : parsedAwsAuth(awsAuth, derived).problems.flatMap(problem => {
          const verdict = verdicts[problem.code];
          return verdict ? [{ verdict, problem, configMap: awsAuth }] : [];
        }),
  unjudged: lostLines('mapRoles', 'mapUsers'),
  subject: ({ problem }) =>
    problem.row === undefined
      ? problem.section
      : `${problem.arn ?? `${problem.section}[${problem.row}]`} ${
          problem.code
        }`,
  message: ({ problem }) => problem.message,
  evidence: ({ problem, configMap }) => [
    {
      fact: problem.row === undefined ? 'Key of aws-auth' : 'Line in aws-auth',
      value:
        problem.row === undefined
          ? problem.section
          : (
              (configMap.data[problem.section] ?? '').split('\n')[
                problem.line - 1
              ] ?? ''
            ).trim(),
      readFrom: placeInAwsAuth(problem),
    },
  ],
  affected: ({ problem }) => (problem.arn ? [problem.arn] : []),
  remediate: ({ problem, configMap }) => repairsOf(problem, configMap),
});

function repairsOf(
  { code, section }: AwsAuthProblem,
  configMap: AwsAuthConfigMap,
): Repair[] {
  const meant = sections.find(s => s.toLowerCase() === section.toLowerCase());
  if (code === 'key-case' && meant && configMap.data[meant] === undefined) {
    return [
      {
        title: `Write the entries of ${section} under ${meant}, where EKS reads them.`,
        class: 'review',
        actions: [
          {
            kind: 'patch-aws-auth',
            data: { [meant]: configMap.data[section], [section]: null },
            before: {
              [meant]: undefined,
              [section]: configMap.data[section],
            },
            resourceVersion: configMap.resourceVersion,
          },
        ],
        needs: awsAuthNeeds,
        cautions: [
          'From then on all these entries count: read them first.',
          ...awsAuthCautions.slice(1),
        ],
      },
    ];
  }
  return [
    {
      title: 'Correct the name, or remove what EKS does not read.',
      class: 'advice',
      actions: [],
      needs: awsAuthNeeds,
      cautions: [],
    },
  ];
}
