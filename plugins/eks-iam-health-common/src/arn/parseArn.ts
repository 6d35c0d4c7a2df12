/** The six fields of an ARN. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html @public */
export interface Arn {
  partition: string;
  service: string;
  region: string;
  accountId: string;
  /** all that follows the fifth colon, colons included */
  resource: string;
}

/** Partitions in which EKS's authenticator accepts an identity. @public */
export const partitions = [
  'aws',
  'aws-cn',
  'aws-us-gov',
  'aws-iso',
  'aws-iso-b',
  'aws-iso-e',
  'aws-iso-f',
  'aws-eusc',
] as const;

/** Takes an ARN apart; `undefined` when the text is none. Nothing is trimmed or folded. @public */
export function parseArn(text: string): Arn | undefined {
  const [prefix, partition, service, region, accountId, ...rest] =
    text.split(':');
  const resource = rest.join(':');
  if (prefix !== 'arn' || !partition || !service || !resource) return undefined;
  return { partition, service, region, accountId, resource };
}

/** The text of an ARN. @public */
export function toArnText(arn: Arn): string {
  const { partition, service, region, accountId, resource } = arn;
  return `arn:${partition}:${service}:${region}:${accountId}:${resource}`;
}
