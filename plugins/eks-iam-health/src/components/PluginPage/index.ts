export * from './PluginPage';
