import {
  RouteFunc,
  RouteRef,
  SubRouteRef,
  useRouteRef,
} from '@backstage/core-plugin-api';

/**
 * The way to a route that an app may not have: a portal may show the tab without the plugin's page, or live without a
 * catalog page. `useRouteRef` throws then, but only after all its own hooks ran, so catching it keeps their order.
 */
export function useOptionalRoute<P extends Record<string, string> | undefined>(
  ref: RouteRef<P> | SubRouteRef<P>,
): RouteFunc<P> | undefined {
  try {
    return useRouteRef(ref);
  } catch {
    return undefined;
  }
}
