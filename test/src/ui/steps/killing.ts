import {
  AccessRequestDetail,
  RequestOptions,
} from 'backstage-plugin-eks-iam-health-common';
import {
  detailOf,
  entryOf,
  maya,
  omar,
  payments,
  portal,
  walk,
} from '../support/scene';
import { eventually } from '../support/processes';
import { must } from '../support/Walk';

/** The backend is killed at the worst moments. */
export async function killing() {
  await walk.step(
    'a backend killed in the middle of a scan leaves the last report and scans again',
    async () => {
      const before = await detailOf(maya);
      await portal.api(maya, `/clusters/${payments}/scans`, {
        method: 'POST',
      });
      await portal.killBackend();
      await portal.startBackend();
      const after = await eventually('the report is there', async () => {
        const detail = await detailOf(maya);
        return detail.report && detail;
      });
      must(
        after.report?.checks.length === before.report?.checks.length,
        'the same report or a newer one of the same checks',
      );
      await eventually(
        'no scan hangs',
        async () => {
          const { runningScan, summary } = await detailOf(maya);
          return !runningScan && summary.condition === 'current';
        },
        120,
      );
    },
  );
  await walk.step(
    'a backend killed in the middle of a grant finishes it after the start, and takes it back',
    async () => {
      const post = async <T>(user: string, path: string, body: object) => {
        const answer = await portal.api(user, path, {
          method: 'POST',
          body: JSON.stringify(body),
        });
        const text = await answer.text();
        must(
          answer.ok,
          `${path} to be accepted, got ${answer.status}: ${text}`,
        );
        return JSON.parse(text) as T;
      };
      const options = (await (
        await portal.api(omar, `/clusters/${payments}/request-options`)
      ).json()) as RequestOptions;
      const [subject] = options.subjects;
      const asked = await post<AccessRequestDetail>(omar, '/requests', {
        clusterId: payments,
        subjectRef: subject.ref,
        principalArn: subject.principals[0].principalArn,
        level: 'view',
        scope: { type: 'namespace', namespaces: ['checkout'] },
        durationSeconds: 3600,
        reason: 'See that a grant survives a failing machine.',
      });
      const { version, specHash, id, principalArn } = asked;
      await post(maya, `/requests/${id}/vote`, {
        decision: 'approve',
        version,
        specHash,
      });
      await portal.killBackend();
      await portal.startBackend();
      const now = async () =>
        (await (
          await portal.api(omar, `/requests/${id}`)
        ).json()) as AccessRequestDetail;
      const active = await eventually(
        'the grant is active',
        async () => {
          const request = await now();
          return request.state === 'active' && request;
        },
        120,
      );
      must(await entryOf(principalArn), 'an access entry for the role');
      await post(omar, `/requests/${id}/release`, { version: active.version });
      await eventually(
        'the grant is taken back',
        async () => (await now()).state === 'ended',
        120,
      );
      must(!(await entryOf(principalArn)), 'no access entry for the role');
    },
  );
}
