import { TestDatabases } from '@backstage/backend-test-utils';
import { AccessRequestDetail } from 'backstage-plugin-eks-iam-health-common';
import { principalArn, RequestScene } from './__testUtils__/RequestScene';
import { EksAccessError } from './requests/provisioners/EksAccessPort';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
jest.setTimeout(120_000);

const HOUR = 3600;

describe.each(databases.eachSupportedId())(
  'a request from first to last, %s',
  id => {
    let scene: RequestScene;
    let flow: ReturnType<RequestScene['process']>;

    beforeEach(async () => {
      scene = await RequestScene.open(await databases.init(id));
      flow = scene.process();
    });

    const see = (r: AccessRequestDetail) => flow.as('rita').see(r.id);
    const approved = async (
      change: Parameters<ReturnType<typeof flow.as>['ask']>[0] = {},
    ) => {
      const asked = await flow.as('rita').ask(change);
      const vote = await flow.as('olga').vote(asked, 'approve');
      expect(vote.status).toBe(200);
      return asked;
    };
    const active = async (change: Parameters<typeof approved>[0] = {}) => {
      const asked = await approved(change);
      await flow.worker.run();
      expect((await see(asked)).state).toBe('active');
      return asked;
    };
    const ns = (...namespaces: string[]) => ({
      scope: { type: 'namespace' as const, namespaces },
    });

    it('is granted, verified, ends by time, is taken away, verified', async () => {
      const asked = await approved();
      await flow.worker.run();
      const granted = await see(asked);
      expect(granted.state).toBe('active');
      expect(scene.rights()).toEqual({ AmazonEKSEditPolicy: 'checkout' });
      // the time counts from the verified grant
      expect(
        Date.parse(granted.endsAt!) - Date.parse(granted.activeFrom!),
      ).toBe(HOUR * 1000);

      scene.wait(HOUR - 60);
      await flow.worker.run();
      expect((await see(asked)).state).toBe('active');

      scene.wait(61);
      await flow.worker.run();
      const ended = await see(asked);
      expect(ended).toMatchObject({ state: 'ended', endReason: 'expired' });
      expect(scene.rights()).toBeUndefined();
      expect(ended.events.map(e => `${e.from ?? ''}>${e.to}`)).toEqual([
        '>pending',
        'pending>approved',
        'approved>provisioning',
        'provisioning>active',
        'active>revoking',
        'revoking>ended',
      ]);
      expect(ended.events.map(e => e.actor)).toEqual([
        'user:default/rita',
        'user:default/olga',
        ...Array(4).fill('system'),
      ]);
    });

    it('is taken away at the next start when nothing ran over the end', async () => {
      const asked = await active();
      scene.wait(3 * HOUR);
      await scene.process().worker.run();
      const ended = await see(asked);
      expect(ended.state).toBe('ended');
      expect(ended.events.find(e => e.event === 'expire')?.detail).toMatch(
        /^7[12]\d\d seconds late/,
      );
    });

    it('is worked on once by two workers at the same time', async () => {
      const asked = await approved();
      const other = scene.process();
      await Promise.all([flow.worker.run(), other.worker.run()]);
      expect((await see(asked)).state).toBe('active');
      expect(scene.eks.writes()).toEqual(['createEntry', 'associate']);
      scene.wait(HOUR + 1);
      await Promise.all([flow.worker.run(), other.worker.run()]);
      await flow.worker.run();
      expect((await see(asked)).state).toBe('ended');
      expect(scene.eks.writes()).toEqual([
        'createEntry',
        'associate',
        'disassociate',
        'deleteEntry',
      ]);
    });

    it('goes back to its approvers when the one who approved owns the cluster no more', async () => {
      const asked = await approved();
      scene.remove('User', 'olga');
      await flow.worker.run();
      const back = await see(asked);
      expect(back).toMatchObject({ state: 'pending', version: 3 });
      expect(back.decidedBy).toBeUndefined();
      expect(back.failure).toMatch(/`user:default\/olga`, who approved/);
      expect(await flow.store.votes(asked.id)).toMatchObject([
        { voterRef: 'user:default/olga', voidReason: expect.any(String) },
      ]);
      expect(scene.eks.calls).toEqual([]);
      await flow.as('otto').vote(back, 'approve');
      await flow.worker.run();
      expect((await see(asked)).state).toBe('active');
    });

    it('goes back when the requester has left the group', async () => {
      const asked = await approved();
      scene.remove('User', 'rita');
      await flow.worker.run();
      expect((await flow.store.byId(asked.id))?.state).toBe('pending');
      expect(scene.eks.calls).toEqual([]);
    });

    it('waits while the catalog does not answer', async () => {
      const asked = await approved();
      scene.catalogIsDown = true;
      await flow.worker.run();
      expect(await flow.store.byId(asked.id)).toMatchObject({
        state: 'approved',
        failure: expect.stringMatching(/^waits: the catalog/),
      });
      expect(scene.eks.calls).toEqual([]);
      scene.catalogIsDown = false;
      scene.wait(11);
      await flow.worker.run();
      expect((await see(asked)).state).toBe('active');
    });

    it('ends when nobody decides, and when nothing carries it out in time', async () => {
      const asked = await flow.as('rita').ask();
      scene.wait(25 * HOUR);
      await flow.worker.run();
      expect(await see(asked)).toMatchObject({
        state: 'ended',
        endReason: 'approval-expired',
      });
      const late = await approved();
      scene.wait(25 * HOUR);
      await flow.worker.run();
      expect(await see(late)).toMatchObject({
        state: 'ended',
        endReason: 'approval-expired',
      });
      expect(scene.eks.calls).toEqual([]);
    });

    describe('revoking', () => {
      it.each([
        ['the requester gives it back', 'rita', 'release', 'released'],
        ['another member gives it back', 'ben', 'release', 'released'],
        ['the approver revokes', 'olga', 'revoke', 'revoked'],
        ['another owner revokes', 'otto', 'revoke', 'revoked'],
        ['the requester revokes', 'rita', 'revoke', 'revoked'],
      ])('%s', async (_, name, verb, endReason) => {
        const asked = await active();
        // whatever version they read
        const answer = await flow
          .as(name)
          .post(`/requests/${asked.id}/${verb}`, { version: 1 });
        expect(answer.status).toBe(200);
        expect(answer.body.state).toBe('revoking');
        await flow.worker.run();
        expect(await see(asked)).toMatchObject({ state: 'ended', endReason });
        expect(scene.rights()).toBeUndefined();
      });

      it('is not for strangers', async () => {
        const asked = await active();
        for (const verb of ['revoke', 'release']) {
          const answer = await flow
            .as('sam')
            .post(`/requests/${asked.id}/${verb}`, { version: 1 });
          expect(answer.status).toBe(403);
        }
      });

      it('works after the requester has lost every right to ask, and without the catalog', async () => {
        const asked = await active();
        scene.catalogIsDown = true;
        scene.clusterIsKnown = false;
        const strict = scene.process({
          enabled: false,
          principals: [],
          maxDuration: { minutes: 5 },
          levels: ['view'],
        });
        const answer = await strict
          .as('rita')
          .post(`/requests/${asked.id}/revoke`, { version: 1 });
        expect(answer.status).toBe(200);
        await strict.worker.run();
        expect((await flow.store.byId(asked.id))?.state).toBe('ended');
        expect(scene.rights()).toBeUndefined();
      });

      it('is tried for ever and stays visible', async () => {
        const asked = await active();
        scene.eks.failOn = call =>
          call === 'disassociate'
            ? new EksAccessError('denied', '`eks:Disassociate` was denied')
            : undefined;
        await flow.as('rita').post(`/requests/${asked.id}/release`, {
          version: 1,
        });
        for (let i = 0; i < 50; i++) {
          await flow.worker.run();
          scene.wait(301);
        }
        const stuck = await see(asked);
        expect(stuck).toMatchObject({ state: 'revoking', attempts: 50 });
        expect(stuck.failure).toMatch(/was denied/);
        // each trouble is recorded once
        expect(stuck.events.filter(e => e.event === 'fail')).toHaveLength(1);
        expect(scene.rights()).toEqual({ AmazonEKSEditPolicy: 'checkout' });

        scene.eks.failOn = () => undefined;
        await flow.worker.run();
        expect(await see(asked)).toMatchObject({ state: 'ended' });
        expect((await see(asked)).failure).toBeUndefined();
      });

      it('while it is being granted: nothing is written after it', async () => {
        const asked = await approved();
        scene.eks.failAfter = call => {
          if (call !== 'createEntry') return undefined;
          scene.eks.failAfter = () => undefined;
          return new EksAccessError('unavailable', 'no answer');
        };
        await flow.worker.run();
        expect(await see(asked)).toMatchObject({
          state: 'provisioning',
          attempts: 1,
          failure: 'no answer',
        });
        await flow.as('rita').post(`/requests/${asked.id}/release`, {
          version: 1,
        });
        await flow.worker.run();
        expect(await see(asked)).toMatchObject({
          state: 'ended',
          endReason: 'released',
        });
        expect(scene.eks.writes()).toEqual(['createEntry', 'deleteEntry']);
      });

      it('in the middle of a grant stops the one who grants', async () => {
        const asked = await approved();
        let released: Promise<unknown> | undefined;
        scene.eks.failOn = call => {
          if (call === 'createEntry') {
            released = flow
              .as('rita')
              .post(`/requests/${asked.id}/release`, { version: 1 })
              .then();
          }
          return undefined;
        };
        const create = scene.eks.createEntry.bind(scene.eks);
        scene.eks.createEntry = async (...args) => {
          await create(...args);
          await released;
        };
        await flow.worker.run();
        expect(scene.eks.writes()).toEqual(['createEntry']);
        await flow.worker.run();
        expect((await see(asked)).state).toBe('ended');
        expect(scene.rights()).toBeUndefined();
      });

      it('of an approval that was not carried out writes nothing', async () => {
        const asked = await approved();
        await flow.as('olga').post(`/requests/${asked.id}/revoke`, {
          version: 2,
        });
        await flow.worker.run();
        expect(await see(asked)).toMatchObject({
          state: 'ended',
          endReason: 'revoked',
        });
        expect(scene.eks.calls).toEqual([]);
      });
    });

    describe('trouble with granting', () => {
      it('backs off and goes on when AWS is busy', async () => {
        const asked = await approved();
        let refusals = 3;
        scene.eks.failOn = call =>
          call === 'associate' && refusals-- > 0
            ? new EksAccessError('busy', 'too many requests')
            : undefined;
        await flow.worker.run();
        await flow.worker.run(); // not due yet
        expect((await see(asked)).attempts).toBe(1);
        for (const wait of [10, 20, 40]) {
          scene.wait(wait);
          await flow.worker.run();
        }
        expect((await see(asked)).state).toBe('active');
        expect(
          scene.eks.writes().filter(c => c === 'createEntry'),
        ).toHaveLength(1);
      });

      it('stops at what does not pass, names it, and clears away in the end', async () => {
        const asked = await approved();
        scene.eks.failOn = call =>
          call === 'associate'
            ? new EksAccessError(
                'denied',
                '`eks:AssociateAccessPolicy` was denied',
              )
            : undefined;
        await flow.worker.run();
        expect(await see(asked)).toMatchObject({
          state: 'failed',
          failure: expect.stringContaining('eks:AssociateAccessPolicy'),
          may: { release: true },
        });
        expect(scene.rights()).toEqual({});
        scene.wait(HOUR + 1);
        await flow.worker.run();
        expect(await see(asked)).toMatchObject({
          state: 'ended',
          endReason: 'abandoned',
        });
        expect(scene.rights()).toBeUndefined();
      });

      it('gives up after eight attempts', async () => {
        const asked = await approved();
        scene.eks.failOn = () => new EksAccessError('unavailable', 'no answer');
        for (let i = 0; i < 8; i++) {
          await flow.worker.run();
          scene.wait(301);
        }
        expect((await see(asked)).state).toBe('failed');
      });

      it('of one request does not stop another', async () => {
        const bad = await approved();
        const good = await approved({ level: 'view' });
        scene.eks.failOn = call => {
          if (call !== 'createEntry') return undefined;
          scene.eks.failOn = () => undefined;
          return new EksAccessError('quota', 'too many entries');
        };
        await flow.worker.run();
        await flow.worker.run();
        const states = [(await see(bad)).state, (await see(good)).state].sort();
        expect(states).toEqual(['active', 'failed']);
      });
    });

    it('shares one policy between two requests and gives back one after the other', async () => {
      const a = await active(ns('a'));
      const b = await active(ns('b'));
      expect(scene.rights()).toEqual({ AmazonEKSEditPolicy: 'a,b' });
      await flow.as('rita').post(`/requests/${a.id}/release`, { version: 1 });
      await flow.worker.run();
      expect(scene.rights()).toEqual({ AmazonEKSEditPolicy: 'b' });
      await flow.as('rita').post(`/requests/${b.id}/release`, { version: 1 });
      await flow.worker.run();
      expect(scene.rights()).toBeUndefined();
    });

    it('goes another way where a module has added one, and back the same way', async () => {
      let granted = false;
      let shows = false;
      scene.provisioners = [
        {
          id: 'pull-request',
          provides: ({ level }) => level === 'edit',
          grant: async () => {
            granted = true;
            return 'merged';
          },
          isGranted: async () => granted && shows,
          revoke: async () => {
            granted = false;
            return 'reverted';
          },
        },
      ];
      flow = scene.process();
      const asked = await approved();
      await flow.worker.run();
      // merged is not active: only what shows counts
      expect(await see(asked)).toMatchObject({
        state: 'provisioning',
        failure: 'it does not show yet',
      });
      shows = true;
      scene.wait(11);
      await flow.worker.run();
      expect((await see(asked)).state).toBe('active');

      await flow
        .as('rita')
        .post(`/requests/${asked.id}/release`, { version: 1 });
      scene.provisioners = [];
      await scene.process().worker.run();
      expect(await see(asked)).toMatchObject({
        state: 'revoking',
        failure: expect.stringContaining('`pull-request` is not installed'),
      });
      scene.wait(11);
      await flow.worker.run();
      expect((await see(asked)).state).toBe('ended');
      expect(scene.eks.calls).toEqual([]);
    });

    it('never touches the entry of a node', async () => {
      scene.eks.entries.set(principalArn, {
        principalArn,
        accessEntryArn: 'x',
        type: 'EC2_LINUX',
        username: 'system:node:{{EC2PrivateDNSName}}',
        kubernetesGroups: ['system:nodes'],
        policies: [],
        createdAt: '2026-01-01T00:00:00.000Z',
        tags: {},
      });
      const asked = await approved();
      await flow.worker.run();
      expect(await see(asked)).toMatchObject({
        state: 'failed',
        failure: expect.stringContaining('EC2_LINUX'),
      });
      expect(scene.eks.writes()).toEqual([]);
    });
  },
);

