export * from './ClusterStore';
export * from './ScanStore';
export * from './ReportStore';
export * from './DatabaseClusterStore';
export * from './DatabaseScanStore';
export * from './DatabaseReportStore';
export * from './migrate';
