import { useId, useState } from 'react';
import Tab from '@material-ui/core/Tab';
import Tabs from '@material-ui/core/Tabs';
import { makeStyles } from '@material-ui/core/styles';
import {
  RenderedRepair,
  renderRepair,
  Repair,
  RepairTarget,
} from 'backstage-plugin-eks-iam-health-common';
import { useTexts } from '../../translation';
import { CodeBlock } from '../CodeBlock';
import { InlineCode } from '../InlineCode';
import { Note } from '../Note';
import { RepairFacts } from './RepairFacts';
import { linkColour } from '../../theme/greys';

const useStyles = makeStyles(
  theme => ({
    title: { fontSize: 14, lineHeight: '20px', margin: 0 },
    stack: { display: 'flex', flexDirection: 'column', gap: 12 },
    tabs: {
      minHeight: 37,
      borderBottom: `1px solid ${theme.palette.divider}`,
      marginBottom: theme.spacing(1.5),
    },
    indicator: { backgroundColor: theme.palette.primary.main },
    tab: {
      minHeight: 36,
      minWidth: 0,
      padding: '8px 12px',
      fontSize: 14,
      textTransform: 'none',
      letterSpacing: 'normal',
      opacity: 1,
      fontWeight: 500,
      color: linkColour(theme),
    },
    selected: {
      fontWeight: 700,
      color: `${theme.palette.text.primary} !important`,
    },
  }),
  { name: 'EksIamHealthRepairTabs' },
);

/** One repair: what it does, how careful to be, and its text for each tool as Do, Verify, Undo. */
export function RepairTabs(props: {
  repair: Repair;
  target: RepairTarget;
  /** points that come back when it is mended */
  winsPoints?: number;
}) {
  const { repair, target, winsPoints } = props;
  const classes = useStyles();
  const t = useTexts();
  const { rendered, problem } = tryRender(repair, target);
  return (
    <div>
      <p className={classes.title}>
        <InlineCode text={repair.title} accountId={target.accountId} sentence />
      </p>
      <RepairFacts repair={repair} winsPoints={winsPoints} />
      <div className={classes.stack}>
        {repair.cautions.map(caution => (
          <Note key={caution} tone="warning">
            <InlineCode text={caution} accountId={target.accountId} sentence />
          </Note>
        ))}
        {problem && (
          <Note tone="error">
            {t('repair.notRendered', { reason: problem })}
          </Note>
        )}
        {!problem && rendered.length === 0 && (
          <Note tone="none">{t('repair.noCommand')}</Note>
        )}
        {rendered.length > 0 && <Tools rendered={rendered} />}
      </div>
    </div>
  );
}

/** A broken repair is one line of the drawer, not the end of it. */
function tryRender(
  repair: Repair,
  target: RepairTarget,
): { rendered: RenderedRepair[]; problem?: string } {
  try {
    return { rendered: renderRepair(repair, target) };
  } catch (error) {
    return {
      rendered: [],
      problem: error instanceof Error ? error.message : String(error),
    };
  }
}

const blocks = ['do', 'verify', 'undo'] as const;

function Tools({ rendered }: { rendered: RenderedRepair[] }) {
  const classes = useStyles();
  const t = useTexts();
  const id = useId();
  const [wanted, setWanted] = useState(0);
  const selected = Math.min(wanted, rendered.length - 1);
  const shown = rendered[selected];
  return (
    <div>
      <Tabs
        value={selected}
        onChange={(_, value: number) => setWanted(value)}
        variant="scrollable"
        scrollButtons="auto"
        aria-label={t('repair.with')}
        classes={{ root: classes.tabs, indicator: classes.indicator }}
      >
        {rendered.map(({ label }, i) => (
          <Tab
            key={label}
            label={label}
            id={`${id}-tab-${i}`}
            aria-controls={i === selected ? `${id}-panel` : undefined}
            classes={{ root: classes.tab, selected: classes.selected }}
          />
        ))}
      </Tabs>
      <div
        role="tabpanel"
        id={`${id}-panel`}
        aria-labelledby={`${id}-tab-${selected}`}
        className={classes.stack}
      >
        {blocks.map(
          block =>
            shown[block] && (
              <CodeBlock
                key={block}
                title={t(`repair.${block}`)}
                code={shown[block]}
              />
            ),
        )}
      </div>
    </div>
  );
}
