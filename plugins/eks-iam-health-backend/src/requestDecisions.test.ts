import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { AccessRequestDetail } from 'backstage-plugin-eks-iam-health-common';
import request from 'supertest';
import {
  clusterId,
  principalArn,
  RequestScene,
  wish,
} from './__testUtils__/RequestScene';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())('who may do what, %s', id => {
  let scene: RequestScene;
  let rita: ReturnType<ReturnType<RequestScene['process']>['as']>;
  let olga: typeof rita;
  let as: (name: string) => typeof rita;
  let worker: ReturnType<RequestScene['process']>['worker'];
  let asked: AccessRequestDetail;

  beforeEach(async () => {
    scene = await RequestScene.open(await databases.init(id));
    const process = scene.process();
    ({ as, worker } = process);
    rita = as('rita');
    olga = as('olga');
    asked = await rita.ask();
  });

  const stateOf = async () => (await rita.see(asked.id)).state;

  describe('asking', () => {
    it('keeps what is asked for, with plan, risks and approvers', () => {
      expect(asked).toMatchObject({
        state: 'pending',
        version: 1,
        revision: 1,
        requesterRef: 'user:default/rita',
        subjectRef: 'group:default/checkout',
        principalArn,
        approvers: [
          'user:default/olga',
          'user:default/otto',
          'user:default/pat',
        ],
        may: { approve: false, cancel: true, release: false, revoke: false },
        events: [{ sequence: 1, event: 'create', actor: 'user:default/rita' }],
      });
      expect(asked.specHash).toMatch(/^[0-9a-f]{64}$/);
      expect(asked.plan.length).toBeGreaterThan(2);
      expect(asked).not.toHaveProperty('lastHash');
    });

    it.each([
      ['requester', { requesterRef: 'user:default/sam' }],
      ['status', { state: 'approved' }],
      ['approver', { decidedBy: 'user:default/rita' }],
    ])('refuses a body that names the %s', async (_, more) => {
      const answer = await rita.post('/requests', { ...wish, ...more });
      expect(answer.status).toBe(400);
      expect(answer.body.message).toMatch(/unknown field/);
    });

    it.each([
      ['zero', { durationSeconds: 0 }],
      ['negative', { durationSeconds: -5 }],
      ['nothing', { durationSeconds: null }],
      ['too long', { durationSeconds: 1e12 }],
    ])('refuses a duration of %s', async (_, change) => {
      const answer = await rita.post('/requests', { ...wish, ...change });
      expect(answer.status).toBe(400);
      expect(answer.body.message).toMatch(/durationSeconds/);
    });

    it('refuses a principal that nobody set up, whatever it is', async () => {
      const answer = await rita.post('/requests', {
        ...wish,
        principalArn: 'arn:aws:iam::111122223333:role/admin',
      });
      expect(answer.status).toBe(400);
      expect(answer.body.message).toMatch(/is not set up for/);
    });

    it('refuses to ask for a group that one is not in', async () => {
      const answer = await as('sam').post('/requests', wish);
      expect(answer.status).toBe(400);
      expect(answer.body.message).toMatch(/you are no member/);
    });

    it('refuses the same twice while it is open, and says which', async () => {
      const answer = await as('ben').post('/requests', wish);
      expect(answer.status).toBe(409);
      expect(answer.body.message).toContain(asked.id);
      await rita.post(`/requests/${asked.id}/cancel`, { version: 1 });
      expect((await as('ben').post('/requests', wish)).status).toBe(201);
    });

    it('answers a repeated Idempotency-Key with the same request', async () => {
      const other = {
        ...wish,
        scope: { type: 'namespace', namespaces: ['b', 'a'] },
      };
      const send = (body: object) =>
        rita.post('/requests', body, { 'idempotency-key': 'k1' });
      const first = await send(other);
      const again = await send(other);
      expect([first.status, again.status]).toEqual([201, 201]);
      expect(again.body.id).toBe(first.body.id);
      expect((await send({ ...other, reason: 'another reason' })).status).toBe(
        409,
      );
    });

    it('previews all problems and stores nothing', async () => {
      const answer = await rita.post('/requests/preview', {
        ...wish,
        scope: { type: 'namespace', namespaces: ['kube-*'] },
        reason: '',
      });
      expect(answer.status).toBe(200);
      expect(
        answer.body.problems.map((p: { field: string }) => p.field),
      ).toEqual(['scope', 'reason']);
      expect(answer.body.approvers).toContain('user:default/olga');
      const { body } = await rita.get('/requests?view=mine');
      expect(body.items).toHaveLength(1);
    });

    it('offers what one may ask for', async () => {
      const { body } = await rita.get(`/clusters/${clusterId}/request-options`);
      expect(body).toMatchObject({
        subjects: [
          {
            ref: 'group:default/checkout',
            members: 2,
            principals: [{ principalArn, exists: 'unknown' }],
          },
        ],
        approverTitle: 'platform',
      });
      expect(
        body.levels.find((l: { level: string }) => l.level === 'cluster-admin'),
      ).toHaveProperty('refusal');
      const sam = await as('sam').get(`/clusters/${clusterId}/request-options`);
      expect(sam.body.refusal).toMatch(/none of your groups/);
    });
  });

  describe('deciding', () => {
    it('is for an owner of the cluster, also of a child group', async () => {
      const answer = await as('pat').vote(asked, 'approve');
      expect(answer.status).toBe(200);
      expect(answer.body).toMatchObject({
        state: 'approved',
        version: 2,
        decidedBy: 'user:default/pat',
      });
    });

    it.each([
      ['the requester', 'rita', /nobody approves their own/],
      ['the requester in capitals', 'RITA', /nobody approves their own/],
      ['a member of the group that gains, though an owner', 'ben', /would get/],
      ['a stranger', 'sam', /only an owner/],
    ])('is not for %s', async (_, name, message) => {
      for (const decision of ['approve', 'reject'] as const) {
        const answer = await as(name).vote(asked, decision);
        expect(answer.status).toBe(403);
        expect(answer.body.message).toMatch(message);
      }
      expect(await stateOf()).toBe('pending');
    });

    it('is not for a service, nor for one that acts for a user', async () => {
      const actor = { subject: 'plugin:scaffolder' };
      const { app } = scene.process();
      const vote = (header: string) =>
        request(app)
          .post(`/requests/${asked.id}/vote`)
          .set('authorization', header)
          .send({
            decision: 'approve',
            version: asked.version,
            specHash: asked.specHash,
          });
      const service = await vote(mockCredentials.service.header());
      expect(service.status).toBe(403);
      const none = await request(app).get(`/requests/${asked.id}`);
      expect(none.status).toBe(401);
      const onBehalf = await scene
        .process({}, mockCredentials.user('user:default/olga', { actor }))
        .as('olga')
        .vote(asked, 'approve');
      expect(onBehalf.status).toBe(403);
      expect(onBehalf.body.message).toMatch(/not through another service/);
      expect(await stateOf()).toBe('pending');
    });

    it('holds for what was read only', async () => {
      for (const change of [
        { version: 0 },
        { version: 2 },
        { specHash: 'x'.repeat(64) },
      ]) {
        expect((await olga.vote(asked, 'approve', change)).status).toBe(409);
      }
      expect((await olga.vote(asked, 'approve', { by: 'me' })).status).toBe(
        400,
      );
      expect(await stateOf()).toBe('pending');
    });

    it('takes ownership as it is now', async () => {
      scene.remove('User', 'olga');
      const answer = await olga.vote(asked, 'approve');
      expect(answer.status).toBe(403);
      expect(await stateOf()).toBe('pending');
      expect((await as('otto').vote(asked, 'approve')).status).toBe(200);
    });

    it('is refused while the catalog does not answer', async () => {
      scene.catalogIsDown = true;
      expect((await olga.vote(asked, 'approve')).status).toBe(503);
      const seen = await olga.see(asked.id);
      expect(seen.state).toBe('pending');
      expect(seen.may.approveRefusal).toMatch(/catalog does not answer/);
    });

    it('never happens by itself when the last owner is gone', async () => {
      scene.remove('Group', 'platform');
      await worker.run();
      expect((await olga.vote(asked, 'approve')).status).toBe(403);
      const seen = await rita.see(asked.id);
      expect(seen).toMatchObject({ state: 'pending', approvers: [] });
      const other = await rita.post('/requests', {
        ...wish,
        level: 'view',
      });
      expect(other.status).toBe(400);
      expect(other.body.message).toMatch(/nobody owns the cluster/);
    });

    it('lets one of two approvers at the same time through', async () => {
      const answers = await Promise.all([
        olga.vote(asked, 'approve'),
        as('otto').vote(asked, 'approve'),
      ]);
      expect(answers.map(a => a.status).sort()).toEqual([200, 409]);
      await worker.run();
      expect(scene.eks.writes()).toEqual(['createEntry', 'associate']);
    });

    it('lets a rejection win over an approval that was not carried out', async () => {
      await olga.vote(asked, 'approve');
      const answer = await as('otto').vote(asked, 'reject');
      expect(answer.body).toMatchObject({
        state: 'rejected',
        decidedBy: 'user:default/otto',
      });
      await worker.run();
      expect(scene.eks.calls).toEqual([]);
    });

    it('does not let an approval win over a rejection', async () => {
      await olga.vote(asked, 'reject');
      expect((await as('otto').vote(asked, 'approve')).status).toBe(409);
      expect(await stateOf()).toBe('rejected');
    });

    it('wants a reason for a rejection', async () => {
      const answer = await olga.vote(asked, 'reject', { comment: ' ' });
      expect(answer.status).toBe(400);
      expect(await stateOf()).toBe('pending');
    });

    it('approves nothing that could not be asked for any more', async () => {
      scene.entities = scene.entities.map(e =>
        e.metadata.name === 'checkout'
          ? { ...e, spec: { ...e.spec, members: ['ben'] } }
          : e,
      );
      const answer = await olga.vote(asked, 'approve');
      expect(answer.status).toBe(409);
      expect(answer.body.message).toMatch(/no member/);
    });

    it('needs the permission besides, which alone is not enough', async () => {
      scene.permission = AuthorizeResult.DENY;
      const denied = scene.process();
      expect((await denied.as('olga').vote(asked, 'approve')).status).toBe(403);
      // with permissions switched off everything is allowed by them, and nothing by the service
      scene.permission = AuthorizeResult.ALLOW;
      expect((await rita.vote(asked, 'approve')).status).toBe(403);
    });
  });

  describe('seeing', () => {
    it('is for those who may see the cluster, else it is as if missing', async () => {
      scene.blind.add('user:default/sam');
      const hidden = await as('sam').get(`/requests/${asked.id}`);
      const missing = await as('sam').get('/requests/nothing');
      expect([hidden.status, missing.status]).toEqual([404, 404]);
      expect(hidden.body.message.replace(asked.id, 'nothing')).toBe(
        missing.body.message,
      );
      expect((await as('ben').get(`/requests/${asked.id}`)).status).toBe(200);
    });

    it('lists mine, those that wait for me, and those of a cluster', async () => {
      const ids = async (name: string, query: string) =>
        (await as(name).get(`/requests?${query}`)).body.items.map(
          (r: { id: string }) => r.id,
        );
      expect(await ids('rita', 'view=mine')).toEqual([asked.id]);
      expect(await ids('olga', 'view=mine')).toEqual([]);
      expect(await ids('olga', 'view=inbox')).toEqual([asked.id]);
      expect(await ids('rita', 'view=inbox')).toEqual([]);
      expect(await ids('ben', 'view=inbox')).toEqual([]);
      expect(await ids('sam', `view=cluster&clusterId=${clusterId}`)).toEqual([
        asked.id,
      ]);
      expect((await rita.get('/requests?view=all')).status).toBe(400);
    });
  });

  describe('cancelling', () => {
    it('is for the requester, on what was read', async () => {
      const path = `/requests/${asked.id}/cancel`;
      expect((await olga.post(path, { version: 1 })).status).toBe(403);
      expect((await rita.post(path, { version: 7 })).status).toBe(409);
      const answer = await rita.post(path, { version: 1 });
      expect(answer.body).toMatchObject({
        state: 'ended',
        endReason: 'cancelled',
      });
      expect((await olga.vote(asked, 'approve')).status).toBe(409);
    });
  });
});
