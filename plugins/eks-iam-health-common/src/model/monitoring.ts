/** What AWS observed about the cluster and its account. Times are ISO 8601 in UTC. */

/** The analyzers of the Region and what they found, from `access-analyzer:ListAnalyzers` and `ListFindingsV2`. @public */
export interface ExternalAccessAnalysis {
  analyzers: Array<{ arn: string; type: string; status: string }>;
  findings: Array<{ resourceArn: string; principal?: string; status: string }>;
  /** the account is a member of an organization whose analyzers, those of its delegated administrator, were not read */
  organizationAnalyzersUnread: boolean;
}

/** A refused call, from `cloudtrail:LookupEvents`. `iam:PassRole` has no event of its own: the message names it. @public */
export interface DeniedCall {
  at: string;
  /** `eks.amazonaws.com` */
  eventSource: string;
  /** `CreateNodegroup` */
  eventName: string;
  principalArn?: string;
  errorCode: string;
  message: string;
}

/** Who created the cluster, from the event `CreateCluster`; CloudTrail keeps it for 90 days. @public */
export interface ClusterCreation {
  principalArn: string;
  at: string;
}

/** Lines of one kind about one subject in the control plane logs; the lines themselves are not kept. @public */
export interface LogObservation {
  kind:
    | 'identity-not-mapped'
    | 'arn-does-not-match-user-id'
    | 'configmap-error'
    | 'template-error'
    | 'forbidden';
  /** canonical ARN, username, or the ConfigMap's section */
  subject: string;
  count: number;
  lastAt: string;
}

/** An external OIDC provider of the cluster, from `eks:DescribeIdentityProviderConfig`. @public */
export interface IdentityProviderConfig {
  name: string;
  issuerUrl: string;
  clientId: string;
  status: string;
  usernameClaim?: string;
  usernamePrefix?: string;
  groupsClaim?: string;
  groupsPrefix?: string;
}

/** A grant as the request flow recorded it. @public */
export interface KnownGrant {
  requestId: string;
  principalArn: string;
  /** `active`: in force by the record; `ended`: should be gone */
  state: 'active' | 'ended';
  accessPolicies: Array<{
    policyArn: string;
    scope: { type: 'cluster' } | { type: 'namespace'; namespaces: string[] };
  }>;
  kubernetesGroups: string[];
  expiresAt?: string;
}
