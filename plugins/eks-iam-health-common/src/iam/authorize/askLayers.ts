import { allOf, Answer, anyOf } from '../answer';
import { askLayer, LayerAnswer, LayerRequest } from '../askLayer';
import { PolicyStatement } from '../parsePolicy';
import { given, GivenPolicy, PolicyLayer, PolicyLayers } from './policyLayers';
import { principalMatch, PrincipalMatch } from './principalMatch';
import { RequestPrincipal } from './requestPrincipal';

/** What one layer, or one level of an organization, says. */
export interface AskedLayer extends LayerAnswer<GivenPolicy> {
  layer: PolicyLayer;
  level?: number;
}

/** What all layers say, each for itself. A layer that does not apply is not there. */
export interface AskedLayers {
  identity?: AskedLayer;
  boundary?: AskedLayer;
  session?: AskedLayer;
  serviceControl: AskedLayer[];
  resourceControl: AskedLayer[];
  resource?: AskedResource;
}

/** A resource policy grants by itself only to those it means closely enough. */
export interface AskedResource extends AskedLayer {
  /** it allows the principal by name, as everyone, or through its role: no Allow of its own is needed in the account */
  grants: Answer;
  /**
   * it allows by the very name of the user or session, which a boundary does not limit; whether one limits what is open
   * to everyone AWS does not say
   */
  grantsDirectly: Answer;
}

const means = (
  statement: PolicyStatement,
  principal: RequestPrincipal,
  hasBoundary: boolean,
  enough: readonly PrincipalMatch[],
): Answer => {
  const match = principalMatch(statement, principal, { hasBoundary });
  if (match === 'unknown') return 'unknown';
  return enough.includes(match) ? 'yes' : 'no';
};

/** Asks every layer that applies to the principal. */
export function askLayers(
  layers: PolicyLayers,
  principal: RequestPrincipal,
  request: LayerRequest,
): AskedLayers {
  const hasAccount = 'arn' in principal;
  // A service has no policies of its own; a Deny that is given for it all the same is not passed over.
  const hasPolicies = principal.kind !== 'anonymous';
  const boundaries = layers.permissionBoundaries ?? [];
  const sessionPolicies = layers.sessionPolicies ?? [];
  const hasBoundary = boundaries.length > 0;

  const ask = (
    layer: PolicyLayer,
    policies: GivenPolicy[],
    coversPrincipal: (statement: PolicyStatement) => Answer,
    level?: number,
  ): AskedLayer => ({
    layer,
    level,
    ...askLayer(policies, request, {
      name: policy => nameOf(layer, policy),
      coversPrincipal,
      namesResources: layer !== 'resource',
    }),
  });
  // IAM refuses policies of principals that name a principal, so their Allow is nothing one can rely on.
  const ownOnly = (statement: PolicyStatement): Answer => {
    const { effect, principals, notPrincipals } = statement;
    if (!principals && !notPrincipals) return 'yes';
    const match = principalMatch(statement, principal, { hasBoundary });
    return effect === 'Deny' && match !== 'no' && match !== 'unknown'
      ? 'yes'
      : 'unknown';
  };
  // Resource control policies may name nobody but `*`.
  const everyone = (): Answer => 'yes';

  return {
    identity: hasPolicies
      ? ask('identity', given(layers.identityPolicies ?? []), ownOnly)
      : undefined,
    boundary:
      hasPolicies && principal.kind !== 'root' && hasBoundary
        ? ask('boundary', given(boundaries), ownOnly)
        : undefined,
    session:
      hasPolicies && sessionPolicies.length > 0
        ? ask('session', given(sessionPolicies), ownOnly)
        : undefined,
    serviceControl: hasAccount
      ? (layers.serviceControlPolicies ?? []).map((policies, level) =>
          ask('serviceControl', given(policies, level), ownOnly, level),
        )
      : [],
    resourceControl: (layers.resourceControlPolicies ?? []).map(
      (policies, level) =>
        ask('resourceControl', given(policies, level), everyone, level),
    ),
    resource: askResource(layers.resourcePolicy, principal, enough =>
      ask('resource', given([layers.resourcePolicy]), statement =>
        means(statement, principal, hasBoundary, enough),
      ),
    ),
  };
}

function askResource(
  document: unknown,
  principal: RequestPrincipal,
  ask: (enough: PrincipalMatch[]) => AskedLayer,
): AskedResource | undefined {
  if (document === undefined || document === null) return undefined;
  const asked = ask(['named', 'everyone', 'behind', 'account']);
  if (asked.allows === 'no') {
    return { ...asked, grants: 'no', grantsDirectly: 'no' };
  }
  const grants = ask(['named', 'everyone', 'behind']);
  const direct = principal.kind === 'role' ? 'no' : ask(['named']).allows;
  const open = allOf(ask(['everyone']).allows, 'unknown');
  return {
    ...asked,
    allowed: grants.allowed ?? asked.allowed,
    grants: grants.allows,
    grantsDirectly: anyOf(direct, open),
  };
}

function nameOf(layer: PolicyLayer, { index, level }: GivenPolicy): string {
  const words: Record<PolicyLayer, string> = {
    identity: 'identity-based policy',
    resource: 'resource-based policy',
    boundary: 'permissions boundary',
    session: 'session policy',
    serviceControl: 'service control policy',
    resourceControl: 'resource control policy',
  };
  if (layer === 'resource') return words[layer];
  return level === undefined
    ? `${words[layer]} ${index}`
    : `${words[layer]} ${index} of level ${level}`;
}
