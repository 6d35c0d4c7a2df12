import {
  AuditorService,
  AuthService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import {
  ClusterSnapshot,
  Diagnosis,
} from 'backstage-plugin-eks-iam-health-common';
import { ScanCoordinator } from '../scans/ScanCoordinator';
import { ScanSignals } from '../scans/ScanSignals';
import { ReportStore, ScanStore } from '../store';
import { ClusterAccess } from './ClusterAccess';
import { ClusterViews } from './ClusterViews';

/** What the explainer of the common package does, with the snapshot where there is one. */
export type Explain = (text: string, snapshot?: ClusterSnapshot) => Diagnosis;

export interface RouterDeps {
  access: ClusterAccess;
  views: ClusterViews;
  scans: ScanStore;
  reports: ReportStore;
  coordinator: ScanCoordinator;
  signals: ScanSignals;
  explain: Explain;
  auth: AuthService;
  httpAuth: HttpAuthService;
  auditor: AuditorService;
}
