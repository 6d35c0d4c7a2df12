import { ReactElement } from 'react';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { EksIamHealthApi, eksIamHealthApiRef } from '../api';
import { FixedClock } from '../components/Time';
import { rootRouteRef } from '../routes';
import { testNow } from '../testing/fixtures';

/** An api whose every call has to be told what to answer; a call nobody told fails the test. */
export function aMockedApi(
  answers: Partial<EksIamHealthApi>,
): jest.Mocked<EksIamHealthApi> {
  const names: Array<keyof EksIamHealthApi> = [
    'listClusters',
    'getClusterByEntity',
    'getCluster',
    'getHistory',
    'startScan',
    'getScan',
    'explain',
    'getRequestOptions',
    'previewRequest',
    'createRequest',
    'listRequests',
    'getRequest',
    'vote',
    'takeStep',
  ];
  return Object.fromEntries(
    names.map(name => {
      const unanswered = async () => {
        throw new Error(`nobody told ${name} an answer`);
      };
      const answer = (answers[name] ?? unanswered) as () => unknown;
      return [name, jest.fn(answer)];
    }),
  ) as unknown as jest.Mocked<EksIamHealthApi>;
}

/** A failure as the client throws it. */
export function aFailure(statusCode: number, message: string) {
  return Object.assign(new Error(message), {
    statusCode,
    body: { error: { message } },
  });
}

const silent: typeof signalApiRef.T = {
  subscribe: () => ({ unsubscribe: () => {} }),
};

/** Renders inside a portal whose time stands still and whose backend is `api`. */
export function renderWithApi(
  element: ReactElement,
  api: EksIamHealthApi,
  options: { url?: string; signals?: typeof signalApiRef.T } = {},
) {
  return renderInTestApp(<FixedClock now={testNow}>{element}</FixedClock>, {
    apis: [
      [eksIamHealthApiRef, api],
      [signalApiRef, options.signals ?? silent],
    ],
    mountedRoutes: { '/eks-iam-health': rootRouteRef },
    initialRouteEntries: [options.url ?? '/tab'],
  });
}
