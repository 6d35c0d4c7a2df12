import { Cause, ErrorFacts } from '../../model';
import { checkCause } from '../checkCause';
import { inOrder } from '../cause';
import { ErrorText } from '../errorText';
import { Ground } from '../ground';
import { parseDenial, wrapperFacts } from '../parseDenial';
import { definePattern } from '../pattern';
import { simpleCauses } from '../simpleCause';

type Kind =
  | 'cannot-assume'
  | 'no-association'
  | 'node-permission'
  | 'agent'
  | 'token'
  | 'address'
  | 'tag-session';

interface PodIdentityError {
  kind: Kind;
  facts: ErrorFacts;
}

const kinds: Array<{ kind: Kind; matches: RegExp }> = [
  {
    kind: 'cannot-assume',
    matches: /EKS does not have permissions to assume the associated role/i,
  },
  {
    kind: 'node-permission',
    matches: /not authorized to perform:? ?eks-auth:AssumeRoleForPodIdentity/i,
  },
  {
    kind: 'tag-session',
    matches:
      /:assumed-role\/[^\s/]{1,64}\/eks-\S{1,64} is not authorized to perform:? ?sts:TagSession/i,
  },
  { kind: 'no-association', matches: /No association found/i },
  {
    kind: 'token',
    matches:
      /Service account token cannot be (?:empty|parsed)|failed basic claim validations/i,
  },
  { kind: 'address', matches: /Called agent through invalid address/i },
  {
    kind: 'agent',
    matches:
      /169\.254\.170\.23|fd00:ec2::23|Error retrieving metadata: Received non 200 response|unable to fetch credentials from EKS Auth/i,
  },
];

const headlines: Record<Kind, string> = {
  'cannot-assume':
    'EKS may not assume the role of the Pod Identity association.',
  'no-association':
    'EKS knows no Pod Identity association for this service account.',
  'node-permission':
    'The role of the node may not fetch credentials for its pods.',
  agent: 'The Pod Identity agent did not give credentials.',
  token: 'The agent did not accept the token of the pod.',
  address: 'The agent was called through another address than its own.',
  'tag-session':
    'The next role does not accept the session tags of Pod Identity.',
};

/** A pod does not get its credentials from EKS Pod Identity. */
export const podIdentity = definePattern<PodIdentityError>({
  id: 'pod-identity',
  topics: ['B'],
  documentation:
    'https://docs.aws.amazon.com/eks/latest/userguide/pod-identities.html',
  recognise: (error: ErrorText) => {
    const found = kinds.find(({ matches }) => matches.test(error.text));
    if (!found) return undefined;
    const facts = parseDenial(error)?.facts ?? wrapperFacts(error);
    // Where a Deny decides, nothing that is said here about missing permissions holds.
    if (facts.denial === 'explicit') return undefined;
    return { kind: found.kind, facts };
  },
  explain: ({ kind, facts }, ground) => ({
    headline: headlines[kind],
    summary:
      'The pod asked the Pod Identity agent of its node, the agent asked EKS, and one of the two refused.',
    facts,
    causes: inOrder(causesOf(kind, ground)),
    gates: [],
  }),
});

