import { RepairTarget } from '../../model';
import { ActionWriter, undoTerraform, verifyTerraform } from '../actionText';
import { cloudFormationResource, logicalId } from '../cloudFormation';
import { hclName, hclResource, quoteHcl } from '../hcl';
import { command, option } from '../shell';

interface Association {
  namespace: string;
  serviceAccount: string;
  roleArn: string;
}

const onCluster = (target: RepairTarget) => [
  option('--cluster-name', target.clusterName),
  option('--region', target.region),
];

const onAccount = (a: Association) => [
  option('--namespace', a.namespace),
  option('--service-account', a.serviceAccount),
];

const create = (a: Association, target: RepairTarget) =>
  command(
    'aws eks create-pod-identity-association',
    ...onCluster(target),
    ...onAccount(a),
    option('--role-arn', a.roleArn),
  );

const list = (
  a: Association,
  target: RepairTarget,
  ...more: Array<string | undefined>
) =>
  command(
    'aws eks list-pod-identity-associations',
    ...onCluster(target),
    ...onAccount(a),
    ...more,
  );

/** The id is given by EKS when the association is made, so it is looked up: there is one per service account. */
const deleteByLookUp = (a: Association, target: RepairTarget) =>
  command(
    'aws eks delete-pod-identity-association',
    ...onCluster(target),
    `--association-id "$(${list(
      a,
      target,
      "--query 'associations[0].associationId' --output text",
    )})"`,
  );

const byEksctl = (
  verb: 'create' | 'get' | 'delete',
  a: Association,
  target: RepairTarget,
) =>
  command(
    `eksctl ${verb} podidentityassociation`,
    option('--cluster', target.clusterName),
    option('--region', target.region),
    option('--namespace', a.namespace),
    option('--service-account-name', a.serviceAccount),
    verb === 'create' && option('--role-arn', a.roleArn),
  );

export const createPodIdentityAssociation: ActionWriter<
  'create-pod-identity-association'
> = (action, target) => ({
  aws: {
    do: create(action, target),
    verify: list(action, target),
    undo: deleteByLookUp(action, target),
  },
  eksctl: {
    do: byEksctl('create', action, target),
    verify: byEksctl('get', action, target),
    undo: byEksctl('delete', action, target),
  },
  terraform: {
    do: hclResource(
      'aws_eks_pod_identity_association',
      hclName(`${action.namespace}_${action.serviceAccount}`),
      [
        ['cluster_name', quoteHcl(target.clusterName)],
        ['namespace', quoteHcl(action.namespace)],
        ['service_account', quoteHcl(action.serviceAccount)],
        ['role_arn', quoteHcl(action.roleArn)],
      ],
    ),
    verify: verifyTerraform,
    undo: undoTerraform,
  },
  cloudformation: cloudFormationResource(
    logicalId('association', action.namespace, action.serviceAccount),
    'AWS::EKS::PodIdentityAssociation',
    {
      ClusterName: target.clusterName,
      Namespace: action.namespace,
      ServiceAccount: action.serviceAccount,
      RoleArn: action.roleArn,
    },
    list(action, target),
  ),
});

export const deletePodIdentityAssociation: ActionWriter<
  'delete-pod-identity-association'
> = (action, target) => ({
  aws: {
    do: command(
      'aws eks delete-pod-identity-association',
      ...onCluster(target),
      option('--association-id', action.associationId),
    ),
    verify: list(action, target),
    undo: create(action, target),
  },
  eksctl: {
    do: byEksctl('delete', action, target),
    verify: byEksctl('get', action, target),
    undo: byEksctl('create', action, target),
  },
});
