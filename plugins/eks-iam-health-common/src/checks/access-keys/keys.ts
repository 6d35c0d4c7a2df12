import { AccessKey, isRead, KeyMaterial, Repair } from '../../model';
import { Derived } from '../derived';

export const readFromKeys = 'iam:ListAccessKeys, iam:GetAccessKeyLastUsed';

/** `AKIA…WXYZ`: enough to recognise a key by, and nothing more. */
export function maskKeyId(id: string): string {
  return `${id.slice(0, 4)}…${id.slice(-4)}`;
}

/** Whole days between two times. */
export function daysBetween(earlier: string, later: string): number {
  return Math.floor((Date.parse(later) - Date.parse(earlier)) / 86_400_000);
}

/** The keys of each user, by the user's ARN. */
export function keysByUser(
  keys: readonly AccessKey[],
): Map<string, AccessKey[]> {
  const byUser = new Map<string, AccessKey[]>();
  for (const key of keys) {
    byUser.set(key.userArn, [...(byUser.get(key.userArn) ?? []), key]);
  }
  return byUser;
}

/** `AKIA…WXYZ, 120 days old, last used 2026-11-01 with s3` */
export function describeKey(key: AccessKey, now: string): string {
  const { id, createdAt, lastUsedAt, lastUsedService, status } = key;
  const use = lastUsedAt
    ? `last used ${lastUsedAt.slice(0, 10)}${
        lastUsedService ? ` with ${lastUsedService}` : ''
      }`
    : 'no use known';
  return `${maskKeyId(id)}, ${status}, ${daysBetween(
    createdAt,
    now,
  )} days old, ${use}`;
}

/** Takes a key out of use; it can be activated again. */
export function deactivate({ userName, id }: AccessKey): Repair {
  return {
    title: `Deactivate key ${maskKeyId(
      id,
    )} of \`${userName}\`, watch what stops, and delete it later.`,
    class: 'review',
    actions: [{ kind: 'deactivate-access-key', userName, keyId: id }],
    needs: ['iam:UpdateAccessKey'],
    cautions: [
      'Whatever still uses the key stops at once; the key can be activated again.',
    ],
  };
}

/** The keys of the account that are found in clear in the cluster; only an unmistakable match counts. */
export function keysFound(
  material: readonly KeyMaterial[],
  derived: Derived,
): AccessKey[] {
  const byMask = derived.once('accessKeysByMask', snapshot => {
    const { accessKeys } = snapshot.sections;
    const found = new Map<string, AccessKey[]>();
    for (const key of isRead(accessKeys) ? accessKeys.value : []) {
      const mask = maskKeyId(key.id);
      found.set(mask, [...(found.get(mask) ?? []), key]);
    }
    return found;
  });
  const masks = new Set(material.flatMap(m => m.maskedKeyId ?? []));
  return [...masks].flatMap(mask => {
    const keys = byMask.get(mask) ?? [];
    return keys.length === 1 ? keys : [];
  });
}

/** What to do about a key that stands in clear: a role instead of it first, then the key goes. */
export function replaceByRole(where: string, keys: AccessKey[]): Repair[] {
  return [
    {
      title: `Give ${where} a role through EKS Pod Identity or IRSA, take the key out, and deactivate it.`,
      class: 'advice',
      actions: [],
      needs: ['eks:CreatePodIdentityAssociation', 'iam:UpdateAccessKey'],
      cautions: [
        'Whoever can read the object has the key: look in CloudTrail for what was done with it.',
        'As long as keys are in the environment, SDKs prefer them to the role.',
      ],
    },
    ...keys.filter(key => key.status === 'Active').map(deactivate),
  ];
}
