import { evaluateAccess, grantsOf } from '../../access/rights';
import { MappedPrincipal, principalsIn } from '../../access/principals';
import { arrivalKey, shortArn } from '../../arn';
import { accessPolicyArn } from '../../rbac/accessPolicies';
import { askIam, iamSections } from '../askIam';
import { allowRepairs } from '../allowRepair';
import { advice, causeOf } from '../cause';
import { policiesRead } from './identityQuestion';
import { Ground } from '../ground';
import { AccessEntry, Cause, Repair } from '../../model';
import { whoIs } from '../who';
import { mappingOf, mappingSections } from './mapping';

/** The IAM side: `eks:AccessKubernetesApi` on the cluster. */
export function iamMissing(ground: Ground, identity: string): Cause {
  const action = 'eks:AccessKubernetesApi';
  const who = whoIs(identity);
  return causeOf(ground, {
    id: 'console-iam-missing',
    title: 'The identity lacks `eks:AccessKubernetesApi`',
    hint: 'The console needs it, with `eks:DescribeCluster` and the list calls, on top of the rights in Kubernetes.',
    repairs: [
      advice('Allow `eks:AccessKubernetesApi` on the ARN of the cluster.'),
    ],
    needs: iamSections,
    judge: () => {
      const asked = askIam(ground, {
        principal: identity,
        action,
        resource: ground.snapshot?.arn,
      });
      if (asked.status === 'unknown') {
        return { certainty: 'unknown', explanation: asked.why };
      }
      const { effect, reasons } = asked.decision;
      if (effect === 'unknown') {
        return { certainty: 'unknown', explanation: reasons.join('; ') };
      }
      return effect === 'allowed'
        ? {
            certainty: 'ruled-out',
            explanation: `its policies allow \`${action}\``,
          }
        : {
            certainty: 'proven',
            explanation:
              effect === 'explicitDeny'
                ? `a Deny refuses \`${action}\``
                : `${policiesRead(
                    asked,
                  )}, none allows \`${action}\` on this cluster`,
            evidence: [
              {
                fact: 'Policies',
                value:
                  asked.policies.identity.map(p => p.name).join(', ') || 'none',
                readFrom: asked.policies.arn,
              },
            ],
            repairs:
              effect === 'explicitDeny'
                ? [advice('Narrow the Deny; adding an Allow has no effect.')]
                : allowRepairs(asked, who, action),
          };
    },
  });
}

/** Known to the cluster, and still without the right to list what the page shows. */
export function noReadRights(ground: Ground, identity: string): Cause {
  return causeOf(ground, {
    id: 'no-read-rights',
    title: 'The mapping gives no right to read what the page lists',
    hint: 'AmazonEKSViewPolicy does not cover nodes; AmazonEKSAdminViewPolicy does, and reads secrets too.',
    needs: [...mappingSections, 'bindings', 'roles', 'clusterRoles'],
    judge: () => {
      const mapping = mappingOf(ground, identity);
      if (mapping?.status !== 'mapped') {
        return {
          certainty: 'unknown',
          explanation: 'there is no mapping whose rights could be looked at',
        };
      }
      const key = arrivalKey(identity);
      const found = principalsIn(ground.derived).all.find(
        p => p.state === 'live' && arrivalKey(p.arn) === key,
      );
      const { username, groups } = mapping;
      const principal = found && { ...found, username, groups };
      if (!principal) {
        return {
          certainty: 'unknown',
          explanation: 'the rights of the mapping could not be told',
        };
      }
      const may = (resource: string) =>
        evaluateAccess(
          principal,
          { verb: 'list', apiGroup: '', resource },
          ground.derived,
        ).decision;
      const [pods, nodes] = [may('pods'), may('nodes')];
      const name = shortArn(identity, ground.accountId);
      const evidence = [
        {
          fact: `Rights of ${name}`,
          value: `list pods in all namespaces: ${pods}; list nodes: ${nodes}; ${
            grantsOf(principal, ground.derived).length
          } grants`,
          readFrom: principal.readFrom,
        },
      ];
      if (pods === 'allowed' && nodes === 'allowed') {
        return {
          certainty: 'ruled-out',
          explanation: 'it may list pods and nodes',
          evidence,
        };
      }
      if (pods === 'unknown' || nodes === 'unknown') {
        return {
          certainty: 'unknown',
          explanation: 'its rights could not be decided',
          evidence,
        };
      }
      const { snapshot } = ground;
      const partition = snapshot?.arn.split(':')[1] ?? 'aws';
      return {
        certainty: 'proven',
        explanation:
          pods === 'denied'
            ? `\`${name}\` may not list pods in all namespaces`
            : `\`${name}\` may list pods, but no nodes`,
        evidence,
        repairs:
          principal.door.kind === 'access-entry'
            ? [
                ...(pods === 'denied'
                  ? [readWorkloads(principal, principal.door.entry, partition)]
                  : []),
                {
                  title: `${
                    pods === 'denied'
                      ? 'Or, to see nodes as well, associate'
                      : 'Associate'
                  } AmazonEKSAdminViewPolicy with the access entry.`,
                  class: 'review',
                  actions: [
                    {
                      kind: 'associate-access-policy',
                      principalArn: principal.door.entry.principalArn,
                      policyArn: accessPolicyArn(
                        partition,
                        'AmazonEKSAdminViewPolicy',
                      ),
                    },
                  ],
                  needs: ['eks:AssociateAccessPolicy'],
                  cautions: [
                    'The policy reads secrets as well. A Kubernetes group that is bound to a ClusterRole for nodes is narrower.',
                  ],
                },
              ]
            : [
                advice(
                  'Bind one of its groups to a ClusterRole that reads what the page lists.',
                ),
              ],
      };
    },
  });
}

/** Workloads of all namespaces, without Secrets; associating again would replace a scope, so it goes along for the undo. */
function readWorkloads(
  { policies }: MappedPrincipal,
  { principalArn }: AccessEntry,
  partition: string,
): Repair {
  const policyArn = accessPolicyArn(partition, 'AmazonEKSViewPolicy');
  const before = policies.find(policy => policy.policyArn === policyArn)?.scope;
  return {
    title:
      'Associate AmazonEKSViewPolicy with the access entry for the whole cluster; the list of nodes stays empty.',
    class: 'review',
    actions: [
      {
        kind: 'associate-access-policy',
        principalArn,
        policyArn,
        ...(before?.type === 'namespace' && {
          before: { namespaces: before.namespaces },
        }),
      },
    ],
    needs: ['eks:AssociateAccessPolicy'],
    cautions: ['It reads the workloads of all namespaces, not their Secrets.'],
  };
}
