import { Cause, ErrorFacts, Finding } from '../../model';
import { shortArn } from '../../arn';
import { checkCause } from '../checkCause';
import { inOrder } from '../cause';
import { ErrorText } from '../errorText';
import { Ground } from '../ground';
import { parseDenial, wrapperFacts } from '../parseDenial';
import { definePattern } from '../pattern';
import { simpleCauses } from '../simpleCause';

type Kind =
  | 'refused'
  | 'no-provider'
  | 'audience'
  | 'keys'
  | 'thumbprint'
  | 'not-a-token'
  | 'no-file'
  | 'unreadable-file';

interface WebIdentityError {
  kind: Kind;
  facts: ErrorFacts;
  /** `namespace/name` */
  serviceAccount?: string;
  roleArn?: string;
}

const kinds: Array<{ kind: Kind; matches: RegExp }> = [
  {
    kind: 'no-provider',
    matches: /No OpenIDConnect provider found in your account/i,
  },
  { kind: 'audience', matches: /Incorrect token audience/i },
  {
    kind: 'keys',
    matches:
      /Couldn'?t retrieve verification key from your identity provider|\bIDPCommunicationError\b/i,
  },
  {
    kind: 'thumbprint',
    matches: /certificate doesn'?t match configured thumbprint/i,
  },
  {
    kind: 'not-a-token',
    matches:
      /ID Token provided is not a valid JWT|InvalidIdentityToken[^.]{0,200}Token must/i,
  },
  {
    kind: 'unreadable-file',
    matches:
      /eks\.amazonaws\.com\/serviceaccount\/token['":]{0,3} ?[^.]{0,80}permission denied/i,
  },
  {
    kind: 'no-file',
    matches:
      /could not find token file|eks\.amazonaws\.com\/serviceaccount\/token['":]{0,3} ?[^.]{0,80}no such file/i,
  },
  {
    kind: 'refused',
    matches: /Not authorized to perform:? ?sts:AssumeRoleWithWebIdentity/i,
  },
];

const subject =
  /system:serviceaccount:([a-z0-9][a-z0-9.-]{0,62}):([a-z0-9][a-z0-9.-]{0,252})/;
const roleArn = /arn:aws[a-z-]{0,20}:iam::\d{12}:role\/[\w+=,.@/-]{1,576}/;

/** STS does not give a pod its role: IRSA. */
export const webIdentity = definePattern<WebIdentityError>({
  id: 'assume-role-with-web-identity',
  topics: ['B'],
  documentation:
    'https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html',
  recognise: readWebIdentity,
  explain: (error, ground) => {
    const causes = inOrder(causesOf(error, ground));
    return {
      headline: headlineOf(error, causes),
      summary: `${summaryOf(error)}${whichWords(error)}`,
      facts: error.facts,
      causes,
      gates: [],
    };
  },
});

function readWebIdentity(error: ErrorText): WebIdentityError | undefined {
  const found = kinds.find(({ matches }) => matches.test(error.text));
  // Where AWS names a Deny, the general refusal says more.
  if (!found || parseDenial(error)?.facts.denial === 'explicit') {
    return undefined;
  }
  const account = subject.exec(error.text);
  const role = roleArn.exec(error.text)?.[0].replace(/[.,]$/, '');
  return {
    kind: found.kind,
    ...(account ? { serviceAccount: `${account[1]}/${account[2]}` } : {}),
    ...(role ? { roleArn: role } : {}),
    facts: {
      ...wrapperFacts(error),
      action: 'sts:AssumeRoleWithWebIdentity',
      ...(account ? { principal: account[0], namespace: account[1] } : {}),
      ...(role ? { resource: role } : {}),
    },
  };
}

/** The findings about the account or role that the text or the one who asks names. */
function about(
  { serviceAccount, roleArn: role }: WebIdentityError,
  { context }: Ground,
): (finding: Finding) => boolean {
  const named =
    serviceAccount ??
    (context.serviceAccount &&
      `${context.serviceAccount.namespace}/${context.serviceAccount.name}`);
  return finding =>
    (!named || finding.subject === named || finding.affected.includes(named)) &&
    (!role ||
      finding.subject === role ||
      finding.affected.includes(role) ||
      finding.evidence.some(({ value }) => value === role));
}

function causesOf(error: WebIdentityError, ground: Ground): Cause[] {
  const only = about(error, ground);
  switch (error.kind) {
    case 'refused':
      return refusedCauses(ground, only);
    case 'no-provider':
      return [
        checkCause(ground, {
          id: 'oidc-provider-missing',
          number: 'WID-001',
          title:
            'The account of the role has no OIDC provider for this cluster',
          hint: 'The provider must be in the account of the role and have exactly the issuer of the cluster as URL.',
          steps: [
            'Create the IAM OIDC provider of the cluster in the account of the role.',
          ],
        }),
        ...simpleCauses(ground, [
          {
            id: 'cluster-made-again',
            title: 'The cluster was made again and has a new issuer',
            hint: 'The issuer belongs to one life of a cluster; providers and trust policies of the former one are dead.',
          },
          {
            id: 'role-in-another-account',
            title: 'The role is in another account',
            hint: 'Then the provider has to be there, not in the account of the cluster.',
          },
        ]),
      ];
    case 'audience':
      return [
        checkCause(ground, {
          id: 'provider-lacks-audience',
          number: 'WID-002',
          title: 'The OIDC provider lacks the audience of the token',
          hint: 'The client ids of the provider must hold `sts.amazonaws.com`, or the custom audience of the service account.',
          steps: ['Add the audience to the client ids of the provider.'],
        }),
        ...simpleCauses(ground, [
          {
            id: 'wrong-token-file',
            title: 'The program sends the wrong token',
            hint: 'The token of the Kubernetes API has another audience than the one for STS.',
          },
        ]),
      ];
    case 'keys':
      return simpleCauses(ground, [
        {
          id: 'keys-not-fetched',
          title: 'STS could not fetch the keys of the issuer just now',
          hint: 'With an issuer of EKS this passes by itself: try again with growing pauses.',
          steps: ['Try again; SDKs do so by themselves.'],
        },
        {
          id: 'issuer-not-reachable',
          title: 'The issuer is not one of EKS and cannot be reached',
          hint: 'A self-hosted issuer must be reachable from the Internet.',
        },
      ]);
    case 'thumbprint':
      return simpleCauses(ground, [
        {
          id: 'thumbprint-stale',
          title: 'The thumbprint of the provider is out of date',
          hint: 'It is looked at only where the certificate of the issuer is not signed by a well-known authority.',
          steps: [
            'Set the thumbprint of the certificate authority anew at the provider.',
          ],
        },
      ]);
    case 'not-a-token':
      return simpleCauses(ground, [
        {
          id: 'token-malformed',
          title: 'The token file is empty or holds something else',
          hint: 'Look at the path in `AWS_WEB_IDENTITY_TOKEN_FILE`.',
          steps: ['Restart the pod, so that the token is mounted again.'],
        },
      ]);
    case 'unreadable-file':
      return simpleCauses(ground, [
        {
          id: 'token-file-not-readable',
          title: 'The user of the container may not read the token file',
          hint: 'Before Kubernetes 1.19, or with a narrow `fsGroup`, only root may.',
          steps: ['Set `fsGroup` in the security context of the pod.'],
        },
      ]);
    default:
      return [
        checkCause(ground, {
          id: 'not-injected',
          number: 'WID-009',
          title:
            'The pod was not given the token: it is older than the annotation',
          hint: 'The webhook of EKS changes pods only when they are made.',
          steps: ['Restart the pod.'],
          only: finding => only(finding) || !error.serviceAccount,
          isConclusive: false,
        }),
        ...simpleCauses(ground, [
          {
            id: 'variables-by-hand',
            title: 'The variables were set by hand, without the volume',
            hint: '`AWS_ROLE_ARN` in the pod template keeps the webhook from setting its own.',
            steps: [
              'Remove the variables from the pod template and restart the pod.',
            ],
          },
        ]),
      ];
  }
}

function refusedCauses(
  ground: Ground,
  only: (finding: Finding) => boolean,
): Cause[] {
  return [
    checkCause(ground, {
      id: 'trust-does-not-admit',
      number: 'WID-006',
      title: 'The trust policy of the role does not admit the service account',
      hint: 'Compare provider ARN, `sub` (namespace and name) and `aud` with the cluster; `StringEquals` takes an asterisk literally.',
      steps: [
        'Let the trust policy name the OIDC provider of this cluster, and the service account as `sub`.',
      ],
      only,
    }),
    checkCause(ground, {
      id: 'role-missing',
      number: 'WID-005',
      title: 'The role in the annotation does not exist',
      hint: 'STS does not tell whether a role exists.',
      steps: [
        'Correct `eks.amazonaws.com/role-arn` of the service account, or make the role.',
      ],
      only,
    }),
    checkCause(ground, {
      id: 'annotation-malformed',
      number: 'WID-004',
      title: 'The annotation of the service account is no ARN of a role',
      hint: 'Blanks, quotes, a name instead of an ARN, or the ARN of something else.',
      only,
    }),
    checkCause(ground, {
      id: 'oidc-provider-missing',
      number: 'WID-001',
      title: 'The account of the role has no OIDC provider for this cluster',
      hint: 'Then the message is usually `No OpenIDConnect provider found`.',
    }),
    ...simpleCauses(ground, [
      {
        id: 'organization-policy',
        title: 'A service control policy or resource control policy refuses it',
        hint: 'The message names no kind of policy.',
        unseen:
          'organization policies are not read, and this message never names them',
      },
    ]),
  ];
}

function headlineOf(
  { kind, serviceAccount }: WebIdentityError,
  causes: Cause[],
): string {
  const [first] = causes;
  const who = serviceAccount
    ? `service account \`${serviceAccount}\``
    : 'the service account';
  if (first?.certainty === 'proven') {
    switch (first.id) {
      case 'trust-does-not-admit':
        return `The trust policy of the role does not admit ${who}.`;
      case 'role-missing':
        return `The role in the annotation of ${who} does not exist.`;
      case 'oidc-provider-missing':
        return 'The account has no OIDC provider for this cluster.';
      default:
    }
  }
  const general: Record<Kind, string> = {
    refused: `STS refused to give ${who} its role.`,
    'no-provider': 'STS knows no OIDC provider for the issuer of this cluster.',
    audience:
      'The token is made for another audience than the provider accepts.',
    keys: 'STS could not fetch the keys that verify the token.',
    thumbprint:
      'The thumbprint of the OIDC provider does not fit its certificate.',
    'not-a-token': 'What the pod sent to STS is no token.',
    'no-file': 'The pod has no token file for its role.',
    'unreadable-file': 'The program may not read the token file of its role.',
  };
  return general[kind];
}

function summaryOf({ kind }: WebIdentityError): string {
  return kind === 'refused'
    ? 'A pod showed its service account token to STS and was refused the role. STS tells neither which part of the trust policy does not fit nor whether the role exists.'
    : 'A pod tried to exchange its service account token for the credentials of a role, and did not get as far as the trust policy.';
}

function whichWords({
  serviceAccount,
  roleArn: role,
}: WebIdentityError): string {
  if (serviceAccount || role) {
    return ` The text names ${[
      serviceAccount && `service account \`${serviceAccount}\``,
      role && `\`${shortArn(role)}\``,
    ]
      .filter(Boolean)
      .join(' and ')}.`;
  }
  return ' The text names neither, so all service accounts of the cluster are looked at.';
}
