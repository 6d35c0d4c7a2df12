import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import {
  Entity,
  RELATION_OWNED_BY,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  clusterArnAnnotations,
  parseClusterArn,
} from 'backstage-plugin-eks-iam-health-common';
import { EksIamHealthOptions } from '../config';
import { LocatedCluster } from '../store';

const PAGE = 500;

/**
 * Finds clusters in the catalog and in the configuration. Annotations give the ARN and nothing else: endpoint,
 * certificate and roles come from AWS and the configuration, since anyone who may write to the catalog could otherwise
 * choose where credentials are sent.
 */
export class ClusterLocator {
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;
  readonly #logger: LoggerService;
  readonly #options: Pick<EksIamHealthOptions, 'clusters' | 'catalog'>;

  constructor(options: {
    catalog: CatalogService;
    auth: AuthService;
    logger: LoggerService;
    options: Pick<EksIamHealthOptions, 'clusters' | 'catalog'>;
  }) {
    this.#catalog = options.catalog;
    this.#auth = options.auth;
    this.#logger = options.logger;
    this.#options = options.options;
  }

  /**
   * All clusters that are named now. When two entities name one ARN, the entity that had it keeps it: owners of the
   * entity decide about access, so registering another one must not move a cluster to other owners.
   *
   * @param entityRefs - by ARN, what was known before
   */
  async locate(
    entityRefs: ReadonlyMap<string, string>,
  ): Promise<LocatedCluster[]> {
    const entities = await this.#entitiesByArn();
    const configured = await this.#configured(entities);
    const fromCatalog = [...entities].flatMap(([arn, named]) => {
      if (configured.has(arn)) return [];
      const refs = named.map(entity => stringifyEntityRef(entity));
      const kept = Math.max(refs.indexOf(entityRefs.get(arn) ?? ''), 0);
      if (named.length > 1) {
        this.#logger.warn(
          `${arn} is named by several entities (${refs.join(', ')}); ${
            refs[kept]
          } is taken`,
        );
      }
      return [toLocated(arn, named[kept])];
    });
    return [...configured.values(), ...fromCatalog];
  }

  async #configured(
    entities: ReadonlyMap<string, Entity[]>,
  ): Promise<Map<string, LocatedCluster>> {
    const byRef = new Map(
      [...entities.values()].flat().map(e => [stringifyEntityRef(e), e]),
    );
    const located = new Map<string, LocatedCluster>();
    for (const { arn, entityRef } of this.#options.clusters) {
      // without a reference in the configuration the catalog's word holds, if it has one
      if (!entityRef && entities.has(arn)) continue;
      const entity = entityRef
        ? byRef.get(entityRef) ?? (await this.#entity(entityRef))
        : undefined;
      located.set(arn, entity ? toLocated(arn, entity) : { arn, entityRef });
    }
    return located;
  }

  async #entity(entityRef: string): Promise<Entity | undefined> {
    return this.#catalog.getEntityByRef(entityRef, {
      credentials: await this.#auth.getOwnServiceCredentials(),
    });
  }

  async #entitiesByArn(): Promise<Map<string, Entity[]>> {
    const byArn = new Map<string, Entity[]>();
    const { enabled, filter } = this.#options.catalog;
    if (!enabled) return byArn;
    const pages = this.#catalog.streamEntities(
      {
        filter: clusterArnAnnotations.map(annotation => ({
          ...filter,
          [`metadata.annotations.${annotation}`]: CATALOG_FILTER_EXISTS,
        })),
        fields: ['kind', 'metadata', 'spec', 'relations'],
        pageSize: PAGE,
      },
      { credentials: await this.#auth.getOwnServiceCredentials() },
    );
    for await (const page of pages) {
      for (const entity of page) {
        const arn = clusterArnIn(entity);
        if (arn) byArn.set(arn, [...(byArn.get(arn) ?? []), entity]);
      }
    }
    for (const named of byArn.values()) {
      named.sort((a, b) =>
        stringifyEntityRef(a).localeCompare(stringifyEntityRef(b)),
      );
    }
    return byArn;
  }
}

/** The annotations are used for everything in AWS, so those that name no cluster are passed over in silence. */
function clusterArnIn(entity: Entity): string | undefined {
  return clusterArnAnnotations
    .map(annotation => entity.metadata.annotations?.[annotation])
    .find(arn => arn !== undefined && parseClusterArn(arn) !== undefined);
}

function toLocated(arn: string, entity: Entity): LocatedCluster {
  const { metadata, spec, relations } = entity;
  const owner = relations?.find(({ type }) => type === RELATION_OWNED_BY);
  const environment = [
    spec?.lifecycle,
    metadata.annotations?.environment,
    metadata.labels?.environment,
  ].find((value): value is string => typeof value === 'string');
  return {
    arn,
    entityRef: stringifyEntityRef(entity),
    ownerRef: owner?.targetRef,
    environment,
  };
}
