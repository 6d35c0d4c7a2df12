import { ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { EntityDisplayName } from '@backstage/plugin-catalog-react';
import {
  AccessRequest,
  levelInfo,
} from 'backstage-plugin-eks-iam-health-common';
import { useTexts } from '../../translation';
import { Code, InlineCode } from '../InlineCode';
import { Moment } from '../Time';
import { shortRef, useRequestWords } from './useRequestWords';
import { subtle } from '../../theme/greys';

const useStyles = makeStyles(
  theme => ({
    facts: {
      margin: 0,
      display: 'grid',
      gridTemplateColumns: 'minmax(72px, 140px) minmax(0, 1fr)',
      gap: '6px 12px',
      '& dt': {
        color: subtle(theme),
      },
      '& dd': { margin: 0, overflowWrap: 'anywhere' },
    },
  }),
  { name: 'EksIamHealthRequestFacts' },
);

/** Who asks for what, where, how long and why. */
export function RequestFacts(props: {
  request: AccessRequest;
  accountId?: string;
}) {
  const { request, accountId } = props;
  const classes = useStyles();
  const t = useTexts();
  const words = useRequestWords();
  const { title, policyName } = levelInfo(request.level);
  const fact = (label: string, value: ReactNode) => (
    <>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </>
  );
  return (
    <dl className={classes.facts}>
      {fact(
        t('requests.fact.who'),
        <>
          <EntityDisplayName
            entityRef={request.requesterRef}
            hideIcon
            disableTooltip
          />{' '}
          ({shortRef(request.subjectRef)})
        </>,
      )}
      {fact(
        t('requests.fact.role'),
        <Code accountId={accountId}>{request.principalArn}</Code>,
      )}
      {fact(
        t('requests.fact.level'),
        <>
          {title} (<Code>{policyName}</Code>)
        </>,
      )}
      {fact(t('requests.fact.where'), words.where(request.scope))}
      {fact(
        t('requests.fact.when'),
        t('requests.whenWords', {
          duration: words.duration(request.durationSeconds),
        }),
      )}
      {fact(t('requests.fact.why'), request.reason)}
      {request.decidedBy &&
        fact(
          t('requests.fact.decided'),
          <>
            <EntityDisplayName
              entityRef={request.decidedBy}
              hideIcon
              disableTooltip
            />
            {request.decisionComment && `: “${request.decisionComment}”`}
          </>,
        )}
      {request.endsAt &&
        !request.endedAt &&
        fact(t('requests.fact.ends'), <Moment at={request.endsAt} />)}
      {request.endReason &&
        fact(
          t('requests.state.ended'),
          t(`requests.endReason.${request.endReason}`),
        )}
      {request.failure &&
        fact(
          t('requests.fact.failure'),
          <InlineCode text={request.failure} accountId={accountId} />,
        )}
    </dl>
  );
}
