import { Transition } from 'backstage-plugin-eks-iam-health-common';
import { markOf } from '../../model/changes';
import { useTexts } from '../../translation';
import { Verdict } from '../Status';

/** What kind of change it is, in the vocabulary's shapes: New fail, Mended, Less known. */
export function ChangeMark({ transition }: { transition: Transition }) {
  const t = useTexts();
  const { kind, verdictAfter = 'warn' } = transition;
  return (
    <Verdict
      verdict={markOf(transition)}
      word={
        kind === 'new' ? t(`changes.new.${verdictAfter}`) : t(`changes.${kind}`)
      }
    />
  );
}
