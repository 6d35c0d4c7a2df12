import {
  aDocument,
  anAssociation,
  aPod,
  aRole,
  aServiceAccount,
  aSnapshot,
  describeCheck,
} from '../../testing';
import { controllerWithoutRole } from './controllerWithoutRole';

const running = (...names: string[]) =>
  aSnapshot().with(
    'pods',
    names.map(name => aPod('kube-system', name)),
  );
const autoscaler = (statement: object) =>
  running('cluster-autoscaler')
    .with('podIdentityAssociations', [
      anAssociation('kube-system', 'cluster-autoscaler', 'scaler'),
    ])
    .with('iamRoles', [
      aRole('scaler', {
        inlinePolicies: [
          {
            name: 'own',
            document: aDocument({
              Effect: 'Allow',
              Action: [
                'autoscaling:SetDesiredCapacity',
                'autoscaling:TerminateInstanceInAutoScalingGroup',
              ],
              Resource: '*',
              ...statement,
            }),
          },
        ],
      }),
    ]);

describeCheck(controllerWithoutRole, [
  {
    shows: 'two controllers that work as the node',
    given: running('aws-load-balancer-controller', 'ebs-csi-controller-sa'),
    finds: [
      'kube-system/aws-load-balancer-controller',
      'kube-system/ebs-csi-controller-sa',
    ],
    verdict: 'fail',
    message:
      /^controller `EBS CSI driver` runs as `kube-system\/ebs-csi-controller-sa`, which has no AWS role$/m,
    repairs: [],
  },
  {
    shows: 'by annotation, by association, or with keys',
    given: running('karpenter', 'external-dns')
      .with('pods', [
        aPod('kube-system', 'karpenter'),
        aPod('dns', 'external-dns'),
        aPod('kube-system', 'external-secrets', {
          containers: [
            {
              name: 'app',
              isInit: false,
              env: [{ name: 'AWS_ACCESS_KEY_ID', source: 'secret' }],
              stsArguments: [],
              volumeMountNames: [],
            },
          ],
        }),
      ])
      .with('serviceAccounts', [
        aServiceAccount('kube-system', 'karpenter', 'karpenter'),
      ])
      .with('podIdentityAssociations', [
        anAssociation('dns', 'external-dns', 'dns'),
      ]),
    finds: [],
  },
  {
    shows: 'an add-on is told apart',
    given: running('efs-csi-controller-sa').with('addons', [
      {
        name: 'aws-efs-csi-driver',
        status: 'ACTIVE',
        podIdentityAssociationArns: [],
        healthIssues: [],
      },
    ]),
    finds: ['kube-system/efs-csi-controller-sa'],
    verdict: 'fail',
  },
  {
    shows: 'Cluster Autoscaler may size every group',
    given: autoscaler({}),
    finds: ['kube-system/cluster-autoscaler'],
    verdict: 'warn',
    message: /may change the size of every Auto Scaling group/,
  },
  {
    shows: 'Cluster Autoscaler may size its own groups',
    given: autoscaler({
      Condition: {
        StringEquals: {
          'aws:ResourceTag/k8s.io/cluster-autoscaler/enabled': 'true',
        },
      },
    }),
    finds: [],
  },
  {
    shows: 'a policy of Cluster Autoscaler was not read',
    given: autoscaler({ Resource: 'arn:aws:s3:::x' }).with('iamRoles', [
      aRole('scaler', {
        attachedPolicyArns: ['arn:aws:iam::111122223333:policy/x'],
      }),
    ]),
    finds: ['kube-system/cluster-autoscaler'],
    verdict: 'unknown',
  },
  {
    shows: 'none of them runs here; nobody looked at roles',
    given: running('cart').unreadable('iamRoles'),
    verdict: 'not-applicable',
  },
  {
    shows: 'associations were not read',
    given: running('karpenter').unreadable('podIdentityAssociations'),
    verdict: 'unknown',
  },
]);
