import { firstCsvRecord } from './firstCsvRecord';
import { parseGoBoolean, parseGoInteger } from './goValues';
import {
  defaultExpirationSeconds,
  minimumExpirationSeconds,
  podIdentityPlace,
  podIdentityUri,
  skipWebhookLabel,
  TokenPlace,
  webhookAnnotations,
  webIdentityPlace,
} from './settings';

/** A container as far as the webhook looks at it. @public */
export interface InjectableContainer {
  name: string;
  envNames: readonly string[];
  volumeMountNames: readonly string[];
}

/** A pod as it is created. @public */
export interface InjectablePod {
  labels: Readonly<Record<string, string>>;
  annotations: Readonly<Record<string, string>>;
  /** only `kubernetes.io/os` matters; node affinity is not looked at */
  nodeSelector: Readonly<Record<string, string>>;
  volumeNames: readonly string[];
  containers: readonly InjectableContainer[];
  initContainers: readonly InjectableContainer[];
}

/** What decides about the credentials of a pod. @public */
export interface InjectionSource {
  /** annotations of the pod's service account; absent: the webhook does not know the account */
  serviceAccountAnnotations?: Readonly<Record<string, string>>;
  /** the service account has a Pod Identity association */
  isAssociated: boolean;
  /** absent: the webhook sets no Region */
  region?: string;
  /** what holds for service accounts that do not say; EKS sets it since Kubernetes 1.22 */
  stsRegionalEndpoints: boolean;
}

/** What is added to one container, in the order in which it is added. @public */
export interface InjectedContainer {
  name: string;
  env: Array<{ name: string; value: string }>;
  volumeMounts: Array<{ name: string; readOnly: true; mountPath: string }>;
}

/**
 * What the identity webhook adds to a pod: only that, not what stood there before. Where it changes the pod at all,
 * every container is listed, those that it leaves alone with empty lists.
 *
 * @public
 */
export interface Injection {
  /** by which way the pod gets credentials; `none`: the pod stays as it is */
  method: 'pod-identity' | 'web-identity' | 'none';
  containers: InjectedContainer[];
  initContainers: InjectedContainer[];
  volumes: Array<{
    name: string;
    audience: string;
    /** with an association and no wish of its own the webhook takes a random number from 79200 to this one */
    expirationSeconds: number;
    path: string;
  }>;
  labels: Record<string, string>;
}

const nothing: Injection = {
  method: 'none',
  containers: [],
  initContainers: [],
  volumes: [],
  labels: {},
};

const regionVariables = ['AWS_DEFAULT_REGION', 'AWS_REGION'];
const regionalVariable = 'AWS_STS_REGIONAL_ENDPOINTS';

/**
 * What the identity webhook adds to a pod when it is created. An association comes before the annotation; what the pod
 * template sets itself stays.
 * https://github.com/aws/amazon-eks-pod-identity-webhook/blob/master/pkg/handler/handler.go
 *
 * @public
 */
