import { words } from './words';

/**
 * The condition keys that every service may know, and those of Amazon EKS, IAM and STS. After a `/` follows a name of the
 * user's choice. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export const conditionKeys: readonly string[] = words(`
  aws:AssumedRoot aws:CalledVia aws:CalledViaFirst aws:CalledViaLast aws:ChatbotSourceArn aws:CurrentTime
  aws:Ec2InstanceSourcePrivateIPv4 aws:Ec2InstanceSourceVpc aws:EpochTime aws:FederatedProvider
  aws:MultiFactorAuthAge aws:MultiFactorAuthPresent aws:PrincipalAccount aws:PrincipalArn
  aws:PrincipalIsAWSService aws:PrincipalOrgID aws:PrincipalOrgPaths aws:PrincipalServiceName
  aws:PrincipalServiceNamesList aws:PrincipalTag/ aws:PrincipalType aws:Referer aws:RequestTag/
  aws:RequestedRegion aws:ResourceAccount aws:ResourceOrgID aws:ResourceOrgPaths aws:ResourceTag/
  aws:SecureTransport aws:SignInSessionArn aws:SourceAccount aws:SourceArn aws:SourceIdentity aws:SourceIp
  aws:SourceOrgID aws:SourceOrgPaths aws:SourceVpc aws:SourceVpcArn aws:SourceVpce aws:TagKeys aws:TokenIssueTime
  aws:UserAgent aws:ViaAWSService aws:VpcSourceIp aws:VpceAccount aws:VpceOrgID aws:VpceOrgPaths aws:userid
  aws:username
  eks:accessEntryType eks:accessScope eks:authenticationMode eks:blockStorageEnabled
  eks:bootstrapClusterCreatorAdminPermissions eks:bootstrapSelfManagedAddons eks:clientId eks:clusterName
  eks:computeConfigEnabled eks:controlPlaneEgressMode eks:controlPlaneScalingTier eks:deletionProtection
  eks:elasticLoadBalancingEnabled eks:encryptionConfigProviderKeyArns eks:endpointPrivateAccess
  eks:endpointPublicAccess eks:issuerUrl eks:kubeApiServerConfig eks:kubeControllerManagerConfig
  eks:kubeSchedulerConfig eks:kubernetesGroups eks:kubernetesVersion eks:loggingType/ eks:namespaces eks:policyArn
  eks:principalArn eks:supportType eks:username eks:zonalShiftEnabled
  iam:AWSServiceName iam:AccountPropertyNamespaces iam:AssociatedResourceArn iam:DelegationDuration
  iam:DelegationRequestOwner iam:FIDO-FIPS-140-2-certification iam:FIDO-FIPS-140-3-certification
  iam:FIDO-certification iam:NotificationChannel iam:OrganizationsPolicyId iam:PassedToService
  iam:PermissionsBoundary iam:PolicyARN iam:RegisterSecurityKey iam:ResourceTag/ iam:RoleTemplateARN
  iam:ServiceSpecificCredentialAgeDays iam:ServiceSpecificCredentialServiceName iam:TemplateArn
  sts:AWSServiceName sts:DurationSeconds sts:ExternalId sts:IdentityTokenAudience sts:RequestContext/
  sts:RequestContextProviders sts:RoleAuthorizedByIdp sts:RoleSessionName sts:SigningAlgorithm sts:SourceIdentity
  sts:TaskPolicyArn sts:TransitiveTagKeys
`);
