// A real kube-apiserver and its RBAC authoriser, built from Kubernetes' own sources: what our answers are compared with.
// The first build takes about 7 minutes of processor time, later ones some seconds. By itself (`node scripts/kubernetes.mjs`) it builds them and prints how to run the tests that need them.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { goProgram, goVersion } from './goPrograms.mjs';
import { addJestResult, addResult } from './results.mjs';
import { run, say, varFolder } from './toolchain.mjs';

/** The environment in which the tests find both programs. */
export const kubernetesPrograms = () => ({
  KUBERNETES_RBAC_PATH: goProgram('kubernetes', 'rbac'),
  KUBE_APISERVER_PATH: goProgram('kubernetes', 'apiserver'),
});

/** Runs the tests that compare with Kubernetes and adds their numbers; one that was skipped has failed. */
export async function kubernetesTests() {
  const stage = 'RBAC against kube-apiserver';
  if (!goVersion()) {
    say('   skipped: Go is not here, so kube-apiserver cannot be built');
    // On a machine of one's own that is no failure; where CI has promised Go it is.
    if (process.env.CI) addResult(`${stage}: none skipped`, 0, 1);
    return;
  }
  const jsonFile = join(varFolder, 'jest-kubernetes.json');
  rmSync(jsonFile, { force: true });
  const code = await run(
    'yarn',
    [
      'workspace',
      'eks-iam-health-test',
      'test',
      '--watchAll=false',
      '--maxWorkers=2',
      '--json',
      `--outputFile=${jsonFile}`,
      '--silent',
      'src/contracts/kubernetes',
    ],
    { env: { CI: '1', ...kubernetesPrograms() } },
  );
  const report = addJestResult(stage, jsonFile, code);
  const skipped = report?.numPendingTests ?? 0;
  const ran = report?.numPassedTests ?? 0;
  say(`   ${ran} tests ran against Kubernetes, ${skipped} were skipped`);
  if (skipped > 0 || ran === 0) {
    addResult(`${stage}: none skipped`, 0, Math.max(1, skipped));
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const names = Object.entries(kubernetesPrograms()).map(
    ([name, path]) => `${name}=${path}`,
  );
  say('To run the tests that need them:');
  say(
    `${names.join(
      ' ',
    )} yarn workspace eks-iam-health-test test src/contracts/kubernetes`,
  );
}
