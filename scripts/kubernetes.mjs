// A real kube-apiserver and its RBAC authoriser, built from Kubernetes' own sources: what our answers are compared with.
// The first build takes about 7 minutes of processor time, later ones some seconds. By itself
// (`node scripts/kubernetes.mjs`) it builds them and prints how to run the tests that need them.
import { pathToFileURL } from 'node:url';
import { goProgram } from './goPrograms.mjs';
import { goTests, sayHowToRun } from './goTests.mjs';

/** The environment in which the tests find both programs. */
export const kubernetesPrograms = () => ({
  KUBERNETES_RBAC_PATH: goProgram('kubernetes', 'rbac'),
  KUBE_APISERVER_PATH: goProgram('kubernetes', 'apiserver'),
});

const comparison = {
  stage: 'RBAC against kube-apiserver',
  folder: 'kubernetes',
  programs: kubernetesPrograms,
};

/** Runs the tests that compare with Kubernetes and adds their numbers. */
export const kubernetesTests = () => goTests(comparison);

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  sayHowToRun(comparison);
}
