import { ReactNode } from 'react';
import { Cause } from 'backstage-plugin-eks-iam-health-common';
import { useTexts } from '../../translation';
import {
  certaintyLooks,
  ClusterState,
  clusterStateLooks,
  ShownVerdict,
  verdictLooks,
} from './looks';
import { Status } from './Status';

interface Shown {
  hideWord?: boolean;
  children?: ReactNode;
}

/** What a check or a finding says, with the vocabulary's icon, word and tone. */
export function Verdict(
  props: Shown & { verdict: ShownVerdict; word?: string },
) {
  const { verdict, word, ...shown } = props;
  const t = useTexts();
  return (
    <Status
      {...verdictLooks[verdict]}
      {...shown}
      word={word ?? t(`verdict.${verdict}`)}
    />
  );
}

/** How sure a cause is. */
export function Certainty(props: { certainty: Cause['certainty'] }) {
  const t = useTexts();
  return (
    <Status
      {...certaintyLooks[props.certainty]}
      word={t(`certainty.${props.certainty}`)}
    />
  );
}

/** How a cluster stands. */
export function ClusterStatus(
  props: Shown & { state: ClusterState; word?: string },
) {
  const { state, word, ...shown } = props;
  const t = useTexts();
  return (
    <Status
      {...clusterStateLooks[state]}
      {...shown}
      word={word ?? t(`clusterState.${state}`)}
    />
  );
}
