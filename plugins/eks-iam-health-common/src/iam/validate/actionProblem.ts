import { actionPattern } from '../matchPattern';
import { unknownContext } from '../context';

/** What is wrong with a value of `Action` or `NotAction`: `*`, or `service:name` with wildcards in the name only. */
export function actionProblem(text: string): string | undefined {
  const action = text.trim();
  if (action === '*') return undefined;
  const parts = action.split(':');
  if (parts.length === 1) {
    return 'must be `*` or begin with a service, as in `iam:GetRole`';
  }
  if (parts.length > 2) return 'can contain only one colon';
  const [service, name] = parts;
  if (service !== '*' && !/^[A-Za-z0-9.-]+$/.test(service)) {
    return `has no valid service: \`${service}\``;
  }
  return /^[A-Za-z0-9*?, -]*$/.test(name)
    ? undefined
    : `has no valid name: \`${name}\``;
}

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html */
const stsActions = [
  'assumerole',
  'assumerolewithsaml',
  'assumerolewithwebidentity',
  'assumeroot',
  'decodeauthorizationmessage',
  'getaccesskeyinfo',
  'getcalleridentity',
  'getfederationtoken',
  'getservicebearertoken',
  'getsessiontoken',
  'setcontext',
  'setsourceidentity',
  'tagsession',
].map(name => `sts:${name}`);

/** What is wrong with an action of a trust policy: only those of STS have a meaning there. */
export function trustActionProblem(action: string): string | undefined {
  const pattern = actionPattern(action.trim());
  const isOfSts =
    /^sts:/i.test(action.trim()) &&
    stsActions.some(name => pattern.matches(name, unknownContext) === 'yes');
  return isOfSts ? undefined : 'is no action of STS';
}
