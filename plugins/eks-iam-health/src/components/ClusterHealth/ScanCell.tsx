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
              Date.parse(lastScan.finishedAt) - Date.parse(lastScan.startedAt),
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
  const words = refusalWords();
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
        {words}
      </div>
    </>
  );

  function refusalWords(): string | undefined {
    if (running) return undefined;
    if (!detail.may.check) return t('check.denied');
    if (scan.refusal && failureKind(scan.refusal) !== 'too-soon') {
      return t('check.refused', {
        reason: reasonOf(scan.refusal) ?? t('state.unanswered'),
      });
    }
    if (wait > 0) return t('check.again', { seconds: String(wait) });
    if (!scan.finished) return undefined;
    const { state, error, newFindings, mendedFindings } = scan.finished;
    if (state === 'failed') {
      return t('check.failed', { reason: error ?? t('state.unanswered') });
    }
    if (newFindings === undefined || mendedFindings === undefined) {
      return t('check.finishedPlain');
    }
    return t('check.finished', {
      added: String(newFindings),
      mended: String(mendedFindings),
    });
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
