/** What the Kubernetes API tells, reduced to what identity and access need. Times are ISO 8601 in UTC. */

/** ConfigMap kube-system/aws-auth as text; `awsAuth/parseAwsAuth` gives it meaning. @public */
export interface AwsAuthConfigMap {
  /** every key of `data`, unchanged */
  data: Record<string, string>;
  resourceVersion: string;
  createdAt?: string;
  /** name of the last manager in `managedFields`, when it is there */
  lastManager?: string;
}

/** A namespace. @public */
export interface Namespace {
  name: string;
  labels: Record<string, string>;
  /** only those under `eks.amazonaws.com/`, where they have no effect */
  annotations?: Record<string, string>;
  createdAt?: string;
}

/** A service account with its role annotations. @public */
export interface ServiceAccount {
  namespace: string;
  name: string;
  annotations: Record<string, string>;
  /** absent: not said, which means that tokens are mounted */
  automountServiceAccountToken?: boolean;
  createdAt?: string;
}

/**
 * An environment variable as far as it may be known. Values are kept only for the few names of AWS's SDK settings
 * (`AWS_ROLE_ARN`, `AWS_REGION`, `AWS_STS_REGIONAL_ENDPOINTS`, endpoints, ...), which are not secret.
 *
 * @public
 */
export interface EnvironmentVariable {
  name: string;
  source: 'literal' | 'secret' | 'configMap' | 'field' | 'other';
  value?: string;
}

/** A place where key material stands in clear. Only the place and the last four characters of the id are kept. @public */
export interface KeyMaterial {
  /** `container app, env LEGACY_ACCESS_KEY_ID`, `data key config.ini` */
  place: string;
  /** `AKIA…WXYZ`; absent when only a secret was seen */
  maskedKeyId?: string;
  /** whether a secret access key stands beside it */
  hasSecret: boolean;
}

/** A container of a pod, without values of its environment that may be secret. @public */
export interface Container {
  name: string;
  isInit: boolean;
  env: EnvironmentVariable[];
  /** arguments that mention an STS endpoint; all others are left out */
  stsArguments: string[];
  volumeMountNames: string[];
}

/** A pod, as far as it matters for its AWS credentials. @public */
export interface Pod {
  namespace: string;
  name: string;
  serviceAccountName: string;
  nodeName?: string;
  phase?: string;
  createdAt: string;
  hostNetwork: boolean;
  /** absent: the service account decides */
  automountServiceAccountToken?: boolean;
  labels: Record<string, string>;
  /** only annotations under `eks.amazonaws.com/` */
  annotations: Record<string, string>;
  owner?: { kind: string; name: string };
  containers: Container[];
  volumeNames: string[];
  keyMaterial: KeyMaterial[];
}

/** A ConfigMap in which key material was found; others are not kept. @public */
export interface LeakingConfigMap {
  namespace: string;
  name: string;
  keyMaterial: KeyMaterial[];
}

/** https://kubernetes.io/docs/reference/access-authn-authz/rbac/ @public */
export interface PolicyRule {
  apiGroups: string[];
  resources: string[];
  verbs: string[];
  resourceNames: string[];
  nonResourceURLs: string[];
}

/** A Role, or a ClusterRole when `namespace` is absent. @public */
export interface RbacRole {
  name: string;
  namespace?: string;
  labels: Record<string, string>;
  annotations: Record<string, string>;
  rules: PolicyRule[];
  /** label selectors of an aggregated ClusterRole */
  aggregation?: Array<Record<string, string>>;
}

/** Whom a binding is about. @public */
export interface RbacSubject {
  kind: 'User' | 'Group' | 'ServiceAccount';
  name: string;
  namespace?: string;
}

/** A RoleBinding, or a ClusterRoleBinding when `namespace` is absent. @public */
export interface RbacBinding {
  name: string;
  namespace?: string;
  roleRef: { kind: 'Role' | 'ClusterRole'; name: string };
  subjects: RbacSubject[];
  createdAt?: string;
  /** only `rbac.authorization.kubernetes.io/autoupdate` */
  annotations?: Record<string, string>;
}

/** A DaemonSet, as far as an agent on the nodes is to be recognised by it. @public */
export interface DaemonSet {
  namespace: string;
  name: string;
  labels: Record<string, string>;
  serviceAccountName: string;
  desired: number;
  ready: number;
}

/** A node and how it registered. @public */
export interface Node {
  name: string;
  labels: Record<string, string>;
  providerId?: string;
  ready: boolean;
}

/** A webhook that changes pods, as the one which injects AWS credentials does. @public */
export interface MutatingWebhook {
  name: string;
  failurePolicies: string[];
  /** what each of its webhooks applies to; absent in snapshots of older versions */
  webhooks?: Array<{
    name: string;
    failurePolicy: string;
    namespaceSelector: LabelSelector;
    objectSelector: LabelSelector;
  }>;
}

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors @public */
export interface LabelSelector {
  matchLabels: Record<string, string>;
  matchExpressions: Array<{ key: string; operator: string; values: string[] }>;
}

/** A Secret in which key material was found; read only where an administrator opted in, others are not kept. @public */
export interface LeakingSecret {
  namespace: string;
  name: string;
  type: string;
  keyMaterial: KeyMaterial[];
}

/** What is known of a Secret of type `kubernetes.io/service-account-token`: never the token. @public */
export interface ServiceAccountTokenSecret {
  namespace: string;
  name: string;
  serviceAccountName: string;
  createdAt?: string;
  /** label `kubernetes.io/legacy-token-last-used`: a date without time */
  lastUsedOn?: string;
}

/** A key id that was found in the cluster, looked up at its owner's; the id itself is not kept. @public */
export interface FoundKey {
  maskedKeyId: string;
  /** where it stands: `ConfigMap shop/settings, data key config.ini` */
  places: string[];
  /** of the account that owns the key, from `sts:GetAccessKeyInfo` */
  accountId: string;
  /** `unread`: the keys of that account cannot be listed; `gone`: it has no such key any more */
  status: 'Active' | 'Inactive' | 'gone' | 'unread';
  userName?: string;
  createdAt?: string;
  lastUsedAt?: string;
}
