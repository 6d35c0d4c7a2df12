import { execFileSync } from 'child_process';
import { parse } from 'yaml';
import { RenderedRepair, Repair, RepairAction, RepairTarget } from '../model';
import { renderRepair } from './renderRepair';

const target: RepairTarget = {
  clusterName: 'payments-prod',
  region: 'cn-north-1',
  accountId: '111122223333',
  partition: 'aws-cn',
};

/** Text that breaks whoever quotes badly. */
const evil = `it's "$(touch /tmp/x)" \`id\` \${HOME} %{if} \\ ; rm -rf * & \n| > $1 !`;
const role = 'arn:aws-cn:iam::111122223333:role/eng/Dev';
const policy = 'arn:aws-cn:eks::aws:cluster-access-policy/AmazonEKSViewPolicy';
const document = { Version: '2012-10-17', Statement: [{ Sid: evil }] };

const repairOf = (...actions: RepairAction[]): Repair => ({
  title: 'A test.',
  class: 'review',
  actions,
  needs: [],
  cautions: [],
});

const render = (...actions: RepairAction[]) =>
  renderRepair(repairOf(...actions), target);

const tool = (rendered: RenderedRepair[], name: string): RenderedRepair => {
  const found = rendered.find(r => r.tool === name);
  if (!found) throw new Error(`no text for ${name}`);
  return found;
};

/**
 * Runs the text in a real shell in which the tools only tell their arguments, and answer with a document to whoever reads
 * what they say.
 */
function argumentsOf(text: string, answer: unknown = null): string[][] {
  const tell = (name: string) =>
    `${name}() { { printf '%s\\0' ${name} "$@"; printf '\\1'; } >&3; printf '%s' "$ANSWER"; }`;
  const script = `cd "$(mktemp -d)"; exec 3>&1 >/dev/null\n${[
    'aws',
    'kubectl',
    'eksctl',
    'terraform',
  ]
    .map(tell)
    .join('\n')}\n${text}\n`;
  const out = execFileSync('bash', ['-euc', script], {
    encoding: 'utf8',
    env: { ...process.env, ANSWER: JSON.stringify(answer, null, 4) },
  });
  return out
    .split('\u0001')
    .filter(Boolean)
    .map(line => line.split('\0').slice(0, -1));
}

const after = (words: string[], name: string) => words[words.indexOf(name) + 1];

const actions: RepairAction[] = [
  {
    kind: 'create-access-entry',
    principalArn: evil,
    type: 'STANDARD',
    username: evil,
    kubernetesGroups: [evil, 'team:dev'],
    policies: [{ policyArn: policy, namespaces: ['dev-*'] }],
  },
  { kind: 'delete-access-entry', principalArn: evil },
  {
    kind: 'associate-access-policy',
    principalArn: evil,
    policyArn: policy,
    namespaces: [evil],
    before: {},
  },
  { kind: 'disassociate-access-policy', principalArn: evil, policyArn: policy },
  {
    kind: 'patch-aws-auth',
    data: { mapRoles: evil },
    before: { mapRoles: `${evil} before` },
    resourceVersion: '42',
    iamIdentityMapping: {
      arn: role,
      username: evil,
      groups: ['a'],
      replaces: evil,
    },
  },
  { kind: 'set-authentication-mode', mode: 'API_AND_CONFIG_MAP' },
  { kind: 'enable-cluster-logging', types: ['audit', 'authenticator'] },
  {
    kind: 'annotate-service-account',
    namespace: evil,
    name: evil,
    key: 'eks.amazonaws.com/role-arn',
    value: evil,
    before: null,
    restart: { kind: 'Deployment', name: evil },
  },
  { kind: 'update-trust-policy', roleName: evil, document, before: {} },
  {
    kind: 'put-role-policy',
    principal: { kind: 'role', name: evil },
    policyName: evil,
    document,
  },
  { kind: 'attach-role-policy', roleName: evil, policyArn: evil },
  {
    kind: 'create-oidc-provider',
    issuer: 'https://oidc.eks.cn-north-1.amazonaws.com.cn/id/A',
    clientIds: ['sts.amazonaws.com'],
  },
  { kind: 'add-oidc-client-id', providerArn: evil, clientId: evil },
  {
    kind: 'create-pod-identity-association',
    namespace: 'shop',
    serviceAccount: evil,
    roleArn: evil,
  },
  {
    kind: 'delete-pod-identity-association',
    associationId: evil,
    namespace: evil,
    serviceAccount: evil,
    roleArn: evil,
  },
  { kind: 'create-addon', addonName: evil },
  { kind: 'deactivate-access-key', userName: evil, keyId: evil },
  { kind: 'rotate-access-key', userName: evil, keyId: evil },
  {
    kind: 'create-role-binding',
    name: evil,
    namespace: evil,
    clusterRole: evil,
    group: evil,
  },
  { kind: 'delete-binding', name: evil },
  {
    kind: 'restart-workload',
    namespace: evil,
    workload: { kind: 'Job', name: evil },
  },
  {
    kind: 'set-environment',
    namespace: evil,
    workload: { kind: 'Deployment', name: evil },
    container: evil,
    name: 'AWS_STS_REGIONAL_ENDPOINTS',
    value: evil,
    before: null,
  },
  {
    kind: 'kubectl-patch',
    resource: 'clusterrolebinding',
    name: evil,
    patch: [{ op: 'remove', path: '/subjects/0' }],
    undo: { subjects: [{ name: evil }] },
  },
];

