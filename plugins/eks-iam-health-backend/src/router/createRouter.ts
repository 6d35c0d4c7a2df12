import express, { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { clustersRouter } from './clustersRouter';
import { bodyErrors } from './errors';
import { explainRouter } from './explainRouter';
import { RouterDeps } from './RouterDeps';
import { scansRouter } from './scansRouter';
import { specRouter } from './specRouter';

/** The HTTP API, see `schema/openapi.yaml`. Errors get their form from the framework. */
export function createRouter(deps: RouterDeps, more: Router[] = []): Router {
  const router = PromiseRouter();
  router.use(express.json({ limit: '256kb' }));
  router.use(bodyErrors);

  router.get('/health', (_req, res) => {
    res.json({ status: 'ok' });
  });
  router.use(specRouter());
  router.use(clustersRouter(deps));
  router.use(scansRouter(deps));
  router.use(explainRouter(deps));
  for (const part of more) router.use(part);
  return router;
}
