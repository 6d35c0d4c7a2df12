import {
  AccessEntry,
  AccessScope,
  coveredBy,
  minus,
  noScope,
  sameScope,
  ScopeSet,
  toScope,
  toScopeSet,
  union,
} from 'backstage-plugin-eks-iam-health-common';
import { Grant, Ledger, PolicyScopes } from '../model';

/** Set on entries that we create; the second names the ledger, so that another installation's are not taken for ours. */
export const MANAGED_TAG = 'eks-iam-health/managed';
export const LEDGER_TAG = 'eks-iam-health/ledger';
export const REQUEST_TAG = 'eks-iam-health/request';
export const EXPIRES_TAG = 'eks-iam-health/expires-at';

const ourTags = [MANAGED_TAG, LEDGER_TAG, REQUEST_TAG, EXPIRES_TAG];

export type EntryStep =
  | { kind: 'create' }
  | { kind: 'associate'; policyArn: string; scope: AccessScope }
  | { kind: 'disassociate'; policyArn: string }
  | { kind: 'delete' };

export interface EntryPlan {
  steps: EntryStep[];
  /** to be stored before the first step */
  intent: Pick<Ledger, 'baseline' | 'ours' | 'entryIntended'>;
  /** what is ours once the steps are verified */
  settled: Pick<Ledger, 'baseline' | 'ours' | 'entryIntended'>;
  /** something on the entry is neither from before nor from us */
  externallyModified: boolean;
}

export interface EntryQuestion {
  ledger: Ledger;
  /** undefined: there is no entry */
  observed: AccessEntry | undefined;
  /** the grant to bring about; absent: something is taken away, and nothing is added whatever is missing */
  add?: Pick<Grant, 'policyArn' | 'scope'>;
  /** other grants that are to stay; what of them is gone was removed by somebody and is not put back */
  keep: ReadonlyArray<Pick<Grant, 'policyArn' | 'scope'>>;
}

/**
 * What has to be done so that the entry holds what others put there, the grants that stay, and the one to add. A pure
 * function of what is seen, so whoever starts again after a crash just asks again.
 *
 * What others put there is the part of the baseline that is still there, and everything that we cannot have written.
 */
export function planEntry(question: EntryQuestion): EntryPlan {
  const { ledger, observed, add, keep } = question;
  const isOurEntry =
    observed !== undefined &&
    ledger.entryIntended &&
    observed.tags[LEDGER_TAG] === ledger.id;

  const grants = add ? [...keep, add] : keep;
  const policies = new Set([
    ...Object.keys(ledger.ours),
    ...grants.map(grant => grant.policyArn),
  ]);

  const steps: EntryStep[] = [];
  const baseline: PolicyScopes = {};
  const oursBefore: PolicyScopes = {};
  const oursAfter: PolicyScopes = {};
  let foreign = false;

  if (!observed && add) steps.push({ kind: 'create' });
  for (const policyArn of policies) {
    const seen = observed?.policies.find(p => p.policyArn === policyArn)?.scope;
    const there = toScopeSet(seen);
    const ours = setOf(ledger.ours[policyArn]);
    const before = setOf(ledger.baseline[policyArn]);
    const added = minus(minus(there, ours), before);
    const others = union(coveredBy(before, there), added);
    if (ours.size > 0 && added.size > 0) foreign = true;

    const staying = coveredBy(scopesOf(keep, policyArn), there);
    const adding = add ? scopesOf([add], policyArn) : noScope;
    const wanted = union(staying, adding);
    const desired = toScope(union(others, wanted));

    if (!sameScope(seen, desired)) {
      if (desired) steps.push({ kind: 'associate', policyArn, scope: desired });
      else steps.push({ kind: 'disassociate', policyArn });
    }
    put(baseline, policyArn, others);
    // Until it is verified, what we are about to take away may still be there, and it is ours.
    put(oursBefore, policyArn, union(ours, wanted));
    put(oursAfter, policyArn, wanted);
  }

  const leftovers =
    observed?.policies.filter(p => !policies.has(p.policyArn)) ?? [];
  if (isOurEntry && (leftovers.length > 0 || !isUntouched(observed))) {
    foreign = true;
  }
  const nobodyNeedsIt =
    isOurEntry &&
    !add &&
    keep.length === 0 &&
    observed.policies.length === 0 &&
    isUntouched(observed);
  if (nobodyNeedsIt) steps.push({ kind: 'delete' });

  const entryIntended = ledger.entryIntended || steps[0]?.kind === 'create';
  return {
    steps,
    intent: { baseline, ours: oursBefore, entryIntended },
    settled: {
      baseline,
      ours: oursAfter,
      entryIntended: entryIntended && observed !== undefined,
    },
    externallyModified: foreign,
  };
}

/** Nothing was added to an entry of ours but policies. */
function isUntouched(entry: AccessEntry): boolean {
  return (
    entry.type === 'STANDARD' &&
    entry.kubernetesGroups.length === 0 &&
    Object.keys(entry.tags).every(tag => ourTags.includes(tag))
  );
}

function scopesOf(
  grants: ReadonlyArray<Pick<Grant, 'policyArn' | 'scope'>>,
  policyArn: string,
): ScopeSet {
  return union(
    ...grants
      .filter(grant => grant.policyArn === policyArn)
      .map(grant => toScopeSet(grant.scope)),
  );
}

function setOf(items: string[] | undefined): ScopeSet {
  return new Set(items ?? []);
}

function put(scopes: PolicyScopes, policyArn: string, set: ScopeSet) {
  if (set.size > 0) scopes[policyArn] = [...set].sort();
}
