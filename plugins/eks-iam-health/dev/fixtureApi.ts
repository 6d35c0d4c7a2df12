import {
  clusterArnOf,
  ClusterDetail,
  ClusterSummary,
  parseClusterArn,
} from 'backstage-plugin-eks-iam-health-common';
import { EksIamHealthApi } from '../src/api';
import { aDetail, aScan, aSummary } from '../src/testing/fixtures';
import {
  firstScanDetail,
  storyDetail,
  storyFleet,
  storyHistory,
} from '../src/testing/story';

const failure = (statusCode: number, message: string) =>
  Object.assign(new Error(message), {
    statusCode,
    body: { error: { message } },
  });

const wait = (milliseconds: number) =>
  new Promise(resolve => setTimeout(resolve, milliseconds));

const healthy = () => aDetail({ summary: { name: 'identity-prod' } });

/** One cluster per state; its name says which. */
const states: Record<string, () => ClusterDetail | Promise<ClusterDetail>> = {
  'payments-prod': () => storyDetail(),
  'identity-prod': healthy,
  'web-canary': firstScanDetail,
  scanning: () => storyDetail({ runningScan: aScan() }),
  'too-soon': () => storyDetail({ checkAgainInSeconds: 20 }),
  'not-reachable': () => {
    const detail = storyDetail();
    return {
      ...detail,
      summary: {
        ...detail.summary,
        condition: 'not-reachable',
        scoreIsOld: true,
        conditionDetail:
          'the connection to `https://3F2A.gr7.eu-central-1.eks.amazonaws.com` timed out after 10 s',
      },
    };
  },
  stale: () => {
    const detail = storyDetail();
    return { ...detail, summary: { ...detail.summary, condition: 'stale' } };
  },
  failed: () => {
    const detail = storyDetail();
    return {
      ...detail,
      summary: {
        ...detail.summary,
        condition: 'failed',
        conditionDetail: 'no credentials for account `111122223333`',
      },
    };
  },
  denied: () => {
    throw failure(403, 'not allowed to read this cluster');
  },
  unknown: () => {
    throw failure(404, 'no such cluster');
  },
  down: () => {
    throw new TypeError('Failed to fetch');
  },
  slow: async () => {
    await wait(60_000);
    return storyDetail();
  },
};

/** The names of all states that the dev page can show. */
export const stateNames = Object.keys(states);

const nameOf = (id: string) =>
  parseClusterArn(clusterArnOf(id) ?? '')?.name ?? id;

const notHere = async () => {
  throw failure(501, 'the dev page has no backend for this');
};

const many: ClusterSummary[] = Array.from({ length: 1000 }, (_, i) =>
  aSummary({ name: `cluster-${i}`, score: 100 - (i % 70) }),
);

/** The client of the plugin without a backend. */
export const fixtureApi: EksIamHealthApi = {
  listClusters: async () => {
    const { search } = window.location;
    if (search.includes('fixture=many')) return { items: many };
    return { items: search.includes('fixture=none') ? [] : storyFleet };
  },
  getClusterByEntity: async entityRef => {
    const name = entityRef.slice(entityRef.indexOf('/') + 1);
    return aSummary({ name });
  },
  getCluster: async id => states[nameOf(id)]?.() ?? storyDetail(),
  getHistory: async () => storyHistory,
  startScan: async () => aScan({ stepsDone: 0, state: 'queued' }),
  getScan: async () => aScan(),
  explain: notHere,
  getRequestOptions: notHere,
  previewRequest: notHere,
  createRequest: notHere,
  listRequests: async () => ({ items: [] }),
  getRequest: notHere,
  vote: notHere,
  takeStep: notHere,
};
