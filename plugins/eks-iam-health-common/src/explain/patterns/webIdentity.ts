import { Cause } from '../../model';
import { shortArn } from '../../arn';
import { inOrder } from '../cause';
import {
  webIdentityCauses,
  WebIdentityError,
  WebIdentityKind,
} from '../causes/webIdentityCauses';
import { ErrorText } from '../errorText';
import { parseDenial, wrapperFacts } from '../parseDenial';
import { definePattern } from '../pattern';

const kinds: Array<{ kind: WebIdentityKind; matches: RegExp }> = [
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
    const causes = inOrder(webIdentityCauses(error, ground));
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
  const general: Record<WebIdentityKind, string> = {
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
