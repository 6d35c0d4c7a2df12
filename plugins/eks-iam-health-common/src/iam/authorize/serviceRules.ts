import { parseArn } from '../../arn';
import { RequestPrincipal } from './requestPrincipal';

/**
 * What a service decides whatever the policies say: `allowed` even against a Deny, `refused` even with an Allow.
 */
export function serviceRule(
  action: string,
  resource: string,
  principal: RequestPrincipal,
): 'allowed' | 'refused' | undefined {
  // https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
  if (action === 'sts:getcalleridentity' && principal.kind !== 'anonymous') {
    return 'allowed';
  }
  // "You cannot call AssumeRole by using AWS account root user credentials"
  if (action === 'sts:assumerole' && principal.kind === 'root') {
    return 'refused';
  }
  return changesWhatAwsOwns(action, resource) ? 'refused' : undefined;
}

/**
 * Policies that AWS manages belong to no account, the roles of Identity Center change only through it, and aliases of
 * keys under `aws/` are reserved. https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html
 */
function changesWhatAwsOwns(action: string, resource: string): boolean {
  const [service, verb] = action.split(':');
  const arn = parseArn(resource);
  if (service === 'kms') {
    return (
      /^(create|delete|update)alias$/.test(verb) &&
      arn?.resource.startsWith('alias/aws/') === true
    );
  }
  if (service !== 'iam' || /^(get|list|generate|simulate)/.test(verb)) {
    return false;
  }
  return (
    arn?.service === 'iam' &&
    ((arn.accountId === 'aws' && arn.resource.startsWith('policy/')) ||
      arn.resource.startsWith('role/aws-reserved/'))
  );
}

/** Actions that the trust policy of a role decides about. */
const trustActions = [
  'sts:assumerole',
  'sts:assumerolewithsaml',
  'sts:assumerolewithwebidentity',
  'sts:setsourceidentity',
  'sts:tagsession',
];

/**
 * Whether the resource has a policy of its own in any case, which must allow: "IAM role trust policies and KMS key
 * policies are exceptions to this logic, because they must explicitly allow access for principals".
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 */
export function mustBeAllowedByResource(
  action: string,
  resource: string,
): boolean {
  const arn = parseArn(resource);
  if (!arn) return false;
  return arn.service === 'kms'
    ? arn.resource.startsWith('key/')
    : arn.service === 'iam' &&
        arn.resource.startsWith('role/') &&
        trustActions.includes(action);
}
