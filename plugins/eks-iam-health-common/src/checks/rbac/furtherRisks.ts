import { Severity } from '../../model';
import { Hit } from './holdings';
import { Place } from './place';
import { RiskCheckOptions, riskCheck } from './riskCheck';

const order: readonly Severity[] = ['critical', 'high', 'medium', 'low'];

const worst = (hits: readonly Hit[]): Severity =>
  order.find(severity => hits.some(({ risk }) => risk.severity === severity)) ??
  'low';

const isGrave = (hits: readonly Hit[]) =>
  ['critical', 'high'].includes(worst(hits));

/** A team may do these things in its own namespaces; among the controllers of the cluster they are something else. */
const isOutside = (place: Place) =>
  place.kind === 'cluster' || place.namespace === 'kube-system';

type Options = Omit<
  RiskCheckOptions,
  'judge' | 'counts' | 'severityOf' | 'judgeController'
> &
  Pick<RiskCheckOptions, 'counts'>;

/**
 * A check of rights that lead further by a detour, held in the whole cluster or in kube-system. Well-known controllers
 * hold them because that is their work; rights on single names are what they ought to be.
 */
export function furtherRisks(options: Options): ReturnType<typeof riskCheck> {
  const { counts } = options;
  return riskCheck({
    ...options,
    counts: (hit, derived) => !hit.names && (counts?.(hit, derived) ?? true),
    judge: (hits, place) => {
      if (!isOutside(place)) return undefined;
      return isGrave(hits) ? 'fail' : 'warn';
    },
    judgeController: () => undefined,
    severityOf: ({ hits }) => worst(hits),
  });
}
