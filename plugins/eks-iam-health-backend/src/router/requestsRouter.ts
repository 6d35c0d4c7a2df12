import {
  AuditorService,
  HttpAuthService,
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  BasicPermission,
} from '@backstage/plugin-permission-common';
import {
  accessRequestApprovePermission,
  accessRequestCreatePermission,
  AccessRequestDetail,
  AccessRequestList,
  canonicalRef,
  RequestOptions,
  RequestPreview,
} from 'backstage-plugin-eks-iam-health-common';
import { Request, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { Caller, RequestService } from '../requests/RequestService';
import { audited } from './audited';
import { parse } from './parse';
import {
  idempotencyKey,
  listQuery,
  newAccessRequest,
  versioned,
  vote,
} from './requestsSchemas';

export interface RequestsRouterDeps {
  service: RequestService;
  httpAuth: HttpAuthService;
  userInfo: UserInfoService;
  permissions: PermissionsService;
  auditor: AuditorService;
}

/**
 * Access requests over HTTP. Who acts is told by the verified credentials alone. Permissions are asked besides; who may
 * decide on what is decided by the service, and taking access away needs no permission.
 */
export function requestsRouter(deps: RequestsRouterDeps): Router {
  const { service, httpAuth, userInfo, permissions, auditor } = deps;
  const router = PromiseRouter();

  /** The user behind the call; services are nobody here. */
  const callerOf = async (req: Request): Promise<Caller> => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const { userEntityRef, actor } = credentials.principal;
    const { ownershipEntityRefs } = await userInfo.getUserInfo(credentials);
    return {
      ref: canonicalRef(userEntityRef),
      credentials,
      throughAutomation: actor !== undefined,
      groupRefs: ownershipEntityRefs,
    };
  };
  const mustHave = async (permission: BasicPermission, caller: Caller) => {
    const [{ result }] = await permissions.authorize([{ permission }], caller);
    if (result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(
        `this needs the permission \`${permission.name}\``,
      );
    }
  };

  router.get('/clusters/:id/request-options', async (req, res) => {
    const caller = await callerOf(req);
    const options = await service.options(req.params.id, caller);
    res.json(options satisfies RequestOptions);
  });

  router.post('/requests/preview', async (req, res) => {
    const caller = await callerOf(req);
    await mustHave(accessRequestCreatePermission, caller);
    const wish = parse(newAccessRequest, req.body, 'body');
    const preview = await service.preview(wish, caller);
    res.json(preview satisfies RequestPreview);
  });

  router.post('/requests', async (req, res) => {
    const caller = await callerOf(req);
    const detail = await audited(
      auditor,
      { eventId: 'access-request', severityLevel: 'medium', request: req },
      async (): Promise<AccessRequestDetail> => {
        await mustHave(accessRequestCreatePermission, caller);
        const wish = parse(newAccessRequest, req.body, 'body');
        const key = parse(
          idempotencyKey,
          req.header('idempotency-key'),
          'query',
        );
        return service.create(wish, caller, key);
      },
    );
    res.status(201).json(detail);
  });

  router.get('/requests', async (req, res) => {
    const caller = await callerOf(req);
    const { view, clusterId } = parse(listQuery, req.query, 'query');
    const list = await service.list(view, caller, clusterId);
    res.json(list satisfies AccessRequestList);
  });

  router.get('/requests/:id', async (req, res) => {
    const caller = await callerOf(req);
    const detail = await service.get(req.params.id, caller);
    res.json(detail satisfies AccessRequestDetail);
  });

  router.post('/requests/:id/vote', async (req, res) => {
    const caller = await callerOf(req);
    const { id } = req.params;
    const detail = await audited(
      auditor,
      {
        eventId: 'access-decision',
        severityLevel: 'high',
        request: req,
        meta: { requestId: id },
      },
      async (): Promise<AccessRequestDetail> => {
        await mustHave(accessRequestApprovePermission, caller);
        return service.vote(id, parse(vote, req.body, 'body'), caller);
      },
    );
    res.json(detail);
  });

  for (const verb of ['cancel', 'release', 'revoke'] as const) {
    router.post(`/requests/:id/${verb}`, async (req, res) => {
      const caller = await callerOf(req);
      const { id } = req.params;
      const detail = await audited(
        auditor,
        {
          eventId: verb === 'cancel' ? 'access-request' : 'access-revoke',
          severityLevel: verb === 'cancel' ? 'medium' : 'high',
          request: req,
          meta: { requestId: id, queryType: verb },
        },
        async (): Promise<AccessRequestDetail> =>
          service[verb](id, parse(versioned, req.body, 'body'), caller),
      );
      res.json(detail);
    });
  }

  return router;
}
