/**
 * The AWS operations that collectors use. The same names are IAM actions, but for `iam:ListOpenIDConnectProviders` and
 * its relatives, where both agree as well.
 *
 * @public
 */
export type AwsOperation =
  | 'eks:DescribeCluster'
  | 'eks:ListAccessEntries'
  | 'eks:DescribeAccessEntry'
  | 'eks:ListAssociatedAccessPolicies'
  | 'eks:ListPodIdentityAssociations'
  | 'eks:DescribePodIdentityAssociation'
  | 'eks:ListAddons'
  | 'eks:DescribeAddon'
  | 'eks:ListNodegroups'
  | 'eks:DescribeNodegroup'
  | 'eks:ListFargateProfiles'
  | 'eks:DescribeFargateProfile'
  | 'eks:ListIdentityProviderConfigs'
  | 'eks:DescribeIdentityProviderConfig'
  | 'iam:GetAccountAuthorizationDetails'
  | 'iam:ListOpenIDConnectProviders'
  | 'iam:GetOpenIDConnectProvider'
  | 'iam:GenerateCredentialReport'
  | 'iam:GetCredentialReport'
  | 'iam:ListUsers'
  | 'iam:ListAccessKeys'
  | 'iam:GetAccessKeyLastUsed'
  | 'iam:GetAccountSummary';

/**
 * Where AWS answers come from: the APIs or a folder. Answers are `unknown` on purpose; collectors parse them.
 * Failures are `ReadError`s.
 *
 * @public
 */
export interface AwsReader {
  /** One call, one answer. */
  call(
    operation: AwsOperation,
    input: Record<string, unknown>,
  ): Promise<unknown>;
  /** All pages of a listing. */
  pages(
    operation: AwsOperation,
    input: Record<string, unknown>,
  ): Promise<unknown[]>;
}
