import { Repair } from './repair';
import { SectionName } from './snapshot';

/** How bad it is if a check fails. @public */
export type Severity = 'critical' | 'high' | 'medium' | 'low' | 'info';

/** What a check says about a cluster, or a finding about a subject. @public */
export type Verdict = 'fail' | 'warn' | 'unknown' | 'pass' | 'not-applicable';

/** The seven areas, always shown in this order. @public */
export type Area =
  | 'authentication'
  | 'access'
  | 'workload-identity'
  | 'rbac'
  | 'iam'
  | 'access-keys'
  | 'cross-account';

/** All areas in the order in which they are shown. @public */
export const areas = [
  'authentication',
  'access',
  'workload-identity',
  'rbac',
  'iam',
  'access-keys',
  'cross-account',
] as const satisfies readonly Area[];

/** The topics of AWS's page "Troubleshooting IAM" for EKS; `B` is beyond it. @public */
export type Topic = 'T1' | 'T2' | 'T3' | 'T4' | 'T5' | 'T6' | 'T7' | 'T8' | 'B';

/** One fact and where it was read. User data in values is plain text. @public */
export interface Evidence {
  /** `Line in aws-auth` */
  fact: string;
  /** `arn:aws:iam::111122223333:role/eng/Dev, group developers` */
  value: string;
  /** `kube-system/aws-auth, mapRoles[2]` or `iam:GetAccountAuthorizationDetails` */
  readFrom: string;
}

/** A read that a check needed and did not get. @public */
export interface MissingRead {
  section: SectionName;
  reason: string;
  detail: string;
  permission?: string;
}

/**
 * One defect of one subject. Known by check id and subject, so that it survives reordering and rewording.
 *
 * @public
 */
export interface Finding {
  checkId: string;
  /** an ARN, `namespace/name`, `mapRoles`, or the cluster's ARN */
  subject: string;
  verdict: 'fail' | 'warn' | 'unknown';
  severity: Severity;
  /** starts in lower case, no final period, user data in backticks */
  message: string;
  /** true when it was proven although a needed section was not read */
  partial?: boolean;
  evidence: Evidence[];
  /** who or what is affected: ARNs, `namespace/name`, user names */
  affected: string[];
  repairs: Repair[];
}

/** What one check says about one cluster. @public */
export interface CheckOutcome {
  checkId: string;
  /** catalogue number, `AUTHN-004` */
  number: string;
  area: Area;
  topics: Topic[];
  title: string;
  why: string;
  severity: Severity;
  /** https://docs.aws.amazon.com/... */
  documentation: string;
  verdict: Verdict;
  findings: Finding[];
  /** what it could not read; not empty when the verdict is `unknown` for that reason */
  missing: MissingRead[];
}
