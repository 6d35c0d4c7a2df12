import { defineCheck } from '../defineCheck';
import { parseGoBoolean } from '../../webhook';
import { readFrom } from './readFrom';
import { keyOf, STS_ANNOTATION } from './serviceAccountRoles';
import { restartOf } from './workloads';

export const stsRegionalEndpointsOff = defineCheck({
  id: 'sts-regional-endpoints-off',
  number: 'STS-002',
  area: 'workload-identity',
  topics: ['T8'],
  title: 'Service account opted out of the STS endpoint of the Region',
  severity: 'low',
  why: 'The endpoint of the Region answers faster, does not depend on another Region, and works in Regions that have to be enabled and under policies that restrict Regions. A value that is no boolean is ignored without a word.',
  documentation:
    'https://docs.aws.amazon.com/eks/latest/userguide/configure-sts-endpoint.html',
  needs: ['serviceAccounts'],
  evaluate: ({ serviceAccounts, derived }) =>
    serviceAccounts.flatMap(account => {
      const value = account.annotations[STS_ANNOTATION];
      const isIgnored =
        value !== undefined && parseGoBoolean(value) === undefined;
      if (
        value === undefined ||
        !(isIgnored || parseGoBoolean(value) === false)
      )
        return [];
      const { namespace, name } = account;
      return [
        {
          verdict: 'warn' as const,
          account,
          value,
          isIgnored,
          restart: restartOf(namespace, name, derived),
        },
      ];
    }),
  subject: e => keyOf(e.account),
  message: e =>
    e.isIgnored
      ? `annotation \`${STS_ANNOTATION}\` is ignored: \`${e.value}\` is not a boolean`
      : `annotation \`${STS_ANNOTATION}\` sends the pods to the global STS endpoint`,
  evidence: e => [
    {
      fact: `Annotation ${STS_ANNOTATION}`,
      value: e.value,
      readFrom: readFrom.serviceAccounts,
    },
  ],
  affected: e => [keyOf(e.account)],
  remediate: e => [
    {
      title: 'Let the pods use the STS endpoint of their Region.',
      class: 'safe',
      actions: [
        {
          kind: 'annotate-service-account',
          namespace: e.account.namespace,
          name: e.account.name,
          key: STS_ANNOTATION,
          value: 'true',
          before: e.value,
          restart: e.restart,
        },
      ],
      needs: ['patch serviceaccounts'],
      cautions: [
        'An application that calls `sts.amazonaws.com` explicitly is refused afterwards; take its endpoint away first.',
      ],
    },
  ],
});
