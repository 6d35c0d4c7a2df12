import { useState } from 'react';
import LinearProgress from '@material-ui/core/LinearProgress';
import { makeStyles } from '@material-ui/core/styles';
import { useNavigate, useSearchParams } from 'react-router-dom';
import { useApi } from '@backstage/core-plugin-api';
import {
  clusterArnOf,
  NewAccessRequest,
  parseClusterArn,
  RequestOptions,
  RequestPreview,
} from 'backstage-plugin-eks-iam-health-common';
import { eksIamHealthApiRef } from '../../api';
import { useRequestPreview } from '../../hooks/useRequestPreview';
import { useRequestOptions } from '../../hooks/useRequests';
import { reasonOf } from '../../model/failure';
import { useTexts } from '../../translation';
import { useWidthStep } from '../ContentRoot';
import { HealthCard } from '../HealthCard';
import { InlineCode } from '../InlineCode';
import { Note } from '../Note';
import { clusterNameOf, PageTitle, RequestPlan } from '../RequestParts';
import { RequestForm } from './RequestForm';
import { useWish } from './useWish';

const useStyles = makeStyles(
  theme => ({
    panes: {
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 1fr) 440px',
      gap: theme.spacing(2),
      alignItems: 'start',
    },
    medium: { gridTemplateColumns: 'minmax(0, 1fr) 350px' },
    narrow: { gridTemplateColumns: 'minmax(0, 1fr)' },
    column: { display: 'flex', flexDirection: 'column', gap: 16 },
  }),
  { name: 'EksIamHealthNewRequest' },
);

/** Form left, consequence right. */
export function NewRequest() {
  const t = useTexts();
  const [params] = useSearchParams();
  const clusterId = params.get('cluster');
  if (!clusterId) return <Note tone="none">{t('requests.noCluster')}</Note>;
  return <ForCluster clusterId={clusterId} />;
}

function ForCluster({ clusterId }: { clusterId: string }) {
  const t = useTexts();
  const {
    value: options,
    error,
    loading,
    reload,
  } = useRequestOptions(clusterId);
  const title = t('requests.newTitle', { cluster: clusterNameOf(clusterId) });
  return (
    <>
      <PageTitle title={title} subtitle={t('requests.newSubtitle')} />
      {loading && <HealthCard title={title} state={{ status: 'loading' }} />}
      {!options && error !== undefined && (
        <HealthCard
          title={title}
          state={{ status: 'error', error, retry: reload }}
        />
      )}
      {options?.refusal && (
        <Note tone="warning">
          <InlineCode text={options.refusal} sentence />
        </Note>
      )}
      {options && !options.refusal && (
        <Form clusterId={clusterId} options={options} />
      )}
    </>
  );
}

function Form(props: { clusterId: string; options: RequestOptions }) {
  const { clusterId, options } = props;
  const classes = useStyles();
  const t = useTexts();
  const api = useApi(eksIamHealthApiRef);
  const navigate = useNavigate();
  const step = useWidthStep();
  const form = useWish(clusterId, options);
  const preview = useRequestPreview(form.wish);
  const [tried, setTried] = useState(false);
  const [sending, setSending] = useState(false);
  const [refusal, setRefusal] = useState<unknown>();

  const send = async () => {
    setTried(true);
    if (!form.wish) return;
    // What is shown may be older than what was typed; then the backend has the word.
    if (!preview.loading && preview.preview?.problems.length) return;
    setSending(true);
    setRefusal(undefined);
    try {
      const { id } = await api.createRequest(form.wish);
      navigate(`../${id}`);
    } catch (error) {
      setRefusal(error);
      setSending(false);
    }
  };

  const arn = clusterArnOf(clusterId);
  const accountId = arn ? parseClusterArn(arn)?.accountId : undefined;
  return (
    <div className={`${classes.panes} ${step === 'wide' ? '' : classes[step]}`}>
      <div className={classes.column}>
        {refusal !== undefined && (
          <Note tone="error" role="alert">
            {t('requests.refused', {
              reason: reasonOf(refusal) ?? t('state.unanswered'),
            })}
          </Note>
        )}
        <RequestForm
          form={form}
          options={options}
          problems={problemsOf(
            preview.preview,
            tried,
            t('requests.addNamespace'),
            form.wish,
          )}
          sending={sending}
          onSend={send}
          onCancel={() => navigate('..')}
        />
      </div>
      <HealthCard title={t('requests.does')}>
        {preview.loading && (
          <LinearProgress aria-label={t('requests.previewing')} />
        )}
        <div aria-live="polite">
          {!form.wish && <Note tone="none">{t('requests.complete')}</Note>}
          {form.wish && preview.error !== undefined && (
            <Note tone="error">
              {t('requests.previewFailed', {
                reason: reasonOf(preview.error) ?? t('state.unanswered'),
              })}
            </Note>
          )}
          {form.wish && preview.preview && (
            <RequestPlan
              wish={form.wish}
              plan={preview.preview.plan}
              risks={preview.preview.risks}
              approvers={preview.preview.approvers}
              accountId={accountId}
            />
          )}
        </div>
      </HealthCard>
    </div>
  );
}

/** What is wrong, per field; an empty form is not scolded before it was sent. */
function problemsOf(
  preview: RequestPreview | undefined,
  tried: boolean,
  nothingChosen: string,
  wish: NewAccessRequest | undefined,
): Partial<Record<keyof NewAccessRequest, string>> {
  if (!wish) return tried ? { scope: nothingChosen } : {};
  const shown = (preview?.problems ?? []).filter(
    ({ field }) => tried || field !== 'reason',
  );
  return Object.fromEntries(
    shown.map(({ field, message }) => [field, message]),
  );
}
