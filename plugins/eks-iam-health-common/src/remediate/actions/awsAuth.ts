import { RepairTarget } from '../../model';
import { ActionOf, ActionText, ActionWriter } from '../actionText';
import {
  command,
  lines,
  option,
  quoteJson,
  quoteShell,
  remark,
} from '../shell';

const onAwsAuth = 'kubectl -n kube-system';

export const awsAuthBackup = `${onAwsAuth} get configmap aws-auth -o yaml > aws-auth.backup.yaml`;

const show = `${onAwsAuth} get configmap aws-auth -o yaml`;

/** A merge patch: a key set to `null` goes, a key left out stays. */
const patch = (document: unknown) =>
  command(
    `${onAwsAuth} patch configmap aws-auth --type merge`,
    `-p ${quoteJson(document)}`,
  );

function byKubectl(action: ActionOf<'patch-aws-auth'>): ActionText {
  if (action.create) {
    return {
      do: command(
        `${onAwsAuth} create configmap aws-auth`,
        ...Object.entries(action.data).map(
          ([key, text]) =>
            text !== null && `--from-literal=${quoteShell(`${key}=${text}`)}`,
        ),
      ),
      verify: show,
      undo: `${onAwsAuth} delete configmap aws-auth`,
    };
  }
  const { resourceVersion, data } = action;
  const before = Object.fromEntries(
    Object.keys(data).map(key => [key, action.before[key] ?? null]),
  );
  return {
    do: lines(
      awsAuthBackup,
      patch({
        // A ConfigMap that was changed since it was read is refused instead of overwritten.
        ...(resourceVersion && { metadata: { resourceVersion } }),
        data,
      }),
    ),
    verify: show,
    undo: patch({ data: before }),
  };
}

/** eksctl splits groups at commas, refuses an identity without name and groups, and works line by line. */
function byEksctl(
  { iamIdentityMapping: mapping }: ActionOf<'patch-aws-auth'>,
  target: RepairTarget,
): ActionText | undefined {
  if (!mapping) return undefined;
  const { arn, username, groups, replaces } = mapping;
  if ((!username && groups.length === 0) || groups.some(g => /[",]/.test(g))) {
    return undefined;
  }
  const cluster = [
    option('--cluster', target.clusterName),
    option('--region', target.region),
  ];
  const create = (mapped: string) =>
    command(
      'eksctl create iamidentitymapping',
      ...cluster,
      option('--arn', mapped),
      username && option('--username', username),
      ...groups.map(group => option('--group', group)),
      '--no-duplicate-arns',
    );
  const remove = (mapped: string) =>
    command(
      'eksctl delete iamidentitymapping',
      ...cluster,
      option('--arn', mapped),
    );
  return {
    do: lines(
      awsAuthBackup,
      replaces !== undefined && remove(replaces),
      create(arn),
    ),
    verify: command('eksctl get iamidentitymapping', ...cluster),
    undo: lines(
      remark('Or restore the texts of aws-auth.backup.yaml'),
      remove(arn),
      replaces !== undefined && create(replaces),
    ),
  };
}

export const patchAwsAuth: ActionWriter<'patch-aws-auth'> = (
  action,
  target,
) => {
  const eksctl = byEksctl(action, target);
  return { kubectl: byKubectl(action), ...(eksctl && { eksctl }) };
};
