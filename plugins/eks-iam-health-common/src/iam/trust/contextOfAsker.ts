import { accountOf, parseArn, principalKind, roleNameOf } from '../../arn';
import { contextOf, RequestContext } from '../context';
import { KnownKeys } from '../requestContext';
import {
  claimOf,
  isKnownKey,
  ofServicePrincipals,
  ofServiceRequests,
  ofSignedCallers,
} from './keysOfStsRequests';
import { TrustAsker } from './TrustQuestion';

/** The service that assumes roles for Pod Identity. @public */
export const POD_IDENTITY_SERVICE = 'pods.eks.amazonaws.com';

/** The tags that Pod Identity gives to every session, unless they are switched off. @public */
export const podIdentityTags: readonly string[] = [
  'eks-cluster-arn',
  'eks-cluster-name',
  'kubernetes-namespace',
  'kubernetes-service-account',
  'kubernetes-pod-name',
  'kubernetes-pod-uid',
];

type Asker<K extends TrustAsker['kind']> = Extract<TrustAsker, { kind: K }>;

/** What is known of the condition keys when somebody asks STS for a role. */
export function contextOfAsker(asker: TrustAsker): RequestContext {
  const tags = tagKeys(asker);
  const known = { 'aws:SecureTransport': 'true', ...tags, ...asker.known };
  switch (asker.kind) {
    case 'federated':
      return contextOfToken(asker, known);
    case 'service':
      return contextOfService(asker, known);
    default:
      return contextOfAws(asker, known);
  }
}

/** When the tags are known, those that are not among them are absent. */
function tagKeys({ tags }: TrustAsker): KnownKeys {
  if (!tags) return {};
  const names = Object.keys(tags);
  return {
    'aws:TagKeys': names.length > 0 ? names : 'absent',
    ...Object.fromEntries(
      Object.entries(tags).map(([key, value]) => [
        `aws:RequestTag/${key}`,
        value,
      ]),
    ),
  };
}

const isRequestTag = (key: string) => key.startsWith('aws:requesttag/');
const isTag = (key: string) => isRequestTag(key) || key === 'aws:tagkeys';
const isEksIssuer = (issuer: string) =>
  /^oidc[.-]eks[.]/.test(issuer) && issuer.includes('/id/');

/** The issuer in front of a provider's condition keys. */
export function issuerOfProvider(providerArn: string): string {
  const [, path] = providerArn.split(':oidc-provider/');
  return path ?? providerArn;
}

function contextOfToken(
  { providerArn, claims = {}, tags }: Asker<'federated'>,
  known: KnownKeys,
): RequestContext {
  const isSaml = providerArn.includes(':saml-provider/');
  const issuer = issuerOfProvider(providerArn).toLowerCase();
  const prefix = isSaml ? 'saml' : issuer;
  const account = accountOf(providerArn);
  return contextOf(
    {
      'aws:FederatedProvider': providerArn,
      // A role trusts only providers of its own account.
      ...(account && { 'aws:ResourceAccount': account }),
      ...Object.fromEntries(
        Object.entries(claims).map(([name, value]) => [
          `${prefix}:${name}`,
          value,
        ]),
      ),
      ...known,
    },
    key => {
      const claim = claimOf(key);
      if (claim && claim.issuer !== issuer) return true;
      // STS makes keys of two claims of an EKS token; other issuers may have more.
      if (claim && isEksIssuer(issuer)) {
        return !['aud', 'sub'].includes(claim.claim);
      }
      if (claim) return false;
      if (key.startsWith('saml:')) return !isSaml;
      if (tags && isTag(key)) return true;
      const never = [
        ...ofSignedCallers,
        ...ofServiceRequests,
        ...ofServicePrincipals,
        'aws:principalisawsservice',
        'sts:externalid',
        'aws:sourceidentity',
      ];
      return (
        never.includes(key) ||
        key.startsWith('aws:principaltag/') ||
        // The claims of an EKS token bring neither tags nor a source identity.
        (isEksIssuer(issuer) &&
          (isTag(key) ||
            key === 'sts:sourceidentity' ||
            key === 'sts:transitivetagkeys')) ||
        isOfAnotherService(key)
      );
    },
  );
}

function contextOfService(
  { name, sourceArn, sourceAccount, tags }: Asker<'service'>,
  known: KnownKeys,
): RequestContext {
  const isPodIdentity = name === POD_IDENTITY_SERVICE;
  const ownTags = podIdentityTags.map(tag => `aws:requesttag/${tag}`);
  return contextOf(
    {
      'aws:PrincipalIsAWSService': 'true',
      'aws:PrincipalServiceName': name,
      ...(isPodIdentity && !tags && { 'aws:TagKeys': podIdentityTags }),
      ...(sourceArn && { 'aws:SourceArn': sourceArn }),
      ...(sourceAccount && { 'aws:SourceAccount': sourceAccount }),
      ...known,
    },
    key =>
      (isRequestTag(key) && isPodIdentity && !ownTags.includes(key)) ||
      (tags !== undefined && isTag(key)) ||
      ofSignedCallers.includes(key) ||
      key.startsWith('aws:principaltag/') ||
      ['sts:externalid', 'aws:federatedprovider'].includes(key) ||
      key.startsWith('saml:') ||
      claimOf(key) !== undefined ||
      isOfAnotherService(key),
  );
}

const principalTypes: Record<string, string> = {
  user: 'User',
  role: 'AssumedRole',
  'service-role': 'AssumedRole',
  'assumed-role': 'AssumedRole',
  'federated-user': 'FederatedUser',
};

function contextOfAws(
  { arn, externalId, tags }: Asker<'aws'>,
  known: KnownKeys,
): RequestContext {
  const kind = principalKind(arn);
  const isAccount = /^\d{12}$/.test(arn) || kind === 'root';
  const account = accountOf(arn) ?? (isAccount ? arn : undefined);
  const type = principalTypes[kind];
  const isUser = kind === 'user';
  return contextOf(
    {
      'aws:PrincipalIsAWSService': 'false',
      ...(account && { 'aws:PrincipalAccount': account }),
      // Whoever of an account asks is not known.
      ...(!isAccount && { 'aws:PrincipalArn': principalArnOf(arn) }),
      ...(type && { 'aws:PrincipalType': type }),
      ...(isUser && { 'aws:username': arn.slice(arn.lastIndexOf('/') + 1) }),
      ...(externalId && { 'sts:ExternalId': externalId }),
      ...known,
    },
    key =>
      (tags !== undefined && isTag(key)) ||
      ofServiceRequests.includes(key) ||
      ofServicePrincipals.includes(key) ||
      (key === 'aws:username' && type !== undefined && !isUser) ||
      // The session of a role may come from a token, a user's credentials do not.
      (isUser &&
        (key === 'aws:federatedprovider' ||
          key.startsWith('saml:') ||
          claimOf(key) !== undefined)) ||
      (isUser && isOfAnotherService(key)) ||
      !isKnownKey(key),
  );
}

/** A session goes by the ARN of its role; STS does not tell the path, see `mayHavePath`. */
function principalArnOf(arn: string): string {
  const parsed = parseArn(arn);
  const role = roleNameOf(arn);
  return parsed && role && principalKind(arn) === 'assumed-role'
    ? `arn:${parsed.partition}:iam::${parsed.accountId}:role/${role}`
    : arn;
}

/** `s3:prefix`, `iam:PassedToService` and the like come with requests to those services, never with one to STS. */
function isOfAnotherService(key: string): boolean {
  if (!isKnownKey(key)) return true;
  return !/^(aws|sts|saml):/.test(key) && claimOf(key) === undefined;
}
