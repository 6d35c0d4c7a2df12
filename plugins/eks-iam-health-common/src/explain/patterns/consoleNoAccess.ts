import { inOrder } from '../cause';
import { checkCause } from '../checkCause';
import { notMapped } from '../causes/mapping';
import { iamMissing, noReadRights } from '../causes/consoleCauses';
import { ErrorText } from '../errorText';
import { Ground } from '../ground';
import { wrapperFacts } from '../parseDenial';
import { definePattern } from '../pattern';
import { principalIn } from '../principalIn';
import { Cause, ErrorFacts, Gate } from '../../model';
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
