import { unreadable } from 'backstage-plugin-eks-iam-health-common';
import { aCluster } from 'backstage-plugin-eks-iam-health-common/testing';
import { ReadError } from '../../clients/ReadError';
import { aContext, denied, recordedAws } from '../__testUtils__/aContext';
import { isoSeconds, observe } from '../observe';
import { accessEntriesCollector } from './accessEntries';
import { accountAuthorizationDetailsCollector } from './accountAuthorizationDetails';
import { accountSummaryCollector } from './accountSummary';
import { addonsCollector } from './addons';
import { clusterCollector } from './cluster';
import { identityProviderConfigsCollector } from './identityProviderConfigs';
import { oidcProvidersCollector } from './oidcProviders';
import { podIdentityAssociationsCollector } from './podIdentityAssociations';

const now = () => new Date('2026-11-21T14:14:00Z');
const at = isoSeconds(now());
const role = 'arn:aws:iam::111122223333:role/team/Dev';

describe('cluster', () => {
  it('keeps what identity and access need', async () => {
    const aws = recordedAws({
      'eks:DescribeCluster': {
        cluster: {
          arn: 'arn:aws:eks:eu-west-1:111122223333:cluster/payments-prod',
          name: 'payments-prod',
          version: '1.33',
          platformVersion: 'eks.9',
          status: 'ACTIVE',
          createdAt: new Date('2025-03-01T08:00:00Z'),
          endpoint: 'https://ABC.gr7.eu-west-1.eks.amazonaws.com',
          roleArn: role,
          certificateAuthority: { data: 'QQ==' },
          accessConfig: { authenticationMode: 'API' },
          identity: { oidc: { issuer: 'https://oidc.example/id/A' } },
          resourcesVpcConfig: {
            endpointPublicAccess: true,
            endpointPrivateAccess: false,
            publicAccessCidrs: ['0.0.0.0/0'],
          },
          logging: {
            clusterLogging: [
              { types: ['audit', 'api'], enabled: true },
              { types: ['scheduler'], enabled: false },
            ],
          },
          encryptionConfig: [
            { resources: ['secrets'], provider: { keyArn: 'arn:key' } },
          ],
        },
      },
    });
    const { cluster } = await clusterCollector.collect(aContext({ aws }));
    expect(cluster).toEqual({
      arn: 'arn:aws:eks:eu-west-1:111122223333:cluster/payments-prod',
      name: 'payments-prod',
      region: 'eu-west-1',
      accountId: '111122223333',
      partition: 'aws',
      version: '1.33',
      platformVersion: 'eks.9',
      status: 'ACTIVE',
      createdAt: '2025-03-01T08:00:00Z',
      endpoint: 'https://ABC.gr7.eu-west-1.eks.amazonaws.com',
      roleArn: role,
      authenticationMode: 'API',
      oidcIssuer: 'https://oidc.example/id/A',
      endpointPublicAccess: true,
      endpointPrivateAccess: false,
      publicAccessCidrs: ['0.0.0.0/0'],
      enabledLogTypes: ['api', 'audit'],
      secretsEncryptionKeyArn: 'arn:key',
      healthIssues: [],
      tags: {},
    });
  });
});

