import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import {
  accessRequestCreatePermission,
  clusterCheckPermission,
  ClusterDetail,
  ClusterHistory,
  ClusterList,
  ClusterSummary,
} from 'backstage-plugin-eks-iam-health-common';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import { audited } from './audited';
import { parse } from './parse';
import { RouterDeps } from './RouterDeps';

const entityQuery = z.strictObject({
  entityRef: z
    .string()
    .max(500)
    .regex(/^[\x21-\x7e]+$/, 'not an entity reference'),
});

/** `/clusters`: the fleet, one cluster, its history. */
export function clustersRouter(deps: RouterDeps): Router {
  const { access, views, reports, auth, httpAuth, auditor, signals } = deps;
  const router = PromiseRouter();

  router.get('/clusters', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    const clusters = await access.visible(credentials);
    const now = new Date();
    const list: ClusterList = {
      items: clusters.map(cluster => views.summary(cluster, now)),
    };
    res.json(list);
  });

  router.get('/clusters/by-entity', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    const { entityRef } = parse(entityQuery, req.query, 'query');
    const cluster = await access.storedByEntity(
      canonicalRef(entityRef),
      credentials,
    );
    res.json(views.summary(cluster) satisfies ClusterSummary);
  });

  router.get('/clusters/:id', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    const { id } = req.params;
    const detail = await audited(
      auditor,
      {
        eventId: 'cluster-fetch',
        request: req,
        meta: { queryType: 'by-id', clusterId: id },
      },
      async (): Promise<ClusterDetail> => {
        const cluster = await access.stored(id, credentials);
        if (auth.isPrincipal(credentials, 'user')) {
          signals.watch(cluster.id, credentials.principal.userEntityRef);
        }
        const [check, request] = await Promise.all([
          access.isAllowed(clusterCheckPermission, credentials),
          access.isAllowed(accessRequestCreatePermission, credentials),
        ]);
        return views.detail(cluster, { check, request });
      },
    );
    res.json(detail);
  });

  router.get('/clusters/:id/history', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    const cluster = await access.stored(req.params.id, credentials);
    const history: ClusterHistory = await reports.history(cluster.id);
    res.json(history);
  });

  return router;
}

function canonicalRef(entityRef: string): string {
  try {
    return stringifyEntityRef(parseEntityRef(entityRef));
  } catch {
    throw new InputError(
      'the query is not valid: `entityRef`: not an entity reference',
    );
  }
}
