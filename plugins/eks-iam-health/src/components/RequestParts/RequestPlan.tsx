import { makeStyles } from '@material-ui/core/styles';
import {
  AccessRequest,
  levelInfo,
  RequestPreview,
} from 'backstage-plugin-eks-iam-health-common';
import { EntityDisplayName } from '@backstage/plugin-catalog-react';
import { shortArn } from '../../model/shortArn';
import { useTexts } from '../../translation';
import { DiffBlock, DiffLine } from '../CodeBlock';
import { InlineCode } from '../InlineCode';
import { Status, verdictLooks } from '../Status';
import { subtle } from '../../theme/greys';

const useStyles = makeStyles(
  theme => ({
    root: { display: 'flex', flexDirection: 'column', gap: 16 },
    label: {
      fontSize: 12,
      fontWeight: 700,
      margin: theme.spacing(0, 0, 0.75),
      color: subtle(theme),
    },
    list: {
      margin: 0,
      padding: 0,
      listStyle: 'none',
      display: 'flex',
      flexDirection: 'column',
      gap: 6,
    },
    steps: { margin: 0, paddingLeft: 20, '& li + li': { marginTop: 4 } },
    risk: {
      display: 'grid',
      gridTemplateColumns: '26px minmax(0, 1fr)',
      alignItems: 'start',
    },
    small: {
      fontSize: 12,
      color: subtle(theme),
    },
  }),
  { name: 'EksIamHealthRequestPlan' },
);

type Wish = Pick<AccessRequest, 'principalArn' | 'level' | 'scope'>;

/** What a request does in EKS, what to know about it, and who decides. */
export function RequestPlan(props: {
  wish: Wish;
  plan: string[];
  risks: RequestPreview['risks'];
  approvers: string[];
  accountId?: string;
}) {
  const { wish, plan, risks, approvers, accountId } = props;
  const classes = useStyles();
  const t = useTexts();
  return (
    <div className={classes.root}>
      <DiffBlock
        title={t('requests.change')}
        lines={useChange(wish, accountId)}
      />
      <div>
        <p className={classes.label}>{t('requests.willHappen')}</p>
        <ol className={classes.steps}>
          {plan.map(step => (
            <li key={step}>
              <InlineCode text={step} accountId={accountId} />
            </li>
          ))}
        </ol>
      </div>
      <div>
        <p className={classes.label}>{t('requests.risks')}</p>
        <ul className={classes.list}>
          {risks.map(({ level, text }) => (
            <li key={text} className={classes.risk}>
              <Status
                {...verdictLooks[level === 'ok' ? 'pass' : 'warn']}
                word={t(`requests.riskLevel.${level}`)}
                hideWord
              />
              <span>
                <InlineCode text={text} accountId={accountId} />
              </span>
            </li>
          ))}
        </ul>
      </div>
      <div>
        <p className={classes.label}>{t('requests.approvers')}</p>
        {approvers.length > 0 && (
          <>
            {t('requests.approversAny')}{' '}
            {approvers.map((ref, i) => (
              <span key={ref}>
                {i > 0 && ', '}
                <EntityDisplayName entityRef={ref} hideIcon disableTooltip />
              </span>
            ))}
          </>
        )}
        <div className={classes.small}>{t('requests.notYou')}</div>
      </div>
    </div>
  );
}

function useChange({ principalArn, level, scope }: Wish, accountId?: string) {
  const t = useTexts();
  const added = (text: string): DiffLine => ({ kind: 'added', text });
  return [
    added(t('requests.accessEntry')),
    added(`  ${shortArn(principalArn, accountId)}`),
    added(`  ${levelInfo(level).policyName}`),
    added(
      scope.type === 'cluster'
        ? `    ${t('requests.wholeClusterScope')}`
        : `    ${t(
            'requests.namespaces',
          ).toLocaleLowerCase()}: ${scope.namespaces.join(', ')}`,
    ),
  ];
}
