import { DiscoveryApi, FetchApi } from '@backstage/core-plugin-api';
import { ResponseError } from '@backstage/errors';
import {
  ExplainRequest,
  NewAccessRequest,
  RequestView,
  RequestVote,
} from 'backstage-plugin-eks-iam-health-common';
import { EksIamHealthApi, RequestStep } from './EksIamHealthApi';

/** Speaks to the plugin's backend over HTTP. @public */
export class EksIamHealthClient implements EksIamHealthApi {
  readonly #discoveryApi: DiscoveryApi;
  readonly #fetchApi: FetchApi;

  constructor(options: { discoveryApi: DiscoveryApi; fetchApi: FetchApi }) {
    this.#discoveryApi = options.discoveryApi;
    this.#fetchApi = options.fetchApi;
  }

  listClusters: EksIamHealthApi['listClusters'] = () => this.#get('/clusters');

  getClusterByEntity: EksIamHealthApi['getClusterByEntity'] = entityRef =>
    this.#get('/clusters/by-entity', { entityRef });

  getCluster: EksIamHealthApi['getCluster'] = id =>
    this.#get(`/clusters/${encodeURIComponent(id)}`);

  getHistory: EksIamHealthApi['getHistory'] = id =>
    this.#get(`/clusters/${encodeURIComponent(id)}/history`);

  startScan: EksIamHealthApi['startScan'] = id =>
    this.#post(`/clusters/${encodeURIComponent(id)}/scans`, {});

  getScan: EksIamHealthApi['getScan'] = id =>
    this.#get(`/scans/${encodeURIComponent(id)}`);

  explain: EksIamHealthApi['explain'] = (request: ExplainRequest) =>
    this.#post('/explain', request);

  getRequestOptions: EksIamHealthApi['getRequestOptions'] = id =>
    this.#get(`/clusters/${encodeURIComponent(id)}/request-options`);

  previewRequest: EksIamHealthApi['previewRequest'] = (
    request: NewAccessRequest,
  ) => this.#post('/requests/preview', request);

  createRequest: EksIamHealthApi['createRequest'] = (
    request: NewAccessRequest,
  ) => this.#post('/requests', request);

  listRequests: EksIamHealthApi['listRequests'] = (filter: {
    view: RequestView;
    clusterId?: string;
  }) => this.#get('/requests', filter);

  getRequest: EksIamHealthApi['getRequest'] = id =>
    this.#get(`/requests/${encodeURIComponent(id)}`);

  vote: EksIamHealthApi['vote'] = (id: string, vote: RequestVote) =>
    this.#post(`/requests/${encodeURIComponent(id)}/vote`, vote);

  takeStep: EksIamHealthApi['takeStep'] = (id, step: RequestStep, body) =>
    this.#post(`/requests/${encodeURIComponent(id)}/${step}`, body);

  #get<T>(path: string, query: Record<string, string | undefined> = {}) {
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined) search.set(name, value);
    }
    return this.#call<T>(search.size > 0 ? `${path}?${search}` : path);
  }

  #post<T>(path: string, body: unknown) {
    return this.#call<T>(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
  }

  async #call<T>(path: string, init?: RequestInit): Promise<T> {
    const base = await this.#discoveryApi.getBaseUrl('eks-iam-health');
    const response = await this.#fetchApi.fetch(`${base}${path}`, init);
    if (!response.ok) throw await ResponseError.fromResponse(response);
    return response.json();
  }
}
