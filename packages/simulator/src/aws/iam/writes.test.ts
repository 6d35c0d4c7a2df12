import {
  AttachRolePolicyCommand,
  CreateAccessKeyCommand,
  CreateOpenIDConnectProviderCommand,
  GetOpenIDConnectProviderCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  IAMClient,
  ListAccessKeysCommand,
  ListAttachedRolePoliciesCommand,
  PutRolePolicyCommand,
  UpdateAccessKeyCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { Simulator, startSimulator } from '../../startSimulator';
import {
  ACCOUNT,
  assume,
  demoEstate,
  iam,
  READER,
} from '../../__testUtils__/access';

const role = { RoleName: 'ledger-writer' };
const user = { UserName: 'viktor.hale' };

describe('writes of IAM', () => {
  let simulator: Simulator;
  let writer: IAMClient;
  beforeAll(async () => {
    simulator = await startSimulator({ estate: demoEstate });
  });
  beforeEach(async () => {
    await simulator.reset();
    simulator.edit({
      kind: 'role',
      account: ACCOUNT,
      role: 'EksIamHealthReader',
      calls: { allow: ['*'], deny: [] },
    });
    writer = iam(simulator, await assume(simulator, READER));
  });
  afterAll(() => simulator.stop());

  it('keeps trust policies, and refuses what is no policy or names nobody', async () => {
    const trust = (principal: unknown, effect = 'Allow') =>
      writer.send(
        new UpdateAssumeRolePolicyCommand({
          ...role,
          PolicyDocument: JSON.stringify({
            Version: '2012-10-17',
            Statement: [
              {
                Effect: effect,
                Principal: principal,
                Action: 'sts:AssumeRole',
              },
            ],
          }),
        }),
      );
    await trust({ AWS: READER });
    const { Role } = await writer.send(new GetRoleCommand(role));
    expect(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '')).toContain(
      READER,
    );
    await expect(trust({ AWS: `${READER}Gone` })).rejects.toThrow(
      'Invalid principal in policy',
    );
    await expect(trust({ AWS: 'AROA7JLAUJXQKXRHWN7VU' })).rejects.toThrow(
      'Invalid principal in policy',
    );
    await expect(trust({ AWS: READER }, 'Permit')).rejects.toMatchObject({
      name: 'MalformedPolicyDocumentException',
    });
  });

  it('puts and attaches policies', async () => {
    const PolicyName = 'extra';
    const document = {
      Statement: { Effect: 'Allow', Action: 's3:*', Resource: '*' },
    };
    await writer.send(
      new PutRolePolicyCommand({
        ...role,
        PolicyName,
        PolicyDocument: JSON.stringify(document),
      }),
    );
    const { PolicyDocument = '' } = await writer.send(
      new GetRolePolicyCommand({ ...role, PolicyName }),
    );
    expect(JSON.parse(decodeURIComponent(PolicyDocument))).toEqual(document);
    const PolicyArn = 'arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy';
    await writer.send(new AttachRolePolicyCommand({ ...role, PolicyArn }));
    const attached = await writer.send(
      new ListAttachedRolePoliciesCommand(role),
    );
    expect(attached.AttachedPolicies).toContainEqual({
      PolicyName: 'AmazonEKSWorkerNodePolicy',
      PolicyArn,
    });
  });

  it('makes a second key and no third, and switches keys off', async () => {
    const { AccessKey } = await writer.send(new CreateAccessKeyCommand(user));
    expect(AccessKey?.AccessKeyId).toHaveLength(20);
    await expect(
      writer.send(new CreateAccessKeyCommand(user)),
    ).rejects.toMatchObject({ name: 'LimitExceededException' });
    await writer.send(
      new UpdateAccessKeyCommand({
        ...user,
        AccessKeyId: AccessKey?.AccessKeyId,
        Status: 'Inactive',
      }),
    );
    const { AccessKeyMetadata } = await writer.send(
      new ListAccessKeysCommand(user),
    );
    expect(AccessKeyMetadata?.map(key => key.Status)).toEqual([
      'Active',
      'Inactive',
    ]);
  });

  it('makes an identity provider once', async () => {
    const create = () =>
      writer.send(
        new CreateOpenIDConnectProviderCommand({
          Url: 'https://oidc.eks.eu-west-1.amazonaws.com/id/NEW',
          ClientIDList: ['sts.amazonaws.com'],
        }),
      );
    const { OpenIDConnectProviderArn } = await create();
    const provider = await writer.send(
      new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn }),
    );
    expect(provider).toMatchObject({
      Url: 'oidc.eks.eu-west-1.amazonaws.com/id/NEW',
      ClientIDList: ['sts.amazonaws.com'],
    });
    await expect(create()).rejects.toMatchObject({
      name: 'EntityAlreadyExistsException',
    });
  });
});
