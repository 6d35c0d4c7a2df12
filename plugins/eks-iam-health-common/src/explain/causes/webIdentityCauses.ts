import { Cause, ErrorFacts, Finding } from '../../model';
import { checkCause } from '../checkCause';
import { Ground } from '../ground';
import { simpleCauses } from '../simpleCause';

/** What STS answers. */
export type WebIdentityKind =
  | 'refused'
  | 'no-provider'
  | 'audience'
  | 'keys'
  | 'thumbprint'
  | 'not-a-token'
  | 'no-file'
  | 'unreadable-file';

/** An answer of STS about a web identity, taken apart. */
export interface WebIdentityError {
  kind: WebIdentityKind;
  facts: ErrorFacts;
  /** `namespace/name` */
  serviceAccount?: string;
  roleArn?: string;
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

/** Why STS gives no role, by the kind of its answer. */
export function webIdentityCauses(
  error: WebIdentityError,
  ground: Ground,
): Cause[] {
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
