import { useEffect, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import {
  NewAccessRequest,
  RequestPreview,
} from 'backstage-plugin-eks-iam-health-common';
import { eksIamHealthApiRef } from '../api';

const DEBOUNCE_MS = 400;

/** What a wish would do, asked once the typing rests; nothing while the wish is not complete. */
export function useRequestPreview(wish: NewAccessRequest | undefined) {
  const api = useApi(eksIamHealthApiRef);
  const [state, setState] = useState<{
    preview?: RequestPreview;
    error?: unknown;
    loading: boolean;
  }>({ loading: false });
  // A wish is made anew at every render; what it says is what counts.
  const key = wish && JSON.stringify(wish);

  useEffect(() => {
    if (!key) {
      setState({ loading: false });
      return undefined;
    }
    let late = false;
    setState(before => ({ preview: before.preview, loading: true }));
    const timer = setTimeout(() => {
      api.previewRequest(JSON.parse(key)).then(
        preview => !late && setState({ preview, loading: false }),
        error => !late && setState({ error, loading: false }),
      );
    }, DEBOUNCE_MS);
    return () => {
      late = true;
      clearTimeout(timer);
    };
  }, [api, key]);

  return state;
}