export function injectionOf(
  pod: InjectablePod,
  source: InjectionSource,
): Injection {
  const { serviceAccountAnnotations: annotations, isAssociated } = source;
  const roleArn = annotations?.[webhookAnnotations.roleArn];
  const isLeftOut = Object.hasOwn(pod.labels, skipWebhookLabel);
  if (isLeftOut || !(isAssociated || roleArn)) return nothing;

  const place = isAssociated
    ? podIdentityPlace
    : {
        ...webIdentityPlace,
        audience:
          annotations?.[webhookAnnotations.audience] ??
          webIdentityPlace.audience,
      };
  const tokenFile = tokenFileOf(place, pod.nodeSelector);
  const credentials = isAssociated
    ? [
        { name: 'AWS_CONTAINER_CREDENTIALS_FULL_URI', value: podIdentityUri },
        { name: 'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE', value: tokenFile },
      ]
    : [
        { name: 'AWS_ROLE_ARN', value: roleArn ?? '' },
        { name: 'AWS_WEB_IDENTITY_TOKEN_FILE', value: tokenFile },
      ];
  const skipped = new Set(
    firstCsvRecord(pod.annotations[webhookAnnotations.skipContainers] ?? ''),
  );
  const additions: Additions = {
    credentials,
    isRegional: isRegional(source),
    region: source.region,
    place,
  };
  const add = (container: InjectableContainer) =>
    skipped.has(container.name)
      ? { name: container.name, env: [], volumeMounts: [] }
      : additionsTo(container, additions);

  return {
    method: isAssociated ? 'pod-identity' : 'web-identity',
    containers: pod.containers.map(add),
    initContainers: pod.initContainers.map(add),
    volumes: pod.volumeNames.includes(place.volumeName)
      ? []
      : [
          {
            name: place.volumeName,
            audience: place.audience,
            expirationSeconds: expirationOf(pod, annotations),
            path: place.tokenPath,
          },
        ],
    labels: isAssociated ? { 'eks.amazonaws.com/pod-identity': 'enabled' } : {},
  };
}

interface Additions {
  credentials: Array<{ name: string; value: string }>;
  isRegional: boolean;
  region: string | undefined;
  place: TokenPlace;
}

function additionsTo(
  { name, envNames, volumeMountNames }: InjectableContainer,
  { credentials, isRegional: regional, region, place }: Additions,
): InjectedContainer {
  const hasAny = (names: readonly string[]) =>
    names.some(variable => envNames.includes(variable));
  const hasCredentials = hasAny(credentials.map(c => c.name));
  const hasRegion = hasAny(regionVariables);
  const hasRegional = envNames.includes(regionalVariable);
  // With all three set the webhook takes the container for done and adds no mount either.
  if (hasCredentials && hasRegion && hasRegional) {
    return { name, env: [], volumeMounts: [] };
  }
  return {
    name,
    env: [
      ...(regional && !hasRegional
        ? [{ name: regionalVariable, value: 'regional' }]
        : []),
      ...(region && !hasRegion
        ? regionVariables.map(variable => ({ name: variable, value: region }))
        : []),
      ...(hasCredentials ? [] : credentials),
    ],
    volumeMounts: volumeMountNames.includes(place.volumeName)
      ? []
      : [
          {
            name: place.volumeName,
            readOnly: true,
            mountPath: place.mountPath,
          },
        ],
  };
}

/** The mount keeps the path of Linux; only the variable is written for Windows. */
function tokenFileOf(
  { mountPath, tokenPath }: TokenPlace,
  nodeSelector: Readonly<Record<string, string>>,
): string {
  const path = `${mountPath}/${tokenPath}`;
  const isWindows =
    nodeSelector['kubernetes.io/os'] === 'windows' ||
    nodeSelector['beta.kubernetes.io/os'] === 'windows';
  return isWindows ? `C:${path.replace(/\//g, '\\')}` : path;
}

/** An account that the webhook does not know has no Region of its own, whatever the webhook was started with. */
function isRegional(source: InjectionSource): boolean {
  const { serviceAccountAnnotations, stsRegionalEndpoints } = source;
  if (!serviceAccountAnnotations) return false;
  const own =
    serviceAccountAnnotations[webhookAnnotations.stsRegionalEndpoints];
  return (
    (own === undefined ? undefined : parseGoBoolean(own)) ??
    stsRegionalEndpoints
  );
}

/** The pod's wish comes before that of the service account; what is no number is passed over. */
function expirationOf(
  { annotations }: InjectablePod,
  ofAccount: Readonly<Record<string, string>> | undefined,
): number {
  for (const text of [
    annotations[webhookAnnotations.tokenExpiration],
    ofAccount?.[webhookAnnotations.tokenExpiration],
  ]) {
    const seconds = text === undefined ? undefined : parseGoInteger(text);
    if (seconds !== undefined) {
      return Math.max(seconds, minimumExpirationSeconds);
    }
  }
  return defaultExpirationSeconds;
}
