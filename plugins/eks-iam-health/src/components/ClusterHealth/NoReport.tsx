import { makeStyles } from '@material-ui/core/styles';
import CloudOffIcon from '@material-ui/icons/CloudOff';
import HelpOutlineIcon from '@material-ui/icons/HelpOutline';
import LinkOffIcon from '@material-ui/icons/LinkOff';
import LockOutlinedIcon from '@material-ui/icons/LockOutlined';
import {
  clusterArnAnnotations,
  clusterHealthReadPermission,
} from 'backstage-plugin-eks-iam-health-common';
import { useOptionalRoute } from '../../hooks/useOptionalRoute';
import { failureKind, reasonOf } from '../../model/failure';
import { explainRouteRef, requestsRouteRef } from '../../routes';
import { subtle } from '../../theme/greys';
import { useTexts } from '../../translation';
import { ActionButton, ActionLink } from '../ActionButton';
import { CodeBlock } from '../CodeBlock';
import { InlineCode } from '../InlineCode';
import { Note } from '../Note';
import { StateCard } from './StateCard';

const useStyles = makeStyles(
  theme => ({
    text: { margin: 0 },
    small: {
      margin: 0,
      fontSize: 12,
      lineHeight: '16px',
      color: subtle(theme),
    },
  }),
  { name: 'EksIamHealthNoReport' },
);

/** Why there is nothing to show at all: not allowed, not known, or nobody answers. */
export function NoReport(props: { error: unknown; onRetry: () => void }) {
  const { error, onRetry } = props;
  const classes = useStyles();
  const t = useTexts();
  const kind = failureKind(error);
  const answer = reasonOf(error);
  if (kind === 'denied') return <Denied answer={answer} />;
  if (kind === 'not-found') {
    return (
      <StateCard icon={HelpOutlineIcon} title={t('tab.notKnownTitle')}>
        <p className={classes.text}>{t('tab.notKnown')}</p>
        {answer && (
          <p className={classes.small}>{t('tab.answer', { answer })}</p>
        )}
      </StateCard>
    );
  }
  return (
    <StateCard
      alert
      icon={CloudOffIcon}
      title={t('state.failed', {
        what: t('tab.report'),
        reason: answer ?? t('state.unanswered'),
      })}
      actions={
        <ActionButton onClick={onRetry}>{t('state.tryAgain')}</ActionButton>
      }
    >
      {null}
    </StateCard>
  );
}

function Denied({ answer }: { answer?: string }) {
  const classes = useStyles();
  const t = useTexts();
  const explainHref = useOptionalRoute(explainRouteRef)?.();
  const requestsHref = useOptionalRoute(requestsRouteRef)?.();
  return (
    <StateCard
      icon={LockOutlinedIcon}
      title={t('tab.deniedTitle')}
      actions={
        <>
          {explainHref && (
            <ActionLink to={explainHref}>{t('tab.explainError')}</ActionLink>
          )}
          {requestsHref && (
            <ActionLink to={requestsHref}>{t('tab.requestAccess')}</ActionLink>
          )}
        </>
      }
    >
      <p className={classes.text}>
        <InlineCode
          text={t('tab.denied', {
            permission: clusterHealthReadPermission.name,
          })}
        />
      </p>
      {explainHref && <Note tone="none">{t('tab.deniedStill')}</Note>}
      {answer && <p className={classes.small}>{t('tab.answer', { answer })}</p>}
    </StateCard>
  );
}

/** The entity says nothing of an EKS cluster: which annotations would. */
export function MissingAnnotation({ entityName }: { entityName: string }) {
  const classes = useStyles();
  const t = useTexts();
  const [first, ...others] = clusterArnAnnotations;
  return (
    <StateCard icon={LinkOffIcon} title={t('tab.missingTitle')}>
      <p className={classes.text}>{t('tab.missing')}</p>
      <CodeBlock
        title="catalog-info.yaml"
        code={[
          'metadata:',
          `  name: ${entityName}`,
          '  annotations:',
          `    ${first}: arn:aws:eks:eu-west-1:111122223333:cluster/${entityName}`,
          ...others.map(name => `    # or ${name}`),
        ].join('\n')}
      />
    </StateCard>
  );
}
