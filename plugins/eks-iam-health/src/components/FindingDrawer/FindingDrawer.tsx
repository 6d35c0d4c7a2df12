import IconButton from '@material-ui/core/IconButton';
import ExpandLessIcon from '@material-ui/icons/ExpandLess';
import ExpandMoreIcon from '@material-ui/icons/ExpandMore';
import { ClusterDetail } from 'backstage-plugin-eks-iam-health-common';
import { FollowedScan } from '../../hooks/useScan';
import { parseFindingKey } from '../../model/findingKey';
import { CheckRow } from '../../model/rows';
import { useTexts } from '../../translation';
import { Code } from '../InlineCode';
import { dayAndTime, useNow } from '../Time';
import { FindingBody } from './FindingBody';
import { FindingHead } from './FindingHead';
import { FindingHistory } from './FindingHistory';
import { Section } from './Section';
import { SideDrawer } from './SideDrawer';

/** A finding with everything about it, beside the list it was opened from. */
export function FindingDrawer(props: {
  /** `<check>~<subject>`; nothing is open without it */
  findingKey?: string;
  detail: ClusterDetail;
  rows: readonly CheckRow[];
  /** addresses of the list behind, for previous and next */
  keys: readonly string[];
  scan: FollowedScan;
  hrefOf: (key: string) => string;
  onOpen: (key: string | undefined) => void;
}) {
  const { findingKey, detail, rows, keys, onOpen } = props;
  const t = useTexts();
  const now = useNow();
  if (!findingKey) return null;
  const { checkId, subject } = parseFindingKey(findingKey);
  const row = rows.find(one => one.check.checkId === checkId);
  const finding = row?.findings.find(one => one.subject === subject);
  const record = detail.findingRecords[findingKey];
  const close = () => onOpen(undefined);

  // A check without findings is shown as itself, but not in place of a finding that is gone. What changed about a
  // check as a whole has the cluster as its subject.
  const isAboutCheck = !subject || subject === detail.summary.arn;
  if (!row || (!finding && !isAboutCheck)) {
    return (
      <SideDrawer
        open
        onClose={close}
        about={findingKey}
        title={row?.check.title ?? t('finding.goneTitle')}
        path={<Code>{checkId}</Code>}
      >
        <Section title={t('finding.found')}>
          {t('finding.gone', {
            time: dayAndTime(
              detail.report?.collectedAt ?? now,
              now,
              t('time.locale'),
            ),
          })}
        </Section>
        <Section title={t('finding.history')}>
          <FindingHistory {...{ detail, checkId, subject, record }} />
        </Section>
      </SideDrawer>
    );
  }

  const at = keys.indexOf(findingKey);
  return (
    <SideDrawer
      open
      onClose={close}
      about={findingKey}
      title={row.check.title}
      path={
        <>
          {t(`area.${row.check.area}`)} · <Code>{checkId}</Code>
        </>
      }
      buttons={
        <>
          <Step
            label={t('finding.previous')}
            to={at > 0 ? keys[at - 1] : undefined}
            onOpen={onOpen}
          >
            <ExpandLessIcon />
          </Step>
          <Step
            label={t('finding.next')}
            to={at >= 0 ? keys[at + 1] : undefined}
            onOpen={onOpen}
          >
            <ExpandMoreIcon />
          </Step>
        </>
      }
      head={
        <FindingHead
          row={row}
          finding={finding}
          record={record}
          detail={detail}
          scan={props.scan}
        />
      }
    >
      <FindingBody
        row={row}
        finding={finding}
        record={record}
        detail={detail}
        hrefOf={props.hrefOf}
      />
    </SideDrawer>
  );
}

function Step(props: {
  label: string;
  to?: string;
  onOpen: (key: string) => void;
  children: JSX.Element;
}) {
  const { label, to, onOpen, children } = props;
  return (
    <IconButton
      size="small"
      aria-label={label}
      disabled={!to}
      onClick={() => to && onOpen(to)}
    >
      {children}
    </IconButton>
  );
}
