import { describeGrant } from '../../access/rights';
import { parseArn } from '../../arn';
import { Cause, Diagnosis, ErrorFacts, Gate } from '../../model';
import { RbacRequest } from '../../rbac';
import { advice, causeOf, inOrder, Judgement, saidByTheError } from '../cause';
import { checkCause } from '../checkCause';
import { refusedByCluster, refusedByKubernetes } from '../gates';
import { grantRepairs, smallestLevel } from '../grantRepair';
import { Ground } from '../ground';
import { Rights, rightsOf, serviceAccountName } from '../kubernetesRights';
import { wrapperFacts } from '../parseDenial';
import { Forbidden, parseForbidden } from '../parseForbidden';
import { definePattern } from '../pattern';
import { once } from '../causes/identityQuestion';

interface KubernetesForbidden extends Forbidden {
  facts: ErrorFacts;
}

/** 403: the cluster knows who asks, and nothing gives them the right. The user name tells which mapping was applied. */
export const forbidden = definePattern<KubernetesForbidden>({
  id: 'kubernetes-forbidden',
  topics: ['T3'],
  documentation:
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/',
  recognise: error => {
    const found = parseForbidden(error);
    return found && { ...found, facts: factsOf(found, wrapperFacts(error)) };
  },
  explain: (error, ground) => {
    const { username, request, facts } = error;
    const causes = inOrder(causesOf(error, ground));
    const user = username ? `\`${username}\`` : 'a user with an empty name';
    const isWorkload = serviceAccountName.test(username);
    const isPerson = !isWorkload && !username.startsWith('system:');
    return {
      headline: headlineOf(username, request, causes),
      summary: isAnonymous(username)
        ? 'The API server found no credentials that it accepts, and took the caller for `system:anonymous`; no right was looked at that is yours.'
        : `The cluster knows the caller as ${user}, and no rule lets that user ${requestWords(
            request,
          )}. Kubernetes has no deny rules: a right is missing, or the caller arrived under another name than expected.`,
      facts,
      causes,
      gates: gatesOf(username, () =>
        refusedByKubernetes(user, `may not ${requestWords(request)}`),
      ),
      ...(isPerson ? { accessRequest: accessRequestFor(request) } : {}),
    };
  },
});

function isAnonymous(username: string): boolean {
  return username === 'system:anonymous';
}

function gatesOf(username: string, refused: () => Gate[]): Gate[] {
  if (isAnonymous(username)) {
    return refusedByCluster('no credentials that it accepts arrived');
  }
  return serviceAccountName.test(username) ? [] : refused();
}

function factsOf(
  { username, request }: Forbidden,
  wrapper: ErrorFacts,
): ErrorFacts {
  const isResource = 'resource' in request;
  const account = parseArn(username)?.accountId;
  return {
    ...wrapper,
    principal: username,
    action: isResource
      ? `${request.verb} ${resourceWords(request)}`
      : `${request.verb} ${request.path}`,
    resource: isResource
      ? [resourceWords(request), request.name].filter(Boolean).join('/')
      : request.path,
    ...(isResource && request.namespace
      ? { namespace: request.namespace }
      : {}),
    ...(account ? { accountId: account } : {}),
  };
}

function resourceWords(
  request: Extract<RbacRequest, { resource: string }>,
): string {
  const { resource, subresource, apiGroup } = request;
  const full = subresource ? `${resource}/${subresource}` : resource;
  return apiGroup ? `${full}.${apiGroup}` : full;
}

function requestWords(request: RbacRequest): string {
  if (!('resource' in request))
    return `\`${request.verb}\` path \`${request.path}\``;
  const where = request.namespace
    ? ` in namespace \`${request.namespace}\``
    : ' in the whole cluster';
  return `\`${request.verb} ${resourceWords(request)}\`${where}`;
}

function headlineOf(
  username: string,
  request: RbacRequest,
  causes: Cause[],
): string {
  if (isAnonymous(username)) {
    return 'The request carried no credentials that the API server accepts.';
  }
  const user = username ? `\`${username}\`` : 'A user with an empty name';
  if (causes.some(c => c.certainty === 'proven' && c.id === 'no-right')) {
    return `${user} is known to the cluster, but nothing lets it ${requestWords(
      request,
    )}.`;
  }
  return `${user} may not ${requestWords(request)}.`;
}

function accessRequestFor(request: RbacRequest): Diagnosis['accessRequest'] {
  const namespace = 'resource' in request ? request.namespace : undefined;
  return {
    level: smallestLevel(request),
    ...(namespace ? { namespaces: [namespace] } : {}),
    reason: `Kubernetes refuses me to ${requestWords(request).replaceAll(
      '`',
      '',
    )}`,
  };
}

const sections = [
  'cluster',
  'accessEntries',
  'awsAuth',
  'bindings',
  'roles',
  'clusterRoles',
] as const;

function causesOf(
  { username, request, missingRole }: KubernetesForbidden,
  ground: Ground,
): Cause[] {
  if (isAnonymous(username)) return [noCredentials(ground)];
  const isWorkload = serviceAccountName.test(username);
  const ask = once(() => rightsOf(ground, username, request));
  return [
    ...(missingRole
      ? [
          saidByTheError(ground, {
            id: 'binding-to-missing-role',
            title: 'A binding names a role that does not exist',
            explanation: `Kubernetes says that role \`${missingRole}\` was not found`,
            repairs: [
              advice(
                `Create role \`${missingRole}\`, or bind a role that exists.`,
              ),
            ],
          }),
        ]
      : []),
    ...(username === '' ? [emptyName(ground)] : []),
    ...(isWorkload ? [] : wrongType(ground, ask)),
    noRight(ground, username, request, ask),
    ...changedSince(ground, ask),
  ];
}

