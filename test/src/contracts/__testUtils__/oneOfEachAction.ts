import { RepairAction } from 'backstage-plugin-eks-iam-health-common';

type Kind = RepairAction['kind'];
type ActionOf<K extends Kind> = Extract<RepairAction, { kind: K }>;

/** Means something to shells, to the AWS CLI's short forms and to YAML. */
export const hostile = `o'b"r\\ien $(touch hacked) \`id\` #, =x`;

const account = '111122223333';
const role = (name: string) => `arn:aws:iam::${account}:role/${name}`;
const policy = (name: string) =>
  `arn:aws:eks::aws:cluster-access-policy/${name}`;
const trust = (service: string) => ({
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'Pods',
      Effect: 'Allow',
      Principal: { Service: service },
      Action: ['sts:AssumeRole', 'sts:TagSession'],
      Condition: { StringEquals: { 'aws:RequestTag/team': hostile } },
    },
  ],
});
const allow = (...Action: string[]) => ({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Action, Resource: 'arn:aws:s3:::${aws:username}/*' }, // eslint-disable-line no-template-curly-in-string
  ],
});
const provider = `arn:aws:iam::${account}:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/C0F7344F93E864F9E9FFB21B66CFF2D5`;

/**
 * Every action that a repair may consist of, about payments-prod: a new kind does not compile until it is here as well.
 * Where one kind has several forms, there are several.
 */
