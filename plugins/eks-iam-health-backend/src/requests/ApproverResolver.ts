import { AuthService } from '@backstage/backend-plugin-api';
import {
  Entity,
  parseEntityRef,
  RELATION_HAS_MEMBER,
  RELATION_PARENT_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { ServiceUnavailableError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { canonicalRef } from 'backstage-plugin-eks-iam-health-common';

const MAX_DEPTH = 5;
const MAX_MEMBERS = 500;

/** A group or user as it is in the catalog now. */
export interface ResolvedSubject {
  ref: string;
  title: string;
  /** existing users, canonical refs; of a user: itself */
  memberRefs: string[];
}

/**
 * Who owns a cluster and who is in a group, read live with our own credentials: what a token says may be hours old.
 * When the catalog does not answer, nobody is anybody: `ServiceUnavailableError`.
 */
export class ApproverResolver {
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;

  constructor(deps: { catalog: CatalogService; auth: AuthService }) {
    this.#catalog = deps.catalog;
    this.#auth = deps.auth;
  }

  /** The users who own the cluster's entity by `spec.owner`, directly or as members; none when nobody does. */
  async ownersOf(
    entityRef: string | undefined,
  ): Promise<{ ownerRef?: string; title?: string; userRefs: string[] }> {
    if (!entityRef) return { userRefs: [] };
    const [entity] = await this.#read([entityRef]);
    const owner = entity?.spec?.owner;
    if (!entity || typeof owner !== 'string') return { userRefs: [] };
    const ownerRef = canonicalRef(
      stringifyEntityRef(
        parseEntityRef(owner, {
          defaultKind: 'group',
          defaultNamespace: entity.metadata.namespace ?? 'default',
        }),
      ),
    );
    const subject = await this.resolve(ownerRef);
    return {
      ownerRef,
      title: subject?.title ?? ownerRef,
      userRefs: subject?.memberRefs ?? [],
    };
  }

  /** The members of a group with those of its child groups, or the user; undefined when it does not exist. */
  async resolve(subjectRef: string): Promise<ResolvedSubject | undefined> {
    const ref = canonicalRef(subjectRef, 'group');
    const [entity] = await this.#read([ref]);
    if (!entity) return undefined;
    const title = titleOf(entity);
    const kind = entity.kind.toLocaleLowerCase('en-US');
    if (kind === 'user') return { ref, title, memberRefs: [ref] };
    if (kind !== 'group') return { ref, title, memberRefs: [] };

    const users = new Set<string>();
    const seen = new Set([ref]);
    let groups: Entity[] = [entity];
    for (let depth = 0; depth < MAX_DEPTH && groups.length > 0; depth++) {
      const children = new Set<string>();
      for (const group of groups) {
        for (const user of related(group, RELATION_HAS_MEMBER, 'user')) {
          users.add(user);
        }
        for (const child of related(group, RELATION_PARENT_OF, 'group')) {
          if (!seen.has(child)) children.add(child);
        }
      }
      for (const child of children) seen.add(child);
      groups = (await this.#read([...children])).flatMap(e => e ?? []);
    }
    // Beyond the bound nobody counts: too few can decide rather than too many.
    const refs = [...users].sort().slice(0, MAX_MEMBERS);
    const existing = await this.#read(refs);
    return { ref, title, memberRefs: refs.filter((_, i) => existing[i]) };
  }

  async #read(entityRefs: string[]): Promise<Array<Entity | undefined>> {
    if (entityRefs.length === 0) return [];
    try {
      const credentials = await this.#auth.getOwnServiceCredentials();
      const { items } = await this.#catalog.getEntitiesByRefs(
        { entityRefs },
        { credentials },
      );
      return items;
    } catch (error) {
      throw new ServiceUnavailableError(
        'the catalog does not answer, so who may decide is not known; try again',
        error,
      );
    }
  }
}

/** What the catalog has related, and what the entity itself says where it was not processed yet. */
function related(group: Entity, type: string, kind: 'user' | 'group') {
  const namespace = group.metadata.namespace ?? 'default';
  const fromRelations = (group.relations ?? [])
    .filter(relation => relation.type === type)
    .map(relation => relation.targetRef);
  const said =
    group.relations === undefined
      ? group.spec?.[kind === 'user' ? 'members' : 'children']
      : [];
  const fromSpec = (Array.isArray(said) ? said : [])
    .filter((item): item is string => typeof item === 'string')
    .map(item =>
      stringifyEntityRef(
        parseEntityRef(item, {
          defaultKind: kind,
          defaultNamespace: namespace,
        }),
      ),
    );
  return [...fromRelations, ...fromSpec]
    .map(item => canonicalRef(item, kind))
    .filter(item => item.startsWith(`${kind}:`));
}

function titleOf(entity: Entity): string {
  const { profile } = (entity.spec ?? {}) as {
    profile?: { displayName?: unknown };
  };
  return typeof profile?.displayName === 'string'
    ? profile.displayName
    : entity.metadata.title ?? entity.metadata.name;
}
