import { ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import {
  AreaHealth,
  HealthReport,
  Verdict as VerdictName,
} from 'backstage-plugin-eks-iam-health-common';
import { areaView, CheckRow } from '../../model/rows';
import { plainPoints } from '../../model/points';
import { subtle } from '../../theme/greys';
import { useTexts } from '../../translation';
import { HealthCard } from '../HealthCard';
import { InlineCode } from '../InlineCode';
import { Note } from '../Note';
import { Verdict } from '../Status';
import { areaAnchor, unreadAnchor } from './areaAnchor';
import { FindingRow } from './FindingRow';
import { TextLink } from '../TextLink';

const useStyles = makeStyles(
  theme => ({
    tally: { display: 'flex', gap: 12, fontSize: 12 },
    facts: { display: 'flex', flexWrap: 'wrap', gap: '4px 20px', margin: 0 },
    fact: {
      minWidth: 0,
      '& dt': { display: 'inline', fontSize: 12, color: subtle(theme) },
      '& dd': {
        display: 'inline',
        fontSize: 13,
        fontWeight: 700,
        margin: '0 0 0 4px',
        '& code': { fontWeight: 400 },
      },
    },
    rows: {
      listStyle: 'none',
      padding: 0,
      margin: '2px -20px 0',
      borderTop: `1px solid ${theme.palette.divider}`,
      '& > li + li': { borderTop: `1px solid ${theme.palette.divider}` },
    },
    strong: { fontWeight: 700 },
    hidden: { fontSize: 12, color: subtle(theme) },
  }),
  { name: 'EksIamHealthAreaCard' },
);

/** Where nothing could be decided, "no points lost" would sound like good news. */
const isDecided = ({ counts }: AreaHealth) =>
  counts.pass + counts.fail + counts.warn > 0;

const tallied: VerdictName[] = ['fail', 'warn', 'unknown', 'pass'];

/** One area: its facts, then what is wrong or unknown, then the way to all of its checks. */
export function AreaCard(props: {
  area: AreaHealth;
  facts: HealthReport['facts'][AreaHealth['area']];
  rows: readonly CheckRow[];
  verdicts: readonly VerdictName[];
  all: boolean;
  allHref: string;
  hrefOf: (row: CheckRow) => string;
  accountId: string;
}) {
  const { area, rows, verdicts, all, accountId } = props;
  const classes = useStyles();
  const t = useTexts();
  const view = areaView(rows, area.area, { all, verdicts });
  const total = Object.values(area.counts).reduce((sum, n) => sum + n, 0);
  const lostWords = () =>
    area.pointsLost > 0
      ? // The plural follows the number; the text shows it with at most one decimal.
        t('areaCard.lost', { count: Number(plainPoints(area.pointsLost)) })
      : t('areaCard.lostNone');
  return (
    <HealthCard
      tall
      heading="h3"
      id={areaAnchor(area.area)}
      title={t(`areaTitle.${area.area}`)}
      subtitle={isDecided(area) && lostWords()}
      aside={
        <span className={classes.tally}>
          {tallied
            .filter(verdict => area.counts[verdict] > 0)
            .map(verdict => (
              <Verdict key={verdict} verdict={verdict} hideWord>
                {area.counts[verdict]}
              </Verdict>
            ))}
        </span>
      }
      lead={
        props.facts.length > 0 && (
          <dl className={classes.facts}>
            {props.facts.map(({ label, value }) => (
              <div key={label} className={classes.fact}>
                <dt>{label}</dt>
                <dd>
                  <InlineCode text={value} accountId={accountId} />
                </dd>
              </div>
            ))}
          </dl>
        )
      }
      partlyUnknown={
        view.unread.length > 0 && (
          <UnreadNote unread={view.unread} area={area} accountId={accountId} />
        )
      }
      footer={
        verdicts.length === 0 &&
        total > 0 && (
          <>
            <TextLink to={props.allHref} replace>
              {all ? t('areaCard.fewer') : t('areaCard.all', { count: total })}
            </TextLink>
            {view.hidden > 0 && (
              <span className={classes.hidden}>
                {t('areaCard.hidden', { count: view.hidden })}
              </span>
            )}
          </>
        )
      }
    >
      {view.rows.length > 0 ? (
        <ul className={classes.rows}>
          {view.rows.map(row => (
            <li key={row.check.checkId}>
              <FindingRow
                row={row}
                href={props.hrefOf(row)}
                accountId={accountId}
              />
            </li>
          ))}
        </ul>
      ) : (
        <NothingOpen area={area} filtered={verdicts.length > 0} />
      )}
    </HealthCard>
  );
}

/** Several checks that share a cause: something was not read. It names what, and says that this is no pass. */
function UnreadNote(props: {
  unread: CheckRow[];
  area: AreaHealth;
  accountId: string;
}): ReactNode {
  const { unread, area, accountId } = props;
  const classes = useStyles();
  const t = useTexts();
  const { pass, fail, warn, unknown } = area.counts;
  // What was denied is named by the permission; the whole answer of AWS stands with what could not be read.
  const details = [
    ...new Set(
      unread.flatMap(row =>
        row.check.missing.map(({ permission, reason, detail }) =>
          permission && reason === 'denied'
            ? t('areaCard.denied', { permission })
            : detail,
        ),
      ),
    ),
  ];
  const shown = details.slice(0, 2);
  return (
    <>
      <span className={classes.strong}>
        {pass + fail + warn === 0
          ? t('areaCard.wholly', { count: unknown })
          : t('areaCard.partly', {
              unknown: String(unknown),
              total: String(pass + fail + warn + unknown),
            })}
      </span>{' '}
      {shown.map(detail => (
        <span key={detail}>
          <InlineCode text={detail} accountId={accountId} sentence />{' '}
        </span>
      ))}
      {t('areaCard.notAPass')}{' '}
      <a href={`#${unreadAnchor}`}>{t('areaCard.showUnread')}</a>
    </>
  );
}

/** An area without rows says why, in green only when something was read and passed. */
function NothingOpen(props: { area: AreaHealth; filtered: boolean }) {
  const t = useTexts();
  const { pass, fail, warn, unknown } = props.area.counts;
  if (props.filtered) return <span>{t('areaCard.noneHere')}</span>;
  if (unknown > 0) return null;
  if (pass > 0 && fail + warn === 0) {
    return <Note tone="ok">{t('areaCard.allPass', { count: pass })}</Note>;
  }
  return <Note tone="none">{t('areaCard.noneApplies')}</Note>;
}
