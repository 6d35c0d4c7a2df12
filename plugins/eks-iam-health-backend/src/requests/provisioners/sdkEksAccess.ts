import {
  AccessEntry as SdkAccessEntry,
  AssociateAccessPolicyCommand,
  AssociatedAccessPolicy,
  CreateAccessEntryCommand,
  DeleteAccessEntryCommand,
  DescribeAccessEntryCommand,
  DescribeClusterCommand,
  DisassociateAccessPolicyCommand,
  EKSClient,
  paginateListAssociatedAccessPolicies,
} from '@aws-sdk/client-eks';
import {
  AccessEntry,
  AccessScope,
  ClusterArnParts,
  parseClusterArn,
} from 'backstage-plugin-eks-iam-health-common';
import { toEksAccessError } from './eksErrors';
import {
  ClusterState,
  EksAccessError,
  EksAccessPort,
  EntryTarget,
} from './EksAccessPort';

/** One call may take this long at most, retries included; shorter than the lease of whoever calls. */
const CALL_TIMEOUT_MS = 20_000;

/** Opens a client that may write to the access entries of an account; the session is named after the request. */
export type OpenEks = (
  cluster: ClusterArnParts,
  requestId: string,
) => Promise<EKSClient>;

/** EKS through the AWS SDK. */
export class SdkEksAccess implements EksAccessPort {
  readonly #open: OpenEks;

  constructor(open: OpenEks) {
    this.#open = open;
  }

  async describeCluster(
    target: EntryTarget,
  ): Promise<ClusterState | undefined> {
    return this.#call(
      target,
      'eks:DescribeCluster',
      async (eks, name, options) => {
        const { cluster } = await eks.send(
          new DescribeClusterCommand({ name }),
          options,
        );
        if (!cluster?.status || !cluster.createdAt) {
          throw new EksAccessError(
            'unavailable',
            'the answer to `eks:DescribeCluster` could not be understood',
          );
        }
        return {
          status: cluster.status,
          authenticationMode: cluster.accessConfig?.authenticationMode,
          createdAt: cluster.createdAt.toISOString(),
        };
      },
    ).catch(missingIsUndefined);
  }

  async describeEntry(target: EntryTarget): Promise<AccessEntry | undefined> {
    return this.#call(
      target,
      'eks:DescribeAccessEntry',
      async (eks, clusterName, options) => {
        const which = { clusterName, principalArn: target.principalArn };
        const { accessEntry } = await eks.send(
          new DescribeAccessEntryCommand(which),
          options,
        );
        const policies: AssociatedAccessPolicy[] = [];
        const pages = paginateListAssociatedAccessPolicies(
          { client: eks },
          { ...which, maxResults: 100 },
          options,
        );
        for await (const page of pages) {
          policies.push(...(page.associatedAccessPolicies ?? []));
        }
        return toAccessEntry(accessEntry, policies);
      },
    ).catch(missingIsUndefined);
  }

  async createEntry(
    target: EntryTarget,
    options: { tags: Record<string, string>; clientRequestToken: string },
  ): Promise<void> {
    await this.#call(
      target,
      'eks:CreateAccessEntry',
      (eks, clusterName, http) =>
        eks.send(
          new CreateAccessEntryCommand({
            clusterName,
            principalArn: target.principalArn,
            type: 'STANDARD',
            ...options,
          }),
          http,
        ),
    );
  }

  async associate(target: EntryTarget, policyArn: string, scope: AccessScope) {
    await this.#call(
      target,
      'eks:AssociateAccessPolicy',
      (eks, clusterName, http) =>
        eks.send(
          new AssociateAccessPolicyCommand({
            clusterName,
            principalArn: target.principalArn,
            policyArn,
            accessScope: scope,
          }),
          http,
        ),
    );
  }

  async disassociate(target: EntryTarget, policyArn: string) {
    await this.#call(
      target,
      'eks:DisassociateAccessPolicy',
      (eks, clusterName, http) =>
        eks.send(
          new DisassociateAccessPolicyCommand({
            clusterName,
            principalArn: target.principalArn,
            policyArn,
          }),
          http,
        ),
    );
  }

  async deleteEntry(target: EntryTarget) {
    await this.#call(
      target,
      'eks:DeleteAccessEntry',
      (eks, clusterName, http) =>
        eks.send(
          new DeleteAccessEntryCommand({
            clusterName,
            principalArn: target.principalArn,
          }),
          http,
        ),
    );
  }

  async #call<T>(
    target: EntryTarget,
    action: string,
    call: (
      eks: EKSClient,
      clusterName: string,
      options: { abortSignal: AbortSignal },
    ) => Promise<T>,
  ): Promise<T> {
    const cluster = parseClusterArn(target.clusterArn);
    if (!cluster) {
      throw new EksAccessError('invalid', 'not the ARN of an EKS cluster');
    }
    const abortSignal = AbortSignal.timeout(CALL_TIMEOUT_MS);
    try {
      const eks = await this.#open(cluster, target.requestId);
      return await call(eks, cluster.name, { abortSignal });
    } catch (error) {
      throw toEksAccessError(error, action);
    }
  }
}

function missingIsUndefined(error: unknown): undefined {
  if (error instanceof EksAccessError && error.failure === 'missing') {
    return undefined;
  }
  throw error;
}

function toAccessEntry(
  entry: SdkAccessEntry | undefined,
  policies: AssociatedAccessPolicy[],
): AccessEntry {
  if (!entry?.principalArn || !entry.type) {
    throw new EksAccessError(
      'unavailable',
      'the answer to `eks:DescribeAccessEntry` could not be understood',
    );
  }
  return {
    principalArn: entry.principalArn,
    accessEntryArn: entry.accessEntryArn ?? '',
    type: entry.type,
    username: entry.username ?? '',
    kubernetesGroups: entry.kubernetesGroups ?? [],
    tags: entry.tags ?? {},
    createdAt: entry.createdAt?.toISOString() ?? '',
    policies: policies.map(({ policyArn, accessScope }) => {
      if (!policyArn || !accessScope?.type) {
        throw new EksAccessError(
          'unavailable',
          'the answer to `eks:ListAssociatedAccessPolicies` could not be understood',
        );
      }
      return {
        policyArn,
        scope:
          accessScope.type === 'cluster'
            ? { type: 'cluster' }
            : { type: 'namespace', namespaces: accessScope.namespaces ?? [] },
      };
    }),
  };
}
