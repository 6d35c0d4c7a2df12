import { isRead } from 'backstage-plugin-eks-iam-health-common';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { AwsOperation } from '../../clients/AwsReader';
import { commandFile } from './FolderAwsReader';
import { readSnapshotFolder } from './readSnapshotFolder';

const arn = 'arn:aws:eks:eu-west-1:111122223333:cluster/payments-prod';
const cluster = {
  arn,
  name: 'payments-prod',
  version: '1.33',
  status: 'ACTIVE',
  createdAt: '2025-03-01T09:00:00+01:00',
  roleArn: 'arn:aws:iam::111122223333:role/r',
};
const role = 'arn:aws:iam::111122223333:role/Dev';

describe('readSnapshotFolder', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'export-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function holding(files: Record<string, unknown>) {
    for (const [name, content] of Object.entries(files)) {
      const path = join(folder, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(
        path,
        typeof content === 'string' ? content : JSON.stringify(content),
      );
    }
    return readSnapshotFolder(folder, {
      now: () => new Date('2026-11-21T14:14:00Z'),
    });
  }

  it('reads what is there, and says of the rest that it was not collected', async () => {
    const snapshot = await holding({
      'aws/describe-cluster.json': { cluster },
      'aws/list-addons.json': { addons: ['vpc-cni'] },
      'aws/describe-addon/1.json': {
        addon: { addonName: 'vpc-cni', status: 'ACTIVE' },
      },
      'kubernetes/configmaps-aws-auth.yaml':
        'kind: ConfigMap\nmetadata: { resourceVersion: "7" }\ndata:\n  mapRoles: |\n    - rolearn: x\n',
      'kubernetes/namespaces.yml':
        'items:\n- metadata: { name: shop, labels: null }\n',
    });
    expect(snapshot).toMatchObject({
      arn,
      source: 'files',
      collectedAt: '2026-11-21T14:14:00Z',
      calls: {},
    });
    const { sections } = snapshot;
    expect(isRead(sections.cluster) && sections.cluster.value.createdAt).toBe(
      '2025-03-01T08:00:00Z',
    );
    expect(isRead(sections.addons) && sections.addons.value).toMatchObject([
      { name: 'vpc-cni', status: 'ACTIVE' },
    ]);
    expect(isRead(sections.awsAuth) && sections.awsAuth.value?.data).toEqual({
      mapRoles: '- rolearn: x\n',
    });
    expect(isRead(sections.namespaces) && sections.namespaces.value).toEqual([
      { name: 'shop', labels: {}, annotations: {} },
    ]);
    expect(sections.pods).toMatchObject({
      reason: 'not-collected',
      detail: 'the folder has no file `kubernetes/pods.json`',
      call: 'list pods',
    });
    expect(sections.iamRoles).toMatchObject({ reason: 'not-collected' });
  });

  it('takes the time and the cluster from export.json', async () => {
    const snapshot = await holding({
      'export.json': { clusterArn: arn, exportedAt: '2026-11-01T00:00:00Z' },
      'aws/describe-cluster.json': '{ "cluster": ',
    });
    expect(snapshot.arn).toBe(arn);
    expect(snapshot.collectedAt).toBe('2026-11-01T00:00:00Z');
    expect(snapshot.sections.cluster).toMatchObject({
      reason: 'malformed',
      detail: '`aws/describe-cluster.json` is not valid JSON, line 1',
    });
  });

  it.each([
    [
      'kubernetes/roles.yaml',
      'items:\n- metadata:\n    name: "a\n  x: [',
      /`kubernetes\/roles\.yaml` is not valid YAML, line [345]/,
    ],
    [
      'kubernetes/roles.json',
      '{\n  "items": [\n    {,\n',
      /`kubernetes\/roles\.json` is not valid JSON, line 3/,
    ],
    ['kubernetes/roles.json', '{}', /holds no list of objects/],
    [
      'kubernetes/roles.json',
      '{"items":[{"metadata":{"name":5}}]}',
      /unexpected form at `metadata.name`/,
    ],
  ])('says where %s is malformed', async (file, text, detail) => {
    const { sections } = await holding({
      'aws/describe-cluster.json': { cluster },
      [file]: text,
    });
    expect(sections.roles).toMatchObject({
      status: 'unreadable',
      reason: 'malformed',
      detail: expect.stringMatching(detail),
    });
    expect(sections.cluster.status).toBe('read');
  });

  it.each([
    [
      'An error occurred (AccessDeniedException) when calling the ListAccessEntries operation: User: arn:aws:iam::111122223333:user/u is not authorized to perform: eks:ListAccessEntries on resource: x',
      { reason: 'denied', permission: 'eks:ListAccessEntries' },
    ],
    [
      'An error occurred (ThrottlingException): Rate exceeded',
      { reason: 'throttled' },
    ],
    ['Could not connect to the endpoint URL', { reason: 'unreachable' }],
  ])('keeps the reason of a call that failed: %s', async (text, expected) => {
    const { sections } = await holding({
      'aws/describe-cluster.json': { cluster },
      'aws/list-access-entries.error': text,
    });
    expect(sections.accessEntries).toMatchObject(expected);
  });

  it('believes that there is no aws-auth only if kubectl says just that', async () => {
    const files = { 'aws/describe-cluster.json': { cluster } };
    const none = await holding({
      ...files,
      'kubernetes/configmaps-aws-auth.error':
        'Error from server (NotFound): configmaps "aws-auth" not found',
    });
    expect(isRead(none.sections.awsAuth) && none.sections.awsAuth.value).toBe(
      null,
    );
    const other = await holding({
      'kubernetes/configmaps-aws-auth.error':
        'Error from server (NotFound): the server could not find the requested resource',
    });
    expect(other.sections.awsAuth.status).toBe('unreadable');
  });

  it('does not take a missing description for an item that went away', async () => {
    const { sections } = await holding({
      'aws/describe-cluster.json': { cluster },
      'aws/list-access-entries.json': { accessEntries: [role] },
    });
    expect(sections.accessEntries).toMatchObject({
      reason: 'not-collected',
      detail: `the folder \`aws/describe-access-entry\` has no file about \`${role}\``,
    });
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['something else', { 'readme.txt': 'hello' }, 'is no export of a cluster'],
    [
      'no word about which cluster',
      { 'kubernetes/pods.json': { items: [] } },
      'does not say which cluster it is of',
    ],
    [
      'a cluster without a proper name',
      { 'aws/describe-cluster.json': { cluster: { arn: 'arn:x' } } },
      'does not name an EKS cluster',
    ],
    ['a broken export.json', { 'export.json': '{' }, '`export.json` does not'],
  ])('refuses a folder that holds %s', async (_, files, message) => {
    await expect(holding(files)).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringContaining(message),
    });
  });
});

it.each<[AwsOperation, string]>([
  ['eks:DescribeCluster', 'aws/describe-cluster'],
  ['eks:ListAssociatedAccessPolicies', 'aws/list-associated-access-policies'],
  ['iam:GetOpenIDConnectProvider', 'aws/get-open-id-connect-provider'],
  ['iam:ListOpenIDConnectProviders', 'aws/list-open-id-connect-providers'],
  ['iam:GetAccessKeyLastUsed', 'aws/get-access-key-last-used'],
])('the file of %s is named as the command of the AWS CLI', (operation, file) =>
  expect(commandFile(operation)).toBe(file),
);
