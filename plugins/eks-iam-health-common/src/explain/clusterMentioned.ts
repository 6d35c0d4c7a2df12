import { clusterNameIn } from './parseDenial';
import { normalise } from './normalise';

/** What a text says about which cluster it is about. @public */
export interface MentionedCluster {
  /** when the text tells Region and account too */
  arn?: string;
  name?: string;
  region?: string;
  accountId?: string;
  /** `https://ABCDEF.gr7.eu-west-1.eks.amazonaws.com` */
  endpoint?: string;
  /** `https://oidc.eks.eu-west-1.amazonaws.com/id/...` */
  oidcIssuer?: string;
  /** the ARN is a documentation sample's, with `region` for a Region: it names nobody's cluster */
  isSample?: boolean;
}

const eksArn =
  /arn:(aws[a-z-]{0,20}):eks:([a-z0-9-]{1,30}):(\d{12}):([a-z]{1,30}(?:-[a-z]{1,20})?\/[A-Za-z0-9][\w-]{0,99})/;
const namedCluster = [
  /No cluster found for name: ?["']?([A-Za-z0-9][\w-]{0,99})/,
  /--(?:cluster-name|cluster|name)[ =]["']?([A-Za-z0-9][\w-]{0,99})/,
  /"(?:clusterName|cluster)" ?: ?"([A-Za-z0-9][\w-]{0,99})"/,
  /EKS [Cc]luster [("']{1,2}([A-Za-z0-9][\w-]{0,99})[)"']/,
];
const issuer =
  /https:\/\/oidc[.-]eks\.([a-z0-9-]{1,30})\.[a-z.]{1,40}\/id\/[0-9A-Za-z]{8,64}/;
const apiEndpoint =
  /https:\/\/[0-9A-Za-z]{16,64}\.[a-z0-9]{2,6}\.([a-z0-9-]{1,30})\.eks\.amazonaws\.com(?:\.cn)?/;

/** Finds the cluster a text speaks of, by ARN, name, endpoint or issuer; undefined when it names none. @public */
export function clusterMentioned(text: string): MentionedCluster | undefined {
  const plain = normalise(text);
  const arn = eksArn.exec(plain);
  const name = arn ? clusterNameIn(arn[4]) : undefined;
  if (arn && name) {
    const [, partition, region, accountId] = arn;
    return isRegion(region)
      ? {
          arn: `arn:${partition}:eks:${region}:${accountId}:cluster/${name}`,
          name,
          region,
          accountId,
        }
      : { name, accountId, isSample: true };
  }
  const [byName] = namedCluster.flatMap(p => p.exec(plain)?.[1] ?? []);
  const byIssuer = issuer.exec(plain);
  const byEndpoint = apiEndpoint.exec(plain);
  const region = byIssuer?.[1] ?? byEndpoint?.[1];
  const mentioned: MentionedCluster = {
    ...(byName ? { name: byName } : {}),
    ...(region ? { region } : {}),
    ...(byIssuer ? { oidcIssuer: byIssuer[0] } : {}),
    ...(byEndpoint ? { endpoint: byEndpoint[0] } : {}),
  };
  return Object.keys(mentioned).length > 0 ? mentioned : undefined;
}

/** `eu-west-1`, `us-gov-east-1`; not `region` or `region-code`, which samples have in its place. @public */
export function isRegion(text: string): boolean {
  return /^[a-z]{2,6}(?:-[a-z]{2,12}){1,3}-\d{1,2}$/.test(text);
}
