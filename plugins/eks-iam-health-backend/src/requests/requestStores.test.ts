import { TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { migrationsDirectory } from '../store';
import { DatabaseRequestStore } from './DatabaseRequestStore';
import { verifyChain } from './eventChain';
import { knownGrants } from './knownGrants';
import { LeaseLostError, LedgerStore } from './LedgerStore';
import { StoredRequest } from './model';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
jest.setTimeout(60_000);

const at = '2026-11-21T14:00:00.000Z';
const clusterArn = 'arn:aws:eks:eu-west-1:111122223333:cluster/payments-prod';
const principalArn = 'arn:aws:iam::111122223333:role/checkout';

describe.each(databases.eachSupportedId())('request stores, %s', id => {
  let db: Knex;
  let store: DatabaseRequestStore;
  let ledgers: LedgerStore;

  beforeEach(async () => {
    db = await databases.init(id);
    await db.migrate.latest({ directory: migrationsDirectory });
    store = new DatabaseRequestStore(db);
    ledgers = new LedgerStore(db);
  });

  const create = (change: Partial<StoredRequest> = {}, openKey = 'key') =>
    store.create(
      {
        id: 'r1',
        requesterRef: 'user:default/rita',
        subjectRef: 'group:default/checkout',
        clusterArn,
        clusterId: 'aws.111122223333.eu-west-1.payments-prod',
        principalArn,
        level: 'edit',
        scope: { type: 'namespace', namespaces: ['a'] },
        durationSeconds: 3600,
        reason: '"; DROP TABLE access_event; -- ${x} */ ünï',
        specHash: 'f'.repeat(64),
        createdAt: at,
        pendingUntil: '2026-11-22T14:00:00.000Z',
        backend: 'access-entry',
        ...change,
      },
      { at, revision: { plan: ['p'], risks: [] }, openKey },
    );

  const drop = async (verb: 'update' | 'delete') => {
    if (id === 'SQLITE_3') {
      await db.raw(`DROP TRIGGER access_event_no_${verb}`);
    } else {
      await db.raw(
        'ALTER TABLE access_event DISABLE TRIGGER access_event_append_only',
      );
    }
  };

  it('gives back what was stored', async () => {
    const created = await create();
    expect(await store.byId('r1')).toEqual(created);
    expect(created).toMatchObject({
      version: 1,
      state: 'pending',
      attempts: 0,
    });
    expect(await store.byId('r2')).toBeUndefined();
    expect(await store.revision('r1', 1)).toEqual({ plan: ['p'], risks: [] });
  });

  it('moves only what still is what was read', async () => {
    const created = await create();
    const move = () =>
      store.move(created, { event: 'approve', actor: 'user:default/o', at });
    const results = await Promise.allSettled([move(), move(), move()]);
    expect(results.map(r => r.status).sort()).toEqual([
      'fulfilled',
      'rejected',
      'rejected',
    ]);
    expect(await store.byId('r1')).toMatchObject({ version: 2 });
    expect(await store.events('r1')).toHaveLength(2);
    await expect(
      store.note(created, { failure: 'too late' }),
    ).rejects.toMatchObject({ name: 'ConflictError' });
  });

  it('refuses what the machine refuses, and stores nothing', async () => {
    const created = await create();
    await expect(
      store.move(created, { event: 'succeed', actor: 'system', at }),
    ).rejects.toThrow('a request that is `pending` cannot be completed');
    expect(await store.byId('r1')).toEqual(created);
    expect(await store.events('r1')).toHaveLength(1);
  });

  it('does not move when the event cannot be written', async () => {
    const created = await create();
    // somebody has taken the place of the next event
    await db('access_event').insert({
      ...(await db('access_event').first()),
      sequence: 2,
    });
    await expect(
      store.move(created, {
        event: 'approve',
        actor: 'user:default/o',
        at,
        vote: { decision: 'approve' },
      }),
    ).rejects.toThrow();
    expect(await store.byId('r1')).toEqual(created);
    expect(await store.votes('r1')).toEqual([]);
  });

  it('lets nobody change or remove an event', async () => {
    await create();
    await expect(
      db('access_event').update({ actor: 'nobody' }),
    ).rejects.toThrow(/append-only/);
    await expect(db('access_event').delete()).rejects.toThrow(/append-only/);
    expect(await store.events('r1')).toHaveLength(1);
  });

  describe('the chain', () => {
    let request: StoredRequest;
    beforeEach(async () => {
      request = await create();
      for (const event of ['approve', 'cancel'] as const) {
        request = await store.move(request, {
          event,
          actor: 'user:default/o',
          at,
          comment: 'so',
        });
      }
    });
    const verified = async () => verifyChain(request, await store.events('r1'));

    it('is intact', async () => {
      expect(await verified()).toEqual({ intact: true });
    });

    it.each(['actor', 'comment', 'to_state', 'at', 'hash'])(
      'shows that %s was changed, and in which event',
      async column => {
        await drop('update');
        await db('access_event')
          .where({ sequence: 2 })
          .update({ [column]: 'forged' });
        expect(await verified()).toMatchObject({ intact: false, sequence: 2 });
      },
    );

    it.each([1, 2, 3])('shows that event %s is missing', async sequence => {
      await drop('delete');
      await db('access_event').where({ sequence }).delete();
      expect(await verified()).toMatchObject({ intact: false, sequence });
    });
  });

  it('keeps one open request for the same', async () => {
    const first = await create();
    await expect(create({ id: 'r2' })).rejects.toThrow(/request `r1`/);
    await create({ id: 'r3' }, 'other');
    await store.move(first, { event: 'cancel', actor: 'u', at });
    await create({ id: 'r4' });
    expect((await store.list({})).map(r => r.id).sort()).toEqual([
      'r1',
      'r3',
      'r4',
    ]);
  });

  it('tells the checks what was granted on a cluster', async () => {
    const policyArn =
      'arn:aws:eks::aws:cluster-access-policy/AmazonEKSEditPolicy';
    const scope = { type: 'namespace' as const, namespaces: ['a'] };
    const { id: ledgerId } = await ledgers.open(clusterArn, principalArn);
    const by = { actor: 'system', at };
    const approved = await store.move(await create(), {
      event: 'approve',
      ...by,
    });
    const started = await store.move(approved, {
      event: 'start',
      ...by,
      grant: { ledgerId, policyArn, scope },
    });
    const granted = {
      requestId: 'r1',
      principalArn,
      accessPolicies: [{ policyArn, scope }],
      kubernetesGroups: [],
    };
    expect(await knownGrants(db, clusterArn)).toEqual([
      { ...granted, state: 'active' },
    ]);
    const endsAt = '2026-11-21T15:00:00.000Z';
    const active = await store.move(started, {
      event: 'succeed',
      ...by,
      change: { endsAt },
    });
    expect(await knownGrants(db, clusterArn)).toEqual([
      { ...granted, state: 'active', expiresAt: endsAt },
    ]);
    const revoking = await store.move(active, { event: 'expire', ...by });
    await store.move(revoking, { event: 'succeed', ...by });
    expect(await knownGrants(db, clusterArn)).toEqual([
      { ...granted, state: 'ended', expiresAt: endsAt },
    ]);
    expect(await knownGrants(db, `${clusterArn}-2`)).toEqual([]);
  });

  describe('ledgers', () => {
    const now = new Date(at);
    const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);

    it('are one per principal and cluster', async () => {
      const opened = await Promise.all(
        [1, 2, 3].map(() => ledgers.open(clusterArn, principalArn)),
      );
      expect(new Set(opened.map(l => l.id)).size).toBe(1);
      const other = await ledgers.open(clusterArn, `${principalArn}2`);
      expect(other.id).not.toBe(opened[0].id);
    });

    it('are leased to one at a time, and to the next when time is over', async () => {
      const { id: ledgerId } = await ledgers.open(clusterArn, principalArn);
      const claims = await Promise.all(
        [1, 2, 3].map(() => ledgers.claim(ledgerId, now, 60)),
      );
      const [mine] = claims.filter(c => c !== undefined);
      expect(claims.filter(c => c !== undefined)).toHaveLength(1);
      expect(await ledgers.claim(ledgerId, later(59), 60)).toBeUndefined();
      const next = await ledgers.claim(ledgerId, later(61), 60);
      expect(next).toBeDefined();
      for (const tried of [
        ledgers.save(mine!.lease, { ours: { p: ['stolen'] } }),
        ledgers.renew(mine!.lease, later(61), 60),
      ]) {
        await expect(tried).rejects.toBeInstanceOf(LeaseLostError);
      }
      await ledgers.release(mine!.lease); // harmless
      expect(await ledgers.claim(ledgerId, later(62), 60)).toBeUndefined();
      await ledgers.release(next!.lease);
      expect(await ledgers.claim(ledgerId, later(62), 60)).toBeDefined();
    });

    it('keep what was put there', async () => {
      const { id: ledgerId } = await ledgers.open(clusterArn, principalArn);
      const claimed = await ledgers.claim(ledgerId, now, 60);
      const change = {
        entryIntended: true,
        baseline: { p: ['a'] },
        ours: { p: ['b'], q: ['c'] },
        externallyModified: true,
        clusterCreatedAt: at,
      };
      await ledgers.save(claimed!.lease, change);
      expect(await ledgers.open(clusterArn, principalArn)).toEqual({
        id: ledgerId,
        clusterArn,
        principalArn,
        ...change,
      });
    });
  });

  it('goes back', async () => {
    await db.migrate.down({
      directory: migrationsDirectory,
      name: '20261121120000_access_requests.js',
    } as Knex.MigratorConfig);
    expect(await db.schema.hasTable('access_event')).toBe(false);
    await db.migrate.latest({ directory: migrationsDirectory });
    expect(await db.schema.hasTable('access_event')).toBe(true);
  });
});
