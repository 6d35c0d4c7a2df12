import { principalsIn } from '../../access/principals';
import { Cause, ErrorFacts } from '../../model';
import { causeOf, inOrder } from '../cause';
import { checkCause, CheckCause } from '../checkCause';
import { mappingOf, notMapped } from '../causes/mapping';
import { ErrorText } from '../errorText';
import { refusedByCluster } from '../gates';
import { Ground } from '../ground';
import { wrapperFacts } from '../parseDenial';
import { definePattern } from '../pattern';
import { principalIn } from '../principalIn';
import { simpleCauses } from '../simpleCause';
import { whoIs } from '../who';

interface Unauthorized {
  facts: ErrorFacts;
  isNode: boolean;
}

const messages =
  /You must be logged in to the server|the server has asked for the client to provide credentials|\bidentity is not mapped\b|the server doesn'?t have a resource type|"?reason"?: ?"Unauthorized"|(?:^| )Error(?: from server)?:? ?\(?Unauthorized\)?|: Unauthorized(?: |$)/i;
const fromNode =
  /Unable to register node|Failed to list \*v1\.|kubelet|NodeCreationFailure/i;

/** 401: the API server does not accept the token, or the cluster does not know the identity. */
export const unauthorized = definePattern<Unauthorized>({
  id: 'kubectl-unauthorized',
  topics: ['T3'],
  documentation:
    'https://docs.aws.amazon.com/eks/latest/userguide/security-iam-troubleshoot.html',
  recognise: (error: ErrorText) => {
    if (!messages.test(error.text)) return undefined;
    const principal = principalIn(error.text);
    return {
      isNode: fromNode.test(error.text),
      facts: {
        ...wrapperFacts(error),
        ...(principal ? { principal } : {}),
      },
    };
  },
  explain: ({ facts, isNode }, ground) => {
    const identity = facts.principal ?? ground.context.principalArn;
    const said = { ...facts, ...(identity ? { principal: identity } : {}) };
    const likely = inOrder(causesOf(identity, isNode, ground));
    const isProven = likely[0]?.certainty === 'proven';
    const causes =
      isNode || (identity && isProven)
        ? likely
        : inOrder(likely, onTheirMachine(ground));
    const who = identity ? whoIs(identity).words : 'your identity';
    const mapping = identity ? mappingOf(ground, identity) : undefined;
    return {
      headline: headlineOf(
        identity ? whoIs(identity).short : 'your identity',
        isNode,
        mapping?.status === 'mapped' && isProven
          ? 'mapped-in-vain'
          : mapping?.status,
      ),
      summary: isNode
        ? 'A node showed its role to the API server and was turned away before any right was looked at.'
        : `The API server answered 401 to ${who}: it looked at who asks, not at rights. ${
            identity
              ? ''
              : 'The text does not say who asked; add the output of `aws sts get-caller-identity` to be certain.'
          }`.trim(),
      facts: said,
      causes,
      gates: refusedByCluster(
        mapping?.status === 'not-mapped'
          ? 'no access entry and no aws-auth line matches'
          : likely.find(c => c.certainty === 'proven')?.title ?? 'this error',
      ),
      ...(isNode
        ? {}
        : {
            accessRequest: {
              level: 'view',
              reason:
                'kubectl says Unauthorized: the cluster does not know my identity',
            },
          }),
    };
  },
});

function headlineOf(who: string, isNode: boolean, status?: string): string {
  if (isNode) return 'The cluster does not know the role of the node.';
  if (status === 'not-mapped') {
    return `The cluster does not know ${who}.`;
  }
  if (status === 'mapped-in-vain') {
    return `The cluster has a mapping for ${who} that does not let it in.`;
  }
  return status === 'mapped'
    ? `The cluster knows ${who}, but did not accept the token.`
    : 'The cluster does not know your identity, or did not accept your token.';
}

