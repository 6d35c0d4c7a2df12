export * from './goValues';
export * from './injectionOf';
export { skipWebhookLabel, webhookAnnotations } from './settings';
