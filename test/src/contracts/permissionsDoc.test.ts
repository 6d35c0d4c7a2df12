import { readerPermissions } from 'backstage-plugin-eks-iam-health-node';
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { stringify } from 'yaml';

const root = resolve(__dirname, '../../..');
const doc = resolve(root, 'docs/permissions.md');

/** As prettier leaves it. */
const yaml = (value: unknown) => stringify(value, { singleQuote: true });

/** `docs/permissions.md`, made of what the collectors say they use; `UPDATE_DOCS=1` writes it anew. */
function rendered(): string {
  const { awsActions, kubernetesRules } = readerPermissions();
  const policy = {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'EksIamHealthReader',
        Effect: 'Allow',
        Action: awsActions,
        Resource: '*',
      },
    ],
  };
  const metadata = { name: 'eks-iam-health:reader' };
  const role = {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata,
    rules: kubernetesRules,
  };
  const binding = {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata,
    roleRef: {
      apiGroup: 'rbac.authorization.k8s.io',
      kind: 'ClusterRole',
      name: metadata.name,
    },
    subjects: [
      {
        apiGroup: 'rbac.authorization.k8s.io',
        kind: 'Group',
        name: 'eks-iam-health:readers',
      },
    ],
  };
  return `# What the reader may do

Made of what the collectors say they use; a test fails when it is out of date. Everything is read-only, and Secrets are not
read. What is not allowed is shown as unknown, with the permission that is missing.

## AWS

The policy of the role that is assumed in each account:

\`\`\`json
${JSON.stringify(policy, null, 2)}
\`\`\`

Let the role be assumed by the portal's own identity only, with an external id:

\`\`\`json
${JSON.stringify(
  {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam::<portal account>:role/<portal role>' },
        Action: 'sts:AssumeRole',
        Condition: { StringEquals: { 'sts:ExternalId': '<external id>' } },
      },
    ],
  },
  null,
  2,
)}
\`\`\`

## Kubernetes

In each cluster:

\`\`\`yaml
${yaml(role)}---
${yaml(binding)}\`\`\`

and an access entry that puts the role into the group:

\`\`\`sh
aws eks create-access-entry --cluster-name <cluster> --kubernetes-groups eks-iam-health:readers \\
  --principal-arn arn:aws:iam::<account>:role/EksIamHealthReader
\`\`\`
`;
}

describe('docs/permissions.md', () => {
  it('is what the collectors say', () => {
    if (process.env.UPDATE_DOCS) writeFileSync(doc, rendered());
    expect(readFileSync(doc, 'utf8')).toBe(rendered());
  });

  it('agrees with the policy in README.md', () => {
    const readme = readFileSync(resolve(root, 'README.md'), 'utf8');
    const [, policy] = /## What the reader may do[^]*?```json\n([^]*?)```/.exec(
      readme,
    ) as RegExpExecArray;
    const { Statement } = JSON.parse(policy) as {
      Statement: Array<{ Action: string[] }>;
    };
    expect([...Statement[0].Action].sort()).toEqual(
      readerPermissions().awsActions,
    );
  });
});
