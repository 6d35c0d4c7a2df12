/**
 * What the identity webhook is started with on EKS.
 * https://github.com/aws/amazon-eks-pod-identity-webhook#usage
 */

/** What both ways of getting credentials share: a projected token and where it stands. */
export interface TokenPlace {
  volumeName: string;
  mountPath: string;
  tokenPath: string;
  audience: string;
}

/** Roles by annotation: the SDK shows the token to STS. */
export const webIdentityPlace: TokenPlace = {
  volumeName: 'aws-iam-token',
  mountPath: '/var/run/secrets/eks.amazonaws.com/serviceaccount',
  tokenPath: 'token',
  audience: 'sts.amazonaws.com',
};

/** Roles by association: the SDK shows the token to the agent on the node. */
export const podIdentityPlace: TokenPlace = {
  volumeName: 'eks-pod-identity-token',
  mountPath: '/var/run/secrets/pods.eks.amazonaws.com/serviceaccount',
  tokenPath: 'eks-pod-identity-token',
  audience: 'pods.eks.amazonaws.com',
};

export const podIdentityUri = 'http://169.254.170.23/v1/credentials';

export const defaultExpirationSeconds = 86_400;

/** The Kubernetes API takes no shorter one; the webhook raises what is below. */
export const minimumExpirationSeconds = 600;

/** Annotations that the webhook reads, on the service account or on the pod. @public */
export const webhookAnnotations = {
  roleArn: 'eks.amazonaws.com/role-arn',
  audience: 'eks.amazonaws.com/audience',
  stsRegionalEndpoints: 'eks.amazonaws.com/sts-regional-endpoints',
  tokenExpiration: 'eks.amazonaws.com/token-expiration',
  skipContainers: 'eks.amazonaws.com/skip-containers',
} as const;

/** A pod with this label, whatever its value, is not shown to the webhook. @public */
export const skipWebhookLabel = 'eks.amazonaws.com/skip-pod-identity-webhook';
