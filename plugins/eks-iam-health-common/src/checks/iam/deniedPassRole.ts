/** What a refusal that is about `iam:PassRole` says. */
export interface DeniedPassRole {
  principalArn: string;
  /** absent: the message names no resource */
  roleArn?: string;
  /** `because no identity-based policy allows the iam:PassRole action` */
  because?: string;
}

/** `User: A is not authorized to perform: iam:PassRole on resource: R because ...`, whatever stands around it. */
const sentence =
  /User:\s+(\S+)\s+is not authorized to perform:\s+iam:PassRole\b(?:\s+on\s+resource:\s+["']?([^\s"',]+?)["']?(?=[\s,]|\.?$|\.\s))?(?:\s+((?:because|with)\b[^.]*))?/i;

/**
 * Reads the message of a refused call; `undefined` when it is about another action. `iam:PassRole` has no event of its
 * own: the event of the call that needed it carries the message.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
export function parseDeniedPassRole(
  message: string,
): DeniedPassRole | undefined {
  const found = sentence.exec(message.replace(/\s+/g, ' ').slice(0, 10_000));
  if (!found) return undefined;
  const [, principalArn, roleArn, because] = found;
  return {
    principalArn,
    roleArn: roleArn?.replace(/\.$/, ''),
    because: because?.trim(),
  };
}
