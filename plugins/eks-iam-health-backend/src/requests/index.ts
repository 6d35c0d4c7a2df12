export { createRequestsModule } from './createRequestsModule';
