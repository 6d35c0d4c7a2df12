import { act, screen, waitFor, within } from '@testing-library/react';
// axe looks at every element of a whole screen.
jest.setTimeout(30_000);

import userEvent from '@testing-library/user-event';
import { axe } from 'jest-axe';
import { ClusterDetail } from 'backstage-plugin-eks-iam-health-common';
import { aDetail, anOutcome, aScan } from '../../testing/fixtures';
import {
  aFailure,
  aMockedApi,
  renderWithApi,
} from '../../__testUtils__/renderWithApi';
import {
  firstScanDetail,
  storyDetail,
  storyHistory,
} from '../../testing/story';
import { ClusterHealth } from './ClusterHealth';

// axe and roles look at every element of a whole screen.
jest.setTimeout(30_000);

const of = { clusterId: 'aws.111122223333.eu-west-1.payments-prod' };

function show(
  detail: ClusterDetail | Promise<ClusterDetail>,
  more: Parameters<typeof aMockedApi>[0] = {},
  url?: string,
) {
  const api = aMockedApi({
    getCluster: async () => detail,
    getHistory: async () => storyHistory,
    ...more,
  });
  const view = renderWithApi(
    <main>
      <h1>payments-prod</h1>
      <ClusterHealth of={of} />
    </main>,
    api,
    { url },
  );
  return { api, ...view };
}

/** The card of that name, once the report is there. */
async function area(name: string) {
  await screen.findByRole('navigation', { name: 'Areas, points lost' });
  return screen.getByRole('region', { name });
}

describe('the tab', () => {
  it('says score, coverage and counts together', async () => {
    show(storyDetail());
    const summary = await area('Summary');
    expect(summary).toHaveTextContent('Health score 37.5 of 100, Unhealthy');
    expect(
      within(summary).getByRole('progressbar', { name: 'Coverage' }),
    ).toHaveAttribute('aria-valuetext', '91 percent, 102 of 112 checks');
    expect(
      within(summary).getByRole('button', { name: '10 unknown' }),
    ).toBeInTheDocument();
    expect(summary).toHaveTextContent('11.5 less than at');
  });

  it('shows the seven areas in their order and then what could not be read', async () => {
    show(storyDetail());
    await area('Authentication');
    expect(
      screen.getAllByRole('heading', { level: 3 }).map(h => h.textContent),
    ).toEqual([
      'Authentication',
      'Who has access',
      'Workload identity',
      'Kubernetes RBAC',
      'IAM permissions and PassRole',
      'Access keys',
      'Cross-account',
      'What could not be read',
    ]);
  });

  it('names the missing permission where an area is partly unknown', async () => {
    show(storyDetail());
    const card = await area('Cross-account');
    expect(card).toHaveTextContent('Partly unknown: 5 of 8 checks.');
    expect(card).toHaveTextContent('iam:GetRole was denied.');
    expect(card).toHaveTextContent('This is not a pass.');
    const unread = await area('What could not be read');
    expect(
      within(unread).getByRole('row', { name: /IAM roles.*iam:GetRole/ }),
    ).toHaveTextContent(/9$/);
  });

  it('is green only where everything was read and passes', async () => {
    show(
      aDetail({
        checks: [
          anOutcome({ checkId: 'a', area: 'rbac' }),
          anOutcome({ checkId: 'b', area: 'iam', verdict: 'unknown' }),
        ],
      }),
    );
    expect(await area('Kubernetes RBAC')).toHaveTextContent(
      'The one applicable check passes.',
    );
    const iam = await area('IAM permissions and PassRole');
    expect(iam).not.toHaveTextContent(/applicable/);
    expect(within(iam).getAllByText('Unknown').length).toBeGreaterThan(0);
  });

  it('explains the score down to the last point', async () => {
    const user = userEvent.setup();
    show(storyDetail());
    await user.click(
      await screen.findByRole('button', { name: 'How the score is made' }),
    );
    const dialog = screen.getByRole('dialog', {
      name: 'How the score is made',
    });
    const points = within(dialog)
      .getAllByRole('row')
      .map(row => within(row).getByRole('cell').textContent!)
      .map(text => Number(text.replace('\u2212', '-')));
    const score = points.pop();
    expect(points.reduce((sum, n) => sum + n, 0)).toBe(score);
    expect(score).toBe(37.5);
    expect(await axe(dialog)).toHaveNoViolations();
  });

  it('narrows the areas to a verdict and keeps that in the address', async () => {
    const user = userEvent.setup();
    show(storyDetail(), {}, '/tab?verdict=warn');
    const card = await area('Authentication');
    expect(within(card).getAllByRole('link')).toHaveLength(2);
    expect(card).not.toHaveTextContent('Role ARN with path');
    const pressed = screen.getByRole('button', { name: '4 warnings' });
    expect(pressed).toHaveAttribute('aria-pressed', 'true');
    await user.click(pressed);
    expect(await area('Authentication')).toHaveTextContent(
      'Role ARN with path',
    );
  });

  it('opens an area to all of its checks', async () => {
    const user = userEvent.setup();
    show(storyDetail());
    const card = await area('Access keys');
    await user.click(within(card).getByRole('link', { name: 'All 9 checks' }));
    expect(
      within(await area('Access keys')).getAllByRole('listitem'),
    ).toHaveLength(9);
  });

  it('tells what changed, and what is less known in one line', async () => {
    show(storyDetail());
    const card = await area('Changed since the last scan');
    expect(
      within(card)
        .getAllByRole('listitem')
        .map(li => li.textContent),
    ).toEqual([
      expect.stringMatching(/^New fail.*Trust policy.*−10$/),
      expect.stringMatching(/^New warning.*aws-auth line.*−0.5$/),
      expect.stringMatching(/^Less known3 findings can no longer/),
      expect.stringMatching(/^Mended.*Key older.*\+4$/),
    ]);
  });

  it('has nothing that axe would mind', async () => {
    const { container } = show(storyDetail());
    await area('Authentication');
    expect(await axe(container)).toHaveNoViolations();
  });
});

