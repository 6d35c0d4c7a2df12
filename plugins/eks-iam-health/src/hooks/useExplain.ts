import { useCallback, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import {
  blankSecrets,
  ExplainResponse,
} from 'backstage-plugin-eks-iam-health-common';
import { eksIamHealthApiRef } from '../api';

/** As many characters of a pasted text as the backend reads. */
export const EXPLAIN_LIMIT = 100_000;

type Problem =
  | { kind: 'empty' }
  | { kind: 'too-long' }
  | { kind: 'failed'; error: unknown };

/** Asks for an explanation; secrets are blanked before the text leaves the browser. */
export function useExplain() {
  const api = useApi(eksIamHealthApiRef);
  const [answer, setAnswer] = useState<ExplainResponse>();
  const [blanked, setBlanked] = useState(0);
  const [problem, setProblem] = useState<Problem>();
  const [working, setWorking] = useState(false);

  const explain = useCallback(
    async (pasted: string, clusterId?: string) => {
      setProblem(undefined);
      setAnswer(undefined);
      setBlanked(0);
      if (pasted.trim() === '') {
        setProblem({ kind: 'empty' });
        return;
      }
      if (pasted.length > EXPLAIN_LIMIT) {
        setProblem({ kind: 'too-long' });
        return;
      }
      const { text, blanked: count } = blankSecrets(pasted);
      setBlanked(count);
      setWorking(true);
      try {
        setAnswer(await api.explain({ text, clusterId }));
      } catch (error) {
        setProblem({ kind: 'failed', error });
      } finally {
        setWorking(false);
      }
    },
    [api],
  );

  return { answer, blanked, problem, working, explain };
}
