import { ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import CancelIcon from '@material-ui/icons/Cancel';
import CheckCircleOutlineIcon from '@material-ui/icons/CheckCircleOutline';
import HelpOutlineIcon from '@material-ui/icons/HelpOutline';
import RemoveCircleOutlineIcon from '@material-ui/icons/RemoveCircleOutline';
import { Gate } from 'backstage-plugin-eks-iam-health-common';
import { useTexts } from '../../translation';
import { HealthCard } from '../HealthCard';
import { InlineCode } from '../InlineCode';
import { Status } from '../Status';
import { StatusLook } from '../Status/Status';
import { subtle } from '../../theme/greys';

const looks: Record<Gate['state'], StatusLook> = {
  passed: { icon: CheckCircleOutlineIcon, tone: 'ok' },
  refused: { icon: CancelIcon, tone: 'error' },
  unknown: { icon: HelpOutlineIcon, tone: 'unknown' },
  'not-reached': { icon: RemoveCircleOutlineIcon, tone: 'none' },
};

const useStyles = makeStyles(
  theme => ({
    list: {
      listStyle: 'none',
      margin: 0,
      padding: 0,
      display: 'flex',
      flexDirection: 'column',
      gap: 14,
    },
    item: {
      display: 'grid',
      gridTemplateColumns: '26px minmax(0, 1fr)',
      gap: '0 4px',
      alignItems: 'start',
    },
    title: { fontWeight: 700, margin: 0 },
    detail: {
      margin: 0,
      fontSize: 13,
      color: subtle(theme),
    },
  }),
  { name: 'EksIamHealthGates' },
);

/** The three doors on the way into a cluster: mending the first often leads to the second error. */
export function GatesCard(props: {
  gates: Gate[];
  clusterName?: string;
  accountId?: string;
  children?: ReactNode;
}) {
  const { gates, clusterName, accountId, children } = props;
  const classes = useStyles();
  const t = useTexts();
  return (
    <HealthCard
      title={
        clusterName
          ? t('explain.way', { cluster: clusterName })
          : t('explain.wayAnywhere')
      }
    >
      <ol className={classes.list}>
        {gates.map(({ gate, state, detail }) => (
          <li key={gate} className={classes.item}>
            <Status
              {...looks[state]}
              word={t(`explain.gateState.${state}`)}
              hideWord
            />
            <div>
              <p className={classes.title}>{t(`explain.gate.${gate}`)}</p>
              <p className={classes.detail}>
                <InlineCode text={detail} accountId={accountId} />
              </p>
            </div>
          </li>
        ))}
      </ol>
      {children}
    </HealthCard>
  );
}
