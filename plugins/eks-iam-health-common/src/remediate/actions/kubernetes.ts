import { ActionWriter, undoTerraform, verifyTerraform } from '../actionText';
import { hclName, hclResource, quoteHcl } from '../hcl';
import {
  command,
  lines,
  option,
  quoteJson,
  quoteShell,
  remark,
} from '../shell';

const inNamespace = (namespace: string | undefined) =>
  namespace !== undefined && option('-n', namespace);

/** Workloads whose pods `kubectl rollout restart` can replace one after the other. */
const restartable = ['deployment', 'daemonset', 'statefulset'];

function rollout(
  verb: 'restart' | 'status',
  namespace: string,
  workload: { kind: string; name: string } | undefined,
): string | undefined {
  const kind = workload?.kind.toLowerCase() ?? '';
  if (!workload || !restartable.includes(kind)) return undefined;
  return command(
    `kubectl rollout ${verb}`,
    quoteShell(`${kind}/${workload.name}`),
    inNamespace(namespace),
  );
}

export const annotateServiceAccount: ActionWriter<
  'annotate-service-account'
> = action => {
  const { namespace, name, key, restart } = action;
  const set = (value: string | null) =>
    command(
      'kubectl annotate serviceaccount',
      quoteShell(name),
      inNamespace(namespace),
      quoteShell(value === null ? `${key}-` : `${key}=${value}`),
      value !== null && '--overwrite',
    );
  const restarted = rollout('restart', namespace, restart);
  return {
    kubectl: {
      do: lines(set(action.value), restarted),
      verify: lines(
        command(
          'kubectl get serviceaccount',
          quoteShell(name),
          inNamespace(namespace),
          "-o jsonpath='{.metadata.annotations}'",
        ),
        rollout('status', namespace, restart),
      ),
      undo: lines(set(action.before), restarted),
    },
  };
};

export const createRoleBinding: ActionWriter<'create-role-binding'> = ({
  name,
  namespace,
  clusterRole,
  group,
}) => ({
  kubectl: {
    do: command(
      'kubectl create rolebinding',
      quoteShell(name),
      inNamespace(namespace),
      option('--clusterrole', clusterRole),
      option('--group', group),
    ),
    verify: command(
      'kubectl get rolebinding',
      quoteShell(name),
      inNamespace(namespace),
      '-o yaml',
    ),
    undo: command(
      'kubectl delete rolebinding',
      quoteShell(name),
      inNamespace(namespace),
    ),
  },
  terraform: {
    do: hclResource(
      'kubernetes_role_binding_v1',
      hclName(`${namespace}_${name}`),
      [
        [
          'metadata',
          `{\n    name      = ${quoteHcl(name)}\n    namespace = ${quoteHcl(
            namespace,
          )}\n  }`,
        ],
        [
          'role_ref',
          `{\n    api_group = "rbac.authorization.k8s.io"\n    kind      = "ClusterRole"\n    name      = ${quoteHcl(
            clusterRole,
          )}\n  }`,
        ],
        [
          'subject',
          `{\n    api_group = "rbac.authorization.k8s.io"\n    kind      = "Group"\n    name      = ${quoteHcl(
            group,
          )}\n  }`,
        ],
      ],
    ),
    verify: verifyTerraform,
    undo: undoTerraform,
  },
});

export const deleteBinding: ActionWriter<'delete-binding'> = ({
  name,
  namespace,
}) => {
  const kind = namespace === undefined ? 'clusterrolebinding' : 'rolebinding';
  const words = [quoteShell(name), inNamespace(namespace)];
  // Names of bindings hold colons, which not every file system takes.
  const file = `${kind}-${name.replace(/[^A-Za-z0-9.-]/g, '_')}.backup.yaml`;
  return {
    kubectl: {
      do: lines(
        `${command(`kubectl get ${kind}`, ...words, '-o yaml')} > ${file}`,
        command(`kubectl delete ${kind}`, ...words),
      ),
      verify: command(`kubectl get ${kind}`, ...words, '--ignore-not-found'),
      undo: `kubectl create -f ${file}`,
    },
  };
};

const showPods = (namespace: string) =>
  command('kubectl get pods', inNamespace(namespace));

export const restartWorkload: ActionWriter<'restart-workload'> = ({
  namespace,
  workload,
}) => {
  const { kind, name } = workload;
  const restart = rollout('restart', namespace, workload);
  if (!restart) {
    const byHand = remark(
      `Replace the pods of ${kind} ${namespace}/${name}: kubectl restarts deployments, daemon sets and stateful sets only`,
    );
    return {
      kubectl: { do: byHand, verify: showPods(namespace), undo: byHand },
    };
  }
  return {
    kubectl: {
      do: restart,
      verify: rollout('status', namespace, workload) ?? showPods(namespace),
      // `kubectl rollout undo` would bring back an older version of the workload, if one was deployed meanwhile.
      undo: remark('A restart changes nothing that could be undone'),
      undoLast: restart,
    },
  };
};

export const setEnvironment: ActionWriter<'set-environment'> = ({
  namespace,
  workload,
  container,
  name,
  value,
  before,
}) => {
  const target = quoteShell(`${workload.kind.toLowerCase()}/${workload.name}`);
  const set = (wanted: string | null) =>
    command(
      'kubectl set env',
      target,
      inNamespace(namespace),
      option('-c', container),
      quoteShell(wanted === null ? `${name}-` : `${name}=${wanted}`),
    );
  return {
    kubectl: {
      do: set(value),
      verify: lines(
        command(
          'kubectl set env',
          target,
          inNamespace(namespace),
          option('-c', container),
          '--list',
        ),
        rollout('status', namespace, workload),
      ),
      undo: set(before),
    },
  };
};

export const kubectlPatch: ActionWriter<'kubectl-patch'> = ({
  resource,
  name,
  namespace,
  patch,
  undo,
}) => {
  const words = [
    quoteShell(resource),
    quoteShell(name),
    inNamespace(namespace),
  ];
  const apply = (document: unknown) =>
    command(
      'kubectl patch',
      ...words,
      // A list is a JSON patch, an object a merge patch.
      `--type ${Array.isArray(document) ? 'json' : 'merge'}`,
      `-p ${quoteJson(document)}`,
    );
  return {
    kubectl: {
      do: apply(patch),
      verify: command('kubectl get', ...words, '-o yaml'),
      undo: apply(undo),
    },
  };
};
