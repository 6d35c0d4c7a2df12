/** The parts that every screen is made of. */
export * from './classNames';
export * from './visuallyHidden';
export * from './CodeBlock';
export * from './ContentRoot';
export * from './CoverageMeter';
export * from './EvidenceTable';
export * from './HealthCard';
export * from './InlineCode';
export * from './Note';
export * from './RepairTabs';
export * from './Sparkline';
export * from './Status';
export * from './Tag';
export * from './TextLink';
export * from './Time';
