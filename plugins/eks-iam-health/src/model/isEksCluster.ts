import { Entity } from '@backstage/catalog-model';
import { clusterArnAnnotations } from 'backstage-plugin-eks-iam-health-common';

/** Whether an entity names an EKS cluster by one of the three annotations. @public */
export function isEksCluster(entity: Entity): boolean {
  return clusterArnAnnotations.some(
    name => entity.metadata.annotations?.[name] !== undefined,
  );
}
