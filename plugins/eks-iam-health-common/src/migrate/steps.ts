import { shortArn } from '../arn';
import { AwsAuthConfigMap, Cluster, Repair } from '../model';
import { MigrationLine, PlannedEntry } from './model';

const needsOf = ({ type, policies }: PlannedEntry): string[] => [
  'eks:CreateAccessEntry',
  ...(policies.length > 0 ? ['eks:AssociateAccessPolicy'] : []),
  ...(/^EC2/.test(type) ? ['iam:PassRole'] : []),
];

const raiseMode: Repair = {
  title:
    'Let the cluster ask access entries as well; aws-auth goes on to count.',
  class: 'review',
  actions: [{ kind: 'set-authentication-mode', mode: 'API_AND_CONFIG_MAP' }],
  needs: ['eks:UpdateClusterConfig'],
  cautions: [
    'There is no way back to CONFIG_MAP; nobody loses access by this step.',
    'EKS makes an access entry for the creator of the cluster now, where it can be seen and removed.',
  ],
};

function createEntry(
  { entry, notes }: MigrationLine & { entry: PlannedEntry },
  cluster: Cluster,
): Repair {
  const name = shortArn(entry.principalArn, cluster.accountId);
  return {
    title: `Create the access entry of ${name}; from then on it answers, and its line is not read.`,
    class: 'review',
    actions: [entry],
    needs: needsOf(entry),
    cautions: notes.map(note => `${note[0].toUpperCase()}${note.slice(1)}.`),
  };
}

const lookAround: Repair = {
  title:
    'See that all nodes are Ready and that people and pipelines still get in, and keep a copy of aws-auth.',
  class: 'advice',
  actions: [],
  needs: ['list nodes', 'get configmaps kube-system/aws-auth'],
  cautions: [
    'Nodes renew their tokens within 15 minutes, so wait at least as long.',
  ],
};

const leaveAwsAuth: Repair = {
  title: 'Let the cluster ask access entries alone.',
  class: 'review',
  actions: [{ kind: 'set-authentication-mode', mode: 'API' }],
  needs: ['eks:UpdateClusterConfig'],
  cautions: [
    'There is no way back: aws-auth is never read again by this cluster.',
    'Every role of nodes must have its access entry, those of self-managed nodes included.',
  ],
};

const emptyAwsAuth = (configMap: AwsAuthConfigMap): Repair => ({
  title: 'Empty aws-auth, so that nobody takes it for the truth.',
  class: 'review',
  actions: [
    {
      kind: 'patch-aws-auth',
      data: Object.fromEntries(
        Object.keys(configMap.data).map(key => [key, '[]\n']),
      ),
      before: configMap.data,
      resourceVersion: configMap.resourceVersion,
    },
  ],
  needs: ['patch configmaps kube-system/aws-auth'],
  cautions: ['Keep the copy; nothing reads the ConfigMap any more.'],
});

const decide = (count: number): Repair => ({
  title: `Settle what is in the way (${count}), and plan again: mode API comes after that.`,
  class: 'advice',
  actions: [],
  needs: [],
  cautions: [],
});

/** Nodes first: without them nothing runs. */
const order = ({ entry }: MigrationLine) =>
  entry && entry.type !== 'STANDARD' ? 0 : 1;

/**
 * The commands in their order. Up to the last entry nothing is taken away; the mode without way back comes only when
 * nothing is in the way and an administrator is left.
 */
export function stepsOf(
  cluster: Cluster,
  configMap: AwsAuthConfigMap | null,
  lines: readonly MigrationLine[],
  hindrances: number,
): Repair[] {
  const created = lines
    .filter(
      (line): line is MigrationLine & { entry: PlannedEntry } =>
        line.outcome === 'create' && line.entry !== undefined,
    )
    .sort((a, b) => order(a) - order(b))
    .map(line => createEntry(line, cluster));
  return [
    ...(cluster.authenticationMode === 'CONFIG_MAP' ? [raiseMode] : []),
    ...created,
    ...(hindrances > 0
      ? [decide(hindrances)]
      : [
          lookAround,
          leaveAwsAuth,
          ...(configMap ? [emptyAwsAuth(configMap)] : []),
        ]),
  ];
}
