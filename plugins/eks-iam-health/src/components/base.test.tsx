import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { axe } from 'jest-axe';
import { Repair } from 'backstage-plugin-eks-iam-health-common';
import {
  CodeBlock,
  CoverageMeter,
  EvidenceTable,
  HealthCard,
  InlineCode,
  RepairTabs,
  Severity,
  Verdict,
} from '.';

const target = {
  clusterName: 'payments-prod',
  region: 'eu-west-1',
  accountId: '111122223333',
  partition: 'aws',
};

const repair: Repair = {
  title: 'Add an access entry for the role',
  class: 'review',
  actions: [
    {
      kind: 'create-access-entry',
      principalArn: 'arn:aws:iam::111122223333:role/eng/Dev',
      type: 'STANDARD',
      kubernetesGroups: ['developers'],
      policies: [],
    },
  ],
  needs: ['eks:CreateAccessEntry'],
  cautions: [],
};

describe('the base components', () => {
  it('say a status in words, also where the word is hidden', async () => {
    renderInTestApp(<Verdict verdict="unknown" hideWord />);
    expect(await screen.findByText('Unknown')).toBeInTheDocument();
  });

  it('say the severity in a word beside the bars', async () => {
    renderInTestApp(<Severity severity="critical" />);
    expect(await screen.findByText('Critical')).toBeInTheDocument();
  });

  it('make code of backticks and shorten ARNs, keeping the whole in the title', async () => {
    renderInTestApp(
      <p>
        <InlineCode
          text="`arn:aws:iam::111122223333:role/eng/Dev` never matches"
          accountId="111122223333"
          sentence
        />
      </p>,
    );
    const code = await screen.findByText('role/eng/Dev');
    expect(code.tagName).toBe('CODE');
    expect(code).toHaveAttribute(
      'title',
      'arn:aws:iam::111122223333:role/eng/Dev',
    );
    expect(code.parentElement).toHaveTextContent('role/eng/Dev never matches.');
  });

  it('leave a lone backtick as it is', async () => {
    renderInTestApp(
      <p data-testid="p">
        <InlineCode text="a ` b" />
      </p>,
    );
    expect(await screen.findByTestId('p')).toHaveTextContent('a b');
    expect(screen.queryByRole('code')).not.toBeInTheDocument();
  });

  it('never say 100 percent while something is unknown', async () => {
    renderInTestApp(
      <CoverageMeter
        coverage={0.999}
        counts={{
          pass: 998,
          fail: 1,
          warn: 0,
          unknown: 1,
          'not-applicable': 0,
        }}
      />,
    );
    expect(await screen.findByRole('progressbar')).toHaveAttribute(
      'aria-valuetext',
      '99 percent, 999 of 1000 checks',
    );
  });

  it('copy code and announce it', async () => {
    const user = userEvent.setup();
    const write = jest.spyOn(navigator.clipboard, 'writeText');
    renderInTestApp(<CodeBlock title="Undo" code="aws eks delete-it" />);
    await user.click(await screen.findByRole('button', { name: 'Copy: Undo' }));
    expect(await screen.findByText('Copied: Undo')).toBeInTheDocument();
    expect(write).toHaveBeenCalledWith('aws eks delete-it');
  });

  it('show a repair for each tool as Do, Verify and Undo', async () => {
    const user = userEvent.setup();
    const { container } = renderInTestApp(
      <main>
        <RepairTabs repair={repair} target={target} winsPoints={10} />
      </main>,
    );
    expect(await screen.findByText('Review first')).toBeInTheDocument();
    expect(screen.getByText('wins back 10 points')).toBeInTheDocument();
    const panel = screen.getByRole('tabpanel', { name: 'AWS CLI' });
    expect(panel).toHaveTextContent(/Do.*Verify.*Undo/s);
    expect(panel).toHaveTextContent(/create-access-entry/);
    expect(panel).not.toHaveTextContent(/<[a-z-]+>|TODO|REPLACE/);
    const tabs = within(screen.getByRole('tablist'));
    await user.click(tabs.getByRole('tab', { name: 'Terraform' }));
    expect(
      screen.getByRole('tabpanel', { name: 'Terraform' }),
    ).toHaveTextContent(/aws_eks_access_entry/);
    expect(await axe(container)).toHaveNoViolations();
  });

  it('say when there is no command', async () => {
    renderInTestApp(
      <RepairTabs
        repair={{ ...repair, class: 'advice', actions: [] }}
        target={target}
      />,
    );
    expect(
      await screen.findByText(/There is no command for this/),
    ).toBeInTheDocument();
  });

  it('head evidence with where it was read', async () => {
    const { container } = renderInTestApp(
      <main>
        <EvidenceTable
          accountId="111122223333"
          evidence={[
            {
              fact: 'Line in aws-auth',
              value: 'arn:aws:iam::111122223333:role/eng/Dev',
              readFrom: '`kube-system/aws-auth`, `mapRoles[2]`',
            },
          ]}
        />
      </main>,
    );
    const table = await screen.findByRole('table', { name: 'Evidence' });
    expect(
      within(table).getByRole('row', { name: /Line in aws-auth/ }),
    ).toHaveTextContent('role/eng/Devkube-system/aws-auth, mapRoles[2]');
    expect(await axe(container)).toHaveNoViolations();
  });

  it('frame a failure with its reason and a way on', async () => {
    const user = userEvent.setup();
    const retry = jest.fn();
    renderInTestApp(
      <HealthCard
        title="The list"
        state={{ status: 'error', error: new TypeError('Failed'), retry }}
      />,
    );
    expect(
      await screen.findByText(
        /The list could not be loaded: the backend did not answer/,
      ),
    ).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(retry).toHaveBeenCalledTimes(1);
  });
});