/** Defects that keep identities out. Whom they touch is in the findings, not in the error. */
const defects: CheckCause[] = [
  {
    id: 'aws-auth-not-parsable',
    number: 'AUTHN-002',
    title: 'A section of aws-auth cannot be parsed, so nobody in it gets in',
    hint: 'One wrong indent or an unquoted `{{…}}` loses the whole section.',
  },
  {
    id: 'aws-auth-missing',
    number: 'AUTHN-003',
    title: 'aws-auth is missing or empty, and nothing else maps identities',
    hint: 'In mode `CONFIG_MAP` only the creator of the cluster gets in without it.',
  },
  {
    id: 'role-path-in-aws-auth',
    number: 'AUTHN-004',
    title: 'A role stands in aws-auth with its path',
    hint: 'Write `role/NAME`, without the path, in `rolearn`: with it the line never matches.',
  },
  {
    id: 'arn-never-matches',
    number: 'AUTHN-005',
    title: 'A line of aws-auth holds an ARN that can never match',
    hint: 'Sessions, groups, instance profiles and wildcards match nobody.',
    // A warning is of a line that matches all the same.
    only: finding => finding.verdict !== 'warn',
  },
  {
    id: 'stray-characters',
    number: 'AUTHN-007',
    title: 'Invisible characters in a mapping',
    hint: 'A blank inside quotes is part of the ARN.',
  },
  {
    id: 'stale-identity-center-role',
    number: 'AUTHN-013',
    title: 'A mapping is of a former Identity Center role',
    hint: 'A permission set that is assigned anew gets a role with another suffix.',
  },
  {
    id: 'entry-of-former-principal',
    number: 'AUTHN-020',
    title: 'An access entry is of a deleted or re-created principal',
    hint: 'Entries pin the unique id of the principal.',
  },
  {
    id: 'line-without-effect',
    number: 'AUTHN-019',
    title: 'A line of aws-auth has no effect',
    hint: 'In mode `API` nothing of aws-auth is read.',
    // Where an access entry hides the line, the entry lets its principal in.
    only: finding =>
      finding.evidence.some(
        ({ fact, value }) => fact === 'Authentication mode' && value === 'API',
      ),
  },
];

function causesOf(
  identity: string | undefined,
  isNode: boolean,
  ground: Ground,
): Cause[] {
  if (isNode) {
    return [
      checkCause(ground, {
        id: 'node-role-not-mapped',
        number: 'AUTHN-014',
        title: 'The node role has no mapping',
        hint: 'It needs an access entry of type `EC2_LINUX`, or its line in aws-auth.',
      }),
      checkCause(ground, {
        id: 'node-mapping-wrong',
        number: 'AUTHN-015',
        title: 'The mapping of the node role has the wrong form',
        hint: 'User name and groups of nodes are fixed.',
      }),
      checkCause(ground, { ...defects[0], isConclusive: true }),
    ];
  }
  const main = identity ? notMapped(ground, identity) : nobodyMapped(ground);
  // With a name the mapping itself decides; of the defects only those that touch everybody add to what it leaves open.
  if (identity && ['proven', 'ruled-out'].includes(main.certainty)) {
    return [main];
  }
  const others = defects
    .filter(({ number }) => !ground.snapshot || ground.hasCheck(number))
    .filter(defect => !identity || touchesAll(defect))
    .map(defect => checkCause(ground, { ...defect, isConclusive: false }));
  return [
    main,
    ...(identity
      ? others.filter(cause => cause.certainty !== 'ruled-out')
      : others),
  ];
}

/** What only the person in front of the terminal can see. */
function onTheirMachine(ground: Ground): Cause[] {
  return simpleCauses(ground, [
    {
      id: 'other-identity',
      title: 'kubectl uses another identity than you think',
      hint: 'Compare `aws sts get-caller-identity` with the profile and role in the kubeconfig.',
      steps: [
        'Write the kubeconfig anew with `aws eks update-kubeconfig`, with the profile or role that has access.',
      ],
      unseen: 'nobody but you can see which identity kubectl used',
    },
    {
      id: 'expired-credentials',
      title: 'Expired credentials, or a token for another cluster',
      hint: 'A token holds for 15 minutes and for one cluster name; a wrong clock shortens it.',
      steps: ['Log in again and write the kubeconfig anew.'],
      unseen: 'the token is not part of any snapshot',
    },
  ]);
}

function touchesAll({ number }: CheckCause): boolean {
  return number === 'AUTHN-002' || number === 'AUTHN-003';
}

/** Without a name only one thing can be proven: that nobody gets in at all. */
function nobodyMapped(ground: Ground): Cause {
  return causeOf(ground, {
    id: 'identity-not-mapped',
    title: 'The cluster does not know your identity',
    hint: 'It needs an access entry, or a line in aws-auth where the authentication mode reads it.',
    needs: ['cluster', 'accessEntries', 'awsAuth'],
    judge: () => {
      const { all } = principalsIn(ground.derived);
      const people = all.filter(
        p => p.state === 'live' && !p.isNode && !p.isService,
      );
      return {
        certainty: 'unknown',
        explanation:
          people.length === 0
            ? 'the cluster maps nobody but nodes and services of AWS; the creator may still get in'
            : `the cluster maps ${people.length} ${
                people.length === 1 ? 'principal' : 'principals'
              } besides nodes; the text does not say whether you are one of them`,
      };
    },
  });
}
