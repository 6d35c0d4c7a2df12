import { Cluster, isRead, StsRegion } from '../../model';
import { defineCheck, Found } from '../defineCheck';
import { readFrom } from './readFrom';

interface Unavailable extends Found {
  cluster: Cluster;
  /** what EKS says about it */
  healthMessage?: string;
  /** what became of our own call */
  call?: StsRegion;
}

const HEALTH_CODE = 'StsRegionalEndpointDisabled';

export const stsRegionUnavailable = defineCheck({
  id: 'sts-region-unavailable',
  number: 'STS-003',
  area: 'workload-identity',
  topics: ['T8'],
  title: 'STS is deactivated in the Region of the cluster',
  severity: 'high',
  why: 'Pods with an annotated service account ask STS in the Region of the cluster for the credentials of their role. Where the account of the role has deactivated STS there, they get `RegionDisabledException`.',
  documentation:
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_enable-regions.html',
  needs: ['cluster', 'stsRegion'],
  canProveWithout: ['stsRegion'],
  evaluate: ({ cluster, derived }) => {
    const health = cluster.healthIssues.find(
      ({ code }) => code === HEALTH_CODE,
    );
    const { stsRegion } = derived.snapshot.sections;
    const call = isRead(stsRegion) ? stsRegion.value : undefined;
    const found = { cluster, healthMessage: health?.message, call };
    const answer = call ? saysOf(call, cluster) : 'active';
    if (health || answer === 'deactivated') {
      return [{ ...found, verdict: 'fail' as const }];
    }
    return answer === 'unclear'
      ? [{ ...found, verdict: 'unknown' as const }]
      : [];
  },
  subject: e => e.cluster.arn,
  message: ({ verdict, cluster, call }: Unavailable) =>
    verdict === 'fail'
      ? `account ${cluster.accountId} has deactivated STS in \`${cluster.region}\``
      : `whether STS works in \`${cluster.region}\` is not known: ${
          call?.region === cluster.region
            ? `the call of the checker failed with \`${
                call.errorCode ?? 'no answer'
              }\``
            : `the checker called it in \`${call?.region}\``
        }`,
  evidence: ({ cluster, healthMessage, call }) => [
    ...(healthMessage === undefined
      ? []
      : [
          {
            fact: `Health issue ${HEALTH_CODE}`,
            value: healthMessage || 'no message',
            readFrom: readFrom.cluster,
          },
        ]),
    ...(call
      ? [
          {
            fact: `sts:AssumeRole in ${call.region}`,
            value: call.issued
              ? 'credentials issued'
              : [call.errorCode, call.message].filter(Boolean).join(': ') ||
                'no credentials',
            readFrom: 'sts:AssumeRole',
          },
        ]
      : []),
    {
      fact: 'Region of the cluster',
      value: cluster.region,
      readFrom: readFrom.cluster,
    },
  ],
  affected: e => [e.cluster.arn],
  remediate: ({ verdict, cluster }) =>
    verdict === 'unknown'
      ? []
      : [
          {
            title: `Activate STS for \`${cluster.region}\` in the account settings of IAM (console, Account settings, Endpoints); there is no API for it.`,
            class: 'advice',
            actions: [],
            needs: [],
            cautions: [
              'Only the account itself can do it, with an administrator or the root user.',
            ],
          },
        ],
});

/** `STS is not activated in this region for account:111122223333. ...` */
const refusal = /not activated in this region for account:\s*(\d{12})/i;

function saysOf(
  { issued, errorCode, message = '', region }: StsRegion,
  cluster: Cluster,
): 'active' | 'deactivated' | 'unclear' {
  if (region !== cluster.region) return 'unclear';
  if (issued) return 'active';
  const [, account] = refusal.exec(message) ?? [];
  const isRefusal =
    account !== undefined ||
    /^RegionDisabled(Exception)?$/.test(errorCode ?? '');
  // The settings of another account say nothing about those of the cluster.
  return isRefusal && (account ?? cluster.accountId) === cluster.accountId
    ? 'deactivated'
    : 'unclear';
}
