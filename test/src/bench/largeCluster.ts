import {
  ClusterSnapshot,
  IamRole,
  Pod,
  RbacBinding,
  ServiceAccount,
} from 'backstage-plugin-eks-iam-health-common';
import {
  aCluster,
  aSnapshot,
} from 'backstage-plugin-eks-iam-health-common/testing';

const count = (n: number) => Array.from({ length: n }, (_, i) => i);
const at = '2026-01-01T00:00:00Z';

/** A cluster of the size in the budgets: every tenth service account has an AWS role of its own. */
export function largeCluster(size: {
  serviceAccounts: number;
  pods: number;
  roles: number;
  bindings: number;
}): ClusterSnapshot {
  const cluster = aCluster();
  const issuer = cluster.oidcIssuer!.replace('https://', '');
  const provider = `arn:aws:iam::${cluster.accountId}:oidc-provider/${issuer}`;
  const place = (i: number) => ({
    namespace: `team-${i % 200}`,
    name: `app-${i}`,
  });
  const roleArn = (i: number) =>
    `arn:aws:iam::${cluster.accountId}:role/app-${i}`;

  const annotationsOf = (i: number): Record<string, string> =>
    i % 10 === 0 && i / 10 < size.roles
      ? { 'eks.amazonaws.com/role-arn': roleArn(i / 10) }
      : {};

  const roles = count(size.roles).map<IamRole>(i => ({
    arn: roleArn(i),
    name: `app-${i}`,
    path: '/',
    id: `AROA${String(i).padStart(17, 'A')}`,
    createdAt: at,
    trustPolicy: {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Federated: provider },
          Action: 'sts:AssumeRoleWithWebIdentity',
          Condition: {
            StringEquals: {
              [`${issuer}:aud`]: 'sts.amazonaws.com',
              [`${issuer}:sub`]: `system:serviceaccount:${
                place(i * 10).namespace
              }:${place(i * 10).name}`,
            },
          },
        },
      ],
    },
    attachedPolicyArns: [],
    inlinePolicies: [
      {
        name: 'own',
        document: {
          Version: '2012-10-17',
          Statement: {
            Effect: 'Allow',
            Action: ['s3:GetObject', 'sqs:*'],
            Resource: `arn:aws:s3:::bucket-${i}/*`,
          },
        },
      },
    ],
    instanceProfileArns: [],
    tags: {},
  }));
  const serviceAccounts = count(size.serviceAccounts).map<ServiceAccount>(
    i => ({
      ...place(i),
      annotations: annotationsOf(i),
      createdAt: at,
    }),
  );
  const pods = count(size.pods).map<Pod>(i => {
    const { namespace, name } = place(i % size.serviceAccounts);
    return {
      namespace,
      name: `${name}-pod-${i}`,
      serviceAccountName: name,
      createdAt: at,
      hostNetwork: false,
      labels: {},
      annotations: {},
      containers: [
        {
          name: 'app',
          isInit: false,
          env: [
            { name: 'AWS_ROLE_ARN', source: 'literal' },
            { name: 'AWS_REGION', source: 'literal', value: 'eu-west-1' },
          ],
          stsArguments: [],
          volumeMountNames: ['aws-iam-token'],
        },
      ],
      volumeNames: ['aws-iam-token'],
      keyMaterial: [],
    };
  });
  const bindings = count(size.bindings).map<RbacBinding>(i => ({
    name: `binding-${i}`,
    namespace: `team-${i % 200}`,
    roleRef: { kind: 'ClusterRole', name: i % 2 ? 'view' : 'edit' },
    subjects: [{ kind: 'ServiceAccount', ...place(i % size.serviceAccounts) }],
  }));
  return aSnapshot()
    .with('oidcProviders', [
      {
        arn: provider,
        url: issuer,
        clientIds: ['sts.amazonaws.com'],
        thumbprints: [],
      },
    ])
    .with('iamRoles', roles)
    .with(
      'namespaces',
      count(200).map(i => ({ name: `team-${i}`, labels: {} })),
    )
    .with('serviceAccounts', serviceAccounts)
    .with('pods', pods)
    .with('bindings', bindings)
    .with('clusterRoles', [
      {
        name: 'view',
        labels: {},
        annotations: {},
        rules: [
          {
            apiGroups: [''],
            resources: ['pods'],
            verbs: ['get', 'list'],
            resourceNames: [],
            nonResourceURLs: [],
          },
        ],
      },
      {
        name: 'edit',
        labels: {},
        annotations: {},
        rules: [
          {
            apiGroups: ['', 'apps'],
            resources: ['pods', 'deployments'],
            verbs: ['*'],
            resourceNames: [],
            nonResourceURLs: [],
          },
        ],
      },
    ])
    .build();
}
