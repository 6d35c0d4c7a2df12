import { Gate } from '../model';

/** AWS refused; nothing behind it was asked. */
export function refusedByAws(detail: string): Gate[] {
  return [
    { gate: 'aws', state: 'refused', detail },
    {
      gate: 'cluster',
      state: 'not-reached',
      detail: 'nothing was asked of the cluster',
    },
    {
      gate: 'kubernetes',
      state: 'not-reached',
      detail: 'nothing to check before the step above',
    },
  ];
}

/** The API server did not accept the token, or does not know the identity. */
export function refusedByCluster(detail: string): Gate[] {
  return [
    {
      gate: 'aws',
      state: 'passed',
      detail: 'the endpoint was found and a token was sent',
    },
    { gate: 'cluster', state: 'refused', detail },
    {
      gate: 'kubernetes',
      state: 'not-reached',
      detail: 'nothing to check before the step above',
    },
  ];
}

/** The identity is known and lacks a right. */
export function refusedByKubernetes(user: string, detail: string): Gate[] {
  return [
    {
      gate: 'aws',
      state: 'passed',
      detail: 'the endpoint was found and a token was sent',
    },
    {
      gate: 'cluster',
      state: 'passed',
      detail: `the cluster knows you as ${user}`,
    },
    { gate: 'kubernetes', state: 'refused', detail },
  ];
}
