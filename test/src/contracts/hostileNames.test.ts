import {
  quoteShell,
  RenderedRepair,
  RepairAction,
  renderRepair,
} from 'backstage-plugin-eks-iam-health-common';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { hostileActions, hostileText } from './__testUtils__/hostileRepairs';
import { SeededRandom } from './__testUtils__/seededRandom';

const target = {
  clusterName: 'payments-prod',
  region: 'eu-west-1',
  accountId: '111122223333',
  partition: 'aws',
};

const render = (action: RepairAction): RenderedRepair[] =>
  renderRepair(
    { title: '', class: 'review', actions: [action], needs: [], cautions: [] },
    target,
  );

const textsOf = (action: RepairAction, tool: RenderedRepair['tool']) =>
  render(action).flatMap(rendered =>
    rendered.tool === tool ? [rendered.do] : [],
  );

/** The only programs that blocks may call; none of them does anything here. */
const tools = ['aws', 'kubectl', 'eksctl', 'terraform', 'tr'];

/** Runs blocks in a shell that finds no other program at all, in a folder of its own. */
function runAll(blocks: string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'blocks-'));
  const functions = tools.map(tool => `${tool}() { :; }`);
  const script = [
    ...functions,
    // a trust policy that is not as it was read ends a block with a failure, as it should
    ...blocks.map(block => `(:\n${block}\n) >/dev/null || :`),
  ].join('\n');
  const { status, stderr } = spawnSync('/bin/sh', ['-u'], {
    cwd: folder,
    env: { PATH: join(folder, 'nothing'), HOME: folder },
    input: script,
    encoding: 'utf8',
  });
  const files = readdirSync(folder);
  rmSync(folder, { recursive: true });
  return { status, stderr, files };
}

describe('hostile names', () => {
  it('come out of a shell as they went in', () => {
    const random = new SeededRandom(11);
    const texts = Array.from({ length: 3000 }, () => hostileText(random));
    const said = execFileSync(
      'sh',
      ['-c', `printf '%s\\0' ${texts.map(quoteShell).join(' ')}`],
      { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
    );
    expect(said.split('\0').slice(0, -1)).toEqual(texts);
  });

  it('run nothing, whatever a repair is about', () => {
    const random = new SeededRandom(12);
    for (let round = 0; round < 25; round++) {
      const blocks = hostileActions(random)
        .flatMap(render)
        .flatMap(({ language, do: text, verify, undo }) =>
          // proof and undo of Terraform and of templates are commands
          language === 'shell' ? [text, verify, undo] : [verify],
        )
        .filter(block => !block.startsWith('{'));
      const { status, stderr, files } = runAll(blocks);
      expect(stderr).not.toMatch(
        /not found|syntax error|unterminated|bad substitution|not set/i,
      );
      expect({ status, stderr }).toMatchObject({ status: 0 });
      expect(
        files.filter(
          file =>
            !file.endsWith('.backup.yaml') && !file.endsWith('.backup.json'),
        ),
      ).toEqual([]);
    }
  });

  it('stand in CloudFormation as they are', () => {
    const random = new SeededRandom(13);
    const actions = Array.from({ length: 50 }, () =>
      hostileActions(random),
    ).flat();
    const written = actions.flatMap(action =>
      textsOf(action, 'cloudformation').map(text => propertiesIn(text)),
    );
    const meant = actions.flatMap(action =>
      textsOf(action, 'cloudformation').map(() => propertiesOf(action)),
    );
    expect(written.length).toBeGreaterThan(200);
    expect(written).toEqual(
      meant.map(properties => expect.objectContaining(properties)),
    );
  });

  it('stand in policy documents as they are', () => {
    const random = new SeededRandom(14);
    const texts = Array.from({ length: 50 }, () => hostileActions(random))
      .flat()
      .flatMap(action => textsOf(action, 'policy'));
    expect(texts.length).toBeGreaterThan(100);
    expect(texts.map(text => typeof JSON.parse(text))).toEqual(
      texts.map(() => 'object'),
    );
  });
});

function propertiesIn(template: string): Record<string, unknown> {
  const { Resources } = parse(template) as {
    Resources: Record<string, { Properties: Record<string, unknown> }>;
  };
  return Object.values(Resources)[0].Properties;
}

/** What the properties of a resource have to hold. */
function propertiesOf(action: RepairAction): Record<string, unknown> {
  switch (action.kind) {
    case 'create-access-entry':
      return {
        PrincipalArn: action.principalArn,
        Username: action.username,
        KubernetesGroups: action.kubernetesGroups,
      };
    case 'create-pod-identity-association':
      return {
        RoleArn: action.roleArn,
        Namespace: action.namespace,
        ServiceAccount: action.serviceAccount,
      };
    case 'put-role-policy':
      return {
        PolicyName: action.policyName,
        PolicyDocument: action.document,
      };
    case 'create-oidc-provider':
      return { Url: action.issuer, ClientIdList: action.clientIds };
    case 'create-addon':
      return { AddonName: action.addonName };
    default:
      throw new Error(`no resource is made of ${action.kind}`);
  }
}
