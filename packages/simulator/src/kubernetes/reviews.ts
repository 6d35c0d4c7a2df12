import { Cluster } from '../estate/World';
import { allows, Attributes } from './authorize';
import { Identity } from './identity';
import { ResourcePath } from './resources';
import { StatusError } from './status';

/** Whether it is a question: such objects are asked by POST and kept nowhere. */
export const isReview = ({ group }: ResourcePath): boolean =>
  group === 'authentication.k8s.io' || group === 'authorization.k8s.io';

/** Who am I, and may I. */
export function review(
  cluster: Cluster,
  who: Identity,
  { group, plural }: { group: string; plural: string },
  body: unknown,
) {
  if (group === 'authentication.k8s.io' && plural === 'selfsubjectreviews') {
    const { username, uid, groups, extra } = who;
    return {
      kind: 'SelfSubjectReview',
      apiVersion: 'authentication.k8s.io/v1',
      metadata: {},
      status: { userInfo: { username, uid, groups, extra } },
    };
  }
  if (
    group === 'authorization.k8s.io' &&
    plural === 'selfsubjectaccessreviews'
  ) {
    const { spec } = body as {
      spec?: {
        resourceAttributes?: Record<string, string>;
        nonResourceAttributes?: { path: string; verb: string };
      };
    };
    const r = spec?.resourceAttributes;
    const what: Attributes = r
      ? {
          verb: r.verb ?? '',
          group: r.group ?? '',
          resource: r.subresource
            ? `${r.resource}/${r.subresource}`
            : r.resource ?? '',
          namespace: r.namespace || undefined,
          name: r.name || undefined,
        }
      : { verb: '', path: '', ...spec?.nonResourceAttributes };
    const reason = allows(cluster, who, what);
    return {
      kind: 'SelfSubjectAccessReview',
      apiVersion: 'authorization.k8s.io/v1',
      metadata: {},
      spec,
      status: {
        allowed: reason !== undefined,
        ...(reason ? { reason } : {}),
      },
    };
  }
  throw new StatusError(
    404,
    'NotFound',
    'the server could not find the requested resource',
  );
}
