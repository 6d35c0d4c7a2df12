import { CanonicalIdentity, principalKind } from '../arn';
import type { CallerIdentity } from './mapIdentity';

/** The templates that the authenticator fills in; any other stays as it is written. @public */
export const knownTemplates = [
  '{{EC2PrivateDNSName}}',
  '{{AccountID}}',
  '{{SessionName}}',
  '{{SessionNameRaw}}',
  '{{AccessKeyID}}',
] as const;

const instanceId = /^i-(?:\w{8}|\w{17})$/;

/** Name and groups of a mapping, with templates or without. */
export interface RenderedMapping {
  username: string;
  groups: readonly string[];
}

type Rendering<T> =
  | ({ status: 'rendered' } & T)
  | { status: 'refused'; reason: string };

/** The session name, which users do not have; `undefined` when a role is meant without any session of it. */
function sessionNameOf(
  caller: CallerIdentity,
  canonical: CanonicalIdentity,
): string | undefined {
  if (caller.sessionName !== undefined) return caller.sessionName;
  if (principalKind(canonical.arn) !== 'role') return '';
  const [, ofUserId] = caller.userId?.split(':') ?? [];
  return ofUserId ?? (canonical.sessionName || undefined);
}

/**
 * Name and groups with the templates filled in, in the order of the authenticator. What is not known stays a template;
 * the name of a node is asked of EC2 and only for a session that is called like an instance, otherwise the login fails.
 * https://github.com/kubernetes-sigs/aws-iam-authenticator/blob/master/pkg/server/server.go
 */
export function renderMapping(
  { username, groups }: RenderedMapping,
  caller: CallerIdentity,
  canonical: CanonicalIdentity,
): Rendering<{ username: string; groups: string[] }> {
  const sessionName = sessionNameOf(caller, canonical);
  const needsInstance = [username, ...groups].some(text =>
    text.includes('{{EC2PrivateDNSName}}'),
  );
  if (
    needsInstance &&
    sessionName !== undefined &&
    !instanceId.test(sessionName)
  ) {
    return {
      status: 'refused',
      reason: `the session name \`${sessionName}\` is no instance id, so \`{{EC2PrivateDNSName}}\` cannot be filled in`,
    };
  }
  const values: Array<[string, string | undefined]> = [
    ['{{EC2PrivateDNSName}}', caller.privateDnsName],
    ['{{AccountID}}', caller.accountId ?? caller.arn.split(':')[4]],
    ['{{SessionName}}', sessionName?.replaceAll('@', '-')],
    ['{{SessionNameRaw}}', sessionName],
    ['{{AccessKeyID}}', caller.accessKeyId],
  ];
  const render = (text: string) =>
    values.reduce(
      (rendered, [template, value]) =>
        value === undefined
          ? rendered
          : rendered.replaceAll(template, () => value),
      text,
    );
  return {
    status: 'rendered',
    username: render(username),
    groups: groups.map(render),
  };
}
