import { makeStyles } from '@material-ui/core/styles';
import { useParams } from 'react-router-dom';
import {
  clusterArnOf,
  parseClusterArn,
} from 'backstage-plugin-eks-iam-health-common';
import { useOptionalRoute } from '../../hooks/useOptionalRoute';
import { fleetRouteRef } from '../../routes';
import { subtle } from '../../theme/greys';
import { useTexts } from '../../translation';
import { ClusterHealth } from '../ClusterHealth';
import { TextLink } from '../TextLink';

const useStyles = makeStyles(
  theme => ({
    title: {
      fontSize: 20,
      lineHeight: '28px',
      fontWeight: 600,
      margin: 0,
      color: theme.palette.text.primary,
    },
    path: { margin: '0 0 16px', fontSize: 12, color: subtle(theme) },
  }),
  { name: 'EksIamHealthClusterPage' },
);

/** A cluster that has no entity of its own in the catalog. */
export function ClusterPage() {
  const { clusterId = '' } = useParams();
  const classes = useStyles();
  const t = useTexts();
  const fleetHref = useOptionalRoute(fleetRouteRef)?.();
  const parts = parseClusterArn(clusterArnOf(clusterId) ?? '');
  return (
    <>
      <h1 className={classes.title}>{parts?.name ?? clusterId}</h1>
      <p className={classes.path}>
        {parts && `${parts.accountId} · ${parts.region} · `}
        {fleetHref && (
          <TextLink to={fleetHref}>{t('page.allClusters')}</TextLink>
        )}
      </p>
      <ClusterHealth of={{ clusterId }} />
    </>
  );
}
