import { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import {
  accessLevels,
  AccessRequestDetail,
  AccessRequestList,
  AccessScope,
  canonicalRef,
  mayApprove,
  NewAccessRequest,
  planRisks,
  planWords,
  possibleApprovers,
  RequestOptions,
  RequestPreview,
  RequestView,
  RequestVote,
  transition,
} from 'backstage-plugin-eks-iam-health-common';
import { v7 as uuid } from 'uuid';
import { ClusterDirectory, KnownCluster } from '../requestsModule';
import { ApproverResolver } from './ApproverResolver';
import { hashOf } from './eventChain';
import { StoredRequest } from './model';
import { RequestsOptions } from './options';
import { PrincipalSource } from './PrincipalSource';
import { Judgement, RequestRules } from './RequestRules';
import { MoveOptions, RequestStore } from './RequestStore';
import {
  isDecider,
  isRequester,
  mayNow,
  Standing,
  toEventView,
  toView,
} from './requestViews';
import { snapshotFacts } from './snapshotFacts';

/** Who asks, as the HTTP layer has verified it; nothing of it comes from a body. */
export interface Caller {
  ref: string;
  credentials: BackstageCredentials;
  /** another service acts for the user */
  throughAutomation: boolean;
  /** groups by the sign-in token: good enough for lists, never for votes */
  groupRefs: readonly string[];
}

export interface RequestServiceDeps {
  store: RequestStore;
  rules: RequestRules;
  resolver: ApproverResolver;
  principals: PrincipalSource;
  clusters: ClusterDirectory;
  options: RequestsOptions;
  backendFor: (wish: NewAccessRequest, cluster: KnownCluster) => string;
  now: () => Date;
  /** there is something to carry out */
  kick: () => void;
}

/** What people do with requests. Who may is decided here, whether permissions are switched on or not. */
export class RequestService {
  readonly #deps: RequestServiceDeps;

  constructor(deps: RequestServiceDeps) {
    this.#deps = deps;
  }

  async options(clusterId: string, caller: Caller): Promise<RequestOptions> {
    const { clusters, principals, resolver, options } = this.#deps;
    const cluster = await clusters.get(clusterId, caller.credentials);
    const snapshot = await clusters.latestSnapshot(cluster.id);
    const owners = await resolver.ownersOf(cluster.entityRef);
    const subjects: RequestOptions['subjects'] = [];
    for (const ref of principals.subjects(cluster.accountId)) {
      const subject = await resolver.resolve(ref);
      if (!subject?.memberRefs.includes(caller.ref)) continue;
      subjects.push({
        ref: subject.ref,
        title: subject.title,
        members: subject.memberRefs.length,
        principals: principals
          .principalsOf(ref, cluster.accountId)
          .map(principalArn => ({
            principalArn,
            exists: snapshotFacts(snapshot, principalArn).principal.exists,
          })),
      });
    }
    const facts = snapshotFacts(snapshot, '');
    const approvers = possibleApprovers({
      requesterRef: caller.ref,
      beneficiaryRefs: [],
      ownerRefs: owners.userRefs,
    });
    const refusal = this.#refusal(subjects.length, approvers.length, facts);
    return {
      cluster: {
        id: cluster.id,
        name: cluster.name,
        entityRef: cluster.entityRef,
      },
      subjects,
      levels: accessLevels.map(l => ({
        level: l.level,
        title: l.title,
        policyName: l.policyName,
        description: l.description,
        ...(!options.limits.levels.includes(l.level) && {
          refusal:
            'not offered here; an administrator decides which levels are',
        }),
      })),
      namespaces: facts.namespaces.known ? facts.namespaces.value : [],
      maxDurationSeconds: options.limits.maxDurationSeconds,
      minReasonLength: options.limits.minReasonLength,
      approvers,
      approverTitle: owners.title,
      ...(refusal && { refusal }),
    };
  }

  /** What a wish would do and who would decide; nothing is stored. */
  async preview(
    wish: NewAccessRequest,
    caller: Caller,
  ): Promise<RequestPreview> {
    this.#mustBeEnabled();
    const { clusters, rules } = this.#deps;
    const cluster = await clusters.get(wish.clusterId, caller.credentials);
    const judgement = await rules.judge(wish, caller.ref, cluster);
    return {
      ...this.#words(wish, cluster, judgement),
      approvers: judgement.approverRefs,
      problems: judgement.problems,
    };
  }

  async create(
    wish: NewAccessRequest,
    caller: Caller,
    idempotencyKey?: string,
  ): Promise<AccessRequestDetail> {
    this.#mustBeEnabled();
    const { clusters, rules, store, now, backendFor } = this.#deps;
    const cluster = await clusters.get(wish.clusterId, caller.credentials);
    const scope = normalised(wish.scope);
    const subjectRef = canonicalRef(wish.subjectRef, 'group');
    const wishHash = hashOf({
      ...wish,
      subjectRef,
      scope,
      requesterRef: caller.ref,
    });
    if (idempotencyKey) {
      const earlier = await store.byIdempotencyKey(caller.ref, idempotencyKey);
      if (earlier) return this.#repeated(earlier, wishHash, caller);
    }
    const judgement = await rules.judge(wish, caller.ref, cluster);
    if (judgement.problems.length > 0) {
      throw new InputError(
        judgement.problems.map(p => `${p.field}: ${p.message}`).join('; '),
      );
    }
    const at = now();
    const spec = {
      requesterRef: caller.ref,
      subjectRef,
      clusterArn: cluster.arn,
      clusterCreatedAt: judgement.facts.clusterCreatedAt,
      principalArn: wish.principalArn,
      principalUid: judgement.facts.principal.uid,
      level: wish.level,
      scope,
      durationSeconds: wish.durationSeconds,
      reason: wish.reason,
    };
    const created = await store.create(
      {
        ...spec,
        id: uuid(),
        clusterId: cluster.id,
        clusterEntityRef: cluster.entityRef,
        backend: backendFor(wish, cluster),
        specHash: hashOf(spec),
        createdAt: at.toISOString(),
        pendingUntil: this.#pendingUntil(),
        idempotencyKey,
      },
      {
        at: at.toISOString(),
        revision: this.#words({ ...wish, scope }, cluster, judgement),
        openKey: hashOf([
          cluster.arn,
          wish.principalArn,
          subjectRef,
          wish.level,
          scope,
        ]),
      },
    );
    return this.#detail(created, caller);
  }

  async list(
    view: RequestView,
    caller: Caller,
    clusterId?: string,
  ): Promise<AccessRequestList> {
    const { store, clusters } = this.#deps;
    if (view === 'mine') {
      const found = await store.list({
        mine: {
          requesterRef: caller.ref,
          subjectRefs: caller.groupRefs.map(ref => canonicalRef(ref, 'group')),
        },
        clusterId,
      });
      return { items: found.map(toView) };
    }
    if (view === 'cluster') {
      if (!clusterId) throw new InputError('`clusterId` is needed');
      await clusters.get(clusterId, caller.credentials);
      return { items: (await store.list({ clusterId })).map(toView) };
    }
    const waiting = await store.list({ states: ['pending'], clusterId });
    const people = this.#peopleOf();
    const items = [];
    for (const request of waiting) {
      const answer = mayApprove({
        state: request.state,
        requesterRef: request.requesterRef,
        voterRef: caller.ref,
        ...(await people(request)),
      });
      if (answer.allowed) items.push(toView(request));
    }
    return { items };
  }

  async get(id: string, caller: Caller): Promise<AccessRequestDetail> {
    return this.#detail(await this.#visible(id, caller), caller);
  }

  /** Decides. Live ownership counts, not the page that was loaded a while ago. */
  async vote(
    id: string,
    vote: RequestVote,
    caller: Caller,
  ): Promise<AccessRequestDetail> {
    const { rules, store, now, kick } = this.#deps;
    const request = await this.#visible(id, caller);
    const people = await this.#peopleOf()(request);
    const answer = mayApprove({
      state: 'pending', // who comes before whether it still can be decided
      requesterRef: request.requesterRef,
      voterRef: caller.ref,
      throughAutomation: caller.throughAutomation,
      ...people,
    });
    if (!answer.allowed) throw new NotAllowedError(answer.message);

    // A rejection may overtake an approval that was not acted on; the one who rejects saw the version before it.
    const overtakes =
      vote.decision === 'reject' && request.state === 'approved';
    const move = transition(request.state, vote.decision);
    if (!move.moved) {
      throw new ConflictError(
        `${move.refusal}; read it again${
          request.state === 'active' || request.state === 'provisioning'
            ? ', and revoke it if it should not be'
            : ''
        }`,
      );
    }
    if (
      vote.specHash !== request.specHash ||
      (vote.version !== request.version && !overtakes)
    ) {
      throw new ConflictError(
        `the request is at version ${request.version} now, you decided on version ${vote.version}; read it again and decide anew`,
      );
    }
    if (vote.decision === 'reject' && !vote.comment?.trim()) {
      throw new InputError('`comment`: say why, so that they can ask better');
    }
    if (vote.decision === 'approve') {
      const judgement = await rules.judgeAgain(request);
      if (!judgement || judgement.reasons.length > 0) {
        throw new ConflictError(
          `this can no longer be approved: ${
            judgement?.reasons.join('; ') ?? 'the cluster is not known any more'
          }`,
        );
      }
    }
    const at = now().toISOString();
    const moved = await store.move(request, {
      event: vote.decision,
      actor: caller.ref,
      at,
      comment: vote.comment,
      vote: { decision: vote.decision, comment: vote.comment },
      change: {
        decidedAt: at,
        decidedBy: caller.ref,
        decisionComment: vote.comment ?? null,
        failure: null,
        nextAttemptAt: null,
        ...(vote.decision === 'approve'
          ? { pendingUntil: this.#pendingUntil() }
          : { endedAt: at }),
      },
      ...(overtakes && { voidVotes: 'rejected before it was carried out' }),
    });
    kick();
    return this.#detail(moved, caller);
  }

  /** The requester no longer wants it; nothing was granted yet. */
  async cancel(
    id: string,
    { version, comment }: { version: number; comment?: string },
    caller: Caller,
  ): Promise<AccessRequestDetail> {
    const request = await this.#visible(id, caller);
    if (!isRequester(request, caller.ref)) {
      throw new NotAllowedError('only the one who asked cancels a request');
    }
    if (request.version !== version) {
      throw new ConflictError(
        `the request is at version ${request.version} now, not ${version}; read it again`,
      );
    }
    const moved = await this.#end(request, 'cancel', caller, comment);
    return this.#detail(moved, caller);
  }

  /** One of those who have the access gives it back. */
  async release(
    id: string,
    { comment }: { comment?: string },
    caller: Caller,
  ): Promise<AccessRequestDetail> {
    const request = await this.#visible(id, caller);
    if (!isRequester(request, caller.ref)) {
      const { beneficiaryRefs } = await this.#peopleOf()(request);
      if (!beneficiaryRefs.includes(caller.ref)) {
        throw new NotAllowedError(
          'only somebody who has this access gives it back; an owner of the cluster can revoke it',
        );
      }
    }
    return this.#takeAway(request, 'release', caller, comment);
  }

  /**
   * Takes access away. Asked of whoever asked, decided or owns the cluster, and of no rule: not of versions, levels,
   * eligibility or configuration.
   */
  async revoke(
    id: string,
    { comment }: { comment?: string },
    caller: Caller,
  ): Promise<AccessRequestDetail> {
    const request = await this.#visible(id, caller);
    if (!isRequester(request, caller.ref) && !isDecider(request, caller.ref)) {
      const { ownerRefs } = await this.#peopleOf()(request);
      if (!ownerRefs.includes(caller.ref)) {
        throw new NotAllowedError(
          'the one who asked, the one who approved and the owners of the cluster can revoke this',
        );
      }
    }
    return this.#takeAway(request, 'revoke', caller, comment);
  }

  async #takeAway(
    request: StoredRequest,
    event: 'release' | 'revoke',
    caller: Caller,
    comment?: string,
  ): Promise<AccessRequestDetail> {
    // The worker may move the request at the same moment; taking away holds for whatever it has become.
    let current = request;
    for (let attempt = 1; ; attempt++) {
      if (current.state === 'revoking') return this.#detail(current, caller);
      try {
        const moved = await this.#end(current, event, caller, comment);
        return await this.#detail(moved, caller);
      } catch (error) {
        const fresh = await this.#deps.store.byId(request.id);
        const changed = fresh && fresh.version !== current.version;
        if (!changed || attempt === 5) throw error;
        current = fresh;
      }
    }
  }

  async #end(
    request: StoredRequest,
    event: 'cancel' | 'release' | 'revoke',
    caller: Caller,
    comment?: string,
  ): Promise<StoredRequest> {
    const at = this.#deps.now().toISOString();
    const move = transition(request.state, event);
    const endReason = (
      { cancel: 'cancelled', release: 'released', revoke: 'revoked' } as const
    )[event];
    const options: MoveOptions = {
      event,
      actor: caller.ref,
      at,
      comment,
      change: {
        endReason,
        failure: null,
        attempts: 0,
        nextAttemptAt: null,
        ...(move.moved && move.to === 'ended' && { endedAt: at }),
      },
    };
    const moved = await this.#deps.store.move(request, options);
    this.#deps.kick();
    return moved;
  }

  async #detail(
    request: StoredRequest,
    caller: Caller,
  ): Promise<AccessRequestDetail> {
    const { store } = this.#deps;
    const [events, revision, people] = await Promise.all([
      store.events(request.id),
      store.revision(request.id, request.revision),
      this.#peopleOf()(request).catch(() => undefined),
    ]);
    const standing: Standing = {
      callerRef: caller.ref,
      throughAutomation: caller.throughAutomation,
      people,
    };
    return {
      ...toView(request),
      events: events.map(toEventView),
      may: mayNow(request, standing),
      approvers: people
        ? possibleApprovers({ requesterRef: request.requesterRef, ...people })
        : [],
      plan: revision.plan,
      risks: revision.risks,
    };
  }

  /** The request, for those who may see its cluster and those who have to do with it; else as if it were missing. */
  async #visible(id: string, caller: Caller): Promise<StoredRequest> {
    const request = await this.#deps.store.byId(id);
    const missing = new NotFoundError(
      `no request \`${id.slice(0, 100)}\`, or you may not see it`,
    );
    if (!request) throw missing;
    if (isRequester(request, caller.ref) || isDecider(request, caller.ref)) {
      return request;
    }
    try {
      await this.#deps.clusters.get(request.clusterId, caller.credentials);
    } catch (error) {
      if (error instanceof NotFoundError || error instanceof NotAllowedError) {
        throw missing;
      }
      throw error;
    }
    return request;
  }

  /** Owners and beneficiaries of requests, each cluster and group read once per question. */
  #peopleOf() {
    const { clusters, resolver } = this.#deps;
    const owners = new Map<string, Promise<string[]>>();
    const members = new Map<string, Promise<string[]>>();
    return async (request: StoredRequest) => {
      const { clusterId, subjectRef } = request;
      if (!owners.has(clusterId)) {
        owners.set(
          clusterId,
          clusters
            .find(clusterId)
            .then(cluster => resolver.ownersOf(cluster?.entityRef))
            .then(found => found.userRefs),
        );
      }
      if (!members.has(subjectRef)) {
        members.set(
          subjectRef,
          resolver.resolve(subjectRef).then(s => s?.memberRefs ?? []),
        );
      }
      const [ownerRefs, beneficiaryRefs] = await Promise.all([
        owners.get(clusterId) as Promise<string[]>,
        members.get(subjectRef) as Promise<string[]>,
      ]);
      return { ownerRefs, beneficiaryRefs };
    };
  }

  #repeated(
    earlier: StoredRequest,
    wishHash: string,
    caller: Caller,
  ): Promise<AccessRequestDetail> {
    const { clusterId, subjectRef, principalArn, level, scope } = earlier;
    const { durationSeconds, reason, requesterRef } = earlier;
    const earlierHash = hashOf({
      clusterId,
      subjectRef,
      principalArn,
      level,
      scope,
      durationSeconds,
      reason,
      requesterRef,
    });
    if (earlierHash !== wishHash) {
      throw new ConflictError(
        'this `Idempotency-Key` was used for another request; use a new one',
      );
    }
    return this.#detail(earlier, caller);
  }

  #words(wish: NewAccessRequest, cluster: KnownCluster, { facts }: Judgement) {
    const planned = { ...wish, clusterName: cluster.name };
    return {
      plan: planWords(planned, facts),
      risks: planRisks(planned, facts),
    };
  }

  #pendingUntil(): string {
    const { now, options } = this.#deps;
    return new Date(
      now().getTime() + options.pendingSeconds * 1000,
    ).toISOString();
  }

  #mustBeEnabled() {
    if (this.#deps.options.enabled) return;
    throw new NotAllowedError('access requests are switched off here');
  }

  #refusal(
    subjects: number,
    approvers: number,
    facts: { authenticationMode?: string },
  ): string | undefined {
    if (!this.#deps.options.enabled) {
      return 'access requests are switched off here';
    }
    if (facts.authenticationMode === 'CONFIG_MAP') {
      return 'the cluster is in authentication mode `CONFIG_MAP`, where access entries have no effect';
    }
    if (subjects === 0) {
      return 'none of your groups has an IAM principal set up for this account; an administrator does that in `eksIamHealth.accessRequests.principals`';
    }
    if (approvers === 0) {
      return "nobody but you owns this cluster, so nobody could approve; its entity's `spec.owner` names who does";
    }
    return undefined;
  }
}

function normalised(scope: AccessScope): AccessScope {
  return scope.type === 'cluster'
    ? { type: 'cluster' }
    : { type: 'namespace', namespaces: [...scope.namespaces].sort() };
}