export const oneOfEachAction: { [K in Kind]: ActionOf<K>[] } = {
  'create-access-entry': [
    {
      kind: 'create-access-entry',
      principalArn: role('cart'),
      type: 'STANDARD',
      username: "cart's:{{SessionName}}",
      kubernetesGroups: ['file:///etc/passwd', '-x', hostile],
      policies: [
        { policyArn: policy('AmazonEKSViewPolicy'), namespaces: ['dev-*'] },
        { policyArn: policy('AmazonEKSEditPolicy') },
      ],
    },
  ],
  'delete-access-entry': [
    {
      kind: 'delete-access-entry',
      principalArn: role('LedgerOncall'),
    },
    {
      kind: 'delete-access-entry',
      principalArn: role('LedgerOncall'),
      before: {
        type: 'STANDARD',
        kubernetesGroups: [],
        policies: [
          { policyArn: policy('AmazonEKSViewPolicy'), namespaces: ['ledger'] },
        ],
      },
    },
  ],
  'associate-access-policy': [
    {
      kind: 'associate-access-policy',
      principalArn: role('LedgerOncall'),
      policyArn: policy('AmazonEKSViewPolicy'),
      before: { namespaces: ['ledger'] },
    },
  ],
  'disassociate-access-policy': [
    {
      kind: 'disassociate-access-policy',
      principalArn: role('LedgerOncall'),
      policyArn: policy('AmazonEKSViewPolicy'),
      namespaces: ['ledger'],
    },
  ],
  'patch-aws-auth': [
    {
      kind: 'patch-aws-auth',
      data: {
        mapUsers: `- userarn: a\n  username: ${JSON.stringify(hostile)}\n`,
      },
      before: {},
    },
  ],
  'set-authentication-mode': [{ kind: 'set-authentication-mode', mode: 'API' }],
  'enable-cluster-logging': [
    { kind: 'enable-cluster-logging', types: ['scheduler'] },
  ],
  'annotate-service-account': [
    {
      kind: 'annotate-service-account',
      namespace: 'checkout',
      name: 'ledger-writer',
      key: 'eks.amazonaws.com/role-arn',
      value: hostile,
      before: role('ledger-writer'),
      restart: { kind: 'Deployment', name: 'ledger-writer' },
    },
    {
      kind: 'annotate-service-account',
      namespace: 'checkout',
      name: 'ledger-writer',
      key: 'eks.amazonaws.com/role-arn',
      value: null,
      before: role('ledger-writer'),
    },
  ],
  'update-trust-policy': [
    {
      kind: 'update-trust-policy',
      roleName: 'cart',
      document: trust('pods.eks.amazonaws.com'),
      before: trust('ec2.amazonaws.com'),
    },
  ],
  'put-role-policy': [
    {
      kind: 'put-role-policy',
      principal: { kind: 'role', name: 'cart' },
      policyName: 'added',
      document: allow('s3:GetObject'),
    },
    {
      kind: 'put-role-policy',
      principal: { kind: 'user', name: 'viktor.hale' },
      policyName: 'added',
      document: allow('s3:GetObject'),
    },
  ],
  // text for a policy that no command of ours reaches
  'add-statement': [],
  'attach-role-policy': [
    {
      kind: 'attach-role-policy',
      roleName: 'cart',
      policyArn: 'arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy',
    },
  ],
  'create-oidc-provider': [
    {
      kind: 'create-oidc-provider',
      issuer: 'https://oidc.eks.eu-west-1.amazonaws.com/id/ABCDEF',
      clientIds: ['sts.amazonaws.com'],
    },
  ],
  'add-oidc-client-id': [
    {
      kind: 'add-oidc-client-id',
      providerArn: provider,
      clientId: 'sts.eu-west-1.amazonaws.com',
    },
  ],
  'create-pod-identity-association': [
    {
      kind: 'create-pod-identity-association',
      namespace: 'payments',
      serviceAccount: 'web',
      roleArn: role('cart'),
    },
  ],
  'delete-pod-identity-association': [
    {
      kind: 'delete-pod-identity-association',
      associationId: 'a-b96497175830edc12',
      namespace: 'payments',
      serviceAccount: 'api',
      roleArn: role('payments-api'),
    },
  ],
  'create-addon': [{ kind: 'create-addon', addonName: 'metrics-server' }],
  'deactivate-access-key': [
    {
      kind: 'deactivate-access-key',
      userName: 'viktor.hale',
      keyId: 'AKIALVRER37WFVLNDEUQ',
    },
  ],
  'rotate-access-key': [
    {
      kind: 'rotate-access-key',
      userName: 'viktor.hale',
      keyId: 'AKIALVRER37WFVLNDEUQ',
    },
  ],
  'create-role-binding': [
    {
      kind: 'create-role-binding',
      name: 'added',
      namespace: 'checkout',
      clusterRole: 'view',
      group: hostile,
    },
  ],
  'delete-binding': [
    { kind: 'delete-binding', name: 'argo-server' },
    {
      kind: 'delete-binding',
      name: 'checkout-developers',
      namespace: 'checkout',
    },
  ],
  'restart-workload': ['Deployment', 'DaemonSet'].map(kind => ({
    kind: 'restart-workload' as const,
    namespace: kind === 'Deployment' ? 'checkout' : 'observability',
    workload: { kind, name: kind === 'Deployment' ? 'cart' : 'datadog-agent' },
  })),
  'set-environment': [
    {
      kind: 'set-environment',
      namespace: 'batch',
      workload: { kind: 'CronJob', name: 'nightly-settlement' },
      container: 'nightly-settlement',
      name: 'AWS_ENDPOINT_URL_STS',
      value: null,
      before: 'https://sts.amazonaws.com',
    },
    {
      kind: 'set-environment',
      namespace: 'checkout',
      workload: { kind: 'Deployment', name: 'ledger-writer' },
      container: 'ledger-writer',
      name: 'AWS_ENDPOINT_URL',
      value: hostile,
      before: null,
    },
  ],
  'kubectl-patch': [
    {
      kind: 'kubectl-patch',
      resource: 'clusterrolebinding',
      name: 'argo-server',
      patch: [{ op: 'remove', path: '/subjects/0' }],
      undo: {
        subjects: [
          { kind: 'ServiceAccount', name: 'argo-server', namespace: 'argo' },
        ],
      },
    },
    {
      kind: 'kubectl-patch',
      resource: 'configmap',
      namespace: 'kube-system',
      name: 'aws-auth',
      patch: { data: { mapAccounts: '["111122223333"]' } },
      undo: { data: { mapAccounts: null } },
    },
  ],
};