describe('renderRepair', () => {
  it.each(actions.map(action => [action.kind, action] as const))(
    '%s: every block is shell that hands hostile text on unchanged',
    (kind, action) => {
      const rendered = render(action);
      expect(rendered.length).toBeGreaterThan(0);
      const texts = rendered.map(r => r.do + r.verify + r.undo).join('\n');
      expect(texts).not.toMatch(/<[a-z_-]+>|\bTODO\b/i);
      const shells = rendered.filter(r => r.language === 'shell');
      const isTrust = action.kind === 'update-trust-policy';
      shells.forEach(r => argumentsOf(r.verify));
      const commands = shells.flatMap(r =>
        isTrust
          ? [
              ...argumentsOf(r.do, action.before),
              ...argumentsOf(r.undo, action.document),
            ]
          : [r.do, r.undo].flatMap(text => argumentsOf(text)),
      );
      expect(commands.length > 0 || kind === 'restart-workload').toBe(true);
      // Nothing of the hostile text was run, split or expanded.
      const json = JSON.stringify(evil).slice(1, -1);
      const touched = commands
        .flat()
        .filter(w => w.includes('touch') && !w.endsWith('.backup.yaml'));
      expect(
        touched.filter(w => !w.includes(evil) && !w.includes(json)),
      ).toEqual([]);
      const needRegion = commands.filter(
        words => words[0] !== 'kubectl' && !words.includes('--config-file'),
      );
      expect(
        needRegion.filter(words => after(words, '--region') !== 'cn-north-1'),
      ).toEqual([]);
    },
  );

  it('creates an entry with groups and policies, and deletes it again', () => {
    const aws = tool(render(actions[0]), 'aws');
    const [create, associate] = argumentsOf(aws.do);
    expect(create.slice(0, 3)).toEqual(['aws', 'eks', 'create-access-entry']);
    expect(after(create, '--principal-arn')).toBe(evil);
    expect(after(create, '--username')).toBe(evil);
    // Hostile groups go as one JSON list, which the CLI reads as the list that is meant.
    expect(create).toContain('--kubernetes-groups');
    expect(after(associate, '--access-scope')).toBe(
      'type=namespace,namespaces=dev-*',
    );
    expect(argumentsOf(aws.undo)[0].slice(0, 3)).toEqual([
      'aws',
      'eks',
      'delete-access-entry',
    ]);
  });

  it('passes a group that the CLI would read from disk as JSON', () => {
    const [create] = argumentsOf(
      tool(
        render({
          kind: 'create-access-entry',
          principalArn: role,
          type: 'STANDARD',
          kubernetesGroups: ['file:///etc/passwd'],
          policies: [],
        }),
        'aws',
      ).do,
    );
    expect(JSON.parse(after(create, '--kubernetes-groups'))).toEqual([
      'file:///etc/passwd',
    ]);
  });

  it('gives eksctl by its configuration what its options cannot say', () => {
    const { do: text } = tool(render(actions[0]), 'eksctl');
    expect(text).toContain('eksctl create accessentry --config-file -');
    const [, config] = /printf '%s' (.*) \|/s.exec(text) ?? [];
    const said = execFileSync('sh', ['-c', `printf '%s' ${config}`], {
      encoding: 'utf8',
    });
    expect(JSON.parse(said).accessConfig.accessEntries).toEqual([
      {
        principalARN: evil,
        type: 'STANDARD',
        kubernetesUsername: evil,
        kubernetesGroups: [evil, 'team:dev'],
        accessPolicies: [
          {
            policyARN: policy,
            accessScope: { type: 'namespace', namespaces: ['dev-*'] },
          },
        ],
      },
    ]);
    const plain = render({
      kind: 'create-access-entry',
      principalArn: role,
      type: 'STANDARD',
      kubernetesGroups: ['a', 'b'],
      policies: [],
    });
    const [words] = argumentsOf(tool(plain, 'eksctl').do);
    expect(after(words, '--kubernetes-groups')).toBe('a,b');
  });

  it('keeps aws-auth before patching it and restores the text before', () => {
    const { do: text, undo } = tool(render(actions[4]), 'kubectl');
    expect(text.split('\n')[1]).toBe(
      'kubectl -n kube-system get configmap aws-auth -o yaml > aws-auth.backup.yaml',
    );
    const patch = argumentsOf(text).pop()!;
    expect(patch.slice(0, 8)).toEqual([
      ...'kubectl -n kube-system patch configmap aws-auth --type merge'.split(
        ' ',
      ),
    ]);
    expect(JSON.parse(after(patch, '-p'))).toEqual({
      metadata: { resourceVersion: '42' },
      data: { mapRoles: evil },
    });
    expect(JSON.parse(after(argumentsOf(undo)[0], '-p'))).toEqual({
      data: { mapRoles: `${evil} before` },
    });
  });

  it('removes a key of aws-auth that was not there before', () => {
    const { undo } = tool(
      render({
        kind: 'patch-aws-auth',
        data: { mapUsers: '[]' },
        before: { mapUsers: undefined },
      }),
      'kubectl',
    );
    expect(JSON.parse(after(argumentsOf(undo)[0], '-p'))).toEqual({
      data: { mapUsers: null },
    });
  });

  it('creates aws-auth where there is none', () => {
    const { do: text, undo } = tool(
      render({
        kind: 'patch-aws-auth',
        create: true,
        data: { mapRoles: evil },
        before: {},
      }),
      'kubectl',
    );
    expect(argumentsOf(text)[0]).toContain(`--from-literal=mapRoles=${evil}`);
    expect(argumentsOf(undo)[0]).toContain('delete');
  });

  it('writes policy documents that parse back, in commands and as text', () => {
    const rendered = render(actions[8]);
    const [read, set] = argumentsOf(tool(rendered, 'aws').do, {});
    expect(read.slice(0, 3)).toEqual(['aws', 'iam', 'get-role']);
    expect(JSON.parse(after(set, '--policy-document'))).toEqual(document);
    expect(JSON.parse(tool(rendered, 'policy').do)).toEqual(document);
  });

  it('never overwrites a trust policy that was changed since it was read', () => {
    const { do: text, undo } = tool(render(actions[8]), 'aws');
    const changed = { Version: '2012-10-17', Statement: [] };
    expect(() => argumentsOf(text, changed)).toThrow(/changed since/);
    expect(() => argumentsOf(undo, changed)).toThrow(/changed since/);
  });

  it('keeps template marks of policies literal in Terraform', () => {
    const hcl = tool(
      render({
        kind: 'put-role-policy',
        principal: { kind: 'user', name: 'jane' },
        policyName: 'own-keys',
        // eslint-disable-next-line no-template-curly-in-string
        document: { Resource: 'arn:aws:iam::*:user/${aws:username}' },
      }),
      'terraform',
    );
    // eslint-disable-next-line no-template-curly-in-string
    expect(hcl.do).toContain('user/$${aws:username}');
    expect(hcl.do).toContain('resource "aws_iam_user_policy" "jane_own_keys"');
  });

  it('writes CloudFormation that parses back, whatever the names are', () => {
    const template = (...given: RepairAction[]) =>
      parse(tool(render(...given), 'cloudformation').do).Resources;
    expect(Object.values(template(actions[0]))).toEqual([
      {
        Type: 'AWS::EKS::AccessEntry',
        Properties: {
          ClusterName: 'payments-prod',
          PrincipalArn: evil,
          Type: 'STANDARD',
          Username: evil,
          KubernetesGroups: [evil, 'team:dev'],
          AccessPolicies: [
            {
              PolicyArn: policy,
              AccessScope: { Type: 'namespace', Namespaces: ['dev-*'] },
            },
          ],
        },
      },
    ]);
    expect(Object.values(template(actions[9]))).toEqual([
      {
        Type: 'AWS::IAM::RolePolicy',
        Properties: {
          RoleName: evil,
          PolicyName: evil,
          PolicyDocument: document,
        },
      },
    ]);
    const twice = template(actions[13], actions[13]);
    expect(Object.keys(twice)).toHaveLength(2);
    expect(Object.keys(twice)[0]).toMatch(/^[A-Za-z0-9]+$/);
  });

  it('restores the scope that a policy had', () => {
    const { undo } = tool(
      render({
        kind: 'associate-access-policy',
        principalArn: role,
        policyArn: policy,
        namespaces: ['a'],
        before: { namespaces: ['a', 'b'] },
      }),
      'aws',
    );
    expect(after(argumentsOf(undo)[0], '--access-scope')).toBe(
      'type=namespace,namespaces=a,b',
    );
  });

  it('makes a deleted entry again from what it was', () => {
    const { undo } = tool(
      render({
        kind: 'delete-access-entry',
        principalArn: role,
        before: {
          type: 'STANDARD',
          kubernetesGroups: ['g'],
          policies: [{ policyArn: policy }],
        },
      }),
      'aws',
    );
    expect(argumentsOf(undo).map(words => words[2])).toEqual([
      'create-access-entry',
      'associate-access-policy',
    ]);
  });

  it('leaves the undo as remarks while the principal is gone', () => {
    const { undo } = tool(
      render({
        kind: 'delete-access-entry',
        principalArn: role,
        isPrincipalGone: true,
        before: {
          type: 'STANDARD',
          kubernetesGroups: ['g'],
          policies: [{ policyArn: policy }],
        },
      }),
      'aws',
    );
    expect(argumentsOf(undo)).toEqual([]);
    expect(undo).toContain('# aws eks create-access-entry --cluster-name');
    expect(undo).toContain('# aws eks associate-access-policy --cluster-name');
  });

  it('gives steps of several tools together, and undoes the last one first', () => {
    const rendered = render(
      {
        kind: 'disassociate-access-policy',
        principalArn: role,
        policyArn: policy,
      },
      { kind: 'delete-binding', name: 'b' },
    );
    expect(rendered.map(r => r.label)).toEqual(['AWS CLI and kubectl']);
    expect(argumentsOf(rendered[0].do).map(words => words[0])).toEqual([
      'aws',
      'kubectl',
      'kubectl',
    ]);
    expect(argumentsOf(rendered[0].undo).map(words => words[0])).toEqual([
      'kubectl',
      'aws',
    ]);
  });

  it('renders advice to nothing', () => expect(render()).toEqual([]));

  it('never switches off a key that is being replaced', () => {
    const commands = argumentsOf(
      tool(
        render({ kind: 'rotate-access-key', userName: 'ci', keyId: 'AKIAX' }),
        'aws',
      ).do,
    );
    expect(commands.map(words => words[2])).toEqual(['create-access-key']);
  });

  it('never offers Terraform for the cluster itself', () => {
    for (const action of [actions[5], actions[6]]) {
      expect(render(action).map(r => r.tool)).not.toContain('terraform');
    }
  });
});

it('a restart comes last, when steps are done and when they are undone', () => {
  const restart: RepairAction = {
    kind: 'restart-workload',
    namespace: 'shop',
    workload: { kind: 'Deployment', name: 'cart' },
  };
  const patchOf = (name: string): RepairAction => ({
    kind: 'kubectl-patch',
    resource: 'serviceaccount',
    namespace: 'shop',
    name,
    patch: { automountServiceAccountToken: false },
    undo: { automountServiceAccountToken: null },
  });
  const { do: done, undo } = tool(
    render(patchOf('cart'), patchOf('web'), restart),
    'kubectl',
  );
  const order = (text: string) =>
    [...text.matchAll(/serviceaccount '?(cart|web)|rollout (restart)/g)].map(
      ([, account, again]) => account ?? again,
    );
  expect(order(done)).toEqual(['cart', 'web', 'restart']);
  expect(order(undo)).toEqual(['web', 'cart', 'restart']);
  expect(order(tool(render(restart), 'kubectl').undo)).toEqual([]);
});
