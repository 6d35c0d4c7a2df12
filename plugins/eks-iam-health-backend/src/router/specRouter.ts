import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { Router } from 'express';
import { readFileSync } from 'fs';
import { parse } from 'yaml';

/** The description of the API, in the repository and in the published package alike. */
export function readSpec(): Record<string, unknown> {
  const path = resolvePackagePath(
    'backstage-plugin-eks-iam-health-backend',
    'src/schema/openapi.yaml',
  );
  return parse(readFileSync(path, 'utf8'));
}

/** `/openapi.json`: where Backstage looks for it. */
export function specRouter(): Router {
  const router = Router();
  const spec = readSpec();
  router.get('/openapi.json', (_req, res) => {
    res.json(spec);
  });
  return router;
}
