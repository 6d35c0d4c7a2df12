import {
  AssumeRoleCommand,
  GetCallerIdentityCommand,
} from '@aws-sdk/client-sts';
import { Simulator, startSimulator } from '../../startSimulator';
import {
  assume,
  BASE,
  demoEstate,
  EXTERNAL_ID,
  GRANTER,
  READER,
  sts,
  token,
} from '../../__testUtils__/access';

describe('STS', () => {
  let simulator: Simulator;
  let now = new Date();
  beforeAll(async () => {
    simulator = await startSimulator({ estate: demoEstate, now: () => now });
  });
  afterAll(() => simulator.stop());
  beforeEach(() => {
    now = new Date();
  });

  it('tells a user who they are', async () => {
    await expect(
      sts(simulator, BASE).send(new GetCallerIdentityCommand({})),
    ).resolves.toMatchObject({
      Arn: 'arn:aws:iam::111122223333:user/backstage',
      Account: '111122223333',
    });
  });

  it('gives a role to the user that its trust names, with the external id', async () => {
    const credentials = await assume(simulator, READER);
    expect(credentials.accessKeyId).toMatch(/^ASIA[A-Z2-7]{16}$/);
    const me = await sts(simulator, credentials).send(
      new GetCallerIdentityCommand({}),
    );
    expect(me.Arn).toBe(
      'arn:aws:sts::111122223333:assumed-role/EksIamHealthReader/portal',
    );
    expect(me.UserId).toMatch(/^AROA[A-Z2-7]{17}:portal$/);
  });

  it('answers a presigned GET with the header of a cluster', async () => {
    const { host } = new URL(simulator.awsEndpoint);
    const bearer = await token(BASE, 'payments-prod', { host });
    const url = Buffer.from(bearer.slice(11), 'base64url')
      .toString()
      .replace('https:', 'http:');
    const ask = (cluster: string) =>
      fetch(url, { headers: { 'x-k8s-aws-id': cluster } });
    const answer = await ask('payments-prod');
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain(
      '<Arn>arn:aws:iam::111122223333:user/backstage</Arn>',
    );
    const refused = await ask('payments-staging');
    expect(refused.status).toBe(403);
    expect(await refused.text()).toContain(
      '<Code>SignatureDoesNotMatch</Code>',
    );
  });

  it('lets the reader become the granter, as a chain of roles', async () => {
    const reader = await assume(simulator, READER);
    const { AssumedRoleUser } = await sts(simulator, reader).send(
      new AssumeRoleCommand({ RoleArn: GRANTER, RoleSessionName: 'bs-r1' }),
    );
    expect(AssumedRoleUser?.Arn).toBe(
      'arn:aws:sts::111122223333:assumed-role/EksIamHealthGranter/bs-r1',
    );
    const { Credentials: denied } = await sts(simulator, reader)
      .send(new AssumeRoleCommand({ RoleArn: READER, RoleSessionName: 'me' }))
      .catch(() => ({ Credentials: undefined }));
    expect(denied).toBeUndefined();
  });

  it.each([
    ['a wrong external id', READER, 'something-else'],
    ['a role that does not exist', `${READER}s`, EXTERNAL_ID],
    [
      'a role that trusts somebody else',
      'arn:aws:iam::111122223333:role/PaymentsAdmin',
      EXTERNAL_ID,
    ],
  ])('refuses %s in the same words', async (_, roleArn, externalId) => {
    await expect(assume(simulator, roleArn, externalId)).rejects.toMatchObject({
      name: 'AccessDenied',
      message: `User: arn:aws:iam::111122223333:user/backstage is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`,
    });
  });

  it.each([
    [
      'an unknown key id',
      { ...BASE, accessKeyId: 'AKIAAAAAAAAAAAAAAAAA' },
      'InvalidClientTokenId',
      'The security token included in the request is invalid.',
    ],
    [
      'a wrong secret',
      { ...BASE, secretAccessKey: 'x'.repeat(40) },
      'SignatureDoesNotMatch',
      'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
    ],
  ])('refuses %s', async (_, credentials, name, message) => {
    await expect(
      sts(simulator, credentials).send(new GetCallerIdentityCommand({})),
    ).rejects.toMatchObject({ name, message });
  });

  it('refuses keys in another partition', async () => {
    await expect(
      sts(simulator, BASE, 'cn-north-1').send(new GetCallerIdentityCommand({})),
    ).rejects.toMatchObject({ name: 'InvalidClientTokenId' });
  });

  it('lets credentials of a role expire', async () => {
    const credentials = await assume(simulator, READER);
    now = new Date(Date.now() + 3_601_000);
    await expect(
      sts(simulator, credentials).send(new GetCallerIdentityCommand({})),
    ).rejects.toMatchObject({ name: 'ExpiredToken' });
  });
});
