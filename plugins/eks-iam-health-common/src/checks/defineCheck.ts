import {
  Area,
  ClusterSnapshot,
  Evidence,
  Finding,
  Repair,
  SectionName,
  SectionValues,
  Severity,
  Topic,
} from '../model';
import { Derived } from './derived';
import {
  defaultKnownControllers,
  defaultNodeAgents,
  defaultVolumeProvisioners,
} from './knownControllers';

/** The sections a check may look at: those it needs are values, all others may be missing. @public */
export type Facts<N extends SectionName> = {
  [K in N]: SectionValues[K];
} & {
  /** indexes over the snapshot, built once and shared by all checks */
  derived: Derived;
  settings: CheckSettings;
};

/** Thresholds; every one has a default, see `defaultCheckSettings`. @public */
export interface CheckSettings {
  /** ISO 8601; the time the checks are run for, so that they stay pure */
  now: string;
  accessKeyMaxAgeDays: number;
  accessKeyUnusedDays: number;
  maxClusterAdmins: number;
  /** ARNs that may hold cluster-admin: break-glass roles */
  allowedAdminArns: string[];
  /** accounts that are not foreign */
  trustedAccountIds: string[];
  /** service accounts as `namespace/name`, stars allowed, whose rights are told but not failed */
  knownControllers: readonly string[];
  /** the same for agents that may reach the kubelet */
  nodeAgents: readonly string[];
  /** the same for CSI drivers that may create volumes */
  volumeProvisioners: readonly string[];
  /** in more namespaces than these, reading all Secrets is worth a look */
  maxSecretNamespaces: number;
  /** a pattern of an access scope that matches more than this share of the namespaces is wide */
  maxScopeShare: number;
  /** ARNs that hold their access by infrastructure code, not by a request */
  infrastructureArns: string[];
  /** refused requests of one mapped user in a day, above which its rights are worth a look */
  maxForbiddenPerDay: number;
}

/** The thresholds where the configuration says nothing. @public */
export const defaultCheckSettings: Omit<CheckSettings, 'now'> = {
  accessKeyMaxAgeDays: 90,
  accessKeyUnusedDays: 45,
  maxClusterAdmins: 5,
  allowedAdminArns: [],
  trustedAccountIds: [],
  knownControllers: defaultKnownControllers,
  nodeAgents: defaultNodeAgents,
  volumeProvisioners: defaultVolumeProvisioners,
  maxSecretNamespaces: 5,
  maxScopeShare: 0.5,
  infrastructureArns: [],
  maxForbiddenPerDay: 50,
};

/** What `evaluate` found about one subject: the facts only; words and repair are made of them by the check. @public */
export type Found = {
  verdict: 'fail' | 'warn' | 'unknown';
  /** where one finding is worse or milder than the check as a whole */
  severity?: Severity;
};

/** A part of what the check judges that could not be understood, such as a section of aws-auth; an `unknown` finding. @public */
export type Unjudged = Pick<Finding, 'subject' | 'message' | 'evidence'>;

/**
 * A check: facts first, then words, then the repair, all from the same evidence.
 *
 * @public
 */
export interface CheckDefinition<N extends SectionName, E extends Found> {
  /** kebab-case, names the defect, never changes */
  id: string;
  /** number in the catalogue, `AUTHN-004` */
  number: string;
  area: Area;
  topics: Topic[];
  /** sentence case, no period, names the defect */
  title: string;
  severity: Severity;
  /** full sentences */
  why: string;
  documentation: string;
  /** a section that was not read makes the verdict `unknown`, unless a fail is proven all the same */
  needs: readonly N[];
  /** the check does not apply here: no such subject, or the mode excludes the source */
  appliesTo?: (facts: Facts<N>) => boolean;
  /**
   * Sections without which `evaluate` can still prove something: it gets an empty value for those and its findings
   * are marked partial. Sections that are needed but not listed here stop the check.
   */
  canProveWithout?: readonly N[];
  /** sections that do not matter for this cluster, as aws-auth in mode `API`; unread, they keep nothing from passing */
  doesNotNeed?: (snapshot: ClusterSnapshot) => readonly SectionName[];
  evaluate: (facts: Facts<N>) => E[];
  /** what was read but could not be understood, so that `evaluate` did not see it: it keeps the check from passing */
  unjudged?: (facts: Facts<N>) => Unjudged[];
  /** an ARN, `namespace/name`, ... : with the check's id the finding's identity */
  subject: (found: E) => string;
  /** starts in lower case, no final period, user data in backticks */
  message: (found: E) => string;
  evidence: (found: E) => Evidence[];
  affected?: (found: E) => string[];
  remediate: (found: E) => Repair[];
}

/** A check whose types are its own business. @public */
export interface Check {
  id: string;
  number: string;
  area: Area;
  topics: Topic[];
  title: string;
  severity: Severity;
  why: string;
  documentation: string;
  needs: readonly SectionName[];
  canProveWithout: readonly SectionName[];
  doesNotNeed: (snapshot: ClusterSnapshot) => readonly SectionName[];
  appliesTo: (facts: Facts<SectionName>) => boolean;
  find: (facts: Facts<SectionName>) => Finding[];
}

/** Makes a check of its definition. @public */
export function defineCheck<N extends SectionName, E extends Found>(
  definition: CheckDefinition<N, E>,
): Check {
  const {
    evaluate,
    unjudged,
    subject,
    message,
    evidence,
    affected,
    remediate,
    appliesTo,
    canProveWithout,
    doesNotNeed,
    ...rest
  } = definition;
  // The facts are complete for `needs` whenever runChecks calls in, so narrowing them is safe.
  const narrow = (facts: Facts<SectionName>) => facts as unknown as Facts<N>;
  return {
    ...rest,
    canProveWithout: canProveWithout ?? [],
    doesNotNeed: doesNotNeed ?? (() => []),
    appliesTo: facts => appliesTo?.(narrow(facts)) ?? true,
    find: facts => [
      ...evaluate(narrow(facts)).map(found => ({
        checkId: rest.id,
        subject: subject(found),
        verdict: found.verdict,
        severity: found.severity ?? rest.severity,
        message: message(found),
        evidence: evidence(found),
        affected: affected?.(found) ?? [],
        repairs: remediate(found),
      })),
      ...(unjudged?.(narrow(facts)) ?? []).map(part => ({
        ...part,
        checkId: rest.id,
        verdict: 'unknown' as const,
        severity: rest.severity,
        affected: [],
        repairs: [],
      })),
    ],
  };
}
