import { makeStyles } from '@material-ui/core/styles';
import InfoOutlinedIcon from '@material-ui/icons/InfoOutlined';
import RateReviewOutlinedIcon from '@material-ui/icons/RateReviewOutlined';
import VerifiedUserOutlinedIcon from '@material-ui/icons/VerifiedUserOutlined';
import { Repair, RepairClass } from 'backstage-plugin-eks-iam-health-common';
import { useTexts } from '../../translation';
import { Code } from '../InlineCode';
import { Tag } from '../Tag';
import { ToneName } from '../../theme/tone';
import { subtle } from '../../theme/greys';

const looks: Record<
  RepairClass,
  { tone: ToneName; icon: typeof InfoOutlinedIcon }
> = {
  safe: { tone: 'ok', icon: VerifiedUserOutlinedIcon },
  review: { tone: 'warning', icon: RateReviewOutlinedIcon },
  advice: { tone: 'none', icon: InfoOutlinedIcon },
};

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: '8px 14px',
      margin: '8px 0',
      fontSize: 12,
      lineHeight: '20px',
      color: subtle(theme),
    },
  }),
  { name: 'EksIamHealthRepairFacts' },
);

/** How careful to be, what whoever does it must hold, and what it wins. */
export function RepairFacts(props: { repair: Repair; winsPoints?: number }) {
  const { repair, winsPoints } = props;
  const classes = useStyles();
  const t = useTexts();
  const look = looks[repair.class];
  return (
    <div className={classes.root}>
      <Tag tone={look.tone} icon={look.icon}>
        {t(`repair.class.${repair.class}`)}
      </Tag>
      {repair.needs.length > 0 && (
        <span>
          {t('repair.needs')}{' '}
          {repair.needs.map((need, i) => (
            <span key={need}>
              {i > 0 && ', '}
              <Code>{need}</Code>
            </span>
          ))}
        </span>
      )}
      {winsPoints !== undefined && winsPoints > 0 && (
        <span>{t('repair.wins', { count: winsPoints })}</span>
      )}
    </div>
  );
}
