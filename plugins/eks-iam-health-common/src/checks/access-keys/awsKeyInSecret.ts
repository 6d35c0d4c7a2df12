import { AccessKey, KeyMaterial, LeakingSecret } from '../../model';
import { defineCheck, Found } from '../defineCheck';
import { keysFound, replaceByRole } from './keys';

interface LeakingOne extends Found {
  secret: LeakingSecret;
  keys: AccessKey[];
}

export const awsKeyInSecret = defineCheck({
  id: 'aws-key-in-secret',
  number: 'KEY-007',
  area: 'access-keys',
  topics: ['T5'],
  title: 'AWS access key stands in a Secret',
  severity: 'high',
  why: 'Whoever may read Secrets of the namespace, or start a pod there, has the key, and it works from everywhere until somebody takes it away. A role needs no key.',
  documentation:
    'https://docs.aws.amazon.com/eks/latest/userguide/service-accounts.html',
  // Whose key it is comes from `accessKeys` when that was read; the finding does not depend on it.
  needs: ['leakingSecrets'],
  evaluate: ({ leakingSecrets, derived }) =>
    leakingSecrets
      .filter(({ keyMaterial }) => keyMaterial.length > 0)
      .map((secret): LeakingOne => {
        const isLasting = secret.keyMaterial.some(isLongTermKey);
        return {
          verdict: isLasting ? 'fail' : 'warn',
          ...(isLasting ? {} : { severity: 'medium' }),
          secret,
          keys: keysFound(secret.keyMaterial, derived),
        };
      }),
  subject: e => `${e.secret.namespace}/${e.secret.name}`,
  message: ({ secret: { namespace, name, keyMaterial }, verdict }) =>
    `the Secret \`${namespace}/${name}\` holds ${
      verdict === 'fail' ? 'an AWS access key' : lesserThing(keyMaterial)
    } in ${keyMaterial.map(m => m.place).join(', ')}`,
  evidence: ({ secret, keys }) => [
    ...secret.keyMaterial.map(material => ({
      fact: material.place,
      value: `${material.maskedKeyId ?? 'no id'}, ${
        material.hasSecret ? 'with its secret' : 'id only'
      }`,
      readFrom: `list secrets, type ${secret.type}`,
    })),
    ...keys.map(key => ({
      fact: 'Owner of the key',
      value: `${key.userArn}, ${key.status}`,
      readFrom: 'iam:ListAccessKeys',
    })),
  ],
  affected: e => [`${e.secret.namespace}/${e.secret.name}`],
  remediate: ({ secret: { namespace, name }, keys }) =>
    replaceByRole(`the pods that use Secret \`${namespace}/${name}\``, keys),
});

/** Temporary credentials end by themselves. */
function isTemporary({ maskedKeyId }: KeyMaterial): boolean {
  return maskedKeyId?.startsWith('ASIA') === true;
}

function isLongTermKey(material: KeyMaterial): boolean {
  return material.hasSecret && !isTemporary(material);
}

function lesserThing(material: readonly KeyMaterial[]): string {
  return material.some(isTemporary)
    ? 'temporary AWS credentials'
    : 'the id of an AWS access key';
}
