import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe } from 'jest-axe';
import { aDetail, aFinding, anOutcome } from '../../testing/fixtures';
import { aMockedApi, renderWithApi } from '../../__testUtils__/renderWithApi';
import { pathFindingKey, storyDetail, storyHistory } from '../../testing/story';
import { ClusterHealth } from '../ClusterHealth';

jest.setTimeout(30_000);

const of = { clusterId: 'aws.111122223333.eu-west-1.payments-prod' };

function show(finding?: string, detail = storyDetail()) {
  const api = aMockedApi({
    getCluster: async () => detail,
    getHistory: async () => storyHistory,
  });
  const query = finding ? `?${new URLSearchParams({ finding })}` : '';
  renderWithApi(<ClusterHealth of={of} />, api, { url: `/tab${query}` });
  return api;
}

const two = aDetail({
  checks: [
    anOutcome({
      checkId: 'first',
      title: 'The first check',
      findings: [
        aFinding({ subject: 'ns/a', message: 'a is wrong' }),
        aFinding({ subject: 'ns/b', message: 'b is wrong' }),
      ],
    }),
    anOutcome({
      checkId: 'second',
      title: 'The second check',
      area: 'rbac',
      verdict: 'unknown',
      missing: [
        {
          section: 'bindings',
          reason: 'denied',
          detail: 'may not list bindings',
          permission: 'list rolebindings',
        },
      ],
    }),
  ],
});

describe('the finding drawer', () => {
  it('opens by its address with found, evidence, why, repair and history in this order', async () => {
    show(pathFindingKey);
    const drawer = await screen.findByRole('dialog', {
      name: 'Role ARN with path in aws-auth',
    });
    await within(drawer).findByText('New fail');
    expect(
      within(drawer)
        .getAllByRole('heading', { level: 3 })
        .map(heading => heading.textContent),
    ).toEqual([
      'What was found',
      'Evidence',
      'Why it matters',
      'Who is affected',
      'Repair',
      'History',
    ]);
    expect(drawer).toHaveTextContent(
      'role/eng/platform/PaymentsDeveloper never matches; 14 people get Unauthorized.',
    );
    expect(drawer).toHaveTextContent('costs 10 points');
    expect(
      within(drawer).getByRole('link', { name: 'Request access' }),
    ).toHaveAttribute(
      'href',
      `/eks-iam-health/requests/new?cluster=${of.clusterId}`,
    );
    expect(await axe(drawer)).toHaveNoViolations();
  });

  it('takes the focus to its title and gives it back to the row', async () => {
    const user = userEvent.setup();
    show(undefined, two);
    const row = await screen.findByRole('link', { name: /The first check/ });
    await user.click(row);
    const title = await screen.findByRole('heading', {
      name: 'The first check',
      level: 2,
    });
    expect(title).toHaveFocus();
    await user.keyboard('{Escape}');
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(screen.getByRole('link', { name: /The first check/ })).toHaveFocus();
  });

  it('goes on through the list behind it', async () => {
    const user = userEvent.setup();
    show('first~ns/a', two);
    const drawer = () => screen.getByRole('dialog');
    await screen.findByText('A is wrong.');
    expect(
      screen.getByRole('button', { name: 'Previous finding' }),
    ).toBeDisabled();
    await user.click(screen.getByRole('button', { name: 'Next finding' }));
    expect(drawer()).toHaveTextContent('B is wrong.');
    await user.click(screen.getByRole('button', { name: 'Next finding' }));
    expect(drawer()).toHaveTextContent('The second check');
    expect(screen.getByRole('button', { name: 'Next finding' })).toBeDisabled();
  });

  it('says what was not read, and that this is no pass', async () => {
    show('second~', two);
    const drawer = await screen.findByRole('dialog', {
      name: 'The second check',
    });
    expect(drawer).toHaveTextContent('This is not a pass.');
    expect(drawer).toHaveTextContent(
      'RoleBindings and ClusterRoleBindings: may not list bindings (needs list rolebindings)',
    );
  });

  it('says so when the finding is gone, and still tells its history', async () => {
    show('key-too-old~arn:aws:iam::111122223333:user/svc-settlement');
    const drawer = await screen.findByRole('dialog', {
      name: 'This finding is not in the report',
    });
    expect(drawer).toHaveTextContent('it was mended, or its subject is gone');
    expect(await within(drawer).findByText('Mended')).toBeInTheDocument();
  });
});
