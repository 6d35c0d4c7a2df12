import { NamedPolicyDocument } from './aws';

/** What stands around the account. */

/** `organizations:DescribeOrganization`, and its accounts where they can be listed. @public */
export interface Organization {
  id: string;
  managementAccountId: string;
  /** absent: the list could not be read, so nobody can tell whether another account is inside */
  memberAccountIds?: string[];
}

/**
 * The policies that bound the account, a list per level from the root down to the account itself. A level with an empty
 * list allows nothing. https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html
 *
 * @public
 */
export interface OrganizationPolicies {
  serviceControl: NamedPolicyDocument[][];
  resourceControl: NamedPolicyDocument[][];
}

/** The OIDC issuers of the clusters that are alive, in all accounts and Regions that are looked at. @public */
export interface KnownIssuers {
  clusters: Array<{
    arn: string;
    issuer: string;
    /** of the cluster; absent: not read */
    tags?: Record<string, string>;
  }>;
  /** an issuer that is not in the list may still be of a cluster there */
  unread: Array<{ accountId: string; region: string; detail: string }>;
}

/** Quotas as applied to the account, from Service Quotas; a quota that is absent has AWS's default. @public */
export interface AppliedQuotas {
  accessEntriesPerCluster?: number;
  podIdentityAssociationsPerCluster?: number;
  oidcProvidersPerAccount?: number;
  /** characters without white space */
  trustPolicyLength?: number;
}
