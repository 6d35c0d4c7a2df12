/**
 * The condition keys that IAM itself has for every service. A key of this kind that is not among them is a spelling
 * mistake, and in no request. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
const globalKeys = new Set(
  [
    'aws:AssumedRoot',
    'aws:CalledVia',
    'aws:CalledViaAWSMCP',
    'aws:CalledViaFirst',
    'aws:CalledViaLast',
    'aws:ChatbotSourceArn',
    'aws:CurrentTime',
    'aws:Ec2InstanceSourcePrivateIPv4',
    'aws:Ec2InstanceSourceVpc',
    'aws:EpochTime',
    'aws:FederatedProvider',
    'aws:IsMcpServiceAction',
    'aws:MultiFactorAuthAge',
    'aws:MultiFactorAuthPresent',
    'aws:PrincipalAccount',
    'aws:PrincipalArn',
    'aws:PrincipalIsAWSService',
    'aws:PrincipalOrgID',
    'aws:PrincipalOrgPaths',
    'aws:PrincipalServiceName',
    'aws:PrincipalServiceNamesList',
    'aws:PrincipalType',
    'aws:Referer',
    'aws:RequestedRegion',
    'aws:ResourceAccount',
    'aws:ResourceOrgID',
    'aws:ResourceOrgPaths',
    'aws:SecureTransport',
    'aws:SignInSessionArn',
    'aws:SourceAccount',
    'aws:SourceArn',
    'aws:SourceIdentity',
    'aws:SourceIp',
    'aws:SourceOrgID',
    'aws:SourceOrgPaths',
    'aws:SourceOwner',
    'aws:SourceVpc',
    'aws:SourceVpcArn',
    'aws:SourceVpce',
    'aws:TagKeys',
    'aws:TokenIssueTime',
    'aws:UserAgent',
    'aws:ViaAWSMCPService',
    'aws:ViaAWSService',
    'aws:VpcSourceIp',
    'aws:VpceAccount',
    'aws:VpceOrgID',
    'aws:VpceOrgPaths',
    'aws:userid',
    'aws:username',
  ].map(key => key.toLowerCase()),
);

/** The keys of STS. https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html */
const stsKeys = new Set(
  [
    'sts:AWSServiceName',
    'sts:DurationSeconds',
    'sts:ExternalId',
    'sts:RequestContextProviders',
    'sts:RoleSessionName',
    'sts:SourceIdentity',
    'sts:TaskPolicyArn',
    'sts:TransitiveTagKeys',
  ].map(key => key.toLowerCase()),
);

/** Whether IAM has a key of this name; the last part of a tag's key is anybody's choice. */
export function isKnownKey(lowerCaseKey: string): boolean {
  if (lowerCaseKey.startsWith('aws:')) {
    return (
      globalKeys.has(lowerCaseKey) ||
      /^aws:(principal|request|resource)tag\/./.test(lowerCaseKey)
    );
  }
  if (lowerCaseKey.startsWith('sts:')) {
    return (
      stsKeys.has(lowerCaseKey) ||
      lowerCaseKey.startsWith('sts:requestcontext/')
    );
  }
  return true;
}

/** Keys that tell about somebody who signed with credentials of an account. */
export const ofSignedCallers: readonly string[] = [
  'aws:principalaccount',
  'aws:principalarn',
  'aws:principalorgid',
  'aws:principalorgpaths',
  'aws:username',
  'aws:multifactorauthpresent',
  'aws:multifactorauthage',
];

/** Keys that only a service of AWS sends, on behalf of the resource it works for. */
export const ofServiceRequests: readonly string[] = [
  'aws:sourceaccount',
  'aws:sourcearn',
  'aws:sourceorgid',
  'aws:sourceorgpaths',
];

/** Keys that only a service of AWS has, about itself. */
export const ofServicePrincipals: readonly string[] = [
  'aws:principalservicename',
  'aws:principalservicenameslist',
];

/** `oidc.eks.<region>.amazonaws.com/id/<id>:sub` becomes issuer and claim; keys of AWS's own have no dot before the colon. */
export function claimOf(
  lowerCaseKey: string,
): { issuer: string; claim: string } | undefined {
  const colon = lowerCaseKey.lastIndexOf(':');
  const issuer = lowerCaseKey.slice(0, Math.max(colon, 0));
  return issuer.includes('.')
    ? { issuer, claim: lowerCaseKey.slice(colon + 1) }
    : undefined;
}
