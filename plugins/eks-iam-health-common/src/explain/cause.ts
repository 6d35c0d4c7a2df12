import { Cause, Evidence, Repair, SectionName, SectionValues } from '../model';
import { Ground } from './ground';

/** What a snapshot says about one cause. */
export interface Judgement {
  certainty: 'proven' | 'ruled-out' | 'unknown';
  explanation: string;
  /** says it more exactly than the general title */
  title?: string;
  evidence?: Evidence[];
  /** replaces the general repairs */
  repairs?: Repair[];
}

/** One possible cause: what it is in general, and how a snapshot decides it. */
export interface CauseSpec<N extends SectionName> {
  id: string;
  title: string;
  /** what is said while no snapshot was asked */
  hint: string;
  /** repairs that hold whatever the snapshot says; not offered for a cause that is ruled out */
  repairs?: Repair[];
  checkId?: string;
  needs?: readonly N[];
  /** absent: no snapshot tells; `unseen` says why */
  judge?: (values: { [K in N]: SectionValues[K] }) => Judgement;
  unseen?: string;
}

/** A cause with what the snapshot says about it. */
export function causeOf<N extends SectionName = never>(
  ground: Ground,
  spec: CauseSpec<N>,
): Cause {
  const { id, title, hint, repairs = [], checkId, needs = [], judge } = spec;
  const cause = (judgement: Judgement | 'open'): Cause => {
    const open = judgement === 'open';
    const certainty = open ? 'open' : judgement.certainty;
    return {
      id,
      title: open ? title : judgement.title ?? title,
      certainty,
      explanation: open ? hint : judgement.explanation,
      evidence: open ? [] : judgement.evidence ?? [],
      repairs:
        certainty === 'ruled-out'
          ? []
          : (open ? undefined : judgement.repairs) ?? repairs,
      ...(checkId ? { checkId } : {}),
    };
  };
  if (!ground.snapshot) return cause('open');
  if (!judge) {
    const explanation = spec.unseen ?? hint;
    return cause({ certainty: 'unknown', explanation });
  }
  const look = ground.look(needs);
  switch (look.state) {
    case 'seen':
      return cause(judge(look.values));
    case 'unread':
      return cause({ certainty: 'unknown', explanation: look.why });
    default:
      return cause('open');
  }
}

/** A cause that the text itself names; like all others it stays open until a snapshot was asked. */
export function saidByTheError(
  ground: Ground,
  spec: Pick<Cause, 'id' | 'title' | 'explanation'> & { repairs?: Repair[] },
): Cause {
  const { explanation, repairs = [] } = spec;
  return {
    ...spec,
    repairs,
    evidence: [
      { fact: 'The error says', value: explanation, readFrom: 'the text' },
    ],
    certainty: ground.snapshot ? 'proven' : 'open',
  };
}

/**
 * Proven ones first, then those for which the snapshot holds something, else as given: most likely first. What is ruled
 * out comes after what may be, and what nobody can see comes last.
 */
export function inOrder(
  causes: readonly Cause[],
  unseen: readonly Cause[] = [],
): Cause[] {
  const rank = ({ certainty, evidence }: Cause) => {
    if (certainty === 'proven') return 0;
    if (certainty === 'ruled-out') return 3;
    return evidence.length > 0 ? 1 : 2;
  };
  return [...[...causes].sort((a, b) => rank(a) - rank(b)), ...unseen];
}

/** A repair that is words only. */
export function advice(
  title: string,
  more: Partial<Pick<Repair, 'needs' | 'cautions'>> = {},
): Repair {
  return {
    title,
    class: 'advice',
    actions: [],
    needs: more.needs ?? [],
    cautions: more.cautions ?? [],
  };
}
