import { useCallback, useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { useApi } from '@backstage/core-plugin-api';
import { ExplainResponse } from 'backstage-plugin-eks-iam-health-common';
import { eksIamHealthApiRef } from '../../api';
import { EXPLAIN_LIMIT, useExplain } from '../../hooks/useExplain';
import { useLoad } from '../../hooks/useLoad';
import { useOptionalRoute } from '../../hooks/useOptionalRoute';
import { reasonOf } from '../../model/failure';
import { requestsRouteRef } from '../../routes';
import { useTexts } from '../../translation';
import { ContentRoot } from '../ContentRoot';
import { Note } from '../Note';
import { PageTitle } from '../RequestParts';
import { DiagnosisView } from './DiagnosisView';
import { ErrorTextForm } from './ErrorTextForm';

/** Paste an error, see what it says, why it happened here, and the smallest repair. */
export function ExplainPage() {
  const t = useTexts();
  const api = useApi(eksIamHealthApiRef);
  const requests = useOptionalRoute(requestsRouteRef);
  const [params, setParams] = useSearchParams();
  const [text, setText] = useState('');
  const { answer, blanked, problem, working, explain } = useExplain();
  const clusters = useLoad(useCallback(() => api.listClusters(), [api]));
  const clusterId = params.get('cluster') ?? '';

  const wordsOf = () => {
    if (!problem) return undefined;
    if (problem.kind === 'empty') return t('explain.empty');
    if (problem.kind === 'too-long') {
      return t('explain.tooLong', { limit: String(EXPLAIN_LIMIT) });
    }
    return t('explain.failed', {
      reason: reasonOf(problem.error) ?? t('state.unanswered'),
    });
  };
  return (
    <ContentRoot>
      <div style={{ display: 'flex', flexDirection: 'column', gap: 16 }}>
        <PageTitle title={t('explain.title')} />
        <ErrorTextForm
          text={text}
          onText={setText}
          clusterId={clusterId}
          onCluster={id => setParams(id ? { cluster: id } : {})}
          clusters={clusters.value?.items ?? []}
          problem={wordsOf()}
          working={working}
          onExplain={() => explain(text, clusterId || undefined)}
        />
        {blanked > 0 && (
          <Note tone="warning" role="status">
            {t('explain.blanked', { count: blanked })}
          </Note>
        )}
        {answer && (
          <DiagnosisView
            response={answer}
            requestPath={requestPathOf(requests?.(), answer)}
          />
        )}
      </div>
    </ContentRoot>
  );
}

/** The request form, filled in with the least that helps. */
function requestPathOf(
  requests: string | undefined,
  { cluster, diagnosis }: ExplainResponse,
): string | undefined {
  const wish = diagnosis.accessRequest;
  if (!requests || !cluster || !wish) return undefined;
  const query = new URLSearchParams({ cluster: cluster.id, level: wish.level });
  for (const namespace of wish.namespaces ?? []) {
    query.append('namespace', namespace);
  }
  return `${requests}/new?${query}`;
}
