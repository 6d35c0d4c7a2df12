import { makeStyles } from '@material-ui/core/styles';
import { Link } from '@backstage/core-components';
import { CheckRow } from '../../model/rows';
import { signedPoints } from '../../model/points';
import { subtle } from '../../theme/greys';
import { useTexts } from '../../translation';
import { InlineCode } from '../InlineCode';
import { Severity, Verdict } from '../Status';
import { Tag } from '../Tag';
import { Age } from '../Time';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'grid',
      gridTemplateColumns: '20px minmax(0, 1fr) auto',
      columnGap: 10,
      alignItems: 'start',
      padding: '9px 20px',
      color: 'inherit',
      '&:hover': {
        background: theme.palette.background.default,
        textDecoration: 'none',
      },
      '&:focus-visible': {
        outline: `2px solid ${theme.palette.primary.main}`,
        outlineOffset: -2,
      },
    },
    title: { fontWeight: 700, marginRight: 6 },
    message: {
      display: 'block',
      fontSize: 13,
      lineHeight: '18px',
      color: subtle(theme),
      '& code': { color: theme.palette.text.primary },
    },
    end: {
      display: 'flex',
      flexDirection: 'column',
      alignItems: 'flex-end',
    },
    points: {
      fontSize: 12,
      fontVariantNumeric: 'tabular-nums',
      color: subtle(theme),
      whiteSpace: 'nowrap',
    },
  }),
  { name: 'EksIamHealthFindingRow' },
);

const hasSeverity = ({ verdict }: CheckRow) =>
  verdict !== 'pass' && verdict !== 'not-applicable';

/** One check as a link to its finding: verdict, what is wrong, how bad, what it costs, since when. */
export function FindingRow(props: {
  row: CheckRow;
  href: string;
  accountId: string;
}) {
  const { row, href, accountId } = props;
  const classes = useStyles();
  const t = useTexts();
  return (
    <Link to={href} underline="none" className={classes.root}>
      <Verdict verdict={row.verdict} hideWord />
      <span>
        <span className={classes.title}>{row.check.title}</span>
        {row.isNew && <Tag tone="running">{t('areaCard.new')}</Tag>}
        {row.message && (
          <span className={classes.message}>
            <InlineCode text={row.message} accountId={accountId} />
            {row.more > 0 && ` ${t('areaCard.andMore', { count: row.more })}`}
          </span>
        )}
      </span>
      <span className={classes.end}>
        {hasSeverity(row) && <Severity severity={row.severity} />}
        <span className={classes.points}>
          {row.points > 0 && signedPoints(-row.points)}
          {row.points > 0 && row.firstSeenAt && ' · '}
          {row.firstSeenAt && <Age since={row.firstSeenAt} />}
        </span>
      </span>
    </Link>
  );
}
