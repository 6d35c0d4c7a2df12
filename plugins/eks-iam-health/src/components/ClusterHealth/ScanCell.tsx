import { useEffect, useId, useState } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import RefreshIcon from '@material-ui/icons/Refresh';
import { ClusterDetail } from 'backstage-plugin-eks-iam-health-common';
import { FollowedScan } from '../../hooks/useScan';
import { failureKind, reasonOf, retryAfterSeconds } from '../../model/failure';
import { subtle } from '../../theme/greys';
import { useTexts } from '../../translation';
import { ActionButton } from '../ActionButton';
import { clockTime, Moment, span } from '../Time';

const useStyles = makeStyles(
  theme => ({
    small: { fontSize: 12, lineHeight: '16px', color: subtle(theme) },
    button: { margin: '10px 0 4px' },
  }),
  { name: 'EksIamHealthScanCell' },
);

/** Begun seconds count, so that a quick scan did not take "0 s". */
const wholeSeconds = (from: string, to: string) =>
  Math.ceil((Date.parse(to) - Date.parse(from)) / 1000) * 1000;
const isKubernetes = (call: string) => call.startsWith('kubernetes:');
const sum = (calls: Array<[string, number]>) =>
  calls.reduce((all, [, count]) => all + count, 0);

/** When the cluster was last read, what that took, and the button to do it now. */
export function ScanCell(props: { detail: ClusterDetail; scan: FollowedScan }) {
  const { detail, scan } = props;
  const { lastScan, report, summary } = detail;
  const classes = useStyles();
  const t = useTexts();
  const locale = t('time.locale');
  const at = lastScan?.finishedAt ?? summary.lastScanAt;
  const calls = Object.entries(report?.calls ?? {});
  const kubernetes = sum(calls.filter(([call]) => isKubernetes(call)));
  const aws = sum(calls.filter(([call]) => !isKubernetes(call)));
  return (
    <div>
      <div>{at ? <Moment at={at} strong /> : t('summary.noScan')}</div>
      {lastScan?.startedAt && lastScan.finishedAt && (
        <div className={classes.small}>
          {t('summary.took', {
            span: span(
              wholeSeconds(lastScan.startedAt, lastScan.finishedAt),
              locale,
            ),
            aws: String(aws),
            kubernetes: String(kubernetes),
          })}
        </div>
      )}
      {summary.nextScanAt && (
        <div className={classes.small}>
          {t('summary.nextScan', {
            time: clockTime(summary.nextScanAt, locale),
          })}
        </div>
      )}
      <div className={classes.button}>
        <CheckNow detail={detail} scan={scan} primary />
      </div>
    </div>
  );
}

/** Starts a scan; says beside the button why it cannot, and how the last one ended. */
export function CheckNow(props: {
  detail: ClusterDetail;
  scan: FollowedScan;
  label?: string;
  primary?: boolean;
}) {
  const { detail, scan, label, primary } = props;
  const classes = useStyles();
  const t = useTexts();
  const wordsId = useId();
  const wait = useCountdown(
    retryAfterSeconds(scan.refusal) ?? detail.checkAgainInSeconds,
    scan.refusal ?? detail,
  );
  const running = Boolean(scan.running);
  const words = running ? [] : [...outcomeWords(), ...refusalWords()];
  return (
    <>
      <ActionButton
        color={primary ? 'primary' : 'default'}
        variant={primary ? 'contained' : 'outlined'}
        startIcon={<RefreshIcon aria-hidden />}
        disabled={running || !detail.may.check || wait > 0}
        onClick={scan.start}
        aria-describedby={wordsId}
      >
        {running ? t('check.checking') : label ?? t('check.now')}
      </ActionButton>
      <div className={classes.small} id={wordsId} role="status">
        {words.map(word => (
          <div key={word}>{word}</div>
        ))}
      </div>
    </>
  );

  function refusalWords(): string[] {
    if (!detail.may.check) return [t('check.denied')];
    if (scan.refusal && failureKind(scan.refusal) !== 'too-soon') {
      const reason = reasonOf(scan.refusal) ?? t('state.unanswered');
      return [t('check.refused', { reason })];
    }
    return wait > 0 ? [t('check.again', { seconds: String(wait) })] : [];
  }

  function outcomeWords(): string[] {
    if (!scan.finished) return [];
    const { state, error, newFindings, mendedFindings } = scan.finished;
    if (state === 'failed') {
      const reason = error ?? t('state.unanswered');
      return [t('check.failed', { reason })];
    }
    if (newFindings === undefined || mendedFindings === undefined) {
      return [t('check.finishedPlain')];
    }
    return [
      t('check.finished', {
        added: String(newFindings),
        mended: String(mendedFindings),
      }),
    ];
  }
}

/** Counts down from `seconds`, anew whenever `since` is another object. */
function useCountdown(seconds: number, since: unknown): number {
  const [left, setLeft] = useState(seconds);
  useEffect(() => {
    const until = Date.now() + seconds * 1000;
    setLeft(seconds);
    if (seconds <= 0) return undefined;
    const timer = setInterval(() => {
      const rest = Math.max(0, Math.ceil((until - Date.now()) / 1000));
      setLeft(rest);
      if (rest === 0) clearInterval(timer);
    }, 1000);
    return () => clearInterval(timer);
  }, [seconds, since]);
  return left;
}
