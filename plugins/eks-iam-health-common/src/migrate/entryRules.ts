import { isServiceLinkedRole, parseArn } from '../arn';

const reserved = /^(?:system|eks|aws|amazon|iam):/;
const sessionTemplate = /\{\{SessionName(?:Raw)?\}\}/;

/**
 * Whether EKS takes a user name for a standard access entry: no reserved prefix, and a colon before the name of a
 * session. https://docs.aws.amazon.com/eks/latest/userguide/creating-access-entries.html
 *
 * @public
 */
export const isEntryUsername = (username: string): boolean => {
  const at = username.search(sessionTemplate);
  return (
    username !== '' &&
    !reserved.test(username) &&
    (at < 0 || username.slice(0, at).includes(':'))
  );
};

/** Whether a customer may make an access entry for an ARN: a role or user of IAM that AWS did not make for itself. */
export const canHaveEntry = (principalArn: string): boolean =>
  /^(?:role|user)\//.test(parseArn(principalArn)?.resource ?? '') &&
  !isServiceLinkedRole(principalArn);

/** The user name that EKS gives an entry for which none was asked. */
export function defaultUsername(principalArn: string): string {
  const arn = parseArn(principalArn);
  if (!arn?.resource.startsWith('role/')) return principalArn;
  const name = arn.resource.slice(arn.resource.lastIndexOf('/') + 1);
  return `arn:${arn.partition}:sts::${arn.accountId}:assumed-role/${name}/{{SessionName}}`;
}

const nodeUsername = {
  EC2: 'system:node:{{EC2PrivateDNSName}}',
  session: 'system:node:{{SessionName}}',
};

/** Names and groups that EKS gives to entries of nodes; whoever makes them cannot choose. */
export function nodeIdentity(type: string): {
  username: string;
  groups: string[];
} {
  switch (type) {
    case 'EC2_WINDOWS':
      return {
        username: nodeUsername.EC2,
        groups: ['system:nodes', 'eks:kube-proxy-windows'],
      };
    case 'FARGATE_LINUX':
      return {
        username: nodeUsername.session,
        groups: ['system:bootstrappers', 'system:nodes', 'system:node-proxier'],
      };
    case 'HYBRID_LINUX':
      return {
        username: nodeUsername.session,
        groups: ['system:bootstrappers', 'system:nodes'],
      };
    default:
      return { username: nodeUsername.EC2, groups: ['system:nodes'] };
  }
}
