import { HealthReport } from 'backstage-plugin-eks-iam-health-common';

// AWS actions are `service:Action`; Kubernetes rights are `verb resource` and have no place in an IAM policy.
const AWS_ACTION = /^[a-z0-9-]+:[A-Z][A-Za-z]*$/;

/** The IAM policy that would allow what was denied, as text; undefined when no AWS permission is missing. */
export function missingPolicy(
  unread: HealthReport['unread'],
): string | undefined {
  const actions = [
    ...new Set(
      unread
        .filter(entry => entry.reason === 'denied')
        .flatMap(entry => (entry.permission ?? '').split(/[\s,]+/))
        .filter(permission => AWS_ACTION.test(permission)),
    ),
  ].sort();
  if (actions.length === 0) return undefined;
  return JSON.stringify(
    {
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'EksIamHealthMissingReads',
          Effect: 'Allow',
          Action: actions,
          Resource: '*',
        },
      ],
    },
    null,
    2,
  );
}
