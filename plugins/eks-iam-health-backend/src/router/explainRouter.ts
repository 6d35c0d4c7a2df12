import {
  clusterHealthReadPermission,
  clusterMentioned,
  ExplainResponse,
  MentionedCluster,
} from 'backstage-plugin-eks-iam-health-common';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import { KnownCluster } from '../requestsModule';
import { TooLargeError } from './errors';
import { parse } from './parse';
import { RouterDeps } from './RouterDeps';

/** The longest text that is explained, in bytes. */
const TEXT_LIMIT = 100 * 1024;

const explainBody = z.strictObject({
  text: z.string().trim().min(1, 'there is no text to explain'),
  clusterId: z.string().min(1).max(300).optional(),
});

/** `/explain`: a pasted error, with what a cluster's snapshot says about it. The text is neither stored nor logged. */
export function explainRouter(deps: RouterDeps): Router {
  const { access, reports, explain, httpAuth } = deps;
  const router = PromiseRouter();

  router.post('/explain', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    const { text, clusterId } = parse(explainBody, req.body, 'body');
    if (Buffer.byteLength(text, 'utf8') > TEXT_LIMIT) {
      throw new TooLargeError('the text is longer than 100 kB');
    }
    const response = clusterId
      ? await explainFor(clusterId)
      : await explainAlone();
    res.json(response satisfies ExplainResponse);

    async function explainFor(id: string): Promise<ExplainResponse> {
      const { name } = await access.get(id, credentials);
      const snapshot = await reports.latestSnapshot(id);
      return {
        diagnosis: explain(text, snapshot),
        cluster: snapshot && { id, name, snapshotAt: snapshot.collectedAt },
      };
    }

    /** The text may name a cluster, which counts if the caller may see it and no other one can be meant. */
    async function explainAlone(): Promise<ExplainResponse> {
      const mentioned = clusterMentioned(text);
      const meant =
        mentioned &&
        (await access.isAllowed(clusterHealthReadPermission, credentials))
          ? (await access.list(credentials)).filter(c => isMeant(mentioned, c))
          : [];
      if (meant.length !== 1) return { diagnosis: explain(text) };
      return explainFor(meant[0].id);
    }
  });

  return router;
}

function isMeant(mentioned: MentionedCluster, cluster: KnownCluster): boolean {
  const { arn, name, region, accountId } = mentioned;
  if (arn) return arn === cluster.arn;
  return (
    name === cluster.name &&
    (!region || region === cluster.region) &&
    (!accountId || accountId === cluster.accountId)
  );
}
