import { makeStyles } from '@material-ui/core/styles';
import { Diagnosis } from 'backstage-plugin-eks-iam-health-common';
import { useTexts } from '../../translation';
import { CopyButton } from '../CodeBlock';
import { HealthCard } from '../HealthCard';
import { InlineCode } from '../InlineCode';
import { Status, verdictLooks } from '../Status';

const useStyles = makeStyles(
  {
    list: {
      listStyle: 'none',
      margin: 0,
      padding: 0,
      fontSize: 13,
      display: 'flex',
      flexDirection: 'column',
      gap: 6,
    },
    item: { display: 'grid', gridTemplateColumns: '26px 1fr' },
  },
  { name: 'EksIamHealthRestsOn' },
);

/** What was read for the answer and what was not. */
export function RestsOnCard(props: { diagnosis: Diagnosis }) {
  const { diagnosis } = props;
  const classes = useStyles();
  const t = useTexts();
  return (
    <HealthCard
      title={t('explain.rests')}
      footer={
        <>
          <a href={diagnosis.documentation} target="_blank" rel="noreferrer">
            {t('explain.documentation')}
          </a>
          <CopyButton text={asText(diagnosis)} what={t('explain.answer')} />
        </>
      }
    >
      <ul className={classes.list}>
        {diagnosis.restsOn.map(({ text, known }) => (
          <li key={text} className={classes.item}>
            <Status
              {...verdictLooks[known ? 'pass' : 'unknown']}
              word={known ? t('explain.known') : t('explain.notKnown')}
              hideWord
            />
            <span>
              <InlineCode text={text} />
            </span>
          </li>
        ))}
      </ul>
    </HealthCard>
  );
}

/** The answer for a chat or a ticket, without the text that was pasted. */
function asText({ headline, summary, causes, documentation }: Diagnosis) {
  return [
    headline,
    summary,
    ...causes.map(c => `- ${c.certainty}: ${c.title}. ${c.explanation}`),
    documentation,
  ]
    .filter(Boolean)
    .join('\n');
}
