type PrincipalType = 'AWS' | 'Service' | 'Federated' | 'CanonicalUser';

/** What may stand for an AWS principal. An id (`AROA...`) is what is left of a principal that was deleted. */
const awsPrincipal =
  /^(\*|\d{12}|A[A-Z]{3}[A-Z0-9]{12,}(:.+)?|arn:[a-z-]+:(iam::\d{12}:(root|(user|role)\/[^*?]+)|sts::\d{12}:(assumed-role\/[^/*?]+\/[^/*?]+|federated-user\/[^*?]+)|iam:::user\/\*))$/;

/**
 * What is wrong with one principal. Wildcards stand for everyone or not at all: patterns belong in conditions on
 * `aws:PrincipalArn`. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function principalProblem(
  type: PrincipalType,
  principal: string,
): string | undefined {
  switch (type) {
    case 'AWS':
      return awsPrincipal.test(principal)
        ? undefined
        : 'must be `*`, an account id, or the ARN of an account, user, role or session without wildcards';
    case 'Service':
      return /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(principal)
        ? undefined
        : 'must be the name of a service, as in `ec2.amazonaws.com`';
    case 'Federated':
      return principal === '*' ||
        /^arn:[a-z-]+:iam::\d{12}:(oidc|saml)-provider\/.+$/.test(principal) ||
        /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(principal)
        ? undefined
        : 'must be the ARN of an identity provider or the host name of a public one';
    default:
      return principal === ''
        ? 'must be the canonical id of an account'
        : undefined;
  }
}
