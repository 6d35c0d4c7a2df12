import { useState } from 'react';
import ButtonBase from '@material-ui/core/ButtonBase';
import { makeStyles } from '@material-ui/core/styles';
import {
  ClusterDetail,
  HealthReport,
} from 'backstage-plugin-eks-iam-health-common';
import { ChangeLine, changeLines } from '../../model/changes';
import { findingKey } from '../../model/findingKey';
import { plainPoints, signedPoints } from '../../model/points';
import { linkColour, subtle } from '../../theme/greys';
import { useTexts } from '../../translation';
import { classNames } from '../classNames';
import { useWidthStep } from '../ContentRoot';
import { percentOf } from '../CoverageMeter';
import { HealthCard } from '../HealthCard';
import { InlineCode } from '../InlineCode';
import { Verdict } from '../Status';
import { clockTime, dayAndTime, useNow } from '../Time';
import { unreadAnchor } from './areaAnchor';
import { ChangeMark } from './ChangeMark';
import { TextLink } from '../TextLink';

const SHOWN = 6;
const DAY_MS = 24 * 60 * 60 * 1000;

const useStyles = makeStyles(
  theme => ({
    list: { listStyle: 'none', margin: '-6px 0 -8px', padding: 0 },
    line: {
      display: 'grid',
      gridTemplateColumns: '128px minmax(0, 2fr) minmax(0, 3fr) 48px',
      gap: '2px 12px',
      alignItems: 'start',
      padding: '8px 0',
      borderTop: `1px solid ${theme.palette.divider}`,
      '&:first-child': { borderTop: 0 },
    },
    narrow: {
      gridTemplateColumns: '128px minmax(0, 1fr) 48px',
      '& > :nth-child(3)': { gridColumn: 2, gridRow: 2 },
    },
    message: { fontSize: 12, lineHeight: '20px', color: subtle(theme) },
    points: {
      textAlign: 'right',
      fontSize: 12,
      lineHeight: '20px',
      fontVariantNumeric: 'tabular-nums',
      color: subtle(theme),
    },
    more: { color: linkColour(theme), fontSize: 14, minHeight: 30 },
  }),
  { name: 'EksIamHealthChanges' },
);

/** What is other than at the scan before, dearest things first to see. */
export function ChangesCard(props: {
  detail: ClusterDetail;
  report: HealthReport;
  hrefOf: (key: string) => string;
  historyHref: string;
}) {
  const { detail, report } = props;
  const { changes, summary } = detail;
  const classes = useStyles();
  const t = useTexts();
  const narrow = useWidthStep() === 'narrow';
  const [all, setAll] = useState(false);
  const lines = changeLines(changes.transitions);
  const shown = all ? lines : lines.slice(0, SHOWN);
  const more = lines.length - shown.length;
  return (
    <HealthCard
      title={t('changes.title')}
      subtitle={<Before detail={detail} report={report} />}
      aside={<TextLink to={props.historyHref}>{t('changes.history')}</TextLink>}
      state={
        lines.length > 0
          ? undefined
          : {
              status: 'empty',
              words: changes.since ? t('changes.none') : t('changes.first'),
            }
      }
    >
      <ul className={classes.list}>
        {shown.map(line => (
          <li
            key={keyOf(line)}
            className={classNames(classes.line, narrow && classes.narrow)}
          >
            <Line
              line={line}
              hrefOf={props.hrefOf}
              accountId={summary.accountId}
            />
          </li>
        ))}
      </ul>
      {more > 0 && (
        <div>
          <ButtonBase className={classes.more} onClick={() => setAll(true)}>
            {t('changes.all', { count: more })}
          </ButtonBase>
        </div>
      )}
    </HealthCard>
  );
}

function keyOf(line: ChangeLine): string {
  if (line.kind === 'less-known') return 'less-known';
  const { checkId, subject, kind } = line.transition;
  return `${kind} ${findingKey(checkId, subject)}`;
}

function Line(props: {
  line: ChangeLine;
  hrefOf: (key: string) => string;
  accountId: string;
}) {
  const { line, hrefOf, accountId } = props;
  const classes = useStyles();
  const t = useTexts();
  if (line.kind === 'less-known') {
    const { transitions } = line;
    return (
      <>
        <Verdict verdict="unknown" word={t('changes.less-known')} />
        <span>
          <TextLink to={`#${unreadAnchor}`}>
            {t('changes.lessKnown', { count: transitions.length })}
          </TextLink>
        </span>
        <span className={classes.message}>
          <InlineCode text={transitions[0].message} accountId={accountId} />
        </span>
        <span className={classes.points}>
          {signedPoints(transitions.reduce((sum, one) => sum + one.points, 0))}
        </span>
      </>
    );
  }
  const { transition } = line;
  return (
    <>
      <ChangeMark transition={transition} />
      <span>
        <TextLink
          to={hrefOf(findingKey(transition.checkId, transition.subject))}
        >
          {transition.title}
        </TextLink>
      </span>
      <span className={classes.message}>
        <InlineCode text={transition.message} accountId={accountId} />
      </span>
      <span className={classes.points}>{signedPoints(transition.points)}</span>
    </>
  );
}

/** `13:02 to 14:02: score 38 to 30, coverage 99% to 91%` */
function Before(props: { detail: ClusterDetail; report: HealthReport }) {
  const { since, scoreBefore, coverageBefore } = props.detail.changes;
  const { score, coverage, collectedAt } = props.report;
  const t = useTexts();
  const now = useNow();
  const locale = t('time.locale');
  if (!since || scoreBefore === undefined) return null;
  const isToday = Date.parse(now) - Date.parse(since) < DAY_MS;
  const say = (iso: string) =>
    isToday ? clockTime(iso, locale) : dayAndTime(iso, now, locale);
  return (
    <>
      {t('changes.was', {
        before: say(since),
        after: say(collectedAt),
        scoreBefore: plainPoints(scoreBefore),
        scoreAfter: plainPoints(score),
      })}
      {coverageBefore !== undefined &&
        `, ${t('changes.coverage', {
          before: String(percentOf(coverageBefore)),
          after: String(percentOf(coverage)),
        })}`}
    </>
  );
}
