import { Area, CheckOutcome, Severity, Verdict } from './finding';
import { MissingRead } from './finding';

/** How many checks say what. @public */
export type VerdictCounts = Record<Verdict, number>;

/** Points that one check costs. The lines add up to 100 minus the score before the cap. @public */
export interface ScoreLine {
  checkId: string;
  title: string;
  verdict: 'fail' | 'warn';
  severity: Severity;
  points: number;
}

/** One area of a report in numbers. @public */
export interface AreaHealth {
  area: Area;
  counts: VerdictCounts;
  pointsLost: number;
}

/** In words: see the UI's vocabulary. @public */
export type HealthState =
  | 'healthy'
  | 'needs-attention'
  | 'unhealthy'
  | 'not-known';

/**
 * What all checks say about one snapshot. The score falls by failing and warning checks only; `unknown` never raises
 * it but lowers the coverage.
 *
 * @public
 */
export interface HealthReport {
  arn: string;
  collectedAt: string;
  /** 0 to 100 */
  score: number;
  /** set when a failing critical check holds the score at 49 at most */
  cappedAt?: number;
  scoreLines: ScoreLine[];
  /** decided / applicable, 0 to 1; 0 when nothing is applicable */
  coverage: number;
  state: HealthState;
  counts: VerdictCounts;
  areas: AreaHealth[];
  checks: CheckOutcome[];
  /** sections that were not read, and how many checks each leaves unknown */
  unread: Array<MissingRead & { checksLeftUnknown: number }>;
  /** facts for the head of each area's card */
  facts: Record<Area, Array<{ label: string; value: string }>>;
  calls: Record<string, number>;
}
