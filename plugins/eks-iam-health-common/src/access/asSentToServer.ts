import { RbacRequest } from '../rbac';

/**
 * A question as the API server would put it to its authorisers: one about a namespace itself is asked in that namespace,
 * so that a RoleBinding in it may answer.
 * https://github.com/kubernetes/apiserver/blob/master/pkg/endpoints/request/requestinfo.go
 */
export function asSentToServer(request: RbacRequest): RbacRequest {
  const isNamespace =
    'resource' in request &&
    request.apiGroup === '' &&
    request.resource === 'namespaces' &&
    request.name !== undefined;
  return isNamespace ? { ...request, namespace: request.name } : request;
}
