import {
  AwsAuthProblem,
  mendBrokenSection,
  placeInAwsAuth,
} from '../../awsAuth';
import { AwsAuthConfigMap, Repair } from '../../model';
import { defineCheck, Found } from '../defineCheck';
import {
  awsAuthCautions,
  awsAuthGuide,
  awsAuthNeeds,
  parsedAwsAuth,
  usesAwsAuth,
} from './awsAuthRepairs';

interface Unparseable extends Found {
  problem: AwsAuthProblem;
  configMap: AwsAuthConfigMap;
  /** the line of the text that is meant */
  text: string;
}

export const awsAuthUnparseable = defineCheck({
  id: 'aws-auth-unparseable',
  number: 'AUTHN-002',
  area: 'authentication',
  topics: ['T3'],
  title: 'Section of aws-auth cannot be parsed',
  severity: 'critical',
  why: 'A section that is not a valid YAML list gives no mapping at all, and the mappings before the edit are not kept. In mapRoles this locks out people and, as their tokens fail, the nodes.',
  documentation: awsAuthGuide,
  needs: ['awsAuth', 'cluster'],
  appliesTo: ({ awsAuth, cluster }) => awsAuth !== null && usesAwsAuth(cluster),
  evaluate: ({ awsAuth, derived }): Unparseable[] => {
    if (!awsAuth) return [];
    return parsedAwsAuth(awsAuth, derived).problems.flatMap(problem => {
      const verdict = verdictOf(problem);
      if (!verdict) return [];
      const lines = (awsAuth.data[problem.section] ?? '').split('\n');
      return [
        {
          verdict,
          severity: verdict === 'warn' ? 'medium' : undefined,
          problem,
          configMap: awsAuth,
          text: (lines[problem.line - 1] ?? '').trim(),
        },
      ];
    });
  },
  subject: ({ problem }) =>
    problem.costs === 'section'
      ? problem.section
      : `${problem.section}, line ${problem.line}`,
  message: ({ problem }) =>
    problem.costs === 'section'
      ? `${problem.message}; none of its entries counts`
      : problem.message,
  evidence: ({ problem, text, configMap }) => [
    {
      fact: 'Line at which reading stops',
      value: text || '(empty line)',
      readFrom: placeInAwsAuth({
        section: problem.section,
        line: problem.line,
      }),
    },
    ...(problem.costs === 'section'
      ? [
          {
            fact: 'Mappings that are lost',
            value: lostArns(configMap.data[problem.section] ?? ''),
            readFrom: placeInAwsAuth({ section: problem.section }),
          },
        ]
      : []),
  ],
  affected: ({ problem, configMap }) =>
    problem.costs === 'section'
      ? arnsIn(configMap.data[problem.section] ?? '')
      : [],
  remediate: ({ problem, configMap }) => repairsOf(problem, configMap),
});

function verdictOf(problem: AwsAuthProblem): 'fail' | 'warn' | undefined {
  switch (problem.code) {
    case 'not-yaml':
    case 'not-a-list':
      return problem.section === 'mapAccounts' ? 'warn' : 'fail';
    case 'account-not-text':
    case 'repeated-key':
      return 'warn';
    default:
      return undefined;
  }
}

/** ARNs that stand in a text that does not parse; found by their form alone. */
function arnsIn(text: string): string[] {
  return [
    ...new Set(
      text.match(/arn:aws[a-z-]*:(?:iam|sts)::\d*:[^\s"',}\]]+/g) ?? [],
    ),
  ];
}

function lostArns(text: string): string {
  const arns = arnsIn(text);
  return arns.length > 0 ? arns.join(', ') : 'none that can be recognised';
}

function repairsOf(
  { section, line, costs }: AwsAuthProblem,
  configMap: AwsAuthConfigMap,
): Repair[] {
  const text = configMap.data[section] ?? '';
  const mended =
    costs === 'section' && (section === 'mapRoles' || section === 'mapUsers')
      ? mendBrokenSection(section, text)
      : undefined;
  if (!mended) {
    return [
      {
        title: `Correct ${section} from line ${line} on, and scan again to see whether it parses.`,
        class: 'advice',
        actions: [],
        needs: awsAuthNeeds,
        cautions: awsAuthCautions.slice(1),
      },
    ];
  }
  return [
    {
      title: `Put the broken lines of ${section} right; the ${
        mended.rows.length
      } ${mended.rows.length === 1 ? 'entry counts' : 'entries count'} again.`,
      class: 'review',
      actions: [
        {
          kind: 'patch-aws-auth',
          data: { [section]: mended.text },
          before: { [section]: text },
          resourceVersion: configMap.resourceVersion,
        },
      ],
      needs: awsAuthNeeds,
      cautions: awsAuthCautions,
    },
  ];
}
