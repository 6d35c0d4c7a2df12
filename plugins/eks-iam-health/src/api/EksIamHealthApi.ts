import { createApiRef } from '@backstage/core-plugin-api';
import {
  AccessRequestDetail,
  AccessRequestList,
  ClusterDetail,
  ClusterHistory,
  ClusterList,
  ClusterSummary,
  ExplainRequest,
  ExplainResponse,
  NewAccessRequest,
  RequestOptions,
  RequestPreview,
  RequestView,
  RequestVote,
  ScanView,
} from 'backstage-plugin-eks-iam-health-common';

/** What may be done to a request besides voting. @public */
export type RequestStep = 'cancel' | 'release' | 'revoke';

/** The backend of EKS IAM Health as the pages see it; failures are thrown as `ResponseError`. @public */
export interface EksIamHealthApi {
  listClusters(): Promise<ClusterList>;
  getClusterByEntity(entityRef: string): Promise<ClusterSummary>;
  getCluster(clusterId: string): Promise<ClusterDetail>;
  getHistory(clusterId: string): Promise<ClusterHistory>;
  startScan(clusterId: string): Promise<ScanView>;
  getScan(scanId: string): Promise<ScanView>;

  explain(request: ExplainRequest): Promise<ExplainResponse>;

  getRequestOptions(clusterId: string): Promise<RequestOptions>;
  previewRequest(request: NewAccessRequest): Promise<RequestPreview>;
  createRequest(request: NewAccessRequest): Promise<AccessRequestDetail>;
  listRequests(filter: {
    view: RequestView;
    clusterId?: string;
  }): Promise<AccessRequestList>;
  getRequest(requestId: string): Promise<AccessRequestDetail>;
  vote(requestId: string, vote: RequestVote): Promise<AccessRequestDetail>;
  takeStep(
    requestId: string,
    step: RequestStep,
    body: { version: number; comment?: string },
  ): Promise<AccessRequestDetail>;
}

/** The client of the plugin's backend. @public */
export const eksIamHealthApiRef = createApiRef<EksIamHealthApi>({
  id: 'plugin.eks-iam-health.client',
});
