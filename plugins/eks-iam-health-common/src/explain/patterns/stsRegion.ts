import { ErrorFacts } from '../../model';
import { checkCause } from '../checkCause';
import { inOrder } from '../cause';
import { ErrorText } from '../errorText';
import { wrapperFacts } from '../parseDenial';
import { definePattern } from '../pattern';
import { simpleCauses } from '../simpleCause';

interface StsRegionError {
  isDisabled: boolean;
  facts: ErrorFacts;
}

const scoped =
  /Credential should be scoped to a valid region(?:, not ['"]?([a-z0-9-]{1,30})['"]?)?/i;
const disabled =
  /\bRegionDisabledException\b|STS is not activated in this region/i;

/** Signing Region and STS endpoint do not belong together, or STS is switched off in the Region. */
export const stsRegion = definePattern<StsRegionError>({
  id: 'sts-region',
  topics: ['T8'],
  documentation:
    'https://docs.aws.amazon.com/eks/latest/userguide/configure-sts-endpoint.html',
  recognise: (error: ErrorText) => {
    const match = scoped.exec(error.text);
    if (!match && !disabled.test(error.text)) return undefined;
    const region = match?.[1];
    return {
      isDisabled: !match,
      facts: { ...wrapperFacts(error), ...(region ? { region } : {}) },
    };
  },
  explain: ({ isDisabled, facts }, ground) => {
    const sts = checkCause(ground, {
      id: 'global-endpoint',
      number: 'STS-001',
      title:
        'The program calls the global STS endpoint, and signs for its own Region',
      hint: 'The address `https://sts.amazonaws.com` is set in the environment, the arguments or the code, while the service account is set to regional endpoints (the default since Kubernetes 1.22).',
      steps: [
        'Remove the explicit endpoint, so that the SDK uses the one of its Region.',
        'Or use `https://sts.<Region>.amazonaws.com` with the Region of the cluster.',
      ],
    });
    const causes = isDisabled
      ? [
          ...simpleCauses(ground, [
            {
              id: 'sts-switched-off',
              title: 'STS is switched off for the account in this Region',
              hint: 'See the account settings of IAM; opt-in Regions have to be enabled first.',
              steps: [
                'Activate STS for the Region in the account settings of IAM.',
              ],
              unseen: 'the account settings of STS are not read',
            },
          ]),
          sts,
        ]
      : [
          sts,
          checkCause(ground, {
            id: 'opted-out-of-regional',
            number: 'STS-002',
            title: 'The service account is opted out of regional endpoints',
            hint: 'Annotation `eks.amazonaws.com/sts-regional-endpoints: "false"`.',
            isConclusive: false,
          }),
          ...simpleCauses(ground, [
            {
              id: 'region-set-by-hand',
              title: 'The Region in the program is not the one of the endpoint',
              hint: '`AWS_REGION`, a profile, or the code; a Region that does not exist gives the same message.',
              steps: ['Let Region and endpoint be the same.'],
            },
            {
              id: 'other-partition',
              title: 'The endpoint is of another partition',
              hint: 'China and GovCloud have endpoints of their own: `sts.cn-north-1.amazonaws.com.cn`.',
            },
          ]),
        ];
    return {
      headline: isDisabled
        ? 'STS is not available to this account in the Region.'
        : 'The credentials are signed for one Region, and the STS endpoint is of another.',
      summary: isDisabled
        ? 'The account has switched STS off in that Region, or not enabled the Region. No policy is in the way.'
        : 'Usually the program names the global endpoint `sts.amazonaws.com` explicitly, while its credentials are made for the Region of the cluster. No policy is in the way.',
      facts,
      causes: inOrder(causes),
      gates: [],
    };
  },
});