describe('a scan', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());
  const user = () =>
    userEvent.setup({ advanceTimers: ms => jest.advanceTimersByTime(ms) });

  it('is started, followed and its outcome said; the old results stay meanwhile', async () => {
    const { api } = show(storyDetail(), {
      startScan: async () => aScan({ stepsDone: 0 }),
      getScan: async () =>
        aScan({ state: 'succeeded', newFindings: 2, mendedFindings: 1 }),
    });
    await user().click(
      await screen.findByRole('button', { name: 'Check now' }),
    );
    expect(
      await screen.findByRole('progressbar', { name: 'Scan' }),
    ).toHaveAttribute('aria-valuetext', 'Step 1 of 7: reading Kubernetes RBAC');
    expect(screen.getByRole('button', { name: 'Checking…' })).toBeDisabled();
    expect(await area('Authentication')).toBeInTheDocument();
    await act(async () => {
      await jest.advanceTimersByTimeAsync(1600);
    });
    expect(
      await screen.findByText('Scan finished: 2 new, 1 mended'),
    ).toBeInTheDocument();
    expect(api.getCluster).toHaveBeenCalledTimes(2);
  });

  it('says when it is too soon, and counts down', async () => {
    show(storyDetail({ checkAgainInSeconds: 20 }));
    expect(
      await screen.findByText('Checked just now, possible again in 20 s'),
    ).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Check now' })).toBeDisabled();
    await act(async () => {
      await jest.advanceTimersByTimeAsync(21_000);
    });
    expect(screen.getByRole('button', { name: 'Check now' })).toBeEnabled();
  });
});

it('is renewed when the backend signals that its cluster moved on, and only then', async () => {
  let send: (message: object) => void = () => {};
  const subscribe = jest.fn((channel: string, listen: (m: never) => void) => {
    if (channel === 'eks-iam-health') send = listen as typeof send;
    return { unsubscribe: () => {} };
  });
  const api = aMockedApi({ getCluster: async () => storyDetail() });
  renderWithApi(<ClusterHealth of={of} />, api, { signals: { subscribe } });
  await area('Authentication');
  act(() => send({ clusterId: 'another' }));
  expect(api.getCluster).toHaveBeenCalledTimes(1);
  act(() => send({ clusterId: of.clusterId, state: 'ended' }));
  await waitFor(() => expect(api.getCluster).toHaveBeenCalledTimes(2));
});

describe('states of the tab', () => {
  it('names the permission when it is denied', async () => {
    show(Promise.reject(aFailure(403, 'no')));
    expect(
      await screen.findByText(
        'You may see this cluster, but not its IAM health',
      ),
    ).toBeInTheDocument();
    expect(screen.getByText('eks-iam-health.cluster.read')).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Explain an error' }),
    ).toHaveAttribute('href', '/eks-iam-health/explain');
  });

  it('says that the portal does not know the cluster', async () => {
    show(Promise.reject(aFailure(404, 'no such cluster')));
    expect(
      await screen.findByText('The portal does not scan this cluster'),
    ).toBeInTheDocument();
  });

  it('offers to try again when nobody answers', async () => {
    const user = userEvent.setup();
    let answers = 0;
    show(storyDetail(), {
      getCluster: async () => {
        answers += 1;
        if (answers === 1) throw new TypeError('Failed to fetch');
        return storyDetail();
      },
    });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'could not be loaded: the backend did not answer',
    );
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await area('Authentication')).toBeInTheDocument();
  });

  it('shows a first scan as progress, without any score', async () => {
    const { container } = show(firstScanDetail());
    expect(
      await screen.findByRole('heading', { name: 'First scan is running' }),
    ).toBeInTheDocument();
    expect(
      screen.getByText('Step 5 of 7: reading Kubernetes RBAC'),
    ).toBeInTheDocument();
    expect(container).not.toHaveTextContent(/of 100/);
  });

  it('greys an old score, dates it, and does not explain it by other numbers', async () => {
    const detail = storyDetail();
    show({
      ...detail,
      summary: {
        ...detail.summary,
        condition: 'not-reachable',
        conditionDetail: 'the connection timed out after 10 s',
        scoreIsOld: true,
        score: 71,
        trend: [{ at: '2026-11-19T22:04:00Z', score: 71 }],
      },
    });
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent(
      'The Kubernetes API of this cluster cannot be reached. The connection timed out after 10 s.',
    );
    const summary = screen.getByRole('region', { name: 'Summary' });
    expect(summary).toHaveTextContent('Health score 71 of 100, Not reachable');
    expect(summary).toHaveTextContent(/19 Nov.*not counted as current/);
    expect(
      screen.queryByRole('button', { name: 'How the score is made' }),
    ).not.toBeInTheDocument();
  });

  it.each([
    ['stale', 'These results are stale.'],
    ['failed', 'The last scan failed.'],
  ] as const)('says when the results are %s', async (condition, words) => {
    const detail = storyDetail();
    show({ ...detail, summary: { ...detail.summary, condition } });
    expect(await screen.findByText(words)).toBeInTheDocument();
  });

  it('keeps a quick answer free of skeletons and says what it loads', async () => {
    show(new Promise(() => {}));
    const card = await screen.findByRole('region', { name: 'Summary' });
    expect(card).toHaveAttribute('aria-busy', 'true');
    expect(card.querySelector('.MuiSkeleton-root')).toBeNull();
    await waitFor(() =>
      expect(card.querySelector('.MuiSkeleton-root')).not.toBeNull(),
    );
  });
});
