import {
  AssociateAccessPolicyCommand,
  CreateAccessEntryCommand,
  DeleteAccessEntryCommand,
  DescribeAccessEntryCommand,
  DescribeAddonCommand,
  DescribeClusterCommand,
  DescribeNodegroupCommand,
  DescribePodIdentityAssociationCommand,
  DisassociateAccessPolicyCommand,
  EKSClient,
  ListAccessEntriesCommand,
  ListAssociatedAccessPoliciesCommand,
  ListClustersCommand,
  ListPodIdentityAssociationsCommand,
  UpdateAccessEntryCommand,
  UpdateClusterConfigCommand,
} from '@aws-sdk/client-eks';
import { Simulator, startSimulator } from '../../startSimulator';
import {
  assume,
  BASE,
  demoEstate,
  eks,
  GRANTER,
  READER,
} from '../../__testUtils__/access';

const clusterName = 'payments-prod';
const VIEW = 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy';
const principalArn =
  'arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_PaymentsDeveloper_8c1f0a2b3d4e5f60';

describe('EKS', () => {
  let simulator: Simulator;
  let reader: EKSClient;
  let granter: EKSClient;
  beforeAll(async () => {
    simulator = await startSimulator({ estate: demoEstate });
  });
  afterAll(() => simulator.stop());
  beforeEach(async () => {
    await simulator.reset();
    reader = eks(simulator, await assume(simulator, READER));
    granter = eks(simulator, await assume(simulator, GRANTER));
  });

  it('lists and describes clusters of the Region', async () => {
    const { clusters } = await reader.send(new ListClustersCommand({}));
    expect(clusters).toEqual(
      expect.arrayContaining(['payments-prod', 'payments-staging']),
    );
    const { cluster } = await reader.send(
      new DescribeClusterCommand({ name: clusterName }),
    );
    expect(cluster).toMatchObject({
      arn: 'arn:aws:eks:eu-west-1:111122223333:cluster/payments-prod',
      version: '1.33',
      accessConfig: { authenticationMode: 'API_AND_CONFIG_MAP' },
      identity: {
        oidc: {
          issuer: expect.stringMatching(
            /^https:\/\/oidc\.eks\.eu-west-1\.amazonaws\.com\/id\/[0-9A-F]{32}$/,
          ),
        },
      },
    });
    expect(cluster?.createdAt).toBeInstanceOf(Date);
    expect(cluster?.endpoint).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
  });

  it('names a missing cluster', async () => {
    await expect(
      reader.send(new DescribeClusterCommand({ name: 'nowhere' })),
    ).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'No cluster found for name: nowhere.',
      $metadata: { httpStatusCode: 404 },
    });
  });

  it('refuses with the sentence of AWS', async () => {
    await expect(
      eks(simulator, BASE).send(
        new DescribeClusterCommand({ name: clusterName }),
      ),
    ).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message:
        'User: arn:aws:iam::111122223333:user/backstage is not authorized to perform: eks:DescribeCluster on resource: arn:aws:eks:eu-west-1:111122223333:cluster/payments-prod because no identity-based policy allows the eks:DescribeCluster action',
    });
  });

  it('refuses a signature made with another secret', async () => {
    const client = eks(simulator, { ...BASE, secretAccessKey: 'y'.repeat(40) });
    await expect(
      client.send(new ListClustersCommand({})),
    ).rejects.toMatchObject({ name: 'InvalidSignatureException' });
  });

  it('pages with nextToken', async () => {
    const all: string[] = [];
    let nextToken: string | undefined;
    do {
      const page = await reader.send(
        new ListAccessEntriesCommand({ clusterName, maxResults: 3, nextToken }),
      );
      expect(page.accessEntries?.length).toBeLessThanOrEqual(3);
      all.push(...(page.accessEntries ?? []));
      nextToken = page.nextToken;
    } while (nextToken);
    expect(all).toEqual(
      simulator.accessEntries(clusterName).map(e => e.principalArn),
    );
    await expect(
      reader.send(
        new ListAccessEntriesCommand({ clusterName, nextToken: 'garbage' }),
      ),
    ).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });

  it('makes, widens and removes an access entry', async () => {
    const { accessEntry } = await granter.send(
      new CreateAccessEntryCommand({
        clusterName,
        principalArn,
        type: 'STANDARD',
        tags: { 'eks-iam-health/managed': 'true' },
      }),
    );
    expect(accessEntry).toMatchObject({
      type: 'STANDARD',
      kubernetesGroups: [],
      username:
        'arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_PaymentsDeveloper_8c1f0a2b3d4e5f60/{{SessionName}}',
      accessEntryArn: expect.stringContaining(
        ':access-entry/payments-prod/role/111122223333/AWSReservedSSO_PaymentsDeveloper_8c1f0a2b3d4e5f60/',
      ),
    });
    for (const namespaces of [['checkout'], ['checkout', 'ledger']]) {
      await granter.send(
        new AssociateAccessPolicyCommand({
          clusterName,
          principalArn,
          policyArn: VIEW,
          accessScope: { type: 'namespace', namespaces },
        }),
      );
    }
    const { associatedAccessPolicies } = await granter.send(
      new ListAssociatedAccessPoliciesCommand({ clusterName, principalArn }),
    );
    expect(associatedAccessPolicies).toMatchObject([
      {
        policyArn: VIEW,
        accessScope: { type: 'namespace', namespaces: ['checkout', 'ledger'] },
      },
    ]);
    await granter.send(
      new DisassociateAccessPolicyCommand({
        clusterName,
        principalArn,
        policyArn: VIEW,
      }),
    );
    await expect(
      granter.send(
        new DisassociateAccessPolicyCommand({
          clusterName,
          principalArn,
          policyArn: VIEW,
        }),
      ),
    ).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    await granter.send(
      new DeleteAccessEntryCommand({ clusterName, principalArn }),
    );
    await expect(
      granter.send(
        new DescribeAccessEntryCommand({ clusterName, principalArn }),
      ),
    ).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it.each([
    [
      'an entry that exists',
      { principalArn: 'arn:aws:iam::111122223333:role/LedgerOncall' },
      'ResourceInUseException',
      'The specified access entry resource is already in use on this cluster.',
    ],
    [
      'a role without its path',
      {
        principalArn:
          'arn:aws:iam::111122223333:role/AWSReservedSSO_PaymentsDeveloper_8c1f0a2b3d4e5f60',
      },
      'InvalidParameterException',
      'The specified principalArn is invalid: invalid principal.',
    ],
    [
      'a session',
      {
        principalArn: 'arn:aws:sts::111122223333:assumed-role/PaymentsAdmin/me',
      },
      'InvalidParameterException',
      'The specified principalArn is invalid: invalid principal.',
    ],
    [
      'a reserved group',
      { principalArn, kubernetesGroups: ['system:masters'] },
      'InvalidParameterException',
      'The kubernetes group name system:masters is invalid, it cannot start with system:',
    ],
    [
      'a reserved user name',
      { principalArn, username: 'eks:me' },
      'InvalidParameterException',
      'The specified username eks:me is invalid, it cannot start with eks:',
    ],
  ])('refuses %s', async (_, input, name, message) => {
    await expect(
      granter.send(new CreateAccessEntryCommand({ clusterName, ...input })),
    ).rejects.toMatchObject({ name, message });
  });

  it('replaces the groups of an entry as a whole', async () => {
    const arn = 'arn:aws:iam::444455556666:role/BackupOperator';
    await granter.send(
      new UpdateAccessEntryCommand({
        clusterName,
        principalArn: arn,
        kubernetesGroups: ['a', 'b'],
      }),
    );
    const { accessEntry } = await reader.send(
      new DescribeAccessEntryCommand({ clusterName, principalArn: arn }),
    );
    expect(accessEntry?.kubernetesGroups).toEqual(['a', 'b']);
  });

  it('knows no access entries where aws-auth is the only source', async () => {
    const client = eks(simulator, await assume(simulator, READER), 'us-east-1');
    await expect(
      client.send(
        new ListAccessEntriesCommand({ clusterName: 'legacy-batch' }),
      ),
    ).rejects.toMatchObject({
      name: 'InvalidRequestException',
      message:
        "The cluster's authentication mode must be set to one of [API, API_AND_CONFIG_MAP] to perform this operation.",
    });
  });

  it('describes node groups, add-ons and Pod Identity associations', async () => {
    const { nodegroup } = await reader.send(
      new DescribeNodegroupCommand({ clusterName, nodegroupName: 'general' }),
    );
    expect(nodegroup?.nodeRole).toBe(
      'arn:aws:iam::111122223333:role/eks/payments-prod-node',
    );
    const { associations } = await reader.send(
      new ListPodIdentityAssociationsCommand({ clusterName }),
    );
    const node = associations?.find(a => a.serviceAccount === 'aws-node');
    expect(node).not.toHaveProperty('roleArn');
    const { association } = await reader.send(
      new DescribePodIdentityAssociationCommand({
        clusterName,
        associationId: node?.associationId,
      }),
    );
    expect(association?.roleArn).toBe(
      'arn:aws:iam::111122223333:role/payments-prod-aws-node',
    );
    const { addon } = await reader.send(
      new DescribeAddonCommand({ clusterName, addonName: 'vpc-cni' }),
    );
    expect(addon?.podIdentityAssociations).toEqual([
      association?.associationArn,
    ]);
  });

  it('moves the authentication mode one step at a time', async () => {
    simulator.edit({
      kind: 'role',
      account: '111122223333',
      role: 'EksIamHealthGranter',
      calls: { allow: ['eks:*'], deny: [] },
    });
    simulator.edit({
      kind: 'cluster',
      cluster: clusterName,
      mode: 'CONFIG_MAP',
    });
    const update = (authenticationMode: 'API' | 'API_AND_CONFIG_MAP') =>
      granter.send(
        new UpdateClusterConfigCommand({
          name: clusterName,
          accessConfig: { authenticationMode },
        }),
      );
    await expect(update('API')).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: 'Unsupported authentication mode update from CONFIG_MAP to API',
    });
    await update('API_AND_CONFIG_MAP');
    await update('API');
    const { cluster } = await reader.send(
      new DescribeClusterCommand({ name: clusterName }),
    );
    expect(cluster?.accessConfig?.authenticationMode).toBe('API');
  });
});
