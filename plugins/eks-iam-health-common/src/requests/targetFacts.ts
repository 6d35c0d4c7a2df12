import { AccessEntry, AuthenticationMode } from '../model';

/** A line of aws-auth that maps the principal. @public */
export interface MappedLine {
  groups: string[];
  username?: string;
}

/**
 * What the latest snapshot knows about the cluster and the principal of a request. Each part that was not read says so;
 * unknown is never taken for absent.
 *
 * @public
 */
export interface TargetFacts {
  /** when the snapshot was taken; absent: the cluster was never read */
  asOf?: string;
  clusterCreatedAt?: string;
  authenticationMode?: AuthenticationMode;
  principal: {
    exists: 'yes' | 'no' | 'unknown';
    /** `AROA...`; a role made again under the same name has another one */
    uid?: string;
  };
  /** the access entry that the principal has already; `undefined` in `value`: none */
  entry: { known: true; value?: AccessEntry } | { known: false };
  awsAuth: { known: true; lines: MappedLine[] } | { known: false };
  /** names of the existing namespaces */
  namespaces: { known: true; value: string[] } | { known: false };
}

/** The facts of a cluster that was never read. @public */
export const noFacts: TargetFacts = {
  principal: { exists: 'unknown' },
  entry: { known: false },
  awsAuth: { known: false },
  namespaces: { known: false },
};
