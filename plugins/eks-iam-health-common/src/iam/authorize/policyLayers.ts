import { RequestContext } from '../context';

/**
 * All policies that take part in a decision. A layer that is left out does not apply; one that is given is complete.
 * Each document is a value or its text.
 *
 * @public
 */
export interface PolicyLayers {
  /** inline and attached policies of the principal, and those of its groups */
  identityPolicies?: readonly unknown[];
  /** the policy of the resource: a bucket policy, a key policy, the trust policy of a role */
  resourcePolicy?: unknown;
  /** the boundary of the principal; none when empty */
  permissionBoundaries?: readonly unknown[];
  /** the policies passed when the session began; none when empty */
  sessionPolicies?: readonly unknown[];
  /** of the principal's account: one list for each level, from the root to the account */
  serviceControlPolicies?: readonly (readonly unknown[])[];
  /** of the resource's account: one list for each level, from the root to the account */
  resourceControlPolicies?: readonly (readonly unknown[])[];
}

/** The name of a layer. @public */
export type PolicyLayer =
  | 'identity'
  | 'resource'
  | 'boundary'
  | 'session'
  | 'serviceControl'
  | 'resourceControl';

/** Who wants to do what to which resource. @public */
export interface AuthorizationRequest {
  /** an ARN, the name of a service (`ec2.amazonaws.com`), or `*` for a request without credentials */
  principal: string;
  /** `eks:DescribeCluster` */
  action: string;
  resource: {
    /** an ARN, or `*` for actions that know no resource */
    arn: string;
    /** left out, it is the account in the ARN */
    accountId?: string;
  };
  context: RequestContext;
}

/** A document and where it was given. */
export interface GivenPolicy {
  document: unknown;
  index: number;
  level?: number;
}

/** Documents with their places. */
export const given = (
  documents: readonly unknown[],
  level?: number,
): GivenPolicy[] =>
  documents.map((document, index) => ({ document, index, level }));
