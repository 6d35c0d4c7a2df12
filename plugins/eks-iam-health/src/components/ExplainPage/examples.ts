/** Messages to try the explainer with, as the tools print them. */
export const examples = {
  unauthorized: 'error: You must be logged in to the server (Unauthorized)',
  webIdentity:
    'An error occurred (AccessDenied) when calling the AssumeRoleWithWebIdentity operation: Not authorized to perform sts:AssumeRoleWithWebIdentity',
  passRole:
    'User: arn:aws:iam::123456789012:user/marymajor is not authorized to perform: iam:PassRole',
  console:
    'Your current user or role does not have access to Kubernetes objects on this EKS cluster',
  sts: 'An error occurred (SignatureDoesNotMatch) when calling the GetCallerIdentity operation: Credential should be scoped to a valid region',
} as const;

/** The examples in the order in which they are offered. */
export const exampleNames = [
  'unauthorized',
  'webIdentity',
  'passRole',
  'console',
  'sts',
] as const satisfies ReadonlyArray<keyof typeof examples>;
