/** A rule in one line: verbs, API groups and resources, each separated by commas. */
export type Rule = [verbs: string, groups: string, resources: string];

export const READ = 'get,list,watch';
const WRITE = 'create,delete,deletecollection,patch,update';
const VIEWED =
  'configmaps,endpoints,events,limitranges,namespaces,persistentvolumeclaims,pods,pods/log,pods/status,replicationcontrollers,resourcequotas,serviceaccounts,services';
const APPS =
  'controllerrevisions,daemonsets,deployments,replicasets,statefulsets';

const VIEW: Rule[] = [
  [READ, '', VIEWED],
  [READ, 'apps', APPS],
  [READ, 'batch', 'cronjobs,jobs'],
  [READ, 'autoscaling', 'horizontalpodautoscalers'],
  [READ, 'networking.k8s.io', 'ingresses,networkpolicies'],
  [READ, 'policy', 'poddisruptionbudgets'],
];
const EDIT: Rule[] = [
  ...VIEW,
  [
    READ,
    '',
    'pods/attach,pods/exec,pods/portforward,pods/proxy,secrets,services/proxy',
  ],
  ['impersonate', '', 'serviceaccounts'],
  [
    WRITE,
    '',
    'pods,pods/attach,pods/exec,pods/portforward,pods/proxy,configmaps,events,persistentvolumeclaims,replicationcontrollers,secrets,serviceaccounts,services,services/proxy',
  ],
  ['create', '', 'pods/eviction,serviceaccounts/token'],
  [WRITE, 'apps', 'daemonsets,deployments,replicasets,statefulsets'],
  [WRITE, 'batch', 'cronjobs,jobs'],
  [`${READ},${WRITE}`, 'coordination.k8s.io', 'leases'],
];

/** Roles that every EKS cluster has, by name. */
export const CLUSTER_ROLES: Record<string, Rule[]> = {
  'cluster-admin': [['*', '*', '*']],
  admin: [
    ...EDIT,
    [`${READ},${WRITE}`, 'rbac.authorization.k8s.io', 'rolebindings,roles'],
    ['create', 'authorization.k8s.io', 'localsubjectaccessreviews'],
  ],
  edit: EDIT,
  view: VIEW,
  'system:basic-user': [
    [
      'create',
      'authorization.k8s.io',
      'selfsubjectaccessreviews,selfsubjectrulesreviews',
    ],
    ['create', 'authentication.k8s.io', 'selfsubjectreviews'],
  ],
  'system:node': [
    ['create,get,list,watch', '', 'nodes,pods,services,configmaps,secrets'],
  ],
  'system:node-proxier': [
    ['list,watch', '', 'endpoints,services,nodes'],
    ['list,watch', 'discovery.k8s.io', 'endpointslices'],
  ],
  'system:kube-controller-manager': [
    ['get,list,watch', '*', '*'],
    ['create,patch,update', '', 'events'],
  ],
  'system:kube-scheduler': [
    ['get,list,watch', '', 'nodes,pods'],
    ['create', '', 'bindings,pods/binding'],
  ],
  'system:coredns': [
    ['list,watch', '', 'endpoints,services,pods,namespaces'],
    ['list,watch', 'discovery.k8s.io', 'endpointslices'],
  ],
  'aws-node': [
    ['*', 'crd.k8s.amazonaws.com', '*'],
    [READ, '', 'namespaces,pods,nodes'],
    ['create,patch,list', 'events.k8s.io', 'events'],
  ],
  'eks:node-bootstrapper': [
    [
      'create',
      'certificates.k8s.io',
      'certificatesigningrequests/selfnodeserver',
    ],
  ],
  'eks:node-manager': [
    ['get,list,watch,delete', '', 'pods'],
    ['get,list,watch,patch', '', 'nodes'],
    ['create', '', 'pods/eviction'],
  ],
  'eks:addon-manager': [
    [
      'create,get,list,watch,patch,update,delete',
      '',
      'configmaps,services,serviceaccounts',
    ],
    [
      'create,get,list,watch,patch,update,delete',
      'apps',
      'daemonsets,deployments',
    ],
  ],
  'eks:cluster-event-watcher': [['get,list,watch', '', 'events']],
  'eks:fargate-manager': [['get,list,watch,delete', '', 'nodes,pods']],
  'eks:pod-identity-mutating-webhook': [
    ['get,list,watch', '', 'serviceaccounts'],
  ],
  'eks:k8s-metrics': [['get,list,watch', '', 'nodes,pods']],
  'eks:certificate-controller': [
    [
      'update',
      'certificates.k8s.io',
      'certificatesigningrequests/approval,certificatesigningrequests/status',
    ],
  ],
  'system:controller:deployment-controller': [
    ['get,list,update,watch', 'apps', 'deployments'],
    ['create,delete,get,list,patch,update,watch', 'apps', 'replicasets'],
  ],
  'system:controller:replicaset-controller': [
    ['get,list,update,watch', 'apps', 'replicasets'],
    ['create,delete,list,patch,watch', '', 'pods'],
  ],
  'system:controller:daemon-set-controller': [
    ['get,list,watch', 'apps', 'daemonsets'],
    ['create,delete,list,patch,watch', '', 'pods'],
  ],
  'system:controller:job-controller': [
    ['get,list,patch,update,watch', 'batch', 'jobs'],
    ['create,delete,list,patch,watch', '', 'pods'],
  ],
  'system:controller:statefulset-controller': [
    ['get,list,watch', 'apps', 'statefulsets'],
    ['create,delete,get,patch,update', '', 'pods'],
  ],
  'system:controller:generic-garbage-collector': [
    ['delete,get,list,patch,update,watch', '*', '*'],
  ],
  'system:controller:namespace-controller': [
    ['delete,deletecollection,get,list', '*', '*'],
  ],
  'system:controller:clusterrole-aggregation-controller': [
    [
      'escalate,get,list,patch,update,watch',
      'rbac.authorization.k8s.io',
      'clusterroles',
    ],
  ],
};

