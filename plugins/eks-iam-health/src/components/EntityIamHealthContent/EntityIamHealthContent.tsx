import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { clusterArnAnnotations } from 'backstage-plugin-eks-iam-health-common';
import { ClusterHealth, MissingAnnotation } from '../ClusterHealth';

/** Whether an entity names an EKS cluster by one of the three annotations. @public */
export function isEksCluster(entity: Entity): boolean {
  return clusterArnAnnotations.some(
    name => entity.metadata.annotations?.[name] !== undefined,
  );
}

/** The tab of a cluster's entity. */
export function EntityIamHealthContent() {
  const { entity } = useEntity();
  return isEksCluster(entity) ? (
    <ClusterHealth of={{ entityRef: stringifyEntityRef(entity) }} />
  ) : (
    <MissingAnnotation entityName={entity.metadata.name} />
  );
}
