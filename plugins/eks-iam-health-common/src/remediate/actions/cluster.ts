import { RepairTarget } from '../../model';
import { ActionWriter, undoTerraform, verifyTerraform } from '../actionText';
import { cloudFormationResource, logicalId } from '../cloudFormation';
import { hclName, hclResource, quoteHcl } from '../hcl';
import { command, lines, option, quoteJson, remark } from '../shell';

const named = (target: RepairTarget) => [
  option('--name', target.clusterName),
  option('--region', target.region),
];

const eksctlCluster = (target: RepairTarget) => [
  option('--cluster', target.clusterName),
  option('--region', target.region),
];

// No Terraform here: `access_config` and `enabled_cluster_log_types` hold values that have to be repeated as they are,
// and a wrong `bootstrap_cluster_creator_admin_permissions` makes the provider destroy the cluster.
// https://github.com/hashicorp/terraform-provider-aws/issues/38950

export const setAuthenticationMode: ActionWriter<'set-authentication-mode'> = (
  { mode },
  target,
) => {
  const verify = command(
    'aws eks describe-cluster',
    ...named(target),
    '--query cluster.accessConfig.authenticationMode --output text',
  );
  const undo = remark(
    'EKS knows no way back from an authentication mode to the one before it',
  );
  return {
    aws: {
      do: lines(
        command(
          'aws eks update-cluster-config',
          ...named(target),
          `--access-config authenticationMode=${mode}`,
        ),
        command('aws eks wait cluster-active', ...named(target)),
      ),
      verify,
      undo,
    },
    eksctl: {
      do: command(
        'eksctl utils update-authentication-mode',
        ...eksctlCluster(target),
        `--authentication-mode ${mode}`,
      ),
      verify,
      undo,
    },
  };
};

export const enableClusterLogging: ActionWriter<'enable-cluster-logging'> = (
  { types },
  target,
) => {
  const logging = (enabled: boolean) =>
    command(
      'aws eks update-cluster-config',
      ...named(target),
      `--logging ${quoteJson({ clusterLogging: [{ types, enabled }] })}`,
    );
  const byEksctl = (flag: string) =>
    command(
      'eksctl utils update-cluster-logging',
      ...eksctlCluster(target),
      option(flag, types.join(',')),
      '--approve',
    );
  const verify = command(
    'aws eks describe-cluster',
    ...named(target),
    '--query cluster.logging.clusterLogging',
  );
  return {
    aws: { do: logging(true), verify, undo: logging(false) },
    eksctl: {
      do: byEksctl('--enable-types'),
      verify,
      undo: byEksctl('--disable-types'),
    },
  };
};

export const createAddon: ActionWriter<'create-addon'> = (
  { addonName },
  target,
) => {
  const addon = [
    option('--cluster-name', target.clusterName),
    option('--region', target.region),
    option('--addon-name', addonName),
  ];
  const byEksctl = [...eksctlCluster(target), option('--name', addonName)];
  return {
    aws: {
      do: command('aws eks create-addon', ...addon),
      verify: command(
        'aws eks describe-addon',
        ...addon,
        '--query addon.status --output text',
      ),
      undo: command('aws eks delete-addon', ...addon),
    },
    eksctl: {
      do: command('eksctl create addon', ...byEksctl),
      verify: command('eksctl get addon', ...byEksctl),
      undo: command('eksctl delete addon', ...byEksctl),
    },
    terraform: {
      do: hclResource('aws_eks_addon', hclName(addonName), [
        ['cluster_name', quoteHcl(target.clusterName)],
        ['addon_name', quoteHcl(addonName)],
      ]),
      verify: verifyTerraform,
      undo: undoTerraform,
    },
    cloudformation: cloudFormationResource(
      logicalId('addon', addonName),
      'AWS::EKS::Addon',
      { ClusterName: target.clusterName, AddonName: addonName },
      command('aws eks describe-addon', ...addon),
    ),
  };
};
