import { accountOf, shortArn } from '../../arn';
import {
  AppliedPolicy,
  contextOnCluster,
  evaluateIdentity,
  PrincipalPolicies,
  smallestAllow,
} from '../../iam';
import { preparePolicy } from '../../iam/preparePolicy';
import {
  eksActionsByResource,
  eksActionsOnAnything,
} from '../../iam/vocabulary';
import { Cluster } from '../../model';
import { defineCheck, Found } from '../defineCheck';
import { ordinaryPrincipals, READ_FROM_IAM } from './accountPrincipals';

interface Withheld extends Found {
  principal: PrincipalPolicies;
  boundary: string;
  cluster: Cluster;
  actions: string[];
  reasons: string[];
}

/** What kubectl and the console call first; whoever has any of it in its policies needs it. */
const firstCalls = [
  'eks:AccessKubernetesApi',
  'eks:DescribeCluster',
  'eks:ListClusters',
];

export const boundaryWithholdsEksAction = defineCheck({
  id: 'boundary-withholds-eks-action',
  number: 'IAM-011',
  area: 'iam',
  topics: ['T1'],
  title: 'Permissions boundary withholds EKS actions',
  severity: 'medium',
  why: 'A boundary grants nothing and limits everything: what the policies of the principal allow and its boundary does not is denied, and the message names the boundary only since lately.',
  documentation:
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html',
  needs: ['cluster', 'iamRoles', 'iamUsers', 'iamGroups', 'iamPolicies'],
  canProveWithout: ['iamRoles', 'iamUsers', 'iamGroups'],
  evaluate: facts =>
    ordinaryPrincipals(facts).flatMap(principal =>
      judge(principal, facts.cluster),
    ),
  subject: e => e.principal.arn,
  message: ({ principal, actions, reasons, verdict }) => {
    const who = `${principal.kind} \`${shortArn(
      principal.arn,
      accountOf(principal.arn),
    )}\``;
    return verdict === 'unknown'
      ? `whether the boundary of ${who} withholds EKS actions is not known: ${reasons.join(
          '; ',
        )}`
      : `the policies of ${who} allow ${actions
          .map(action => `\`${action}\``)
          .join(', ')}, and its permissions boundary does not`;
  },
  evidence: ({ boundary, actions, reasons }) => [
    { fact: 'Boundary', value: boundary, readFrom: READ_FROM_IAM },
    {
      fact: 'Actions',
      value: actions.join(', ') || reasons.join('; '),
      readFrom: READ_FROM_IAM,
    },
  ],
  affected: e => [e.principal.arn],
  remediate: ({ boundary, cluster, actions }) =>
    actions.length === 0
      ? []
      : [
          {
            title: `Allow in \`${boundary}\` what its principals need, or take it out of their policies.`,
            class: 'advice',
            actions: [],
            needs: ['iam:CreatePolicyVersion'],
            cautions: [
              `Statements: ${actions
                .flatMap(action => {
                  const allow = smallestAllow(
                    { action, resource: cluster.arn },
                    { effect: 'implicitDeny', layer: 'boundary' },
                  );
                  return allow ? [JSON.stringify(allow.statement)] : [];
                })
                .join(', ')}`,
              'Everybody who has this boundary gets the room; who wrote it may have meant it: ask first.',
            ],
          },
        ],
});

const onAnything = eksActionsOnAnything.map(name => `eks:${name}`);

const resourceOf = (action: string, cluster: Cluster) =>
  onAnything.includes(action) ? '*' : cluster.arn;

function judge(principal: PrincipalPolicies, cluster: Cluster): Withheld[] {
  const { boundary, unreadBoundary } = principal;
  const named = boundary?.arn ?? boundary?.name ?? unreadBoundary;
  if (named === undefined) return [];
  const found = { principal, boundary: named, cluster };
  const context = contextOnCluster(principal, cluster);
  const actions: string[] = [];
  const reasons = new Set<string>();
  for (const action of wantedActions(principal.identity)) {
    const request = { action, resource: resourceOf(action, cluster), context };
    const wanted = evaluateIdentity(
      { ...principal, boundary: undefined, unreadBoundary: undefined },
      request,
    );
    if (wanted.effect !== 'allowed') continue;
    const decision = evaluateIdentity(principal, request);
    if (decision.effect === 'implicitDeny') actions.push(action);
    if (decision.effect === 'unknown') {
      decision.reasons.forEach(reason => reasons.add(reason));
    }
  }
  if (actions.length > 0) {
    return [{ verdict: 'warn', ...found, actions, reasons: [] }];
  }
  return reasons.size > 0
    ? [{ verdict: 'unknown', ...found, actions, reasons: [...reasons] }]
    : [];
}

const askable = [...eksActionsByResource.cluster, ...eksActionsOnAnything].map(
  name => `eks:${name}`,
);

/** A wildcard is meant to be limited by the boundary; an action that is named, and what every tool calls, is not. */
function wantedActions(policies: AppliedPolicy[]): string[] {
  const named = new Set(
    policies.flatMap(({ document }) => {
      const prepared = preparePolicy(document);
      return prepared.status === 'malformed'
        ? []
        : prepared
            .statementsFor('eks')
            .flatMap(({ source }) =>
              source.effect === 'Allow'
                ? (source.actions ?? []).map(action => action.toLowerCase())
                : [],
            );
    }),
  );
  return askable.filter(
    action => firstCalls.includes(action) || named.has(action.toLowerCase()),
  );
}
