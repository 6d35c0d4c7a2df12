import { smallestAllow } from '../smallestAllow';
import { AuthorizationRequest, PolicyLayer } from './policyLayers';
import { RequestPrincipal } from './requestPrincipal';

/** The smallest statement that is missing, and the layer that lacks it. @public */
export interface MissingAllow {
  layer: PolicyLayer;
  level?: number;
  statement: Record<string, unknown>;
  /** other layers that lack an Allow as well: they need one too */
  also: { layer: PolicyLayer; level?: number }[];
}

interface Lacking {
  layer: PolicyLayer;
  level?: number;
}

/** What would have to be added for an implicit denial to go away. */
export function missingAllow(
  { principal, action, resource }: AuthorizationRequest,
  { kind }: RequestPrincipal,
  lacking: readonly Lacking[],
): MissingAllow | undefined {
  const [first, ...also] = lacking;
  if (!first) return undefined;
  const { layer, level } = first;
  const allow = smallestAllow(
    { action, resource: resource.arn },
    { effect: 'implicitDeny', layer: 'identity' },
  );
  if (!allow) return undefined;
  return {
    layer,
    ...(level === undefined ? {} : { level }),
    statement:
      layer === 'resource' || layer === 'resourceControl'
        ? withPrincipal({ ...allow.statement }, layer, principal, kind)
        : { ...allow.statement },
    also: also.map(need => ({ layer: need.layer, level: need.level })),
  };
}

function withPrincipal(
  statement: Record<string, unknown>,
  layer: PolicyLayer,
  principal: string,
  kind: RequestPrincipal['kind'],
): Record<string, unknown> {
  if (layer === 'resourceControl' || kind === 'anonymous') {
    return { ...statement, Principal: '*' };
  }
  return { ...statement, Principal: { [principalType(kind)]: principal } };
}

function principalType(kind: RequestPrincipal['kind']): string {
  if (kind === 'federated') return 'Federated';
  return kind === 'other' ? 'Service' : 'AWS';
}
