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

const useStyles = makeStyles(
  theme => ({
    facts: {
      margin: 0,
      display: 'grid',
      gridTemplateColumns: 'minmax(72px, 140px) minmax(0, 1fr)',
      gap: '6px 12px',
      '& dt': {
        color: theme.palette.textSubtle ?? theme.palette.text.secondary,
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
  const fact = (
    name: Parameters<typeof t>[0] & `requests.fact.${string}`,
    value: ReactNode,
  ) => (
    <>
      <dt>{t(name, {})}</dt>
      <dd>{value}</dd>
    </>
  );
  return (
    <dl className={classes.facts}>
      {fact(
        'requests.fact.who',
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
        'requests.fact.role',
        <Code accountId={accountId}>{request.principalArn}</Code>,
      )}
      {fact(
        'requests.fact.level',
        <>
          {title} (<Code>{policyName}</Code>)
        </>,
      )}
      {fact('requests.fact.where', words.where(request.scope))}
      {fact(
        'requests.fact.when',
        t('requests.whenWords', {
          duration: words.duration(request.durationSeconds),
        }),
      )}
      {fact('requests.fact.why', request.reason)}
      {request.decidedBy &&
        fact(
          'requests.fact.decided',
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
        fact('requests.fact.ends', <Moment at={request.endsAt} />)}
      {request.endReason &&
        fact(
          'requests.state.ended' as 'requests.fact.ends',
          t(`requests.endReason.${request.endReason}`),
        )}
      {request.failure &&
        fact(
          'requests.fact.failure',
          <InlineCode text={request.failure} accountId={accountId} />,
        )}
    </dl>
  );
}
