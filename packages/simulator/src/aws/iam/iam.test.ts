import {
  GenerateCredentialReportCommand,
  GetAccessKeyLastUsedCommand,
  GetAccountAuthorizationDetailsCommand,
  GetAccountSummaryCommand,
  GetCredentialReportCommand,
  GetOpenIDConnectProviderCommand,
  GetRoleCommand,
  GetUserCommand,
  IAMClient,
  ListAccessKeysCommand,
  ListOpenIDConnectProvidersCommand,
  ListUsersCommand,
  RoleDetail,
} from '@aws-sdk/client-iam';
import { Simulator, startSimulator } from '../../startSimulator';
import { assume, demoEstate, iam, READER } from '../../__testUtils__/access';

describe('IAM', () => {
  let simulator: Simulator;
  let reader: IAMClient;
  beforeAll(async () => {
    simulator = await startSimulator({ estate: demoEstate });
    reader = iam(simulator, await assume(simulator, READER));
  });
  afterAll(() => simulator.stop());

  async function details(maxItems: number | undefined) {
    const roles: RoleDetail[] = [];
    const policies: string[] = [];
    let pages = 0;
    let Marker: string | undefined;
    do {
      const page = await reader.send(
        new GetAccountAuthorizationDetailsCommand({
          MaxItems: maxItems,
          Marker,
        }),
      );
      pages += 1;
      roles.push(...(page.RoleDetailList ?? []));
      policies.push(...(page.Policies ?? []).map(p => p.Arn ?? ''));
      expect(page.IsTruncated).toBe(page.Marker !== undefined);
      Marker = page.Marker;
    } while (Marker);
    return { roles, policies, pages };
  }

  it('gives the same details in pages of any size', async () => {
    const small = await details(7);
    const large = await details(1000);
    expect(large.pages).toBe(1);
    expect(small.pages).toBeGreaterThan(5);
    expect(small.roles).toEqual(large.roles);
    expect(small.policies).toEqual(large.policies);
    expect(large.policies).toEqual(
      expect.arrayContaining([
        'arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy',
        'arn:aws:iam::aws:policy/service-role/AmazonEBSCSIDriverPolicy',
        'arn:aws:iam::111122223333:policy/EksConsole',
      ]),
    );
  });

  it('writes policy documents percent-encoded', async () => {
    const { roles } = await details(1000);
    const role = roles.find(r => r.RoleName === 'ledger-writer');
    expect(role?.AssumeRolePolicyDocument).toMatch(/^%7B%22Version%22/);
    const trust: unknown = JSON.parse(
      decodeURIComponent(role?.AssumeRolePolicyDocument ?? ''),
    );
    expect(trust).toMatchObject({
      Statement: [
        {
          Action: 'sts:AssumeRoleWithWebIdentity',
          Condition: {
            StringEquals: expect.objectContaining({
              [`${issuerOf(role)}:sub`]:
                'system:serviceaccount:checkout:ledger',
            }),
          },
        },
      ],
    });
    expect(role?.RolePolicyList?.[0].PolicyDocument).toMatch(/^%7B/);
  });

  it('refuses pages of more than 1,000', async () => {
    await expect(
      reader.send(
        new GetAccountAuthorizationDetailsCommand({ MaxItems: 1001 }),
      ),
    ).rejects.toMatchObject({ name: 'ValidationError' });
  });

  it('finds the provider of each cluster', async () => {
    const { OpenIDConnectProviderList: list } = await reader.send(
      new ListOpenIDConnectProvidersCommand({}),
    );
    const OpenIDConnectProviderArn = list?.[0].Arn;
    const provider = await reader.send(
      new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn }),
    );
    expect(provider.Url).toMatch(
      /^oidc\.eks\.[a-z0-9-]+\.amazonaws\.com\/id\//,
    );
    expect(provider.ClientIDList).toEqual(['sts.amazonaws.com']);
  });

  it('tells keys with their age and last use, never a secret', async () => {
    const { Users } = await reader.send(new ListUsersCommand({}));
    expect(Users?.map(u => u.Arn)).toContain(
      'arn:aws:iam::111122223333:user/service/svc-settlement',
    );
    const { AccessKeyMetadata } = await reader.send(
      new ListAccessKeysCommand({ UserName: 'svc-settlement' }),
    );
    expect(AccessKeyMetadata).toMatchObject([
      { AccessKeyId: 'AKIAT3O7H5TBRTAJV7VD', Status: 'Active' },
      { AccessKeyId: 'AKIAQFEZ6KL7H36EOOAY', Status: 'Active' },
    ]);
    const { AccessKeyLastUsed } = await reader.send(
      new GetAccessKeyLastUsedCommand({ AccessKeyId: 'AKIAT3O7H5TBRTAJV7VD' }),
    );
    expect(AccessKeyLastUsed).toMatchObject({ ServiceName: 's3' });
    expect(AccessKeyLastUsed?.LastUsedDate).toBeInstanceOf(Date);
  });

  it('summarises the account', async () => {
    const { SummaryMap } = await reader.send(new GetAccountSummaryCommand({}));
    expect(SummaryMap).toMatchObject({
      AccountAccessKeysPresent: 0,
      AccountMFAEnabled: 1,
    });
  });

  it('makes a credential report in two steps', async () => {
    await expect(
      reader.send(new GetCredentialReportCommand({})),
    ).rejects.toMatchObject({ name: 'CredentialReportNotPresentException' });
    const first = await reader.send(new GenerateCredentialReportCommand({}));
    const second = await reader.send(new GenerateCredentialReportCommand({}));
    expect([first.State, second.State]).toEqual(['STARTED', 'COMPLETE']);
    const { Content } = await reader.send(new GetCredentialReportCommand({}));
    const [header, root, ...users] = Buffer.from(Content ?? [])
      .toString('utf8')
      .split('\n')
      .map(line => line.split(','));
    expect(root[0]).toBe('<root_account>');
    expect(new Set([header, root, ...users].map(line => line.length))).toEqual(
      new Set([22]),
    );
    const user = users.find(line => line[0] === 'svc-settlement') ?? [];
    expect(user[header.indexOf('access_key_2_active')]).toBe('true');
  });

  it('finds principals by name in any case, and says what is missing', async () => {
    const { Role } = await reader.send(
      new GetRoleCommand({ RoleName: 'paymentsdeveloper' }),
    );
    expect(Role?.Arn).toBe(
      'arn:aws:iam::111122223333:role/eng/platform/PaymentsDeveloper',
    );
    await expect(
      reader.send(new GetUserCommand({ UserName: 'nobody' })),
    ).rejects.toMatchObject({
      name: 'NoSuchEntityException',
      message: 'The user with name nobody cannot be found.',
      $metadata: { httpStatusCode: 404 },
    });
  });

  it('is closed where the account did not open it', async () => {
    const credentials = await assume(
      simulator,
      'arn:aws:iam::444455556666:role/EksIamHealthReader',
      'eks-iam-health-444455556666-2b9e',
    );
    await expect(
      iam(simulator, credentials).send(
        new GetAccountAuthorizationDetailsCommand({}),
      ),
    ).rejects.toMatchObject({
      name: 'AccessDenied',
      message:
        'User: arn:aws:sts::444455556666:assumed-role/EksIamHealthReader/portal is not authorized to perform: iam:GetAccountAuthorizationDetails on resource: * because no identity-based policy allows the iam:GetAccountAuthorizationDetails action',
      $metadata: { httpStatusCode: 403 },
    });
  });
});

function issuerOf(role: RoleDetail | undefined): string {
  const text = decodeURIComponent(role?.AssumeRolePolicyDocument ?? '');
  return /oidc-provider\/([^"]+)/.exec(text)?.[1] ?? '';
}
