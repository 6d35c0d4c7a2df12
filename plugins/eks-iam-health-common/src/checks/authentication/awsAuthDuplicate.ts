import { shortArn } from '../../arn';
import { AwsAuthRow, isNodeRow, matchingRow } from '../../awsAuth';
import { AwsAuthConfigMap, Cluster } from '../../model';
import { defineCheck, Found } from '../defineCheck';
import {
  parsedAwsAuth,
  patchRepair,
  rowEvidence,
  usesAwsAuth,
} from './awsAuthRepairs';
import { lostLines } from './lostLines';

interface Duplicate extends Found {
  rows: AwsAuthRow[];
  effective: AwsAuthRow | undefined;
  /** two users that differ in case only: which one answers is left to chance */
  isChance: boolean;
  configMap: AwsAuthConfigMap;
  cluster: Cluster;
}

export const awsAuthDuplicate = defineCheck({
  id: 'aws-auth-duplicate',
  number: 'AUTHN-008',
  area: 'authentication',
  topics: ['T3'],
  title: 'Duplicate principal in aws-auth',
  severity: 'medium',
  why: 'Of several lines for one role only the last counts, whole: its groups replace those of the others. Lines of users that differ in case only answer at random.',
  documentation: 'https://github.com/kubernetes-sigs/aws-iam-authenticator',
  needs: ['awsAuth', 'cluster'],
  appliesTo: ({ awsAuth, cluster }) => awsAuth !== null && usesAwsAuth(cluster),
  evaluate: ({ awsAuth, cluster, derived }): Duplicate[] => {
    if (!awsAuth) return [];
    const parsed = parsedAwsAuth(awsAuth, derived);
    const byArn = new Map<string, AwsAuthRow[]>();
    for (const row of parsed.rows) {
      const key = row.arn.toLowerCase();
      byArn.set(key, [...(byArn.get(key) ?? []), row]);
    }
    return [...byArn].flatMap(([key, rows]): Duplicate[] => {
      if (rows.length < 2) return [];
      const meanings = new Set(
        rows.map(row => JSON.stringify([row.username, [...row.groups].sort()])),
      );
      return [
        {
          verdict: meanings.size > 1 ? 'fail' : 'warn',
          rows,
          effective: matchingRow(key, parsed),
          isChance:
            rows.every(row => row.section === 'mapUsers') &&
            new Set(rows.map(row => row.arn)).size > 1,
          configMap: awsAuth,
          cluster,
        },
      ];
    });
  },
  unjudged: lostLines('mapRoles', 'mapUsers'),
  subject: ({ rows }) => rows[0].arn.toLowerCase(),
  message: ({ rows, effective, isChance, cluster }) =>
    `\`${shortArn(rows[0].arn, cluster.accountId)}\` stands in ${
      rows.length
    } lines; ${
      isChance || !effective
        ? 'which one answers is left to chance'
        : `only ${effective.section}[${effective.index}] counts`
    }`,
  evidence: ({ rows }) => rows.map(rowEvidence),
  affected: ({ rows }) => [rows[0].arn],
  remediate: ({ rows, effective, configMap }) => {
    const dead = rows.filter(row => row !== effective);
    const [first] = dead;
    if (!first || dead.some(isNodeRow)) {
      return [
        {
          title: 'Keep the line that counts and remove the others by hand.',
          class: 'advice',
          actions: [],
          needs: ['patch configmaps kube-system/aws-auth'],
          cautions: [
            'Lines of nodes are not rewritten by a prepared command: keep a backup, and watch the nodes.',
          ],
        },
      ];
    }
    const inOne = dead.filter(row => row.section === first.section);
    return patchRepair(
      'Keep the line that counts and remove the others; add to it the groups that are still wanted.',
      configMap,
      first.section,
      // From the end, so that the positions of the others stay.
      [...inOne]
        .sort((a, b) => b.index - a.index)
        .map(({ index }) => ({ kind: 'remove-row', index })),
    );
  },
});
