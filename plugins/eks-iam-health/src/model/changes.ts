import { Transition } from 'backstage-plugin-eks-iam-health-common';
import { ShownVerdict } from '../components/Status/looks';

/** One line of the changes: a change, or all that is less known together. */
export type ChangeLine =
  | { kind: 'one'; transition: Transition }
  | { kind: 'less-known'; transitions: Transition[] };

/** How a change is marked: by what it is now, and green when it is over. */
export function markOf(transition: Transition): ShownVerdict {
  switch (transition.kind) {
    case 'mended':
    case 'better':
      return 'pass';
    case 'less-known':
      return 'unknown';
    case 'known-again':
      return transition.verdictAfter ?? 'pass';
    default:
      return transition.verdictAfter ?? 'warn';
  }
}

/** The changes in their order; several that are less known become one line, since they share a cause. */
export function changeLines(transitions: readonly Transition[]): ChangeLine[] {
  const lessKnown = transitions.filter(one => one.kind === 'less-known');
  const lines: ChangeLine[] = [];
  for (const transition of transitions) {
    if (transition.kind !== 'less-known' || lessKnown.length === 1) {
      lines.push({ kind: 'one', transition });
    } else if (transition === lessKnown[0]) {
      lines.push({ kind: 'less-known', transitions: lessKnown });
    }
  }
  return lines;
}
