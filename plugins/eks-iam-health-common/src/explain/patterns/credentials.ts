import { ErrorFacts } from '../../model';
import { ErrorText } from '../errorText';
import { wrapperFacts } from '../parseDenial';
import { definePattern } from '../pattern';
import { SimpleCause, simpleCauses } from '../simpleCause';

interface CredentialProblem {
  headline: string;
  summary: string;
  causes: SimpleCause[];
}

const newCredentials =
  'Get new credentials (`aws sso login`, or assume the role again) and repeat the command.';

/** Not refusals: AWS does not know, or no longer accepts, the one who asks. The codes are the same in all services. */
const problems: Array<{ matches: RegExp; problem: CredentialProblem }> = [
  {
    matches:
      /Token expired: current date\/time|ExpiredTokenException[^.]{0,200}Token expired/i,
    problem: {
      headline: 'The token of the service account has expired.',
      summary:
        'STS refused a web identity token that is older than its life. The kubelet renews the file; the application must read it again.',
      causes: [
        {
          id: 'token-cached',
          title:
            'The application keeps the token instead of reading the file again',
          hint: 'SDKs older than the ones AWS lists for IRSA, and clients of one’s own, read the file once.',
          steps: [
            'Use an SDK that AWS lists for IAM roles for service accounts, then restart the pod.',
          ],
        },
        {
          id: 'node-clock',
          title: 'The clock of the node is wrong',
          hint: 'Compare the time in the message with the time of the node.',
        },
        {
          id: 'token-not-rotated',
          title: 'The kubelet cannot renew the token',
          hint: 'Look for errors about projected tokens in the log of the kubelet.',
        },
      ],
    },
  },
  {
    matches:
      /\bExpiredToken(?:Exception)?\b|security token included in the request is expired|\bRequestExpired\b|SSO session (?:associated with this profile )?has expired|Token has expired and refresh failed|Your session has expired/i,
    problem: {
      headline: 'The credentials have expired; this is no missing permission.',
      summary:
        'AWS knows the credentials and does not accept them any more. No policy has to be changed.',
      causes: [
        {
          id: 'session-over',
          title: 'The session is over',
          hint: 'Sessions end after 15 minutes to 12 hours; chained ones after one hour.',
          steps: [newCredentials],
        },
        {
          id: 'old-credentials-in-environment',
          title: 'Old credentials in the environment hide newer ones',
          hint: '`AWS_ACCESS_KEY_ID` and `AWS_SESSION_TOKEN` in the environment come before every profile.',
          steps: [
            'Remove the three `AWS_…` credential variables from the environment, then look at `aws sts get-caller-identity`.',
          ],
        },
        {
          id: 'clock',
          title: 'The clock of the machine is wrong',
          hint: 'AWS refuses requests whose time differs by more than 5 minutes, some services 15.',
        },
      ],
    },
  },
  {
    matches:
      /\bUnrecognizedClientException\b|\bInvalidClientTokenId\b|security token included in the request is invalid|\bInvalidAccessKeyId\b/i,
    problem: {
      headline:
        'AWS does not know these credentials; this is no missing permission.',
      summary:
        'The access key id or session token belongs to nobody AWS accepts here. No policy has to be changed.',
      causes: [
        {
          id: 'key-gone',
          title: 'The access key was deleted or deactivated',
          hint: 'A key that is inactive or deleted answers so at once.',
          steps: [
            'See with `aws configure list` where the credentials come from, and use current ones.',
          ],
        },
        {
          id: 'session-token-missing',
          title: 'The session token is missing or belongs to another key',
          hint: 'Temporary keys (`ASIA…`) need all three values, from the same session.',
          steps: [
            'Set key id, secret key and session token of one session together.',
          ],
        },
        {
          id: 'other-partition-or-region',
          title:
            'The credentials are of another partition, or the Region is not enabled',
          hint: 'Keys of `aws` are unknown in `aws-cn` and `aws-us-gov`; tokens of the global STS endpoint are not valid in opt-in Regions.',
          steps: [
            'Use the endpoint of the Region the session is for, or enable the Region for the account.',
          ],
        },
      ],
    },
  },
  {
    matches:
      /\bMissingAuthenticationToken(?:Exception)?\b|Unable to locate credentials|NoCredentialProviders|Could not load credentials from any providers|Unable to load credentials|failed to refresh cached credentials, no EC2 IMDS role found/i,
    problem: {
      headline: 'The program found no AWS credentials at all.',
      summary:
        'Nothing was signed: neither environment, profile, service account nor node gave credentials.',
      causes: [
        {
          id: 'nothing-injected',
          title: 'The pod got no credentials',
          hint: 'The service account has neither annotation nor association, or the pod is older than it, and the metadata service of the node is closed to pods.',
          steps: [
            'Give the service account a role (EKS Pod Identity or IRSA) and restart the pod.',
          ],
        },
        {
          id: 'no-profile',
          title: 'No profile or login on this machine',
          hint: 'See `aws configure list` and `aws sts get-caller-identity`.',
          steps: [
            'Choose a profile (`AWS_PROFILE`) or log in (`aws sso login`).',
          ],
        },
        {
          id: 'sdk-too-old',
          title: 'The SDK is too old for the credential source',
          hint: 'Older SDKs skip IRSA and Pod Identity without a word.',
          steps: [
            'Compare the version with AWS’s list of minimum SDK versions.',
          ],
        },
      ],
    },
  },
  {
    matches:
      /\b(?:SignatureDoesNotMatch|InvalidSignatureException|IncompleteSignature|AuthFailure|OptInRequired)\b/i,
    problem: {
      headline:
        'AWS could not verify the signature; this is no missing permission.',
      summary:
        'The request arrived, but its signature, key or Region do not fit together. No policy has to be changed.',
      causes: [
        {
          id: 'wrong-secret',
          title: 'The secret key does not belong to the key id',
          hint: 'A blank or a line break in the secret is enough.',
          steps: ['Set key id and secret again, without blanks around them.'],
        },
        {
          id: 'clock',
          title: 'The clock of the machine is wrong',
          hint: 'A signature holds for a few minutes only.',
        },
        {
          id: 'changed-on-the-way',
          title: 'Something between changes the request',
          hint: 'A proxy that rewrites headers or the host breaks every signature.',
        },
        {
          id: 'region-not-enabled',
          title: 'The account has not opted in to the Region or service',
          hint: 'Opt-in Regions have to be enabled per account.',
        },
      ],
    },
  },
];

/** Credentials that are expired, unknown, missing or badly signed. */
export const credentials = definePattern<{
  facts: ErrorFacts;
  problem: CredentialProblem;
}>({
  id: 'credentials',
  topics: ['B'],
  documentation:
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html',
  recognise: (error: ErrorText) => {
    const found = problems.find(({ matches }) => matches.test(error.text));
    return found && { facts: wrapperFacts(error), problem: found.problem };
  },
  explain: ({ facts, problem }, ground) => ({
    headline: problem.headline,
    summary: problem.summary,
    facts,
    causes: simpleCauses(ground, problem.causes),
    gates: [],
  }),
});