/** Roles that are about paths of the API server, not about objects. */
export const URL_ROLES: Record<string, string[]> = {
  'system:discovery': [
    '/api',
    '/api/*',
    '/apis',
    '/apis/*',
    '/healthz',
    '/livez',
    '/openapi',
    '/openapi/*',
    '/readyz',
    '/version',
    '/version/',
  ],
  'system:public-info-viewer': [
    '/healthz',
    '/livez',
    '/readyz',
    '/version',
    '/version/',
  ],
  'system:service-account-issuer-discovery': [
    '/.well-known/openid-configuration',
    '/.well-known/openid-configuration/',
    '/openid/v1/jwks',
    '/openid/v1/jwks/',
  ],
};

/** binding, role, subjects; the whole tuple is stock. */
export const BINDINGS: Array<[name: string, role: string, subjects: string[]]> =
  [
    ['cluster-admin', 'cluster-admin', ['Group system:masters']],
    ['system:basic-user', 'system:basic-user', ['Group system:authenticated']],
    ['system:discovery', 'system:discovery', ['Group system:authenticated']],
    [
      'system:public-info-viewer',
      'system:public-info-viewer',
      ['Group system:authenticated', 'Group system:unauthenticated'],
    ],
    [
      'system:service-account-issuer-discovery',
      'system:service-account-issuer-discovery',
      ['Group system:serviceaccounts'],
    ],
    ['system:node', 'system:node', []],
    ['system:node-proxier', 'system:node-proxier', ['User system:kube-proxy']],
    [
      'system:kube-controller-manager',
      'system:kube-controller-manager',
      ['User system:kube-controller-manager'],
    ],
    [
      'system:kube-scheduler',
      'system:kube-scheduler',
      ['User system:kube-scheduler'],
    ],
    [
      'system:coredns',
      'system:coredns',
      ['ServiceAccount kube-system/coredns'],
    ],
    ['aws-node', 'aws-node', ['ServiceAccount kube-system/aws-node']],
    [
      'eks:kube-proxy',
      'system:node-proxier',
      ['ServiceAccount kube-system/kube-proxy'],
    ],
    [
      'eks:kube-proxy-fargate',
      'system:node-proxier',
      ['Group system:node-proxier'],
    ],
    [
      'eks:kube-proxy-windows',
      'system:node-proxier',
      ['Group eks:kube-proxy-windows'],
    ],
    [
      'eks:node-bootstrapper',
      'eks:node-bootstrapper',
      ['Group system:bootstrappers', 'Group system:nodes'],
    ],
    ['eks:node-manager', 'eks:node-manager', ['User eks:node-manager']],
    ['eks:addon-manager', 'eks:addon-manager', ['User eks:addon-manager']],
    ['eks:addon-cluster-admin', 'cluster-admin', ['User eks:addon-manager']],
    [
      'eks:cluster-event-watcher',
      'eks:cluster-event-watcher',
      ['User eks:cluster-event-watcher'],
    ],
    [
      'eks:fargate-manager',
      'eks:fargate-manager',
      ['User eks:fargate-manager'],
    ],
    [
      'eks:pod-identity-mutating-webhook',
      'eks:pod-identity-mutating-webhook',
      ['User eks:pod-identity-mutating-webhook'],
    ],
    ['eks:k8s-metrics', 'eks:k8s-metrics', ['User eks:k8s-metrics']],
    [
      'eks:certificate-controller',
      'eks:certificate-controller',
      ['User eks:certificate-controller'],
    ],
  ];