function causesOf(kind: Kind, ground: Ground): Cause[] {
  switch (kind) {
    case 'cannot-assume':
      return [
        checkCause(ground, {
          id: 'trust-incomplete',
          number: 'WID-017',
          title:
            'The trust policy lacks the service, one of the two actions, or a condition fails',
          hint: 'It must allow `pods.eks.amazonaws.com` both `sts:AssumeRole` and `sts:TagSession`.',
          steps: [
            'Add `pods.eks.amazonaws.com` with both actions to the trust policy of the role.',
          ],
        }),
        checkCause(ground, {
          id: 'role-missing',
          number: 'WID-019',
          title: 'The role of the association does not exist any more',
          hint: 'EKS does not look after roles that are deleted later.',
        }),
        checkCause(ground, {
          id: 'tag-condition',
          number: 'WID-023',
          title: 'The trust policy asks for session tags that are switched off',
          hint: 'Conditions on `aws:RequestTag/…` fail when the association disables session tags.',
        }),
        checkCause(ground, {
          id: 'target-role',
          number: 'WID-024',
          title: 'The way to the target role is broken',
          hint: 'The role of the association needs `sts:AssumeRole` and `sts:TagSession` on the target, whose trust must admit it.',
        }),
        ...organization(ground),
      ];
    case 'node-permission':
      return [
        checkCause(ground, {
          id: 'node-role-lacks-eks-auth',
          number: 'WID-021',
          title: 'The node role lacks `eks-auth:AssumeRoleForPodIdentity`',
          hint: 'It is part of AmazonEKSWorkerNodePolicy and of the minimal one.',
          steps: [
            'Attach AmazonEKSWorkerNodeMinimalPolicy or AmazonEKSWorkerNodePolicy to the node role.',
          ],
        }),
        ...organization(ground),
      ];
    case 'agent':
      return [
        checkCause(ground, {
          id: 'agent-not-ready',
          number: 'WID-016',
          title: 'The Pod Identity agent is missing or not ready',
          hint: 'It is the add-on `eks-pod-identity-agent`; Auto Mode brings its own.',
          steps: ['Install the add-on `eks-pod-identity-agent`.'],
        }),
        checkCause(ground, {
          id: 'unsupported-node',
          number: 'WID-020',
          title: 'The pod runs where there is no agent',
          hint: 'On Fargate and Windows nodes Pod Identity does not work; use IRSA.',
        }),
        checkCause(ground, {
          id: 'trust-incomplete',
          number: 'WID-017',
          title: 'The trust policy of a role is incomplete',
          hint: 'The wrapper hides the reason; the rest of the message tells it.',
          isConclusive: false,
        }),
        ...simpleCauses(ground, [
          {
            id: 'proxy-or-network-policy',
            title: 'A proxy or NetworkPolicy stands between pod and agent',
            hint: 'Put `169.254.170.23` and `[fd00:ec2::23]` into `NO_PROXY`, and let network policies pass them.',
          },
        ]),
      ];
    case 'no-association':
      return [
        ...simpleCauses(ground, [
          {
            id: 'association-deleted',
            title: 'The association was deleted after the pod started',
            hint: 'The pod still has the variables; make the association again or restart the pod.',
            steps: [
              'Create the association for exactly this namespace and service account, then restart the pod.',
            ],
          },
        ]),
        checkCause(ground, {
          id: 'association-of-another-name',
          number: 'WID-018',
          title:
            'An association names a namespace or service account that does not exist',
          hint: 'EKS does not check the names.',
          isConclusive: false,
        }),
      ];
    case 'tag-session':
      return simpleCauses(ground, [
        {
          id: 'next-role-lacks-tag-session',
          title:
            'The trust policy of the next role does not allow `sts:TagSession`',
          hint: 'The tags of a Pod Identity session travel along: the next role, and the policy of the caller, must allow `sts:TagSession` too.',
          steps: [
            'Allow `sts:TagSession` beside `sts:AssumeRole` in the trust of the next role, or switch the session tags of the association off.',
          ],
        },
      ]);
    case 'token':
      return simpleCauses(ground, [
        {
          id: 'token-not-mounted',
          title: 'The token file is missing, another one, or expired',
          hint: 'Look at `AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE` and the volume `eks-pod-identity-token`.',
          steps: ['Restart the pod.'],
        },
      ]);
    default:
      return simpleCauses(ground, [
        {
          id: 'address-rewritten',
          title: 'A proxy rewrites the address of the agent',
          hint: 'Put `169.254.170.23` and `[fd00:ec2::23]` into `NO_PROXY`.',
        },
      ]);
  }
}

function organization(ground: Ground): Cause[] {
  return simpleCauses(ground, [
    {
      id: 'organization-policy',
      title: 'A service control policy or resource control policy refuses it',
      hint: 'The message names no kind of policy.',
      unseen:
        'organization policies are not read, and this message does not name them',
    },
  ]);
}
