import { every } from './answer';
import { contextOfAsker, POD_IDENTITY_SERVICE } from './trust/contextOfAsker';
import { evaluateTrust, TrustDecision } from './trustPolicy';

export { POD_IDENTITY_SERVICE };

/** How EKS Pod Identity asks for a role on behalf of a service account. @public */
export interface PodIdentityRequest {
  clusterArn: string;
  clusterName: string;
  accountId: string;
  namespace: string;
  serviceAccount: string;
  disableSessionTags: boolean;
}

/** What a trust policy says to EKS Pod Identity, action by action. @public */
export interface PodIdentityTrust {
  /** both actions are allowed; without session tags it is open whether `sts:TagSession` is needed */
  answer: TrustDecision['answer'];
  assumeRole: TrustDecision;
  tagSession: TrustDecision;
}

/**
 * Whether a trust policy lets EKS Pod Identity use the role for a service account.
 * https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html
 *
 * @public
 */
export function trustsPodIdentity(
  trustPolicy: unknown,
  request: PodIdentityRequest,
): PodIdentityTrust {
  const context = podIdentityContext(request);
  const ask = (action: string) =>
    evaluateTrust(trustPolicy, {
      caller: { kind: 'service', name: POD_IDENTITY_SERVICE },
      action,
      context,
    });
  const assumeRole = ask('sts:AssumeRole');
  const tagSession = ask('sts:TagSession');
  const both = every([assumeRole, tagSession], ({ answer }) => answer);
  const onlyTagsLack =
    request.disableSessionTags &&
    assumeRole.answer === 'yes' &&
    tagSession.answer === 'no';
  return { answer: onlyTagsLack ? 'unknown' : both, assumeRole, tagSession };
}

function podIdentityContext(request: PodIdentityRequest) {
  const tags: Record<string, string> = {
    'eks-cluster-arn': request.clusterArn,
    'eks-cluster-name': request.clusterName,
    'kubernetes-namespace': request.namespace,
    'kubernetes-service-account': request.serviceAccount,
  };
  // The pod's name and uid are tags too, but change with every pod.
  const known = Object.fromEntries(
    Object.entries(tags).map(([key, value]) => [
      `aws:RequestTag/${key}`,
      value,
    ]),
  );
  return contextOfAsker({
    kind: 'service',
    name: POD_IDENTITY_SERVICE,
    sourceArn: request.clusterArn,
    sourceAccount: request.accountId,
    ...(request.disableSessionTags ? { tags: {} } : { known }),
  });
}
