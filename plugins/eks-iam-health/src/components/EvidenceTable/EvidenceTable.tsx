import { makeStyles } from '@material-ui/core/styles';
import { Evidence } from 'backstage-plugin-eks-iam-health-common';
import { useTexts } from '../../translation';
import { InlineCode } from '../InlineCode';
import { visuallyHidden } from '../visuallyHidden';
import { subtle } from '../../theme/greys';

const useStyles = makeStyles(
  theme => ({
    root: {
      width: '100%',
      borderCollapse: 'collapse',
      fontSize: 13,
      lineHeight: '20px',
      '& td, & th': {
        padding: '6px 12px 6px 0',
        textAlign: 'left',
        verticalAlign: 'top',
        borderBottom: `1px solid ${theme.palette.divider}`,
        fontWeight: 400,
        overflowWrap: 'anywhere',
      },
      '& thead th': {
        paddingTop: 0,
        fontSize: 12,
        fontWeight: 700,
        color: subtle(theme),
      },
      '& tr:last-child > *': { borderBottom: 0 },
      '& tbody tr:last-child > *': { borderBottom: 0 },
      '& thead tr:last-child > *': {
        borderBottom: `1px solid ${theme.palette.divider}`,
      },
      '& tr > *:last-child': { paddingRight: 0 },
    },
    fact: { width: '22%', minWidth: 96 },
    from: { width: '32%' },
    caption: visuallyHidden,
  }),
  { name: 'EksIamHealthEvidenceTable' },
);

/** The facts a statement rests on, each with the object it was read from. */
export function EvidenceTable(props: {
  evidence: Evidence[];
  accountId?: string;
}) {
  const { evidence, accountId } = props;
  const classes = useStyles();
  const t = useTexts();
  return (
    <table className={classes.root}>
      <caption className={classes.caption}>{t('evidence.caption')}</caption>
      <thead>
        <tr>
          <th scope="col" className={classes.fact}>
            {t('evidence.fact')}
          </th>
          <th scope="col">{t('evidence.value')}</th>
          <th scope="col" className={classes.from}>
            {t('evidence.readFrom')}
          </th>
        </tr>
      </thead>
      <tbody>
        {evidence.map(({ fact, value, readFrom }, i) => (
          // eslint-disable-next-line react/no-array-index-key -- evidence is a fixed list
          <tr key={i}>
            <th scope="row">
              <InlineCode text={fact} accountId={accountId} />
            </th>
            <td>
              <InlineCode text={value} accountId={accountId} />
            </td>
            <td>
              <InlineCode text={readFrom} accountId={accountId} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
