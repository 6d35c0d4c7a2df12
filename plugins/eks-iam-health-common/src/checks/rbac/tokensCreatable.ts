import { defineCheck } from '../defineCheck';
import { Hit } from './holdings';
import { riskCheck } from './riskCheck';
import { tokenRisks } from './risks';

export const tokensCreatable = defineCheck(
  riskCheck({
    id: 'tokens-creatable',
    number: 'AUTHZ-015',
    title: 'Tokens of service accounts can be made',
    severity: 'high',
    why: 'A token is the service account wherever it is shown, outside of the cluster too; with the audience sts.amazonaws.com or pods.eks.amazonaws.com it opens the AWS role of the account.',
    risks: tokenRisks,
    judge: (hits, place) => {
      const isPowerful =
        place.kind === 'cluster' || place.kind === 'privileged';
      if (hits.some(({ names }) => !names)) return isPowerful ? 'fail' : 'warn';
      return isPowerful && hits.some(isTokenRequest) ? 'warn' : undefined;
    },
    isOncePerRole: true,
    advice:
      'Take the right away, or name by resourceNames the service accounts whose tokens are needed.',
    cautions: [
      'Right to create Secrets cannot be limited by name; Secrets of type kubernetes.io/service-account-token can be refused by an admission policy.',
    ],
  }),
);

/** Secrets of some names hold no token that they did not hold before; the accounts that are named here may be any. */
function isTokenRequest({ risk }: Hit): boolean {
  return risk.id === 'request-tokens';
}
