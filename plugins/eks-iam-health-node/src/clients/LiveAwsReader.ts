import * as eks from '@aws-sdk/client-eks';
import * as iam from '@aws-sdk/client-iam';
import { AwsSession } from './AwsClients';
import { toReadError } from './awsErrors';
import { AwsOperation, AwsReader } from './AwsReader';
import { untilAborted } from './untilAborted';

type Input = Record<string, unknown>;
type Send = (
  session: AwsSession,
  input: Input,
  options: { abortSignal: AbortSignal },
) => Promise<unknown>;

/** The SDK checks required members itself; inputs are built by our collectors only. */
function of<T>(input: Input): T {
  return input as T;
}

const operations: Record<AwsOperation, Send> = {
  'eks:DescribeCluster': (s, i, o) =>
    s.eks.send(new eks.DescribeClusterCommand(of(i)), o),
  'eks:ListAccessEntries': (s, i, o) =>
    s.eks.send(new eks.ListAccessEntriesCommand(of(i)), o),
  'eks:DescribeAccessEntry': (s, i, o) =>
    s.eks.send(new eks.DescribeAccessEntryCommand(of(i)), o),
  'eks:ListAssociatedAccessPolicies': (s, i, o) =>
    s.eks.send(new eks.ListAssociatedAccessPoliciesCommand(of(i)), o),
  'eks:ListPodIdentityAssociations': (s, i, o) =>
    s.eks.send(new eks.ListPodIdentityAssociationsCommand(of(i)), o),
  'eks:DescribePodIdentityAssociation': (s, i, o) =>
    s.eks.send(new eks.DescribePodIdentityAssociationCommand(of(i)), o),
  'eks:ListAddons': (s, i, o) =>
    s.eks.send(new eks.ListAddonsCommand(of(i)), o),
  'eks:DescribeAddon': (s, i, o) =>
    s.eks.send(new eks.DescribeAddonCommand(of(i)), o),
  'eks:ListNodegroups': (s, i, o) =>
    s.eks.send(new eks.ListNodegroupsCommand(of(i)), o),
  'eks:DescribeNodegroup': (s, i, o) =>
    s.eks.send(new eks.DescribeNodegroupCommand(of(i)), o),
  'eks:ListFargateProfiles': (s, i, o) =>
    s.eks.send(new eks.ListFargateProfilesCommand(of(i)), o),
  'eks:DescribeFargateProfile': (s, i, o) =>
    s.eks.send(new eks.DescribeFargateProfileCommand(of(i)), o),
  'eks:ListIdentityProviderConfigs': (s, i, o) =>
    s.eks.send(new eks.ListIdentityProviderConfigsCommand(of(i)), o),
  'eks:DescribeIdentityProviderConfig': (s, i, o) =>
    s.eks.send(new eks.DescribeIdentityProviderConfigCommand(of(i)), o),
  'iam:GetAccountAuthorizationDetails': (s, i, o) =>
    s.iam.send(new iam.GetAccountAuthorizationDetailsCommand(of(i)), o),
  'iam:ListOpenIDConnectProviders': (s, i, o) =>
    s.iam.send(new iam.ListOpenIDConnectProvidersCommand(of(i)), o),
  'iam:GetOpenIDConnectProvider': (s, i, o) =>
    s.iam.send(new iam.GetOpenIDConnectProviderCommand(of(i)), o),
  'iam:GenerateCredentialReport': (s, i, o) =>
    s.iam.send(new iam.GenerateCredentialReportCommand(of(i)), o),
  'iam:GetCredentialReport': (s, i, o) =>
    s.iam.send(new iam.GetCredentialReportCommand(of(i)), o),
  'iam:ListUsers': (s, i, o) => s.iam.send(new iam.ListUsersCommand(of(i)), o),
  'iam:ListAccessKeys': (s, i, o) =>
    s.iam.send(new iam.ListAccessKeysCommand(of(i)), o),
  'iam:GetAccessKeyLastUsed': (s, i, o) =>
    s.iam.send(new iam.GetAccessKeyLastUsedCommand(of(i)), o),
  'iam:GetAccountSummary': (s, i, o) =>
    s.iam.send(new iam.GetAccountSummaryCommand(of(i)), o),
};

/** A listing that never ends is a fault of whoever answers. */
const MAX_PAGES = 10_000;

/** Reads from the AWS APIs with the session's clients. @public */
export class LiveAwsReader implements AwsReader {
  readonly #session: AwsSession;
  readonly #signal: AbortSignal;

  constructor(session: AwsSession, signal: AbortSignal) {
    this.#session = session;
    this.#signal = signal;
  }

  async call(
    operation: AwsOperation,
    input: Record<string, unknown>,
  ): Promise<unknown> {
    const options = { abortSignal: this.#signal };
    try {
      // Not left to the SDK alone: waiting for the rate limit or between attempts must end as well.
      return await untilAborted(
        operations[operation](this.#session, input, options),
        this.#signal,
      );
    } catch (error) {
      this.#signal.throwIfAborted();
      throw toReadError(error, operation);
    }
  }

  async pages(
    operation: AwsOperation,
    input: Record<string, unknown>,
  ): Promise<unknown[]> {
    const pages: unknown[] = [];
    let next: Input | undefined = {};
    while (next && pages.length < MAX_PAGES) {
      const page: unknown = await this.call(operation, { ...input, ...next });
      pages.push(page);
      next = nextPage(page);
    }
    return pages;
  }
}

/** EKS pages by `nextToken`, IAM by `Marker` as long as `IsTruncated`. */
function nextPage(page: unknown): Input | undefined {
  const { nextToken, IsTruncated, Marker } = page as Record<string, unknown>;
  if (nextToken) return { nextToken };
  return IsTruncated && Marker ? { Marker } : undefined;
}
