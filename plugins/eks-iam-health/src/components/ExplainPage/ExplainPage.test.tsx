import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { axe } from 'jest-axe';
import { ExplainResponse } from 'backstage-plugin-eks-iam-health-common';
import { EksIamHealthApi, eksIamHealthApiRef } from '../../api';
import { ExplainPage } from './ExplainPage';

const response: ExplainResponse = {
  cluster: {
    id: 'aws.111122223333.eu-west-1.payments-prod',
    name: 'payments-prod',
    snapshotAt: '2026-11-21T14:02:00Z',
  },
  diagnosis: {
    pattern: 'access-denied',
    headline:
      'Your role may describe `payments-staging`, but not `payments-prod`',
    summary: '`omar` asked for `eks:DescribeCluster`.',
    topics: ['T1'],
    facts: {},
    causes: [
      {
        id: 'other-resource',
        title: 'the only statement that allows it names another cluster',
        certainty: 'proven',
        explanation: 'statement `ReadStagingCluster`',
        evidence: [
          {
            fact: 'Statement',
            value: 'ReadStagingCluster',
            readFrom: 'iam:GetAccountAuthorizationDetails',
          },
        ],
        repairs: [],
      },
      {
        id: 'scp',
        title: 'a service control policy refuses it as well',
        certainty: 'unknown',
        explanation: 'organization policies are not read',
        evidence: [],
        repairs: [],
      },
    ],
    gates: [
      { gate: 'aws', state: 'refused', detail: 'this error' },
      { gate: 'cluster', state: 'unknown', detail: 'not looked at' },
    ],
    restsOn: [{ text: 'service control policies', known: false }],
    documentation: 'https://docs.aws.amazon.com/eks/',
  },
};

const setup = (explain: EksIamHealthApi['explain']) => {
  const explainSpy = jest.fn(explain);
  const { container } = renderInTestApp(<ExplainPage />, {
    apis: [
      [
        eksIamHealthApiRef,
        {
          listClusters: async () => ({ items: [] }),
          explain: explainSpy,
        } as Partial<EksIamHealthApi> as EksIamHealthApi,
      ],
    ],
  });
  return { explain: explainSpy, container };
};

const ask = async (text: string) => {
  const field = await screen.findByRole('textbox', { name: 'Error text' });
  await userEvent.click(field);
  await userEvent.paste(text);
  await userEvent.click(screen.getByRole('button', { name: 'Explain' }));
};

describe('ExplainPage', () => {
  it('shows the answer first, the causes with their certainty, and what was not read', async () => {
    const { container } = setup(async () => response);
    await ask('error: You must be logged in to the server (Unauthorized)');
    expect(
      await screen.findByRole('heading', { name: /but not payments-prod/ }),
    ).toBeInTheDocument();
    const [first, second] = within(screen.getAllByRole('list')[0]).getAllByRole(
      'listitem',
    );
    expect(first).toHaveTextContent(/Proven.*names another cluster/);
    expect(second).toHaveTextContent(/Unknown.*service control policy/);
    expect(screen.getByText('Not read')).toBeInTheDocument();
    expect(await axe(container)).toHaveNoViolations();
  });

  it('blanks secrets before the text leaves the browser', async () => {
    const { explain } = setup(async () => response);
    const secret = 'q3nXTt0pLRz8Wb2mYVh5sJk7dGfA1cE9uIoP4xZa';
    await ask(`aws_secret_access_key = ${secret}\nUnauthorized`);
    expect(
      await screen.findByText('1 secret was blanked.'),
    ).toBeInTheDocument();
    expect(JSON.stringify(explain.mock.calls)).not.toContain(secret);
  });

  it('says what is wrong with nothing, and does not ask', async () => {
    const { explain } = setup(async () => response);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Explain' }),
    );
    expect(
      await screen.findByText('Paste an error text first.'),
    ).toBeInTheDocument();
    expect(explain).not.toHaveBeenCalled();
  });

  it('refuses more than the backend reads', async () => {
    const { explain } = setup(async () => response);
    await ask('x'.repeat(100_001));
    expect(await screen.findByText(/The text is too long/)).toBeInTheDocument();
    expect(explain).not.toHaveBeenCalled();
  });

  it('says the reason when the backend refuses', async () => {
    setup(() =>
      Promise.reject(
        Object.assign(new Error('no'), {
          statusCode: 400,
          body: { error: { name: 'InputError', message: 'the text is empty' } },
        }),
      ),
    );
    await ask('x');
    expect(
      await screen.findByText(
        'The text could not be explained: the text is empty.',
      ),
    ).toBeInTheDocument();
  });
});
