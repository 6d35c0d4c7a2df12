import { parseClusterArn } from '../api/clusterId';
import {
  checks,
  CheckSettings,
  defaultCheckSettings,
  Derived,
  runChecks,
} from '../checks';
import {
  CheckOutcome,
  ClusterSnapshot,
  isRead,
  Observed,
  SectionName,
  SectionValues,
} from '../model';
import { MentionedCluster } from './clusterMentioned';
import { accountSections, sectionWords } from './sectionWords';

/** What is known beside the text: who saw the error, or for which workload. @public */
export interface ExplainContext {
  /** user, role or session of the person who saw the error */
  principalArn?: string;
  serviceAccount?: { namespace: string; name: string };
  settings?: Partial<CheckSettings>;
}

/** The sections that were asked for, or why there is nothing to look at. */
export type Look<N extends SectionName> =
  | { state: 'seen'; values: { [K in N]: SectionValues[K] } }
  /** nobody gave a snapshot */
  | { state: 'open' }
  | { state: 'unread'; why: string };

/**
 * What a diagnosis may stand on: one snapshot or none, and a record of everything that was looked at. A snapshot of
 * another cluster than the one the error names proves nothing about it; what belongs to the account is still good when
 * the account is the same.
 */
export class Ground {
  readonly snapshot?: ClusterSnapshot;
  readonly context: ExplainContext;
  /** the error names another cluster than the snapshot's */
  readonly otherCluster?: string;
  readonly #looked = new Map<SectionName, { text: string; known: boolean }>();
  readonly #notes: Array<{ text: string; known: boolean }> = [];
  #derived?: Derived;

  constructor(
    snapshot: ClusterSnapshot | undefined,
    context: ExplainContext,
    mentioned: MentionedCluster | undefined,
  ) {
    this.snapshot = snapshot;
    this.context = context;
    if (snapshot && mentioned)
      this.otherCluster = otherThan(snapshot, mentioned);
    if (this.otherCluster) {
      this.note(
        `the error names ${this.otherCluster}, the snapshot is of \`${this.clusterName}\``,
        false,
      );
    }
  }

  get clusterName(): string {
    return parseClusterArn(this.snapshot?.arn ?? '')?.name ?? 'the cluster';
  }

  get accountId(): string | undefined {
    return parseClusterArn(this.snapshot?.arn ?? '')?.accountId;
  }

  get settings(): CheckSettings {
    return {
      ...defaultCheckSettings,
      now: this.snapshot?.collectedAt ?? '1970-01-01T00:00:00Z',
      ...this.context.settings,
    };
  }

  /** All of these sections, or the reason why one of them is missing. */
  look<N extends SectionName>(names: readonly N[]): Look<N> {
    const { snapshot } = this;
    if (!snapshot) return { state: 'open' };
    const foreign = names.find(name => !accountSections.includes(name));
    if (this.otherCluster && foreign) {
      return {
        state: 'unread',
        why: `the error is about ${this.otherCluster}, and the snapshot is of \`${this.clusterName}\``,
      };
    }
    const values: Partial<Record<SectionName, unknown>> = {};
    const missing: string[] = [];
    for (const name of names) {
      const section: Observed<unknown> = snapshot.sections[name];
      if (isRead(section)) {
        values[name] = section.value;
        this.#looked.set(name, {
          text: `${counted(name, section.value)}, read ${section.at.slice(
            11,
            16,
          )} UTC`,
          known: true,
        });
      } else {
        const needs = section.permission
          ? `; it needs \`${section.permission}\``
          : '';
        const text = `${sectionWords[name].words} could not be read: ${section.detail}${needs}`;
        missing.push(text);
        this.#looked.set(name, { text, known: false });
      }
    }
    if (missing.length > 0) return { state: 'unread', why: missing.join('; ') };
    return {
      state: 'seen',
      values: values as { [K in N]: SectionValues[K] },
    };
  }

  /** The indexes over the snapshot that the checks share. Call it only after a look that has seen. */
  get derived(): Derived {
    if (!this.snapshot) throw new Error('there is no snapshot to index');
    this.#derived ??= new Derived(this.snapshot);
    return this.#derived;
  }

  /** What the check with this number in the catalogue says; undefined without a snapshot, or when there is none. */
  outcomeOf(number: string): CheckOutcome | undefined {
    const check = checks.find(candidate => candidate.number === number);
    if (!check || !this.snapshot) return undefined;
    this.look(check.needs);
    return runChecks(this.snapshot, [check], this.settings)[0];
  }

  /** Whether the catalogue's check of this number is among ours. */
  hasCheck(number: string): boolean {
    return checks.some(check => check.number === number);
  }

  /** Something else that the answer rests on. */
  note(text: string, known: boolean) {
    if (!this.#notes.some(note => note.text === text)) {
      this.#notes.push({ text, known });
    }
  }

  get restsOn(): Array<{ text: string; known: boolean }> {
    return [...this.#looked.values(), ...this.#notes];
  }
}

function counted(name: SectionName, value: unknown): string {
  const { words } = sectionWords[name];
  if (name === 'awsAuth' && value === null) return 'no aws-auth';
  return Array.isArray(value) ? `${words}: ${value.length}` : words;
}

/** The cluster that is named, in words, when it certainly is not the snapshot's. */
function otherThan(
  snapshot: ClusterSnapshot,
  mentioned: MentionedCluster,
): string | undefined {
  const ours = parseClusterArn(snapshot.arn);
  const { cluster } = snapshot.sections;
  if (mentioned.arn) {
    return mentioned.arn === snapshot.arn ? undefined : `\`${mentioned.arn}\``;
  }
  if (mentioned.name && mentioned.name !== ours?.name) {
    return `\`${mentioned.name}\``;
  }
  if (!isRead(cluster)) return undefined;
  const { endpoint, oidcIssuer } = cluster.value;
  const isOther = (said?: string, own?: string) =>
    said !== undefined &&
    own !== undefined &&
    said.toLowerCase() !== own.toLowerCase();
  return isOther(mentioned.endpoint, endpoint) ||
    isOther(mentioned.oidcIssuer, oidcIssuer)
    ? 'another cluster'
    : undefined;
}
