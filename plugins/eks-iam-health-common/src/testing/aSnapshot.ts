import {
  Cluster,
  ClusterSnapshot,
  Observed,
  read,
  SectionName,
  SectionValues,
  SNAPSHOT_SCHEMA_VERSION,
  unreadable,
  UnreadableReason,
} from '../model';

/** The time at which everything in tests happens. @public */
export const testNow = '2026-11-21T14:14:00Z';

/** The account of the cluster in tests. @public */
export const testAccountId = '111122223333';

/** A cluster with nothing wrong about it. @public */
export function aCluster(change: Partial<Cluster> = {}): Cluster {
  return {
    arn: `arn:aws:eks:eu-west-1:${testAccountId}:cluster/payments-prod`,
    name: 'payments-prod',
    region: 'eu-west-1',
    accountId: testAccountId,
    partition: 'aws',
    version: '1.33',
    platformVersion: 'eks.9',
    status: 'ACTIVE',
    createdAt: '2025-03-01T08:00:00Z',
    endpoint: 'https://ABCDEF.gr7.eu-west-1.eks.amazonaws.com',
    roleArn: `arn:aws:iam::${testAccountId}:role/payments-prod-cluster`,
    authenticationMode: 'API_AND_CONFIG_MAP',
    bootstrapClusterCreatorAdminPermissions: false,
    oidcIssuer:
      'https://oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B716D3041E',
    endpointPublicAccess: true,
    endpointPrivateAccess: true,
    publicAccessCidrs: ['203.0.113.0/24'],
    enabledLogTypes: ['api', 'audit', 'authenticator'],
    secretsEncryptionKeyArn: `arn:aws:kms:eu-west-1:${testAccountId}:key/1`,
    healthIssues: [],
    tags: {},
    ...change,
  };
}

function emptySections(): SectionValues {
  return {
    cluster: aCluster(),
    awsAuth: null,
    accessEntries: [],
    podIdentityAssociations: [],
    addons: [],
    nodegroups: [],
    fargateProfiles: [],
    iamRoles: [],
    iamUsers: [],
    iamGroups: [],
    iamPolicies: [],
    oidcProviders: [],
    accessKeys: [],
    accountSummary: {
      accountId: testAccountId,
      accountAccessKeysPresent: 0,
      accountMfaEnabled: 1,
    },
    namespaces: [],
    serviceAccounts: [],
    pods: [],
    leakingConfigMaps: [],
    roles: [],
    clusterRoles: [],
    bindings: [],
    daemonSets: [],
    nodes: [],
    webhooks: [],
    identityProviderConfigs: [],
    instances: [],
    launchTemplates: [],
    nodeClasses: [],
    network: { vpcId: 'vpc-1', subnets: [], endpoints: [] },
    stsRegion: { region: 'eu-west-1', issued: true },
    organization: null,
    organizationPolicies: { serviceControl: [], resourceControl: [] },
    issuers: { clusters: [], unread: [] },
    quotas: {},
    externalAccess: {
      analyzers: [],
      findings: [],
      organizationAnalyzersUnread: false,
    },
    deniedCalls: [],
    clusterCreation: null,
    logObservations: [],
    leakingSecrets: [],
    serviceAccountTokens: [],
    foundKeys: [],
    grants: [],
  };
}

/**
 * Builds snapshots for tests: everything is read and empty until said otherwise. Each step gives a new builder.
 *
 * @public
 */
export class SnapshotBuilder {
  readonly #sections: ClusterSnapshot['sections'];

  constructor(sections?: ClusterSnapshot['sections']) {
    this.#sections =
      sections ??
      (Object.fromEntries(
        Object.entries(emptySections()).map(([name, value]) => [
          name,
          read(value, testNow),
        ]),
      ) as unknown as ClusterSnapshot['sections']);
  }

  /** The section was read and is this. */
  with<K extends SectionName>(name: K, value: SectionValues[K]) {
    return this.#set(name, read(value, testNow));
  }

  /** The cluster as usual, but for these fields. */
  withCluster(change: Partial<Cluster>) {
    return this.with('cluster', aCluster(change));
  }

  /** The ConfigMap aws-auth with these texts. */
  withAwsAuth(data: Record<string, string>) {
    return this.with('awsAuth', { data, resourceVersion: '1' });
  }

  /** The section could not be read. */
  unreadable(name: SectionName, reason: UnreadableReason = 'denied') {
    return this.#set(
      name,
      unreadable(reason, `${name} could not be read in this test`, testNow),
    );
  }

  build(): ClusterSnapshot {
    const { cluster } = this.#sections;
    return {
      schemaVersion: SNAPSHOT_SCHEMA_VERSION,
      arn: cluster.status === 'read' ? cluster.value.arn : aCluster().arn,
      collectedAt: testNow,
      source: 'live',
      sections: this.#sections,
      calls: {},
    };
  }

  #set(name: SectionName, section: Observed<unknown>) {
    return new SnapshotBuilder({
      ...this.#sections,
      [name]: section,
    } as ClusterSnapshot['sections']);
  }
}

/** Starts a snapshot in which everything was read and nothing is there. @public */
export function aSnapshot(): SnapshotBuilder {
  return new SnapshotBuilder();
}
