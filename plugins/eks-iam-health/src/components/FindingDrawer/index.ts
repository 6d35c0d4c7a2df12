export * from './FindingDrawer';
export * from './Section';
export * from './SideDrawer';
