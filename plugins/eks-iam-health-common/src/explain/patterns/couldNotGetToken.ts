import { ErrorFacts } from '../../model';
import { definePattern } from '../pattern';
import { ErrorText } from '../errorText';
import { wrapperFacts } from '../parseDenial';
import { simpleCauses } from '../simpleCause';

const messages =
  /could not get token|error executing access token command|getting credentials: (?:exec: |decoding stdout)|exec: "?(?:aws|aws-iam-authenticator|aws-vault)"?:? executable (?:file )?not found|exec plugin(?:: invalid apiVersion| is configured to use API version| didn't return)|Unable to locate the `?aws`? executable|(?:aws|aws-iam-authenticator)(?:: command not found|' is not recognized)|no kind "ExecCredential" is registered|The config profile \([^)]{1,128}\) could not be found|Error loading SSO Token|profile .{1,128} (?:not found|does not exist) in shared/i;

/** kubectl could not even make a token: the credentials of the machine, before any cluster. */
export const couldNotGetToken = definePattern<{
  facts: ErrorFacts;
  isApiVersion: boolean;
}>({
  id: 'kubectl-no-token',
  topics: ['T3'],
  documentation:
    'https://docs.aws.amazon.com/eks/latest/userguide/troubleshooting.html',
  recognise: (error: ErrorText) =>
    messages.test(error.text)
      ? {
          facts: wrapperFacts(error),
          isApiVersion:
            /invalid apiVersion|use API version|no kind "ExecCredential"/i.test(
              error.text,
            ),
        }
      : undefined,
  explain: ({ facts, isApiVersion }, ground) => ({
    headline: isApiVersion
      ? 'kubectl and the AWS CLI disagree about the form of the token.'
      : 'kubectl could not get a token: the credentials of this machine do not work.',
    summary:
      'The program in the kubeconfig that makes the token failed. The cluster was not asked, so neither access entries nor aws-auth are the reason.',
    facts,
    causes: simpleCauses(ground, [
      ...(isApiVersion
        ? [
            {
              id: 'old-cli',
              title:
                'The AWS CLI or the kubeconfig is too old for this kubectl',
              hint: 'Old ones speak `client.authentication.k8s.io/v1alpha1`.',
              steps: [
                'Update the AWS CLI and write the kubeconfig anew with `aws eks update-kubeconfig`.',
              ],
            },
          ]
        : []),
      {
        id: 'role-in-kubeconfig-refused',
        title: 'The role in the kubeconfig may not be assumed',
        hint: 'A `--role-arn` in the kubeconfig is assumed first: your identity must be allowed to.',
        steps: [
          'Try `aws sts assume-role` with that role, or write the kubeconfig anew without it.',
        ],
      },
      {
        id: 'profile-missing-or-expired',
        title: 'The profile is missing or its session is over',
        hint: 'See `aws sts get-caller-identity` with the same profile.',
        steps: ['Log in again (`aws sso login`).'],
      },
      {
        id: 'tool-missing',
        title:
          'The program that makes the token is not installed or not in the path',
        hint: '`aws` or `aws-iam-authenticator`, as the kubeconfig says.',
        steps: ['Install the AWS CLI, and write the kubeconfig anew.'],
      },
    ]),
    gates: [
      { gate: 'aws', state: 'refused', detail: 'no token could be made' },
      {
        gate: 'cluster',
        state: 'not-reached',
        detail: 'the cluster was not asked',
      },
      {
        gate: 'kubernetes',
        state: 'not-reached',
        detail: 'nothing to check before the step above',
      },
    ],
  }),
});
