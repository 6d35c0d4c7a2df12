import { refusedByCluster } from '../gates';
import { checkCause } from '../checkCause';
import { notMapped } from '../causes/mapping';
import { Ground } from '../ground';
import { principalIn } from '../principalIn';
import { defineRulesPattern, MessageRule } from '../rulesPattern';

const arnField = /\barn="?([^\s"]{1,600})/i;

/** The identity that a log line names; the one who asks is not meant, since the log is of everybody. */
function isMapped(
  text: string,
): (ground: Ground) => ReturnType<typeof notMapped>[] {
  const identity = principalIn(text);
  return ground => (identity ? [notMapped(ground, identity)] : []);
}

/** Lines of the control-plane log `authenticator`. */
const rules: MessageRule[] = [
  {
    matches:
      /Errors? parsing configmap:? ?(.{0,300})|errors? unmarshalling? (?:map(?:roles|users|accounts)|.{0,20}configmap)/i,
    say: ([, detail]) => ({
      headline: 'The cluster could not read a part of aws-auth.',
      summary: `A section that does not parse maps nobody, the nodes included${
        detail ? `: ${detail.slice(0, 200)}` : ''
      }.`.replace(/\.\.$/, '.'),
      causes: [],
      judged: ground => [
        checkCause(ground, {
          id: 'aws-auth-not-parsable',
          number: 'AUTHN-002',
          title:
            'A section of aws-auth cannot be parsed, so nobody in it gets in',
          hint: 'One wrong indent or an unquoted `{{…}}` loses the whole section.',
          steps: [
            'Restore the last good text of aws-auth, or mend the indent that the line number points at.',
          ],
        }),
      ],
      gates: refusedByCluster('a section of aws-auth maps nobody'),
    }),
  },
  {
    matches: /ARN does not match User ID/i,
    namesPrincipal: true,
    say: () => ({
      headline:
        'The access entry is of this principal, but under its former ARN.',
      summary:
        'The unique id fits an entry whose ARN differs: the user was renamed or moved to another path since.',
      causes: [
        {
          id: 'principal-renamed',
          title: 'The principal was renamed or moved after the entry was made',
          hint: 'An entry keeps the ARN and the unique id of its principal.',
          steps: [
            'Delete the access entry and create it again with the ARN of today.',
          ],
        },
      ],
      gates: refusedByCluster('the ARN of the access entry is out of date'),
    }),
  },
  {
    matches:
      /username must not begin with with the following prefixes|renderTemplates error|SessionName did not contain an instance id|failed to find node i-/i,
    namesPrincipal: true,
    say: ([said]) => ({
      headline: 'The mapping fits, but its user name cannot be made.',
      summary: /instance id|failed to find node/i.test(said)
        ? 'The mapping takes the name of the node from the session; a session of anybody but a node has none.'
        : 'The user name that the mapping makes is reserved, or its template fails.',
      causes: [
        {
          id: 'node-mapping-for-people',
          title: 'People or programs use a role that is mapped for nodes',
          hint: '`{{EC2PrivateDNSName}}` works for EC2 instances only.',
          steps: ['Map people by a role of their own.'],
        },
        {
          id: 'reserved-user-name',
          title: 'The user name that results is reserved',
          hint: 'Names that start with `system:` and the like are refused after the template is filled.',
          steps: ['Put a word of your own before the template.'],
        },
      ],
      gates: refusedByCluster('the user name of the mapping cannot be made'),
    }),
  },
  {
    matches:
      /x-k8s-aws-id|X-Amz-Date parameter is expired|invalid X-Amz-Expires|unexpected hostname "[^"]{1,200}" in pre-signed URL|global endpoint unsupported in partition|token is missing expected "k8s-aws-v1\."|input token was not properly formatted/i,
    say: () => ({
      headline: 'The cluster refused the token before it looked at who asks.',
      summary:
        'The token is too old, of another kind, or made for another cluster or STS endpoint. No mapping is in the way.',
      causes: [
        {
          id: 'token-too-old',
          title: 'The token is older than 15 minutes, or a clock is wrong',
          hint: 'Clients get a new one for every few requests; a stored one ends.',
          steps: [
            'Let `aws eks get-token` make the token, and check the clock.',
          ],
        },
        {
          id: 'token-of-another-kind',
          title: 'The token is not one of `aws eks get-token`',
          hint: 'OIDC and service account tokens take another way in.',
        },
        {
          id: 'wrong-sts-endpoint',
          title:
            'The token was signed for an STS endpoint the cluster does not accept',
          hint: 'Outside of partition `aws` only regional endpoints are accepted.',
          steps: ['Use the STS endpoint of the Region of the cluster.'],
        },
      ],
      gates: refusedByCluster('the token was refused'),
    }),
  },
  {
    matches:
      /sts getCallerIdentity (?:failed|was throttled)[^"]{0,300}|error from AWS \(expected 200, got (\d{3})\)/i,
    say: ([said]) =>
      /throttled|got 429/i.test(said)
        ? {
            headline:
              'STS was asked too often while the cluster checked tokens.',
            summary:
              'The cluster asks STS about every token; AWS answered that there were too many. No mapping is in the way.',
            causes: [
              {
                id: 'sts-throttled',
                title: 'Clients make new tokens much too often',
                hint: 'A token can be used for 14 minutes.',
                steps: ['Let clients keep their token until it ends.'],
              },
            ],
          }
        : {
            headline: 'STS did not accept the credentials behind the token.',
            summary:
              'The cluster asked STS who signed the token, and STS refused: the credentials are over or revoked, or the token is for another cluster.',
            causes: [
              {
                id: 'credentials-over',
                title: 'The credentials are expired, revoked or deleted',
                hint: 'See `aws sts get-caller-identity` with the same profile.',
                steps: ['Log in again.'],
              },
              {
                id: 'other-cluster-name',
                title: 'The token was made with the name of another cluster',
                hint: 'The name of the cluster is signed into the token.',
                steps: [
                  'Write the kubeconfig anew with `aws eks update-kubeconfig`.',
                ],
              },
            ],
            gates: refusedByCluster('STS refused the token'),
          },
  },
  {
    matches:
      /(?:msg="?)?access denied"?.{0,400}(?:ARN is not mapped|identity is not mapped)|(?:ARN|identity) is not mapped/i,
    namesPrincipal: true,
    facts: match => {
      const arn = arnField.exec(match.input)?.[1];
      return arn ? { principal: arn } : {};
    },
    say: match => {
      const identity = principalIn(match.input);
      return {
        headline: identity
          ? `The cluster does not know \`${identity}\`.`
          : 'The cluster does not know the identity that asked.',
        summary:
          'STS knows who signed the token, and neither an access entry nor a line of aws-auth is for that identity.',
        causes: identity
          ? []
          : [
              {
                id: 'identity-not-mapped',
                title: 'There is no mapping for the identity',
                hint: 'The field `arn` of the same log line names it.',
                steps: ['Create an access entry for the identity.'],
              },
            ],
        judged: isMapped(match.input),
        gates: refusedByCluster('no access entry and no aws-auth line matches'),
      };
    },
  },
  {
    matches: /level=(?:warning|error) .{0,200}msg="access denied"/i,
    namesPrincipal: true,
    say: () => ({
      headline: 'The authenticator of the cluster refused a token.',
      summary:
        'The log line says that access was denied; its field `error` tells why.',
      causes: [
        {
          id: 'see-error-field',
          title: 'The reason is in the field `error` of the line',
          hint: 'Paste the whole line.',
        },
      ],
      gates: refusedByCluster('the authenticator refused the token'),
    }),
  },
];

/** What the authenticator of the control plane writes about a token it does not take. */
export const authenticatorLog = defineRulesPattern({
  id: 'authenticator-log',
  topics: ['T3'],
  documentation:
    'https://docs.aws.amazon.com/eks/latest/userguide/control-plane-logs.html',
  rules,
});
