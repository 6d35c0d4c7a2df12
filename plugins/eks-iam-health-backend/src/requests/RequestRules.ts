import {
  canonicalRef,
  NewAccessRequest,
  parseClusterArn,
  possibleApprovers,
  RequestLimits,
  RequestProblem,
  TargetFacts,
  validateNewRequest,
} from 'backstage-plugin-eks-iam-health-common';
import { ClusterDirectory, KnownCluster } from '../requestsModule';
import { ApproverResolver } from './ApproverResolver';
import { StoredRequest } from './model';
import { PrincipalSource } from './PrincipalSource';
import { snapshotFacts } from './snapshotFacts';

/** Everything that the rules say about a wish, at this moment. */
export interface Judgement {
  problems: RequestProblem[];
  facts: TargetFacts;
  /** everybody who gains, as far as the catalog knows */
  beneficiaryRefs: string[];
  ownerRefs: string[];
  approverRefs: string[];
  approverTitle?: string;
}

/** The same rules at preview, at submission, at the vote and again before anything is written. */
export class RequestRules {
  readonly #clusters: ClusterDirectory;
  readonly #resolver: ApproverResolver;
  readonly #principals: PrincipalSource;
  readonly #limits: RequestLimits;

  constructor(deps: {
    clusters: ClusterDirectory;
    resolver: ApproverResolver;
    principals: PrincipalSource;
    limits: RequestLimits;
  }) {
    this.#clusters = deps.clusters;
    this.#resolver = deps.resolver;
    this.#principals = deps.principals;
    this.#limits = deps.limits;
  }

  /** Throws `ServiceUnavailableError` when the catalog does not answer. */
  async judge(
    wish: NewAccessRequest,
    requesterRef: string,
    cluster: KnownCluster,
  ): Promise<Judgement> {
    const snapshot = await this.#clusters.latestSnapshot(cluster.id);
    const facts = snapshotFacts(snapshot, wish.principalArn);
    const [subject, owners] = await Promise.all([
      this.#resolver.resolve(wish.subjectRef),
      this.#resolver.ownersOf(cluster.entityRef),
    ]);
    const beneficiaryRefs = subject?.memberRefs ?? [];
    const approverRefs = possibleApprovers({
      requesterRef,
      beneficiaryRefs,
      ownerRefs: owners.userRefs,
    });

    const problems: RequestProblem[] = [];
    const problem = (field: RequestProblem['field'], message: string) =>
      problems.push({ field, message });
    if (!subject) {
      problem('subjectRef', `\`${wish.subjectRef}\` is not in the catalog`);
    } else if (!beneficiaryRefs.includes(canonicalRef(requesterRef))) {
      problem(
        'subjectRef',
        `you are no member of \`${subject.ref}\`; somebody who is can ask`,
      );
    }
    const principals = this.#principals.principalsOf(
      wish.subjectRef,
      cluster.accountId,
    );
    if (!principals.includes(wish.principalArn)) {
      problem(
        'principalArn',
        `\`${wish.principalArn}\` is not set up for \`${wish.subjectRef}\` in account ${cluster.accountId}; an administrator does that in \`eksIamHealth.accessRequests.principals\``,
      );
    }
    if (approverRefs.length === 0) {
      problem(
        'clusterId',
        owners.userRefs.length === 0
          ? 'nobody owns the cluster, so nobody could approve; give its entity a `spec.owner` with members'
          : 'all owners of the cluster would gain from this, so nobody could approve; an owner outside the group is needed',
      );
    }
    problems.push(...validateNewRequest(wish, this.#limits, facts));
    return {
      problems,
      facts,
      beneficiaryRefs,
      ownerRefs: owners.userRefs,
      approverRefs,
      approverTitle: owners.title,
    };
  }

  /** The wish of a request, judged again now; undefined in `cluster`: nobody knows the cluster any more. */
  async judgeAgain(
    request: StoredRequest,
  ): Promise<(Judgement & { reasons: string[] }) | undefined> {
    const cluster = await this.#clusters.find(request.clusterId);
    if (!cluster || !parseClusterArn(request.clusterArn)) return undefined;
    const judgement = await this.judge(request, request.requesterRef, cluster);
    const { facts } = judgement;
    const reasons = judgement.problems.map(p => `${p.field}: ${p.message}`);
    if (
      request.clusterCreatedAt &&
      facts.clusterCreatedAt &&
      Date.parse(request.clusterCreatedAt) !==
        Date.parse(facts.clusterCreatedAt)
    ) {
      reasons.push('the cluster was made anew under the same name');
    }
    if (
      request.principalUid &&
      facts.principal.uid &&
      request.principalUid !== facts.principal.uid
    ) {
      reasons.push('the principal was made anew under the same name');
    }
    return { ...judgement, reasons };
  }

  /** Who may still be asked about a cluster, for lists. */
  async ownersOf(clusterId: string) {
    const cluster = await this.#clusters.find(clusterId);
    return this.#resolver.ownersOf(cluster?.entityRef);
  }
}