describe.each(databases.eachSupportedId())('a killed process, %s', id => {
  class Killed extends Error {}

  /** Everything from approval to end; the n-th call of EKS kills the worker, another process goes on. */
  async function killedAt(n: number, when: 'failOn' | 'failAfter') {
    const scene = await RequestScene.open(await databases.init(id));
    let kills = 0;
    let dead = false;
    const { eks } = scene;
    eks[when] = (_, number) => {
      if (number === n) {
        kills += 1;
        dead = true;
        return new Killed();
      }
      return undefined;
    };
    const first = scene.process();
    // a process that is killed does not clean up after itself
    const { ledgers, store } = first;
    const unlessDead =
      <A extends unknown[], R>(work: (...args: A) => Promise<R>) =>
      (...args: A): Promise<R> =>
        dead ? new Promise<R>((_, no) => no(new Killed())) : work(...args);
    store.move = unlessDead(store.move.bind(store));
    store.note = unlessDead(store.note.bind(store));
    ledgers.release = unlessDead(ledgers.release.bind(ledgers));

    const asked = await first.as('rita').ask();
    await first.as('olga').vote(asked, 'approve');
    await first.worker.run();
    const second = scene.process();
    if (dead) {
      scene.wait(61); // the lease of the dead one runs out
      await second.worker.run();
    }
    const between = {
      state: (await second.store.byId(asked.id))?.state,
      rights: scene.rights(),
    };
    scene.wait(HOUR + 1);
    await (dead ? second : first).worker.run();
    const third = scene.process();
    scene.wait(61);
    await third.worker.run();
    const end = {
      state: (await third.store.byId(asked.id))?.state,
      rights: scene.rights(),
    };
    await scene.db.destroy();
    return { kills, between, end };
  }

  it('leaves a correct state, whichever call it died at', async () => {
    let n = 1;
    for (; ; n++) {
      let kills = 0;
      for (const when of ['failOn', 'failAfter'] as const) {
        const result = await killedAt(n, when);
        kills += result.kills;
        expect({ n, when, ...result }).toEqual({
          n,
          when,
          kills: result.kills,
          between: {
            state: 'active',
            rights: { AmazonEKSEditPolicy: 'checkout' },
          },
          end: { state: 'ended', rights: undefined },
        });
      }
      if (kills === 0) break;
    }
    expect(n).toBeGreaterThan(10);
  });
});
