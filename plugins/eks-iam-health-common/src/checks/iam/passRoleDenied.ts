import { accountOf, shortArn } from '../../arn';
import { DeniedCall } from '../../model';
import { defineCheck, Found } from '../defineCheck';
import { DeniedPassRole, parseDeniedPassRole } from './deniedPassRole';

interface RefusedPass extends Found {
  denied: DeniedPassRole;
  accountId: string;
  calls: DeniedCall[];
}

const DAYS = 7;

export const passRoleDenied = defineCheck({
  id: 'pass-role-denied',
  number: 'PASS-005',
  area: 'iam',
  topics: ['T4'],
  title: 'Call of EKS was refused for want of iam:PassRole',
  severity: 'low',
  why: 'Somebody tried to create or change something of EKS that gets a role and may not hand over that role. The call failed, and most likely will again.',
  documentation:
    'https://docs.aws.amazon.com/eks/latest/userguide/security-iam-troubleshoot.html',
  needs: ['cluster', 'deniedCalls'],
  evaluate: ({ cluster, deniedCalls, settings }) => {
    const since = Date.parse(settings.now) - DAYS * 86_400_000;
    const found = new Map<string, RefusedPass>();
    for (const call of deniedCalls) {
      const denied = isOfEks(call) && parseDeniedPassRole(call.message);
      if (!denied || Date.parse(call.at) < since) continue;
      const key = `${withoutSession(denied.principalArn)} ${denied.roleArn}`;
      const known = found.get(key);
      if (known) known.calls.push(call);
      else {
        found.set(key, {
          verdict: 'fail',
          denied,
          accountId: cluster.accountId,
          calls: [call],
        });
      }
    }
    return [...found.values()];
  },
  subject: ({ denied: { principalArn, roleArn } }) =>
    `${withoutSession(principalArn)}${roleArn ? ` to ${roleArn}` : ''}`,
  message: ({ denied: { principalArn, roleArn, because }, accountId, calls }) =>
    `\`${shortArn(withoutSession(principalArn), accountId)}\` may not pass ${
      roleArn ? `\`${shortArn(roleArn, accountId)}\`` : 'a role'
    }: ${operationsOf(calls)} ${
      calls.length === 1 ? 'was refused' : `were refused ${calls.length} times`
    }${because ? `, ${because}` : ''}`,
  evidence: ({ calls }) =>
    calls.slice(0, 10).map(({ at, eventSource, eventName, message }) => ({
      fact: `${eventName} at ${at}`,
      value: message,
      readFrom: `cloudtrail:LookupEvents, ${eventSource}`,
    })),
  affected: ({ denied }) => [withoutSession(denied.principalArn)],
  remediate: ({ denied: { roleArn, principalArn } }) => [
    {
      title: `Allow \`iam:PassRole\` on ${
        roleArn ? `\`${roleArn}\`` : 'the role in question'
      } to \`${withoutSession(
        principalArn,
      )}\` with a condition on \`iam:PassedToService\`, if it is meant to make such things.`,
      class: 'advice',
      actions: [],
      needs: ['iam:PutRolePolicy'],
      cautions: [
        ...(accountOf(principalArn) !== accountOf(roleArn ?? principalArn)
          ? ['A role can be passed only within its own account.']
          : []),
        'Whoever may pass a role has its rights: allow one role, not all.',
      ],
    },
  ],
});

const eksSources = ['eks.amazonaws.com', 'eks'];

function isOfEks({ eventSource }: DeniedCall): boolean {
  return eksSources.includes(eventSource);
}

/** `arn:aws:sts::1:assumed-role/Dev/jane`: the role counts, not who had it that day. */
function withoutSession(arn: string): string {
  return arn.replace(/(:assumed-role\/[^/]+)\/.*$/, '$1');
}

function operationsOf(calls: readonly DeniedCall[]): string {
  return [...new Set(calls.map(({ eventName }) => `\`${eventName}\``))].join(
    ', ',
  );
}
