import { unaskedSources } from '../../access';
import { Derived, Repair, SectionName, Severity, Topic } from '../../model';
import { accessPolicyName } from '../../rbac';
import { CheckDefinition, CheckSettings, Found } from '../defineCheck';
import {
  byHolding,
  Hit,
  hitsOf,
  Holding,
  holdersOf,
  openHoldings,
} from './holdings';
import { oncePerRole } from './oncePerRole';
import { Place, placeOf } from './place';
import { goodPractices, Risk } from './risks';
import {
  hitEvidence,
  holdersText,
  listed,
  mappedEvidence,
  placeEvidence,
  placeText,
  sourceEvidence,
  sourceText,
  openPolicy,
  withdraw,
} from './riskWords';
import { areKnownControllers } from './serviceAccountSubject';

type Judged = 'fail' | 'warn' | undefined;

/** What the risks of one holding are, in one place. */
export interface RiskFound extends Found {
  holding: Holding;
  hits: readonly Hit[];
  place: Place;
  isKnownController: boolean;
  derived: Derived;
  /** told about the role, with others who have it in namespaces of theirs */
  role?: { name: string; others: readonly Holding[] };
}

/** What differs from one check of risks to the next. */
export interface RiskCheckOptions {
  id: string;
  number: string;
  title: string;
  severity: Severity;
  topics?: Topic[];
  why: string;
  documentation?: string;
  risks: readonly Risk[];
  /** some rights mean nothing in some versions */
  counts?: (hit: Hit, derived: Derived) => boolean;
  /** how bad it is there for somebody who is no known controller */
  judge: (hits: readonly Hit[], place: Place, derived: Derived) => Judged;
  /** the same for known controllers: a warning where it would fail, and nothing otherwise, where nothing is said */
  judgeController?: (
    judged: Judged,
    holding: Holding,
    settings: CheckSettings,
  ) => Judged;
  /** who counts as known; well-known controllers, where nothing is said */
  isKnown?: (holding: Holding, settings: CheckSettings) => boolean;
  /** teams that have the same role in their namespaces are one finding about the role */
  isOncePerRole?: boolean;
  /** of a finding, where it is not the check's own and, for warnings, one step below */
  severityOf?: (found: Pick<RiskFound, 'hits' | 'verdict'>) => Severity;
  /** completes "somebody may ..." */
  may?: (hits: readonly Hit[]) => string;
  /** what to do in place of it; a full sentence */
  advice: string;
  cautions?: string[];
}

const sections = [
  'cluster',
  'bindings',
  'roles',
  'clusterRoles',
  'accessEntries',
  'serviceAccounts',
  'podIdentityAssociations',
] as const;
type Needed = (typeof sections)[number];

const order: readonly Severity[] = [
  'critical',
  'high',
  'medium',
  'low',
  'info',
];
const milder = (severity: Severity): Severity =>
  order[Math.min(order.indexOf(severity) + 1, order.indexOf('low'))];

/** Of many who have the same role, so many are shown with their bindings; all are named as affected. */
const SHOWN = 20;

/**
 * A check that is a table of risks and a judgement. One finding for each binding or access policy, with all of the
 * risks that it gives. Rights that only matter in a place which could not be looked at are unknown.
 */
export function riskCheck(
  options: RiskCheckOptions,
): CheckDefinition<Needed, RiskFound> {
  const { id, number, title, severity, why, risks } = options;
  const isOfCluster = risks.every(({ reach }) => reach === 'cluster');
  const needs = sections.filter(
    name =>
      !isOfCluster ||
      !['roles', 'serviceAccounts', 'podIdentityAssociations'].includes(name),
  );
  return {
    id,
    number,
    area: 'rbac',
    topics: options.topics ?? ['B'],
    title,
    severity,
    why,
    documentation: options.documentation ?? goodPractices,
    needs,
    canProveWithout: needs,
    doesNotNeed: (snapshot): readonly SectionName[] => unaskedSources(snapshot),
    evaluate: ({ derived, settings }) => {
      const all = evaluate(options, derived, settings);
      return options.isOncePerRole ? oncePerRole(all) : all;
    },
    unjudged: ({ derived, settings }) =>
      openHoldings(derived, settings.allowedAdminArns)
        .filter(({ namespaces }) => !isOfCluster || !namespaces)
        .map(openPolicy),
    subject: ({ holding, role }) => role?.name ?? holding.id,
    message: found => messageOf(found, options.may ?? titlesOf),
    evidence: ({ holding, hits, place, role, derived }) => [
      sourceEvidence(holding),
      ...(role?.others ?? []).slice(0, SHOWN - 1).map(sourceEvidence),
      ...hits.map(hitEvidence),
      ...mappedEvidence(holding, derived),
      ...placeEvidence(place),
    ],
    affected: ({ holding, role }) => [
      ...new Set([holding, ...(role?.others ?? [])].flatMap(holdersOf)),
    ],
    remediate: found => repairsOf(found, options),
  };
}

