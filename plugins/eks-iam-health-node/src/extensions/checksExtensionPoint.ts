import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { Check } from 'backstage-plugin-eks-iam-health-common';

/** Takes further checks. @public */
export interface EksIamHealthChecksExtensionPoint {
  /** Adds checks; an id that exists already is refused. */
  addChecks(...checks: Check[]): void;
}

/** Adds checks of an organisation's own. @public */
export const eksIamHealthChecksExtensionPoint =
  createExtensionPoint<EksIamHealthChecksExtensionPoint>({
    id: 'eks-iam-health.checks',
  });