describe('accessEntries', () => {
  const replies = {
    'eks:ListAccessEntries': [
      { accessEntries: [role], nextToken: 'x' },
      { accessEntries: ['arn:gone'] },
    ],
    'eks:DescribeAccessEntry': (input: Record<string, unknown>) =>
      input.principalArn === 'arn:gone'
        ? new ReadError('malformed', 'gone', { notFound: true })
        : {
            accessEntry: {
              principalArn: role,
              accessEntryArn: 'arn:entry',
              type: 'STANDARD',
              username: `${role}/{{SessionName}}`,
              kubernetesGroups: ['developers'],
              createdAt: '2025-03-01T09:00:00.123000+01:00',
            },
          },
    'eks:ListAssociatedAccessPolicies': {
      associatedAccessPolicies: [
        {
          policyArn: 'arn:view',
          accessScope: { type: 'namespace', namespaces: ['shop'] },
        },
        { policyArn: 'arn:admin', accessScope: { type: 'cluster' } },
      ],
    },
  };

  it('joins entries and policies over all pages; one that went away meanwhile is left out', async () => {
    const aws = recordedAws(replies);
    const { accessEntries } = await accessEntriesCollector.collect(
      aContext({ aws }),
    );
    expect(accessEntries).toEqual([
      {
        principalArn: role,
        accessEntryArn: 'arn:entry',
        type: 'STANDARD',
        username: `${role}/{{SessionName}}`,
        kubernetesGroups: ['developers'],
        createdAt: '2025-03-01T08:00:00.123Z',
        tags: {},
        policies: [
          {
            policyArn: 'arn:view',
            scope: { type: 'namespace', namespaces: ['shop'] },
          },
          { policyArn: 'arn:admin', scope: { type: 'cluster' } },
        ],
      },
    ]);
  });

  it('does not ask in mode CONFIG_MAP', async () => {
    const aws = recordedAws({});
    const cluster = aCluster({ authenticationMode: 'CONFIG_MAP' });
    const context = aContext({
      aws,
      cluster: { status: 'read', value: cluster, at },
    });
    expect(await accessEntriesCollector.collect(context)).toEqual({
      accessEntries: [],
    });
    expect(aws.asked).toEqual([]);
  });

  it('is not read as a whole when one description is denied', async () => {
    const aws = recordedAws({
      ...replies,
      'eks:ListAssociatedAccessPolicies': denied(
        'eks:ListAssociatedAccessPolicies',
      ),
    });
    expect(
      await observe(accessEntriesCollector, aContext({ aws }), now),
    ).toEqual({
      accessEntries: unreadable(
        'denied',
        '`eks:ListAssociatedAccessPolicies` was denied',
        at,
        {
          call: 'eks:ListAssociatedAccessPolicies',
          permission: 'eks:ListAssociatedAccessPolicies',
        },
      ),
    });
  });

  it('takes an answer without the list for malformed, not for an empty list', async () => {
    const aws = recordedAws({ 'eks:ListAccessEntries': {} });
    const observed = await observe(
      accessEntriesCollector,
      aContext({ aws }),
      now,
    );
    expect(observed.accessEntries).toMatchObject({
      status: 'unreadable',
      reason: 'malformed',
      detail: expect.stringContaining('`accessEntries`'),
    });
  });
});

it('podIdentityAssociations describes each', async () => {
  const association = {
    associationId: 'a-1',
    associationArn: 'arn:a-1',
    namespace: 'shop',
    serviceAccount: 'cart',
    roleArn: role,
    createdAt: new Date('2025-03-01T08:00:00Z'),
  };
  const aws = recordedAws({
    'eks:ListPodIdentityAssociations': {
      associations: [{ associationId: 'a-1' }],
    },
    'eks:DescribePodIdentityAssociation': { association },
  });
  expect(
    await podIdentityAssociationsCollector.collect(aContext({ aws })),
  ).toEqual({
    podIdentityAssociations: [
      {
        ...association,
        createdAt: '2025-03-01T08:00:00Z',
        disableSessionTags: false,
      },
    ],
  });
});

it('addons keeps role, associations and health', async () => {
  const aws = recordedAws({
    'eks:ListAddons': { addons: ['vpc-cni'] },
    'eks:DescribeAddon': {
      addon: {
        addonName: 'vpc-cni',
        addonVersion: 'v1',
        status: 'DEGRADED',
        serviceAccountRoleArn: role,
        podIdentityAssociations: ['arn:a-1'],
        health: { issues: [{ code: 'AccessDenied', message: 'no' }] },
      },
    },
  });
  expect(await addonsCollector.collect(aContext({ aws }))).toEqual({
    addons: [
      {
        name: 'vpc-cni',
        version: 'v1',
        status: 'DEGRADED',
        serviceAccountRoleArn: role,
        podIdentityAssociationArns: ['arn:a-1'],
        healthIssues: [
          { code: 'AccessDenied', message: 'no', resourceIds: [] },
        ],
      },
    ],
  });
});

