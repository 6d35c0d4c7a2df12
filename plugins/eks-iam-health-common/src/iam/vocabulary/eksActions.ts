import { words } from './words';

/**
 * The actions of Amazon EKS by the type of resource that they know.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelastickubernetesservice.html
 */
export const eksActionsByResource: Readonly<Record<string, readonly string[]>> =
  {
    'access-entry': words(`
  AssociateAccessPolicy DeleteAccessEntry DescribeAccessEntry DisassociateAccessPolicy
  ListAssociatedAccessPolicies TagResource UntagResource UpdateAccessEntry
  `),
    addon: words(`
  DeleteAddon DescribeAddon DescribeUpdate ListTagsForResource ListUpdates TagResource UntagResource UpdateAddon
  `),
    capability: words(`
  DeleteCapability DescribeCapability DescribeUpdate ListTagsForResource ListUpdates TagResource UntagResource
  UpdateCapability
  `),
    cluster: words(`
  AccessKubernetesApi ActivateCertificateAuthority AssociateEncryptionConfig AssociateIdentityProviderConfig
  CancelUpdate CreateAccessEntry CreateAddon CreateCapability CreateCertificateAuthority CreateFargateProfile
  CreateNodegroup CreatePodIdentityAssociation DeleteCertificateAuthority DeleteCluster DeregisterCluster
  DescribeCertificateAuthority DescribeCluster DescribeInsight DescribeInsightsRefresh DescribeUpdate
  ListAccessEntries ListAddons ListCapabilities ListCertificateAuthorities ListFargateProfiles
  ListIdentityProviderConfigs ListInsights ListNodegroups ListPodIdentityAssociations ListTagsForResource
  ListUpdates MutateViaKubernetesApi StartInsightsRefresh TagResource UntagResource UpdateClusterConfig
  UpdateClusterVersion
  `),
    dashboard: words(`
  ListDashboardData ListDashboardResources ListTagsForResource TagResource UntagResource
  `),
    'eks-anywhere-subscription': words(`
  DeleteEksAnywhereSubscription DescribeEksAnywhereSubscription ListTagsForResource TagResource UntagResource
  UpdateEksAnywhereSubscription
  `),
    fargateprofile: words(`
  DeleteFargateProfile DescribeFargateProfile ListTagsForResource TagResource UntagResource
  `),
    identityproviderconfig: words(`
  DescribeIdentityProviderConfig DisassociateIdentityProviderConfig ListTagsForResource TagResource UntagResource
  `),
    nodegroup: words(`
  DeleteNodegroup DescribeNodegroup DescribeUpdate ListTagsForResource ListUpdates TagResource UntagResource
  UpdateNodegroupConfig UpdateNodegroupVersion
  `),
    podidentityassociation: words(`
  CreateAddon DeleteAddon DeletePodIdentityAssociation DescribePodIdentityAssociation TagResource UntagResource
  UpdateAddon UpdatePodIdentityAssociation
  `),
  };

/** Actions of Amazon EKS that know no resource: they need `*`. */
export const eksActionsOnAnything: readonly string[] = words(`
  CreateCluster CreateEksAnywhereSubscription DescribeAddonConfiguration DescribeAddonVersions
  DescribeClusterVersions ListAccessPolicies ListClusters ListEksAnywhereSubscriptions RegisterCluster
`);

/** All actions of Amazon EKS. */
export const eksActions: readonly string[] = [
  ...new Set([
    ...Object.values(eksActionsByResource).flat(),
    ...eksActionsOnAnything,
  ]),
];
