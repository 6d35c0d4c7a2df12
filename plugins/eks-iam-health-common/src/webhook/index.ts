export { firstCsvRecord } from './firstCsvRecord';
export * from './goValues';
export * from './injectionOf';
export { skipWebhookLabel, webhookAnnotations } from './settings';
