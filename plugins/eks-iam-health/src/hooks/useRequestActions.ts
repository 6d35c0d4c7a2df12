import { useCallback, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import {
  AccessRequestDetail,
  RequestVote,
} from 'backstage-plugin-eks-iam-health-common';
import { eksIamHealthApiRef, RequestStep } from '../api';

/** Votes on a request and moves it; one thing at a time, and what went wrong stays until the next. */
export function useRequestActions(
  request: AccessRequestDetail,
  afterwards: () => void,
) {
  const api = useApi(eksIamHealthApiRef);
  const [working, setWorking] = useState(false);
  const [error, setError] = useState<unknown>();
  const { id, version, specHash } = request;

  const act = useCallback(
    async (action: () => Promise<unknown>) => {
      setWorking(true);
      setError(undefined);
      try {
        await action();
      } catch (problem) {
        setError(problem);
      } finally {
        setWorking(false);
        afterwards();
      }
    },
    [afterwards],
  );

  return {
    working,
    error,
    vote: (decision: RequestVote['decision'], comment?: string) =>
      act(() => api.vote(id, { decision, version, specHash, comment })),
    step: (step: RequestStep, comment?: string) =>
      act(() => api.takeStep(id, step, { version, comment })),
  };
}
