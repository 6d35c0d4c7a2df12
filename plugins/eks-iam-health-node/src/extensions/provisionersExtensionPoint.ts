import { createExtensionPoint } from '@backstage/backend-plugin-api';
import {
  AccessLevel,
  AccessScope,
} from 'backstage-plugin-eks-iam-health-common';

/** What is granted, and to whom. @public */
export interface GrantSpec {
  /** of the request; the same grant may be asked for again after a crash */
  requestId: string;
  clusterArn: string;
  principalArn: string;
  level: AccessLevel;
  scope: AccessScope;
}

/**
 * A way of granting access. Each call may be repeated without harm, and says what it did in words for the record.
 *
 * @public
 */
export interface AccessProvisioner {
  /** kebab-case; kept with the grant, so that the same way takes it back */
  id: string;
  /** Whether this is the way for such a grant. */
  provides(spec: GrantSpec): boolean;
  grant(spec: GrantSpec, signal: AbortSignal): Promise<string>;
  /** Reads back whether the access exists; throws when it cannot be known. */
  isGranted(spec: GrantSpec, signal: AbortSignal): Promise<boolean>;
  revoke(spec: GrantSpec, signal: AbortSignal): Promise<string>;
}

/** Takes other ways of granting access. @public */
export interface EksIamHealthProvisionersExtensionPoint {
  /** Asked in the order in which they were added, before the built-in one. */
  addProvisioner(provisioner: AccessProvisioner): void;
}

/** Adds ways of granting access, such as a pull request. @public */
export const eksIamHealthProvisionersExtensionPoint =
  createExtensionPoint<EksIamHealthProvisionersExtensionPoint>({
    id: 'eks-iam-health.provisioners',
  });
