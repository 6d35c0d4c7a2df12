import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { readRequestsOptions } from './options';
import { PrincipalSource } from './PrincipalSource';

const principalArn = 'arn:aws:iam::111122223333:role/team/checkout';
const read = (accessRequests: JsonObject) =>
  readRequestsOptions(new ConfigReader({ eksIamHealth: { accessRequests } }));

describe('the options of access requests', () => {
  it('have defaults without any principal', () => {
    expect(readRequestsOptions(new ConfigReader({}))).toMatchObject({
      enabled: true,
      principals: [],
      writeRoles: {},
      pendingSeconds: 86_400,
      frequencySeconds: 10,
      limits: {
        levels: ['view', 'edit', 'admin'],
        minDurationSeconds: 300,
        maxDurationSeconds: 28_800,
      },
    });
  });

  it('are read', () => {
    const options = read({
      maxDuration: { hours: 2 },
      minDuration: '1 minute',
      levels: ['view'],
      principals: [
        { subject: 'Group:Checkout', principalArn },
        {
          subject: 'checkout',
          principalArn: `${principalArn}2`,
          accountIds: ['444455556666'],
        },
      ],
      accounts: [{ accountId: '111122223333', roleName: 'writer' }],
    });
    expect(options.limits).toMatchObject({
      minDurationSeconds: 60,
      maxDurationSeconds: 7200,
      levels: ['view'],
    });
    expect(options.writeRoles).toEqual({ '111122223333': 'writer' });
    const source = new PrincipalSource(options.principals);
    expect(source.subjects('111122223333')).toEqual(['group:default/checkout']);
    expect(source.principalsOf('group:checkout', '444455556666')).toEqual([
      `${principalArn}2`,
    ]);
    expect(source.principalsOf('group:other', '111122223333')).toEqual([]);
  });

  it.each<[string, JsonObject, RegExp]>([
    ['unknown keys', { principal: [] }, /principal/],
    [
      'sessions as principals',
      {
        principals: [
          { subject: 'a', principalArn: 'arn:aws:sts::1:assumed-role/a/b' },
        ],
      },
      /principals\.0\.principalArn/,
    ],
    ['unknown levels', { levels: ['root'] }, /levels\.0/],
    ['a least time above the most', { minDuration: '9 hours' }, /minDuration/],
  ])('refuse %s and say where', (_, given, message) => {
    expect(() => read(given)).toThrow(message);
  });
});
