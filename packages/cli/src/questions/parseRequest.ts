import { RbacRequest } from 'backstage-plugin-eks-iam-health-common';
import { CannotRunError } from '../exit';
import { findBuiltIn } from './resources';

/** What `VERB RESOURCE` is completed with. */
export interface RequestOptions {
  namespace?: string;
  subresource?: string;
}

const subresources = [
  'attach',
  'binding',
  'ephemeralcontainers',
  'eviction',
  'exec',
  'finalize',
  'log',
  'portforward',
  'proxy',
  'resize',
  'scale',
  'status',
  'token',
];

/** A request, and a word about how it was understood where kubectl's grammar surprises people. */
export interface ParsedRequest {
  request: RbacRequest;
  hint?: string;
}

/**
 * `get pods`, `create deployments.apps`, `get pods/web-0`, `get /healthz`: as `kubectl auth can-i` reads them. Without a
 * namespace the question is about all of them.
 */
export function parseRequest(
  verb: string,
  resource: string,
  { namespace, subresource }: RequestOptions,
): ParsedRequest {
  if (resource.startsWith('/')) {
    if (namespace !== undefined || subresource !== undefined) {
      throw new CannotRunError(
        'a path of the API server has no namespace and no subresource',
      );
    }
    return { request: { verb, path: resource } };
  }
  const [type, ...rest] = resource.split('/');
  const name = rest.length > 0 ? rest.join('/') : undefined;
  const { plural, apiGroup, isNamespaced } = typeOf(type);
  const isProbablySubresource =
    name !== undefined &&
    subresource === undefined &&
    subresources.includes(name);
  return {
    request: {
      ...{ verb, apiGroup, resource: plural },
      ...(subresource !== undefined && { subresource }),
      ...(name !== undefined && { name }),
      ...(namespace !== undefined && isNamespaced && { namespace }),
    },
    ...(isProbablySubresource && {
      hint: `\`${resource}\` is the object named \`${name}\`, as kubectl has it; for the subresource write \`${type} --subresource ${name}\``,
    }),
  };
}

/** `pods`, `deploy`, `deployments.apps`, `deployments.v1.apps`, `*`, `*.*`. */
function typeOf(type: string) {
  const [plain, ...groupParts] = type.split('.');
  if (plain === '') throw new CannotRunError('the resource has no name');
  const known = findBuiltIn(plain);
  if (groupParts.length > 0) {
    const [first, ...others] = groupParts;
    const isVersion = /^v\d+((alpha|beta)\d+)?$/.test(first);
    const apiGroup = (isVersion ? others : groupParts).join('.');
    const isBuiltIn = known?.resource.apiGroup === apiGroup;
    return {
      plural: isBuiltIn ? known.plural : plain,
      apiGroup,
      isNamespaced: isBuiltIn ? known.resource.isNamespaced : true,
    };
  }
  // kubectl takes the core group here; whoever writes `*` means all of them
  if (plain === '*') return { plural: '*', apiGroup: '*', isNamespaced: true };
  if (!known) {
    throw new CannotRunError(
      `\`${type}\` is no built-in resource; name its API group as well: \`${type}.example.com\``,
    );
  }
  const { apiGroup, isNamespaced } = known.resource;
  return { plural: known.plural, apiGroup, isNamespaced };
}

/** A request in words, so that people see what was asked. */
export function describeRequest(request: RbacRequest): string {
  if ('path' in request) return `${request.verb} ${request.path}`;
  const { verb, apiGroup, resource, subresource, name, namespace } = request;
  const what = `${resource}${subresource ? `/${subresource}` : ''}${
    apiGroup ? ` of ${apiGroup}` : ''
  }`;
  const which = name === undefined ? '' : ` named ${name}`;
  const where =
    namespace === undefined
      ? ' in the whole cluster'
      : ` in namespace ${namespace}`;
  return `${verb} ${what}${which}${where}`;
}
