import { makeStyles } from '@material-ui/core/styles';
import {
  ClusterDetail,
  Finding,
  FindingRecord,
  RepairTarget,
} from 'backstage-plugin-eks-iam-health-common';
import { findingKey } from '../../model/findingKey';
import { CheckRow } from '../../model/rows';
import { subtle } from '../../theme/greys';
import { useTexts } from '../../translation';
import { EvidenceTable } from '../EvidenceTable';
import { Code, InlineCode } from '../InlineCode';
import { Note } from '../Note';
import { RepairTabs } from '../RepairTabs';
import { Verdict } from '../Status';
import { dayAndTime, useNow } from '../Time';
import { FindingHistory } from './FindingHistory';
import { Section } from './Section';
import { TextLink } from '../TextLink';

const AFFECTED_SHOWN = 12;
const OTHERS_SHOWN = 30;

const useStyles = makeStyles(
  theme => ({
    text: { margin: 0 },
    small: {
      margin: 0,
      fontSize: 12,
      lineHeight: '16px',
      color: subtle(theme),
    },
    chips: {
      listStyle: 'none',
      display: 'flex',
      flexWrap: 'wrap',
      gap: 8,
      margin: 0,
      padding: 0,
      '& > li': {
        minHeight: 24,
        padding: '1px 8px',
        borderRadius: 12,
        border: `1px solid ${theme.palette.divider}`,
        fontSize: 12,
        overflowWrap: 'anywhere',
      },
    },
    or: { margin: '8px 0 0', fontWeight: 700 },
    others: {
      listStyle: 'none',
      margin: 0,
      padding: 0,
      '& > li': { padding: '3px 0' },
    },
  }),
  { name: 'EksIamHealthFindingBody' },
);

const withoutFinding: Partial<
  Record<CheckRow['verdict'], 'passes' | 'notApplicable'>
> = { pass: 'passes', 'not-applicable': 'notApplicable' };

/** Found, evidence, why, who is affected, repair, history: in this order on every finding. */
export function FindingBody(props: {
  row: CheckRow;
  finding?: Finding;
  record?: FindingRecord;
  detail: ClusterDetail;
  hrefOf: (key: string) => string;
}) {
  const { row, finding, record, detail, hrefOf } = props;
  const { check } = row;
  const { accountId, name, region, partition } = detail.summary;
  const classes = useStyles();
  const t = useTexts();
  const now = useNow();
  const target: RepairTarget = {
    clusterName: name,
    region,
    accountId,
    partition,
  };
  const others = row.findings.filter(one => one !== finding);
  return (
    <>
      <Section title={t('finding.found')}>
        <p className={classes.text}>
          {finding ? (
            <InlineCode text={finding.message} accountId={accountId} sentence />
          ) : (
            t(`finding.${withoutFinding[row.verdict] ?? 'undecided'}`)
          )}
        </p>
        {check.missing.map(missing => (
          <Note key={missing.section} tone="unknown">
            <InlineCode text={t(`section.${missing.section}`)} />:{' '}
            <InlineCode text={missing.detail} accountId={accountId} />
            {missing.permission && (
              <>
                {' '}
                ({t('unread.needs')} <Code>{missing.permission}</Code>)
              </>
            )}
          </Note>
        ))}
      </Section>
      {finding && finding.evidence.length > 0 && (
        <Section title={t('finding.evidence')}>
          <EvidenceTable evidence={finding.evidence} accountId={accountId} />
          {detail.report && (
            <p className={classes.small}>
              {t('finding.asOf', {
                time: dayAndTime(
                  detail.report.collectedAt,
                  now,
                  t('time.locale'),
                ),
              })}
            </p>
          )}
        </Section>
      )}
      <Section title={t('finding.why')}>
        <p className={classes.text}>
          <InlineCode text={check.why} accountId={accountId} />
        </p>
        <TextLink to={check.documentation}>
          {t('finding.documentation')}
        </TextLink>
      </Section>
      {finding && finding.affected.length > 0 && (
        <Section title={t('finding.affected')}>
          <ul className={classes.chips}>
            {finding.affected.slice(0, AFFECTED_SHOWN).map(who => (
              <li key={who}>
                <Code accountId={accountId}>{who}</Code>
              </li>
            ))}
          </ul>
          {finding.affected.length > AFFECTED_SHOWN && (
            <p className={classes.small}>
              {t('finding.affectedMore', {
                count: finding.affected.length - AFFECTED_SHOWN,
              })}
            </p>
          )}
        </Section>
      )}
      {finding && finding.repairs.length > 0 && (
        <Section title={t('finding.repair')}>
          {finding.repairs.map((repair, i) => (
            <div key={repair.title}>
              {i > 0 && (
                <p className={classes.or}>{t('finding.repairOther')}</p>
              )}
              <RepairTabs
                repair={repair}
                target={target}
                winsPoints={row.more === 0 ? row.points : undefined}
              />
            </div>
          ))}
          <p className={classes.small}>{t('repair.notRun')}</p>
        </Section>
      )}
      {finding && others.length > 0 && (
        <Section title={t('finding.others', { count: others.length })}>
          <ul className={classes.others}>
            {others.slice(0, OTHERS_SHOWN).map(other => (
              <li key={other.subject}>
                <Verdict verdict={other.verdict} hideWord />{' '}
                <TextLink to={hrefOf(findingKey(other.checkId, other.subject))}>
                  <Code accountId={accountId}>{other.subject}</Code>
                </TextLink>
              </li>
            ))}
          </ul>
          {others.length > OTHERS_SHOWN && (
            <p className={classes.small}>
              {t('finding.affectedMore', {
                count: others.length - OTHERS_SHOWN,
              })}
            </p>
          )}
        </Section>
      )}
      {finding && (
        <Section title={t('finding.history')}>
          <FindingHistory
            detail={detail}
            checkId={finding.checkId}
            subject={finding.subject}
            record={record}
          />
        </Section>
      )}
    </>
  );
}
