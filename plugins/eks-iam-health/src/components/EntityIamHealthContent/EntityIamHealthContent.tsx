import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { isEksCluster } from '../../model/isEksCluster';
import { ClusterHealth, MissingAnnotation } from '../ClusterHealth';

/** The tab of a cluster's entity. */
export function EntityIamHealthContent() {
  const { entity } = useEntity();
  return isEksCluster(entity) ? (
    <ClusterHealth of={{ entityRef: stringifyEntityRef(entity) }} />
  ) : (
    <MissingAnnotation entityName={entity.metadata.name} />
  );
}
