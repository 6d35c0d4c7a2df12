import {
  AwsOperation,
  CallCounts,
  clusterTokenSource,
  KubernetesClient,
  LiveAwsReader,
} from 'backstage-plugin-eks-iam-health-node';
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { SimulatedAccount } from './simulatedAccount';

const leaveOutValues = resolve(
  __dirname,
  '../../../../scripts/leaveOutValues.awk',
);
const core = '/api/v1';
const rbac = '/apis/rbac.authorization.k8s.io/v1';

type Json = Record<string, unknown>;

/**
 * Writes the folder that `scripts/export-cluster.sh` writes, without needing the AWS CLI and kubectl: the same calls, and
 * answers in the form in which those two print them.
 */
export async function writeExport(
  account: SimulatedAccount,
  name: string,
  folder: string,
): Promise<void> {
  const signal = AbortSignal.timeout(60_000);
  const target = { partition: 'aws', accountId: '111122223333' };
  const region = account.arnOf(name).split(':')[3];
  const session = account.clients.open({ ...target, region });
  const aws = new LiveAwsReader(session, signal);
  const put = (file: string, text: string) => {
    const path = join(folder, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  };
  const run = async (
    file: string,
    operation: AwsOperation,
    input: Json = {},
  ): Promise<Json> => {
    const printed = asCliPrints(joined(await aws.pages(operation, input)));
    put(`aws/${file}.json`, JSON.stringify(printed, null, 4));
    return printed as Json;
  };
  const each = async <T>(
    list: T[],
    file: string,
    operation: AwsOperation,
    input: (item: T) => Json,
    nameOf: (item: T, index: number) => string = (_, index) => `${index + 1}`,
  ) => {
    for (const [index, item] of list.entries()) {
      await run(`${file}/${nameOf(item, index)}`, operation, input(item));
    }
  };
  const clusterName = name;
  const inCluster = (member: string) => (item: string) => ({
    clusterName,
    [member]: item,
  });

  const { cluster } = (await run('describe-cluster', 'eks:DescribeCluster', {
    name,
  })) as {
    cluster: { endpoint: string; certificateAuthority: { data: string } };
  };
  const entries = await run('list-access-entries', 'eks:ListAccessEntries', {
    clusterName,
  });
  const principals = entries.accessEntries as string[];
  const ofPrincipal = inCluster('principalArn');
  await each(
    principals,
    'describe-access-entry',
    'eks:DescribeAccessEntry',
    ofPrincipal,
  );
  await each(
    principals,
    'list-associated-access-policies',
    'eks:ListAssociatedAccessPolicies',
    ofPrincipal,
  );
  const associations = await run(
    'list-pod-identity-associations',
    'eks:ListPodIdentityAssociations',
    { clusterName },
  );
  await each(
    associations.associations as Array<{ associationId: string }>,
    'describe-pod-identity-association',
    'eks:DescribePodIdentityAssociation',
    ({ associationId }) => ({ clusterName, associationId }),
  );
  const addons = await run('list-addons', 'eks:ListAddons', { clusterName });
  await each(
    addons.addons as string[],
    'describe-addon',
    'eks:DescribeAddon',
    inCluster('addonName'),
  );
  const groups = await run('list-nodegroups', 'eks:ListNodegroups', {
    clusterName,
  });
  await each(
    groups.nodegroups as string[],
    'describe-nodegroup',
    'eks:DescribeNodegroup',
    inCluster('nodegroupName'),
  );
  const profiles = await run(
    'list-fargate-profiles',
    'eks:ListFargateProfiles',
    { clusterName },
  );
  await each(
    profiles.fargateProfileNames as string[],
    'describe-fargate-profile',
    'eks:DescribeFargateProfile',
    inCluster('fargateProfileName'),
  );
  const external = await run(
    'list-identity-provider-configs',
    'eks:ListIdentityProviderConfigs',
    { clusterName },
  );
  await each(
    external.identityProviderConfigs as Json[],
    'describe-identity-provider-config',
    'eks:DescribeIdentityProviderConfig',
    identityProviderConfig => ({ clusterName, identityProviderConfig }),
  );

  await run(
    'get-account-authorization-details',
    'iam:GetAccountAuthorizationDetails',
  );
  await run('get-account-summary', 'iam:GetAccountSummary');
  const providers = await run(
    'list-open-id-connect-providers',
    'iam:ListOpenIDConnectProviders',
  );
  await each(
    providers.OpenIDConnectProviderList as Array<{ Arn: string }>,
    'get-open-id-connect-provider',
    'iam:GetOpenIDConnectProvider',
    ({ Arn }) => ({ OpenIDConnectProviderArn: Arn }),
  );
  let state = '';
  while (state !== 'COMPLETE') {
    const made = await aws.call('iam:GenerateCredentialReport', {});
    state = (made as { State: string }).State;
  }
  await run('get-credential-report', 'iam:GetCredentialReport');
  const users = await run('list-users', 'iam:ListUsers');
  for (const { UserName } of users.Users as Array<{ UserName: string }>) {
    const keys = await run(
      `list-access-keys/${UserName}`,
      'iam:ListAccessKeys',
      { UserName },
    );
    await each(
      keys.AccessKeyMetadata as Array<{ AccessKeyId: string }>,
      'get-access-key-last-used',
      'iam:GetAccessKeyLastUsed',
      ({ AccessKeyId }) => ({ AccessKeyId }),
      ({ AccessKeyId }) => AccessKeyId,
    );
  }

  const kubernetes = new KubernetesClient({
    endpoint: cluster.endpoint,
    certificateAuthority: Buffer.from(
      cluster.certificateAuthority.data,
      'base64',
    ).toString(),
    token: clusterTokenSource({
      clusterName,
      region,
      partition: target.partition,
      credentials: session.credentials,
    }),
    calls: new CallCounts(),
    signal,
  });
  const configMap = await kubernetes.get(
    { api: core, plural: 'configmaps' },
    'kube-system',
    'aws-auth',
  );
  put('kubernetes/configmaps-aws-auth.json', asKubectlPrints(configMap));
  for (const [plural, api] of Object.entries({
    namespaces: core,
    serviceaccounts: core,
    nodes: core,
    pods: core,
    configmaps: core,
    roles: rbac,
    clusterroles: rbac,
    rolebindings: rbac,
    clusterrolebindings: rbac,
    daemonsets: '/apis/apps/v1',
    mutatingwebhookconfigurations: '/apis/admissionregistration.k8s.io/v1',
  })) {
    const items = await kubernetes.list({ api, plural }, item => item);
    const text = asKubectlPrints({ apiVersion: 'v1', items, kind: 'List' });
    const holdsValues = plural === 'pods' || plural === 'configmaps';
    put(
      `kubernetes/${plural}.json`,
      holdsValues
        ? execFileSync('awk', ['-f', leaveOutValues], {
            input: text,
            encoding: 'utf8',
            maxBuffer: 1e9,
          })
        : text,
    );
  }
  kubernetes.close();
}

/** The AWS CLI follows the pages by itself and joins their lists. */
function joined(pages: unknown[]): Json {
  return (pages as Json[]).reduce<Json>((whole, page) => {
    for (const [name, value] of Object.entries(page)) {
      const before = whole[name];
      whole[name] =
        Array.isArray(before) && Array.isArray(value)
          ? [...before, ...value]
          : value;
    }
    return whole;
  }, {});
}

const documents = new Set([
  'AssumeRolePolicyDocument',
  'PolicyDocument',
  'Document',
]);

/** Times as text with an offset, bytes as base64, policy documents decoded. */
function asCliPrints(value: unknown, name = ''): unknown {
  if (value instanceof Date) return value.toISOString().replace('Z', '+00:00');
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (typeof value === 'string' && documents.has(name)) {
    return JSON.parse(decodeURIComponent(value));
  }
  if (Array.isArray(value)) return value.map(item => asCliPrints(item, name));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== '$metadata')
      .map(([key, item]) => [key, asCliPrints(item, key)]),
  );
}

/** Four blanks a level and keys in alphabetical order. */
function asKubectlPrints(value: unknown): string {
  return JSON.stringify(sorted(value), null, 4);
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, sorted(item)]),
  );
}