describe('account authorization details', () => {
  const trust = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' }],
  };
  const encoded = encodeURIComponent(JSON.stringify(trust));
  const aRole = (document: unknown) => ({
    Arn: role,
    RoleName: 'Dev',
    Path: '/team/',
    RoleId: 'AROAQWERTYUIOPASDFGH',
    CreateDate: new Date('2025-03-01T08:00:00Z'),
    AssumeRolePolicyDocument: document,
    AttachedManagedPolicies: [{ PolicyArn: 'arn:p' }],
    RolePolicyList: [{ PolicyName: 'inline', PolicyDocument: document }],
    InstanceProfileList: [{ Arn: 'arn:profile' }],
    Tags: [{ Key: 'team', Value: 'shop' }],
  });

  it.each([
    ['URL-encoded, as the API gives it', encoded],
    ['decoded, as the AWS CLI prints it', trust],
  ])('decodes a document that is %s', async (_, document) => {
    const aws = recordedAws({
      'iam:GetAccountAuthorizationDetails': [
        { RoleDetailList: [aRole(document)] },
        {
          Policies: [
            {
              Arn: 'arn:p',
              PolicyName: 'p',
              DefaultVersionId: 'v2',
              PolicyVersionList: [
                { VersionId: 'v1', Document: '%7B%7D' },
                { VersionId: 'v2', Document: document },
              ],
            },
          ],
        },
      ],
    });
    expect(
      await accountAuthorizationDetailsCollector.collect(aContext({ aws })),
    ).toEqual({
      iamRoles: [
        {
          arn: role,
          name: 'Dev',
          path: '/team/',
          id: 'AROAQWERTYUIOPASDFGH',
          createdAt: '2025-03-01T08:00:00Z',
          trustPolicy: trust,
          attachedPolicyArns: ['arn:p'],
          inlinePolicies: [{ name: 'inline', document: trust }],
          instanceProfileArns: ['arn:profile'],
          tags: { team: 'shop' },
        },
      ],
      iamUsers: [],
      iamGroups: [],
      iamPolicies: [
        { arn: 'arn:p', name: 'p', defaultVersionId: 'v2', document: trust },
      ],
    });
  });

  it('keeps a document that is no JSON as it is, for others to call it undecidable', async () => {
    const aws = recordedAws({
      'iam:GetAccountAuthorizationDetails': {
        RoleDetailList: [aRole('%7Bnot json')],
      },
    });
    const { iamRoles } = await accountAuthorizationDetailsCollector.collect(
      aContext({ aws }),
    );
    expect(iamRoles?.[0].trustPolicy).toBe('%7Bnot json');
  });

  it('leaves all four sections unread when it is denied, or holds nothing', async () => {
    const operation = 'iam:GetAccountAuthorizationDetails';
    for (const [reply, reason] of [
      [denied(operation), 'denied'],
      [{}, 'malformed'],
    ] as const) {
      const aws = recordedAws({ [operation]: reply });
      const observed = await observe(
        accountAuthorizationDetailsCollector,
        aContext({ aws }),
        now,
      );
      expect(Object.keys(observed)).toEqual([
        'iamRoles',
        'iamUsers',
        'iamGroups',
        'iamPolicies',
      ]);
      for (const section of Object.values(observed)) {
        expect(section).toMatchObject({ status: 'unreadable', reason });
      }
    }
  });
});

it('oidcProviders and accountSummary are read', async () => {
  const arn = 'arn:aws:iam::111122223333:oidc-provider/oidc.example/id/A';
  const aws = recordedAws({
    'iam:ListOpenIDConnectProviders': {
      OpenIDConnectProviderList: [{ Arn: arn }],
    },
    'iam:GetOpenIDConnectProvider': {
      Url: 'oidc.example/id/A',
      ClientIDList: ['sts.amazonaws.com'],
      ThumbprintList: ['aa'],
    },
    'iam:GetAccountSummary': {
      SummaryMap: { AccountAccessKeysPresent: 1, AccountMFAEnabled: 0 },
    },
  });
  expect(await oidcProvidersCollector.collect(aContext({ aws }))).toEqual({
    oidcProviders: [
      {
        arn,
        url: 'oidc.example/id/A',
        clientIds: ['sts.amazonaws.com'],
        thumbprints: ['aa'],
      },
    ],
  });
  expect(await accountSummaryCollector.collect(aContext({ aws }))).toEqual({
    accountSummary: {
      accountId: '111122223333',
      accountAccessKeysPresent: 1,
      accountMfaEnabled: 0,
    },
  });
});

it('identityProviderConfigs describes each, without what nobody asks for', async () => {
  const aws = recordedAws({
    'eks:ListIdentityProviderConfigs': {
      identityProviderConfigs: [{ type: 'oidc', name: 'sso' }],
    },
    'eks:DescribeIdentityProviderConfig': {
      identityProviderConfig: {
        oidc: {
          identityProviderConfigName: 'sso',
          issuerUrl: 'https://sso.example.com',
          clientId: 'kubernetes',
          groupsClaim: 'groups',
          status: 'ACTIVE',
          tags: { team: 'a' },
        },
      },
    },
  });
  expect(
    await observe(identityProviderConfigsCollector, aContext({ aws }), now),
  ).toEqual({
    identityProviderConfigs: {
      status: 'read',
      at,
      value: [
        {
          name: 'sso',
          issuerUrl: 'https://sso.example.com',
          clientId: 'kubernetes',
          groupsClaim: 'groups',
          status: 'ACTIVE',
        },
      ],
    },
  });
});
