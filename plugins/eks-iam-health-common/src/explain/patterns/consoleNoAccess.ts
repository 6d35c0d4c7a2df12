import { evaluateAccess, grantsOf } from '../../access/rights';
import { MappedPrincipal, principalsIn } from '../../access/principals';
import { arrivalKey, shortArn } from '../../arn';
import { accessPolicyArn } from '../../rbac/accessPolicies';
import { askIam, iamSections } from '../askIam';
import { allowRepairs } from '../allowRepair';
import { advice, causeOf, inOrder } from '../cause';
import { checkCause } from '../checkCause';
import { policiesRead } from '../causes/identityQuestion';
import { mappingOf, notMapped } from '../causes/mapping';
import { ErrorText } from '../errorText';
import { Ground } from '../ground';
import { wrapperFacts } from '../parseDenial';
import { definePattern } from '../pattern';
import { principalIn } from '../principalIn';
import { AccessEntry, Cause, ErrorFacts, Gate, Repair } from '../../model';
import { simpleCauses } from '../simpleCause';
import { whoIs } from '../who';

const messages =
  /Unauthorized: Verify you have access to the Kubernetes cluster|Your current (?:IAM principal|user or role) doe(?:s not|sn'?t) have access to Kubernetes objects on this EKS cluster|not having Kubernetes RBAC permissions to describe cluster resources|not having an entry in the cluster'?s auth config map/i;

/** The console shows no Kubernetes objects: two doors, IAM and Kubernetes, and the text does not say which is shut. */
export const consoleNoAccess = definePattern<{ facts: ErrorFacts }>({
  id: 'console-no-kubernetes-access',
  topics: ['T2'],
  documentation:
    'https://docs.aws.amazon.com/eks/latest/userguide/view-kubernetes-resources.html',
  recognise: (error: ErrorText) => {
    if (!messages.test(error.text)) return undefined;
    const principal = principalIn(error.text);
    return {
      facts: {
        ...wrapperFacts(error),
        action: 'eks:AccessKubernetesApi',
        ...(principal ? { principal } : {}),
      },
    };
  },
  explain: ({ facts }, ground) => {
    const identity = facts.principal ?? ground.context.principalArn;
    const causes = inOrder(causesOf(identity, ground));
    const who = identity
      ? whoIs(identity).short
      : 'The identity you use in the console';
    return {
      headline: headlineOf(who, causes),
      summary:
        'The console asks EKS for Kubernetes objects in your name. That needs `eks:AccessKubernetesApi` in IAM and, apart from it, a mapping with read rights in the cluster; the message does not say which one is missing.',
      facts: { ...facts, ...(identity ? { principal: identity } : {}) },
      causes,
      gates: gatesOf(causes),
      accessRequest: {
        level: 'view',
        reason: 'The console shows no Kubernetes objects of this cluster to me',
      },
    };
  },
});

function headlineOf(who: string, [first]: Cause[]): string {
  const subject = who.charAt(0).toUpperCase() + who.slice(1);
  if (first?.certainty === 'proven' && first.id === 'console-iam-missing') {
    return `${subject} may not ask EKS for Kubernetes objects.`;
  }
  if (first?.certainty === 'proven' && first.id === 'identity-not-mapped') {
    return `The cluster does not know ${who}.`;
  }
  return `${subject} lacks IAM permissions, a mapping in the cluster, or read rights there.`;
}

function gatesOf(causes: Cause[]): Gate[] {
  const state = (id: string): Gate['state'] => {
    const certainty = causes.find(cause => cause.id === id)?.certainty;
    if (certainty === 'proven') return 'refused';
    return certainty === 'ruled-out' ? 'passed' : 'unknown';
  };
  return [
    {
      gate: 'aws',
      state: state('console-iam-missing'),
      detail: '`eks:AccessKubernetesApi` and the read calls of the console',
    },
    {
      gate: 'cluster',
      state: state('identity-not-mapped'),
      detail: 'an access entry or aws-auth line for the role you switched to',
    },
    {
      gate: 'kubernetes',
      state: state('no-read-rights'),
      detail: 'read rights on what the page lists',
    },
  ];
}

const mappingSections = ['cluster', 'accessEntries', 'awsAuth'] as const;

function causesOf(identity: string | undefined, ground: Ground): Cause[] {
  if (!identity) {
    return [
      ...simpleCauses(ground, [
        {
          id: 'identity-not-mapped',
          title:
            'The cluster does not know the identity you use in the console',
          hint: 'It needs an access entry, or a line in aws-auth, for the role you switched to.',
          steps: [
            'Ask an owner of the cluster for access, or request it here.',
          ],
          unseen:
            'the message does not name your identity: add the ARN that the console shows',
        },
        {
          id: 'console-iam-missing',
          title: 'The identity lacks `eks:AccessKubernetesApi`',
          hint: 'The console needs it, with `eks:DescribeCluster` and the list calls, on top of the rights in Kubernetes.',
          steps: ['Allow `eks:AccessKubernetesApi` on the ARN of the cluster.'],
          unseen:
            'the message does not name your identity: add the ARN that the console shows',
        },
      ]),
      checkCause(ground, {
        id: 'no-read-rights',
        number: 'IAM-007',
        title: 'A mapped principal lacks a part of what the console needs',
        hint: 'View rights do not cover nodes: the page stays empty without them.',
        isConclusive: false,
      }),
    ];
  }
  return [
    notMapped(ground, identity),
    iamMissing(ground, identity),
    noReadRights(ground, identity),
  ];
}

function iamMissing(ground: Ground, identity: string): Cause {
  const action = 'eks:AccessKubernetesApi';
  const who = whoIs(identity);
  return causeOf(ground, {
    id: 'console-iam-missing',
    title: 'The identity lacks `eks:AccessKubernetesApi`',
    hint: 'The console needs it, with `eks:DescribeCluster` and the list calls, on top of the rights in Kubernetes.',
    repairs: [
      advice('Allow `eks:AccessKubernetesApi` on the ARN of the cluster.'),
    ],
    needs: iamSections,
    judge: () => {
      const asked = askIam(ground, {
        principal: identity,
        action,
        resource: ground.snapshot?.arn,
      });
      if (asked.status === 'unknown') {
        return { certainty: 'unknown', explanation: asked.why };
      }
      const { effect, reasons } = asked.decision;
      if (effect === 'unknown') {
        return { certainty: 'unknown', explanation: reasons.join('; ') };
      }
      return effect === 'allowed'
        ? {
            certainty: 'ruled-out',
            explanation: `its policies allow \`${action}\``,
          }
        : {
            certainty: 'proven',
            explanation:
              effect === 'explicitDeny'
                ? `a Deny refuses \`${action}\``
                : `${policiesRead(
                    asked,
                  )}, none allows \`${action}\` on this cluster`,
            evidence: [
              {
                fact: 'Policies',
                value:
                  asked.policies.identity.map(p => p.name).join(', ') || 'none',
                readFrom: asked.policies.arn,
              },
            ],
            repairs:
              effect === 'explicitDeny'
                ? [advice('Narrow the Deny; adding an Allow has no effect.')]
                : allowRepairs(asked, who, action),
          };
    },
  });
}

/** Known to the cluster, and still without the right to list what the page shows. */
function noReadRights(ground: Ground, identity: string): Cause {
  return causeOf(ground, {
    id: 'no-read-rights',
    title: 'The mapping gives no right to read what the page lists',
    hint: 'AmazonEKSViewPolicy does not cover nodes; AmazonEKSAdminViewPolicy does, and reads secrets too.',
    needs: [...mappingSections, 'bindings', 'roles', 'clusterRoles'],
    judge: () => {
      const mapping = mappingOf(ground, identity);
      if (mapping?.status !== 'mapped') {
        return {
          certainty: 'unknown',
          explanation: 'there is no mapping whose rights could be looked at',
        };
      }
      const key = arrivalKey(identity);
      const found = principalsIn(ground.derived).all.find(
        p => p.state === 'live' && arrivalKey(p.arn) === key,
      );
      const { username, groups } = mapping;
      const principal = found && { ...found, username, groups };
      if (!principal) {
        return {
          certainty: 'unknown',
          explanation: 'the rights of the mapping could not be told',
        };
      }
      const may = (resource: string) =>
        evaluateAccess(
          principal,
          { verb: 'list', apiGroup: '', resource },
          ground.derived,
        ).decision;
      const [pods, nodes] = [may('pods'), may('nodes')];
      const name = shortArn(identity, ground.accountId);
      const evidence = [
        {
          fact: `Rights of ${name}`,
          value: `list pods in all namespaces: ${pods}; list nodes: ${nodes}; ${
            grantsOf(principal, ground.derived).length
          } grants`,
          readFrom: principal.readFrom,
        },
      ];
      if (pods === 'allowed' && nodes === 'allowed') {
        return {
          certainty: 'ruled-out',
          explanation: 'it may list pods and nodes',
          evidence,
        };
      }
      if (pods === 'unknown' || nodes === 'unknown') {
        return {
          certainty: 'unknown',
          explanation: 'its rights could not be decided',
          evidence,
        };
      }
      const { snapshot } = ground;
      const partition = snapshot?.arn.split(':')[1] ?? 'aws';
      return {
        certainty: 'proven',
        explanation:
          pods === 'denied'
            ? `\`${name}\` may not list pods in all namespaces`
            : `\`${name}\` may list pods, but no nodes`,
        evidence,
        repairs:
          principal.door.kind === 'access-entry'
            ? [
                ...(pods === 'denied'
                  ? [readWorkloads(principal, principal.door.entry, partition)]
                  : []),
                {
                  title: `${
                    pods === 'denied'
                      ? 'Or, to see nodes as well, associate'
                      : 'Associate'
                  } AmazonEKSAdminViewPolicy with the access entry.`,
                  class: 'review',
                  actions: [
                    {
                      kind: 'associate-access-policy',
                      principalArn: principal.door.entry.principalArn,
                      policyArn: accessPolicyArn(
                        partition,
                        'AmazonEKSAdminViewPolicy',
                      ),
                    },
                  ],
                  needs: ['eks:AssociateAccessPolicy'],
                  cautions: [
                    'The policy reads secrets as well. A Kubernetes group that is bound to a ClusterRole for nodes is narrower.',
                  ],
                },
              ]
            : [
                advice(
                  'Bind one of its groups to a ClusterRole that reads what the page lists.',
                ),
              ],
      };
    },
  });
}

/** Workloads of all namespaces, without Secrets; associating again would replace a scope, so it goes along for the undo. */
function readWorkloads(
  { policies }: MappedPrincipal,
  { principalArn }: AccessEntry,
  partition: string,
): Repair {
  const policyArn = accessPolicyArn(partition, 'AmazonEKSViewPolicy');
  const before = policies.find(policy => policy.policyArn === policyArn)?.scope;
  return {
    title:
      'Associate AmazonEKSViewPolicy with the access entry for the whole cluster; the list of nodes stays empty.',
    class: 'review',
    actions: [
      {
        kind: 'associate-access-policy',
        principalArn,
        policyArn,
        ...(before?.type === 'namespace' && {
          before: { namespaces: before.namespaces },
        }),
      },
    ],
    needs: ['eks:AssociateAccessPolicy'],
    cautions: ['It reads the workloads of all namespaces, not their Secrets.'],
  };
}
