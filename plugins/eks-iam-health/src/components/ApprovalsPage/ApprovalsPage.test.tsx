import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { entityPresentationApiRef } from '@backstage/plugin-catalog-react';
import { axe } from 'jest-axe';
import { AccessRequestDetail } from 'backstage-plugin-eks-iam-health-common';
import { EksIamHealthApi, eksIamHealthApiRef } from '../../api';
import { ApprovalsPage } from './ApprovalsPage';

const request: AccessRequestDetail = {
  id: 'r1',
  version: 3,
  revision: 1,
  specHash: 'abc',
  state: 'pending',
  clusterArn: 'arn:aws:eks:eu-west-1:111122223333:cluster/payments-prod',
  clusterId: 'aws.111122223333.eu-west-1.payments-prod',
  requesterRef: 'user:default/omar.farouk',
  subjectRef: 'group:default/checkout',
  principalArn: 'arn:aws:iam::111122223333:role/CheckoutDeveloper',
  level: 'view',
  scope: { type: 'namespace', namespaces: ['checkout'] },
  durationSeconds: 8 * 3600,
  reason: 'follow the rollout',
  createdAt: '2026-11-21T14:00:00Z',
  attempts: 0,
  events: [
    {
      sequence: 1,
      at: '2026-11-21T14:00:00Z',
      actor: 'user:default/omar.farouk',
      event: 'create',
      to: 'pending',
    },
  ],
  may: { approve: true, cancel: false, release: false, revoke: false },
  approvers: ['user:default/maya.lindqvist'],
  plan: ['create an access entry'],
  risks: [
    { level: 'warning', text: 'everybody who can assume the role gains' },
  ],
};

const setup = (
  detail: AccessRequestDetail,
  vote: EksIamHealthApi['vote'] = async () => detail,
) => {
  const voteSpy = jest.fn(vote);
  const { container } = renderInTestApp(<ApprovalsPage />, {
    initialRouteEntries: ['/r1'],
    apis: [
      [
        eksIamHealthApiRef,
        {
          listRequests: async () => ({ items: [detail] }),
          getRequest: async () => detail,
          vote: voteSpy,
        } as Partial<EksIamHealthApi> as EksIamHealthApi,
      ],
      [
        entityPresentationApiRef,
        {
          forEntity: (ref: unknown) => {
            const title = String(ref);
            const snapshot = { entityRef: title, primaryTitle: title };
            return {
              snapshot,
              promise: Promise.resolve(snapshot),
            };
          },
        },
      ],
    ],
  });
  return { vote: voteSpy, container };
};

describe('ApprovalsPage', () => {
  it('votes on exactly the version and content that is shown', async () => {
    const { vote, container } = setup(request);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Approve 8 hours' }),
    );
    expect(vote).toHaveBeenCalledWith('r1', {
      decision: 'approve',
      version: 3,
      specHash: 'abc',
      comment: undefined,
    });
    expect(await axe(container)).toHaveNoViolations();
  });

  it('does not deny without a word', async () => {
    const { vote } = setup(request);
    await userEvent.click(await screen.findByRole('button', { name: 'Deny' }));
    expect(screen.getByText('Say why before you deny.')).toBeInTheDocument();
    expect(vote).not.toHaveBeenCalled();
  });

  it('says that the request changed when the backend does', async () => {
    setup(request, async () => {
      throw Object.assign(new Error('conflict'), { statusCode: 409 });
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Approve 8 hours' }),
    );
    expect(
      await screen.findByText(
        'The request changed while you were reading. Look again.',
      ),
    ).toBeInTheDocument();
  });

  it('offers no vote to those who may not, and says why', async () => {
    setup({
      ...request,
      may: {
        ...request.may,
        approve: false,
        approveRefusal: 'you asked for it yourself',
      },
    });
    expect(
      await screen.findByText('You asked for it yourself.'),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: /Approve/ }),
    ).not.toBeInTheDocument();
  });
});