/** The line of aws-auth that gives this user name lost its groups; with the mapping at hand that is certain. */
function wrongType(ground: Ground, ask: () => Rights): Cause[] {
  const isSeen = ground.look(sections).state === 'seen';
  const mine = isSeen ? ask().principals.map(p => p.arn) : [];
  const cause = checkCause(ground, {
    id: 'groups-not-a-list',
    number: 'AUTHN-009',
    title: 'Groups or user name in aws-auth have the wrong type',
    hint: '`groups: system:masters` instead of a list leaves the caller without groups.',
    only: finding =>
      mine.length === 0 || finding.affected.some(arn => mine.includes(arn)),
    isConclusive: mine.length > 0,
  });
  return cause.certainty === 'ruled-out' ? [] : [cause];
}

function noRight(
  ground: Ground,
  username: string,
  request: RbacRequest,
  ask: () => Rights,
): Cause {
  return causeOf(ground, {
    id: 'no-right',
    title: 'No binding and no access policy gives this right',
    hint: 'Look for a binding of the user or one of its groups; access policies are not shown by `kubectl auth can-i --list`.',
    repairs: [
      advice(
        `Bind the user or one of its groups to a role that allows to ${requestWords(
          request,
        )}.`,
      ),
    ],
    needs: sections,
    judge: () => judgeRights(ground, username, request, ask()),
  });
}

function judgeRights(
  ground: Ground,
  username: string,
  request: RbacRequest,
  rights: Rights,
): Judgement {
  const { decision, because, principals, grants, elsewhere } = rights;
  const mapping = principals.map(p => ({
    fact: 'Mapping of this user name',
    value: `${p.arn}, groups ${p.groups.join(', ') || 'none'}`,
    readFrom: p.readFrom,
  }));
  if (decision === 'unknown' || decision === 'allowed') {
    return {
      certainty: decision === 'unknown' ? 'unknown' : 'ruled-out',
      explanation: decision === 'allowed' ? `as read, ${because}` : because,
      evidence: mapping,
    };
  }
  const held = grants.map(describeGrant);
  return {
    certainty: 'proven',
    ...titleOf(rights, username),
    explanation: `${
      held.length > 0
        ? `it holds ${held
            .slice(0, 3)
            .map(h => `\`${h}\``)
            .join(', ')}${
            held.length > 3 ? ` and ${held.length - 3} more` : ''
          }`
        : 'no binding and no access policy is for it'
    }; none lets it ${requestWords(request)}`,
    evidence: [
      ...mapping,
      {
        fact: 'What it holds',
        value: held.join('; ') || 'nothing',
        readFrom: 'role bindings and access policies',
      },
    ],
    ...(elsewhere.length > 0 || principals.length > 0
      ? { repairs: grantRepairs(ground, principals, request) }
      : {}),
  };
}

function titleOf(
  { grants, elsewhere, principals }: Rights,
  username: string,
): { title?: string } {
  if (elsewhere.length > 0) {
    return { title: 'The right exists in other namespaces only' };
  }
  if (grants.length > 0) {
    return { title: 'What the user holds does not include this right' };
  }
  return principals.some(p => p.groups.length > 0)
    ? { title: 'None of its groups has a binding' }
    : {
        title: `Nothing is bound to ${
          username ? `\`${username}\`` : 'the empty name'
        }`,
      };
}

function changedSince(ground: Ground, ask: () => Rights): Cause[] {
  if (ground.look(sections).state !== 'seen') return [];
  const { decision, because } = ask();
  return decision === 'allowed'
    ? [
        {
          id: 'changed-since',
          title: 'The rights were changed after the error',
          certainty: 'unknown',
          explanation: `as read, ${because}: try again`,
          evidence: [],
          repairs: [],
        },
      ]
    : [];
}

function emptyName(ground: Ground): Cause {
  return saidByTheError(ground, {
    id: 'empty-user-name',
    title: 'The line in aws-auth has no user name',
    explanation: 'Kubernetes names a user with an empty name',
    repairs: [
      advice('Set `username` in the line of aws-auth, as text in quotes.'),
    ],
  });
}

function noCredentials(ground: Ground): Cause {
  return saidByTheError(ground, {
    id: 'no-credentials',
    title: 'No credentials arrived at the API server',
    explanation: 'Kubernetes took the caller for `system:anonymous`',
    repairs: [
      advice(
        'Write the kubeconfig anew with `aws eks update-kubeconfig`, and call the API through kubectl rather than a browser.',
      ),
    ],
  });
}
