export * from './EvidenceTable';
