import { Evidence } from './finding';
import { Repair } from './repair';

/** What an error text says, taken apart. Absent: the text does not say it. @public */
export interface ErrorFacts {
  /** `AccessDeniedException` */
  code?: string;
  /** `DescribeCluster` */
  operation?: string;
  /** ARN, Kubernetes user name, or `anonymous` */
  principal?: string;
  /** `eks:DescribeCluster`, `sts:AssumeRoleWithWebIdentity`, `list pods` */
  action?: string;
  /** ARN or Kubernetes resource */
  resource?: string;
  namespace?: string;
  /** the kind of policy that AWS names: `identity-based policy`, `service control policy`, ... */
  policyKind?: string;
  /** `explicit` when the text says "with an explicit deny" */
  denial?: 'explicit' | 'implicit';
  policyArn?: string;
  clusterName?: string;
  region?: string;
  accountId?: string;
  requestId?: string;
}

/** A cause that an error may have, and what the snapshot says about it. @public */
export interface Cause {
  /** kebab-case, stable */
  id: string;
  /** a sentence without final period, naming the defect */
  title: string;
  /** `open`: no snapshot was asked, or it does not speak about it */
  certainty: 'proven' | 'ruled-out' | 'unknown' | 'open';
  /** why the snapshot proves it or rules it out, or what is missing */
  explanation: string;
  evidence: Evidence[];
  repairs: Repair[];
  /** the check that finds the same defect on a schedule */
  checkId?: string;
}

/** The three doors on the way into a cluster. @public */
export interface Gate {
  gate: 'aws' | 'cluster' | 'kubernetes';
  state: 'passed' | 'refused' | 'unknown' | 'not-reached';
  detail: string;
}

/** What an error means, why it comes, and what to do about it. @public */
export interface Diagnosis {
  /** kebab-case name of the pattern, or `not-recognised` */
  pattern: string;
  /** the answer as one sentence */
  headline: string;
  /** what the error says, as one or two sentences */
  summary: string;
  topics: string[];
  facts: ErrorFacts;
  /** most likely first; proven ones before all others */
  causes: Cause[];
  gates: Gate[];
  /** what the answer rests on, and what was not read */
  restsOn: Array<{ text: string; known: boolean }>;
  /** offered when access to the cluster would help */
  accessRequest?: {
    level: 'view' | 'edit' | 'admin';
    namespaces?: string[];
    reason: string;
  };
  documentation: string;
}
