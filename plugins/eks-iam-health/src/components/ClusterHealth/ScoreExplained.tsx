import { MouseEvent, useId, useState } from 'react';
import ButtonBase from '@material-ui/core/ButtonBase';
import IconButton from '@material-ui/core/IconButton';
import Popover from '@material-ui/core/Popover';
import { makeStyles } from '@material-ui/core/styles';
import CloseIcon from '@material-ui/icons/Close';
import { HealthReport } from 'backstage-plugin-eks-iam-health-common';
import { plainPoints, signedPoints } from '../../model/points';
import { ScoreGroup, scoreGroups, scoreSum } from '../../model/scoreBreakdown';
import { linkColour, subtle } from '../../theme/greys';
import { Texts, useTexts } from '../../translation';
import { percentOf } from '../CoverageMeter';

const useStyles = makeStyles(
  theme => ({
    opener: {
      fontSize: 12,
      lineHeight: '16px',
      minHeight: 24,
      color: linkColour(theme),
      '&:hover, &:focus-visible': { textDecoration: 'underline' },
    },
    paper: {
      width: 480,
      maxWidth: 'calc(100vw - 32px)',
      borderRadius: 8,
      fontFamily: theme.typography.fontFamily,
    },
    head: {
      display: 'flex',
      alignItems: 'center',
      justifyContent: 'space-between',
      padding: '12px 12px 4px 20px',
    },
    title: { fontSize: 16, lineHeight: '24px', fontWeight: 700, margin: 0 },
    body: { padding: '0 20px 16px' },
    table: {
      width: '100%',
      borderCollapse: 'collapse',
      fontSize: 13,
      lineHeight: '18px',
      '& th, & td': {
        padding: '8px 0',
        textAlign: 'left',
        verticalAlign: 'top',
        fontWeight: 400,
        borderBottom: `1px solid ${theme.palette.divider}`,
      },
      '& td': {
        textAlign: 'right',
        whiteSpace: 'nowrap',
        fontVariantNumeric: 'tabular-nums',
        paddingLeft: 16,
      },
    },
    total: { '& > *': { fontWeight: '700 !important' } },
    where: { display: 'block', fontSize: 12, color: subtle(theme) },
    small: {
      fontSize: 12,
      lineHeight: '16px',
      color: subtle(theme),
      margin: '12px 0 0',
    },
  }),
  { name: 'EksIamHealthScoreExplained' },
);

/** A link that opens the sum behind the score: every lost point with the check that took it. */
export function ScoreExplained({ report }: { report: HealthReport }) {
  const classes = useStyles();
  const t = useTexts();
  const titleId = useId();
  const [anchor, setAnchor] = useState<HTMLElement>();
  const { heldDown, atZero } = scoreSum(report);
  return (
    <>
      <ButtonBase
        className={classes.opener}
        aria-haspopup="dialog"
        aria-expanded={Boolean(anchor)}
        onClick={(event: MouseEvent<HTMLElement>) =>
          setAnchor(event.currentTarget)
        }
      >
        {t('summary.explain')}
      </ButtonBase>
      <Popover
        open={Boolean(anchor)}
        anchorEl={anchor}
        onClose={() => setAnchor(undefined)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
        PaperProps={{
          className: classes.paper,
          role: 'dialog',
          'aria-labelledby': titleId,
        }}
      >
        <div className={classes.head}>
          <h2 className={classes.title} id={titleId}>
            {t('scoreMade.title')}
          </h2>
          <IconButton
            size="small"
            aria-label={t('scoreMade.close')}
            onClick={() => setAnchor(undefined)}
          >
            <CloseIcon />
          </IconButton>
        </div>
        <div className={classes.body}>
          <table className={classes.table} aria-labelledby={titleId}>
            <tbody>
              <tr>
                <th scope="row">{t('scoreMade.start')}</th>
                <td>100</td>
              </tr>
              {scoreGroups(report.scoreLines).map(group => (
                <GroupRow key={group.lines[0].checkId} {...{ group, report }} />
              ))}
              {heldDown > 0 && (
                <tr>
                  <th scope="row">
                    {t('scoreMade.heldDown')}
                    <span className={classes.where}>
                      {t('scoreMade.heldDownWhy')}
                    </span>
                  </th>
                  <td>{signedPoints(-heldDown)}</td>
                </tr>
              )}
              <tr className={classes.total}>
                <th scope="row">{t('scoreMade.end')}</th>
                <td>{plainPoints(report.score)}</td>
              </tr>
            </tbody>
          </table>
          <p className={classes.small}>
            {atZero && `${t('scoreMade.atZero')} `}
            {report.counts.unknown > 0 &&
              t('scoreMade.unknown', {
                count: report.counts.unknown,
                coverage: String(percentOf(report.coverage)),
              })}
          </p>
        </div>
      </Popover>
    </>
  );
}

function GroupRow(props: { group: ScoreGroup; report: HealthReport }) {
  const { group, report } = props;
  const classes = useStyles();
  const t = useTexts();
  const areas = [
    ...new Set(
      group.lines.flatMap(line => {
        const check = report.checks.find(c => c.checkId === line.checkId);
        return check ? [t(`area.${check.area}`)] : [];
      }),
    ),
  ].join('; ');
  const [first, ...others] = group.lines;
  const severity = t(`severity.${group.severity}`).toLocaleLowerCase();
  return (
    <tr>
      <th scope="row">
        {others.length === 0
          ? first.title
          : t('scoreMade.several', {
              severity: `${group.lines.length} ${severity}`,
              verdict: kindOf(group, t),
              points: plainPoints(first.points),
            })}
        <span className={classes.where}>
          {others.length === 0
            ? t('scoreMade.own', {
                area: areas,
                severity,
                verdict: kindOf(group, t),
              })
            : areas}
        </span>
      </th>
      <td>{signedPoints(-group.points)}</td>
    </tr>
  );
}

function kindOf({ verdict, lines }: ScoreGroup, t: Texts): string {
  const count = lines.length;
  return verdict === 'fail'
    ? t('scoreMade.fails', { count })
    : t('scoreMade.warns', { count });
}
