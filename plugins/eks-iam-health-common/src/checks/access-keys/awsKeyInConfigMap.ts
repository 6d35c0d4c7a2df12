import { defineCheck } from '../defineCheck';
import { AccessKey, LeakingConfigMap } from '../../model';
import { keysFound, replaceByRole } from './keys';

export const awsKeyInConfigMap = defineCheck({
  id: 'aws-key-in-config-map',
  number: 'KEY-006',
  area: 'access-keys',
  topics: ['T5'],
  title: 'AWS access key stands in a ConfigMap',
  severity: 'critical',
  why: 'ConfigMaps are readable by everybody who may view the namespace, and end up in backups and repositories.',
  documentation:
    'https://docs.aws.amazon.com/eks/latest/userguide/service-accounts.html',
  // Whose key it is comes from `accessKeys` when that was read; the finding does not depend on it.
  needs: ['leakingConfigMaps'],
  evaluate: ({ leakingConfigMaps, derived }) =>
    leakingConfigMaps.map((configMap: LeakingConfigMap) => ({
      verdict: configMap.keyMaterial.some(m => m.hasSecret)
        ? ('fail' as const)
        : ('warn' as const),
      configMap,
      keys: keysFound(configMap.keyMaterial, derived),
    })),
  subject: e => `${e.configMap.namespace}/${e.configMap.name}`,
  message: ({ configMap: { namespace, name, keyMaterial }, verdict }) =>
    `the ConfigMap \`${namespace}/${name}\` holds ${
      verdict === 'fail' ? 'an AWS access key' : 'the id of an AWS access key'
    } in ${keyMaterial.map(m => m.place).join(', ')}`,
  evidence: ({ configMap, keys }) => [
    ...configMap.keyMaterial.map(material => ({
      fact: material.place,
      value: `${material.maskedKeyId ?? 'no id'}, ${
        material.hasSecret ? 'with its secret' : 'id only'
      }`,
      readFrom: 'list configmaps',
    })),
    ...keys.map((key: AccessKey) => ({
      fact: 'Owner of the key',
      value: `${key.userArn}, ${key.status}`,
      readFrom: 'iam:ListAccessKeys',
    })),
  ],
  affected: e => [`${e.configMap.namespace}/${e.configMap.name}`],
  remediate: ({ configMap: { namespace, name }, keys }) =>
    replaceByRole(`the pods that use ConfigMap \`${namespace}/${name}\``, keys),
});
