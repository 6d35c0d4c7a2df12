import { AwsAuthProblem, placeInAwsAuth } from '../../awsAuth';
import { AwsAuthConfigMap, Repair } from '../../model';
import { defineCheck, Found } from '../defineCheck';
import {
  awsAuthGuide,
  parsedAwsAuth,
  patchRepair,
  usesAwsAuth,
} from './awsAuthRepairs';
import { lostLines } from './lostLines';

interface WrongType extends Found {
  problem: AwsAuthProblem;
  configMap: AwsAuthConfigMap;
  /** the line of the text that is meant */
  text: string;
}

const verdicts: Partial<Record<AwsAuthProblem['code'], 'fail' | 'warn'>> = {
  'row-not-a-map': 'fail',
  'arn-not-text': 'fail',
  'username-not-text': 'fail',
  'groups-not-a-list': 'fail',
  'group-not-text': 'fail',
  'username-missing': 'warn',
  'group-folded': 'warn',
};

export const awsAuthWrongType = defineCheck({
  id: 'aws-auth-wrong-type',
  number: 'AUTHN-009',
  area: 'authentication',
  topics: ['T3'],
  title: 'Wrong type of value in aws-auth',
  severity: 'high',
  why: 'A value of another type is dropped without a word: groups written as text leave the principal without groups, and a name such as 12345, yes or on is a number or a boolean to YAML 1.1 and leaves the name empty.',
  documentation: awsAuthGuide,
  needs: ['awsAuth', 'cluster'],
  appliesTo: ({ awsAuth, cluster }) => awsAuth !== null && usesAwsAuth(cluster),
  evaluate: ({ awsAuth, derived }): WrongType[] => {
    if (!awsAuth) return [];
    return parsedAwsAuth(awsAuth, derived).problems.flatMap(problem => {
      const verdict = verdicts[problem.code];
      if (!verdict) return [];
      const text = (awsAuth.data[problem.section] ?? '').split('\n');
      return [
        {
          verdict,
          problem,
          configMap: awsAuth,
          text: (text[problem.line - 1] ?? '').trim(),
        },
      ];
    });
  },
  unjudged: lostLines('mapRoles', 'mapUsers'),
  subject: ({ problem }) =>
    `${problem.arn ?? `${problem.section}[${problem.row}]`} ${problem.code}`,
  message: ({ problem }) => problem.message,
  evidence: ({ problem, text }) => [
    {
      fact: 'Line in aws-auth',
      value: text,
      readFrom: placeInAwsAuth(problem),
    },
  ],
  affected: ({ problem }) => (problem.arn ? [problem.arn] : []),
  remediate: found => repairsOf(found),
});

function repairsOf({ problem, configMap, text }: WrongType): Repair[] {
  const { code, section, row } = problem;
  const index = row ?? 0;
  const isEditable = section === 'mapRoles' || section === 'mapUsers';
  const written = /^(?:-\s+)?\w+:\s+([^\s#]+)\s*(?:#.*)?$/.exec(text)?.[1];
  if (isEditable && written && unquoted(written) === 'system:masters') {
    return [
      {
        title:
          'Give an administrator an access entry with AmazonEKSClusterAdminPolicy, or write the groups as a list.',
        class: 'advice',
        actions: [],
        needs: ['eks:CreateAccessEntry', 'eks:AssociateAccessPolicy'],
        cautions: [
          'As a list, `system:masters` makes a superuser whom no rule of the cluster restricts.',
        ],
      },
    ];
  }
  if (isEditable && written && code === 'groups-not-a-list') {
    return patchRepair(
      `Make \`${written}\` a list of one group.`,
      configMap,
      section,
      [{ kind: 'replace-groups', index, groups: [unquoted(written)] }],
    );
  }
  if (isEditable && written && code === 'username-not-text') {
    return patchRepair(
      `Put \`${written}\` in quotes, so that it is text.`,
      configMap,
      section,
      [{ kind: 'replace-username', index, username: written }],
    );
  }
  return [
    {
      title: 'Write the field as text, or as a list of texts, in quotes.',
      class: 'advice',
      actions: [],
      needs: ['patch configmaps kube-system/aws-auth'],
      cautions: [],
    },
  ];
}

function unquoted(text: string) {
  return text.replace(/^(["'])(.*)\1$/, '$2');
}
