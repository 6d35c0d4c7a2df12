import {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  AuthorizeResult,
  BasicPermission,
} from '@backstage/plugin-permission-common';
import {
  clusterArnOf,
  clusterHealthReadPermission,
  ClusterSnapshot,
  parseClusterArn,
} from 'backstage-plugin-eks-iam-health-common';
import { ClusterDirectory, KnownCluster } from '../requestsModule';
import { ClusterStore, ReportStore, StoredCluster } from '../store';

/** Entities per question to the catalog. */
const BATCH = 500;

/**
 * Who may see which cluster: the plugin's permission, and the catalog's word on the cluster's entity, asked with the
 * caller's own credentials. Clusters without an entity need the plugin's permission alone.
 */
export class ClusterAccess implements ClusterDirectory {
  readonly #clusters: ClusterStore;
  readonly #reports: ReportStore;
  readonly #permissions: PermissionsService;
  readonly #catalog: CatalogService;

  constructor(deps: {
    clusters: ClusterStore;
    reports: ReportStore;
    permissions: PermissionsService;
    catalog: CatalogService;
  }) {
    this.#clusters = deps.clusters;
    this.#reports = deps.reports;
    this.#permissions = deps.permissions;
    this.#catalog = deps.catalog;
  }

  async isAllowed(
    permission: BasicPermission,
    credentials: BackstageCredentials,
  ): Promise<boolean> {
    const [{ result }] = await this.#permissions.authorize([{ permission }], {
      credentials,
    });
    return result === AuthorizeResult.ALLOW;
  }

  async require(
    permission: BasicPermission,
    credentials: BackstageCredentials,
  ): Promise<void> {
    if (await this.isAllowed(permission, credentials)) return;
    throw new NotAllowedError(
      `this needs the permission \`${permission.name}\``,
    );
  }

  /** All clusters that the caller may see. */
  async visible(credentials: BackstageCredentials): Promise<StoredCluster[]> {
    await this.require(clusterHealthReadPermission, credentials);
    return this.#readable(await this.#clusters.list(), credentials);
  }

  /** The cluster, or `NotFoundError`, alike for one that is missing and one that the caller may not see. */
  async stored(
    clusterId: string,
    credentials: BackstageCredentials,
  ): Promise<StoredCluster> {
    await this.require(clusterHealthReadPermission, credentials);
    return this.#one(
      // what is no id at all does not reach the database, which may not even be able to read it
      clusterArnOf(clusterId) ? await this.#clusters.get(clusterId) : undefined,
      `no cluster \`${shortened(clusterId)}\``,
      credentials,
    );
  }

  /** The same by the cluster's entity. */
  async storedByEntity(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<StoredCluster> {
    await this.require(clusterHealthReadPermission, credentials);
    return this.#one(
      await this.#clusters.byEntityRef(entityRef),
      `no cluster for \`${shortened(entityRef)}\``,
      credentials,
    );
  }

  async get(
    clusterId: string,
    credentials: BackstageCredentials,
  ): Promise<KnownCluster> {
    return toKnownCluster(await this.stored(clusterId, credentials));
  }

  async list(credentials: BackstageCredentials): Promise<KnownCluster[]> {
    return (await this.visible(credentials)).map(toKnownCluster);
  }

  async find(clusterId: string): Promise<KnownCluster | undefined> {
    const cluster = await this.#clusters.get(clusterId);
    return cluster && toKnownCluster(cluster);
  }

  async latestSnapshot(
    clusterId: string,
  ): Promise<ClusterSnapshot | undefined> {
    return this.#reports.latestSnapshot(clusterId);
  }

  async #one(
    cluster: StoredCluster | undefined,
    missing: string,
    credentials: BackstageCredentials,
  ): Promise<StoredCluster> {
    const [readable] = cluster
      ? await this.#readable([cluster], credentials)
      : [];
    if (!readable) {
      throw new NotFoundError(`${missing}, or you may not see it`);
    }
    return readable;
  }

  async #readable(
    clusters: StoredCluster[],
    credentials: BackstageCredentials,
  ): Promise<StoredCluster[]> {
    const refs = [...new Set(clusters.flatMap(c => c.entityRef ?? []))];
    const readable = new Set<string>();
    for (let start = 0; start < refs.length; start += BATCH) {
      const entityRefs = refs.slice(start, start + BATCH);
      const { items } = await this.#catalog.getEntitiesByRefs(
        { entityRefs, fields: ['kind', 'metadata.name'] },
        { credentials },
      );
      entityRefs.forEach((ref, i) => items[i] && readable.add(ref));
    }
    return clusters.filter(c => !c.entityRef || readable.has(c.entityRef));
  }
}

function toKnownCluster(cluster: StoredCluster): KnownCluster {
  const parts = parseClusterArn(cluster.arn);
  if (!parts) throw new Error(`not the ARN of an EKS cluster: ${cluster.arn}`);
  const { id, arn, entityRef, ownerRef } = cluster;
  return { id, arn, ...parts, entityRef, ownerRef };
}

/** What the caller wrote comes back in the message, but not at any length. */
function shortened(text: string): string {
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
