import {
  contextOfPrincipal,
  evaluateIdentity,
  PrincipalPolicies,
} from '../../iam';
import { preparePolicy } from '../../iam/preparePolicy';

/** A name that no service has given to an action: whoever may do it may do everything of the service. */
const ANY_ACTION = 'Q7AnyActionThatNoServiceHasZ4';

/** Whether a principal may do everything of a service, on everything, whatever the request. */
export function mayDoAllOf(
  service: string,
  principal: PrincipalPolicies,
): boolean {
  return (
    evaluateIdentity(principal, {
      action: `${service}:${ANY_ACTION}`,
      resource: '*',
      context: contextOfPrincipal(principal),
    }).effect === 'allowed'
  );
}

/** The services that an Allow names with all their actions, on all resources: `s3` for `s3:*` on `*`. */
export function broadServices(principal: PrincipalPolicies): string[] {
  const named = principal.identity.flatMap(({ document }) => {
    const prepared = preparePolicy(document);
    if (prepared.status === 'malformed') return [];
    return prepared.statements
      .filter(
        ({ source: { effect, resources } }) =>
          effect === 'Allow' && resources?.includes('*'),
      )
      .flatMap(({ source: { actions = [] } }) =>
        actions.flatMap(action => {
          const [, service] = /^([a-z0-9-]+):\*$/i.exec(action) ?? [];
          return service ? [service.toLowerCase()] : [];
        }),
      );
  });
  return [...new Set(named)]
    .sort()
    .filter(service => mayDoAllOf(service, principal));
}
