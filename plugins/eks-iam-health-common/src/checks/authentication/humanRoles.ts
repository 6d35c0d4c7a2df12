import { MappedPrincipal } from '../../access';
import { roleNameOf } from '../../arn';
import { findRole, parsePolicy } from '../../iam';
import { ClusterSnapshot } from '../../model';

/** Issuers of tokens for workloads and pipelines, not for people. */
const machineIssuers =
  /oidc\.eks\.|token\.actions\.githubusercontent\.com|gitlab|bitbucket|circleci|buildkite|app\.terraform\.io/i;

/** Whether people assume a role: by Identity Center, SAML or an OIDC provider for people. */
export function isAssumedByPeople(
  { arn }: Pick<MappedPrincipal, 'arn'>,
  snapshot: ClusterSnapshot,
): 'yes' | 'no' | 'unknown' {
  if (/^AWSReservedSSO_/i.test(roleNameOf(arn) ?? '')) return 'yes';
  const role = findRole(arn, snapshot);
  const parsed = role && parsePolicy(role.trustPolicy);
  if (parsed?.status !== 'parsed') return 'unknown';
  return parsed.policy.statements.some(
    ({ effect, principals }) =>
      effect === 'Allow' &&
      principals?.federated.some(provider => !machineIssuers.test(provider)),
  )
    ? 'yes'
    : 'no';
}

/** Whether pipelines or code assume a role, and nobody else: CI issuers and services of AWS. */
export function isAssumedByMachines(
  { arn }: Pick<MappedPrincipal, 'arn'>,
  snapshot: ClusterSnapshot,
): 'yes' | 'no' | 'unknown' {
  const role = findRole(arn, snapshot);
  const parsed = role && parsePolicy(role.trustPolicy);
  if (parsed?.status !== 'parsed') return 'unknown';
  const allows = parsed.policy.statements.filter(
    ({ effect }) => effect === 'Allow',
  );
  const isMachine = allows.some(
    ({ principals }) =>
      principals &&
      (principals.service.length > 0 ||
        principals.federated.some(provider => machineIssuers.test(provider))),
  );
  if (!isMachine) return 'unknown';
  return allows.every(
    ({ principals }) =>
      principals &&
      !principals.everyone &&
      principals.aws.length === 0 &&
      principals.federated.every(provider => machineIssuers.test(provider)),
  )
    ? 'yes'
    : 'unknown';
}
