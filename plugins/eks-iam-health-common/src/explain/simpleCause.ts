import { Cause } from '../model';
import { advice, causeOf } from './cause';
import { Ground } from './ground';

/** A cause that no snapshot decides: what it is, how to see it, what to do. */
export interface SimpleCause {
  id: string;
  title: string;
  hint: string;
  /** one sentence each */
  steps?: string[];
  cautions?: string[];
  checkId?: string;
  /** what is said once a snapshot was asked; else the hint */
  unseen?: string;
}

/** Causes of words only, in their order. */
export function simpleCauses(ground: Ground, specs: SimpleCause[]): Cause[] {
  return specs.map(({ steps = [], cautions, ...spec }) =>
    causeOf(ground, {
      ...spec,
      repairs: steps.map((step, i) =>
        advice(step, i === 0 && cautions ? { cautions } : {}),
      ),
    }),
  );
}
