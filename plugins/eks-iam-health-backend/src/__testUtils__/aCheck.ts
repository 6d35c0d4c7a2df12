import {
  Check,
  defineCheck,
  Severity,
} from 'backstage-plugin-eks-iam-health-common';

/** A check that fails for every namespace labelled `bad`, so that tests do not hang on what the real ones say. */
export function badNamespaceCheck(
  id = 'bad-namespace',
  severity: Severity = 'high',
): Check {
  return defineCheck({
    id,
    number: 'TEST-001',
    area: 'rbac',
    topics: ['B'],
    title: 'Namespace is bad',
    severity,
    why: 'Tests need something to find.',
    documentation: 'https://docs.aws.amazon.com/eks/',
    needs: ['namespaces'],
    evaluate: ({ namespaces }) =>
      namespaces
        .filter(({ labels }) => labels.bad)
        .map(({ name, labels }) => ({
          verdict:
            labels.bad === 'warn' ? ('warn' as const) : ('fail' as const),
          name,
        })),
    subject: ({ name }) => name,
    message: ({ name }) => `namespace \`${name}\` is bad`,
    evidence: ({ name }) => [
      { fact: 'Namespace', value: name, readFrom: 'list namespaces' },
    ],
    remediate: () => [],
  });
}
