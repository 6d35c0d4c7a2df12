import { partitions } from '../../arn';

/** Types of Amazon S3 resources whose ARNs name a Region; those of buckets and objects do not. */
const regionalS3Types =
  /^(accesspoint|job|storage-lens|storage-lens-group|access-grants|async-request|outpost|\*)(\/|$)/;

/** IAM accepts no other types of its own resources. */
const iamTypes = [
  'user/',
  'federated-user/',
  'role/',
  'group/',
  'instance-profile/',
  'mfa/',
  'server-certificate/',
  'policy/',
  'sms-mfa/',
  'saml-provider/',
  'oidc-provider/',
  'report/',
  'access-report/',
  'delegation-request/',
  'role-template/',
];

const startsWith = (text: string) => (start: string) => text.startsWith(start);

const isPartition = (name: string) =>
  partitions.some(partition => partition === name);

/**
 * What is wrong with a value of `Resource` or `NotResource`: `*`, or an ARN. IAM completes an ARN that is short of fields
 * by `*`, unless it already leaves one of them empty.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function resourceProblem(resource: string): string | undefined {
  if (resource === '*') return undefined;
  const fields = resource.split(':');
  if (fields.length === 1) return 'must be an ARN or `*`';
  const [prefix, partition, service, region] = fields;
  if (prefix !== 'arn') return 'must be an ARN or `*`';
  if (partition !== '*' && !isPartition(partition)) {
    return `has no valid partition: \`${partition}\``;
  }
  if (!service || /[*?]/.test(service)) {
    return 'must name its service in full, without wildcards';
  }
  if (fields.length < 6 && resource.includes('::')) {
    return 'has too few fields for an ARN';
  }
  const path = fields.slice(5).join(':');
  if (service === 'iam') {
    if (region !== '') return 'cannot name a Region: IAM has none';
    return path === '*' || path === 'root' || iamTypes.some(startsWith(path))
      ? undefined
      : `names nothing that IAM has: \`${path}\``;
  }
  return service === 's3' && region !== '' && !regionalS3Types.test(path)
    ? 'cannot name a Region: the names of buckets have none'
    : undefined;
}
