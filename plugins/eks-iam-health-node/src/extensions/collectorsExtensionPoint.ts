import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { Collector } from '../collectors/defineCollector';

/** Takes collectors that replace or add to the own ones. @public */
export interface EksIamHealthCollectorsExtensionPoint {
  /** Reads a section in another way, as from an inventory that has it already; takes the place of the built-in one. */
  addCollector(collector: Collector): void;
}

/** Replaces collectors of sections. @public */
export const eksIamHealthCollectorsExtensionPoint =
  createExtensionPoint<EksIamHealthCollectorsExtensionPoint>({
    id: 'eks-iam-health.collectors',
  });
