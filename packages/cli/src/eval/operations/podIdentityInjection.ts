import {
  InjectableContainer,
  InjectedContainer,
  injectionOf,
} from 'backstage-plugin-eks-iam-health-common';
import {
  optionalRecordOf,
  optionalStringOf,
  recordOf,
  recordsOf,
  stringOf,
} from '../input';
import { InputError, Operation } from '../operation';

type Input = Record<string, unknown>;

/** Labels, annotations, node selectors: Kubernetes has text alone there. */
function textsOf(input: Input, name: string): Record<string, string> {
  const texts = input[name] === null ? {} : optionalRecordOf(input, name) ?? {};
  return Object.fromEntries(
    Object.entries(texts).map(([key, value]) => {
      if (typeof value === 'string') return [key, value];
      throw new InputError(`\`${name}\` must hold strings`);
    }),
  );
}

const metadataOf = (object: Input) =>
  optionalRecordOf(object, 'metadata') ?? {};

/** Lists that Kubernetes writes as `null` when they are empty. */
const itemsOf = (input: Input, name: string) =>
  input[name] === null ? [] : recordsOf(input, name);

const namesOf = (input: Input, name: string) =>
  itemsOf(input, name).map(item => stringOf(item, 'name'));

const containersOf = (spec: Input, name: string): InjectableContainer[] =>
  itemsOf(spec, name).map(container => ({
    name: stringOf(container, 'name'),
    envNames: namesOf(container, 'env'),
    volumeMountNames: namesOf(container, 'volumeMounts'),
  }));

const answerOf = ({ name, env, volumeMounts }: InjectedContainer) => ({
  name,
  env,
  volumeMounts,
});

/** `podIdentity.injection`: see EVAL.md. */
export const podIdentityInjection: Operation = input => {
  const pod = recordOf(input, 'pod');
  const spec = recordOf(pod, 'spec');
  const metadata = metadataOf(pod);
  const account =
    input.serviceAccount === null
      ? undefined
      : optionalRecordOf(input, 'serviceAccount');
  const ofAccount = account && metadataOf(account);

  // The API server fills in both before a webhook sees the pod.
  const namespace =
    optionalStringOf(metadata, 'namespace') ??
    (ofAccount && optionalStringOf(ofAccount, 'namespace')) ??
    'default';
  const serviceAccount =
    optionalStringOf(spec, 'serviceAccountName') ||
    optionalStringOf(spec, 'serviceAccount') ||
    'default';
  const isOfPod =
    ofAccount !== undefined &&
    (optionalStringOf(ofAccount, 'name') ?? serviceAccount) ===
      serviceAccount &&
    (optionalStringOf(ofAccount, 'namespace') ?? namespace) === namespace;

  const { stsRegionalEndpoints = false } = input;
  if (typeof stsRegionalEndpoints !== 'boolean') {
    throw new InputError('`stsRegionalEndpoints` must be true or false');
  }
  const { containers, initContainers, volumes } = injectionOf(
    {
      labels: textsOf(metadata, 'labels'),
      annotations: textsOf(metadata, 'annotations'),
      nodeSelector: textsOf(spec, 'nodeSelector'),
      volumeNames: namesOf(spec, 'volumes'),
      containers: containersOf(spec, 'containers'),
      initContainers: containersOf(spec, 'initContainers'),
    },
    {
      serviceAccountAnnotations: isOfPod
        ? textsOf(ofAccount, 'annotations')
        : undefined,
      isAssociated: recordsOf(input, 'associations').some(
        association =>
          stringOf(association, 'namespace') === namespace &&
          stringOf(association, 'serviceAccount') === serviceAccount,
      ),
      region: optionalStringOf(input, 'region'),
      stsRegionalEndpoints,
    },
  );
  return {
    containers: containers.map(answerOf),
    initContainers: initContainers.map(answerOf),
    volumes: volumes.map(({ name, audience, expirationSeconds }) => ({
      name,
      audience,
      expirationSeconds,
    })),
  };
};