function evaluate(
  options: RiskCheckOptions,
  derived: Derived,
  settings: CheckSettings,
): RiskFound[] {
  const { risks, counts, severity, severityOf } = options;
  const isKnown = options.isKnown ?? isController;
  const forController = options.judgeController ?? warnInsteadOfFail;
  const hits = hitsOf(risks, derived, settings.allowedAdminArns).filter(
    hit => counts?.(hit, derived) ?? true,
  );
  return byHolding(hits).flatMap(([holding, held]): RiskFound[] => {
    const place = placeOf(holding, derived);
    const isKnownController = isKnown(holding, settings);
    const judge = (where: Place) => {
      const judged = options.judge(held, where, derived);
      return isKnownController
        ? forController(judged, holding, settings)
        : judged;
    };
    const verdict = verdictIn(place, judge);
    if (!verdict) return [];
    return [
      {
        verdict,
        severity:
          severityOf?.({ hits: held, verdict }) ??
          (verdict === 'warn' ? milder(severity) : severity),
        holding,
        hits: held,
        place,
        isKnownController,
        derived,
      },
    ];
  });
}

/** Where the power of a place is open, only what holds either way is proven. */
function verdictIn(
  place: Place,
  judge: (place: Place) => Judged,
): Found['verdict'] | undefined {
  if (place.kind !== 'open') return judge(place);
  const atLeast = judge({ ...place, kind: 'ordinary' });
  const atMost = judge({ ...place, kind: 'privileged' });
  return atLeast ?? (atMost && 'unknown');
}

function warnInsteadOfFail(judged: Judged): Judged {
  return judged === 'fail' ? 'warn' : undefined;
}

function isController({ source }: Holding, settings: CheckSettings): boolean {
  return (
    source.kind === 'binding' &&
    areKnownControllers(settings, source.subjects, source.binding)
  );
}

function titlesOf(hits: readonly Hit[]): string {
  return listed(hits.map(h => h.risk.may));
}

function messageOf(
  { holding, hits, place, verdict, derived, role }: RiskFound,
  may: (hits: readonly Hit[]) => string,
): string {
  if (role && role.others.length > 0) {
    return `\`${role.name}\` lets ${role.others.length + 1} holders ${may(
      hits,
    )}, each in namespaces of theirs`;
  }
  const who = holdersText(holding, derived);
  const limits = hits.every(({ names }) => names)
    ? ` (only \`${[...new Set(hits.flatMap(h => h.names ?? []))].join(
        '`, `',
      )}\`)`
    : '';
  // What belongs to no namespace is in none.
  const where = hits.every(({ risk }) => risk.reach === 'cluster')
    ? ''
    : ` ${placeText(place, holding)}`;
  const doubt =
    verdict === 'unknown' && place.kind === 'open'
      ? `; ${place.power.because}`
      : '';
  return `${who} may ${may(hits)}${limits}${where} by ${sourceText(
    holding,
  )}${doubt}`;
}

function repairsOf(
  { verdict, holding, isKnownController }: RiskFound,
  { advice, cautions }: RiskCheckOptions,
): Repair[] {
  const isPolicy = holding.source.kind === 'access-policy';
  const words: Repair = {
    title: advice,
    class: 'advice',
    actions: [],
    needs: isPolicy
      ? ['eks:AssociateAccessPolicy']
      : ['update clusterroles, roles', 'create rolebindings'],
    cautions: [
      ...(cautions ?? []),
      ...(isKnownController
        ? [
            'The controller may need it to work: look into its documentation first, and guard its namespace as you guard the cluster.',
          ]
        : []),
      ...(isPolicy
        ? [`The rules of ${policyOf(holding)} cannot be changed.`]
        : [
            'A role that Helm or an operator made is written back by it: change it there.',
          ]),
    ],
  };
  return verdict === 'fail' ? [words, withdraw(holding)] : [words];
}

function policyOf({ source }: Holding): string {
  return source.kind === 'access-policy'
    ? accessPolicyName(source.policy.policyArn)
    : '';
}
