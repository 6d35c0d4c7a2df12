/** Domain of service endpoints by partition. https://docs.aws.amazon.com/general/latest/gr/rande.html */
const domains: Record<string, string> = {
  aws: 'amazonaws.com',
  'aws-us-gov': 'amazonaws.com',
  'aws-cn': 'amazonaws.com.cn',
  'aws-iso': 'c2s.ic.gov',
  'aws-iso-b': 'sc2s.sgov.gov',
  'aws-iso-e': 'cloud.adc-e.uk',
  'aws-iso-f': 'csp.hci.ic.gov',
  'aws-eusc': 'amazonaws.eu',
};

/** IAM has one endpoint per partition; this is the region that signs for it. */
const iamRegions: Record<string, string> = {
  aws: 'us-east-1',
  'aws-us-gov': 'us-gov-west-1',
  'aws-cn': 'cn-north-1',
  'aws-iso': 'us-iso-east-1',
  'aws-iso-b': 'us-isob-east-1',
  'aws-iso-e': 'eu-isoe-west-1',
  'aws-iso-f': 'us-isof-south-1',
  'aws-eusc': 'eusc-de-east-1',
};

/** Host name of the regional STS endpoint, which is the one that a cluster accepts in a token. */
export function stsHost(partition: string, region: string): string {
  const domain = domains[partition];
  if (!domain) throw new Error(`unknown AWS partition ${partition}`);
  return `sts.${region}.${domain}`;
}

/** The region in which IAM of a partition is called. */
export function iamRegion(partition: string): string {
  return iamRegions[partition] ?? 'us-east-1';
}
