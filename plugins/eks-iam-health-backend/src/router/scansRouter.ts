import { NotFoundError } from '@backstage/errors';
import {
  clusterCheckPermission,
  ScanView,
} from 'backstage-plugin-eks-iam-health-common';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { validate as isUuid } from 'uuid';
import { audited } from './audited';
import { TooSoonError } from './errors';
import { nothing, parse } from './parse';
import { RouterDeps } from './RouterDeps';

/** "Check now", and following the scan that it starts. */
export function scansRouter(deps: RouterDeps): Router {
  const { access, views, scans, coordinator, httpAuth, auditor } = deps;
  const router = PromiseRouter();

  router.post('/clusters/:id/scans', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    parse(nothing, req.body, 'body');
    const scan = await audited(
      auditor,
      {
        eventId: 'cluster-check',
        severityLevel: 'medium',
        request: req,
        meta: { clusterId: req.params.id },
      },
      async (): Promise<ScanView> => {
        const cluster = await access.stored(req.params.id, credentials);
        await access.require(clusterCheckPermission, credentials);
        // a scan that is asked for or running already is the answer, however soon somebody asks again
        const { openScan } = cluster;
        if (openScan?.state === 'running') return openScan;
        if (openScan?.trigger === 'on-demand') return openScan;
        const wait = await views.checkAgainInSeconds(cluster.id);
        if (wait > 0) {
          res.setHeader('Retry-After', String(wait));
          throw new TooSoonError(
            `this cluster was checked a moment ago; it can be checked again in ${wait} seconds`,
            wait,
          );
        }
        return coordinator.checkNow(cluster);
      },
    );
    res.status(202).json(scan);
  });

  router.get('/scans/:id', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    const missing = `no scan \`${req.params.id.slice(
      0,
      100,
    )}\`, or you may not see it`;
    const scan = isUuid(req.params.id)
      ? await scans.get(req.params.id)
      : undefined;
    if (!scan) {
      throw new NotFoundError(missing);
    }
    try {
      await access.stored(scan.clusterId, credentials);
    } catch (error) {
      // the cluster's own words would tell that the scan exists
      if (error instanceof NotFoundError) throw new NotFoundError(missing);
      throw error;
    }
    res.json(scan satisfies ScanView);
  });

  return router;
}
