import { useId } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { subtle } from '../../theme/greys';
import { useTexts } from '../../translation';
import { CodeBlock } from '../CodeBlock';
import { Surface } from '../HealthCard';
import { InlineCode } from '../InlineCode';

const configuration = `eksIamHealth:
  accounts:
    - accountId: '111122223333'
      roleName: EksIamHealthReader
  clusters:
    fromCatalog: true        # entities with amazonaws.com/arn`;

const useStyles = makeStyles(
  theme => ({
    room: { maxWidth: 820 },
    body: { padding: theme.spacing(4) },
    title: { fontSize: 20, lineHeight: '28px', fontWeight: 700, margin: 0 },
    words: { margin: '4px 0 16px', color: subtle(theme) },
    steps: {
      listStyle: 'none',
      margin: 0,
      padding: 0,
      '& > li': {
        display: 'grid',
        gridTemplateColumns: '28px minmax(0, 1fr)',
        gap: 12,
        padding: '14px 0',
      },
      '& > li + li': { borderTop: `1px solid ${theme.palette.divider}` },
    },
    number: {
      width: 26,
      height: 26,
      borderRadius: '50%',
      border: `2px solid ${subtle(theme)}`,
      display: 'grid',
      placeItems: 'center',
      fontWeight: 700,
      fontSize: 13,
    },
    strong: { fontWeight: 700, margin: 0 },
    small: { margin: '0 0 8px', color: subtle(theme) },
  }),
  { name: 'EksIamHealthNoClusters' },
);

/** First use: what has to be said before there is something to see. */
export function NoClusters() {
  const classes = useStyles();
  const t = useTexts();
  const titleId = useId();
  const steps = [
    [t('fleet.stepRead'), t('fleet.stepReadWords')],
    [t('fleet.stepClusters'), t('fleet.stepClustersWords'), configuration],
    [t('fleet.stepScan'), t('fleet.stepScanWords')],
  ];
  return (
    <div className={classes.room}>
      <Surface labelledBy={titleId}>
        <div className={classes.body}>
          <h2 className={classes.title} id={titleId}>
            {t('fleet.emptyTitle')}
          </h2>
          <p className={classes.words}>{t('fleet.empty')}</p>
          <ol className={classes.steps}>
            {steps.map(([title, words, code], i) => (
              <li key={title}>
                <span className={classes.number} aria-hidden>
                  {i + 1}
                </span>
                <div>
                  <p className={classes.strong}>{title}</p>
                  <p className={classes.small}>
                    <InlineCode text={words} />
                  </p>
                  {code && <CodeBlock title="app-config.yaml" code={code} />}
                </div>
              </li>
            ))}
          </ol>
        </div>
      </Surface>
    </div>
  );
}
